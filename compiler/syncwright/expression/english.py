"""A filter in plain English, for people who read neither formulas nor queries. Says the same and no more."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from syncwright.expression.predicate import All, Any, Column, Fixed, Not, Predicate, Test, Today, Value
from syncwright.expression.written import quoted

_BEFORE = {"<": "before", "<=": "on or before", ">": "after", ">=": "on or after", "=": "on"}
_COMPARED = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}


#: Makes text of what people wrote, where something else reads markup in it.
Escape = Callable[[str], str]


def english(predicate: Predicate, escape: Escape = str) -> str:
    """Lines of Markdown: what has to hold, as a list of lists. `escape` is for labels and values."""
    predicate = _once(predicate)
    match predicate:
        case All() | Any() | Not(All() | Any()):
            return "".join(_lines(predicate, 0, escape))
        case Fixed(value):
            return "every record\n" if value else "no record\n"
        case _:
            return f"{_sentence(predicate, escape)}\n"


def _once(predicate: Predicate) -> Predicate:
    """The same, negated once or not at all."""
    match predicate:
        case Not(Not(inner)):
            return _once(inner)
        case Not(Fixed(value)):
            return Fixed(not value)
        case _:
            return predicate


def _lines(predicate: Predicate, level: int, escape: Escape) -> list[str]:
    """The lines of one part, as an item of a list but at the top."""
    head = "  " * (level - 1) + "- " if level else ""
    match predicate:
        case All(parts) | Any(parts):
            says = "all of these hold:" if isinstance(predicate, All) else "at least one of these holds:"
            return [f"{head}{says}\n", *(line for part in _joined(predicate, parts) for line in _lines(part, level + 1, escape))]
        case Not(All(parts) as inner) | Not(Any(parts) as inner):
            says = "not all of these hold:" if isinstance(inner, All) else "none of these holds:"
            return [f"{head}{says}\n", *(line for part in _joined(inner, parts) for line in _lines(part, level + 1, escape))]
        case _:
            return [f"{head}{_sentence(predicate, escape)}\n"]


def _joined(whole: All | Any, parts: tuple[Predicate, ...]) -> Iterator[Predicate]:
    """The parts, and in place of a part of the same kind its own: brackets around them decide nothing."""
    for part in map(_once, parts):
        if isinstance(part, type(whole)):
            yield from _joined(part, part.parts)
        else:
            yield part


def _sentence(predicate: Predicate, escape: Escape) -> str:
    """One test, or the opposite of one, as a sentence. It says whether a blank passes, where that is not plain."""
    match predicate:
        case Test():
            return _test(predicate, escape, negated=False)
        case Not(Test() as inner):
            return _test(inner, escape, negated=True)
        case Fixed(value):
            return "always" if value else "never"
        case _:
            raise AssertionError("what is joined has lines of its own")


def _test(test: Test, escape: Escape, *, negated: bool) -> str:
    column, operator, values = test.column, test.operator, test.values
    name = _named(column, escape)
    not_ = " not" if negated else ""
    or_blank = ", or is blank" if negated and operator != "blank" and column.kind != "checkbox" else ""
    match operator:
        case "blank":
            return f"{name} is{not_} blank"
        case "contains":
            says = f"{'does not contain' if negated else 'contains'} {escape(_value(values[0], column))}"
        case "starts with":
            says = f"{'does not start' if negated else 'starts'} with {escape(_value(values[0], column))}"
        case "includes":
            says = f"{'does not include' if negated else 'includes'} {escape(_value(values[0], column))}"
        case "in":
            says = f"is{not_} {'any of' if negated else 'one of'} {_listed([escape(_value(value, column)) for value in values])}"
        case _ if column.kind == "checkbox":
            return f"{name} is {'' if values[0] is not negated else 'not '}ticked"
        case _ if column.kind in ("date", "datetime"):
            says = f"is{not_} {_BEFORE[operator] if not isinstance(values[0], datetime) or operator in '<>' else _exact(operator)} {escape(_value(values[0], column))}"
        case "=":
            says = f"is{not_} {escape(_value(values[0], column))}"
        case _:
            says = f"is{not_} {_COMPARED[operator]} {escape(_value(values[0], column))}"
    return f"{name} {says}{or_blank}"


def _exact(operator: str) -> str:
    return {"=": "exactly", "<=": "at or before", ">=": "at or after"}[operator]


def _named(column: Column, escape: Escape) -> str:
    return f"*{escape(column.label or column.name)}*" + (f" (`{column.name}`)" if column.of_parent else "")


def _listed(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} or {texts[-1]}"


def _value(value: Value, column: Column) -> str:
    match value:
        case str():
            return quoted(value)
        case bool():
            return "true" if value else "false"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S} UTC"
        case date():
            return value.isoformat()
        case Today(days):
            if days == 0:
                return "today"
            return f"the day {abs(days)} day{'s' if abs(days) != 1 else ''} {'before' if days < 0 else 'after'} today"
        case _:
            return f"{value:f}{' %' if column.kind == 'percent' else ''}"
