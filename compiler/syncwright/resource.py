"""One thing on a platform as we want it to be. Knows no platform; what the attributes mean is the resource type's."""

from collections.abc import Mapping

from syncwright.records import Struct
from syncwright.want import Reason

#: A text, or names to texts.
Attribute = str | Mapping[str, str]


class Resource(Struct, frozen=True):
    """A resource: its address such as `salesforce.permission_set/Marketo_Sync`, its attributes, and why each part is there.

    `because` is keyed by attribute and then by name: `because["field_permissions"]["Lead.Email"]`.
    """

    address: str
    attributes: Mapping[str, Attribute]
    because: Mapping[str, Mapping[str, tuple[Reason, ...]]]

    @property
    def name(self) -> str:
        """The part of the address after the slash."""
        return self.address.partition("/")[2]

    def spec_keys(self) -> list[str]:
        """The spec keys behind it, sorted."""
        return sorted({reason.key for parts in self.because.values() for reasons in parts.values() for reason in reasons})
