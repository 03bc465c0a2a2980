"""What a plan says of filters and partitions, in phrases: what each is to which records, and one record each way. Knows no form."""

from collections import Counter

from syncwright.plan.document import Document
from syncwright.plan.scopes import HeldValue, Outcome, ScopeChange, ShownRecord
from syncwright.views.plan.told import Phrase, name

TITLE = "records in scope"
#: A sign for what becomes of a filter, and what that means for records.
SIGNS = {"added": "+", "removed": "-"}
_VERDICTS: dict[Outcome, str] = {
    "unchanged": "says the same in other words; proven to change no record",
    "widened": "wider; records start, and proven that none stops",
    "narrowed": "narrower; records stop, and proven that none starts",
    "both": "wider and narrower; records start, and others stop",
    "not provable": "whether records start or stop is not provable",
    "added": "new",
    "removed": "gone",
}
#: Kinds of fields whose values stand in quotes.
_TEXTS = ("text", "picklist", "id")
_COUNTED: dict[Outcome, str] = {"both": "widened and narrowed"}


def counted(doc: Document) -> str:
    """In numbers what becomes of filters and cases; empty if no record is in scope or out of it that was not."""
    found = Counter(_COUNTED.get(one.outcome, one.outcome) for one in doc.scopes if one.makes_a_difference)
    return ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(found.items()))


def title(one: ScopeChange) -> Phrase:
    """Which filter it is, or which case, and on which object."""
    kind, _, called = one.key.partition("/")
    case: Phrase = ("the case ", name(one.case), " of ") if one.case is not None else ()
    return (*case, f"the {kind} ", name(called), " on ", name(one.object))


def verdict(one: ScopeChange) -> Phrase:
    """What it is to records, and why that is not known where it is not."""
    return (_VERDICTS[one.outcome], *((": ", name(one.not_provable)) if one.not_provable else ()))


def through(one: ScopeChange) -> Phrase:
    """What it names and says otherwise; empty if nothing."""
    if not one.through:
        return ()
    named = [piece for key in one.through for piece in (", ", name(key))][1:]
    return ("it names ", *named, ", which says something else")


def shown(one: ScopeChange, made: str) -> list[Phrase]:
    """The records that show it."""
    found = (("starts: ", one.starts), ("stops: ", one.stops))
    return [(word, *_record(record, made)) for word, record in found if record is not None]


def phrase(one: ScopeChange, made: str) -> Phrase:
    """All of it in one line, but for what it says."""
    more = [piece for said in (through(one), *shown(one, made)) if said for piece in ("; ", *said)]
    return (*title(one), ": ", *verdict(one), *more)


def texts(one: ScopeChange) -> list[tuple[str, str]]:
    """What it said and says, each with a word before it; once if that is the same, and not where only what it names has other words."""
    if one.through and not one.makes_a_difference:
        return []
    if one.before == one.after:
        return [("says", one.after or "")]
    return [(word, text) for word, text in (("said", one.before), ("says", one.after)) if text is not None]


def _record(record: ShownRecord, made: str) -> Phrase:
    fields = [piece for one in record.fields for piece in (", ", *_held(one))][1:]
    day = f"on {record.day}, " if record.day > made[:10] else ""
    which: Phrase = (f"{day}such as a record in which ", *fields) if fields else (f"{day}any record",)
    if record.before == record.after:
        return which
    return (*which, "; it gets ", *_case(record.after), " in place of ", *_case(record.before))


def _case(case: str | None) -> Phrase:
    return (name(case),) if case is not None else ("nothing",)


def _held(one: HeldValue) -> Phrase:
    from syncwright.expression.written import quoted  # start-up time: hardly any plan changes a filter

    match one.holds:
        case None:
            return (name(one.field), " is blank")
        case bool():
            return (name(one.field), " is ticked" if one.holds else " is not ticked")
        case str():
            return (name(one.field), " is ", name(quoted(one.holds) if one.kind in _TEXTS else one.holds))
        case _:
            values = [piece for value in one.holds for piece in (" and ", name(quoted(value)))][1:]
            return (name(one.field), " has ", *values)
