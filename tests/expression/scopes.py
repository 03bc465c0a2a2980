"""A scope for tests: a field of every kind, a parent's field, filters and maps; and records of such fields for hypothesis."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from syncwright.diagnostics import Place
from syncwright.expression import rules
from syncwright.expression.check import Checked, check, read
from syncwright.expression.clock import Clock
from syncwright.expression.evaluate import Held, Record
from syncwright.expression.predicate import All, Any, Column, Fixed, Not, Predicate, Test, Today
from syncwright.expression.scope import Unknown
from syncwright.expression.types import Refusal, kind_of
from syncwright.names import did_you_mean
from syncwright.record_ids import whole_id
from syncwright.records import Struct

COLUMNS = {
    one.name: one
    for one in (
        Column("Email", "text", "Email", length=80),
        Column("Company", "text", "Company", length=255),
        Column("Account.Name", "text", "Account name", needs=("Contact.AccountId", "Account.Name"), length=255),
        Column("Status", "picklist", "Status", values=("Open", "Working", "Closed Won")),
        Column("Rating", "picklist", "Rating"),
        Column("Lines__c", "several", "Product lines", values=("Valves", "Valve", "Sensors, old", "Pumps")),
        Column("Blocked__c", "checkbox", "Blocked"),
        Column("Score__c", "number", "Score"),
        Column("Revenue__c", "currency", "Revenue"),
        Column("Satisfaction__c", "percent", "Satisfaction"),
        Column("Birthdate", "date", "Birthdate"),
        Column("Account.Since__c", "date", "Customer since"),
        Column("CreatedDate", "datetime", "Created"),
        Column("OwnerId", "id", "Owner"),
    )
}
TYPES = ("LongTextArea", "Html", "EncryptedText", "Address", "Name", "Location", "Time", "JunctionIdList", None)
PLACE = Place("specs/filters/x.yaml", ("where",))
CLOCK = Clock(date(2026, 3, 29), "Europe/Amsterdam")


class OneScope(Struct, frozen=True):
    """Fields by name; `Of <type>` is a field of a type that no filter reads."""

    zone: str | None = "Europe/Amsterdam"
    filters: Mapping[str, Predicate | None] = {}
    maps: Mapping[str, tuple[str, ...] | None] = {}

    def column(self, name: str) -> Column | Unknown | None:
        if name.startswith("Of_"):
            refused = kind_of(next(type_ for type_ in TYPES if str(type_) == name[3:]))
            assert isinstance(refused, Refusal)
            return Unknown(refused.rule, f"`{name}` is {refused.says}", (refused.help or "").format(name=name))
        return COLUMNS.get(name) or Unknown(rules.UNKNOWN_NAME, f"there is no field `{name}`", did_you_mean(name, COLUMNS))

    def filter(self, name: str) -> Predicate | Unknown | None:
        return self.filters[name] if name in self.filters else Unknown(rules.UNKNOWN_NAME, f"there is no filter `{name}`")

    def keys(self, name: str) -> tuple[str, ...] | Unknown | None:
        return self.maps[name] if name in self.maps else Unknown(rules.UNKNOWN_NAME, f"there is no map `{name}`")


SCOPE = OneScope()


def checked(text: str, scope: OneScope = SCOPE) -> Checked:
    tree = read(text, PLACE)
    assert not hasattr(tree, "rule"), tree
    return check(tree, scope, PLACE)  # type: ignore[arg-type]


def meaning(text: str, scope: OneScope = SCOPE) -> Predicate:
    found = checked(text, scope)
    assert found.predicate is not None, found.findings
    return found.predicate


# ------------------------------------------------------------------ predicates and records that meet at their boundaries

IDS = tuple(whole_id(text) or "" for text in ("0035e00000BqXyZ", "0035e00000bqxyz", "005000000000001"))
TEXTS = (
    "a",
    "A",
    "ab",
    "Rotterdam",
    "rotterdam",
    "ROTTER",
    "100%",
    "a_b",
    "a%b",
    "a\\b",
    "it's",
    '"q"',
    "x;y",
    "ß",
    "É",
    "é",
    "漢",
    "K",
    "ı",
    "US",
)
#: What a record may hold besides: the characters that no literal may have.
WILD = ("İstanbul", "ΑΣ", "ας", "Σ", "istanbul", " a", "SS")
NUMBERS = tuple(map(Decimal, ("0", "1", "-1", "2.5", "2.49", "2.51", "50", "100", "0.5", "-0.01", "999999999999.99")))
DAYS = tuple(CLOCK.today + timedelta(days=days) for days in (-366, -365, -30, -1, 0, 1, 30)) + (
    date(1999, 12, 31),
    date(2024, 2, 29),
    date(2026, 10, 25),
)
_BEGINS = [CLOCK.begins(day, after) for day in DAYS for after in (0, 1)]
MOMENTS = tuple(
    sorted(
        {moment + timedelta(seconds=seconds) for moment in _BEGINS for seconds in (-1, 0, 1)} | {datetime(2026, 3, 29, 1, 30, tzinfo=UTC)}
    )
)
RELATIVE = tuple(Today(days) for days in (-365, -30, -1, 0, 1, 30))


def literals(column: Column) -> st.SearchStrategy[object]:
    match column.kind:
        case "text":
            return st.sampled_from(TEXTS)
        case "picklist" | "several":
            return st.sampled_from(column.values or TEXTS)
        case "checkbox":
            return st.booleans()
        case "number" | "currency" | "percent":
            return st.sampled_from(NUMBERS)
        case "date":
            return st.sampled_from(DAYS + RELATIVE)
        case "datetime":
            return st.sampled_from(DAYS + RELATIVE + MOMENTS)
        case "id":
            return st.sampled_from(IDS)


_CHARACTERS = "aAbBéÉßıİſKΣσς漢😀 %_\\'\";:,.0"


def held(column: Column, draw: Random) -> Held:
    """What one record holds: often a blank, often a value that literals have too, so that every boundary is met."""
    if column.kind == "checkbox":
        return draw.choice((True, False, None))
    if draw.random() < 0.25:
        return draw.choice(("", None)) if column.kind == "text" else None
    match column.kind:
        case "text" if draw.random() < 0.3:
            return "".join(draw.choice(_CHARACTERS) for _ in range(draw.randrange(6)))
        case "text":
            return draw.choice(TEXTS + WILD)
        case "picklist":
            return draw.choice((column.values or TEXTS) + tuple(value.upper() for value in column.values))
        case "several":
            return tuple(draw.sample(column.values, draw.randrange(4)))
        case "date":
            return draw.choice(DAYS)
        case "datetime":
            return draw.choice(MOMENTS)
        case "id":
            return draw.choice(IDS)
        case _:
            return draw.choice(NUMBERS)


OPERATORS = {
    "text": ("=", "in", "contains", "starts with", "blank"),
    "picklist": ("=", "in", "blank"),
    "several": ("includes", "blank"),
    "checkbox": ("=",),
    "datetime": ("=", "<", "<=", ">", ">=", "blank"),
    "id": ("=", "in", "blank"),
}


@st.composite
def tests(draw: st.DrawFn) -> Test:
    column = draw(st.sampled_from(sorted(COLUMNS.values(), key=lambda one: one.name)))
    operator = draw(st.sampled_from(OPERATORS.get(column.kind, ("=", "<", "<=", ">", ">=", "in", "blank"))))
    most = {"blank": 0, "in": 4}.get(operator, 1)
    values = draw(st.lists(literals(column), min_size=min(1, most), max_size=most))
    return Test(column, operator, tuple(values))


def grown(inner: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(inner.map(Not), several.map(All), several.map(Any))


predicates: st.SearchStrategy[Predicate] = st.recursive(st.one_of(tests(), tests(), tests(), st.booleans().map(Fixed)), grown, max_leaves=8)


def some_records(seed: int, count: int) -> list[Record]:
    """Records of all columns. Hypothesis would take longer to draw one than everything else takes."""
    draw = Random(seed)  # noqa: S311 - no secret
    return [{name: held(column, draw) for name, column in COLUMNS.items()} for _ in range(count)]


records = st.integers(0, 2**32).map(lambda seed: some_records(seed, 10))
