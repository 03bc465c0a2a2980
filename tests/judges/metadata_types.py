"""The elements of Salesforce metadata, as `@salesforce/types` declares them, and what an XML file says otherwise.

Knows nothing of order (the XSD judge does) nor of what only a server checks.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element as Node

from judges.node_tools import tools

NAMESPACE = "http://soap.sforce.com/2006/04/metadata"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"

# The declarations are written by a machine out of Salesforce's WSDL, in these five shapes of lines. A line of another shape is an error,
# so that a newer version cannot be half understood in silence; a parser of all TypeScript would weigh 23 MB more.
OPENS = re.compile(r"export type (?P<name>\w+) = (?:(?P<base>\w+) & )?\{")
ELEMENT = re.compile(r"    (?P<name>\w+)(?P<optional>\?)?: (?P<type>\w+)(?P<many>\[\])?;")
CLOSES = "};"
VALUES = re.compile(r"export type (?P<name>\w+) = (?P<values>'[^']*'(?: \| '[^']*')*);")
ALIAS = re.compile(r"export type (?P<name>\w+) = (?P<type>\w+);")

SCALARS = {
    "boolean": re.compile(r"true|false"),
    "number": re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?"),
    # They call a time of the day a Date too: FlowSchedule.startTime.
    "Date": re.compile(r"(\d{4}-\d\d-\d\d|(\d{4}-\d\d-\d\dT)?\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)"),
    "string": re.compile(r".*", re.DOTALL),
    "any": re.compile(r".*", re.DOTALL),
    "unknown": re.compile(r".*", re.DOTALL),
}


@dataclass(frozen=True, slots=True)
class Element:
    """One child element. One of `many` is never required: the declarations do not say where at least one must stand."""

    type: str
    required: bool
    many: bool


#: In the WSDL and in real fields (2 of NPSP's), but not in @salesforce/types 1.9.0. A test says when they have been added.
FORGOTTEN = {("CustomField", "displayLocationInDecimal"): Element("boolean", required=False, many=False)}


@dataclass(frozen=True, slots=True)
class Declarations:
    """All that the file declares, by type name; made by `read` alone."""

    elements: dict[str, dict[str, Element]] = field(default_factory=dict)
    values: dict[str, frozenset[str]] = field(default_factory=dict)
    #: What a type extends, or is another name of.
    bases: dict[str, str] = field(default_factory=dict)


class NotMetadata(ValueError):
    """The file is no XML, or its root is no metadata type."""


def metadata_elements(type_name: str) -> dict[str, Element]:
    """The elements of a type in declared order, those of what it extends first. Empty for a scalar, KeyError for a name not declared."""
    declared = declarations()
    if type_name in SCALARS or type_name in declared.values:
        return {}
    inherited = metadata_elements(declared.bases[type_name]) if type_name in declared.bases else {}
    forgotten = {name: element for (owner, name), element in FORGOTTEN.items() if owner == type_name}
    return {**inherited, **declared.elements[type_name], **forgotten}


def unknown_elements(xml_file: Path) -> list[str]:
    """Elements that the file's type does not have, misses, or has only once: `PermissionSet.labell is unknown`."""
    try:
        root = metadata(xml_file)
    except NotMetadata as error:
        return [str(error)]
    return [fault for path, node, elements in structures(root) for fault in name_faults(path, node, elements)]


def wrong_values(xml_file: Path) -> list[str]:
    """Texts that their type does not allow: of enumerations, booleans, numbers and dates."""
    try:
        root = metadata(xml_file)
    except NotMetadata as error:
        return [str(error)]
    return [fault for path, node, elements in structures(root) for fault in value_faults(path, node, elements)]


def metadata(xml_file: Path) -> Node:
    try:
        root = ElementTree.parse(xml_file).getroot()
    except ElementTree.ParseError as error:
        raise NotMetadata(f"{xml_file.name} is not well-formed: {error}") from error
    if not root.tag.startswith(f"{{{NAMESPACE}}}"):
        raise NotMetadata(f"{root.tag} is not in the namespace {NAMESPACE}")
    if name_of(root) not in declarations().elements:
        raise NotMetadata(f"{name_of(root)} is no metadata type")
    return root


def structures(root: Node) -> Iterator[tuple[str, Node, dict[str, Element]]]:
    """The root and each element below it that has elements of its own, with its dotted path, in file order."""
    yield from below(name_of(root), root, metadata_elements(name_of(root)))


def below(path: str, node: Node, elements: dict[str, Element]) -> Iterator[tuple[str, Node, dict[str, Element]]]:
    yield path, node, elements
    for child in node:
        known = elements.get(name_of(child))
        if known and child.get(NIL) != "true" and (inner := metadata_elements(known.type)):
            yield from below(f"{path}.{name_of(child)}", child, inner)


def name_faults(path: str, node: Node, elements: dict[str, Element]) -> Iterator[str]:
    seen = Counter(name_of(child) for child in node)
    for name, count in seen.items():
        if name not in elements:
            yield f"{path}.{name} is unknown"
        elif count > 1 and not elements[name].many:
            yield f"{path}.{name} is repeated"
    yield from (f"{path}.{name} is missing" for name, element in elements.items() if element.required and name not in seen)


def value_faults(path: str, node: Node, elements: dict[str, Element]) -> Iterator[str]:
    for child in node:
        known = elements.get(name_of(child))
        if known and child.get(NIL) != "true" and not metadata_elements(known.type) and not allows(known.type, child.text or ""):
            yield f"{path}.{name_of(child)}: `{child.text or ''}` is no {known.type}"


def allows(scalar: str, text: str) -> bool:
    if scalar in SCALARS:
        return SCALARS[scalar].fullmatch(text) is not None
    return text in declarations().values[scalar]


def name_of(node: Node) -> str:
    """Without its namespace where that is Salesforce's; with it otherwise, so that it is never taken for a known name."""
    namespace, _, name = node.tag.rpartition("}")
    return name if namespace == f"{{{NAMESPACE}" else f"{namespace or '{'}}}{name}"


@cache
def declarations() -> Declarations:
    return read((tools() / "node_modules" / "@salesforce" / "types" / "lib" / "metadata.d.ts").read_text(encoding="utf-8"))


def read(source: str) -> Declarations:
    """ValueError at the first line whose shape is not known."""
    declared = Declarations()
    inside: dict[str, Element] | None = None
    for number, line in enumerate(source.splitlines(), start=1):
        if inside is not None:
            if line == CLOSES:
                inside = None
            elif found := ELEMENT.fullmatch(line):
                many = found["many"] is not None
                inside[found["name"]] = Element(found["type"], required=not found["optional"] and not many, many=many)
            else:
                raise ValueError(f"metadata.d.ts:{number}: not understood inside a type: {line}")
        elif found := OPENS.fullmatch(line):
            inside = declared.elements[found["name"]] = {}
            if found["base"]:
                declared.bases[found["name"]] = found["base"]
        elif found := VALUES.fullmatch(line):
            declared.values[found["name"]] = frozenset(re.findall(r"'([^']*)'", found["values"]))
        elif found := ALIAS.fullmatch(line):
            declared.bases[found["name"]] = found["type"]
            declared.elements[found["name"]] = {}
        else:
            raise ValueError(f"metadata.d.ts:{number}: not understood: {line}")
    return declared
