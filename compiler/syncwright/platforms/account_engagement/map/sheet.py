"""The click sheet of a unit's fields, drawn from their document: what is made, what is mapped to what, and how each syncs, with a box for each click."""

from collections.abc import Iterator, Sequence

from syncwright.apply.standing import PREFIX
from syncwright.blocks import Block, Bold, Box, Heading, Note, Sentence, Table, Values, Words
from syncwright.facts import Fact
from syncwright.platforms.account_engagement.map import facts
from syncwright.platforms.account_engagement.map.document import FieldMap, FieldThere, InSalesforce, Of, Said, Work
from syncwright.runbook.task import NOT_DOCUMENTED

_TITLES: dict[Of, str] = {"prospect": "Prospect fields", "prospect account": "Account fields", "opportunity": "Opportunity fields"}
_NOT_SAID = "not said"


def sheet(doc: FieldMap) -> Iterator[Block]:
    """All of it, top to bottom."""
    key = f"connector/{doc.unit.partition('/')[0]}"
    yield Heading((), 1, f"Fields of {doc.unit} in {doc.estate}, {doc.environment}")
    unit = f" The business unit is {doc.business_unit}: look that it is the one that is chosen." if doc.business_unit else ""
    yield Sentence((key,), (f"Owner of all of it: {doc.owner}. {_sure(facts.NO_API)} So a person sets them.{unit}",))
    yield Sentence((), ("Bold words are what is looked for, clicked or typed. Where no page says something, it says so here.",))
    yield from _before(doc, key)
    for of in _TITLES:
        mine = [one for one in doc.fields if one.of == of]
        if mine:
            yield from _area(of, mine)
    yield from _unmapped(doc)
    yield from _read_back(doc)
    yield from _after(doc)
    yield Heading((), 2, "Not documented")
    yield Table((), ("what nobody has written down",), tuple((one,) for one in doc.not_documented))


def _before(doc: FieldMap, key: str) -> Iterator[Block]:
    yield Heading((), 2, "Before")
    yield Box((), (_sure(facts.WHO),))
    yield Box((key,), (f"{doc.user} sees each Salesforce field below: its permission set is deployed and assigned. {_sure(facts.SEEN)}",))
    yield Box((), (f"No other field is mapped to any of them. {_sure(facts.USED)}",))
    if doc.state == "paused":
        yield Box((key,), (f"The connector of {doc.unit} is paused, as the specs say it is.",))


def _area(of: Of, fields: Sequence[FieldThere]) -> Iterator[Block]:
    menu, fact = facts.PAGES[of]
    yield Heading((), 2, _TITLES[of])
    if any(one.work != "none" for one in fields):
        yield Sentence((), ("Open ", *_menu(menu), f". {_sure(fact)} {_sure(facts.CLICKS)} {_sure(facts.OLDER)}"))
    if of == "prospect account":
        yield Sentence((), (_sure(facts.ACCOUNTS),))
    for work, title, says in _WORKS if of == "prospect" else _ELSEWHERE:
        mine = [one for one in fields if one.work == work]
        if mine:
            yield Heading((), 3, title)
            if says:
                yield Sentence((), (" ".join(_sure(one) for one in says),))
            yield from _blanks(mine)
            yield from _drawn(work, mine)


_Works = tuple[tuple[Work, str, tuple[Fact, ...]], ...]
_WORKS: _Works = (
    ("create", "Custom fields: make each and map it", (facts.FIRST, facts.ONE_NAME, facts.PREDEFINED, facts.KEPT_IN_STEP)),
    ("check", "Default fields: see how each is mapped, and set how it syncs", (facts.DEFAULT, facts.ASSUMED)),
    ("none", "Nothing to do", (facts.LOCKED,)),
)
_ELSEWHERE: _Works = (
    ("create", "Custom fields: make each and map it", (facts.FIRST, facts.PREDEFINED)),
    ("none", "Nothing to do", ()),
)


def _blanks(fields: Sequence[FieldThere]) -> Iterator[Block]:
    """What a blank does, once for each behaviour."""
    told = {one.behaviour: one.blanks for one in fields if one.behaviour is not None and one.blanks is not None}
    for behaviour, blanks in sorted(told.items()):
        says = _told(blanks)
        yield Sentence((), (Bold(behaviour), f": {says[:1].lower()}{says[1:]}"))


def _drawn(work: Work, fields: Sequence[FieldThere]) -> Iterator[Block]:
    if work == "none":
        head = ("field", "Salesforce field", "why it syncs")
        yield Table(_keys(fields), head, tuple((one.called, _paths(one.salesforce), _why(one)) for one in fields))
        return
    for one in fields:
        yield from _created(one) if work == "create" else _checked(one)
        yield from _notes(one)


# ------------------------------------------------------------------ a field


