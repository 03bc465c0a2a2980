"""What each reader of a plan has to know, in blocks of phrases. Knows no form. Says only what the document says."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

from syncwright.plan.document import Document, Owner, StoredHazard, StoredStep
from syncwright.plan.model import HazardKind
from syncwright.records import Struct
from syncwright.views.plan import drift, scopes
from syncwright.views.plan.counts import sort_of
from syncwright.views.plan.parts import Part, Section, sections
from syncwright.views.plan.phrases import ACCESS, COUNTED, NOTICED, REFUSED, Words, hazard, noticed, plural
from syncwright.views.plan.told import Phrase, name, prose

T = TypeVar("T")

Reader = Literal["salesforce-admin", "marketing", "security"]
READERS: tuple[Reader, ...] = ("salesforce-admin", "marketing", "security")

#: Lines of one block: a few of them are a screen.
_MOST = 8
_FIRST = 12

#: What a row of field access lets its user do.
_FIELD = {"read": "read", "edit": "read and write"}
_HOW = frozenset({None, *_FIELD})


class Block(Struct, frozen=True):
    """Phrases under a title and how many more there are. `none`: what is said if there are none; else the block is left out."""

    title: str
    shown: tuple[Phrase, ...]
    beyond: int
    none: str = ""


def _block(title: str, items: Sequence[T], say: Callable[[T], Phrase], most: int = _MOST, none: str = "") -> Block:
    return Block(title, tuple(say(one) for one in items[:most]), max(0, len(items) - most), none)


class View:
    """One document, looked at by its readers."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.words = Words(doc)
        self.sections = sections(doc)
        self.numbers = {step.id: number for number, step in enumerate(doc.steps, 1)}

    def noticed(self) -> Block:
        """What rules noticed."""
        return _block(REFUSED if self.doc.refused else NOTICED, noticed(self.doc), lambda phrase: phrase)

    # -------------------------------------------------------------- the three

    def salesforce_admin(self) -> Iterator[Block]:
        """What is deployed, which access rows come and go, in which order, and what can fail."""
        yield self._drift()
        deploys = [step for step in self.doc.steps if step.kind == "deploy"]
        carried = {address for step in deploys for address in step.changes}
        yield _block("what is deployed", [one for one in self.sections if one.change.address in carried], self._changed, none="nothing")
        yield self._touched()
        yield from self._rows()
        yield _block("order", self.doc.steps, self._step, _FIRST)
        yield _block("what can fail or waits", [one for one in self.doc.steps if one.kind == "hold" or one.waits_until], self._caution)
        yield _block("by hand", [one for one in self.sections if one.change.by_hand], self._changed)
        yield self._hazards("to know", "destructive", "irreversible", "archives", "starts", "vendor", "by-hand", "records")

    def marketing(self) -> Iterator[Block]:
        """Which fields are seen and no longer seen, which way, what cannot be taken back, and the steps beside the deploy."""
        rows = [(one, part) for one in self.sections for part in self._fields(one)]
        starts = [row for row in rows if row[1].edit.old is None]
        stops = [row for row in rows if row[1].edit.new is None]
        others = [row for row in rows if row[1].edit.old is not None and row[1].edit.new is not None]
        yield _block("fields that sync users no longer see", stops, self._field, _FIRST)
        yield _block("fields that sync users newly see", starts, self._field, _FIRST)
        yield _block("fields that sync users see otherwise", others, self._field)
        if not rows:
            yield _block("fields that sync users see", rows, self._field, none="the same as before")
        yield self._scopes()
        yield self._hazards("what cannot be taken back", "irreversible", "destructive", "archives")
        yield self._hazards("personal data", "privacy")
        yield self._hazards("records", "records")
        yield self._hazards("what begins to sync", "starts")
        deployed = {step.system for step in self.doc.steps if step.kind == "deploy"}
        beside = [step for step in self.doc.steps if step.kind == "person" or step.system not in deployed]
        yield _block("steps beside the deploy", beside, self._step, _FIRST, "none")

    def security(self) -> Iterator[Block]:
        """Who gains and loses what, personal data, what nobody asked for, what is lost, and who has to approve."""
        yield self._drift()
        yield self._touched()
        yield from self._rows()
        yield self._scopes()
        yield self._hazards("personal data", "privacy")
        unasked = [row for row in self._access("widens") if (why := row[1].edit.reasons) and all(self.doc.reasons[at].added for at in why)]
        yield _block("gained though nobody asked for it, as something else needs it", unasked, self._row)
        gone = [one for one in self.sections if sort_of(one.change, self.doc.binding.made) in ("remove", "recreate", "waiting")]
        yield _block("what is removed", gone, self._changed)
        yield self._hazards("what is destructive or cannot be taken back", "destructive", "irreversible", "archives")
        yield _block("who has to approve", self.doc.owners, self._owner, _FIRST, "no spec behind these changes names an owner")

    # -------------------------------------------------------------- their blocks

    def _touched(self) -> Block:
        return _block(ACCESS, self.words.touched(self.sections), lambda phrase: phrase, none="nobody")

    def _drift(self) -> Block:
        return _block(drift.TITLE, drift.phrases(self.doc), lambda phrase: phrase, _FIRST)

    def _scopes(self) -> Block:
        return _block(scopes.TITLE, self.doc.scopes, lambda one: scopes.phrase(one, self.doc.binding.made))

    def _rows(self) -> Iterator[Block]:
        yield _block("access lost", self._access("takes"), self._row, _FIRST)
        yield _block("access gained", self._access("widens"), self._row)

    def _access(self, effect: str) -> list[tuple[Section, Part]]:
        return [(one, part) for one in self.sections for part in one.parts if part.edit.access == effect]

    def _hazards(self, title: str, *kinds: HazardKind) -> Block:
        of_changes: list[tuple[Section | str, StoredHazard]] = [
            (section, one) for section in self.sections for one in section.change.hazards if one.kind in kinds
        ]
        others: list[tuple[Section | str, StoredHazard]] = [
            (loose.address, loose.hazard) for loose in self.doc.hazards if loose.hazard.kind in kinds
        ]
        return _block(title, sorted([*of_changes, *others], key=lambda found: kinds.index(found[1].kind)), self._hazard)

    # -------------------------------------------------------------- their phrases

    def _changed(self, one: Section) -> Phrase:
        return (f"{COUNTED[sort_of(one.change, self.doc.binding.made)]}: ", *self.words.title(one))

    def _row(self, row: tuple[Section, Part]) -> Phrase:
        one, part = row
        return (*self.words.part(one, part.edit), " in ", *self.words.title(one))

    def _step(self, step: StoredStep) -> Phrase:
        title, said = self.words.step(step, self.numbers)
        return (f"step {self.numbers[step.id]}: ", *title, *(piece for phrase in said for piece in ("; ", *phrase)))

    def _fields(self, one: Section) -> list[Part]:
        """The parts that say how a field of an object is accessed."""
        maps = {name for name, kind in self.words.type_of(one).attributes.items() if kind.access and kind.kind == "map"}
        return [
            part
            for part in one.parts
            if (edit := part.edit).attribute in maps and edit.name and "." in edit.name and edit.old in _HOW and edit.new in _HOW
        ]

    def _field(self, row: tuple[Section, Part]) -> Phrase:
        one, part = row
        edit = part.edit
        old, new = (_FIELD[how] if how else None for how in (edit.old, edit.new))
        how = f"{old} -> {new}" if old and new else new or old or ""
        says = sorted({sync for at in edit.reasons if (sync := self.doc.reasons[at].sync)})
        spec: Phrase = ("; the spec says ", name(", ".join(says))) if says else ()
        return (name(edit.name or ""), f": {how}, through ", *self.words.title(one), *spec)

    def _hazard(self, found: tuple[Section | str, StoredHazard]) -> Phrase:
        of, one = found
        title = (name(of),) if isinstance(of, str) else self.words.title(of)
        part: Phrase = (name(one.name), " in ") if one.name else ()
        return (*part, *title, ": ", *hazard(one))

    def _caution(self, step: StoredStep) -> Phrase:
        day: Phrase = ("not before ", name(step.waits_until)) if step.waits_until else ()
        held = f"{'; ' if day else ''}if a step after it fails, it stays held" if step.kind == "hold" else ""
        return (f"step {self.numbers[step.id]}: ", prose(step.title), ": ", *day, held)

    def _owner(self, one: Owner) -> Phrase:
        keys = {reason.key for reason in self.doc.reasons if reason.owner == one.name}
        handle: Phrase = (", ", name(one.handle)) if one.handle else ()
        return (prose(one.title), " (", name(one.name), *handle, f"): {plural(len(keys), 'spec key')}")
