#!/usr/bin/env python3
"""`run.py`: how much CPU and memory `check` and `build` take, beside a bare pass over the same files. README.md says how to read it.

Prints Markdown and verdicts; ends with 1 if a limit is missed, and with 2 if it could not measure.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

# `bench` and `judges` are packages below tests/, as pytest sees them, also when this file is run by itself.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import dbt_core, impact, imports, mkdocs_pages, plans, queries, report, site_pages, targets
from bench.from_pypi import NotInstalled
from bench.measure import CommandFailed, cost
from bench.workload import SYNCWRIGHT, Estate, NotAnEstate, Peers, made, measured, startup, taken

#: Runs where none are asked for; a large estate varies less from run to run.
RUNS, RUNS_LARGE, LARGE = 5, 3, 50_000


def main() -> int:
    """Measure what the arguments ask for."""
    said = arguments()
    try:
        if said.keep is not None:
            return bench(said, said.keep)
        with tempfile.TemporaryDirectory(prefix="syncwright-bench-") as work:
            return bench(said, Path(work))
    except (CommandFailed, NotAnEstate, impact.NotAlike) as error:
        print(error, file=sys.stderr)
        return 2


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure check and build beside a bare pass of libyaml over the same files.")
    parser.add_argument("--sizes", type=sizes, default=[1_000, 10_000, 100_000], metavar="N,N", help="fields of the estates that are made")
    parser.add_argument(
        "--estate", type=Path, nargs="+", metavar="DIR", help="measure these instead: folders with specs/ (and org/), or folders of such"
    )
    parser.add_argument("--runs", type=int, metavar="N", help=f"runs of each command; {RUNS}, and {RUNS_LARGE} on a large estate")
    parser.add_argument("--no-sf", action="store_true", help="leave the Salesforce CLI out")
    parser.add_argument("--no-dbt", action="store_true", help="leave dbt-core out")
    parser.add_argument("--no-site", action="store_true", help="leave the docs site out, and mkdocs with it")
    parser.add_argument("--no-plan", action="store_true", help="leave plans out")
    parser.add_argument("--no-impact", action="store_true", help="leave `impact` out, which needs 3 GiB of disk for a while")
    parser.add_argument("--rows", type=int, default=impact.SIZE, metavar="N", help="records that `impact` counts in")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in this folder and leave it")
    said = parser.parse_args()
    if said.runs is not None and said.runs < 1:
        parser.error("at least one run is needed")
    return said


def sizes(text: str) -> list[int]:
    """Numbers between commas, smallest first."""
    return sorted(int(part.replace("_", "")) for part in text.split(","))


def bench(said: argparse.Namespace, work: Path) -> int:
    """Measure, print, judge."""
    progress(f"measuring {SYNCWRIGHT}")
    cost([SYNCWRIGHT, "--help"], work if work.is_dir() else Path.cwd())  # modules are compiled once, and not counted
    sf, no_sf = (None, "left out") if said.no_sf else salesforce_cli()
    dbt, no_dbt = (None, "left out") if said.no_dbt else from_pypi(dbt_core.executable)
    results, answers = [], []
    for estate in estates(said, work):
        runs = said.runs or (RUNS_LARGE if estate.fields >= LARGE else RUNS)
        progress(f"{estate.fields:,} fields: {runs} runs")
        results.append(measured(estate, runs, Peers(sf, dbt)))
        answers.append((estate, queries.asked(estate)))
    results.sort(key=lambda one: one.estate.fields)
    progress("importing orgs")
    orgs = imports.asked([one.estate for one in results if one.estate.fields < LARGE], said.runs)
    progress("writing filters")
    filters = targets.asked()
    help_, click = startup(3 * (said.runs or RUNS))
    print(report.tables(results, help_, click))
    print(imports.table(orgs))
    print(queries.table(answers))
    print(targets.table(filters))
    if sf is None:
        print(f"The Salesforce CLI was not measured: {no_sf}\n")
    if dbt is None:
        print(f"dbt-core was not measured: {no_dbt}\n")
    verdicts = [*report.verdicts(results, help_, click), *imports.verdicts(orgs), *queries.verdicts(answers), *targets.verdicts(filters)]
    if not said.no_site:
        verdicts += sites([one.estate for one in results if one.estate.fields >= site_pages.SMALLEST], said.runs or RUNS_LARGE)
    if not said.no_plan and results:
        largest = results[-1]
        progress(f"{largest.estate.fields:,} fields: plans")
        cases = plans.measured(largest.estate, said.runs or RUNS_LARGE)
        print(plans.report(largest.estate, cases) + "\n")
        verdicts += plans.verdicts(largest.estate, cases)
    if not said.no_impact and not said.estate:
        progress(f"{said.rows:,} records: impact")
        found = list(impact.measured(work, said.rows, said.runs or impact.RUNS))
        print(impact.table(found))
        verdicts += impact.verdicts(found)
    print("\n".join(map(str, verdicts)))
    return 0 if all(verdict.met for verdict in verdicts) else 1


def estates(said: argparse.Namespace, work: Path) -> Iterator[Estate]:
    """The estates to measure, each made when its turn comes."""
    for source in said.estate or ():
        yield from taken(source, work)
    for fields in () if said.estate else said.sizes:
        progress(f"{fields:,} fields: making the estate")
        yield made(fields, work)


def salesforce_cli() -> tuple[Path | None, str]:
    """The Salesforce CLI; or None, and why it cannot be had."""
    try:
        from bench.salesforce_cli import CliUnavailable, executable
    except ImportError as error:
        return None, str(error)
    try:
        return executable(), ""
    except (CliUnavailable, OSError, subprocess.SubprocessError) as error:
        return None, str(error)


def from_pypi(executable: Callable[[], Path]) -> tuple[Path | None, str]:
    """A command that pip installs; or None, and why it cannot be had."""
    try:
        return executable(), ""
    except (NotInstalled, ImportError, OSError, subprocess.SubprocessError) as error:
        return None, str(error)


def sites(large: Sequence[Estate], runs: int) -> list[report.Verdict]:
    """Measure and print the docs sites of estates that are large enough."""
    if not large:
        return []
    mkdocs, no_mkdocs = from_pypi(mkdocs_pages.executable)
    found = []
    for estate in large:
        progress(f"{estate.fields:,} fields: the docs site")
        found.append(site_pages.measured(estate, runs, mkdocs))
    print(site_pages.tables(found))
    if mkdocs is None:
        print(f"mkdocs was not measured: {no_mkdocs}\n")
    return list(site_pages.verdicts(found))


def progress(text: str) -> None:
    """A line for whoever waits; the table stays alone on standard output."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
