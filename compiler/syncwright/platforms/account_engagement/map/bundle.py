"""The files of a unit's fields: `field-map.json` for programs, `field-map.md` and `field-map.html` for who sets them."""

import re
from collections.abc import Iterator, Sequence

from syncwright.blocks import html, markdown
from syncwright.catalog.model import Catalog
from syncwright.page import Page
from syncwright.platform import Artifact
from syncwright.platforms.account_engagement.map.document import FieldMap, FieldThere
from syncwright.platforms.account_engagement.map.made import field_map
from syncwright.platforms.account_engagement.map.sheet import sheet
from syncwright.platforms.account_engagement.units import Unit, folder, units
from syncwright.records import pretty

#: How a field begins and ends in the document, by its depth.
_BEGINS, _ENDS = " " * 4 + "{", re.compile(r" {4}\},?$")


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """Three files for each unit that something is mapped in."""
    for unit in units(catalog):
        doc = field_map(catalog, unit)
        if doc.fields:
            yield from _of(catalog, unit, doc)


def path(catalog: Catalog, unit: Unit) -> str:
    """Where the files are, without their endings."""
    return f"{folder(catalog, unit)}/field-map"


def _of(catalog: Catalog, unit: Unit, doc: FieldMap) -> Iterator[Artifact]:
    where, keys, blocks = path(catalog, unit), _keys(catalog, unit, doc), [*sheet(doc)]
    yield _json(doc).artifact(f"{where}.json", keys)
    yield markdown(blocks).artifact(f"{where}.md", keys)
    yield Artifact(f"{where}.html", html(blocks, f"Fields of {doc.unit}"), keys)


def _json(doc: FieldMap) -> Page:
    """The document itself, the lines of each field with the specs behind it."""
    page, fields, inside = Page(), iter(doc.fields), False
    keys: tuple[str, ...] = ()
    for line in pretty(doc).rstrip("\n").split("\n"):
        if line == '  "fields": [':
            inside = True
        elif inside and line == _BEGINS:
            keys = _behind(next(fields))
        page.add(line, *keys)
        keys = () if inside and _ENDS.match(line) else keys
        inside = inside and not line.startswith("  ]")
    return page


def _behind(field: FieldThere) -> tuple[str, ...]:
    return tuple(dict.fromkeys(side.key for side in field.salesforce))


def _keys(catalog: Catalog, unit: Unit, doc: FieldMap) -> tuple[str, ...]:
    """What the whole of a file comes from."""
    objects: Sequence[str] = sorted({f"object/{side.object}" for field in doc.fields for side in field.salesforce})
    own = (unit.key, f"connector/{unit.connector.name}", f"environment/{catalog.environment.name}", f"estate/{catalog.estate.name}")
    return tuple(dict.fromkeys((*own, *objects)))
