"""Records as the stand-in of Salesforce holds them, and which of them its own queries find. It shares no code with the compiler."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from syncwright.sandbox.salesforce.soql_rows import answer
from syncwright.sandbox.salesforce.soql_schema import Column

TYPES = {"text": "string", "lookup": "reference", "number": "double", "checkbox": "boolean", "longtext": "textarea"}


class Table:
    """One object, with one row for each record."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.held: dict[str, Column] = {"id": Column("Id", "id")}
        self.records: list[dict[str, Any]] = []

    def column(self, name: str) -> Column | None:
        return self.held.get(name.lower())

    def columns(self) -> Sequence[Column]:
        return tuple(self.held.values())

    def rows(self) -> Sequence[dict[str, Any]]:
        return self.records


class Tables:
    """Fields as columns; what stands before a dot is a parent of its own, which each record has."""

    def __init__(self, words: Mapping[str, str], records: Sequence[Mapping[str, Any]]) -> None:
        self.tables = {"": Table("Record")}
        for name, word in words.items():
            *parents, last = name.split(".")
            for place, parent in enumerate(parents):
                path = ".".join(parents[: place + 1])
                self.tables.setdefault(path, Table(path.replace(".", "")))
                link = f"{parent}Key"
                self.tables[".".join(parents[:place])].held[link.lower()] = Column(link, "reference", parent, (path.replace(".", ""),))
            self.tables[".".join(parents)].held[last.lower()] = Column(last, TYPES.get(word, word))
        for number, record in enumerate(records):
            self._add(f"{number:015d}AAA", record)

    def _add(self, key: str, record: Mapping[str, Any]) -> None:
        for path, table in self.tables.items():
            row: dict[str, Any] = {"Id": key}
            row |= {column.name: key for column in table.held.values() if column.relationship}
            mine = {name: value for name, value in record.items() if name.rpartition(".")[0] == path}
            table.records.append(row | {name.rpartition(".")[2]: held(value) for name, value in mine.items()})

    def entity(self, name: str) -> Table | None:
        return next((table for table in self.tables.values() if table.name.lower() == name.lower()), None)

    def child(self, _entity: object, _relationship: str) -> None:
        return None

    def passing(self, condition: str, today: date) -> list[bool]:
        """For each record, whether a query with this condition finds it."""
        found = {one["Id"] for one in answer(f"SELECT Id FROM Record WHERE {condition}", self, today, lambda *_: "").records}
        return [row["Id"] in found for row in self.tables[""].records]


def held(value: Any) -> Any:
    """As JSON has it."""
    match value:
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000+0000")
        case date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case tuple():
            return ";".join(value)
        case _:
            return value
