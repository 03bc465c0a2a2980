"""The data dictionary of an estate: every field of every object, as CSV, JSON and Markdown. Nothing is held but the bytes and one object's rows."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from syncwright.catalog.model import Catalog
from syncwright.docs.columns import Column, columns
from syncwright.docs.csv import Csv
from syncwright.docs.markdown import Markdown
from syncwright.docs.rows import OnConnectors, Row, Rows
from syncwright.docs.table import table
from syncwright.platform import Artifact
from syncwright.records import line, lines
from syncwright.seen import Seen

FORMAT = 1


def dictionary(catalog: Catalog, seen: Seen) -> Iterator[Artifact]:
    """The three files.

    The spec keys behind them are those of whole objects (`object/Lead`), of the estate, the connectors and the users: a key for each field
    would make the manifest longer than the dictionary.
    """
    every = columns(catalog.connectors)
    title = f"Data dictionary of {catalog.estate.name}, {catalog.environment.name}"
    csv, markdown, json = Csv(every), Markdown(title, every), _Json(catalog, every)
    rows = Rows(catalog, seen)
    for one in catalog.objects.values():
        held = list(rows.of(one))
        json.add(held)
        told = table(one.name, every, held)
        csv.add(told)
        markdown.add(told)
    keys = (
        *(f"connector/{name}" for name in catalog.connectors),
        f"environment/{catalog.environment.name}",
        f"estate/{catalog.estate.name}",
        *(f"object/{name}" for name in catalog.objects),
        *(f"sync_user/{name}" for name in catalog.users),
    )
    yield Artifact("dictionary/dictionary.csv", csv.data(), keys)
    yield Artifact("dictionary/dictionary.json", json.data(), keys)
    yield Artifact("dictionary/dictionary.md", markdown.data(), keys)


class _Json:
    """Takes rows and holds the bytes of one document: what its columns mean, then a row a line. What is not said is not there."""

    def __init__(self, catalog: Catalog, every: Sequence[Column]) -> None:
        self._out = BytesIO()
        head = {"format": FORMAT, "estate": catalog.estate.name, "environment": catalog.environment.name}
        meant = b",\n".join(line({"name": column.name, "path": column.path, "means": column.means}) for column in every)
        self._out.write(line(head)[:-1] + b',"columns":[\n' + meant + b'\n],"fields":[')
        self._between = b"\n"

    def add(self, rows: Sequence[tuple[Row, OnConnectors]]) -> None:
        """The rows of one object."""
        if rows:
            # No text of JSON has a line end in it: each of these ends a row.
            self._out.write(self._between + lines([row for row, _ in rows])[:-1].replace(b"\n", b",\n"))
            self._between = b",\n"

    def data(self) -> bytes:
        """The file."""
        self._out.write(b"\n]}\n")
        return self._out.getvalue()
