"""What there is to say of a plan's changes, parts, hazards and steps, in phrases. Knows no form, and makes up no fact."""

from collections.abc import Iterable, Mapping

from syncwright.plan.document import (
    Because,
    Counts,
    Document,
    StoredAttribute,
    StoredCreate,
    StoredDelete,
    StoredEdit,
    StoredFinding,
    StoredForget,
    StoredHazard,
    StoredRecreate,
    StoredRename,
    StoredStep,
    StoredType,
)
from syncwright.records import Struct
from syncwright.views.plan import scopes
from syncwright.views.plan.counts import waits
from syncwright.views.plan.parts import Part, Section
from syncwright.views.plan.told import Phrase, Piece, name, prose

#: Hazards of one part that are shown.
_HAZARDS = 5

#: What to do to see what is not shown.
ALL = "`--format json` shows all"

REFUSED = "this plan is refused; nothing of it can be applied"
NOTICED = "what rules noticed"
ACCESS = "who loses and who gains access"
BESIDES = "to know besides"

#: What a hazard is called beside its words.
HAZARDS = {
    "takes": "loses access",
    "destructive": "destructive",
    "irreversible": "irreversible",
    "archives": "takes records out",
    "starts": "begins to sync",
    "privacy": "privacy",
    "vendor": "by the vendor",
    "by-hand": "by hand",
    "records": "records",
    "widens": "gains access",
}
#: What a kind of step means to whoever waits for it.
_STEPS = {
    "deploy": "all of it happens or nothing",
    "call": "one request",
    "assign": "without this, what was deployed has no effect",
    "backfill": "writes to records",
    "activate": "switches on what was deployed inactive",
    "hold": "held until it is released; if a step in between fails, it stays held",
    "release": "lets go of what is held",
    "person": "no API does this",
}
#: What a sort of change is called beside its number.
COUNTED = {"add": "to add", "change": "to change", "recreate": "to recreate", "remove": "to remove", "by_hand": "by hand"}
COUNTED |= {"waiting": "waiting", "forget": "to forget"}
_ALWAYS = frozenset({"add", "change", "remove"})


def counts(found: Counts, *, always: bool = False) -> str:
    """The changes in numbers; the commonest `always`, the others where there are any."""
    said = [f"{n:,} {word}" for sort, word in COUNTED.items() if (n := getattr(found, sort)) or (always and sort in _ALWAYS)]
    return ", ".join(said) or "nothing"


def parts_counted(found: Mapping[str, int]) -> str:
    """Parts in numbers; what goes comes first."""
    return ", ".join(f"{n:,} to {sort}" for sort, n in found.items() if n)


