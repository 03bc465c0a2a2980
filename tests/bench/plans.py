"""What a plan costs beside reading both of its sides alone: nothing changed, and one part in a hundred. Prints nothing; the limit stands here."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Cost, cost, middle, ratio
from bench.report import Verdict, table
from bench.workload import SYNCWRIGHT, Estate

HERE = Path(__file__).parent
#: `plan` beside reading both sides, in times its CPU.
LIMIT = 1.3
#: Of so many parts one changes.
ONE_IN = 100

_ROW = re.compile(rb" *<fieldPermissions>.*?</fieldPermissions>\n", re.DOTALL)
_GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
_GIT |= {f"GIT_{who}_{what}": "bench" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


@dataclass(frozen=True, slots=True)
class Planned:
    """One case: what it is called, how many parts change, and the runs of both commands in their order."""

    title: str
    changed: int
    alone: list[Cost]
    plan: list[Cost]


def measured(estate: Estate, runs: int) -> list[Planned]:
    """Four cases on one estate, of which `build` has left its tree."""
    tree = estate.folder / "tree"
    shutil.copytree(estate.folder / "generated" / "salesforce" / "force-app", tree)
    _commit(estate.folder)
    cases = [_case("a folder, nothing changed", estate.folder, ["against", "tree"], runs)]
    _thin(tree)
    cases.append(_case("a folder, 1 % changed", estate.folder, ["against", "tree"], runs))
    cases.append(_case("a revision, nothing changed", estate.folder, ["since", "HEAD"], runs))
    _commit(estate.folder, leaving_out=sorted((estate.folder / "specs" / "objects").iterdir())[::ONE_IN])
    cases.append(_case("a revision, 1 % changed", estate.folder, ["since", "HEAD"], runs))
    return cases


def _case(title: str, folder: Path, words: list[str], runs: int) -> Planned:
    alone, plan = [], []
    command: list[str | Path] = [SYNCWRIGHT, "plan", "specs", f"--{words[0]}", words[1]]
    for _ in range(runs):
        alone.append(cost([sys.executable, HERE / "sides.py", "specs", *words], folder))
        plan.append(cost(command, folder))
    said = subprocess.run([*command, "--format", "json"], cwd=folder, capture_output=True, text=True, check=True).stdout
    return Planned(title, said.count('"old": null'), alone, plan)


def _thin(tree: Path) -> None:
    """Take one row in a hundred out of every permission set: the plan adds them again, which needs nobody's word."""
    for path in tree.rglob("*.permissionset-meta.xml"):
        data = path.read_bytes()
        rows = list(_ROW.finditer(data))[::ONE_IN]
        for row in reversed(rows):
            data = data[: row.start()] + data[row.end() :]
        path.write_bytes(data)


def _commit(folder: Path, leaving_out: list[Path] | None = None) -> None:
    """Commit the specs, some files left out that stay on disk."""

    def git(*words: str | Path) -> None:
        subprocess.run(["git", *words], cwd=folder, check=True, env={**os.environ, **_GIT}, capture_output=True)

    if not (folder / ".git").exists():
        git("init", "-q")
        git("add", "specs")
    if leaving_out:
        git("rm", "-q", "--cached", *(path.relative_to(folder) for path in leaving_out))
    git("commit", "-q", "-m", "bench")


def report(estate: Estate, cases: list[Planned]) -> str:
    """The numbers as Markdown."""
    head = ["plan against", "fields", "parts that change", "both sides CPU s", "`plan` CPU s", "ratio", "limit", "wall s", "peak MiB"]
    rows = []
    for one in cases:
        alone, plan = middle(one.alone), middle(one.plan)
        numbers = [
            f"{alone.cpu:.3f}",
            f"{plan.cpu:.3f}",
            f"{ratio(one.plan, one.alone):.2f}",
            f"{LIMIT}",
            f"{plan.wall:.2f}",
            f"{plan.peak:.0f}",
        ]
        rows.append([one.title, f"{estate.fields:,}", f"{one.changed:,}", *numbers])
    return table(head, rows)


def verdicts(estate: Estate, cases: list[Planned]) -> Iterator[Verdict]:
    """The limit of each case."""
    for one in cases:
        times = ratio(one.plan, one.alone)
        says = f"`plan` of {estate.fields:,} fields against {one.title} takes {times:.2f} times the CPU of both sides alone (limit {LIMIT})"
        yield Verdict(times <= LIMIT, says)
