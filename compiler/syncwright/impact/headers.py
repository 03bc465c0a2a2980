"""Which column of which table a field is, by API name in any case; a parent's field in the table itself or in the parent's. Opens no file."""

from collections.abc import Mapping, Sequence

from syncwright.expression.predicate import Column
from syncwright.records import Struct
from syncwright.sql.impact import Join, Read, key
from syncwright.sql.staging import Family


class Header(Struct, frozen=True):
    """A column of a table: its name as people wrote it, the SQL of it, and what it holds."""

    name: str
    sql: str
    family: Family


class Table(Struct, frozen=True):
    """The records of one object. `shown`: how people know the table; `sql`: how queries do. `unique`: no record stands in it twice."""

    object: str
    shown: str
    sql: str
    headers: tuple[Header, ...]
    unique: bool = False

    def find(self, name: str) -> Header | None:
        """The column of a field, by its API name in any case; for a parent's also with `_` for the dot."""
        wanted = {name.casefold(), name.replace(".", "_").casefold()}
        return next((one for one in self.headers if one.name.casefold() in wanted), None)

    def twice(self, name: str) -> bool:
        """Whether two columns have this name."""
        return sum(one.name.casefold() == name.casefold() for one in self.headers) > 1


class Missing(Struct, frozen=True):
    """A column that is not there, or twice: the table's name, the field as the filter reads it, what to look for, and what there is."""

    column: Column
    table: Table
    header: str
    twice: bool = False
    parent: str | None = None


class Found(Struct, frozen=True):
    """A field with its column. `shown`: how people find it."""

    column: Column
    read: Read
    shown: str


class Hop(Struct, frozen=True):
    """A parent that is joined: through which lookup, as people know it, and the parent's object."""

    lookup: str
    parent: str
    shown: str


class Matched(Struct, frozen=True):
    """What was found for one object."""

    table: Table
    found: tuple[Found, ...]
    missing: tuple[Missing, ...]
    joins: tuple[Join, ...]
    hops: tuple[Hop, ...]


def matched(table: Table, parents: Mapping[str, Table], columns: Sequence[Column]) -> Matched:
    """Every column in the table, or in those of parents. `parents` are all tables by object."""
    matcher = _Matcher(table, parents)
    answers = [matcher.column(one) for one in columns]
    return Matched(
        table,
        tuple(one for one in answers if isinstance(one, Found)),
        tuple(one for one in answers if isinstance(one, Missing)),
        tuple(matcher.made(alias) for alias in matcher.aliases.values()),
        tuple(matcher.hops.values()),
    )


class _Matcher:
    """Looks columns up, and collects the joins that they need, each once."""

    def __init__(self, table: Table, parents: Mapping[str, Table]) -> None:
        self.table = table
        self.parents = parents
        self.aliases: dict[tuple[str, ...], str] = {}
        self.joins: dict[str, tuple[Table, Header, str]] = {}
        self.needed: dict[str, dict[str, None]] = {}
        self.hops: dict[str, Hop] = {}

    def column(self, one: Column) -> Found | Missing:
        here = self.table.find(one.name)
        if here is not None:
            if self.table.twice(here.name):
                return Missing(one, self.table, here.name, twice=True)
            return Found(one, Read(f"s.{here.sql}", here.family, one.kind), f"{self.table.shown}: {here.name}")
        if not one.of_parent or len(one.needs) < 2:
            return Missing(one, self.table, one.name)
        return self._of_parent(one)

    def _of_parent(self, one: Column) -> Found | Missing:
        """Along the lookups that the column needs, each parent by its id."""
        table, alias = self.table, "s"
        for number, (need, following) in enumerate(zip(one.needs, one.needs[1:], strict=False)):
            lookup, owner = need.partition(".")[2], following.partition(".")[0]
            pointer, parent = table.find(lookup), self.parents.get(owner)
            if pointer is None or table.twice(pointer.name):
                return Missing(one, table, lookup, twice=pointer is not None, parent=owner)
            if parent is None:
                return Missing(one, self.table, one.name, parent=owner)
            if (id_ := parent.find("Id")) is None or parent.twice("Id"):
                return Missing(one, parent, "Id", twice=id_ is not None)
            alias = self._joined(one.needs[: number + 1], alias, pointer, parent, id_)
            table = parent
        name = one.name.rpartition(".")[2]
        held = table.find(name)
        if held is None or table.twice(held.name):
            return Missing(one, table, name, twice=held is not None)
        self.needed[alias][held.sql] = None
        return Found(one, Read(f"{alias}.{held.sql}", held.family, one.kind), f"{table.shown}: {held.name}")

    def _joined(self, path: tuple[str, ...], alias: str, pointer: Header, parent: Table, id_: Header) -> str:
        if path not in self.aliases:
            made = f"j{len(self.aliases)}"
            self.aliases[path] = made
            self.needed[made] = {}
            self.joins[made] = (parent, id_, key(f"{alias}.{pointer.sql}", pointer.family))
            self.hops[made] = Hop(path[-1], parent.object, parent.shown)
            if alias != "s":
                self.needed[alias][pointer.sql] = None
        return self.aliases[path]

    def made(self, alias: str) -> Join:
        parent, id_, lookup = self.joins[alias]
        return Join(parent.sql, alias, key(id_.sql, id_.family), lookup, tuple(self.needed[alias]), parent.unique)
