"""A plan as the command line makes it: specs that compiled, the other side that is asked for, the plan, and its document."""

from collections.abc import Callable, Sequence
from functools import partial

import click

from syncwright.cli.exits import Exit
from syncwright.cli.ledgers import ledger_at, records_of
from syncwright.cli.shell import document as findings_document
from syncwright.cli.shell import drawn, now, out, version
from syncwright.cli.sides import as_it_was, compile_revision, drawn_findings, observe_folder
from syncwright.compile import Compilation
from syncwright.diagnostics import Diagnostic, Place
from syncwright.ledger.model import LedgerError, Record
from syncwright.plan.diff import NotSeen
from syncwright.plan.document import Document
from syncwright.plan.model import Plan
from syncwright.planning import (
    Consent,
    Kept,
    NothingSelected,
    Request,
    Wanted,
    guard_plan,
    plan_estate,
    users_behind,
    wanted,
    why_unchanged,
)
from syncwright.planning.approval import directions, owners, reasons
from syncwright.planning.estate import CountDepartures
from syncwright.records import Struct
from syncwright.resource import Observation
from syncwright.target import Target, TargetError
from syncwright.text import FILE_START, Span
from syncwright.views import plan as view

#: Spec files in which lines are looked up. That reads them again, and nobody looks into more of them.
_LOOKED_UP = 25


class Asked(Struct, frozen=True):
    """What the command line asks for. `against`: a folder; `since`: a revision; neither: the environment's live systems.

    `ledger`: where it lies, if that is said. `data`: exports in which it is counted which records go.
    """

    specs: str
    against: str | None = None
    since: str | None = None
    ledger: str | None = None
    only: tuple[str, ...] = ()
    consent: Consent = Consent()
    rollback: bool = False
    data: tuple[str, ...] = ()


class Made(Struct, frozen=True):
    """A plan with all that it was made of. `kept` and `targets`: what a ledger says, and the live systems that it is for, by platform; none for
    a folder or a revision.
    """

    plan: Plan
    want: Wanted
    document: Document
    observed: Observation
    kept: Kept | None
    targets: "dict[str, Target]"


class _Seen(Struct, frozen=True):
    """The other side: what is wanted of it and what was seen; `former`, where it is another revision, and `kept`, where there is a ledger."""

    want: Wanted
    observed: Observation
    against: str
    former: Compilation | None = None
    kept: Kept | None = None
    targets: "dict[str, Target]" = {}


def made(compilation: Compilation, asked: Asked) -> Made | int:
    """The plan for specs that compiled; the exit code, once it was said why there is none."""
    seen = _seen(compilation, asked)
    if isinstance(seen, int):
        click.echo("nothing was planned", err=True)
        return seen
    plan = _planned(compilation, seen, asked)
    if plan.drift:
        told = _by_whom(plan, seen.targets, compilation)
        if isinstance(told, int):
            return told
        plan = told
    try:
        diagnostics = guard_plan(compilation, seen.want, plan, asked.consent, seen.former, seen.kept, _records(compilation, plan, asked))
    except LedgerError as error:
        raise click.ClickException(f"the ledger: {error.says}{f'; {error.help}' if error.help else ''}") from error
    document = _document(compilation, seen, plan, diagnostics, asked)
    return Made(plan, seen.want, document, seen.observed, seen.kept, seen.targets)


def _records(compilation: Compilation, plan: Plan, asked: Asked) -> Sequence[Record]:
    """What the ledger holds, where the plan starts something: a plan beside another revision reads none else. May raise LedgerError."""
    if not any(one.kind == "starts" for one in plan.hazards):
        return ()
    assert compilation.catalog is not None, "a plan was made of it"
    return records_of(ledger_at(asked.ledger, asked.specs, compilation.catalog.environment.name))


def _by_whom(plan: Plan, targets: "dict[str, Target]", compilation: Compilation) -> Plan | int:
    """With who changed what behind our back; the exit code, once it was said that a system does not answer."""
    from syncwright.cli.live import refused
    from syncwright.planning.live import by_whom

    try:
        return by_whom(plan, targets)
    except TargetError as error:
        return refused(error, compilation).told()


# ------------------------------------------------------------------ the other side


def _seen(compilation: Compilation, asked: Asked) -> _Seen | int:
    """The other side; the exit code, once it was said what is wrong with it."""
    if asked.against is not None:
        return _of_folder(compilation, asked.against)
    return _of_revision(compilation, asked.specs, asked.since) if asked.since is not None else _live(compilation, asked)


