"""The tree of a Salesforce formula, checked as at save and turned into code. Knows fields by name and kind, and which function takes what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import reduce
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from syncwright.sandbox.salesforce.formulas.functions import (
    BOOLEAN,
    COMPARISONS,
    DATE,
    DATETIME,
    FUNCTIONS,
    MULTIPICKLIST,
    NULL,
    NUMBER,
    PICKLIST,
    TEXT,
    Kind,
    date_in,
    either,
    equal,
    equal_texts,
    unlike,
)
from syncwright.sandbox.salesforce.formulas.text import Call, Field, FormulaRefused, Literal, Node

KINDS: dict[str, Kind] = {
    **dict.fromkeys(("text", "email", "phone", "url", "textarea", "id", "lookup"), TEXT),
    **dict.fromkeys(("number", "currency", "percent"), NUMBER),
    "picklist": PICKLIST,
    "multipicklist": MULTIPICKLIST,
    "checkbox": BOOLEAN,
    "date": DATE,
    "datetime": DATETIME,
}
OF_VALUES: dict[type, Kind] = {str: TEXT, Decimal: NUMBER, bool: BOOLEAN, type(None): NULL}
CHOICES = (PICKLIST, MULTIPICKLIST)


@dataclass(frozen=True, slots=True)
class Moment:
    """When, and where the user who asks is."""

    today: date | None = None
    now: datetime | None = None
    zone: str = "UTC"


Code = Callable[[Mapping[str, Any], Moment], Any]


@dataclass(frozen=True, slots=True)
class Typed:
    kind: Kind
    code: Code


@dataclass(frozen=True, slots=True)
class Setting:
    """What a formula is saved against; names of fields in lower case."""

    fields: Mapping[str, str]
    zeroes: bool
    value_sets: Mapping[str, tuple[str, ...]]
    strict: bool

    def folded(self, value: str) -> str:
        return value if self.strict else value.lower()


def typed(node: Node, setting: Setting) -> Typed:
    """What the node yields and how, or FormulaRefused."""
    match node:
        case Literal(value):
            return Typed(OF_VALUES[type(value)], lambda _record, _moment: value)
        case Field():
            return field(node, setting)
        case Call(name) if name in SPECIAL:
            return SPECIAL[name](node, setting)
        case Call(name) if name in FUNCTIONS:
            return applied(node, setting)
    return refuse(node, f"unknown function `{node.name}`")


def refuse(node: Node, why: str) -> NoReturn:
    raise FormulaRefused(why, node.at)


# ---------------------------------------------------------------- fields


def field(node: Field, setting: Setting) -> Typed:
    name = node.name.lower()
    word = setting.fields.get(name)
    if word is None:
        refuse(node, f"field `{node.name}` does not exist")
    if word not in KINDS:
        refuse(node, f"field `{node.name}` is of kind {word}, which formulas cannot refer to")
    read = reader(word, setting.zeroes)
    return Typed(KINDS[word], lambda record, _moment: read(record.get(name)))


def reader(word: str, zeroes: bool) -> Callable[[Any], Any]:
    match word:
        case "checkbox":
            return bool
        case "number" | "currency" | "percent":
            shift = -2 if word == "percent" else 0
            blank = Decimal(0) if zeroes else None
            return lambda value: blank if value is None else Decimal(str(value)).scaleb(shift)
        case "date":
            return lambda value: date.fromisoformat(value) if isinstance(value, str) else value
        case "datetime":
            return moment_of
        case "multipicklist":
            return lambda value: frozenset(value.split(";") if isinstance(value, str) else value) if value else None
        case "id" | "lookup":
            return lambda value: value[:15] if value else None
    return lambda value: value or None


def moment_of(value: datetime | str | None) -> datetime | None:
    """In UTC; what names no zone is in it already."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# ---------------------------------------------------------------- functions with nothing special


def applied(node: Call, setting: Setting) -> Typed:
    args = [typed(one, setting) for one in node.args]
    forms = FUNCTIONS[node.name]
    if len(args) not in {len(form.takes) for form in forms}:
        refuse(node, f"`{node.name}` takes {' or '.join(sorted({str(len(form.takes)) for form in forms}))} arguments, not {len(args)}")
    kinds = tuple(arg.kind for arg in args)
    for form in forms:
        if len(form.takes) == len(kinds) and all(kind in {takes, NULL} for kind, takes in zip(kinds, form.takes, strict=True)):
            return Typed(form.gives, called(form.run, [arg.code for arg in args]))
    return refuse(node, f"`{node.name}` does not take {' and '.join(kinds)}")


def called(run: Callable[..., Any], codes: list[Code]) -> Code:
    match codes:
        case [only]:
            return lambda record, moment: run(only(record, moment))
        case [first, second]:
            return lambda record, moment: run(first(record, moment), second(record, moment))
    return lambda record, moment: run(*[code(record, moment) for code in codes])


