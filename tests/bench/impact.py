"""`impact` on an export of millions, beside the same counts by hand in DuckDB: whole processes, pair by pair. Both have to count alike.

The data is made by DuckDB, the filter stands here: `contacts.py` and `by_hand.py` are scripts of their own.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Cost, cost, middle, ratio_of_walls
from bench.report import Verdict
from bench.workload import SYNCWRIGHT

HERE = Path(__file__).parent
#: Longest time, in times that of the query by hand; meant for exports of this size.
LIMIT, SIZE = 1.15, 5_000_000
RUNS = 3
FORMS = ("parquet", "csv")
AS_OF = "2026-11-21"
COUNTRIES = "['Netherlands', 'Germany', 'France', 'Belgium', 'United Kingdom', 'Ireland', 'Spain', 'Italy', 'Portugal', 'Poland', 'Austria', 'Sweden']"
HEAD = "filter: impact-bench\nwhy: measured\nowner: marketing-ops\nobjects: Contact\nwhere: |\n  Email is not blank\n  and Do_Not_Sync_to_Marketo__c = false\n"
BEFORE = f"{HEAD}  and mkto71_Lead_Score__c >= 10\n  and MailingCountry in {COUNTRIES}\n"
AFTER = (
    f"{HEAD}  and (mkto71_Lead_Score__c >= 25 or Last_Portal_Login__c >= today - 365 days)\n"
    f"  and not Email contains '@meridian-valves.'\n  and MailingCountry in {COUNTRIES}\n"
)


class NotAlike(Exception):
    """The two sides count differently, so that their times mean nothing."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Runs of one form of export, side by side."""

    form: str
    rows: int
    ours: Sequence[Cost]
    by_hand: Sequence[Cost]


def laid_out(work: Path, rows: int) -> Path:
    """The data, and the example estate with the filter."""
    folder = work / "impact"
    folder.mkdir()
    shutil.copytree(HERE.parent.parent / "specs", folder / "specs")
    (folder / "specs/filters/impact-bench.yaml").write_text(AFTER, "utf-8")
    (folder / "before.yaml").write_text(BEFORE, "utf-8")
    subprocess.run([sys.executable, HERE / "contacts.py", str(rows), folder], check=True)
    return folder


def commands(form: str) -> tuple[list[str | Path], list[str | Path]]:
    """Ours, and the one by hand."""
    words = ("--before", "before.yaml", "--data", f"Contact.{form}", "--by", "owner,country", "--as-of", AS_OF, "--format", "json")
    return [SYNCWRIGHT, "impact", "impact-bench", *words], [sys.executable, HERE / "by_hand.py", f"Contact.{form}"]


def measured(work: Path, rows: int, runs: int) -> Iterator[Pairs]:
    """Each form, after both sides were seen to count alike."""
    folder = laid_out(work, rows)
    try:
        for form in FORMS:
            compare(folder, form)
            ours, by_hand = commands(form)
            costs = [(cost(ours, folder), cost(by_hand, folder)) for _ in range(runs)]
            yield Pairs(form, rows, [one for one, _ in costs], [other for _, other in costs])
    finally:
        shutil.rmtree(folder)


def compare(folder: Path, form: str) -> None:
    """Raises NotAlike unless every number is the same."""
    said = [subprocess.run(one, cwd=folder, check=True, capture_output=True, text=True).stdout for one in commands(form)]
    [doc], hand = json.loads(said[0])["objects"], json.loads(said[1])
    columns = {one["field"]: one for one in doc["columns"]}
    fields = ("Email", "MailingCountry", "mkto71_Lead_Score__c", "Last_Portal_Login__c")
    totals = [doc["records"], *list(doc["counts"].values())[:4], *(columns[one]["blank"] for one in fields)]
    totals += [*(columns[one]["failed"] or 0 for one in fields[2:]), doc["blank_rows"]]
    by = [{one["value"]: list(one["records"].values())[:4] for one in each["groups"]} for each in doc["by"]]
    samples = [[one["id"] for one in doc["samples"] if one["change"] == change] for change in ("starts", "stops")]
    theirs = [{value: counts for value, *counts in hand["by"][name]} for name in ("owner", "country")]
    if (totals, by, samples) != (hand["totals"], theirs, [[id_ for (id_,) in rows] for rows in hand["samples"].values()]):
        raise NotAlike(f"`impact` and the query by hand count differently in Contact.{form}: {totals} and {hand['totals']}")


def table(found: Sequence[Pairs]) -> str:
    """Everything as Markdown."""
    rows = ["| `impact` | records | s | by hand s | ratio | limit | CPU s | by hand CPU s | peak MiB |", "| --- " * 9 + "|"]
    for one in found:
        ours, hand = middle(one.ours), middle(one.by_hand)
        limit = f"{LIMIT:g}" if one.rows >= SIZE else ""
        times = (
            f"{ours.wall:.2f} | {hand.wall:.2f} | {ratio_of_walls(one.ours, one.by_hand):.2f} | {limit} | {ours.cpu:.2f} | {hand.cpu:.2f}"
        )
        rows.append(f"| {one.form} | {one.rows:,} | {times} | {ours.peak:.0f} |")
    return "\n".join(rows) + "\n"


def verdicts(found: Sequence[Pairs]) -> Iterator[Verdict]:
    """The limit, for exports as large as it is meant for."""
    for one in found:
        if one.rows >= SIZE:
            times = ratio_of_walls(one.ours, one.by_hand)
            yield Verdict(
                times <= LIMIT,
                f"`impact` on {one.rows:,} records of {one.form} takes {times:.2f} times the query by hand (limit {LIMIT:g})",
            )
