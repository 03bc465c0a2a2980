"""What is unusual in the history of a sync: runs that failed, spikes, work for nothing, a backlog that grows. Knows no platform and opens no file."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

from syncwright.facts import Fact
from syncwright.records import Struct

#: Records are counted in stretches of so long, as Marketo's own chart has them: "Salesforce Sync Backlog Metrics".
STRETCH = timedelta(hours=4)
#: Fewer records in a stretch are no spike, however quiet it is otherwise. Ours.
LEAST = 1_000
#: A spike is that many times the median, and that many deviations (the median of distances from the median, as that of a normal distribution) above it. Ours.
TIMES, DEVIATIONS, NORMAL = 3, 6, 1.4826
#: A run of skips is worth a word from this share on, and from so many records on. Ours.
SKIPPED, SKIPPED_LEAST = 0.5, 1_000

GROWING_AFTER = timedelta(hours=6)
GROWING = Fact("a backlog is called growing where it is more than six hours before", "Adobe: Salesforce Sync Backlog Metrics")
SKIPS = Fact(
    "any update of a record queues it; one that changed nothing the sync user sees is skipped, which is quicker than an update",
    "Adobe: Salesforce Sync Backlog Metrics; Salesforce Sync Status",
)


class SyncRun(Struct, frozen=True):
    """One line of a sync's history. `line`: of the file, from 1; `ended`: None while it goes on; the numbers are records."""

    line: int
    began: datetime
    ended: datetime | None
    object: str
    operation: str
    status: str
    new: int = 0
    updated: int = 0
    deleted: int = 0
    failed: int = 0
    skipped: int = 0

    @property
    def handled(self) -> int:
        """Records that it took work for, be it to find that there was none."""
        return self.new + self.updated + self.deleted + self.failed + self.skipped


class Waiting(Struct, frozen=True):
    """How many records of an object wait at a moment, and how many go through in an hour on average, where that is said."""

    line: int
    at: datetime
    object: str
    records: int
    per_hour: float | None = None


