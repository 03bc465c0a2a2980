"""The dictionary as CSV: RFC 4180 in UTF-8, and safe to open in a spreadsheet.

Lines end with LF, though the RFC says CR LF: the file lies under version control, where `text=auto` takes the CR away when it is committed,
and what is generated would then differ from what lies there on every machine but the one that made it. Everything that reads CSV takes LF.
There is no byte order mark: to most programs it is a part of the first column's name. A spreadsheet that takes the file for another encoding
can be told so when the file is imported instead of opened.

Written column by column and not by Python's `csv`, which looks at every character: that took as long as all the rest.
"""

import re
from collections.abc import Iterable, Sequence

from syncwright.docs.columns import Column
from syncwright.docs.table import Cells, Table, of_texts

#: White space, control characters and characters without a width: a spreadsheet may drop them before it looks at a cell.
_DROPPED = r"\s\x00-\x20\x7f-\xa0\u00ad\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
#: What makes a cell a formula, at half and at full width.
_STARTS = r"=+\-@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
_FORMULA = re.compile(rf"'*(?:[{_DROPPED}]*[{_STARTS}]|[\t\r\n])")
_SUSPECT = re.compile(rf"['{_DROPPED}{_STARTS}]")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_ENDS = b',"\r\n'
_ANY = Column("", "", free=True)


def head(columns: Iterable[Column]) -> bytes:
    """The first line."""
    return ",".join(column.name for column in columns).encode() + b"\n"


def body(one: Table) -> tuple[bytes, Sequence[int]]:
    """The rows of one object, and how many lines each of them takes: a text in quotes may have line ends in it."""
    nothing = ("",) * one.rows
    rows = list(map(",".join, zip(*(_written(cells) if cells.texts else nothing for cells in one.columns), strict=True)))
    lines = "\n".join(rows)
    plain = lines.count("\n") == len(rows) - 1
    return f"{lines}\n".encode() if lines else b"", [1] * len(rows) if plain else [row.count("\n") + 1 for row in rows]


def blank(rows: int) -> bytes:
    """As many lines, with nothing on them."""
    return b"\n" * rows


def written(texts: Sequence[str]) -> Sequence[str]:
    """The texts of any column as they stand in a file."""
    return _written(of_texts(_ANY, texts))


def _written(cells: Cells) -> Sequence[str]:
    if not cells.column.free:
        return cells.texts
    if _SUSPECT.search("".join({text[:1] for text in cells.different})):
        cells = of_texts(cells.column, [safe(text) for text in cells.texts])
    return cells.changed(_ENDS, _in_quotes)


def _in_quotes(cell: str) -> str:
    """The cell in quotes, if it holds what would end it."""
    if "," in cell or '"' in cell or "\n" in cell or "\r" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: `'` stands before what would be one. A plain number stays as it is, negative or not.

    A cell that would be one after its own `'` gets another, so that taking one away gives back the text.
    """
    return f"'{cell}" if would_calculate(cell) else cell


def would_calculate(cell: str) -> bool:
    """Whether a spreadsheet might take a text for a formula."""
    return _FORMULA.match(cell) is not None and not _NUMBER.fullmatch(cell)


def plain(cell: str) -> str:
    """The text that was made safe."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
