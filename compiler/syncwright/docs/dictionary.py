"""The data dictionary of an estate: every field of every object, as CSV, JSON and Markdown. Nothing is held but the bytes and one object's rows."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import BinaryIO

from syncwright.catalog.model import Catalog
from syncwright.docs.columns import Column, columns
from syncwright.docs.csv import Csv
from syncwright.docs.markdown import HEADING, Markdown
from syncwright.docs.rows import Rows, Sheet
from syncwright.docs.table import Scratch, table, whole
from syncwright.origin import Lines, Part
from syncwright.origin import rows as rows_of
from syncwright.platform import Artifact
from syncwright.records import line, lines
from syncwright.seen import Seen

FORMAT = 1


def dictionary(catalog: Catalog, seen: Seen, scratch: Scratch = BytesIO) -> Iterator[Artifact]:
    """The three files, each held in `scratch` until all are made. Each row comes from the spec of its field; the rest from the estate, the connectors, the objects and the users."""
    every = columns(catalog.connectors)
    title = f"Data dictionary of {catalog.estate.name}, {catalog.environment.name}"
    csv, markdown, json = Csv(every, scratch()), Markdown(title, every, scratch()), _Json(catalog, every, scratch())
    rows = Rows(catalog, seen)
    in_csv: list[Part] = [Lines(1)]
    in_json: list[Part] = [Lines(len(every) + 2)]
    in_markdown: list[Part] = [Lines(markdown.lines)]
    for one in catalog.objects.values():
        sheet = rows.of(one)
        json.add(sheet)
        told = table(every, sheet)
        key, names = f"object/{one.name}", list(one.fields)
        in_csv += rows_of(key, names, csv.add(told))
        in_json += rows_of(key, names, [1] * len(names))
        in_markdown += [Lines(HEADING, (key,)), *rows_of(key, names, [1] * len(names))] if names else ()
        markdown.add(told)
    keys = (
        *(f"connector/{name}" for name in catalog.connectors),
        f"environment/{catalog.environment.name}",
        f"estate/{catalog.estate.name}",
        *(f"object/{name}" for name in catalog.objects),
        *(f"sync_user/{name}" for name in catalog.users),
    )
    yield Artifact("dictionary/dictionary.csv", csv.data(), keys, tuple(in_csv))
    yield Artifact("dictionary/dictionary.json", json.data(), keys, tuple(in_json))
    yield Artifact("dictionary/dictionary.md", markdown.data(), keys, tuple(in_markdown))


class _Json:
    """Takes rows and holds the bytes of one document: what its columns mean, then a row a line. What is not said is not there."""

    def __init__(self, catalog: Catalog, every: Sequence[Column], out: BinaryIO) -> None:
        self._out = out
        head = {"format": FORMAT, "estate": catalog.estate.name, "environment": catalog.environment.name}
        meant = b",\n".join(line({"name": column.name, "path": column.path, "means": column.means}) for column in every)
        self._out.write(line(head)[:-1] + b',"columns":[\n' + meant + b'\n],"fields":[')
        self._between = b"\n"

    def add(self, sheet: Sheet) -> None:
        """The rows of one object."""
        if sheet.on:
            # No text of JSON has a line end in it: each of these ends a row.
            self._out.write(self._between + lines(sheet.rows())[:-1].replace(b"\n", b",\n"))
            self._between = b",\n"

    def data(self) -> bytes:
        """The file."""
        self._out.write(b"\n]}\n")
        return whole(self._out)
