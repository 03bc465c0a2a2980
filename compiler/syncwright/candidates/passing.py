"""Whether a record passes a filter, as far as it says: yes, no, or not to be known without a field that it lacks. Evaluates as the reference does."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from syncwright.candidates.held import Unfit, held_value
from syncwright.candidates.read import MISSING, Candidate
from syncwright.expression.clock import Clock
from syncwright.expression.english import english
from syncwright.expression.evaluate import Held, passes
from syncwright.expression.predicate import All, Any, Fixed, Not, Predicate, Test, columns
from syncwright.records import Struct

#: Stands for an asterisk of somebody's own while the marks are taken out.
_STAR = "\0"


class Asked(Struct, frozen=True):
    """What a record says of the columns of a filter. `lacking`: what it does not say; `unfit`: what it says and the field cannot hold."""

    held: Mapping[str, Held]
    lacking: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()


class Part(Struct, frozen=True):
    """One condition of a filter in plain English, and whether it holds; None if that is not known."""

    says: str
    holds: bool | None


def asked(predicate: Predicate, candidate: Candidate) -> Asked:
    """What the record says of every field that the filter reads."""
    held: dict[str, Held] = {}
    lacking: list[str] = []
    unfit: list[str] = []
    for column in columns(predicate):
        said = candidate.get(column.name)
        if said is MISSING:
            lacking.append(column.name)
            continue
        try:
            held[column.name] = held_value(column, said)
        except Unfit as error:
            unfit.append(str(error))
    return Asked(held, tuple(lacking), tuple(unfit))


def verdict(predicate: Predicate, said: Asked, clock: Clock) -> bool | None:
    """True or false where every record that says the same would get that answer; else None."""
    match predicate:
        case All(parts):
            found = [verdict(part, said, clock) for part in parts]
            return False if False in found else None if None in found else True
        case Any(parts):
            found = [verdict(part, said, clock) for part in parts]
            return True if True in found else None if None in found else False
        case Not(inner):
            answer = verdict(inner, said, clock)
            return None if answer is None else not answer
        case Fixed(value):
            return value
        case Test(column):
            return passes(predicate, said.held, clock) if column.name in said.held else None
        case _:
            assert_never(predicate)


def parts(predicate: Predicate, said: Asked, clock: Clock) -> Iterator[Part]:
    """Each condition that has to hold, where all of them have to; else the whole."""
    for one in _conditions(predicate):
        yield Part(_plainly(one), verdict(one, said, clock))


def _plainly(predicate: Predicate) -> str:
    """A condition on one line, without the marks that Markdown sets labels in."""
    text = english(predicate, lambda words: words.replace("*", _STAR)).replace("*", "").replace(_STAR, "*")
    first, *others = [line.strip().removeprefix("- ") for line in text.splitlines()]
    return " ".join([first, "; ".join(others)]).strip()


def _conditions(predicate: Predicate) -> Iterator[Predicate]:
    if isinstance(predicate, All):
        for part in predicate.parts:
            yield from _conditions(part)
    else:
        yield predicate
