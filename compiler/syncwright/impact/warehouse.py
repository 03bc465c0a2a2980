"""The same statements for a warehouse, where the tables are: each stands for itself and asks for no right to write. Runs nothing."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.expression.predicate import Column
from syncwright.impact.counting import Counting
from syncwright.impact.headers import Header, Table
from syncwright.sql import impact as sql
from syncwright.sql.dialects import translated
from syncwright.sql.staging import Family

#: What a replica of an org holds for each kind of field. Text where nothing else is meant.
_FAMILIES: Mapping[str, Family] = {
    "checkbox": "boolean",
    "number": "exact",
    "currency": "exact",
    "percent": "exact",
    "date": "date",
    "datetime": "timestamp",
}
EXPECTS = (
    "one row a record; texts and ids as text, checkboxes as boolean, numbers as exact numbers (a percentage as 50 for 50 %),",
    "dates as date, moments as timestamps in UTC without a zone",
)
#: Dialects whose statements were run in tests; the others were read by their reader.
RUN = ("duckdb", "spark")


def table_of(owner: str, name: str, columns: Sequence[Column], others: Sequence[str]) -> Table:
    """A table of a warehouse: it has every column that is asked for, under its API name."""
    kinds = {
        column.needs[-1].partition(".")[2]: column.kind for column in columns if column.needs and column.needs[-1].startswith(f"{owner}.")
    }
    for column in columns:
        kinds |= {need.partition(".")[2]: "id" for need in column.needs[:-1] if need.startswith(f"{owner}.")}
    kinds |= {"Id": "id", **{other: "text" for other in others if other not in kinds}}
    headers = tuple(Header(one, _quoted(one), _FAMILIES.get(kind, "text")) for one, kind in sorted(kinds.items()))
    return Table(owner, name, ".".join(map(_quoted, name.split("."))), headers, unique=True)


def statements(one: Counting, dialect: str, samples: int) -> Iterator[tuple[str, str]]:
    """What each statement answers, and the statement. Raises NoTranslator without the extra."""
    staged = f"WITH {one.table} AS ({one.stage(packed=False)}) "
    names = ", ".join(f"{number} = {name}" for number, name in enumerate(one.question.names(), 1))
    yield f"records by case before (a) and after (b): 0 = no case, {names}", translated(staged + one.cases(), dialect)
    yield f"records with a blank in what is read; {_totals(one)}", translated(staged + one.totals(), dialect)
    for grouping, statement in zip(one.groupings, one.breakdowns(), strict=True):
        told = f"by {grouping.header}: value, before, after, starts, stops, moves, number of groups"
        yield told, translated(staged + statement, dialect)
    for which, statement in one.samples(samples, packed=False).items():
        read = ", ".join(f"d{n} {found.column.name}" for n, found in enumerate(one.matched.found))
        yield f"records that {which.removesuffix('s')}, by id, with {read}", translated(staged + statement, dialect)


def _totals(one: Counting) -> str:
    """What the numbers of the totals count."""
    fields = [found.column.name for found in one.matched.found]
    blank = [f"{fields[int(name[1:])]} blank" for name in sql.blanks(one.staging)]
    failed = [f"{fields[int(name[1:])]} none of its type" for name in sql.casts(one.staging)]
    parents = [told for hop in one.matched.hops for told in (f"no {hop.parent}", f"{hop.parent} not there")]
    return ", ".join([*blank, *failed, *parents])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
