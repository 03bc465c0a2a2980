"""Changes as a package of the Metadata API: a zip with a manifest, and others for what goes. Pure: the same changes, the same bytes.

Each file is what the generated tree says. A field that is there already, and a list of which a value goes, is laid over what the org holds.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from syncwright.plan.changes import Change, Create, Delete, Forget, Rename
from syncwright.platforms.salesforce import metadata
from syncwright.platforms.salesforce.live.archive import packed
from syncwright.platforms.salesforce.live.mdapi import composed
from syncwright.platforms.salesforce.live.members import file_of, listed, member
from syncwright.platforms.salesforce.naming import GROUP, PROFILE
from syncwright.platforms.salesforce.types import FIELD, PICKLIST_VALUE, SHARING_RULE
from syncwright.platforms.salesforce.value_moves import list_address, parted
from syncwright.platforms.salesforce.written import written
from syncwright.records import Struct
from syncwright.text import SourceFile

#: Below this version a permission set is merged with the one that is there, and what it does not list stays. DOC: PermissionSet.
LOWEST = 40.0
#: A zip may have so many bytes. DOC: Metadata Limits, Salesforce Developer Limits and Allocations.
MOST = 39 << 20
#: What is deleted before and after everything else is deployed. DOC: Metadata API Developer Guide, Deleting Components from an Organization.
BEFORE, AFTER = "destructiveChangesPre.xml", "destructiveChangesPost.xml"
#: What names others and is named by none goes before; so a group is gone when the sets that it named go.
_NAMING = (GROUP, SHARING_RULE)


class NotDeployable(Exception):
    """These changes are no package: says why."""


class Package(Struct, frozen=True):
    """A package: its zip, and the SHA-256 of that."""

    zip: bytes
    sha256: str


def overlaid(changes: Sequence[Change]) -> set[str]:
    """Addresses of what has to be fetched before: fields that are there, and lists that keep most of their values."""
    found = {
        one.address for one in changes if one.address.startswith(f"{FIELD}/") and not isinstance(one, Create | Delete | Forget | Rename)
    }
    return found | {list_address(parted(one.address)[0]) for one in changes if one.address.startswith(f"{PICKLIST_VALUE}/")}


def package(changes: Sequence[Change], sources: Sequence[SourceFile], version: str) -> Package:
    """The package of these changes. `sources`: the files of what is `overlaid`, as source. Raises NotDeployable."""
    if float(version) < LOWEST:
        raise NotDeployable(f"API version {version} would merge permission sets instead of replacing them: {LOWEST:.1f} is the lowest")
    _fit(changes, sources)
    gone = [one for one in changes if _goes(one)]
    made = [one for one in changes if not _goes(one)]
    files = composed({path: data for path, data in written(made, sources, ()).items() if data is not None})
    members = [member(one.address) for one in made]
    for one in members:
        if file_of(one) not in files:
            raise NotDeployable(f"nothing says what {one[0]} `{one[1]}` is to hold")
    files["package.xml"] = metadata.package(listed(members), version)
    for path, first in ((BEFORE, True), (AFTER, False)):
        if those := [member(one.address) for one in gone if (one.address.partition("/")[0] in _NAMING) is first]:
            files[path] = metadata.package(listed(those), version)
    if not changes:
        raise NotDeployable("there is nothing in it, and a deployment of nothing succeeds")
    data = packed(files)
    if len(data) > MOST:
        raise NotDeployable(f"it has {len(data) / (1 << 20):.0f} MiB, and a deployment takes {MOST >> 20}: plan it in parts, with `--only`")
    return Package(data, sha256(data).hexdigest())


def _goes(change: Change) -> bool:
    """Whether a component is deleted. Of a list a value goes, and the list stays."""
    return isinstance(change, Delete) and not change.address.startswith(f"{PICKLIST_VALUE}/")


def _fit(changes: Sequence[Change], sources: Sequence[SourceFile]) -> None:
    there = {one.path.removesuffix("-meta.xml") for one in sources}
    for address in sorted(overlaid(changes)):
        if not any(path in there for path in _source_paths(address)):
            raise NotDeployable(f"`{address.partition('/')[2]}` is not there any more, so that nothing can be laid over it")
    for one in changes:
        if isinstance(one, Forget | Rename):
            raise NotDeployable(f"`{one.address}` is not changed by a deployment")
        if isinstance(one, Create | Delete) and one.address.startswith(f"{PROFILE}/"):
            raise NotDeployable(
                f"there is no profile `{one.address.partition('/')[2]}`, and a deployment would make one that nobody asked for"
            )


def _source_paths(address: str) -> Iterator[str]:
    kind, _, name = address.partition("/")
    owner, _, field = name.partition(".")
    yield f"objects/{owner}/fields/{field}.field" if kind == FIELD else file_of(member(address))
