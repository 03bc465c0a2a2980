"""What was measured, as Markdown, and the verdicts. The limits stand here and nowhere else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.measure import Cost, middle, ratio, ratio_of_walls
from bench.workload import EDITED, Measured

#: `build` of a large estate, nothing remembered, beside the bare event pass: in times the seconds that go by, as two processes build it.
LIMIT, LARGE = 3.0, 50_000
#: The same in times the CPU of the event pass, of all processes together.
CPU_LIMIT = 3.5
#: The same estate again, in times the CPU of that: nothing changed, and one file.
SAME, CHANGED = 0.15, 0.3
#: Below so many fields starting Python decides how growth looks.
SMALLEST = 1_000
#: Peak of the largest process, in MiB.
MEMORY = 400
#: `syncwright --help` beside `import click`, in times its CPU.
HELP = 2.0
#: Growth is linear if the CPU grows no more than a fifth faster than the fields.
GROWTH = 1.2


@dataclass(frozen=True, slots=True)
class Verdict:
    """One limit, whether it is met, and what was measured."""

    met: bool
    says: str

    def __str__(self) -> str:
        return f"{'met' if self.met else 'missed'}: {self.says}"


def tables(results: Sequence[Measured], help_: Sequence[Cost], click: Sequence[Cost]) -> str:
    """Everything as Markdown: the numbers the limits are about, what stands beside them, and the start-up time."""
    return "\n\n".join([table(*_builds(results)), table(*_others(results)), table(*_startup(help_, click)), _growths(results)]) + "\n"


def _builds(results: Sequence[Measured]) -> tuple[list[str], list[list[str]]]:
    head = [
        "fields",
        "files",
        "event pass s",
        "`build` s",
        "ratio",
        "limit",
        "`build` CPU s",
        "ratio of CPU",
        "peak MiB",
        "largest permission set",
    ]
    rows = []
    for one in results:
        events, build = middle(one.costs["events"]), middle(one.costs["build"])
        times = ratio_of_walls(one.costs["build"], one.costs["events"])
        limit = f"{LIMIT:g}" if one.estate.fields >= LARGE else ""
        cpu = f"{ratio(one.costs['build'], one.costs['events']):.2f}"
        numbers = [f"{events.wall:.2f}", f"{build.wall:.2f}", f"{times:.2f}", limit, f"{build.cpu:.3f}", cpu, f"{build.peak:.0f}"]
        rows.append([f"{one.estate.fields:,}", f"{one.files:,}", *numbers, f"{one.sets[0] / (1 << 20):.2f} MiB" if one.sets else "none"])
    return head, rows


def _others(results: Sequence[Measured]) -> tuple[list[str], list[list[str]]]:
    head = ["command", "fields", "CPU s", "wall s", "peak MiB", "CPU, times the event pass", "CPU, times `build`", "wall, times `build`"]
    rows = []
    titles = (("`build`, nothing changed", "same"), ("`build`, one file changed", EDITED), ("`check` alone", "check"))
    for title, name in (*titles, ("`sf project convert source`", "sf"), ("`dbt parse` (dbt-core)", "dbt")):
        for one in results:
            if name in one.costs:
                beside = [ratio(one.costs[name], one.costs[base]) for base in ("events", "build")]
                beside.append(ratio_of_walls(one.costs[name], one.costs["build"]))
                rows.append([title, f"{one.estate.fields:,}", *_numbers(middle(one.costs[name])), *(f"{times:.2f}" for times in beside)])
    rows += [
        ["`import` (once)", f"{one.estate.fields:,}", *_numbers(one.estate.imported), "", "", ""] for one in results if one.estate.imported
    ]
    return head, rows


def _numbers(cost: Cost) -> list[str]:
    return [f"{cost.cpu:.3f}", f"{cost.wall:.2f}", f"{cost.peak:.0f}"]


def _startup(help_: Sequence[Cost], click: Sequence[Cost]) -> tuple[list[str], list[list[str]]]:
    head = ["start-up", "CPU ms", "ratio", "limit"]
    importing = ["`python -c 'import click'`", f"{middle(click).cpu * 1000:.0f}", "1", ""]
    return head, [importing, ["`syncwright --help`", f"{middle(help_).cpu * 1000:.0f}", f"{ratio(help_, click):.2f}", f"{HELP:g}"]]


def _growths(results: Sequence[Measured]) -> str:
    lines = [
        f"Growth from {a:,} to {b:,} fields: `build` {build:.1f} times, event pass {events:.1f} times."
        for a, b, build, events in _steps(results)
    ]
    return "\n".join(lines) if lines else "Growth: one size tells nothing."


def _steps(results: Sequence[Measured]) -> Iterator[tuple[int, int, float, float]]:
    """From each size to the next: both sizes, and how many times the CPU of `build` and of the event pass grew."""
    for small, large in zip(results, results[1:], strict=False):
        if large.estate.fields > small.estate.fields:
            grown = [middle(large.costs[name]).cpu / middle(small.costs[name]).cpu for name in ("build", "events")]
            yield small.estate.fields, large.estate.fields, grown[0], grown[1]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as Markdown, its columns in line."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines)


def verdicts(results: Sequence[Measured], help_: Sequence[Cost], click: Sequence[Cost]) -> Iterator[Verdict]:
    """Every limit of this run."""
    for one in results:
        yield from _of_size(one)
    for a, b, build, _ in list(_steps(results))[-1:]:
        if a >= SMALLEST:
            yield Verdict(build <= GROWTH * b / a, f"CPU grows {build:.1f} times from {a:,} to {b:,} fields (limit {GROWTH * b / a:.1f})")
    times = ratio(help_, click)
    yield Verdict(times <= HELP, f"`syncwright --help` takes {times:.2f} times the CPU of importing click (limit {HELP:g})")


def _of_size(one: Measured) -> Iterator[Verdict]:
    size = f"{one.estate.fields:,} fields"
    if one.estate.fields >= LARGE:
        times = ratio_of_walls(one.costs["build"], one.costs["events"])
        yield Verdict(times <= LIMIT, f"`build` of {size} takes {times:.2f} times as long as the event pass (limit {LIMIT:g})")
        for name, words, limit in (("same", "nothing changed", SAME), (EDITED, "one file changed", CHANGED)):
            if name in one.costs:
                times = ratio(one.costs[name], one.costs["build"])
                yield Verdict(
                    times <= limit, f"`build` of {size}, {words}, takes {times:.2f} times the CPU of a build of everything (limit {limit})"
                )
    if one.estate.fields >= SMALLEST:
        times = ratio(one.costs["build"], one.costs["events"])
        yield Verdict(times <= CPU_LIMIT, f"`build` of {size} takes {times:.2f} times the CPU of the event pass (limit {CPU_LIMIT})")
    peak = max(cost.peak for cost in one.costs["build"])
    yield Verdict(peak <= MEMORY, f"`build` of {size} holds {peak:.0f} MiB (limit {MEMORY})")
    yield Verdict(len(one.sets) == one.meant, f"permission sets of {size}: {one.meant}, in {len(one.sets)} files")