class History(Struct, frozen=True):
    """What one file tells: runs of a sync, or what waits for it. `fine`: how runs end that need nobody, in lower case."""

    runs: tuple[SyncRun, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    fine: frozenset[str] = frozenset()


class HistoryNotRead(Exception):
    """A line of a history that cannot be read. `line`: from 1."""

    def __init__(self, line: int, says: str, help_: str | None = None) -> None:
        super().__init__(says)
        self.line = line
        self.says = says
        self.help = help_


class Unusual(Struct, frozen=True):
    """Something that somebody should look at. `lines`: where the file says it."""

    kind: Literal["failed", "spike", "skipped", "growing"]
    object: str
    says: str
    lines: tuple[int, ...]
    help: str


class ObjectRuns(Struct, frozen=True):
    """The runs of one object. `per_hour`: records handled in an hour of its own runs; `apart`: median time between the starts of two runs of its most frequent operation."""

    object: str
    runs: int
    changed: int
    skipped: int
    failed: int
    per_hour: float | None
    longest: timedelta | None
    apart: timedelta | None


class Backlog(Struct, frozen=True):
    """What waits of one object at last. `left`: how long that takes; `growing`: None where nothing is known of six hours before."""

    object: str
    at: datetime
    records: int
    left: timedelta | None
    growing: bool | None


def by_object(runs: Sequence[SyncRun]) -> tuple[ObjectRuns, ...]:
    """The runs of each object, those with most records first."""
    groups: dict[str, list[SyncRun]] = defaultdict(list)
    for run in runs:
        groups[run.object].append(run)
    return tuple(_object(name, groups[name]) for name in sorted(groups, key=lambda name: (-sum(run.handled for run in groups[name]), name)))


def _object(name: str, runs: Sequence[SyncRun]) -> ObjectRuns:
    took = [run.ended - run.began for run in runs if run.ended is not None]
    busy = sum(took, timedelta()).total_seconds() / 3600
    handled = sum(run.handled for run in runs if run.ended is not None)
    return ObjectRuns(
        name,
        len(runs),
        sum(run.new + run.updated + run.deleted for run in runs),
        sum(run.skipped for run in runs),
        sum(run.failed for run in runs),
        handled / busy if busy else None,
        max(took, default=None),
        _apart(runs),
    )


def _apart(runs: Sequence[SyncRun]) -> timedelta | None:
    most = Counter(run.operation for run in runs).most_common(1)[0][0]
    starts = sorted(run.began for run in runs if run.operation == most)
    between = [after - before for before, after in pairwise(starts)]
    return timedelta(seconds=median(one.total_seconds() for one in between)) if between else None


def unusual(told: History) -> tuple[Unusual, ...]:
    """What stands out, object by object."""
    groups: dict[str, list[SyncRun]] = defaultdict(list)
    for run in told.runs:
        groups[run.object].append(run)
    found: list[Unusual] = []
    for name in sorted(groups):
        found += [*_failed(name, groups[name], told.fine), *_spikes(name, groups[name]), *_skipped(name, groups[name])]
    return (*found, *_growing(told.waiting))


def _failed(name: str, runs: Sequence[SyncRun], fine: frozenset[str]) -> Iterator[Unusual]:
    bad = [run for run in runs if run.failed or run.status.casefold() not in fine]
    if bad:
        ends = Counter(run.status for run in bad if run.status.casefold() not in fine)
        ended = ", ".join(f"{count:,} `{status}`" for status, count in sorted(ends.items()))
        records = sum(run.failed for run in bad)
        says = "; ".join(
            part for part in (f"{ended} of {len(runs):,} runs" if ended else "", f"{records:,} records failed" if records else "") if part
        )
        yield Unusual("failed", name, says, tuple(run.line for run in bad), "export the sync errors, and `syncwright diagnose` that file")


def _spikes(name: str, runs: Sequence[SyncRun]) -> Iterator[Unusual]:
    first = min(run.began for run in runs)
    counts: Counter[int] = Counter()
    for run in runs:
        counts[(run.began - first) // STRETCH] += run.handled
    stretches = [counts[number] for number in range(max(counts) + 1)]
    middle = median(stretches)
    spread = NORMAL * median(abs(count - middle) for count in stretches)
    for number, count in enumerate(stretches):
        if count >= LEAST and count > TIMES * middle and count > middle + DEVIATIONS * spread:
            begins = first + number * STRETCH
            within = [run for run in runs if (run.began - first) // STRETCH == number]
            says = f"{count:,} records in the four hours from {begins:%Y-%m-%d %H:%M}, where {middle:,.0f} are usual"
            help_ = "ask who loaded or changed records then; bulk changes belong into hours in which nobody waits"
            yield Unusual("spike", name, says, tuple(run.line for run in within if run.handled), help_)


def _skipped(name: str, runs: Sequence[SyncRun]) -> Iterator[Unusual]:
    handled, skipped = sum(run.handled for run in runs), sum(run.skipped for run in runs)
    if skipped >= SKIPPED_LEAST and skipped >= SKIPPED * handled:
        says = f"{skipped:,} of {handled:,} records were skipped: {SKIPS.says}"
        help_ = "look for what updates these records all the time: a score that could be a band, a job, a trigger campaign"
        yield Unusual("skipped", name, says, tuple(run.line for run in runs if run.skipped), help_)


def backlogs(readings: Sequence[Waiting]) -> tuple[Backlog, ...]:
    """What waits of each object by its last reading, most first."""
    found = []
    for name in {one.object for one in readings}:
        own = sorted((one for one in readings if one.object == name), key=lambda one: (one.at, one.line))
        last = own[-1]
        before = [one for one in own if one.at <= last.at - GROWING_AFTER]
        left = timedelta(hours=last.records / last.per_hour) if last.per_hour else None
        found.append(Backlog(name, last.at, last.records, left, last.records > before[-1].records if before else None))
    return tuple(sorted(found, key=lambda one: (-one.records, one.object)))


def _growing(readings: Sequence[Waiting]) -> Iterator[Unusual]:
    for one in backlogs(readings):
        if one.growing:
            lines = tuple(each.line for each in readings if each.object == one.object)
            says = f"{one.records:,} records wait, more than six hours before"
            yield Unusual(
                "growing", one.object, says, lines, "see which object has a spike, or a campaign that writes to many people at once"
            )
