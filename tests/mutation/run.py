#!/usr/bin/env python3
"""`run.py [EMITTER ...]`: each emitter with one thing wrong, many times, and whether a test notices. README.md says how to read it.

Ends with 1 if too few are noticed, if a mutant that nobody noticed is not in `survivors.md`, or if one that is there is noticed.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
# `mutation`, `agreement` and `judges` are packages below tests/, as pytest sees them, also when this file is run by itself.
sys.path.insert(0, str(HERE.parent))

from mutation.apart import load_apart_from  # noqa: E402
from mutation.emitters import EMITTERS, PAIRS, Emitter  # noqa: E402
from mutation.mutants import Mutant, mutants  # noqa: E402
from mutation.survivors import LISTED, listed, table  # noqa: E402
from mutation.trial import NOTICED, SURVIVED, begin, outcome  # noqa: E402

#: Of a hundred mutants of each emitter.
GOAL = 85
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Result:
    emitter: Emitter
    tried: frozenset[str]
    survivors: tuple[Mutant, ...]

    @property
    def noticed(self) -> float:
        return 100 * (len(self.tried) - len(self.survivors)) / len(self.tried)


class Broken(Exception):
    """The tests could not be run, or they fail without a mutant."""


def main() -> int:
    """Try what the arguments name."""
    parser = argparse.ArgumentParser(description="Try mutants of the emitters.")
    parser.add_argument("emitters", nargs="*", metavar="EMITTER", help=f"one or more of {', '.join(EMITTERS)}; all of them unless told")
    parser.add_argument("--table", action="store_true", help="print the survivors as lines for survivors.md")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try every Nth mutant of each, instead of all")
    said = parser.parse_args()
    os.chdir(REPOSITORY)
    warm()
    known, wrong = listed(), []
    for name in said.emitters or EMITTERS:
        with get_context("fork").Pool(1) as apart:  # a process each, as each keeps other modules
            result = apart.apply(tried, (EMITTERS[name], said.every))
        print(f"{name}: {len(result.tried)} mutants, {len(result.survivors)} survived, {result.noticed:.1f} % noticed", flush=True)
        wrong += list(judged(name, result, known.get(name, frozenset()), whole=said.every == 1))
        if said.table:
            print(table(one.name for one in result.survivors))
    print("\n".join(wrong))
    return 1 if wrong else 0


def warm() -> None:
    """What every trial needs and no mutant changes, imported once."""
    import duckdb  # noqa: F401
    import hypothesis  # noqa: F401
    import pytest  # noqa: F401
    import sqlglot  # noqa: F401

    from judges import dialects, records, salesforce_formula, soql  # noqa: F401


def judged(name: str, result: Result, known: frozenset[str], *, whole: bool) -> Iterator[str]:
    """What is wrong with a result; `whole`: every mutant was tried."""
    if result.noticed < GOAL:
        yield f"{name}: {result.noticed:.1f} % of the mutants are noticed, and {GOAL} are wanted"
    survived = {one.name for one in result.survivors}
    yield from (f"{name}: nobody notices `{one}`, and {LISTED.name} does not say why" for one in sorted(survived - known))
    yield from (
        f"{name}: {LISTED.name} lists `{one}`, which is noticed, or is no more"
        for one in sorted((known if whole else known & result.tried) - survived)
    )


def tried(emitter: Emitter, every: int) -> Result:
    """Mutants of one emitter, tried, every so many; first the emitter as it is, which has to pass."""
    load_apart_from(emitter.module, REPOSITORY)
    if (pairs := sys.modules.get("agreement.pairs")) is not None:
        pairs.cases(PAIRS)  # it is the same in every trial, and kept
    whole = Mutant(0, "nothing", emitter.path.read_text("utf-8"))
    if attempts(emitter, [whole]) != [SURVIVED]:
        raise Broken(f"the tests of {emitter.path} fail without a mutant")
    some = mutants(emitter.path)[::every]
    left = [one for one, ended in zip(some, attempts(emitter, some), strict=True) if ended == SURVIVED]
    return Result(emitter, frozenset(one.name for one in some), tuple(left))


def attempts(emitter: Emitter, some: Sequence[Mutant]) -> list[int]:
    """How the trial of each mutant ended, a few at a time. Raises Broken if one could not be tried."""
    ended: dict[int, int] = {}
    running: dict[int, int] = {}
    for number, one in enumerate(some):
        if len(running) == AT_ONCE:
            finish(running, ended)
        running[begin(emitter.module, emitter.path, one.code, emitter.tests)] = number
    while running:
        finish(running, ended)
    if broken := [some[number].name for number, how in ended.items() if how not in (NOTICED, SURVIVED)]:
        raise Broken(f"the tests of {emitter.path} cannot be run with `{broken[0]}`, and {len(broken) - 1} more")
    return [ended[number] for number in range(len(some))]


def finish(running: dict[int, int], ended: dict[int, int]) -> None:
    """Wait for one trial."""
    pid, status = os.wait()
    ended[running.pop(pid)] = outcome(status)


if __name__ == "__main__":
    sys.exit(main())
