"""The rows of one object as texts, column by column: what CSV and Markdown write. Knows neither."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from syncwright.docs.columns import Column
from syncwright.docs.rows import Sheet
from syncwright.records import Struct


class Cells(Struct, frozen=True):
    """The texts of one column, a row each; for a column of free text also those that differ, and their bytes one after the other.

    Hardly any text needs to be changed for a form, and many are alike. To look at them together takes a tenth of the time.
    """

    column: Column
    texts: Sequence[str]
    different: AbstractSet[str] = frozenset()
    together: bytes = b""

    def changed(self, some: bytes, change: Callable[[str], str]) -> Sequence[str]:
        """The texts, changed if any of them has one of these bytes."""
        # To take bytes away and see whether anything is gone is the quickest look at many characters.
        if len(self.together.translate(None, some)) == len(self.together):
            return self.texts
        new = {text: change(text) for text in self.different}
        return [new[text] for text in self.texts]


class Table(Struct, frozen=True):
    """One object's rows, column by column. A column in which no row says anything has no texts."""

    object: str
    rows: int
    columns: Sequence[Cells]


def table(columns: Sequence[Column], sheet: Sheet) -> Table:
    """The texts of an object's rows."""
    on_connectors = zip(*(on.cells for on in sheet.on), strict=True) if sheet.on else ((),) * (len(columns) - len(sheet.columns))
    every = (*sheet.columns, *on_connectors)
    return Table(sheet.object, len(sheet.on), [cells_of(column, cells) for column, cells in zip(columns, every, strict=True)])


def cells_of(column: Column, cells: Sequence[Any]) -> Cells:
    """One column as texts: lists are joined, and what is so says `yes`."""
    if not any(cells):
        return Cells(column, ())
    match column.holds:
        case "text":
            texts = cells
        case "list":
            texts = ["; ".join(cell) for cell in cells]
        case "truth":
            texts = ["yes" if cell else "" for cell in cells]
    return of_texts(column, texts) if column.free else Cells(column, texts)


def of_texts(column: Column, texts: Sequence[str]) -> Cells:
    """One column of free text."""
    different = set(texts)
    return Cells(column, texts, different, "".join(different).encode())
