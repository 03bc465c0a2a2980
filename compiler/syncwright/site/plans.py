"""A page for each plan that is given: what would change, why, at what risk and in which steps. Says what `views/plan` says, as HTML."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from syncwright.apply.model import for_people
from syncwright.compile import Compilation
from syncwright.plan.document import Document
from syncwright.plan.stored import plan_of
from syncwright.planning.live import wanted_of
from syncwright.planning.sides import wanted
from syncwright.planning.stale import LONGEST, unlike
from syncwright.records import Struct
from syncwright.site.given import GivenPlan
from syncwright.site.links import Links
from syncwright.site.page import Entry, Frame
from syncwright.site.phrased import coded, saying
from syncwright.views.plan import READERS, drift, scopes
from syncwright.views.plan.parts import Part, Section, sections, sort_of_part
from syncwright.views.plan.phrases import ACCESS, BESIDES, HAZARDS, NOTICED, REFUSED, Words, besides, counts, heading, noticed
from syncwright.views.plan.readers import blocks
from syncwright.views.plan.told import lines_of, plain

SECTION, INDEX = "Plan", "plan.html"
#: Most that a page shows of changes, of parts of one and of all of them, of steps, of lines of any other list, and of characters of a text.
_CHANGES, _PARTS, _ALL_PARTS, _STEPS, _LINES, _TEXT = 300, 100, 2000, 200, 50, 8_000
_VERBS = {"remove": "removed:", "change": "changed:", "add": "added:"}
_TITLES = {"salesforce-admin": "For a Salesforce admin", "marketing": "For marketing", "security": "For security"}


class Shown(Struct, frozen=True):
    """A change with the parts of it that are shown, those that matter most first, and how many more there are."""

    section: Section
    parts: Sequence[Part]
    beyond: int


def plans(
    frame: Frame, compilation: Compilation, given: Sequence[GivenPlan], links: Links, entries: list[Entry]
) -> Iterator[tuple[str, bytes]]:
    """The page of the one plan there is; of several a list and a page each; of none how to have one."""
    if len(given) == 1:
        yield _page(frame, INDEX, compilation, given[0], links, entries)
        return
    listed = [(one, url_of(one), plain(heading(one.document))) for one in given]
    yield frame.page(INDEX, "Plans" if given else "Plan", "plans", section=SECTION, plans=listed)
    for one, url, _ in listed:
        yield _page(frame, url, compilation, one, links, entries)


def url_of(one: GivenPlan) -> str:
    """The page of one of several plans."""
    return f"plans/{one.id[:12]}.html"


def _page(frame: Frame, url: str, compilation: Compilation, given: GivenPlan, links: Links, entries: list[Entry]) -> tuple[str, bytes]:
    doc = given.document
    title = f"Plan for {doc.binding.environment}"
    entries.append(Entry(url, "plan", title, f"{title} {given.id[:12]}", plain(heading(doc))))
    words, every = Words(doc), sections(doc)
    shown = list(_shown(every[:_CHANGES]))
    return frame.page(
        url,
        title,
        "plan",
        section=SECTION,
        doc=doc,
        id=given.id,
        hours=int(LONGEST.total_seconds() // 3600),
        elsewhere=doc.binding.environment != frame.environment,
        unlike=_unlike(compilation, doc, frame.version),
        heading=heading(doc),
        words=words,
        counts=counts,
        hazards=Counter(HAZARDS[kind] for kind in _kinds(doc)),
        lists=[
            (REFUSED if doc.refused else NOTICED, noticed(doc)),
            (drift.TITLE, drift.phrases(doc)),
            (ACCESS, words.touched(every)),
            (BESIDES, besides(doc)),
        ],
        scopes=scopes,
        groups=[(group, list(held)) for group, held in groupby(shown, key=lambda one: one.section.group)],
        beyond=len(every) - len(shown),
        numbers={step.id: number for number, step in enumerate(doc.steps, 1)},
        readers=[(_TITLES[reader], list(blocks(doc, reader))) for reader in READERS],
        say=saying(links, "../" * url.count("/")),
        name=saying(),
        coded=coded,
        verbs=_VERBS,
        sort_of_part=sort_of_part,
        by_hand=_by_hand(compilation, doc),
        text=lambda said: "\n".join(lines_of(said, _TEXT)),
        most=_LINES,
        most_steps=_STEPS,
    )


def _by_hand(compilation: Compilation, doc: Document) -> frozenset[str]:
    """Ids of the steps that are left to people."""
    machines = frozenset(name for name, one in compilation.platforms.items() if one.target is not None)
    return frozenset(step.id for step in plan_of(doc).steps if for_people(step, machines))


def _kinds(doc: Document) -> Iterator[str]:
    yield from (one.kind for change in doc.changes for one in change.hazards)
    yield from (loose.hazard.kind for loose in doc.hazards)


def _shown(some: Sequence[Section]) -> Iterator[Shown]:
    left = _ALL_PARTS
    for one in some:
        parts = one.parts[: min(_PARTS, left)]
        left -= len(parts)
        yield Shown(one, parts, len(one.parts) - len(parts))


def _unlike(compilation: Compilation, doc: Document, version: str) -> list[str]:
    """What differs from when the plan was made, in words; nothing if it is a plan of these specs."""
    catalog, plan = compilation.catalog, plan_of(doc)
    assert catalog is not None, "asked of what compiled"
    if doc.binding.environment != catalog.environment.name:
        return []  # what the specs mean there is not compiled
    # A plan for live systems wants nothing of platforms that nobody asks, and one for source files nothing that no file says.
    asked = {name: None for name, one in compilation.platforms.items() if one.target is not None}
    sides = (wanted(compilation, in_source="folder" in doc.binding.identity), wanted_of(compilation, asked))
    return min((unlike(plan, catalog, want, version) for want in sides), key=len)
