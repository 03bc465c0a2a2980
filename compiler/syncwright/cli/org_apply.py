"""A plan carried out on the live systems of an environment: everything that may forbid it first, then the engine, then what is to be said."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from hashlib import sha256

import click

from syncwright.apply.ended import Ended as RunEnded
from syncwright.apply.journal import Journal
from syncwright.apply.model import Run, Told
from syncwright.apply.run import apply, settle_only
from syncwright.apply.starting import not_usable, of_another, short
from syncwright.cli.asked_apply import Asked
from syncwright.cli.exits import Exit
from syncwright.cli.interrupts import Interrupts
from syncwright.cli.kept_plans import keep_plan, plans_folder
from syncwright.cli.ledger_place import say
from syncwright.cli.ledgers import ledger_at
from syncwright.cli.live import Ended, refused, targets_of
from syncwright.cli.new_ledger import lasts, made_for
from syncwright.cli.shell import compile_specs, document, drawn, now, out, paint, version
from syncwright.compile import Compilation
from syncwright.ledger.model import Busy, Hold, Ledger, LedgerError, Missing, Record
from syncwright.ledger.opening import moment, open_ledger, who
from syncwright.ledger.reading import plan_state
from syncwright.plan.model import Plan
from syncwright.planning import wanted
from syncwright.planning.binding import identity, specs_hash
from syncwright.planning.live import platform_of, wanted_of
from syncwright.planning.sides import Wanted, catalog_of
from syncwright.planning.stale import stale, unlike
from syncwright.records import Struct
from syncwright.resource import Observation, Resource
from syncwright.target import Target, TargetError
from syncwright.views import apply as view
from syncwright.views.paint import visible

_AGAIN = "nothing was changed; make the plan again"


class _Brought(Struct, frozen=True):
    """A plan, the bytes of its file, what the specs mean now, and where its ledger lies."""

    plan: Plan
    data: bytes
    compilation: Compilation
    where: str

    @property
    def id(self) -> str:
        """The plan's id, whatever its file is called."""
        return sha256(self.data).hexdigest()


def carry_out(plan: Plan, data: bytes, asked: Asked) -> int:
    """Carry a plan out on the org that it was made for; the exit code."""
    with Interrupts() as interrupts:
        try:
            where = ledger_at(asked.ledger, asked.specs, plan.binding.environment)
            _free(where)
            return _compiled(plan, data, asked, where, interrupts)
        except Ended as ended:
            return ended.told()
        except LedgerError as error:
            return _ledger(error, open_=interrupts.open, sent=interrupts.sending)
        except KeyboardInterrupt:
            said = "what is not recorded is looked up by the next `apply` of the same file" if interrupts.sending else "nothing was sent"
            click.echo(f"interrupted; {said}", err=True)
            return Exit.UNKNOWN if interrupts.open else Exit.UNDONE


def _free(where: str) -> None:
    """See at once that nobody holds the lock: reading specs may take longer than anybody likes to wait for that. Raises Busy."""
    try:
        with closing(open_ledger(where, create=None)) as ledger:
            holder = ledger.holder()
    except Missing:
        return
    if holder is not None:
        raise Busy(holder)


def _compiled(plan: Plan, data: bytes, asked: Asked, where: str, interrupts: Interrupts) -> int:
    compilation = compile_specs(asked.specs, plan.binding.environment)
    if compilation.failed:
        out(drawn(document(compilation), "human"))
        click.echo("nothing was changed", err=True)
        return Exit.FINDINGS
    if plan.empty:
        click.echo("nothing to do: the plan changes nothing")
        return Exit.FINE
    if since := _not_live(plan, compilation):
        raise _not(since, "nothing was changed")
    lasts(where, catalog_of(compilation))
    with closing(_ledger_of(where, plan)) as ledger:
        user, host, process = who()
        hold = ledger.hold(user, host, process, moment())
        try:
            return _held(_Brought(plan, data, compilation, where), asked, ledger, hold, interrupts)
        finally:
            hold.release()


def _ledger_of(where: str, plan: Plan) -> Ledger:
    """The ledger; one is made where there is none, for what the plan is made for."""
    bound = plan.binding
    return open_ledger(where, create=made_for(bound.estate, bound.environment, bound.identity.get("org", "")))


def _held(brought: _Brought, asked: Asked, ledger: Ledger, hold: Hold, interrupts: Interrupts) -> int:
    """With the lock: nobody else begins a plan from here on."""
    records, plan = tuple(ledger.records()), brought.plan
    _usable(records, brought, asked)
    user, host, _ = who()
    journal = Journal(interrupts.watched(hold), interrupts, brought.id, f"{user}@{host}", records)
    begun, unknown = plan_state(records, brought.id) == "unfinished", bool(journal.unknown())
    differing = unlike(plan, catalog_of(brought.compilation), _want(brought.compilation), version())
    if differing and not unknown:
        raise _not(differing, _give_up(brought) if begun else _AGAIN)
    if differing and _elsewhere(brought):
        raise _not(differing, "what became of a step is not known, and can be looked up only where it was begun: say that place again")
    targets = targets_of(brought.compilation)
    if not begun:
        _still_as_it_was(brought, targets)
    _kept(brought, asked)
    interrupts.open, interrupts.sending = unknown, True
    if not begun:
        journal.started(len(plan.steps), plan.binding.tool, plan.binding.made)
    watched = _Watched()
    run = Run(plan, _want(brought.compilation).types, targets, journal, interrupts, watched.told)
    ended = settle_only(run) if differing else apply(run)
    watched.over()
    interrupts.open = bool(ended.unknown)
    if differing and not ended.unknown:
        raise _not(differing, f"what was not known is settled, and nothing more was done; {_give_up(brought)}")
    return _reported(brought, asked, ledger, ended, watched.window)


