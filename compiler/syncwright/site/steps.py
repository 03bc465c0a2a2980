"""What people have to do in the environment, as its ledger has it: steps of the plan that was begun last, routine checks, tasks of the runbooks.

Reads no clock: things stand as on the day of the ledger's last record, and days are shown for whoever reads.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from syncwright.apply.routine import falls_due
from syncwright.apply.standing import PREFIX, stands
from syncwright.apply.todo import todos
from syncwright.compile import Compilation
from syncwright.planning.reviews import routines
from syncwright.planning.standing import standing
from syncwright.platform import Artifact
from syncwright.site.documents import page_of
from syncwright.site.given import Given
from syncwright.site.links import Links
from syncwright.site.page import Entry, Frame
from syncwright.site.written import anchor_of, task_in
from syncwright.views import steps as view
from syncwright.views.plan.told import lines_of

SECTION, INDEX = "Open steps", "steps.html"
#: Steps of a plan, and tasks, that the page shows, and characters of one text.
_SHOWN, _TEXT = 500, 8_000


def steps(
    frame: Frame, compilation: Compilation, given: Given, artifacts: Iterable[Artifact], links: Links, entries: list[Entry]
) -> tuple[str, bytes]:
    """The page. `artifacts`: documents of the build, in which the tasks of runbooks stand."""
    catalog, day = compilation.catalog, given.records[-1].at[:10] if given.records else ""
    assert catalog is not None, "asked of what compiled"
    machines = frozenset(name for name, one in compilation.platforms.items() if one.target is not None)
    titles = {name: one.title for name, one in catalog.estate.spec.owners.items()}
    tasks = list(stands(standing(compilation), given.records))
    doc = view.document(
        given.begun or None,
        catalog.environment.name,
        list(todos(given.kept, given.begun, given.records, machines, day)) if given.kept is not None else [],
        list(falls_due(routines(catalog), given.records, date.fromisoformat(day))) if day else [],
        titles,
        ["--env", catalog.environment.name],
        runbook=tasks,
        undone=sum(one.state != "done" for one in tasks),
    )
    pages, addresses = _pages(artifacts), list(_addresses(compilation))
    entries.append(
        Entry(INDEX, "steps", SECTION, "open steps tasks runbook attested", " ".join(one["title"] for one in doc["runbook"][:_SHOWN]))
    )
    return frame.page(
        INDEX,
        SECTION,
        "steps",
        section=SECTION,
        doc=doc,
        day=day,
        records=len(given.records),
        kept=given.kept is not None,
        tasks=[(one, pages.get(one["id"]), _of(one["id"], addresses)) for one in doc["runbook"][:_SHOWN]],
        beyond=len(doc["runbook"]) - _SHOWN,
        of=links.of,
        titles=titles,
        text=lambda said: "\n".join(lines_of(said, _TEXT)),
        most=_SHOWN,
    )


def _pages(artifacts: Iterable[Artifact]) -> Mapping[str, str]:
    """Where each task stands, by its name."""
    told = [one for one in artifacts if one.path.endswith(".md") and b"syncwright attest" in one.data]
    # Other documents name tasks too, and less of them.
    runbooks_first = sorted(told, key=lambda one: (not one.path.endswith("/runbook.md"), one.path))
    found: dict[str, str] = {}
    for one in runbooks_first:
        for line in one.data.decode().splitlines():
            if line.lstrip().startswith("- ") and (task := task_in(line)) is not None:
                found.setdefault(task, f"{page_of(one.path)}#{anchor_of(task)}")
    return found


def _addresses(compilation: Compilation) -> Iterator[str]:
    """Connectors and their parts, the parts first."""
    assert compilation.catalog is not None, "asked of what compiled"
    for name, one in compilation.catalog.connectors.items():
        yield from (f"{name}/{part}" for part in one.spec.parts())
        yield name


def _of(task: str, addresses: Sequence[str]) -> str:
    """What a task is for."""
    own = task.removeprefix(PREFIX)
    return next((one for one in addresses if own.startswith(f"{one}/")), "")
