"""Values of an export that lose something between the two sides, counted. Says which columns are asked, and reads the answer; runs nothing.

What leaves Salesforce is looked up in the export of its object, by API name; what comes from a platform in an export of that, by the name or
the label that the field has there, else by those that it has in Salesforce.
"""

from collections.abc import Iterable, Mapping, Sequence

from syncwright.crossing import Crossing, Loss, Test
from syncwright.impact.headers import Header, Table
from syncwright.impact.losing import counts
from syncwright.records import Struct


class Asked(Struct, frozen=True):
    """One loss of one field, where there is a column to count in. `column`: how people know it."""

    field: Crossing
    loss: Loss
    test: Test
    sql: str
    column: str


class Counted(Struct, frozen=True):
    """How many values there are, and how many of them lose something; of blanks, how many records there are."""

    values: int
    lost: int


def asked(fields: Iterable[Crossing], tables: Mapping[str, Table], there: Mapping[str, Table]) -> Mapping[str, list[Asked]]:
    """What can be counted, by the SQL name of the table. `tables`: exports of Salesforce by object; `there`: of the platforms, by connector."""
    found: dict[str, list[Asked]] = {}
    for one in fields:
        for loss in one.losses:
            table = tables.get(one.object) if loss.way == "from Salesforce" else there.get(one.connector.partition("/")[0])
            if table is None or loss.test is None:
                continue
            header = _header(table, [one.field] if loss.way == "from Salesforce" else [one.there, one.label_there, one.field, one.label])
            if header is not None:
                found.setdefault(table.sql, []).append(Asked(one, loss, loss.test, header.sql, f"{table.shown}: {header.name}"))
    return found


def statement(table: str, questions: Sequence[Asked]) -> str:
    """One statement for all that is asked of a table."""
    return counts(table, [(one.sql, one.test) for one in questions])


def answered(questions: Sequence[Asked], row: Sequence[int]) -> list[tuple[Asked, Counted]]:
    """The numbers of each. Blanks are counted among all records, anything else among the values."""
    records, *cells = row
    pairs = zip(cells[::2], cells[1::2], strict=True)
    return [(one, Counted(records if one.test == "blank" else values, lost)) for one, (values, lost) in zip(questions, pairs, strict=True)]


def _header(table: Table, names: Sequence[str | None]) -> Header | None:
    for name in names:
        header = table.find(name) if name is not None else None
        if header is not None and not table.twice(header.name):
            return header
    return None
