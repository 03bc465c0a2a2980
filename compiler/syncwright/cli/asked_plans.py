"""Which plan `steps` and `attest` are about, and how it stands: the one that is named, else the one that was begun last."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import click

from syncwright.apply.routine import Routine
from syncwright.cli.kept_plans import kept_plan, plans_folder, read_plan_file
from syncwright.cli.shell import compile_specs
from syncwright.compile import Compilation
from syncwright.ledger.model import Record
from syncwright.plan.model import Plan
from syncwright.plan.stored import NotAPlan, read_plan
from syncwright.planning.reviews import routines as asked_for
from syncwright.platform import installed
from syncwright.records import Struct

_LONGEST_ID = 64


class AskedPlan(Struct, frozen=True):
    """A plan and its id."""

    plan: Plan
    id: str


def machines() -> frozenset[str]:
    """Platforms that steps can be carried out on; what others say is left to people."""
    return frozenset(name for name, platform in installed().items() if platform.target is not None)


def in_environment(specs: str, environment: str | None) -> Compilation:
    """The specs, which say who does what; those with errors still do."""
    compilation = compile_specs(specs, environment)
    if compilation.catalog is None:
        raise click.UsageError("the specs cannot be read; `syncwright check` shows what is wrong with them")
    return compilation


def asked_plan(said: str | None, where: str, specs: str, records: Sequence[Record]) -> AskedPlan | None:
    """The plan in a file, or of which the ledger knows by (the beginning of) its id; the one begun last if none is named. None if there is none."""
    if said is not None and Path(said).is_file():
        return _read(Path(said), said)
    begun = [record.plan for record in records if record.kind == "started"]
    if said is None:
        return _kept(begun[-1], where, specs) if begun else None
    found = sorted({one for one in begun if one.startswith(said)}) if said and len(said) <= _LONGEST_ID else []
    if len(found) != 1:
        raise click.UsageError(
            f"`{said}` is neither a plan file nor the id of a plan that was begun"
            if not found
            else f"`{said}` is the beginning of {len(found)} plans' ids"
        )
    return _kept(found[0], where, specs)


def _kept(plan: str, where: str, specs: str) -> AskedPlan:
    folder = plans_folder(where, specs)
    data = kept_plan(folder, plan)
    if data is None or sha256(data).hexdigest() != plan:
        raise click.UsageError(f"the plan {plan[:12]} is not kept in `{folder}`, or was changed there; name its file")
    return _asked(data, plan)


def _read(path: Path, said: str) -> AskedPlan:
    try:
        return _asked(read_plan_file(str(path)), said)
    except OSError as error:
        raise click.UsageError(f"`{said}` cannot be read: {error.strerror}") from error


def _asked(data: bytes, said: str) -> AskedPlan:
    try:
        plan = read_plan(data)
    except NotAPlan as error:
        raise click.UsageError(f"`{said}`: {error}") from error
    if "folder" in plan.binding.identity:
        raise click.UsageError(f"`{said}` was made for the folder `{plan.binding.identity['folder']}`; `apply` says what remains of it")
    return AskedPlan(plan, sha256(data).hexdigest())


def routines(compilation: Compilation) -> list[Routine]:
    """The checks that connectors ask for, by name."""
    assert compilation.catalog is not None, "asked of what has a catalog"
    return asked_for(compilation.catalog)
