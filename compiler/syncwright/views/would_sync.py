"""Whether records would sync, as a document and as text. Values of a record are never in it, only whether there are any."""

from collections.abc import Iterable, Sequence

from syncwright.candidates.answer import Answer, Remark, Way
from syncwright.candidates.read import Candidate
from syncwright.graph.places import Places
from syncwright.records import Struct, pretty
from syncwright.views.documents.told import FORMAT, line
from syncwright.views.documents.would_sync import Because, Condition, FieldWay, RecordAnswer, WouldSync
from syncwright.views.edges import at_line
from syncwright.views.paint import Paint, visible

_VERDICTS = {
    "yes": "would sync, as far as the specs and the record say",
    "later": "would sync, but not yet",
    "no": "would not sync",
    "unknown": "cannot be said",
}
_MARKS = {"yes": "yes", "no": "no ", "unknown": "?  ", "later": "not yet", "note": "   "}
_HOLDS = {True: "holds", False: "does not hold", None: "not known"}
_WAYS = {"two-way": "both ways", "from-salesforce": "from Salesforce", "to-salesforce": "to Salesforce", "hidden": "hidden, so nowhere"}
#: Where a value goes as both sides stand.
_GOES = {
    "from-salesforce": "goes from Salesforce",
    "to-salesforce": "goes to Salesforce",
    "nowhere": "goes nowhere",
    "unknown": "not known",
}
#: Fields that are named of each kind.
_SHOWN = 40


class Answered(Struct, frozen=True):
    """One answer. `number`: of the record in its file, from 1."""

    number: int
    candidate: Candidate
    connector: str
    answer: Answer


def document(environment: str, answers: Iterable[Answered], places: Places) -> WouldSync:
    """The answers in order."""
    return WouldSync(FORMAT, environment, tuple(_record(one, places) for one in answers))


def as_json(doc: WouldSync) -> str:
    """The document itself."""
    return pretty(doc)


def _record(one: Answered, places: Places) -> RecordAnswer:
    answer = one.answer
    return RecordAnswer(
        one.number,
        one.candidate.object,
        one.candidate.id,
        one.connector,
        answer.part,
        answer.verdict,
        tuple(_remark(each, places) for each in answer.remarks),
        tuple(_way(each, places) for each in answer.ways),
        tuple(_remark(each, places) for each in answer.unseen),
    )


def _remark(one: Remark, places: Places) -> Because:
    conditions = tuple(Condition(part.says, part.holds) for part in one.parts)
    return Because(one.about, one.state, one.says, conditions, one.source or None, one.certain, line(places.of(one.place)))


def _way(one: Way, places: Places) -> FieldWay:
    return FieldWay(one.field, one.direction, one.there, one.filled, one.goes, one.says, line(places.of(one.place)))


def human(doc: WouldSync, paint: Paint) -> str:
    """For a terminal."""
    return "\n".join("\n".join(_told(one, paint)) + "\n" for one in doc.records)


def _told(one: RecordAnswer, paint: Paint) -> list[str]:
    name = visible(f"{one.object} {one.id}" if one.id else one.object)
    lines = [f"{paint.bold(name)}  {_VERDICTS[one.verdict]}  ({visible(one.part or one.connector)})"]
    for remark in one.because:
        lines += _line(remark, paint)
    if one.fields:
        lines += [paint.bold("fields"), *_fields(one.fields, paint)]
    if one.not_known_from_here:
        lines.append(paint.bold("not known from here"))
    for remark in one.not_known_from_here:
        lines += _line(remark, paint)
    return lines


def _line(one: Because, paint: Paint) -> list[str]:
    sure = "" if one.certain else " (observed, not documented)"
    source = f"  [{one.source}]" if one.source else ""
    lines = [f"  {_MARKS[one.state]} {visible(one.about)}: {visible(one.says)}{sure}{source}{at_line(one.place, paint)}"]
    return [*lines, *(f"        {_HOLDS[part.holds]}: {visible(part.says)}" for part in one.conditions)]


def _fields(fields: Sequence[FieldWay], paint: Paint) -> list[str]:
    """Those that something is to be said of on a line each, the others by their way."""
    lines = []
    for way, title in _WAYS.items():
        plain = [one for one in fields if one.direction == way and not one.says]
        told = [
            _listed("", [one.field for one in plain if one.filled]),
            _listed("blank: ", [one.field for one in plain if one.filled is False]),
            _listed("not in the record: ", [one.field for one in plain if one.filled is None and way != "hidden"]),
        ]
        if any(told):
            lines.append(f"  {title}: {'; '.join(one for one in told if one)}")
    return [*lines, *(_noted(one, paint) for one in fields if one.says)]


def _noted(one: FieldWay, paint: Paint) -> str:
    way = f"{one.direction}, {_GOES[one.goes]}" if one.goes else one.direction
    return f"  {visible(one.field)} ({way}): {visible('; '.join(one.says))}{at_line(one.place, paint)}"


def _listed(title: str, names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{title}{', '.join(map(visible, names[:_SHOWN]))}{more}" if names else ""
