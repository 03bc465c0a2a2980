"""A SOQL query as a tree. Knows what a query looks like, and neither which objects there are nor what is in them.

Of SOQL this is what the clients send that we know of: one object, parents by path, children by a query in brackets, totals, groups, conditions,
order, limit and offset. What it does not know (TYPEOF, HAVING, distances, formats) is refused as malformed.

Source: SOQL and SOSL Reference, SOQL SELECT Syntax.
"""

from dataclasses import dataclass

from syncwright.sandbox.salesforce.soql_words import Literal, QueryRefused, Word, literal, words

_SIGNS = {"=": "=", "!=": "!=", "<>": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">="}
_CLAUSES = {"where", "order", "limit", "offset", "group", "for", "with", "having", "using", "all"}
_TOTALS = {"count", "count_distinct", "min", "max", "sum", "avg"}


@dataclass(frozen=True, slots=True)
class Path:
    """A field, over parents: `Owner.Name` is ("Owner", "Name"). `at`: offset in the query, for messages."""

    parts: tuple[str, ...]
    at: int

    @property
    def text(self) -> str:
        return ".".join(self.parts)


@dataclass(frozen=True, slots=True)
class Total:
    """`COUNT()` (no path), `COUNT(Id)`, `MAX(CloseDate) latest`."""

    function: str
    of: Path | None
    alias: str | None


@dataclass(frozen=True, slots=True)
class Everything:
    """`FIELDS(ALL)`, `FIELDS(STANDARD)`, `FIELDS(CUSTOM)`."""

    which: str


@dataclass(frozen=True, slots=True)
class Relative:
    """A day that is worked out when the query runs: `TODAY`, `LAST_N_DAYS:30`."""

    name: str
    days: int


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison. `operator`: = != < > <= >= like in, not in, includes, excludes. `values`: one, or those of the list."""

    path: Path
    operator: str
    values: "tuple[Literal | Relative, ...] | Query"


@dataclass(frozen=True, slots=True)
class Joined:
    """`parts` joined by `how`: and, or; not has one."""

    how: str
    parts: "tuple[Condition, ...]"


Condition = Test | Joined


@dataclass(frozen=True, slots=True)
class Order:
    """By which path; `nulls_last`: only where it is said; nulls are first otherwise, downwards as well."""

    path: Path
    down: bool
    nulls_last: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query. `owner`: the object, or the relationship where it stands in brackets; `at`: where it is named. `text`: the query itself."""

    text: str
    selected: "tuple[Path | Total | Everything | Query, ...]"
    owner: str
    at: int
    where: Condition | None
    groups: tuple[Path, ...]
    order: tuple[Order, ...]
    limit: int | None
    offset: int


