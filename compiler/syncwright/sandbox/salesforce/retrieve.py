"""What a retrieve gives back: the components that were asked for as files in a zip, each the same bytes as long as it is the same. Knows no SOAP."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from syncwright.sandbox.salesforce import flows, groups
from syncwright.sandbox.salesforce.fields import has_object, parsed
from syncwright.sandbox.salesforce.kinds import INNER_BY_TYPE, home_of, inside, known_type, path_of
from syncwright.sandbox.salesforce.offered import Offered, of_profile, of_set, offered
from syncwright.sandbox.salesforce.schema import document, ordered
from syncwright.sandbox.salesforce.standard import standard_objects
from syncwright.sandbox.state import Component, State, stamp
from syncwright.xml import Element

#: What a wildcard does not stand for: standard objects, their fields, and value sets that have to be named.
_NO_WILDCARD = frozenset({"StandardValueSet"})


@dataclass
class Wanted:
    """What a manifest names, by type; `*` stays a name until the org is asked."""

    types: dict[str, list[str]] = field(default_factory=dict)
    version: str = "67.0"


@dataclass
class Retrieved:
    """The zip and what is said beside it: properties of each component, and what was not found."""

    zip: bytes
    properties: list[dict[str, str]]
    messages: list[tuple[str, str]]


def retrieve(state: State, wanted: Wanted, *, single: bool) -> Retrieved:
    """All of it as of now."""
    root = "" if single else "unpackaged/"
    messages: list[tuple[str, str]] = []
    found: dict[tuple[str, str], Component] = {}
    for type_, names in wanted.types.items():
        if not known_type(type_):
            messages.append((f"{root}package.xml", f"Unknown type name '{type_}' specified in package.xml"))
            continue
        for name in names:
            components = _components(state, type_, name)
            if not components and name != "*":
                messages.append((f"{root}package.xml", f"Entity of type '{type_}' named '{name}' cannot be found"))
            found |= {(one.type, one.name): one for one in components}
    found |= _within(state, found)
    files = {f"{root}{path}": data for path, data in _files(state, found)}
    files[f"{root}package.xml"] = _manifest(wanted, found)
    properties = [properties_of(state, one, root) for _, one in sorted(found.items())]
    return Retrieved(zipped(files), properties, messages)


def _components(state: State, type_: str, name: str) -> list[Component]:
    if name == "*":
        return [] if type_ in _NO_WILDCARD else [one for one in state.components(type_) if one.name not in standard_objects()]
    one = state.component(type_, name) or _standard(state, type_, name)
    return [] if one is None else [one]


def _standard(state: State, type_: str, name: str) -> Component | None:
    """What is there without anybody having deployed it."""
    object_, _, inner = name.partition(".")
    about = standard_objects().get(object_)
    there = (type_ == "CustomObject" and not inner and (about is not None or name == "Activity")) or (
        type_ == "CustomField" and about is not None and inner in about.fields
    )
    there = there or (type_ == "SharingRules" and has_object(state, name))
    return Component(type_, name, "", "", "", 0.0, "", 0.0) if there else None


def _within(state: State, found: dict[tuple[str, str], Component]) -> dict[tuple[str, str], Component]:
    """What lies in the files of what was asked for: an object comes with its fields."""
    more: dict[tuple[str, str], Component] = {}
    for type_, name in found:
        for inner in inside(type_).values():
            more |= {(one.type, one.name): one for one in state.components(inner.type, f"{name}.")}
    return more


def _files(state: State, found: dict[tuple[str, str], Component]) -> Iterator[tuple[str, bytes]]:
    by_path: dict[str, list[Component]] = {}
    for component in found.values():
        by_path.setdefault(path_of(component.type, component.name), []).append(component)
    request = offered(state, found)
    for path, components in by_path.items():
        kind, _ = home_of(components[0].type, components[0].name)
        # By name, so that the same content is the same bytes.
        inside_out = sorted(components, key=lambda one: one.name)
        children = [child for one in inside_out for child in _children(state, one, request)]
        yield path, document(kind.type, ordered(Element(kind.type, 1, "", children), kind.type))


def _children(state: State, component: Component, request: Offered) -> list[Element]:
    """What a component adds to its file."""
    root = parsed(component.body)
    inner = INNER_BY_TYPE.get(component.type)
    if inner is not None:
        name = component.name.partition(".")[2]
        return [Element(inner.tag, 1, "", [Element("fullName", 1, name), *root.children])]
    match component.type:
        case "PermissionSet" | "MutingPermissionSet":
            return of_set(root, request)
        case "Profile":
            return of_profile(root, request)
        case "Flow":
            newest = flows.latest(state, component.name)
            return root.children if newest is None else [*root.children, Element("status", 1, newest[1])]
        case "PermissionSetGroup":
            others = [child for child in root.children if child.tag != "status"]
            return [*others, Element("status", 1, groups.status(state, component.name))]
        case _:
            return root.children


def _manifest(wanted: Wanted, found: Iterable[tuple[str, str]]) -> bytes:
    """What is in the zip, by type and name."""
    types: dict[str, list[str]] = {}
    for type_, name in sorted(found):
        if type_ in wanted.types:
            types.setdefault(type_, []).append(name)
    rows = [
        Element("types", 1, "", [*(Element("members", 1, name) for name in names), Element("name", 1, type_)])
        for type_, names in types.items()
    ]
    return document("Package", Element("Package", 1, "", [*rows, Element("version", 1, wanted.version)]))


def properties_of(state: State, component: Component, root: str) -> dict[str, str]:
    """FileProperties of the WSDL, in its order. What nobody deployed was there when the org began."""
    began = float(state.setting("began", "0"))
    admin = state.setting("admin")
    created_by, changed_by = component.created_by or admin, component.changed_by or admin
    return {
        "createdById": created_by,
        "createdByName": _name(state, created_by),
        "createdDate": stamp(component.created or began),
        "fileName": f"{root}{path_of(component.type, component.name)}",
        "fullName": component.name,
        "id": component.id,
        "lastModifiedById": changed_by,
        "lastModifiedByName": _name(state, changed_by),
        "lastModifiedDate": stamp(component.changed or began),
        "manageableState": "unmanaged",
        "type": component.type,
    }


def _name(state: State, user: str) -> str:
    return str((state.record("User", user, fresh=True) or {}).get("Name", ""))


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip that is the same bytes for the same files."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path in sorted(files):
            archive.writestr(ZipInfo(path, (1980, 1, 1, 0, 0, 0)), files[path], ZIP_DEFLATED)
    return out.getvalue()


def listed(state: State, type_: str) -> list[dict[str, str]]:
    """Properties of all components of a type, standard objects with them."""
    found = {one.name: one for one in state.components(type_)}
    if type_ == "CustomObject":
        for name in standard_objects():
            found.setdefault(name, Component(type_, name, "", "", "", 0.0, "", 0.0))
    return [properties_of(state, one, "") for _, one in sorted(found.items())]
