"""A graph, or a part of it, as a document and as a list for people."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from syncwright.graph.cycles import Circles
from syncwright.graph.model import KINDS, Edge, Node
from syncwright.graph.places import Places
from syncwright.limits import SHOWN_FINDINGS
from syncwright.views.diagnostics import as_json
from syncwright.views.edges import at, edge, node
from syncwright.views.paint import Paint, visible

__all__ = ["as_json", "document", "human"]

Document = dict[str, Any]

_TITLES = {
    "computed": "fields that are computed of each other",
    "pointing": "objects that point at each other",
    "hierarchy": "an object that points at itself",
}
_WORDS = {"sync_user": "sync user", "value_set": "value set", "global": "global"}


def document(
    estate: tuple[str, str],
    asked: tuple[str, str],
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    circles: Circles | None,
    places: Places,
    most: int | None = None,
) -> Document:
    """Nodes and edges, sorted. `estate` and its environment; `asked`: the selector and what it leaves out, empty for all and nothing.

    `most`: so many nodes with the edges out of them, and of the rest no more than how many there are.
    """
    more = 0 if most is None else max(0, len(nodes) - most)
    if more:
        nodes = nodes[:most]
        shown = {one.id for one in nodes}
        edges = [one for one in edges if one.source in shown]
    doc: Document = {
        "format": 1,
        "estate": estate[0],
        "environment": estate[1],
        "selector": asked[0],
        "exclude": asked[1],
        "nodes": [node(one, places) for one in nodes],
        "edges": [edge(one, places) for one in edges],
    }
    if more:
        doc["more"] = more
    if circles is not None:
        found = [{"kind": one.kind, "edges": [edge(e, places) for e in one.edges]} for one in circles.circles]
        doc["circles"] = {"complete": circles.complete, "found": found}
    return doc


def human(doc: Document, paint: Paint) -> str:
    """For a terminal: circles where they were asked for; else nodes with what needs them, or how many there are of each kind."""
    if "circles" in doc:
        return _circles(doc, paint)
    if not doc["nodes"]:
        return "nothing is selected\n"
    return _listed(doc, paint) if doc["selector"] else _overview(doc, paint)


def _overview(doc: Document, paint: Paint) -> str:
    kinds = Counter(one["kind"] for one in doc["nodes"])
    ways = Counter(one["kind"] for one in doc["edges"])
    lines = [paint.bold(f"{doc['estate']}, {doc['environment']}")]
    lines += [f"  {n:>7,} {_counted(kind, n)}" for kind, n in sorted(kinds.items())]
    lines.append(paint.bold("edges"))
    lines += [f"  {n:>7,} {kind}" for kind, n in sorted(ways.items())]
    lines.append("name what you want to see, such as `syncwright graph Lead.Email+`; `--help` shows how")
    return "\n".join(lines) + "\n"


def _counted(kind: str, number: int) -> str:
    return _WORDS.get(kind, kind) + ("" if number == 1 else "s")


def _listed(doc: Document, paint: Paint) -> str:
    out: dict[str, list[Document]] = {}
    for one in doc["edges"]:
        out.setdefault(one["source"], []).append(one)
    width = max((len(says) for says in KINDS.values()), default=0)
    parts = []
    for one in doc["nodes"][:SHOWN_FINDINGS]:
        lines = [_headed(one, paint)]
        for each in out.get(one["id"], ())[:SHOWN_FINDINGS]:
            detail = f" ({visible(each['detail'])})" if each["detail"] else ""
            lines.append(f"  {each['says']:<{width}}  {visible(each['target'])}{detail}{at(each['place'], paint)}")
        if (more := len(out.get(one["id"], ())) - SHOWN_FINDINGS) > 0:
            lines.append(f"  ... and {more:,} more")
        parts.append("\n".join(lines) + "\n")
    if (more := len(doc["nodes"]) - SHOWN_FINDINGS + doc.get("more", 0)) > 0:
        parts.append(f"... and {more:,} more nodes; `--format json` shows them all\n")
    return "".join(parts)


def _headed(one: Document, paint: Paint) -> str:
    said = [one.get("type"), f'"{one["label"]}"' if one.get("label") else None]
    said += [f"owner {one['owner']}" if one.get("owner") else None, f"pii {one['pii']}" if one.get("pii") else None]
    said += ["not in this org" if one["external"] else None]
    told = ", ".join(visible(word) for word in said if word)
    return paint.bold(visible(one["id"])) + (f"  {told}" if told else "")


def _circles(doc: Document, paint: Paint) -> str:
    found = doc["circles"]["found"]
    if not found:
        return "there are no circles\n"
    parts = []
    for circle in found:
        lines = [paint.bold(_TITLES[circle["kind"]]), *(_step(one, paint) for one in circle["edges"])]
        parts.append("\n".join(lines) + "\n")
    if not doc["circles"]["complete"]:
        parts.append(f"... and more: these are the first {len(found)}; select less\n")
    return "\n".join(parts)


def _step(one: Document, paint: Paint) -> str:
    words = {"contains": "has", "lookup": "points at", "master-detail": "is a detail of"}
    read = {"formula": "reads", "roll-up": "sums up", "controls": "takes its values by", "band": "is banded of"}
    return f"  {visible(one['source'])} {(words | read)[one['kind']]} {visible(one['target'])}{at(one['place'], paint)}"