def arguments(node: Call, setting: Setting, least: int, most: int | None = None) -> list[Typed]:
    if len(node.args) < least or (most is not None and len(node.args) > most):
        refuse(node, f"`{node.name}` does not take {len(node.args)} arguments")
    return [typed(one, setting) for one in node.args]


def need(node: Node, arg: Typed, *kinds: Kind) -> None:
    if arg.kind not in {*kinds, NULL}:
        refuse(node, f"expected {' or '.join(kinds)}, found {arg.kind}")


def common(node: Node, first: Kind, second: Kind) -> Kind:
    """The kind of what is one or the other."""
    if NULL not in {first, second} and first != second:
        refuse(node, f"expected {first}, found {second}")
    found = second if first == NULL else first
    if found in CHOICES:
        refuse(node, f"a {found} field is only supported in certain functions")
    return found


# ---------------------------------------------------------------- comparisons


def negated(holds: Code) -> Code:
    return lambda record, moment: not holds(record, moment)


def equality(node: Call, setting: Setting) -> Typed:
    first, second = arguments(node, setting, 2, 2)
    kind = common(node, first.kind, second.kind)
    for choice, value in (node.args, node.args[::-1]):
        if (picklist := inside_text(choice, setting)) and isinstance(value, Literal):
            holds = is_value(picklist, value, setting)
            return Typed(BOOLEAN, holds if node.name == "=" else negated(holds))
    same = equal_texts if kind == TEXT else equal
    return Typed(BOOLEAN, called(same if node.name == "=" else unlike(same), [first.code, second.code]))


def inside_text(node: Node, setting: Setting) -> Field | None:
    """The field in `TEXT(picklist)`."""
    if isinstance(node, Call) and node.name == "TEXT" and isinstance(inner := node.args[0], Field):
        return inner if typed(inner, setting).kind == PICKLIST else None
    return None


def comparison(node: Call, setting: Setting) -> Typed:
    first, second = arguments(node, setting, 2, 2)
    for one, arg in zip(node.args, (first, second), strict=True):
        need(one, arg, NUMBER, TEXT, DATE, DATETIME)
    common(node, first.kind, second.kind)
    return Typed(BOOLEAN, called(COMPARISONS[node.name], [first.code, second.code]))


# ---------------------------------------------------------------- logic


def every(node: Call, setting: Setting) -> Typed:
    codes = conditions(node, setting)
    return Typed(BOOLEAN, lambda record, moment: all(bool(code(record, moment)) for code in codes))


def some(node: Call, setting: Setting) -> Typed:
    codes = conditions(node, setting)
    return Typed(BOOLEAN, lambda record, moment: any(bool(code(record, moment)) for code in codes))


def conditions(node: Call, setting: Setting) -> list[Code]:
    args = arguments(node, setting, 1)
    for one, arg in zip(node.args, args, strict=True):
        need(one, arg, BOOLEAN)
    return [arg.code for arg in args]


def conditional(node: Call, setting: Setting) -> Typed:
    condition, first, second = arguments(node, setting, 3, 3)
    if condition.kind != BOOLEAN:
        refuse(node, f"expected Boolean, found {condition.kind}")
    return Typed(
        common(node, first.kind, second.kind),
        lambda record, moment: (first if condition.code(record, moment) else second).code(record, moment),
    )


def case(node: Call, setting: Setting) -> Typed:
    args = arguments(node, setting, 4)
    if len(args) % 2:
        refuse(node, "`CASE` takes a value, pairs of value and result, and what else")
    subject, *pairs = args
    if BOOLEAN in {arg.kind for arg in args}:
        refuse(node, "`CASE` does not take Boolean")
    kind = reduce(lambda kind, arg: common(node, kind, arg.kind), [*pairs[1::2], pairs[-1]], NULL)
    tests = tuple(zip(case_tests(node, subject, setting), (one.code for one in pairs[1::2]), strict=True))

    def run(record: Mapping[str, Any], moment: Moment) -> Any:
        results = [(test(record, moment), result(record, moment)) for test, result in tests]  # all of them: one that fails fails the whole
        instead = pairs[-1].code(record, moment)
        return next((result for holds, result in results if holds), instead)

    return Typed(kind, run)


def case_tests(node: Call, subject: Typed, setting: Setting) -> list[Code]:
    values = node.args[1:-1:2]
    picklist = node.args[0] if subject.kind == PICKLIST else inside_text(node.args[0], setting)
    if picklist is not None:
        return [is_value(picklist, value, setting) for value in values]
    found = []
    for value in values:
        arg = typed(value, setting)
        same = equal_texts if common(value, subject.kind, arg.kind) == TEXT else equal
        found.append(called(same, [subject.code, arg.code]))
    return found


