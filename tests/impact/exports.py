"""Records as exports have them, and what a reader of those rules makes of each value. Shares nothing with the statements.

Values are written as several tools write them; some are damaged, and `meant` says what is left of a record then.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from random import Random

from syncwright.expression.evaluate import Held, Record
from syncwright.expression.predicate import Column
from syncwright.record_ids import whole_id

DAMAGED = {
    "number": ("n/a", "1,5", "12a", "--", "€ 5"),
    "date": ("31/12/2026", "2026-02-30", "soon", "20260101"),
    "datetime": ("2026-01-15", "yesterday", "15/01/2026 10:00:00", "2026-13-01T00:00:00Z"),
    "checkbox": ("maybe", "X", "2"),
    "id": ("0035e00000", "unknown"),
}
BLANKS = ("", "  ")


def text_of(column: Column, held: Held, draw: Random) -> str:
    """One cell of a CSV."""
    if held is None or held in ("", ()):
        return "" if column.kind == "checkbox" and held is None else draw.choice(BLANKS)
    damaged = DAMAGED.get({"currency": "number", "percent": "number"}.get(column.kind, column.kind))
    if damaged and draw.random() < 0.05:
        return draw.choice(damaged)
    match held:
        case bool():
            return draw.choice(("true", "TRUE", "1") if held else ("false", "False", "0"))
        case tuple():
            return ";".join(held)
        case datetime():
            return draw.choice(
                (
                    held.isoformat(),
                    held.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                    held.strftime("%Y-%m-%dT%H:%M:%S.000+0000"),
                    held.replace(tzinfo=None).isoformat(" "),
                )
            )
        case date():
            return held.isoformat()
        case Decimal():
            return draw.choice((f"{held:f}", f" {held:f}", f"{held:.4f}"))
    text = str(held)
    return text[:15] if column.kind == "id" and draw.random() < 0.5 else text


def meant(column: Column, text: str) -> tuple[Held, bool]:
    """What a cell says, and whether it says something that is none of its type."""
    text = text.strip(" ")
    if not text:
        return None, False
    try:
        match column.kind:
            case "checkbox":
                return {"true": True, "1": True, "false": False, "0": False}[text.lower()], False
            case "number" | "currency" | "percent":
                return Decimal(text), False
            case "date":
                return date.fromisoformat(text) if len(text) == 10 else date.fromisoformat("no day"), False
            case "datetime":
                moment = datetime.fromisoformat(text) if len(text) > 10 else datetime.fromisoformat("no moment")
                return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC), False
            case "id":
                whole = whole_id(text)
                return whole, whole is None
            case "several":
                return tuple(text.split(";")), False
        return text, False
    except (KeyError, ValueError, InvalidOperation):
        return None, True


def written(rows: Sequence[Mapping[str, str]], names: Sequence[str], draw: Random) -> bytes:
    """A CSV in one of the forms that tools write."""
    out = io.StringIO()
    quoting = draw.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    writer = csv.writer(out, delimiter=draw.choice(",;\t"), lineterminator=draw.choice(("\n", "\r\n")), quoting=quoting)
    writer.writerow(names)
    writer.writerows([row[name] for name in names] for row in rows)
    return draw.choice((b"", b"\xef\xbb\xbf")) + out.getvalue().encode()


def export(path: Path, columns: Mapping[str, Column], records: Sequence[Record], draw: Random) -> list[dict[str, tuple[Held, bool]]]:
    """Write records with ids of their own to a CSV; what each of its cells means."""
    cells = [{name: text_of(column, record.get(name), draw) for name, column in columns.items()} for record in records]
    names = [draw.choice((name, name.upper(), name.lower())) for name in ("Id", *columns)]
    rows = [dict(zip(names, (f"00Q{number:012d}", *row.values()), strict=True)) for number, row in enumerate(cells)]
    path.write_bytes(written(rows, names, draw))
    return [{name: meant(column, row[name]) for name, column in columns.items()} for row in cells]
