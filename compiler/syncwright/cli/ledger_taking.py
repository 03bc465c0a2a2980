"""`ledger rebase` and `ledger rebuild`: what is there now is taken for what we made."""

from collections.abc import Callable, Mapping, Sequence

import click

from syncwright.cli.exits import Exit
from syncwright.cli.ledger_place import told
from syncwright.cli.ledgers import ledger_at
from syncwright.cli.live import Ended, refused, targets_of
from syncwright.cli.shell import compile_specs, document, drawn, out, paint
from syncwright.compile import Compilation
from syncwright.ledger.disks import throw_away
from syncwright.ledger.model import LedgerError, Record, Unusable
from syncwright.ledger.opening import moment, open_ledger, shown, who
from syncwright.ledger.opening import rebuild as make_anew
from syncwright.ledger.reading import step_states, unfinished
from syncwright.plan.diff import NotSeen
from syncwright.planning.binding import identity
from syncwright.planning.history import Kept, kept
from syncwright.planning.live import observe_live, wanted_of
from syncwright.planning.taking import Taking, take
from syncwright.record_ids import same_id
from syncwright.records import compact
from syncwright.target import TargetError
from syncwright.views import ledger as view
from syncwright.views.paint import visible


def rebase(specs: str, environment: str | None, ledger: str | None, yes: bool, form: str) -> int:
    """Take what is there for what we made."""
    return _done(_rebased, specs, environment, ledger, yes, form)


def rebuild(specs: str, environment: str | None, ledger: str | None, yes: bool, form: str) -> int:
    """Make the ledger anew, from what is there."""
    return _done(_rebuilt, specs, environment, ledger, yes, form)


def _done(
    deed: Callable[[Compilation, str, bool, str], int], specs: str, environment: str | None, ledger: str | None, yes: bool, form: str
) -> int:
    """One of the two, on the ledger of an environment of what compiles."""
    compilation = _compiled(specs, environment)
    if compilation is None:
        return Exit.FINDINGS
    try:
        return deed(compilation, ledger_at(ledger, specs, _environment(compilation)), yes, form)
    except LedgerError as error:
        return told(error)


def _rebased(compilation: Compilation, where: str, yes: bool, form: str) -> int:
    opened = open_ledger(where, create=None)
    records = opened.verify()
    _see_whose(compilation, records)
    taking = _taking(compilation, kept(records))
    if isinstance(taking, int):
        return taking
    _show(where, taking, records, form)
    if not yes:
        return _only_shown()
    user, host, pid = who()
    hold = opened.hold(user, host, pid, moment())
    try:
        if [one.hash for one in opened.records()][-1] != records[-1].hash:
            raise Unusable("somebody else has written to it in the meantime", "run this again")
        hold.append("rebased", at=moment(), by=f"{user}@{host}", body=_body(taking))
    finally:
        hold.release()
    if form == "human":
        out("the ledger says so now\n")
    return Exit.FINE


def _rebuilt(compilation: Compilation, where: str, yes: bool, form: str) -> int:
    assert compilation.catalog is not None, "it compiled"
    spec = compilation.catalog.environment.spec
    why = throw_away(where) if spec.protected else None
    if why is not None:
        raise Unusable(f"`{where}` lies {why}, and the environment is protected", "name a place that lasts with --ledger")
    taking = _taking(compilation, kept(()))
    if isinstance(taking, int):
        return taking
    _show(where, taking, (), form)
    if not yes:
        return _only_shown()
    old = make_anew(where, _opening(compilation), _body(taking))
    if form == "human":
        out("the ledger is made anew" + (f"; the old one is kept: {visible(old)}" if old else "") + "\n")
    return Exit.FINE


def _compiled(specs: str, environment: str | None) -> Compilation | None:
    """The specs, if they say what is wanted; else what is wrong with them is shown."""
    compilation = compile_specs(specs, environment)
    if not compilation.failed:
        return compilation
    out(drawn(document(compilation), "human"))
    click.echo("the ledger is as it was", err=True)
    return None


def _environment(compilation: Compilation) -> str:
    assert compilation.catalog is not None, "it compiled"
    return compilation.catalog.environment.name


def _opening(compilation: Compilation) -> Mapping[str, str]:
    """What the first record of a ledger says of whose it is."""
    catalog = compilation.catalog
    assert catalog is not None, "it compiled"
    place = identity(catalog, None)
    return {"estate": catalog.estate.name, "environment": catalog.environment.name, "org": place.get("org", "")}


def _see_whose(compilation: Compilation, records: Sequence[Record]) -> None:
    """See that a ledger is of this environment. Raises Unusable."""
    for name, wanted in _opening(compilation).items():
        found = records[0].body.get(name, wanted)
        if found != wanted and not same_id(found, wanted):
            raise Unusable(f"it is of the {name} `{found}`, and the specs are of `{wanted}`", "name the right one with --ledger or --env")


def _taking(compilation: Compilation, known: Kept) -> Taking | int:
    """What is there now, of all that is wanted or ours; or the exit code, once it was said why it cannot be seen."""
    try:
        targets = targets_of(compilation)
        want = wanted_of(compilation, targets)
        return take(want, observe_live(targets, want, known), known)
    except Ended as ended:
        code = ended.told()
    except TargetError as error:
        code = refused(error, compilation).told()
    except NotSeen as error:
        click.echo(visible(str(error)), err=True)
        code = Exit.FINDINGS
    click.echo("the ledger is as it was", err=True)
    return code


def _show(where: str, taking: Taking, records: Sequence[Record], form: str) -> None:
    plan = unfinished(records)
    states = step_states(records, plan) if plan is not None else {}
    unknown = [step for step, state in states.items() if state.state in ("intended", "running")]
    doc = view.taking_document(shown(where), taking, plan, unknown)
    out(view.as_json(doc) if form == "json" else view.human_taking(doc, paint()))


def _only_shown() -> int:
    click.echo("the ledger is as it was; --yes does it", err=True)
    return Exit.FINE


def _body(taking: Taking) -> dict[str, str]:
    return {"digests": compact(taking.digests).decode(), "made": taking.made}