# ---------------------------------------------------------------- blanks and choices


def blank(node: Call, setting: Setting) -> Typed:
    (arg,) = arguments(node, setting, 1, 1)
    if arg.kind == BOOLEAN or (arg.kind == PICKLIST and setting.strict):
        refuse(node, f"`{node.name}` does not take {arg.kind}")
    if node.name == "ISNULL" and arg.kind == TEXT:
        return Typed(BOOLEAN, lambda _record, _moment: False)
    return Typed(BOOLEAN, lambda record, moment: arg.code(record, moment) in {None, ""})


def instead_of_blank(node: Call, setting: Setting) -> Typed:
    first, second = arguments(node, setting, 2, 2)
    kind = common(node, first.kind, second.kind)
    if BOOLEAN in {first.kind, second.kind}:
        refuse(node, f"`{node.name}` does not take Boolean")
    return Typed(kind, first.code if node.name == "NULLVALUE" and kind == TEXT else called(either, [first.code, second.code]))


def pickval(node: Call, setting: Setting) -> Typed:
    picklist, _ = arguments(node, setting, 2, 2)
    if picklist.kind != PICKLIST:
        refuse(node.args[0], f"expected a picklist field, found {picklist.kind}")
    return Typed(BOOLEAN, is_value(node.args[0], node.args[1], setting))


def is_value(picklist: Node, value: Node, setting: Setting) -> Code:
    """Does the picklist hold this value? An empty text asks for none."""
    literal = setting.folded(written(value))
    known = allowed(picklist, setting)
    if literal and known is not None and literal not in known:
        return lambda _record, _moment: False
    code = typed(picklist, setting).code
    return lambda record, moment: setting.folded(code(record, moment) or "") == literal


def includes(node: Call, setting: Setting) -> Typed:
    choices, _ = arguments(node, setting, 2, 2)
    if choices.kind != MULTIPICKLIST:
        refuse(node.args[0], f"expected a multi-select picklist, found {choices.kind}")
    literal = written(node.args[1])
    if not literal:
        refuse(node.args[1], "what INCLUDES makes of an empty text is not documented")
    return Typed(BOOLEAN, lambda record, moment: literal in (choices.code(record, moment) or ()))


def written(value: Node) -> str:
    if not isinstance(value, Literal) or not isinstance(value.value, str):
        refuse(value, "expected a text literal")
    return value.value


def allowed(picklist: Node, setting: Setting) -> set[str] | None:
    values = setting.value_sets.get(picklist.name.lower()) if isinstance(picklist, Field) else None
    return None if values is None else set(map(setting.folded, values))


# ---------------------------------------------------------------- numbers and dates


def extreme(node: Call, setting: Setting) -> Typed:
    args = arguments(node, setting, 1)
    for one, arg in zip(node.args, args, strict=True):
        need(one, arg, NUMBER)
    pick = max if node.name == "MAX" else min
    return Typed(NUMBER, called(lambda *values: None if None in values else pick(values), [arg.code for arg in args]))


def current(node: Call, setting: Setting) -> Typed:
    arguments(node, setting, 0, 0)

    def run(_record: Mapping[str, Any], moment: Moment) -> Any:
        value = moment.today if node.name == "TODAY" else moment.now
        assert value is not None, f"the formula asks for {node.name}(): say what it is"
        return value

    return Typed(DATE if node.name == "TODAY" else DATETIME, run)


def date_value(node: Call, setting: Setting) -> Typed:
    (arg,) = arguments(node, setting, 1, 1)
    if arg.kind == TEXT:
        return Typed(DATE, called(date_in, [arg.code]))
    if arg.kind != DATETIME:
        refuse(node, f"`DATEVALUE` does not take {arg.kind}")

    def run(record: Mapping[str, Any], moment: Moment) -> date | None:
        value = arg.code(record, moment)
        return None if value is None else value.astimezone(ZoneInfo(moment.zone)).date()

    return Typed(DATE, run)


SPECIAL: dict[str, Callable[[Call, Setting], Typed]] = {
    **dict.fromkeys(("=", "<>"), equality),
    **dict.fromkeys(COMPARISONS, comparison),
    "AND": every,
    "OR": some,
    "IF": conditional,
    "CASE": case,
    **dict.fromkeys(("ISBLANK", "ISNULL"), blank),
    **dict.fromkeys(("BLANKVALUE", "NULLVALUE"), instead_of_blank),
    "ISPICKVAL": pickval,
    "INCLUDES": includes,
    **dict.fromkeys(("MAX", "MIN"), extreme),
    **dict.fromkeys(("TODAY", "NOW"), current),
    "DATEVALUE": date_value,
}
