"""Graphviz and Mermaid as judges of drawings: what they read, with every text as it would be shown."""

import html
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from judges.node_tools import node

SVG = "{http://www.w3.org/2000/svg}"
SCRIPT = Path(__file__).with_name("diagrams.mjs")


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes by the name they have in the text, with what is shown; edges with both names. With an `error`, nothing else."""

    nodes: dict[str, str]
    edges: tuple[tuple[str, str, str], ...]
    error: str | None = None


def graphviz(text: str) -> Drawing:
    """What Graphviz makes of a graph in its language."""
    answer = _read({"dot": text})
    if "error" in answer:
        return Drawing({}, (), answer["error"])
    shown: dict[str, list[tuple[str, str]]] = {"node": [], "edge": []}
    for group in ElementTree.fromstring(answer["svg"]).iter(f"{SVG}g"):
        if (kind := group.get("class")) in shown:
            texts = (each.text or "" for each in group.iter(f"{SVG}text"))
            shown[kind].append((group.findtext(f"{SVG}title"), "\n".join(texts)))
    # A title is its node's name, but for entities, which end in it as what they mean.
    names = {html.unescape(name): name for name in answer["nodes"]}
    ends = {f"{start}->{end}": (names[start], names[end]) for start in names for end in names}
    nodes = {names[title]: text for title, text in shown["node"]}
    return Drawing({name: nodes[name] for name in answer["nodes"]}, tuple((ends[t][0], text, ends[t][1]) for t, text in shown["edge"]))


def mermaid(text: str) -> Drawing:
    """What Mermaid makes of a flowchart."""
    answer = _read({"mermaid": text})
    if "error" in answer:
        return Drawing({}, (), answer["error"])
    return Drawing(dict(answer["nodes"]), tuple(tuple(edge) for edge in answer["edges"]))


def _read(said: dict[str, str]) -> dict[str, Any]:
    return json.loads(node(SCRIPT, input=json.dumps(said)))
