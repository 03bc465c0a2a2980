"""The map of the whole estate: Salesforce's objects, the systems beside them, which way records go, and what points to what. Places are worked out here
and drawn by Cytoscape in the page; the same as a picture that needs no script, as Mermaid, and as a table."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.catalog.model import Catalog, CatalogObject
from syncwright.platform import Platform
from syncwright.records import Struct, line
from syncwright.site import birds_eye, systems
from syncwright.site.around import Around
from syncwright.site.birds_eye import Lane, fields, going
from syncwright.site.drawing import Arrow, Box, Ends
from syncwright.site.figure import as_file, text
from syncwright.site.layers import layers
from syncwright.site.map_file import Stream, objects, title_of, whole_map
from syncwright.site.map_places import Place, Placed, Thing, placed
from syncwright.site.objects import url_of
from syncwright.site.overview import WAYS
from syncwright.site.page import Frame
from syncwright.site.where import url_of_connector
from syncwright.spec.words import Direction
from syncwright.views.drawings import MERMAID_EDGES

#: What an arrow from an object to a system with its head there says.
_DIRECTIONS: Mapping[Ends, Direction] = {"target": "from-salesforce", "source": "to-salesforce", "both": "two-way"}
_PICTURE, _TEXT = "map/estate.svg", "map/estate.mmd"


class Way(Struct, frozen=True):
    """That records of an object go to a system, from it, or both ways; and by how many fields."""

    object: str
    system: str
    ends: Ends
    count: int
    words: str


def estate_map(frame: Frame, catalog: Catalog, platforms: Mapping[str, Platform], around: Around) -> Iterator[tuple[str, bytes]]:
    """The page, the script with what stands where, and the pictures as files."""
    ways = [way for lane in systems.lanes(catalog) for way in _ways(lane)]
    titles = {
        address: platforms[catalog.connectors[name].spec.platform].title
        for name, some in systems.addresses(catalog).items()
        for address in some
    }
    found = _placed(catalog, list(around.relations), ways)
    streams = list(_streams(found, ways))
    yield "map/estate.js", b"syncwright.map(" + line(_told(found, ways, around.relations, titles, streams)) + b");\n"
    yield _PICTURE, as_file(whole_map(found, streams, list(around.relations), titles))
    boxes, arrows = _drawn(catalog, ways, around.relations)
    yield _TEXT, text(boxes, arrows).encode()
    connectors = [(name, platforms[one.spec.platform].title) for name, one in catalog.connectors.items()]
    yield birds_eye.PATH, as_file(birds_eye.svg(connectors, around.lanes))
    by_object: dict[str, list[str]] = {}
    for way in ways:
        by_object.setdefault(way.object, []).append(f"{way.system}: {way.words}, {fields(way.count)}")
    pointing: dict[str, list[tuple[str, str]]] = {}
    for (source, target), names in around.relations.items():
        pointing.setdefault(source, []).append((target, ", ".join(names)))
    yield frame.page(
        "map.html",
        "Map",
        "map",
        section="Map",
        systems=list(titles.items()),
        rows=[(name, url_of(name), by_object.get(name, []), pointing.get(name, [])) for name in catalog.objects],
        files=(_PICTURE, _TEXT),
        url_of=url_of,
        many=len(arrows) > MERMAID_EDGES,
        most=MERMAID_EDGES,
    )


def _ways(lane: Lane) -> Iterator[Way]:
    for address, counts in lane.fields.items():
        ends, count = going(counts)
        if ends is not None:
            yield Way(lane.name, address, ends, count, WAYS[_DIRECTIONS[ends]])


def _placed(catalog: Catalog, relations: Sequence[tuple[str, str]], ways: Sequence[Way]) -> Placed:
    """Connectors stand to the left and to the right in turns. Objects that have to do with each other stand near each other."""
    sides: tuple[list[str], list[str]] = ([], [])
    for number, some in enumerate(systems.addresses(catalog).values()):
        sides[number % 2].extend(some)
    syncs: dict[str, list[str]] = {}
    for way in ways:
        syncs.setdefault(way.object, []).append(way.system)
    related = [name for layer in layers(relations) for name in layer]
    order = dict.fromkeys((*related, *catalog.objects))
    things = [Thing(name, tuple(syncs.get(name, ())), _owner(catalog.objects[name])) for name in order]
    return placed(things, *sides)


def _owner(one: CatalogObject) -> str:
    return next((group.spec.owner for group in one.groups if group.spec.owner), "")


def _streams(found: Placed, ways: Sequence[Way]) -> Iterator[Stream]:
    ends: dict[tuple[str, str], Ends] = {(way.object, way.system): way.ends for way in ways}
    for number, area in enumerate(found.areas):
        for address in area.systems:
            there = {ends[name, address] for name in area.names}
            yield Stream(number, address, there.pop() if len(there) == 1 else "both", objects(len(area.names)))


def _drawn(catalog: Catalog, ways: Sequence[Way], relations: Mapping[tuple[str, str], Sequence[str]]) -> tuple[dict[str, Box], list[Arrow]]:
    """Everything as boxes and arrows, objects first."""
    arrows = [Arrow(way.object, f"connector:{way.system}", fields(way.count), way.ends) for way in ways]
    arrows += [Arrow(source, target, ", ".join(names)) for (source, target), names in relations.items()]
    boxes = {name: Box(name) for name in catalog.objects}
    return boxes | {f"connector:{way.system}": Box(way.system) for way in ways}, arrows


def _told(
    found: Placed,
    ways: Sequence[Way],
    relations: Mapping[tuple[str, str], Sequence[str]],
    titles: Mapping[str, str],
    streams: Sequence[Stream],
) -> dict[str, object]:
    """What the script of the page draws."""
    return {
        "around": _rectangle(found.around),
        "title": round(found.title),
        "systems": [
            {"id": f"connector:{one}", "name": one, "title": titles[one], "url": url_of_connector(one), **_rectangle(place)}
            for one, place in found.systems.items()
        ],
        "areas": [{"id": f"area:{number}", "label": title_of(one), **_rectangle(one.place)} for number, one in enumerate(found.areas)],
        "blocks": [
            {"id": f"block:{number}", "label": f"{one.owner} · {objects(one.count)}", **_rectangle(one.place)}
            for number, one in enumerate(found.blocks)
        ],
        "streams": [(f"area:{one.area}", f"connector:{one.system}", one.ends, one.word) for one in streams],
        "objects": [(name, round(place.x), round(place.y)) for name, place in found.objects.items()],
        "ways": [(way.object, f"connector:{way.system}", way.ends, way.count) for way in ways],
        "relations": [(source, target, names) for (source, target), names in relations.items()],
    }


def _rectangle(place: Place) -> dict[str, int]:
    return {"x": round(place.x), "y": round(place.y), "wide": round(place.wide), "high": round(place.high)}
