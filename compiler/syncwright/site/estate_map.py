"""The map of the whole estate: its objects and what points from one to another, with places worked out here and drawn by Cytoscape in the page."""

from collections.abc import Iterator, Mapping
from math import sqrt

from syncwright.catalog.model import Catalog
from syncwright.records import line
from syncwright.site.layers import layers
from syncwright.site.objects import url_of
from syncwright.site.page import Frame

#: Pixels from one node to the next, across and down; how much wider than high the map may be; objects that one column takes at least.
_ACROSS, _DOWN, _WIDER, _LOWEST = 300, 84, 1.5, 10
_SYNCING = ("two-way", "from-salesforce", "to-salesforce")


def estate_map(frame: Frame, catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """The page, and the script with nodes and edges."""
    edges = _edges(catalog)
    places = _places(list(catalog.objects), list(edges))
    nodes = [
        {
            "id": name,
            "url": url_of(name),
            "fields": len(one.fields),
            "connectors": [each for each in catalog.connectors if one.syncs(each)],
            "x": places[name][0],
            "y": places[name][1],
        }
        for name, one in catalog.objects.items()
    ]
    told = {"nodes": nodes, "edges": [{"source": source, "target": target, "fields": fields} for (source, target), fields in edges.items()]}
    yield "map/estate.js", b"syncwright.map(" + line(told) + b");\n"
    yield frame.page(
        "map.html",
        "Map",
        "map",
        section="Map",
        connectors=list(catalog.connectors),
        relations=[(a, b, ", ".join(f)) for (a, b), f in edges.items()],
    )


def _edges(catalog: Catalog) -> dict[tuple[str, str], list[str]]:
    """From each object to those that fields of it point to, with the names of the fields."""
    found: dict[tuple[str, str], list[str]] = {}
    for name in catalog.objects:
        held = catalog.org.objects.get(name)
        for field, one in sorted(held.fields.items()) if held is not None else ():
            for target in one.references:
                if target in catalog.objects and target != name:
                    found.setdefault((name, target), []).append(field)
    return found


def _places(names: list[str], edges: list[tuple[str, str]]) -> Mapping[str, tuple[int, int]]:
    """Objects with relations in columns from left to right, each right of those that point to it where that goes; those without any in columns beside them.

    A layer with more objects than the map is high takes several columns, as names are wide and flat.
    """
    known = {end for edge in edges for end in edge}
    columns = layers(edges)
    columns.append([name for name in names if name not in known])
    most = max(_LOWEST, round(sqrt(len(names) * _ACROSS / _DOWN / _WIDER)))
    places: dict[str, tuple[int, int]] = {}
    across = 0
    for column in columns:
        for start in range(0, len(column), most):
            part = column[start : start + most]
            for number, name in enumerate(part):
                places[name] = (across * _ACROSS, round((number - (len(part) - 1) / 2) * _DOWN))
            across += 1
    return places
