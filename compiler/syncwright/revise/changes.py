"""What a sheet says otherwise than the dictionary that it was: edits that can be taken, and a finding for each that cannot. Knows no spec."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import get_args

from syncwright.diagnostics import Finding
from syncwright.docs.columns import EDITED, Column
from syncwright.docs.csv import plain
from syncwright.docs.xlsx import fitted
from syncwright.limits import SPECS
from syncwright.names import did_you_mean
from syncwright.records import Struct
from syncwright.revise.dictionary import Told
from syncwright.sheets import Handed
from syncwright.sheets.rules import EDIT_NOT_TAKEN
from syncwright.spec.convert import NotThat, day
from syncwright.spec.words import Privacy
from syncwright.syntax.characters import unwritable
from syncwright.text import short

_ELSEWHERE = "put it back; it is changed in a spec, or comes from the org"
_EXPORTED = "if the specs have changed since the export, name its revision or day with --from"


class Edit(Struct, frozen=True):
    """One cell of a row that says something else: `now` and `new` are texts, of a list its items joined; `row` and `at` count in the sheet."""

    field: str
    column: str
    now: str
    new: str
    row: int
    at: int

    @property
    def items(self) -> tuple[str, ...]:
        """The new text as items of a list."""
        return tuple(dict.fromkeys(_items(self.new)))


Found = Iterator[Edit | Finding]


def edits(handed: Handed, base: Told, now: Told, owners: Collection[str]) -> Found:
    """What was changed in a sheet since it was the dictionary `base`, against what is so `now`; they are one where nothing else is known."""
    wrong = list(_unknown_columns(handed, base))
    yield from wrong
    columns = [(at, *base.columns[name]) for at, name in enumerate(handed.columns) if name in base.columns]
    where = handed.columns.index("field")
    seen: dict[str, int] = {}
    for row, cells in enumerate(handed.rows):
        name = handed.field(row)
        if name not in base.rows or name not in now.rows:
            yield _unknown_row(handed, row, where, name, base, now)
        elif name in seen:
            message = f"`{name}` stands in {handed.named(row, where)} and in {handed.named(seen[name], where)}"
            yield EDIT_NOT_TAKEN(handed.place(row, where), message, help="keep one of the two")
        else:
            seen[name] = row
            for at, index, column in columns:
                cell = cells[at] if at < len(cells) else ""
                if cell != base.rows[name][index]:
                    yield from _cell(handed, (row, at), name, column, cell, base, now, owners)


def _unknown_columns(handed: Handed, base: Told) -> Found:
    for at, name in enumerate(handed.columns):
        if name and name not in base.columns:
            near = did_you_mean(name, base.columns)
            help_ = f"{near}; take out what is no column" if near else "take it out of the sheet, or say in `why` what it says"
            yield EDIT_NOT_TAKEN(handed.place(-1, at), f"the dictionary has no column `{short(name)}` ({handed.named(-1, at)})", help=help_)
        elif name and handed.columns.index(name) != at:
            yield EDIT_NOT_TAKEN(
                handed.place(-1, at), f"there are two columns `{name}` ({handed.named(-1, at)})", help="keep one of the two"
            )


def _unknown_row(handed: Handed, row: int, where: int, name: str, base: Told, now: Told) -> Finding:
    place = handed.place(row, where)
    at = handed.named(row, where)
    if name in base.rows:
        return EDIT_NOT_TAKEN(place, f"the specs no longer name `{name}` ({at})", help="take the row out")
    owner = name.partition(".")[0]
    near = did_you_mean(name, [one for one in now.rows if one.startswith(f"{owner}.")] or {one.partition(".")[0] for one in now.rows})
    return EDIT_NOT_TAKEN(place, f"the dictionary has no field `{short(name)}` ({at})", help=f"{near}; {_EXPORTED}" if near else _EXPORTED)


def _cell(
    handed: Handed, at: tuple[int, int], name: str, column: Column, cell: str, base: Told, now: Told, owners: Collection[str]
) -> Found:
    """A cell that is not to the character what it was."""
    was, present = base.text(name, column.name), now.text(name, column.name)
    if not handed.is_workbook and column.free:
        cell = plain(cell)
    shown = fitted(was) if handed.is_workbook else was
    new = tidy(cell)
    if new == tidy(shown) or (column.holds == "list" and sorted(_items(new)) == sorted(_items(shown))):
        return
    named = handed.named(*at)

    def refused(message: str, help_: str) -> Finding:
        return EDIT_NOT_TAKEN(handed.place(*at), f"{message} ({named})", help=help_)

    if column.name not in EDITED:
        if _blank(new) != _blank(shown):
            said = f"`{short(new)}`" if new else "nothing"
            yield refused(
                f"`{column.name}` of `{name}` cannot be changed here: this says {said}, the dictionary {_quoted(was)}",
                f"{_ELSEWHERE}; {_EXPORTED}",
            )
    elif shown != was:
        yield refused(f"`{column.name}` of `{name}` is longer than a cell, and its end was cut", "change it in its spec, or in CSV")
    elif tidy(present) == new:
        return
    elif present != was:
        message = f"`{column.name}` of `{name}` was changed here and in the specs, where it now says {_quoted(present)}"
        yield refused(message, "agree on one: put that into the cell, or back what was exported")
    elif (wrong := _not_that(column.name, new, owners)) is not None:
        yield refused(f"`{column.name}` of `{name}` cannot be `{short(new)}`: {wrong[0]}", wrong[1])
    else:
        yield Edit(name, column.name, present, new, *at)


def _not_that(column: str, new: str, owners: Collection[str]) -> tuple[str, str] | None:
    """Why a text cannot stand there, and what can."""
    if (character := unwritable(new)) is not None:
        return f"no spec can hold {character}", "take the character out"
    if len(new) > SPECS.scalar:
        return f"it is {len(new):,} characters long", f"a text has at most {SPECS.scalar:,}"
    if not new:
        return None
    match column:
        case "pii" if new not in get_args(Privacy):
            return "this is no privacy class", _or(new, get_args(Privacy))
        case "owner" if new not in owners:
            return "the estate has no such owner", _or(new, sorted(owners))
        case "reviewed":
            try:
                day(new)
            except NotThat as error:
                return (
                    f"this is not {error.what}",
                    "write year, month and day; a spreadsheet that opens CSV changes days, so hand back XLSX",
                )
    return None


def _or(new: str, words: Sequence[str]) -> str:
    near = did_you_mean(new, words)
    listed = ", ".join(f"`{word}`" for word in words[:12])
    return f"{near}; there is {listed}" if near else f"there is {listed}"


def _quoted(text: str) -> str:
    return f"`{short(text)}`" if text else "nothing"


def tidy(text: str) -> str:
    """A text as it is compared: without blanks around it, its lines ended in one way."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _blank(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(";") if item.strip()]