def parse(text: str) -> Query:
    """The tree. Raises QueryRefused (MALFORMED_QUERY) with the word that is not understood."""
    reader = _Reader(text)
    query = reader.query()
    if reader.word.kind != "end":
        raise reader.unexpected()
    return query


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.words, self.at = text, words(text), 0

    @property
    def word(self) -> Word:
        return self.words[self.at]

    def unexpected(self) -> QueryRefused:
        return QueryRefused("MALFORMED_QUERY", f"unexpected token: {self.word.text if self.word.kind == 'end' else repr(self.word.text)}")

    def next(self) -> Word:
        word = self.word
        self.at += word.kind != "end"
        return word

    def is_name(self, *names: str) -> bool:
        return self.word.kind == "name" and self.word.text.lower() in names

    def took(self, text: str) -> bool:
        """Go past the word if it is this one."""
        found = self.word.kind in ("name", "sign") and self.word.text.lower() == text
        self.at += found
        return found

    def need(self, text: str) -> None:
        if not self.took(text):
            raise self.unexpected()

    def name(self) -> Word:
        if self.word.kind != "name":
            raise self.unexpected()
        return self.next()

    def path(self) -> Path:
        word = self.name()
        return Path(tuple(word.text.split(".")), word.at)

    def query(self) -> Query:
        began = self.word.at
        self.need("select")
        selected = [self.selected()]
        while self.took(","):
            selected.append(self.selected())
        self.need("from")
        owner = self.name()
        if self.word.kind == "name" and not self.is_name(*_CLAUSES):
            self.next()  # an alias: what it names is the one object that there is
        if self.took("using"):
            self.need("scope")
            self.name()
        where = self.condition() if self.took("where") else None
        groups = self.groups()
        order = self.order()
        limit = self.number() if self.took("limit") else None
        offset = self.number() if self.took("offset") else 0
        if self.took("for"):
            self.name()
        return Query(self.text[began : self.word.at], tuple(selected), owner.text, owner.at, where, groups, order, limit, offset)

    def selected(self) -> Path | Total | Everything | Query:
        if self.took("("):
            query = self.query()
            self.need(")")
            return query
        path = self.path()
        if not self.took("("):
            return path
        function = path.text.lower()
        if function == "fields":
            which = self.name().text.lower()
            self.need(")")
            return Everything(which)
        if function not in _TOTALS:
            self.at -= 1
            raise self.unexpected()
        of = None if self.took(")") else self.path()
        if of is not None:
            self.need(")")
        alias = self.next().text if self.word.kind == "name" and not self.is_name("from") else None
        return Total(function, of, alias)

    def groups(self) -> tuple[Path, ...]:
        if not self.took("group"):
            return ()
        self.need("by")
        found = [self.path()]
        while self.took(","):
            found.append(self.path())
        return tuple(found)

    def order(self) -> tuple[Order, ...]:
        if not self.took("order"):
            return ()
        self.need("by")
        found = [self.ordered()]
        while self.took(","):
            found.append(self.ordered())
        return tuple(found)

    def ordered(self) -> Order:
        path = self.path()
        down = self.took("desc")
        if not down:
            self.took("asc")
        last = False
        if self.took("nulls"):
            last = self.took("last")
            if not last:
                self.need("first")
        return Order(path, down, last)

    def number(self) -> int:
        if self.word.kind != "number" or not self.word.text.isdigit():
            raise self.unexpected()
        return int(self.next().text)

    def condition(self) -> Condition:
        """ANDs or ORs; the two are mixed only with brackets."""
        first = self.part()
        for how in ("and", "or"):
            if self.is_name(how):
                parts = [first]
                while self.took(how):
                    parts.append(self.part())
                if self.is_name("and", "or"):
                    raise self.unexpected()
                return Joined(how, tuple(parts))
        return first

    def part(self) -> Condition:
        if self.took("not"):
            return Joined("not", (self.part(),))
        if self.took("("):
            inner = self.condition()
            self.need(")")
            return inner
        return self.test()

    def test(self) -> Test:
        path = self.path()
        if self.word.kind == "sign" and self.word.text in _SIGNS:
            operator = _SIGNS[self.next().text]
            return Test(path, operator, (self.value(),))
        for operator in ("like", "in", "includes", "excludes"):
            if self.took(operator):
                return Test(path, operator, (self.value(),) if operator == "like" else self.several())
        self.need("not")
        self.need("in")
        return Test(path, "not in", self.several())

    def several(self) -> "tuple[Literal | Relative, ...] | Query":
        self.need("(")
        if self.is_name("select"):
            inner = self.query()
            self.need(")")
            return inner
        found = [self.value()]
        while self.took(","):
            found.append(self.value())
        self.need(")")
        return tuple(found)

    def value(self) -> Literal | Relative:
        word = self.next()
        if word.kind in ("text", "date", "datetime", "number"):
            return literal(word)
        lower = word.text.lower()
        if word.kind != "name" or "." in lower:
            self.at -= word.kind != "end"
            raise self.unexpected()
        if lower in ("true", "false", "null"):
            return None if lower == "null" else lower == "true"
        return Relative(lower, self.number() if self.took(":") else 0)
