"""Records that an org has from the start: one CSV file for each object. Knows no request; what it writes is not logged, as nobody asked for it.

Values are taken as they are, also those of fields that nobody may write. An id that is missing is given.
"""

import csv
from pathlib import Path
from typing import Any

from syncwright.sandbox.salesforce.described import Described, DescribedObject, described
from syncwright.sandbox.salesforce.seed import NoOrg
from syncwright.sandbox.salesforce.setup_rows import when
from syncwright.sandbox.salesforce.soql_schema import IDS
from syncwright.sandbox.salesforce.values import WrongValue, from_csv
from syncwright.sandbox.state import State, long_id


class NoRecords(NoOrg):
    """A file that is not taken; says which line and why."""


def read_records(state: State, folder: Path) -> dict[str, int]:
    """Take in each `Object.csv` of a folder, all or nothing: how many records of each object. Raises NoRecords."""
    if not folder.is_dir():
        raise NoRecords(f"`{folder}` is no folder")
    counts = {}
    with state.transaction():
        for path in sorted(folder.glob("*.csv")):
            counts[path.stem] = _file(state, path)
    return counts


def _file(state: State, path: Path) -> int:
    about = described(state, path.stem)
    if about is None:
        raise NoRecords(f"{path.name}: the org has no object `{path.stem}`")
    try:
        with path.open(newline="", encoding="utf-8-sig") as lines:
            rows = list(csv.reader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise NoRecords(f"{path.name}: {error}") from error
    header = [_field(about, name, path) for name in rows[0]] if rows else []
    for number, row in enumerate(rows[1:], 2):
        if row:
            _record(state, about, header, row, f"{path.name}:{number}")
    return sum(1 for row in rows[1:] if row)


def _field(about: DescribedObject, name: str, path: Path) -> Described:
    field = about.fields.get(name.strip().lower())
    if field is None:
        raise NoRecords(f"{path.name}:1: `{about.name}` has no field `{name}`")
    return field


def _record(state: State, about: DescribedObject, header: list[Described], row: list[str], place: str) -> None:
    if len(row) != len(header):
        raise NoRecords(f"{place}: {len(row)} values, and the first line names {len(header)}")
    values: dict[str, Any] = {}
    for column, (field, text) in enumerate(zip(header, row, strict=True)):
        try:
            values[field.name] = _value(field, text, column)
        except WrongValue as wrong:
            raise NoRecords(f"{place}: {wrong.says}") from wrong
    id_ = long_id(values.get("Id") or state.new_id(about.prefix))
    if not id_.startswith(about.prefix):
        raise NoRecords(f"{place}: the id of a record of `{about.name}` begins with `{about.prefix}`")
    now = when(state.now())
    stamps = {"CreatedDate": now, "LastModifiedDate": now, "SystemModstamp": now, "IsDeleted": False}
    known = {name: value for name, value in stamps.items() if name.lower() in about.fields}
    blanks = {one.name: False for one in about.fields.values() if one.type == "boolean"}
    state.write_record(
        about.name, {**blanks, **known, **{name: value for name, value in values.items() if value is not None}, "Id": id_}, at_once=True
    )


def _value(field: Described, text: str, column: int) -> Any:
    if not text:
        return None
    return long_id(text) if field.type in IDS else from_csv(field, text, column)
