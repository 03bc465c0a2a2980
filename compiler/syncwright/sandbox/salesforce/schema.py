"""The shape of metadata: which elements a type has, in which order and how often; the same content always written the same way. Knows no org.

The words of refusals are those that people report of Salesforce (`is duplicated at this location`, `invalid at this location`, `Required field
is missing`, `not valid in version`, `not a valid value for the enum`); the one for numbers and booleans is our own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from syncwright.xml import Element, escape

NAMESPACE = "http://soap.sforce.com/2006/04/metadata"


@dataclass(frozen=True, slots=True)
class Part:
    """One element of a type: how many there are at least and at most (None: any number)."""

    name: str
    type: str
    place: int
    least: int
    most: int | None


class Problem(NamedTuple):
    """What is wrong, and on which line (1-based)."""

    line: int
    says: str


#: First version of the API that has the element; the others are older than what this stand-in takes.
SINCE = {
    ("PermissionSet", "agentAccesses"): 63,
    ("PermissionSet", "customMetadataTypeAccesses"): 47,
    ("PermissionSet", "customSettingAccesses"): 47,
    ("PermissionSet", "emailRoutingAddressAccesses"): 62,
    ("PermissionSet", "externalCredentialPrincipalAccesses"): 59,
    ("PermissionSet", "flowAccesses"): 47,
    ("PermissionSet", "genComputingSummaryDefAccesses"): 66,
    ("PermissionSet", "servicePresenceStatusAccesses"): 64,
    ("PermissionSetObjectPermissions", "viewAllFields"): 63,
    ("PermissionSetGroup", "hasActivationRequired"): 53,
}
_OFTEN = {"?": (0, 1), "*": (0, None), "+": (1, None), "": (1, 1)}


@cache
def _facts() -> tuple[dict[str, dict[str, Part]], dict[str, frozenset[str]]]:
    types: dict[str, dict[str, Part]] = {}
    values: dict[str, frozenset[str]] = {}
    for line in files("syncwright.sandbox.salesforce").joinpath("facts", "metadata_types.txt").read_text("utf-8").splitlines():
        name, *words = line.split()
        if name == "#":
            continue
        if words and words[0] == "=":
            values[name] = frozenset(words[1:])
        else:
            types[name] = {part.name: part for part in map(_part, range(len(words)), words)}
    return types, values


def _part(place: int, word: str) -> Part:
    name, _, type_ = word.partition(":")
    mark = name[-1] if name[-1] in "?*+" else ""
    least, most = _OFTEN[mark]
    return Part(name.removesuffix(mark), type_, place, least, most)


def parts_of(type_: str) -> dict[str, Part]:
    """The elements of a type by name, in the order of the WSDL."""
    return _facts()[0][type_]


def known(type_: str) -> bool:
    """This stand-in has the shape of the type."""
    return type_ in _facts()[0]


def problems(root: Element, type_: str, version: int) -> Iterator[Problem]:
    """What is wrong with the shape of an element, in the order of its lines. The server takes any order whose repeats stand together."""
    parts = parts_of(type_)
    seen: set[str] = set()
    last = ""
    for child in root.children:
        part = parts.get(child.tag)
        if part is None:
            yield Problem(child.line, f"Error parsing file: Element {{{NAMESPACE}}}{child.tag} invalid at this location in type {type_}")
            continue
        if SINCE.get((type_, child.tag), 0) > version:
            yield Problem(child.line, f"Error parsing file: Property '{child.tag}' not valid in version {version}.0")
        if child.tag in seen and (child.tag != last or part.most == 1):
            yield Problem(child.line, f"Error parsing file: Element {child.tag} is duplicated at this location in type {type_}")
        seen.add(child.tag)
        last = child.tag
        yield from _value_problems(child, part, version)
    for part in parts.values():
        # The WSDL wants booleans, too, but public files that are deployed every day leave them out: what is not said is false.
        if part.least and part.name not in seen and part.type != "boolean":
            yield Problem(root.line, f"Required field is missing: {part.name}")


def _value_problems(child: Element, part: Part, version: int) -> Iterator[Problem]:
    types, values = _facts()
    if part.type in types:
        if child.children:  # one without is what `xsi:nil` says
            yield from problems(child, part.type, version)
    elif child.children:
        yield Problem(child.line, f"Error parsing file: Element {{{NAMESPACE}}}{child.tag} holds a value, not elements")
    elif part.type in values and child.text not in values[part.type]:
        yield Problem(child.line, f"'{child.text}' is not a valid value for the enum '{part.type}'")
    elif not _fits(part.type, child.text):
        yield Problem(child.line, f"Error parsing file: '{child.text}' is not a valid value for the type xsd:{part.type}")


def _fits(type_: str, text: str) -> bool:
    match type_:
        case "boolean":
            return text in {"true", "false", "1", "0"}
        case "int":
            return text.removeprefix("-").isdecimal() and text.isascii()
        case "double":
            return text.removeprefix("-").replace(".", "", 1).isdecimal() and text.isascii()
        case _:
            return True


def ordered(root: Element, type_: str) -> Element:
    """The same content in the order of the WSDL; repeats keep their own order."""
    parts = parts_of(type_)
    children = sorted(root.children, key=lambda child: parts[child.tag].place)
    return Element(root.tag, root.line, root.text, [_ordered_child(child, parts[child.tag].type) for child in children])


def _ordered_child(child: Element, type_: str) -> Element:
    if known(type_):
        return ordered(child, type_)
    if type_ == "boolean":
        return Element(child.tag, child.line, {"1": "true", "0": "false"}.get(child.text, child.text))
    return child


def written(root: Element) -> str:
    """The inside of an element in one line: what is kept, and what is compared."""
    return "".join(_element(child) for child in root.children)


def _element(element: Element) -> str:
    return f"<{element.tag}>{escape(element.text) if not element.children else written(element)}</{element.tag}>"


def drawn(root: Element, depth: int = 1) -> str:
    """The inside of an element as a retrieve writes it: a line each, four blanks for each level."""
    indent = "    " * depth
    return "".join(
        f"{indent}<{child.tag}>\n{drawn(child, depth + 1)}{indent}</{child.tag}>\n"
        if child.children
        else f"{indent}<{child.tag}>{escape(child.text)}</{child.tag}>\n"
        for child in root.children
    )


def document(type_: str, root: Element) -> bytes:
    """A whole file of a type."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{type_} xmlns="{NAMESPACE}">\n{drawn(root)}</{type_}>\n'.encode()
