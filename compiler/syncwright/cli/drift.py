"""`syncwright adopt --drift`: what somebody changed behind our back, written into the specs, so that the next plan leaves it alone."""

from functools import partial

import click

from syncwright.adopt.drift import NotSaid, say
from syncwright.cli.exits import Exit
from syncwright.cli.planned import Asked, Made, made
from syncwright.cli.rewrite import write_specs
from syncwright.cli.shell import compile_specs, compile_tree, document, drawn, now, out, paint, read_specs, version
from syncwright.compile import Compilation
from syncwright.files import Tree
from syncwright.plan.changes import Edit
from syncwright.plan.diff import NotSeen
from syncwright.plan.drift import Drift
from syncwright.planning import Request, plan_estate
from syncwright.planning.live import observe_live, wanted_of
from syncwright.resource import Observation
from syncwright.target import TargetError
from syncwright.views import drift as view
from syncwright.views.paint import visible


def adopt_drift(address: str, specs: str, environment: str | None, ledger: str | None, *, dry_run: bool, form: str) -> int:
    """Write it, or say why specs cannot say it; the exit code."""
    compilation = compile_specs(specs, environment)
    if compilation.failed or compilation.catalog is None:
        return _nothing(compilation, form)
    planned = made(compilation, Asked(specs, ledger=ledger))
    if isinstance(planned, int):
        return planned
    drift = _named(planned, address)
    tree = read_specs(specs)
    try:
        said = say(drift, compilation.catalog, tree, specs, compilation.platforms, partial(_compiled, specs, environment))
    except NotSaid as error:
        return _refused(str(error))
    if said.after.failed:
        return _nothing(said.after, form)
    left = _left(said.after, planned, drift)
    if left:
        return _refused(*left)
    if said.files and not dry_run:
        write_specs(specs, said.files, said.before)
    doc = view.document(drift, said, dry_run=dry_run)
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    return Exit.FINE


def _compiled(specs: str, environment: str | None, tree: Tree) -> Compilation:
    return compile_tree(tree, specs, environment)


def _named(planned: Made, address: str) -> Drift:
    found = next((one for one in planned.plan.drift if one.address == address), None)
    if found is not None:
        return found
    if planned.kept is None or address not in planned.kept.managed:
        raise click.UsageError(f"no plan of this ledger made `{address}`; `syncwright adopt FILE --user NAME` adopts what was never ours")
    others = ", ".join(f"`{one.address}`" for one in planned.plan.drift)
    raise click.UsageError(f"nobody changed `{address}`" + (f"; changed were {others}" if others else ""))


def _left(after: Compilation, planned: Made, drift: Drift) -> list[str]:
    """The parts of the drift that the specs, as they would be, still want otherwise, with what asks for it."""
    parts = {(part.attribute, part.name) for part in drift.parts}
    plan = plan_estate(
        after, wanted_of(after, planned.targets), _seen(after, planned), Request("", False, now(), version()), kept=planned.kept
    )
    edits = (edit for change in plan.changes if change.address == drift.address for edit in change.edits)
    return [_wanted(edit) for edit in edits if (edit.attribute, edit.name) in parts]


def _seen(after: Compilation, planned: Made) -> Observation:
    """What was seen; seen anew, where the specs as they would be want more than was looked at."""
    assert planned.kept is not None, "there is no drift without a ledger"
    asked = wanted_of(after, planned.targets).addresses
    if asked <= planned.observed.complete | planned.observed.absent:
        return planned.observed
    try:
        return observe_live(planned.targets, wanted_of(after, planned.targets), planned.kept)
    except (TargetError, NotSeen) as error:
        raise click.ClickException(f"{error}, so that nothing was written") from error


def _wanted(edit: Edit) -> str:
    what = f"`{edit.attribute}`" + (f" `{edit.name}`" if edit.name else "")
    asks = "; ".join(f"`{one.key}` in {one.path}" if one.path else f"`{one.key}`" for one in edit.reasons[:3])
    wants = f"is to be `{edit.new}`" if edit.new is not None else "is not to be there"
    return f"{what} {wants} as {asks} asks for it: change that by hand" if asks else f"{what} {wants}, and no spec can say otherwise"


def _refused(*because: str) -> int:
    for one in because:
        click.echo(f"refused: {visible(one)}", err=True)
    click.echo("nothing was written", err=True)
    return Exit.FINDINGS


def _nothing(compilation: Compilation, form: str) -> int:
    out(drawn(document(compilation), form))
    click.echo("nothing was written", err=True)
    return Exit.FINDINGS