def _created(one: FieldThere) -> Iterator[Block]:
    keys = _keys((one,))
    yield Box(keys, (Bold(one.called), ": open it; where it is not there, click ", Bold(facts.ADD), "."))
    yield Box(keys, _named(one), 1)
    yield Box(keys, (f"{facts.TYPE}: ", *_type(one)), 1)
    yield Box(keys, (f"{facts.FIELD_NAME}: ", Bold(_label(one)), f" ({_paths(one.salesforce)})"), 1)
    yield from _values(one)
    if one.of == "prospect":
        yield Box(keys, (f"{facts.BEHAVIOUR}: ", *_behaviour(one)), 1)


def _checked(one: FieldThere) -> Iterator[Block]:
    keys, name = _keys((one,)), f" ({one.name})" if one.name is not None and one.name != one.called else ""
    assumed = "" if one.certain else ", which is assumed"
    yield Box(keys, (Bold(one.called), f"{name}: {facts.FIELD_NAME} is ", Bold(_label(one)), f" ({_paths(one.salesforce)}){assumed}"))
    yield Box(keys, (f"{facts.BEHAVIOUR}: ", *_behaviour(one)), 1)


def _named(one: FieldThere) -> Words:
    if one.name is None:
        return (f"{facts.NAME}: nobody has said what it is called here; say it as `field` in the specs, so that all units call it so.",)
    return (f"{facts.NAME}: as people are to see it. {facts.ID}: ", Bold(one.name))


def _type(one: FieldThere) -> Words:
    if one.type is None:
        return ("which it has here is not documented.",)
    return (Bold(one.type), " (assumed: no page lists the pairs)" if one.typed_by == "assumed" else "")


def _values(one: FieldThere) -> Iterator[Block]:
    if one.values is None:
        return
    keys = _keys((one,))
    yield Box(keys, (Bold(facts.USE_VALUES), " is ticked, and there are these values, no other, and none spelt otherwise:"), 1)
    yield Values(keys, one.values, 1)


def _behaviour(one: FieldThere) -> Words:
    if one.behaviour is None:
        return ("nobody has said whose value wins; leave it as it is, and say it as `wins` in the specs.",)
    return (Bold(one.behaviour),)


def _notes(one: FieldThere) -> Iterator[Block]:
    keys = _keys((one,))
    for said in one.notes:
        yield Note(keys, (_told(said),))
    told = [lost for side in one.salesforce for lost in side.losses if lost.kind != "blank"]
    for way in dict.fromkeys(lost.way for lost in told):
        says = dict.fromkeys(_lost(lost.says, lost.fact) for lost in told if lost.way == way)
        yield Note(keys, (f"What is lost {way}: {'; '.join(says)}.",))


# ------------------------------------------------------------------ the rest


def _unmapped(doc: FieldMap) -> Iterator[Block]:
    if doc.unmapped:
        yield Heading((), 2, "Leave unmapped")
        for one in doc.unmapped:
            yield Box((one.key,), ("No field is mapped to ", Bold(f"{one.object}.{one.field}"), f": {one.why}."))


def _read_back(doc: FieldMap) -> Iterator[Block]:
    told = [one for one in doc.fields if one.work != "none"]
    if told:
        yield Heading((), 2, "Read back")
        rows = tuple((one.called, one.type or _NOT_SAID, _paths(one.salesforce), one.behaviour or _NOT_SAID) for one in told)
        yield Table(_keys(told), ("field", "type", "Salesforce field", "sync behaviour"), rows)


def _after(doc: FieldMap) -> Iterator[Block]:
    yield Heading((), 2, "Afterwards")
    yield Sentence((), (_sure(facts.NOT_BY_ITSELF),))
    yield Box(
        (),
        (
            "Bring the values that are there: change each record once, or import prospects with them. A plan says how many, and what that takes.",
        ),
    )
    for task in ("fields", "sync-behaviours", *(["opted-out"] if any(one.name == "optedOut" for one in doc.fields) else [])):
        yield Box((), ("syncwright attest ", Bold(f"{PREFIX}{doc.unit}/{task}"), f" --by WHO --env {doc.environment}"))


# ------------------------------------------------------------------ words


def _keys(fields: Sequence[FieldThere]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(side.key for one in fields for side in one.salesforce))


def _paths(sides: Sequence[InSalesforce]) -> str:
    return ", ".join(f"{one.object}.{one.field}" for one in sides)


def _label(one: FieldThere) -> str:
    return one.salesforce[0].label


def _why(one: FieldThere) -> str:
    return "; ".join(dict.fromkeys(side.why for side in one.salesforce if side.why))


def _menu(path: Sequence[str]) -> Words:
    found: list[str | Bold] = []
    for number, one in enumerate(path):
        found += [" > " if number else "", Bold(one)]
    return tuple(found)


def _lost(says: str, fact: Said) -> str:
    return says if fact.certain else f"{says} (observed, not documented)"


def _told(fact: Said) -> str:
    return _sure(Fact(fact.says, fact.source, fact.certain))


def _sure(fact: Fact) -> str:
    """A sentence with its source, as sure as it is."""
    says = f"{fact.says[:1].upper()}{fact.says[1:]}"
    if fact.source == NOT_DOCUMENTED:
        return f"{says}."
    return f"{says} ({fact.source}{'' if fact.certain else '; observed, not documented'})."
