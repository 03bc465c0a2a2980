"""A graph's document as Graphviz and as Mermaid read it. Every label is text there, whatever it holds."""

from typing import Any

from syncwright.views.paint import visible

Document = dict[str, Any]

#: What Mermaid draws by default: `maxEdges` in its configuration.
MERMAID_EDGES = 500

_SHAPES = {
    "object": "box",
    "field": "ellipse",
    "connector": "hexagon",
    "sync_user": "house",
    "owner": "folder",
    "value_set": "cylinder",
    "campaign": "cds",
    "filter": "diamond",
    "partition": "diamond",
}
_BRACKETS = {
    "object": ("[", "]"),
    "connector": ("{{", "}}"),
    "sync_user": ("[/", "\\]"),
    "owner": ("[[", "]]"),
    "value_set": ("[(", ")]"),
    "campaign": (">", "]"),
    "filter": ("{", "}"),
    "partition": ("{", "}"),
}
#: Characters that mean nothing to Mermaid wherever they stand in a text between quotes.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._:-")


def dot(doc: Document) -> str:
    """The DOT language, for Graphviz."""
    lines = ["digraph syncwright {", "  rankdir=LR;"]
    for one in doc["nodes"]:
        style = ", style=dashed" if one["external"] else ""
        lines.append(f"  {_quoted(one['id'])} [label={_label(_title(one))}, shape={_SHAPES.get(one['kind'], 'note')}{style}];")
    for one in doc["edges"]:
        style = ", style=dotted, dir=none" if one["kind"] in ("same-idea", "hidden") else ""
        lines.append(f"  {_quoted(one['source'])} -> {_quoted(one['target'])} [label={_label(_way(one))}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def mermaid(doc: Document) -> str:
    """A Mermaid flowchart. Nodes are numbered, as few names could stand for themselves."""
    numbers = {one["id"]: f"n{number}" for number, one in enumerate(doc["nodes"], 1)}
    lines = ["flowchart LR"]
    for one in doc["nodes"]:
        before, after = _BRACKETS.get(one["kind"], ("(", ")"))
        lines.append(f'  {numbers[one["id"]]}{before}"{_coded(_title(one))}"{after}')
    for one in doc["edges"]:
        arrow = "-.-" if one["kind"] in ("same-idea", "hidden") else "<-->" if one.get("both") else "-->"
        word = f'|"{_coded(_way(one))}"|' if _way(one) else ""
        lines.append(f"  {numbers[one['source']]} {arrow}{word} {numbers[one['target']]}")
    return "\n".join(lines) + "\n"


def _title(one: Document) -> str:
    name: str = one["id"]
    return f"{name}: {one['label']}" if one.get("label") else name


def _way(one: Document) -> str:
    kind: str = one["kind"]
    return f"{kind}: {one['detail']}" if one["detail"] else kind


def _quoted(text: str) -> str:
    """A name in quotes. Between them DOT knows one escape for names, that of the quote itself."""
    return '"' + visible(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _label(text: str) -> str:
    """A label: Graphviz would read `&lt;` as a character, and `\\N` as the node's name."""
    return _quoted(text.replace("&", "&amp;"))


def _coded(text: str) -> str:
    """Text between quotes for Mermaid: what might mean something is written as the number of its character."""
    return "".join(char if char in _PLAIN else f"#{ord(char)};" for char in visible(text))
