"""A page for each sync user: what it is for, what it has besides its own set, and which objects and fields it reads and edits."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from syncwright.catalog.model import Named
from syncwright.compile import Compilation
from syncwright.inventory.access import KINDS
from syncwright.platform import Users
from syncwright.records import Struct
from syncwright.resource import Resource
from syncwright.site.objects import url_of as url_of_object
from syncwright.site.page import Entry, Frame
from syncwright.spec.compiled import SyncUserSpec

if TYPE_CHECKING:  # which links to users
    from syncwright.site.around import Around

#: Rows of one attribute of a resource that a page lists; `build` and the artifacts have all.
_LISTED = 300


class Part(Struct, frozen=True):
    """One kind of thing that a resource gives: how many, and the first of them as name, word and reason."""

    name: str
    count: int
    rows: Sequence[tuple[str, str, str]]


def users(frame: Frame, compilation: Compilation, around: "Around", entries: list[Entry]) -> Iterator[tuple[str, bytes]]:
    """The list, and a page a user with its picture as a file."""
    catalog = compilation.catalog
    assert catalog is not None, "asked of what compiled"
    resources = {one.address: one for one in compilation.resources}
    listed = []
    for name, user in catalog.users.items():
        url, theirs = url_of(name), around.reach.get(name, [])
        near = around.of(f"sync_user:{name}", url)
        connectors = [one.name for one in catalog.connectors.values() if one.spec.sync_user == name]
        listed.append((name, url, user.spec.kind, connectors, sum(one.read for one in theirs), sum(one.edited for one in theirs)))
        entries.append(Entry(url, "sync user", name, name, user.spec.kind.replace("_", " ")))
        yield frame.page(
            url,
            name,
            "user",
            section="Users",
            user=user.spec,
            connectors=connectors,
            reach=[(one, url_of_object(one.object)) for one in theirs],
            near=near,
            granted=_granted(user),
            own=_own(name, around.has, resources),
        )
        if near is not None:
            yield near.file()
    yield frame.page("users.html", "Users", "users", section="Users", users=listed)


def _granted(user: Named[SyncUserSpec]) -> list[tuple[str, str, str]]:
    """What the specs grant besides: kind, name and reason."""
    grants = user.spec.grants
    return [
        (kind.replace("_", " "), name, one.why or grants.why or "") for kind in KINDS for name, one in sorted(getattr(grants, kind).items())
    ]


def _own(user: str, has: Users, resources: Mapping[str, Resource]) -> list[tuple[str, list[Part]]]:
    """What the specs make for the user: each resource, and what it gives, attribute by attribute."""
    return [
        (
            address,
            [
                _part(name, value, resources[address])
                for name, value in resources[address].attributes.items()
                if isinstance(value, Mapping) and value
            ],
        )
        for address, names in has.items()
        if user in names and address in resources
    ]


def _part(name: str, value: Mapping[str, str], resource: Resource) -> Part:
    because = resource.because.get(name, {})
    rows = [
        (key, held, "; ".join(dict.fromkeys(reason.why for reason in because.get(key, ()))))
        for key, held in islice(sorted(value.items()), _LISTED)
    ]
    return Part(name.replace("_", " "), len(value), rows)


def url_of(name: str) -> str:
    """The page of a user."""
    return f"users/{name}.html"