def plural(number: int, thing: str) -> str:
    """A number of things."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def access(widens: int, takes: int) -> str:
    """Who gains and loses, in numbers; what is lost first."""
    return ", ".join([*([f"loses {takes:,}"] if takes else []), *([f"gains {widens:,}"] if widens else [])])


def heading(doc: Document) -> Phrase:
    """What the plan is for, and how much it changes."""
    place: Phrase = (name(doc.binding.environment), *((" against ", prose(doc.binding.against)) if doc.binding.against else ()))
    passing = f"; filters: {said}" if (said := scopes.counted(doc)) else ""
    if doc.changes:
        gained = access(doc.total.widens, doc.total.takes)
        return ("plan for ", *place, ": ", counts(doc.total, always=True), f"; access: {gained}" if gained else "", passing)
    left = f"; `--only` left out {plural(len(doc.left_out), 'change')}" if doc.left_out else ""
    why: Phrase = (": ", prose(doc.unchanged)) if doc.unchanged else ()
    return ("nothing to do for ", *place, *why, left, passing)


def finding(one: StoredFinding) -> Phrase:
    """What a rule noticed, where, and what to do."""
    at: Phrase = (" at ", name(f"{one.path}:{one.line}:{one.column}")) if one.path else ()
    return (f"{one.severity} ", name(one.rule), ": ", prose(one.message), *((" (", prose(one.help), ")") if one.help else ()), *at)


def besides(doc: Document) -> list[Phrase]:
    """What there is to know of addresses that are no change of their own."""
    return [(name(one.address), ": ", *hazard(one.hazard)) for one in doc.hazards]


def noticed(doc: Document) -> list[Phrase]:
    """What rules noticed and nobody allowed, errors first."""
    shown = [one for one in doc.findings if one.allowed is None]
    return [finding(one) for one in sorted(shown, key=lambda one: ("error", "warning", "note").index(one.severity))]


def hazard(one: StoredHazard) -> Phrase:
    """What to know, and where that was read."""
    return (f"{HAZARDS[one.kind]}: ", prose(one.says), *((" (", prose(one.source), ")") if one.source else ()))


def edited(kind: StoredAttribute, edit: StoredEdit) -> Phrase:
    """What differs, from what to what. A word that only says that something is there is left out."""
    what: Phrase = (prose(kind.title),)
    if edit.name is not None and kind.kind == "words":
        of, _, word = edit.name.rpartition(":")
        return (*what, " ", name(of), ": ", name(word))
    if edit.name is not None:
        what = (*what, " ", name(edit.name))
    if edit.old is not None and edit.new is not None:
        return (*what, ": ", name(edit.old), " -> ", name(edit.new))
    value = edit.new if edit.new is not None else edit.old
    return what if value is None or value == "yes" else (*what, ": ", name(value))


class Words(Struct, frozen=True):
    """Puts what one document holds into words."""

    doc: Document

    def type_of(self, one: Section) -> StoredType:
        """The type of what changes."""
        return self.doc.types[one.change.address.partition("/")[0]]

    def title(self, one: Section) -> Phrase:
        """What changes: its type and name, and whose access it is."""
        change = one.change
        own = change.address.partition("/")[2]
        former: Phrase = (name(change.before.address.partition("/")[2]), " -> ") if isinstance(change, StoredRename) else ()
        return (
            prose(self.type_of(one).title),
            " ",
            *former,
            name(own),
            *((" for ", name(", ".join(change.users))) if change.users else ()),
        )

    def extent(self, one: Section) -> str:
        """How much of it changes: who gains and loses, else its parts."""
        gained, parts = access(one.widens, one.takes), parts_counted(one.sorts)
        return f": {gained}" if gained else f"; parts: {parts}" if parts else ""

    def lead(self, one: Section) -> list[Phrase]:
        """What there is to say of the change as a whole."""
        change = one.change
        said: list[Phrase] = []
        if isinstance(change, StoredForget):
            said.append(("no longer managed; it stays as it is",))
        if isinstance(change, StoredRename):
            said.append(("the same thing under another name",))
        if isinstance(change, StoredRecreate):
            forcing = self._joined({self._attribute(one, edit) for edit in change.because})
            said.append(("removed and made anew, as the platform cannot change in place: ", *forcing))
        if isinstance(change, StoredDelete):
            said += [("why: ", *why) for why in self._why(change.reasons)]
            if waits(change, self.doc.binding.made):
                said.append(("waits until ", name(change.until or "")))
        if change.by_hand and not any(each.kind in ("by-hand", "vendor") for each in one.hazards):
            said.append(("no API does this",))
        if self._unasked(one):
            said.append(("no spec asks for what is removed",))
        return said + [hazard(each) for each in one.hazards]

    def _unasked(self, one: Section) -> bool:
        """Whether parts go only because no spec asks for them. Said once: there may be thousands."""
        deleted = isinstance(one.change, StoredDelete)
        return (
            bool(one.sorts["remove"])
            and not deleted
            and self.type_of(one).whole
            and not any(p.edit.reasons for p in one.parts if p.edit.new is None)
        )

    def touched(self, shown: Iterable[Section]) -> list[Phrase]:
        """Who loses and who gains, those who lose most first."""
        found = sorted((one for one in shown if one.takes or one.widens), key=lambda one: (-one.takes, -one.widens, one.change.address))
        return [(*self.title(one), f": {access(one.widens, one.takes)}") for one in found]

    @staticmethod
    def _joined(titles: Iterable[str]) -> Iterable[Piece]:
        for number, title in enumerate(sorted(titles)):
            yield from (", ", prose(title)) if number else (prose(title),)

    def _attribute(self, one: Section, edit: StoredEdit) -> str:
        return self.type_of(one).attributes[edit.attribute].title

    def part(self, one: Section, edit: StoredEdit) -> Phrase:
        """What differs, from what to what."""
        return edited(self.type_of(one).attributes[edit.attribute], edit)

    def beside(self, part: Part) -> list[Phrase]:
        """Why a part differs, and what to know of it."""
        said: list[Phrase] = [("why: ", *why) for why in self._why(part.edit.reasons)]
        # That somebody gains by a part that gives access is what the part itself says.
        hazards = [each for each in part.hazards if each.kind != "widens" or part.edit.access != "widens"]
        said += [hazard(each) for each in hazards[:_HAZARDS]]
        beyond = len(hazards) - _HAZARDS
        return [*said, (f"and {plural(beyond, 'more hazard')}",)] if beyond > 0 else said

    def _why(self, places: Because) -> list[Phrase]:
        """The first reason, where it stands, and how many more there are."""
        if not places:
            return []
        first = self.doc.reasons[places[0]]
        line = f":{first.line}" if first.line is not None else ""
        where: Phrase = (name(first.key), *((" in ", name(f"{first.path}{line}")) if first.path else ()))
        why: Phrase = (prose(first.why), " (", *where, ")") if first.why else where
        added: Phrase = ("asked for by nobody, something else needs it: ",) if first.added else ()
        more = f" and {plural(len(places) - 1, 'more reason')}" if len(places) > 1 else ""
        return [(*added, *why, *((more,) if more else ()))]

    def step(self, one: StoredStep, numbers: Mapping[str, int]) -> tuple[Phrase, list[Phrase]]:
        """What a step does and who answers for it; and what else there is to know of it."""
        said: list[Phrase] = []
        before = sorted(numbers[each] for each in one.after if each in numbers)
        if before:
            said.append((f"after step{'s' if len(before) > 1 else ''} {', '.join(map(str, before))}",))
        if one.waits_until:
            said.append(("not before ", name(one.waits_until)))
        said.append((_STEPS[one.kind],))
        if one.proves:
            said.append(("done when: ", prose(one.proves)))
        return (prose(one.title), " (", prose(one.system), ", by ", name(one.owner), ")"), said


def sign(one: Section) -> str:
    """The mark of a change in a listing."""
    if isinstance(one.change, StoredForget):
        return " "
    if isinstance(one.change, StoredRecreate):
        return "-/+"
    return "+" if isinstance(one.change, StoredCreate) else "-" if isinstance(one.change, StoredDelete) else "~"