def _live(compilation: Compilation, asked: Asked) -> _Seen | int:
    """What the systems hold, and what the ledger knows."""
    # Start-up time: what reaches systems is not asked for by other plans.
    from syncwright.cli.live import Ended, look
    from syncwright.ledger.reading import unfinished
    from syncwright.planning.live import not_looked_at

    assert compilation.catalog is not None, "asked of what compiled"
    try:
        found = look(compilation, ledger_at(asked.ledger, asked.specs, compilation.catalog.environment.name))
    except Ended as ended:
        return ended.told()
    if (open_ := unfinished(found.kept.records)) is not None:
        says = f"note: the plan {open_[:12]} is not finished; `apply` its file, or the next one needs `--give-up {open_[:12]}`"
        click.echo(says, err=True)
    for title, number in not_looked_at(compilation, found.targets).items():
        says = f"note: {number:,} thing{'s' if number != 1 else ''} of {title} {'are' if number != 1 else 'is'} not looked at: nothing asks that platform"
        click.echo(f"{says}; --since REV shows what the specs change there", err=True)
    return _Seen(found.want, found.observed, found.observed.where, None, found.kept, dict(found.targets))


def _of_folder(compilation: Compilation, folder: str) -> _Seen | int:
    want = wanted(compilation, in_source=True)
    observed, sources = observe_folder(compilation, folder, want.addresses)
    if observed.findings:
        out(drawn(drawn_findings(observed.findings, sources), "human"))
        return Exit.FINDINGS
    return _Seen(want, observed.observation, folder)


def _of_revision(compilation: Compilation, specs: str, since: str) -> _Seen | int:
    want = wanted(compilation, in_source=False)
    former = compile_revision(compilation, specs, since)
    if former.failed:
        click.echo(f"the specs at `{since}` have errors; name a revision that checks, or a folder with --against", err=True)
        out(drawn(findings_document(former), "human"))
        return Exit.FINDINGS
    return _Seen(want, as_it_was(former, want, since), since, former)


# ------------------------------------------------------------------ the plan and its document


def _planned(compilation: Compilation, seen: _Seen, asked: Asked) -> Plan:
    in_source = asked.against is not None
    request = Request(seen.against, in_source, now(), version(), asked.against, asked.only, asked.rollback)
    try:
        return plan_estate(compilation, seen.want, seen.observed, request, seen.former, seen.kept, _counting(compilation, asked))
    except NothingSelected as error:
        raise click.UsageError(f"--only `{error}` names nothing that would change") from error
    except NotSeen as error:
        raise click.ClickException(f"{error}, so no plan can be made") from error


def _counting(compilation: Compilation, asked: Asked) -> CountDepartures | None:
    """Counts which records go, where there is data to count in."""
    if not asked.data:
        return None
    assert compilation.catalog is not None, "a plan is made of it"
    from syncwright.cli.departing import departed  # start-up time: hardly any plan counts

    return partial(departed, compilation.catalog, asked.data)


def _document(compilation: Compilation, seen: _Seen, plan: Plan, diagnostics: list[Diagnostic], asked: Asked) -> Document:
    assert compilation.catalog is not None, "a plan was made of it"
    keys = {reason.key for reason in reasons(plan)}
    return view.document(
        plan,
        seen.want.types,
        {name: platform.title for name, platform in compilation.platforms.items()},
        sorted([*compilation.diagnostics, *diagnostics], key=lambda one: one.order),
        version(),
        owners=owners(compilation.catalog, keys),
        directions=directions(compilation.catalog, keys),
        users=users_behind(compilation, plan.changes),
        locate=_located(compilation, plan),
        unchanged=_unchanged(compilation, seen, plan, asked) if plan.empty else "",
    )


def _located(compilation: Compilation, plan: Plan) -> Callable[[Place], Span] | None:
    """Looks up lines, if the reasons of the plan stand in few enough files."""
    paths = {reason.path for reason in reasons(plan)} & compilation.sources.keys()
    if len(paths) > _LOOKED_UP:
        return None
    locate = compilation.locate()
    return lambda place: locate(place) if place.path in paths else FILE_START


def _unchanged(compilation: Compilation, seen: _Seen, plan: Plan, asked: Asked) -> str:
    if plan.left_out:
        return "everything that would change is left out"
    if seen.former is not None and asked.since is not None:
        return why_unchanged(compilation, seen.former, asked.since)
    if seen.kept is not None:
        return f"`{seen.against}` holds what the specs want, and nobody changed what is ours"
    return f"`{seen.against}` holds what the specs want"
