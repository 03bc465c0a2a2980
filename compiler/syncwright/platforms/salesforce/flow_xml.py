"""Flows as files: elements in, elements out, and when two flows do the same. Knows the form of the metadata, and no flow in particular."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from syncwright.records import Struct
from syncwright.xml import Element, escape

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"'

#: Where Flow Builder draws what it shows, and which builder saved it: no part of what a flow does. Nor does its file say whether a version
#: of it runs: a retrieve gives the latest version, which need not be the active one.
_NOT_MEANT = frozenset({"locationX", "locationY", "processMetadataValues", "status", "fullName"})
#: What a retrieve adds: each is what a flow is without it. DOC: Flow in the Metadata API Developer Guide.
_DEFAULTS = frozenset({("areMetricsLoggedToDataCloud", "false"), ("environments", "Default"), ("isTemplate", "false")})

#: An element as a value that is the same for the same meaning: the name, and its text or its children, those of one name in their order.
Meaning = tuple[str, "str | tuple[Meaning, ...]"]


class Node(Struct, frozen=True):
    """An element with a text, or with children."""

    tag: str
    text: str = ""
    children: tuple["Node", ...] = ()

    def first(self, tag: str) -> "Node | None":
        """The first child of that name."""
        return next((one for one in self.children if one.tag == tag), None)

    def all(self, tag: str) -> list["Node"]:
        """Every child of that name."""
        return [one for one in self.children if one.tag == tag]

    def text_of(self, tag: str) -> str | None:
        """The text of the first child of that name."""
        found = self.first(tag)
        return None if found is None else found.text

    def walk(self, tag: str) -> Iterator["Node"]:
        """Every element of that name within, in order."""
        for one in self.children:
            if one.tag == tag:
                yield one
            yield from one.walk(tag)

    def meaning(self) -> Meaning:
        """The same for flows that do the same, wherever their elements stand and are drawn."""
        if not self.children:
            return self.tag, _number(self.text) if self.tag == "numberValue" else self.text
        told = [one for one in self.children if one.tag not in _NOT_MEANT and (one.tag, one.text) not in _DEFAULTS]
        # Elements find each other by name. Only the rules of a decision and what stands in them are taken in turn.
        found = sorted((one.meaning() for one in told), key=lambda meaning: meaning[0])
        if self.tag == "Flow":
            found.sort(key=repr)
        return self.tag, tuple(found)


def _number(text: str) -> str:
    """`26`, `26.0` and `2.6E1` are one number."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return str(number.normalize() + 0) if number.is_finite() and number.adjusted() < 20 else text


def node(element: Element) -> Node:
    """An element that was read, as a node."""
    return Node(element.tag, element.text, tuple(map(node, element.children)))


def data(root: Node) -> bytes:
    """The file."""
    inner = "".join(_written(one, 1) for one in root.children)
    return f"{_HEAD}<{root.tag} {_NAMESPACE}>\n{inner}</{root.tag}>\n".encode()


def _written(one: Node, depth: int) -> str:
    pad = "    " * depth
    if not one.children:
        return f"{pad}<{one.tag}>{escape(one.text)}</{one.tag}>\n"
    return f"{pad}<{one.tag}>\n{''.join(_written(each, depth + 1) for each in one.children)}{pad}</{one.tag}>\n"


# ------------------------------------------------------------------ a flow that somebody made, kept as it is

#: Texts of a flow that are attributes of their own, by the attribute, in the order of the schema.
TEXTS = {"api_version": "apiVersion", "description": "description", "label": "label"}


def parts(root: Node) -> dict[str, str]:
    """What a flow does, by kind and name of each element, each as the XML that it is; without its `TEXTS`."""
    found: dict[str, str] = {}
    for one in root.children:
        if one.tag in _NOT_MEANT or one.tag in TEXTS.values() or (one.tag, one.text) in _DEFAULTS:
            continue
        name = f"{one.tag} {one.text_of('name') or ''}".strip()
        number, key = 1, name
        while key in found:
            number, key = number + 1, f"{name} ({number + 1})"
        found[key] = _written(one, 1)
    return found


def of_parts(held: Mapping[str, str], texts: Mapping[str, str], more: Iterable[Node]) -> bytes:
    """A file of what `parts` found, elements of a kind together and kinds by name, as Salesforce writes them."""
    rows = [(key.partition(" ")[0], key, text) for key, text in held.items()]
    rows += [(tag, "", _written(Node(tag, texts[name]), 1)) for name, tag in TEXTS.items() if texts.get(name)]
    rows += [(one.tag, f"{number:03}", _written(one, 1)) for number, one in enumerate(more)]
    inner = "".join(text for _, _, text in sorted(rows))
    return f"{_HEAD}<Flow {_NAMESPACE}>\n{inner}</Flow>\n".encode()
