"""The statements that count which records a change of filter touches, in DuckDB's SQL. Runs nothing; knows neither specs nor files.

A table is staged once: each record with the number of its case before and after (0 for none), what it is grouped by, and, where the two
differ, its id and what decided. Everything else is counted from there.
"""

from collections.abc import Sequence

from syncwright.expression.types import Kind
from syncwright.records import Struct
from syncwright.sql.staging import Family, failed, raw, short_id, value

#: Records that were out and are in, were in and are out, and are in another case.
TOUCHED = {"starts": "a = 0 AND b > 0", "stops": "a > 0 AND b = 0", "moves": "a > 0 AND b > 0 AND a <> b"}

#: Between the parts of a packed text, and in place of a blank one: no field of an org holds these characters.
BETWEEN, BLANK = "\x1f", "\x1e"


class Read(Struct, frozen=True):
    """A column that the conditions read. `held` is its SQL below the joins."""

    held: str
    family: Family
    kind: Kind


class Join(Struct, frozen=True):
    """A parent: its table under an alias, its key, and the SQL of what points to it. `columns`: those that are needed of it."""

    table: str
    alias: str
    key: str
    lookup: str
    columns: tuple[str, ...]
    unique: bool


class Staging(Struct, frozen=True):
    """All that is staged. `before` and `after`: the conditions of the cases, over columns `v0`, `v1`, ...; the first that holds wins."""

    table: str
    id: str | None
    reads: tuple[Read, ...]
    groups: tuple[str, ...]
    joins: tuple[Join, ...]
    before: tuple[tuple[int, str], ...]
    after: tuple[tuple[int, str], ...]


def staged(one: Staging, *, packed: bool = True) -> str:
    """A row a record: `a`, `b`, groups `g0`, blanks `n0`, failed casts `x0`, states of parents `p0`, and of what changes all the rest.

    That is one text `d`: most of its rows are NULL, and a NULL takes as much room as it has columns. Unpacked it is `id` and `d0`, `d1`, ...
    """
    kept = ["a", "b", *(f"g{n}" for n in range(len(one.groups)))]
    for n, read in enumerate(one.reads):
        kept += [f"t{n} IS NULL AS n{n}"] if read.kind != "checkbox" else []
        wrong = failed(f"t{n}", f"v{n}", read.family, read.kind)
        kept += [f"{wrong} AS x{n}"] if wrong is not None else []
    kept += [f"p{n}" for n in range(len(one.joins))]
    texts = ["id", *(f"CAST(t{n} AS VARCHAR)" for n in range(len(one.reads)))]
    if packed:
        kept.append(f"CASE WHEN a <> b THEN {_packed(texts)} END AS d")
    else:
        kept += [f"CASE WHEN a <> b THEN {text} END AS {name}" for name, text in zip(_unpacked(one), texts, strict=True)]
    return f"SELECT {', '.join(kept)} FROM (SELECT *, {_case(one.before)} AS a, {_case(one.after)} AS b FROM ({_typed(one)}) AS typed) AS judged"


def _packed(texts: Sequence[str]) -> str:
    return f" || '{BETWEEN}' || ".join(f"coalesce({text}, '{BLANK}')" for text in texts)


def _unpacked(one: Staging) -> list[str]:
    return ["id", *(f"d{n}" for n in range(len(one.reads)))]


def _case(cases: Sequence[tuple[int, str]]) -> str:
    if not cases:
        return "0"
    return f"CASE {' '.join(f'WHEN {condition} THEN {number}' for number, condition in cases)} ELSE 0 END"


def _typed(one: Staging) -> str:
    values = [f"{value(f't{n}', read.family, read.kind)} AS v{n}" for n, read in enumerate(one.reads)]
    return f"SELECT {', '.join(['*', *values])} FROM ({_raw(one)}) AS held"


