#!/usr/bin/env python3
"""`targets.py`: CPU of one filter written for every place that it is sent to, from what it means to the texts, as JSON: a line a filter.

What is loaded when it is first needed, sqlglot above all, is loaded before: an `impact --sql` pays for that once, about a third of a second.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

# `bench` and `expression` are packages below tests/, as pytest sees them, also when this file is run by itself.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.report import Verdict

#: Most CPU of one filter to all targets, in milliseconds.
LIMIT = 10.0
RUNS = 60
LANGUAGE = """Email is not blank and Company in ['US', 'CA'] and not (Status = 'Open' or Email contains '@example.')
    and Birthdate >= today - 365 days"""
FILTERS = {
    "one test": "Email is not blank",
    "the example of the language's page": LANGUAGE,
    "nine tests, fifteen countries": f"""{LANGUAGE} and Company in [{", ".join(f"'C{number}'" for number in range(15))}] and Score__c > 10
        and CreatedDate >= 2026-01-01 and (Lines__c includes any ['Pumps', 'Valve'] or OwnerId != '0035e00000BqXyZ')""",
}
#: The filter that the limit is meant for.
JUDGED = "the example of the language's page"


@dataclass(frozen=True, slots=True)
class Written:
    """CPU of one filter, in milliseconds, by target; `targets` is what all of them together took, measured as one."""

    name: str
    together: float
    targets: dict[str, float]


def written() -> Iterator[Written]:
    """Each filter, each target by itself and all together."""
    from expression.scopes import meaning

    for name, text in FILTERS.items():
        each = _targets(meaning(text))
        costs = {target: _milliseconds(write) for target, write in each.items()}
        yield Written(name, _milliseconds(lambda each=each: [write() for write in each.values()]), costs)


def _targets(predicate: Any) -> dict[str, Callable[[], object]]:
    """Each makes its own normal form, as each is made by itself in a build. What a target cannot say it finds out, and that is counted."""
    from expression.scopes import CLOCK
    from syncwright.expression.english import english
    from syncwright.expression.normal import normal
    from syncwright.platforms.account_engagement.sharing.form import equals
    from syncwright.platforms.marketo.filters import smart_list
    from syncwright.platforms.salesforce import sharing_criteria
    from syncwright.platforms.salesforce.filters.formula import formula
    from syncwright.platforms.salesforce.filters.soql import counted
    from syncwright.sql.dialects import DIALECTS, translations, without_dots
    from syncwright.sql.duckdb import condition

    others = [one for one in DIALECTS if one != "duckdb"]

    def if_said(said: Any, write: Callable[[Any], object]) -> object:
        form = normal(predicate)
        return list(said(form)) or write(form)

    return {
        "Salesforce formula": lambda: (formula(normal(predicate), CLOCK.zone), formula(normal(predicate, negated=True), CLOCK.zone)),
        "SOQL, in and out of scope": lambda: [counted(normal(predicate, negated=out), "Contact", CLOCK) for out in (False, True)],
        "DuckDB": lambda: condition(normal(predicate), CLOCK),
        f"{len(others)} other dialects of SQL": lambda: translations(condition(normal(predicate), CLOCK, without_dots), others),
        "Marketo smart list": lambda: if_said(
            smart_list.refusals, lambda form: smart_list.smart_list(form, "Lead", lambda column: column.name)
        ),
        "Account Engagement sharing rule": lambda: equals(predicate, lambda _: True),
        "criteria of a sharing rule": lambda: if_said(sharing_criteria.refusals, sharing_criteria.criteria),
        "plain English": lambda: english(predicate),
    }


def _milliseconds(write: Callable[[], object]) -> float:
    for _ in range(3):
        write()
    costs = []
    for _ in range(RUNS):
        started = time.process_time()
        write()
        costs.append(time.process_time() - started)
    return 1_000 * median(costs)


def asked() -> list[Written]:
    """All filters, in a process of their own."""
    done = subprocess.run([sys.executable, __file__], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"targets.py ended with {done.returncode}:\n{done.stderr[-3000:]}")
    return [Written(**json.loads(line)) for line in done.stdout.splitlines()]


def table(results: Sequence[Written]) -> str:
    """Everything as Markdown."""
    heads = list(results[0].targets)
    rows = [f"| a filter, CPU ms | {' | '.join(heads)} | all together | limit |", "| --- |" + " --- |" * (len(heads) + 2)]
    for one in results:
        costs = " | ".join(f"{one.targets[target]:.2f}" for target in heads)
        rows.append(f"| {one.name} | {costs} | {one.together:.2f} | {f'{LIMIT:g}' if one.name == JUDGED else ''} |")
    return "\n".join(rows) + "\n"


def verdicts(results: Sequence[Written]) -> Iterator[Verdict]:
    """The limit, for the filter that it is meant for."""
    for one in results:
        if one.name == JUDGED:
            yield Verdict(
                one.together <= LIMIT, f"{one.name}, written for every target, takes {one.together:.1f} ms of CPU (limit {LIMIT:g})"
            )


if __name__ == "__main__":
    for filter_ in written():
        print(json.dumps(asdict(filter_)))