def _elsewhere(brought: _Brought) -> bool:
    """Whether the environment is another org by now. What was begun in one is not found in another."""
    here, bound = identity(catalog_of(brought.compilation), None), brought.plan.binding.identity
    return any(here.get(name) != bound.get(name) for name in ("org", "instance"))


def _give_up(brought: _Brought) -> str:
    return f"make the plan again, and carry it out with `--give-up {short(brought.id)}`"


def _usable(records: Sequence[Record], brought: _Brought, asked: Asked) -> None:
    """See that this ledger lets the plan be carried out. Raises Ended."""
    reasons = list(of_another(records[0].body, brought.plan))
    unusable = not_usable(records, brought.id, asked.give_up) if not reasons else None
    if reasons or unusable is not None:
        raise _not(reasons or [unusable or ""], "nothing was changed")


def _still_as_it_was(brought: _Brought, targets: Mapping[str, Target]) -> None:
    """See that a plan that was never begun holds. Raises Ended."""
    catalog, want = catalog_of(brought.compilation), _want(brought.compilation)
    differing = stale(brought.plan, catalog, want, _observed(brought.plan, targets, brought.compilation), version(), now())
    if differing:
        raise _not(differing, _AGAIN)


def _want(compilation: Compilation) -> Wanted:
    """What the specs want of platforms that can be reached, as a plan against live systems does."""
    return wanted_of(compilation, {name: one for name, one in compilation.platforms.items() if one.target is not None})


def _not_live(plan: Plan, compilation: Compilation) -> list[str]:
    """That a plan was made since a revision: such a one wants things of every platform."""
    catalog, bound = catalog_of(compilation), plan.binding
    if bound.specs == specs_hash(catalog, _want(compilation)) or bound.specs != specs_hash(catalog, wanted(compilation, in_source=False)):
        return []
    return [f"it was made against `{bound.against}` and not against what the systems hold; make one with `plan --env NAME --out`"]


def _observed(plan: Plan, targets: Mapping[str, Target], compilation: Compilation) -> Observation:
    """What the systems hold now of everything that the plan changes. Raises Ended."""
    resources: dict[str, Resource] = {}
    complete: set[str] = set()
    absent: set[str] = set()
    for name, target in targets.items():
        addresses = sorted(address for address in plan.binding.observed if platform_of(address) == name)
        try:
            seen = target.observe(addresses) if addresses else Observation({}, frozenset(), frozenset())
        except TargetError as error:
            raise refused(error, compilation) from error
        resources |= seen.resources
        complete |= seen.complete
        absent |= seen.absent
    unseen = sorted(plan.binding.observed.keys() - complete - absent)
    if unseen:
        raise _not([f"`{address}` cannot be seen completely" for address in unseen], "nothing was changed")
    return Observation(resources, frozenset(complete), frozenset(absent))


def _kept(brought: _Brought, asked: Asked) -> None:
    try:
        keep_plan(plans_folder(brought.where, asked.specs), brought.id, brought.data)
    except OSError as error:
        says = f"the plan cannot be kept beside its ledger: {error.strerror}"
        raise Ended(Exit.UNDONE, says, "nothing was sent; make room for it, and run it again") from error


# ------------------------------------------------------------------ what is said


def _reported(brought: _Brought, asked: Asked, ledger: Ledger, ended: RunEnded, window: float) -> int:
    code = Exit(ended.exit)
    if code == Exit.FINE and asked.detailed and ended.people:
        code = Exit.REMAINING
    try:
        records: Sequence[Record] = tuple(ledger.records(brought.id))
    except LedgerError:
        records = ()
    doc = view.document(brought.id, brought.plan.binding.environment, ledger.where, brought.plan.steps, ended, records, code, window)
    _say(view.as_json(doc) if asked.form == "json" else view.human(doc, paint()))
    return code


def _say(text: str) -> None:
    """Whoever reads it may have gone; how the run ended is still told by the exit code."""
    try:
        out(text)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _not(because: Sequence[str], then: str) -> Ended:
    return Ended(Exit.REFUSED, *(f"refused: {one}" for one in because), then)


def _ledger(error: LedgerError, *, open_: bool, sent: bool) -> int:
    """What is wrong with the ledger, and how that ends. Nothing is sent without one."""
    say(error)
    if isinstance(error, Busy):
        return Exit.LOCKED
    if isinstance(error, Missing):
        return Exit.USAGE
    if not sent:
        click.echo("nothing was sent", err=True)
    return Exit.UNKNOWN if open_ else Exit.UNDONE


class _Watched:
    """What goes on, on a terminal: one line on standard error, which goes when it is over. `window`: the longest time from reading what a step
    changes to asking for the change, in which somebody else's change is not seen.
    """

    def __init__(self) -> None:
        self.window, self._shown = 0.0, 0
        self._watches = sys.stderr.isatty()

    def told(self, one: Told) -> None:
        """Something goes on."""
        if one.doing == "window":
            self.window = max(self.window, one.number)
        elif self._watches and one.doing not in ("done", "observed"):
            of = f" {one.number:,.0f} of {one.of:,.0f}" if one.of else ""
            self._show(f"{one.doing}{of}: {visible(one.step.title)[:90]} ...")

    def over(self) -> None:
        """Take the line away."""
        if self._shown:
            self._show("")
            sys.stderr.write("\r")
            sys.stderr.flush()

    def _show(self, text: str) -> None:
        sys.stderr.write("\r" + text.ljust(self._shown))
        sys.stderr.flush()
        self._shown = len(text)
