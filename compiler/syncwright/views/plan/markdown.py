"""A plan for a comment on a pull request. It always fits; what does not is left out from the least important on, and counted."""

import re
from collections.abc import Sequence
from itertools import chain, groupby

from syncwright.plan.document import Counts, Document
from syncwright.views.plan import drift, scopes
from syncwright.views.plan.boxes import Box, Room, StepBox, fill
from syncwright.views.plan.counts import counted
from syncwright.views.plan.parts import Rank, Section, sections, tally
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
)
from syncwright.views.plan.told import Phrase, block, cell, marked, prose

#: Longest comment, in UTF-16 code units; GitHub takes 65,536 characters.
LONGEST = 64_900

#: Set aside for what stands below the changes, which holds no values.
_BELOW = 1_500
#: Most that is shown of what stands round the changes.
_FINDINGS, _ACCESS, _LOOSE, _SYSTEMS, _STEPS, _SCOPES, _DRIFT = 10, 10, 10, 20, 40, 20, 40
#: Characters of what a filter says.
_TEXT = 2_000

_COLUMNS = {"add": "add", "change": "change", "recreate": "recreate", "remove": "remove", "by_hand": "by hand", "waiting": "waiting"}
_COLUMNS |= {"forget": "forget", "takes": "access lost", "widens": "access gained"}
_ALWAYS = frozenset({"add", "change", "remove", "by_hand"})


def markdown(doc: Document) -> str:
    """The whole plan, or as much of it as fits: removals and hazards first, then steps, what gives access, what changes, what is added."""
    words = Words(doc)
    shown = sections(doc)
    room = Room(LONGEST - _BELOW)
    top = [marker(doc.binding.environment), "## Syncwright plan", "", f"**{marked(heading(doc))}**", "", *_table(doc)]
    room.takes(*top)
    for title, phrases, most in _lists(words, shown):
        top += _listed(room, title, phrases, most)
    top += _scopes(room, doc)
    boxes = [Box(words, one) for one in shown]
    titles = {group: _group(words, list(held)) for group, held in groupby(shown, key=lambda one: one.group)}
    room.takes(*titles.values())
    steps = StepBox(words, doc.steps)
    _fill(room, boxes, steps)
    return "\n".join([*top, *_drawn(boxes, titles), *steps.drawn(), *_below(doc, boxes, steps)]).rstrip() + "\n"


def marker(environment: str, reader: str = "") -> str:
    """The first line: what a bot looks for to put a newer plan in the place of an older one."""
    kept = re.sub(r"[^A-Za-z0-9_]+", "-", environment).strip("-")
    return f"<!-- syncwright plan {kept}{f' for {reader}' if reader else ''} -->"


def _fill(room: Room, boxes: Sequence[Box], steps: StepBox) -> None:
    for box in boxes:
        if box.weighty:
            box.open(room)
    fill(room, boxes, (Rank.GRAVE, Rank.NOTED))
    steps.fill(room, _STEPS)
    fill(room, boxes, (Rank.WIDENS,))
    steps.fill_texts(room)
    fill(room, boxes, (Rank.CHANGED, Rank.ADDED))
    for box in boxes:
        if not box.opened:
            box.open(room)


# ------------------------------------------------------------------ above the changes


def _table(doc: Document) -> list[str]:
    """Changes by system, in numbers. Sorts that nothing is of are left out, but for the commonest."""
    if not doc.changes:
        return []
    sorts = [sort for sort in _COLUMNS if getattr(doc.total, sort) or sort in _ALWAYS]

    def row(title: str, found: Counts) -> str:
        return f"| {title} | {' | '.join(f'{getattr(found, sort):,}' for sort in sorts)} |"

    lines = [f"| system | {' | '.join(_COLUMNS[sort] for sort in sorts)} |", f"|:--|{'--:|' * len(sorts)}"]
    lines += [row(cell(one.title), one.counts) for one in doc.systems[:_SYSTEMS]]
    return [*lines, row("all", doc.total), ""]


def _lists(words: Words, shown: Sequence[Section]) -> list[tuple[str, list[Phrase], int]]:
    """What stands above the changes: why it is refused, who loses and gains, what else there is to know."""
    doc = words.doc
    return [
        (REFUSED if doc.refused else NOTICED, noticed(doc), _FINDINGS),
        (drift.TITLE, drift.phrases(doc), _DRIFT),
        (ACCESS, words.touched(shown), _ACCESS),
        (BESIDES, besides(doc), _LOOSE),
    ]


def _listed(room: Room, title: str, phrases: Sequence[Phrase], most: int) -> list[str]:
    lines: list[str] = []
    for phrase in phrases[:most]:
        line = f"- {marked(phrase)}"
        if not room.takes(line):
            break
        lines.append(line)
    beyond = len(phrases) - len(lines)
    note = [f"- and {beyond:,} more"] if beyond else []
    return [f"**{title}**", "", *lines, *note, ""] if phrases else []


def _scopes(room: Room, doc: Document) -> list[str]:
    """Filters and partitions, each with what it said and says."""
    lines: list[str] = []
    drawn = 0
    for one in doc.scopes[:_SCOPES]:
        below = [phrase for phrase in (scopes.through(one), *scopes.shown(one, doc.binding.made)) if phrase]
        some = [f"- {marked((*scopes.title(one), ': ', *scopes.verdict(one)))}", *(f"  - {marked(phrase)}" for phrase in below)]
        for word, text in scopes.texts(one):
            some += [f"  - {word}:", *(f"    {line}" for line in block(text, _TEXT))]
        if not room.takes(*some):
            break
        lines += some
        drawn += 1
    beyond = len(doc.scopes) - drawn
    return [f"**{scopes.TITLE}**", "", *lines, *([f"- and {beyond:,} more"] if beyond else []), ""] if doc.scopes else []


# ------------------------------------------------------------------ the changes, and below them


def _group(words: Words, held: Sequence[Section]) -> str:
    return f"### {marked((prose(held[0].group),))}: {counts(counted([one.change for one in held], words.doc.binding.made))}"


def _drawn(boxes: Sequence[Box], titles: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for group, held in groupby((box for box in boxes if box.opened), key=lambda box: box.section.group):
        lines += [titles[group], ""]
        for box in held:
            lines += box.drawn()
    return lines


def _below(doc: Document, boxes: Sequence[Box], steps: StepBox) -> list[str]:
    """What is not shown, in all, and how to see it."""
    said: list[str] = []
    if doc.changes and doc.left_out:
        said.append(f"`--only` left out {plural(len(doc.left_out), 'change')}")
    closed = [box for box in boxes if not box.opened]
    if closed:
        made = doc.binding.made
        hazards = sum(len(box.section.change.hazards) for box in closed)
        some = f", with {plural(hazards, 'hazard')}" if hazards else ""
        said.append(
            f"not shown at all: {plural(len(closed), 'change')} ({counts(counted([b.section.change for b in closed], made))}){some}"
        )
    all_ = {sort: sum(box.section.sorts[sort] for box in boxes) for sort in ("remove", "change", "add")}
    shown = tally(chain.from_iterable(box.shown for box in boxes))
    left = parts_counted({sort: all_[sort] - shown[sort] for sort in all_})
    if left:
        said.append(f"parts not shown: {left}")
    silent = doc.steps and not steps.lines
    if silent:
        said.append(f"not shown: {plural(len(doc.steps), 'step')}")
    if closed or left or silent:
        said.append(f"this comment is cut to fit; {ALL}")
    return [line for one in said for line in (one, "")]
