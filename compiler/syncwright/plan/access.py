"""Who gains or loses what by a change, as data. Knows no platform: each says it of its own resources."""

from collections.abc import Iterable, Iterator

from syncwright.records import Struct
from syncwright.want import Reason

#: What is more than what. Anything is more than nothing, and nothing less than anything.
_MORE = {("read", "edit"), ("available", "visible")}


class AccessChange(Struct, frozen=True, gc=False):
    """What one user may do otherwise than before, by one part of one change.

    `kind` and `thing` as inventories name them: `fields` and `Lead.Email`, `objects` and `Lead:read`, `permissions` and `ApiEnabled`.
    `before` and `after`: how, such as `read`; None for not at all. `address`, `attribute` and `name` are those of the change and its edit.
    """

    user: str
    kind: str
    thing: str
    before: str | None
    after: str | None
    address: str
    attribute: str
    name: str | None
    reasons: tuple[Reason, ...] = ()

    @property
    def widens(self) -> bool:
        """Whether the user may do more than before. From reading to editing is more."""
        return more(self.before, self.after)


def more(before: str | None, after: str | None) -> bool:
    """Whether one word says more than another, as `edit` does than `read`. Anything is more than nothing."""
    return after is not None and (before is None or (before, after) in _MORE)


def newly_seen(access: Iterable[AccessChange], users: Iterable[str]) -> Iterator[AccessChange]:
    """Fields that users did not see before, by what changes."""
    chosen = set(users)
    return (one for one in access if one.kind == "fields" and one.before is None and one.after is not None and one.user in chosen)


def no_longer_seen(access: Iterable[AccessChange], users: Iterable[str]) -> Iterator[AccessChange]:
    """Fields that users saw before, by what changes."""
    chosen = set(users)
    return (one for one in access if one.kind == "fields" and one.before is not None and one.after is None and one.user in chosen)
