"""The data dictionary of an estate: every field of every object, as CSV, JSON and Markdown. Nothing is held but the bytes and one object's rows."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO

from syncwright.catalog.model import Catalog, CatalogObject
from syncwright.docs import csv, json, markdown
from syncwright.docs.columns import Column, columns
from syncwright.docs.rows import Rows
from syncwright.docs.table import Table, table
from syncwright.docs.whole import Scratch, Whole
from syncwright.origin import Lines
from syncwright.origin import rows as rows_of
from syncwright.platform import Artifact
from syncwright.seen import Seen

#: The rows of one object in each of the three forms, and how many lines of CSV each takes: none said, one.
Piece = tuple[Sequence[bytes | memoryview], Sequence[int]]
#: Makes a piece of an object.
Make = Callable[[CatalogObject], Piece]


def maker(catalog: Catalog, seen: Seen) -> Make:
    """Makes the rows of one object after the other. Where only an outline of it was compiled, they are blank: they lie in the files as they were."""
    make = partial(_piece, Rows(catalog, seen), columns(catalog.connectors))
    outlined = catalog.outlined
    return (lambda one: _blank(len(one.fields)) if one.name in outlined else make(one)) if outlined else make


def pieces(catalog: Catalog, seen: Seen) -> Iterator[Piece]:
    """The rows of each object, in order."""
    return map(maker(catalog, seen), catalog.objects.values())


def tables(catalog: Catalog, seen: Seen) -> tuple[Sequence[Column], Iterator[Table]]:
    """The columns, and the rows of each object as texts: what a sheet is made of."""
    every, rows = columns(catalog.connectors), Rows(catalog, seen)
    return every, (table(every, rows.of(one)) for one in catalog.objects.values())


def _piece(rows: Rows, every: Sequence[Column], one: CatalogObject) -> Piece:
    sheet = rows.of(one)
    told = table(every, sheet)
    in_csv, heights = csv.body(told)
    return (in_csv, json.body(sheet), markdown.body(told)), heights if len(heights) != sum(heights) else ()


def _blank(rows: int) -> Piece:
    return (csv.blank(rows), json.blank(rows), markdown.blank(rows)), ()


def dictionary(catalog: Catalog, made: Iterator[Piece], scratch: Scratch = BytesIO) -> Iterator[Artifact]:
    """The three files, `made` of a piece of each object in order. Each row comes from the spec of its field; the rest from the estate, the connectors,
    the objects and the users.

    `scratch`: holds each until all are made.
    """
    every = columns(catalog.connectors)
    in_csv, in_json, in_markdown = (Whole(f"dictionary/dictionary.{form}", scratch()) for form in ("csv", "json", "md"))
    in_csv.add(csv.head(every), (Lines(1),))
    in_json.add(json.head(catalog, every), (Lines(len(every) + json.HEADING),))
    above = markdown.head(f"Data dictionary of {catalog.estate.name}, {catalog.environment.name}", every)
    in_markdown.add(above, (Lines(above.count(b"\n")),))
    between = json.START
    for one, ((as_csv, as_json, as_markdown), heights) in zip(catalog.objects.values(), made, strict=True):
        key, names = f"object/{one.name}", list(one.fields)
        in_csv.add(as_csv, rows_of(key, names, heights or [1] * len(names)))
        if names:
            in_json.add(between)
            in_json.add(as_json, rows_of(key, names, [1] * len(names)))
            in_markdown.add(as_markdown, (Lines(markdown.HEADING, (key,)), *rows_of(key, names, [1] * len(names))))
            between = json.BETWEEN
    in_json.add(json.END)
    keys = (
        *(f"connector/{name}" for name in catalog.connectors),
        f"environment/{catalog.environment.name}",
        f"estate/{catalog.estate.name}",
        *(f"object/{name}" for name in catalog.objects),
        *(f"sync_user/{name}" for name in catalog.users),
    )
    yield from (one.artifact(keys) for one in (in_csv, in_json, in_markdown))
