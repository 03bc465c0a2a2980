"""What somebody changed behind our back, in phrases: apart from what the specs changed. Knows no form."""

from collections.abc import Iterator

from syncwright.plan.document import Document, StoredEdit
from syncwright.plan.drift import Drift, DriftedPart
from syncwright.views.plan.phrases import edited, plural
from syncwright.views.plan.told import Phrase, name, prose

TITLE = "changed behind our back, and not kept by this plan"

#: Characters of a plan's id that are shown.
_ID = 8
#: Parts of one resource that are listed.
PARTS = 20

_WHAT = {
    "gone": "it is no longer there; this plan makes it again",
    "back": "a plan deleted it, and it is there again",
    "unknown": "it is not as we made it, and which parts differ is not known",
}


def title(doc: Document, one: Drift) -> Phrase:
    """What it is, who changed it last, and when we made it."""
    kind, _, own = one.address.partition("/")
    who: Phrase = (" by ", name(one.by)) if one.by else ()
    when: Phrase = (" at ", name(one.at)) if one.at else ()
    last: Phrase = ("last changed", *who, *when) if who or when else ("who changed it is not known",)
    plan: Phrase = (" by plan ", name(one.plan[:_ID])) if one.plan else ()
    return (prose(doc.types[kind].title), " ", name(own), ": ", *last, "; we made it at ", name(_to_the_second(one.made)), *plan)


def below(doc: Document, one: Drift) -> Iterator[tuple[str, Phrase]]:
    """Each part with its mark, as somebody changed it, and what the plan does about it."""
    if one.what != "changed":
        yield "!", (_WHAT[one.what],)
    for part in one.parts[:PARTS]:
        yield _mark(part), (*_part(doc, one, part), "; this plan undoes it" if part.undone else "; the specs say something else again")
    if len(one.parts) > PARTS:
        yield "", (f"and {plural(len(one.parts) - PARTS, 'more part')}",)


def phrases(doc: Document) -> list[Phrase]:
    """The same as a flat list, a line each."""
    found: list[Phrase] = []
    for one in doc.drift:
        found += [title(doc, one), *(((f"{mark} ", *phrase) if mark else phrase) for mark, phrase in below(doc, one))]
    return found


def _part(doc: Document, one: Drift, part: DriftedPart) -> Phrase:
    kind = doc.types[one.address.partition("/")[0]].attributes[part.attribute]
    return edited(kind, StoredEdit(part.attribute, part.name, part.made, part.found, None, ()))


def _to_the_second(moment: str) -> str:
    """A moment in UTC without the parts of a second that a ledger notes."""
    return f"{moment[:19]}Z" if moment.endswith("+00:00") else moment


def _mark(part: DriftedPart) -> str:
    return "+" if part.made is None else "-" if part.found is None else "~"
