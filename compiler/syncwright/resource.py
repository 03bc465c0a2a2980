"""Things on a platform: as we want them, and as they were seen. Knows no platform; a resource type says what its attributes mean."""

from collections.abc import Mapping
from typing import Literal

from syncwright.records import Struct
from syncwright.want import Reason

#: A text, or names to texts.
Attribute = str | Mapping[str, str]


class Resource(Struct, frozen=True):
    """A resource: its address such as `salesforce.permission_set/Marketo_Sync`, its attributes, and why each part is there.

    `because` is keyed by attribute and then by name: `because["field_permissions"]["Lead.Email"]`. An attribute that is left out is
    empty. `depends_on`: addresses of what has to be there before. `previously`: the address it had before it was renamed.
    """

    address: str
    attributes: Mapping[str, Attribute]
    because: Mapping[str, Mapping[str, tuple[Reason, ...]]] = {}
    depends_on: tuple[str, ...] = ()
    previously: str | None = None

    @property
    def type(self) -> str:
        """The part of the address before the slash."""
        return self.address.partition("/")[0]

    @property
    def name(self) -> str:
        """The part of the address after the slash."""
        return self.address.partition("/")[2]

    def spec_keys(self) -> list[str]:
        """The spec keys behind it, sorted."""
        return sorted({reason.key for parts in self.because.values() for reasons in parts.values() for reason in reasons})


class AttributeType(Struct, frozen=True):
    """What an attribute is and what a change of it means. `words`: a map from names to words between blanks, each a part of its own.

    `recreate`: the platform cannot change it, so the resource is made anew. `by_hand`: no API changes it. `irreversible`: why a change
    cannot be taken back. `access`: it says what somebody may do, so that a part more widens access and a part less takes it away.
    `once`: it is said when the resource is made, and never seen again.
    `whole`: where any of its parts is ours all of them are, although of the rest of the resource only named parts are.
    """

    title: str
    kind: Literal["scalar", "map", "words"]
    on_change: Literal["update", "recreate", "by_hand"] = "update"
    irreversible: str | None = None
    access: bool = False
    once: bool = False
    whole: bool = False


class ResourceType(Struct, frozen=True):
    """A type of resource.

    `whole`: what is deployed replaces all of it, so that whatever is not said is taken away; otherwise only the parts that are named
    are ours. `always_there`: it is there whether or not anybody said anything of it. `by_hand`: no API makes or changes it. `in_source`: a tree of source files says it; otherwise only the platform knows.
    """

    name: str
    title: str
    attributes: Mapping[str, AttributeType]
    whole: bool = True
    always_there: bool = False
    by_hand: bool = False
    in_source: bool = True


class Observation(Struct, frozen=True):
    """What was seen of a platform. An address in neither `complete` nor `absent` was not looked at well enough to plan with.

    `complete`: resources that were seen with every part. `absent`: addresses that are known not to be there. `where`: in words, what was
    looked at.
    """

    resources: Mapping[str, Resource]
    complete: frozenset[str]
    absent: frozenset[str]
    where: str = ""
