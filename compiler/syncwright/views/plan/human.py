"""A plan for a terminal: who loses and gains first, then every change grouped by system, the steps, and what rules noticed."""

from collections.abc import Sequence
from itertools import groupby

from syncwright.plan.document import Document
from syncwright.views.paint import Paint
from syncwright.views.plan import drift, scopes
from syncwright.views.plan.counts import counted
from syncwright.views.plan.page import Page
from syncwright.views.plan.parts import Part, Rank, Section, sections, sort_of_part, tally
from syncwright.views.plan.phrases import (
    ACCESS,
    ALL,
    BESIDES,
    NOTICED,
    REFUSED,
    Words,
    besides,
    counts,
    heading,
    noticed,
    parts_counted,
    plural,
    sign,
)
from syncwright.views.plan.told import name, prose

#: Most that is shown of each sort; of what matters most, most.
_ACCESS, _CHANGES, _HAZARDS, _STEPS, _FINDINGS, _SCOPES, _DRIFT = 20, 100, 20, 60, 20, 20, 20
_PARTS = {Rank.GRAVE: 50, Rank.NOTED: 20, Rank.WIDENS: 20, Rank.CHANGED: 20, Rank.ADDED: 20}
_PART_SIGNS = {"remove": "-", "change": "~", "add": "+"}
_ROLES = {"-": "error", "-/+": "error", "~": "warning", "+": "fine"}

WIDTH = 100


def human(doc: Document, paint: Paint, width: int = WIDTH) -> str:
    """The whole plan; long lists are cut and say by how much. An empty one is one line, but for filters."""
    page = Page(paint, width, ALL)
    page.line(*heading(doc), bold=True)
    if doc.changes:
        words = Words(doc)
        shown = sections(doc)
        _drift(page, doc)
        if touched := words.touched(shown):
            page.head(ACCESS)
            page.some(touched, _ACCESS)
        _scopes(page, doc)
        _changes(page, words, shown)
        if doc.left_out:
            page.head(f"`--only` left out {plural(len(doc.left_out), 'change')}")
            page.some([(name(address),) for address in doc.left_out], _HAZARDS)
    else:
        _scopes(page, doc)
    if doc.hazards:
        page.head(BESIDES)
        page.some(besides(doc), _HAZARDS)
    _steps(page, doc)
    if said := noticed(doc):
        page.head(REFUSED if doc.refused else NOTICED)
        page.some(said, _FINDINGS)
    return page.text()


def _drift(page: Page, doc: Document) -> None:
    if not doc.drift:
        return
    page.head(drift.TITLE)
    for one in doc.drift[:_DRIFT]:
        page.line(*drift.title(doc, one), mark="!", role="warning", indent=2)
        for mark, phrase in drift.below(doc, one):
            page.line(*phrase, mark=mark, role=_ROLES.get(mark, ""), indent=6)
    page.more(len(doc.drift) - _DRIFT)


def _scopes(page: Page, doc: Document) -> None:
    if not doc.scopes:
        return
    page.head(scopes.TITLE)
    for one in doc.scopes[:_SCOPES]:
        mark = scopes.SIGNS.get(one.outcome, "~")
        page.line(*scopes.title(one), ": ", *scopes.verdict(one), mark=mark, role=_ROLES[mark], indent=2)
        for phrase in (scopes.through(one), *scopes.shown(one, doc.binding.made)):
            if phrase:
                page.line(*phrase, indent=6)
        for word, text in scopes.texts(one):
            page.line(f"{word}:", indent=6)
            page.block(text, indent=6)
    page.more(len(doc.scopes) - _SCOPES)


def _changes(page: Page, words: Words, shown: Sequence[Section]) -> None:
    left = _CHANGES
    made = words.doc.binding.made
    for group, held in groupby(shown, key=lambda one: one.group):
        some = list(held)
        page.head(prose(group), f": {counts(counted([one.change for one in some], made))}")
        for one in some[:left]:
            _section(page, words, one)
        rest = some[left:]
        left = max(0, left - len(some))
        page.more(len(rest), f" ({counts(counted([one.change for one in rest], made))})")


def _section(page: Page, words: Words, one: Section) -> None:
    mark = sign(one)
    page.line(*words.title(one), words.extent(one), mark=mark, role=_ROLES.get(mark, ""), indent=2)
    for phrase in words.lead(one)[:_HAZARDS]:
        page.line(*phrase, indent=6)
    page.more(len(words.lead(one)) - _HAZARDS, indent=6)
    for rank, held in groupby(one.parts, key=lambda part: part.rank):
        some = list(held)
        for part in some[: _PARTS[rank]]:
            _part(page, words, one, part)
        rest = some[_PARTS[rank] :]
        page.more(len(rest), f" ({parts_counted(tally(rest))})", indent=6)


def _part(page: Page, words: Words, one: Section, part: Part) -> None:
    mark = _PART_SIGNS[sort_of_part(part.edit)]
    page.line(*words.part(one, part.edit), mark=mark, role=_ROLES[mark], indent=6)
    for phrase in words.beside(part):
        page.line(*phrase, indent=10)


def _steps(page: Page, doc: Document) -> None:
    if not doc.steps:
        return
    page.head("steps")
    numbers = {step.id: number for number, step in enumerate(doc.steps, 1)}
    words = Words(doc)
    for step in doc.steps[:_STEPS]:
        title, said = words.step(step, numbers)
        page.line(*title, mark=f"{numbers[step.id]}.", indent=2)
        for phrase in said:
            page.line(*phrase, indent=6)
        if step.text:
            page.block(step.text, indent=6)
    page.more(len(doc.steps) - _STEPS)
