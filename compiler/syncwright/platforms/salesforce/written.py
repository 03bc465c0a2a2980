"""Changes as files of a tree of source: a set is written whole, of a profile the rows that change, and what is deleted goes."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from syncwright.plan.changes import Change, Create, Delete, Forget, Recreate, Rename, Update
from syncwright.platforms.salesforce import field_xml, flows, metadata
from syncwright.platforms.salesforce.elements import ATTRIBUTES, HIDDEN_FIELDS, MEMBERS, MUTING
from syncwright.platforms.salesforce.naming import GROUP, MUTING_SET, PROFILE, SET
from syncwright.platforms.salesforce.observe import META, PROJECT, SUFFIXES, located
from syncwright.platforms.salesforce.overlay import overlaid
from syncwright.platforms.salesforce.sharing_xml import rule_files
from syncwright.platforms.salesforce.types import FIELD, FLOW, VALUE_SET
from syncwright.platforms.salesforce.value_written import value_files
from syncwright.platforms.salesforce.value_xml import global_value_set
from syncwright.records import NotThatRecord, Struct, read
from syncwright.resource import Attribute, Resource
from syncwright.text import SourceFile

_FOLDERS = {
    SET: "permissionsets",
    GROUP: "permissionsetgroups",
    MUTING_SET: "mutingpermissionsets",
    PROFILE: "profiles",
    FLOW: "flows",
    VALUE_SET: "globalValueSets",
}
#: How a row of a profile shows a field: editable, readable.
_FLAGS = {"edit": (True, True), "read": (False, True)}


class _Package(Struct):
    path: str
    default: bool = False


class _Project(Struct, rename={"packages": "packageDirectories"}):
    packages: list[_Package] = []


def written(changes: Sequence[Change], sources: Sequence[SourceFile], folders: Collection[str]) -> Mapping[str, bytes | None]:
    """The files that carry changes out, by path; None for a file that goes. What a person does is not among them."""
    held = located(sources, {change.address for change in changes})
    home = _home(sources, folders)
    found = {path: data for change in changes for path, data in _files(change, held.get(change.address, []), home)}
    return {**found, **dict(value_files(changes, sources, found)), **dict(rule_files(changes, sources, home))}


def _files(change: Change, held: Sequence[SourceFile], home: str) -> Iterator[tuple[str, bytes | None]]:
    kind, _, name = change.address.partition("/")
    if isinstance(change, Delete):
        yield from ((source.path, None) for source in held)
    elif kind == FIELD and not isinstance(change, Forget | Rename):
        yield _field(change, held, home)
    elif kind in _FOLDERS and not isinstance(change, Forget | Rename):
        path = held[0].path if held else f"{home}{_FOLDERS[kind]}/{name}{SUFFIXES[kind]}{META}"
        if kind == PROFILE:
            yield path, overlaid(held[0].data if held else None, _rows(change.after))
        else:
            yield path, _WRITE[kind](_whole(change.after))


def _field(change: Create | Update | Recreate, held: Sequence[SourceFile], home: str) -> tuple[str, bytes]:
    """Of a field that is there what changes; all that nobody says stays."""
    owner, _, name = change.after.name.partition(".")
    if held:
        return held[0].path, field_xml.overlaid(held[0].data, change.edits, change.after.attributes)
    return f"{home}objects/{owner}/fields/{name}{SUFFIXES[FIELD]}{META}", field_xml.field(change.after).data


def _muting_set(resource: Resource) -> bytes:
    """As `build` writes it; on the way back to one that somebody made by hand, with every kind of row, as a permission set's are written."""
    hidden = resource.attributes[HIDDEN_FIELDS]
    assert not isinstance(hidden, str), "rows are a map"
    if set(hidden.values()) <= {"yes"} and not any(resource.attributes[attribute] for attribute in ATTRIBUTES.values()):
        return metadata.muting_set(resource).data
    rows = {name: "edit" if word == "yes" else word for name, word in hidden.items()}
    data = metadata.permission_set(Resource(resource.address, {**resource.attributes, ATTRIBUTES["fields"]: rows})).data
    return data.replace(b"<PermissionSet ", b"<MutingPermissionSet ", 1).replace(b"</PermissionSet>", b"</MutingPermissionSet>")


_WRITE: Mapping[str, Callable[[Resource], bytes]] = {
    SET: lambda resource: metadata.permission_set(resource).data,
    GROUP: lambda resource: metadata.group(resource).data,
    MUTING_SET: _muting_set,
    FLOW: flows.xml,
    VALUE_SET: lambda resource: global_value_set(resource).data,
}


def _whole(resource: Resource) -> Resource:
    """With every attribute that its writer looks at; a plan leaves out what is empty."""
    texts: dict[str, Attribute] = {"label": "", "description": "", "license": "", "activation_required": "false", MUTING: ""}
    rows: dict[str, Attribute] = {attribute: {} for attribute in (*ATTRIBUTES.values(), HIDDEN_FIELDS, MEMBERS)}
    return Resource(resource.address, {**texts, **rows, **resource.attributes})


def _rows(resource: Resource) -> dict[str, tuple[bool, bool]]:
    hidden, shown = (resource.attributes.get(name, {}) for name in (HIDDEN_FIELDS, ATTRIBUTES["fields"]))
    assert not isinstance(hidden, str) and not isinstance(shown, str), "both are maps"
    return {**dict.fromkeys(hidden, (False, False)), **{name: _FLAGS[word] for name, word in shown.items()}}


def _home(sources: Sequence[SourceFile], folders: Collection[str]) -> str:
    """Where new files go, with a last slash: beside what is there, in the package that the project names first if it names any."""
    project = next((source for source in sources if source.path == PROJECT), None)
    package = _default(project) if project is not None else None
    within = f"{package}/" if package is not None else ""
    parents = (folder.rpartition("/") for folder in folders if folder.startswith(within))
    there = [f"{parent}{slash}" for parent, slash, name in parents if name in {*_FOLDERS.values(), "objects"}]
    return min(there, key=lambda one: (one.count("/"), one), default=f"{within}main/default/")


def _default(project: SourceFile) -> str | None:
    try:
        packages = read(project.data, _Project).packages
    except NotThatRecord:
        return None
    chosen = next((one for one in packages if one.default), packages[0] if packages else None)
    path = chosen.path.strip("/").removeprefix("./") if chosen else ""
    return path if path and ".." not in path.split("/") else None