def _raw(one: Staging) -> str:
    """What the table and its parents hold. 1 in `p0` is a record without a parent, 2 one whose parent is not in the data."""
    kept = [f"{one.id or 'NULL'} AS id"]
    kept += [f"{group} AS g{n}" for n, group in enumerate(one.groups)]
    kept += [f"{raw(read.held, read.family, read.kind)} AS t{n}" for n, read in enumerate(one.reads)]
    kept += [
        f"CASE WHEN {join.lookup} IS NULL THEN 1 WHEN {join.alias}.k IS NULL THEN 2 ELSE 0 END AS p{n}" for n, join in enumerate(one.joins)
    ]
    joined = "".join(f" LEFT JOIN ({_parent(join)}) AS {join.alias} ON {join.alias}.k = {join.lookup}" for join in one.joins)
    return f"SELECT {', '.join(kept)} FROM {one.table} AS s{joined}"


def _parent(join: Join) -> str:
    """A parent's rows by key. An export may hold a record twice, and nothing below it may be counted twice for that."""
    columns = [column if join.unique else f"min({column}) AS {column}" for column in join.columns]
    where = f"WHERE {join.key} IS NOT NULL"
    return f"SELECT {', '.join([f'{join.key} AS k', *columns])} FROM {join.table} {where}{'' if join.unique else f' GROUP BY {join.key}'}"


def key(held: str, family: Family) -> str:
    """An id as parents are found by it."""
    return short_id(raw(held, family, "id"))


def cases(table: str) -> str:
    """A row for each pair of cases before and after, with its records."""
    return f"SELECT a, b, count(*) AS c FROM {table} GROUP BY a, b ORDER BY a, b"


def totals(one: Staging, table: str) -> str:
    """One row: records with a blank in what is read; then blanks, failed casts and parents, in order."""
    counted = [_count(" OR ".join(blanks(one)) or "FALSE"), *(_count(name) for name in (*blanks(one), *casts(one)))]
    counted += [_count(f"p{n} = {state}") for n in range(len(one.joins)) for state in (1, 2)]
    return f"SELECT {', '.join(f'{what} AS c{n}' for n, what in enumerate(counted))} FROM {table}"


def blanks(one: Staging) -> list[str]:
    """Names of the columns that say where there was nothing."""
    return [f"n{n}" for n, read in enumerate(one.reads) if read.kind != "checkbox"]


def casts(one: Staging) -> list[str]:
    """Names of the columns that say where a cast failed."""
    return [f"x{n}" for n, read in enumerate(one.reads) if failed("", "", read.family, read.kind) is not None]


def breakdown(number: int, table: str, most: int) -> str:
    """Groups, those first that change most: value, records before and after, starts, stops, moves, and how many groups there are."""
    counted = (f"sum(CASE WHEN {where} THEN c ELSE 0 END)" for where in ("a > 0", "b > 0", *TOUCHED.values()))
    named = ", ".join(f"{what} AS c{n}" for n, what in enumerate(counted))
    pairs = f"SELECT g{number} AS g, a, b, count(*) AS c FROM {table} GROUP BY g{number}, a, b"
    inner = f"SELECT g, {named} FROM ({pairs}) AS pairs GROUP BY g"
    order = "c2 + c3 + c4 DESC, c1 DESC, g NULLS FIRST"
    return f"SELECT g, c0, c1, c2, c3, c4, count(*) OVER () AS c5 FROM ({inner}) AS grouped ORDER BY {order} LIMIT {most}"


def samples(one: Staging, table: str, which: str, most: int, *, packed: bool = True) -> str:
    """Records by id, with what was read of them."""
    names = ["d"] if packed else _unpacked(one)
    return f"SELECT a, b, {', '.join(names)} FROM {table} WHERE {TOUCHED[which]} ORDER BY {names[0]} LIMIT {most}"


def unpacked(text: str) -> list[str | None]:
    """The id and what was read, of a packed text."""
    return [None if one == BLANK else one for one in text.split(BETWEEN)]


def _count(condition: str) -> str:
    return f"count(CASE WHEN {condition} THEN 1 END)"


def group(held: str, family: Family) -> str:
    """What records are grouped by: the text as it stands, a blank as NULL."""
    return raw(held, family, "text")
