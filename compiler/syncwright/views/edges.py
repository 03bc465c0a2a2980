"""Nodes and edges as they stand in documents, and an edge as people read it. Shared by the views of the graph."""

from typing import Any

from syncwright.graph.model import KINDS, Edge, Node
from syncwright.graph.places import Places
from syncwright.views.documents.told import Line
from syncwright.views.paint import Paint, visible


def node(one: Node, places: Places) -> dict[str, Any]:
    """A node; what is not known is left out."""
    said = {
        "label": one.label,
        "type": one.type,
        "owner": one.owner,
        "pii": one.pii,
        "directions": dict(sorted(one.directions.items())),
        "place": places.of(one.place),
    }
    flags = {"in_specs": one.in_specs, "external": one.external}
    return {"id": one.id, "kind": one.kind, **flags, **{key: value for key, value in said.items() if value}}


def edge(one: Edge, places: Places) -> dict[str, Any]:
    """An edge. `says` reads it from its source to its target."""
    return {
        "source": one.source,
        "kind": one.kind,
        "target": one.target,
        "detail": one.detail,
        "says": KINDS[one.kind],
        "place": places.of(one.place),
    }


def at(place: dict[str, Any] | None, paint: Paint) -> str:
    """A place after two blanks, as `path:line`; nothing for what no file says."""
    return "  " + paint.dim(f"{visible(place['path'])}:{place['line']}") if place else ""


def at_line(place: Line | None, paint: Paint) -> str:
    """The same of a place in a document of records."""
    return "  " + paint.dim(f"{visible(place.path)}:{place.line}") if place else ""
