"""The dictionary as rows to compare with: a text for each column of each field, as a sheet shows it."""

from collections.abc import Mapping, Sequence

from syncwright.compile import Compilation
from syncwright.docs.columns import Column
from syncwright.docs.dictionary import tables
from syncwright.records import Struct


class Told(Struct, frozen=True):
    """All columns by name, and the texts of each field, by `Object.Field`, in their order."""

    columns: Mapping[str, tuple[int, Column]]
    rows: Mapping[str, Sequence[str]]

    def text(self, field: str, column: str) -> str:
        """What stands in one cell."""
        return self.rows[field][self.columns[column][0]]


def told(compilation: Compilation) -> Told:
    """The dictionary of an estate."""
    assert compilation.catalog is not None, "asked of what compiled"
    columns, every = tables(compilation.catalog, compilation.seen())
    rows: dict[str, Sequence[str]] = {}
    for one in every:
        nothing = ("",) * one.rows
        names = one.columns[1].texts
        rows.update(
            zip(
                (f"{one.object}.{name}" for name in names),
                zip(*(cells.texts or nothing for cells in one.columns), strict=True),
                strict=True,
            )
        )
    return Told({column.name: (at, column) for at, column in enumerate(columns)}, rows)
