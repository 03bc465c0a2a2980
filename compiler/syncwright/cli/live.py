"""What `plan`, `apply` and `adopt --drift` read besides the specs where they look at live systems: the systems themselves, and the ledger."""

import os
from collections.abc import Mapping, Sequence

import click

from syncwright.cli.exits import Exit
from syncwright.cli.ledgers import records_of, shown
from syncwright.compile import Compilation
from syncwright.ledger.model import LedgerError
from syncwright.plan.diff import NotSeen
from syncwright.planning.history import Kept, kept
from syncwright.planning.live import observe_live, other_places, wanted_of
from syncwright.planning.sides import Wanted, catalog_of
from syncwright.records import Struct
from syncwright.resource import Observation
from syncwright.target import Target, TargetError
from syncwright.views.paint import visible


class Live(Struct, frozen=True):
    """The live side of a plan: what is wanted of the systems that can be reached, what they hold, what the ledger knows, and the systems."""

    want: Wanted
    observed: Observation
    kept: Kept
    targets: Mapping[str, Target]


class Ended(Exception):
    """The command ends here. `says`: lines for standard error."""

    def __init__(self, code: Exit, *says: str) -> None:
        super().__init__("\n".join(says))
        self.code, self.says = code, says

    def told(self) -> int:
        """Say it; the exit code."""
        for one in self.says:
            click.echo(visible(one), err=True)
        return self.code


def look(compilation: Compilation, ledger: str) -> Live:
    """Everything that a plan against the live systems of an environment needs. Raises Ended. Where each system is comes before all else."""
    targets = targets_of(compilation)
    try:
        known = kept(records_of(ledger))
    except LedgerError as error:
        raise Ended(Exit.FINDINGS, f"the ledger `{shown(ledger)}`: {error.says}", *([error.help] if error.help else [])) from error
    want = wanted_of(compilation, targets)
    try:
        observed = observe_live(targets, want, known)
    except TargetError as error:
        raise refused(error, compilation) from error
    except NotSeen as error:
        raise Ended(Exit.FINDINGS, f"{error}, so that no plan can be made") from error
    return Live(want, observed, known, targets)


def targets_of(compilation: Compilation) -> Mapping[str, Target]:
    """The live systems of an environment, by platform, each asked where it is. Raises Ended: without credentials, or in another org."""
    catalog = catalog_of(compilation)
    found: dict[str, Target] = {}
    for name, platform in compilation.platforms.items():
        try:
            target = platform.target(catalog, os.environ) if platform.target is not None else None
            there = target.identity() if target is not None else None
        except TargetError as error:
            raise refused(error, compilation) from error
        if target is not None and there is not None:
            others = list(other_places(catalog, there))
            if others:
                raise Ended(Exit.REFUSED, *(f"refused: {one}" for one in others), "nothing was sent but that question")
            found[name] = target
    if not found:
        raise Ended(Exit.USAGE, f"nothing in the environment `{catalog.environment.name}` can be reached; name a folder with --against")
    return found


def refused(error: TargetError, compilation: Compilation) -> Ended:
    """What to say where a system refuses."""
    return _refused(error, catalog_of(compilation).environment.name)


def told_refusal(error: TargetError, environment: str) -> int:
    """Say that a system refuses; the exit code."""
    return _refused(error, environment).told()


def _refused(error: TargetError, environment: str) -> Ended:
    """Another org is another refusal than one of the system, and so is what it holds and cannot be read."""
    code = {"other-org": Exit.REFUSED, "not-read": Exit.FINDINGS, "partial-retrieve": Exit.FINDINGS}.get(error.code, Exit.PLATFORM)
    return Ended(code, f"{error.code}: {error.says}", *_help(error, environment))


def _help(error: TargetError, environment: str) -> Sequence[str]:
    words = {
        "credentials": f"`syncwright doctor --env {environment}` says what is missing and what the user may not do",
        "later": "run it again later",
        "tomorrow": "run it again tomorrow: a limit of the day is used up",
        "look": "look at the system first",
    }
    return [words[error.remedy]] if error.remedy in words else []
