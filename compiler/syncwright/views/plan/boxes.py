"""Boxes of Markdown that open on a click, filled while there is room. Whatever is not in them is counted."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from syncwright.plan.document import StoredStep
from syncwright.views.plan.counts import sort_of
from syncwright.views.plan.parts import Part, Rank, Section, sort_of_part, tally
from syncwright.views.plan.phrases import COUNTED, Words, parts_counted, plural
from syncwright.views.plan.told import block, marked, summarised

#: Parts of one change that are shown before the next change has its turn.
_TURN = 25
#: Hazards of one change as a whole.
_HAZARDS = 10
#: Characters of the text of one step.
_TEXT = 4_000
#: Said of a step whose text does not fit.
_SILENT = "what exactly to do is not shown"
#: Set aside for saying what is not shown in a box.
_NOTE = 150

_VERBS = {"remove": "**removed**", "change": "changed", "add": "added"}


def size(text: str) -> int:
    """What a text takes, in UTF-16 code units, and its line's end."""
    return len(text) + 1 + (0 if text.isascii() else sum(character > "\uffff" for character in text))


class Room:
    """What is left of a comment. What once did not fit ends it: the less important never stands in place of the more important."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.full = False

    def takes(self, *texts: str, besides: int = 0) -> bool:
        """Whether these still fit; then they are taken."""
        price = sum(map(size, texts)) + besides
        self.full = self.full or price > self.left
        if not self.full:
            self.left -= price
        return not self.full


class Box:
    """One change: a line that is always seen, and below it what is shown of it."""

    def __init__(self, words: Words, section: Section) -> None:
        self.words = words
        self.section = section
        self.lines: list[str] = []
        self.shown: list[Part] = []
        self.ranks: dict[Rank, list[Part]] = {}
        for part in section.parts:
            self.ranks.setdefault(part.rank, []).append(part)

    @property
    def opened(self) -> bool:
        """Whether any of it is in the comment."""
        return bool(self.lines)

    @property
    def weighty(self) -> bool:
        """Whether there is something to know of the change as a whole."""
        return bool(self.section.hazards) or sort_of(self.section.change, self.words.doc.binding.made) in ("remove", "recreate", "by_hand")

    def open(self, room: Room, *below: str) -> bool:
        """Put its head into the comment, unless it is there, with some lines below."""
        if self.opened:
            return self._add(room.takes(*below), below)
        head = [f"<details><summary>{self._summary()}</summary>", "", *self._lead()]
        self.lines += head if (fits := room.takes(*head, *below, "", "</details>", "", besides=_NOTE)) else []
        return self._add(fits, below)

    def _add(self, fits: bool, below: Iterable[str]) -> bool:
        self.lines += below if fits else ()
        return fits

    def _summary(self) -> str:
        one = self.section
        sort = COUNTED[sort_of(one.change, self.words.doc.binding.made)]
        return summarised((f"{sort}: ", *self.words.title(one), self.words.extent(one)))

    def _lead(self) -> Iterator[str]:
        lead = self.words.lead(self.section)
        beyond = len(lead) - _HAZARDS
        yield from (f"- {marked(phrase)}" for phrase in lead[:_HAZARDS])
        if beyond > 0:
            yield f"- and {plural(beyond, 'thing')} more to know of it that {'is' if beyond == 1 else 'are'} not shown"

    def put(self, room: Room, part: Part) -> bool:
        """Put one part into the comment."""
        phrase = marked(self.words.part(self.section, part.edit))
        beside = [f"  - {marked(each)}" for each in self.words.beside(part)]
        fits = self.open(room, f"- {_VERBS[sort_of_part(part.edit)]} {phrase}", *beside)
        if fits:
            self.shown.append(part)
        return fits

    def drawn(self) -> list[str]:
        """Its lines, with what of it is not shown."""
        all_, shown = self.section.sorts, tally(self.shown)
        left = parts_counted({sort: all_[sort] - shown[sort] for sort in all_})
        return [*self.lines, *([f"- not shown: {left}"] if left else []), "", "</details>", ""]


def fill(room: Room, boxes: Sequence[Box], ranks: Iterable[Rank]) -> None:
    """Put parts of these ranks into their boxes, some of each box in turn, until there is no more room."""
    for rank in ranks:
        turns = [(box, iter(box.ranks[rank])) for box in boxes if rank in box.ranks]
        while turns and not room.full:
            turns = [(box, parts) for box, parts in turns if _turn(room, box, parts)]


def _turn(room: Room, box: Box, parts: Iterator[Part]) -> bool:
    """One turn of a box; whether it wants another."""
    turn = list(islice(parts, _TURN))
    return all(box.put(room, part) for part in turn) and len(turn) == _TURN


class StepBox:
    """The steps in order, and below those for people what exactly to do."""

    def __init__(self, words: Words, steps: Sequence[StoredStep]) -> None:
        self.words = words
        self.steps = steps
        self.numbers = {step.id: number for number, step in enumerate(steps, 1)}
        self.lines: list[list[str]] = []

    def fill(self, room: Room, most: int) -> None:
        """Put steps into the comment, in order and without their texts."""
        if not self.steps or not room.takes(*self._head(), *self._foot(), besides=_NOTE):
            return
        for step in self.steps[:most]:
            title, said = self.words.step(step, self.numbers)
            lead = f"{self.numbers[step.id]}. "
            lines = [f"{lead}{marked(title)}", *(f"{' ' * len(lead)}- {marked(phrase)}" for phrase in said)]
            if not room.takes(*lines, besides=len(_SILENT) + 10 if step.text else 0):
                return
            self.lines.append(lines)

    def fill_texts(self, room: Room) -> None:
        """Put what people have to do below the steps that are there."""
        for number, (step, lines) in enumerate(zip(self.steps, self.lines, strict=False), 1):
            if step.text:
                indent = " " * len(f"{number}. ")
                text = [f"{indent}{line}" for line in block(step.text, _TEXT)]
                lines.extend(text if room.takes(*text) else [f"{indent}- {_SILENT}"])

    def _head(self) -> list[str]:
        return [f"<details><summary>steps: {len(self.steps):,}</summary>", ""]

    def _foot(self) -> list[str]:
        return ["", "</details>", ""]

    def drawn(self) -> list[str]:
        """Its lines, with how many steps are not shown."""
        if not self.lines:
            return []
        beyond = len(self.steps) - len(self.lines)
        note = ["", f"not shown: {plural(beyond, 'step')}"] if beyond else []
        return [*self._head(), *(line for lines in self.lines for line in lines), *note, *self._foot()]
