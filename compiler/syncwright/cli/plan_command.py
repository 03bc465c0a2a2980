"""`syncwright plan`."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from syncwright.cli.exits import Exit
from syncwright.cli.shell import compile_specs, document, drawn, env_option, format_option, now, out, paint, specs_argument, version
from syncwright.cli.sides import as_it_was, compile_revision, drawn_findings, observe_folder
from syncwright.compile import Compilation
from syncwright.diagnostics import Diagnostic, Place, failed
from syncwright.plan.diff import NotSeen
from syncwright.plan.document import Document
from syncwright.plan.model import Plan
from syncwright.planning import Consent, NothingSelected, Request, Wanted, guard_plan, plan_estate, users_behind, wanted, why_unchanged
from syncwright.planning.approval import directions, owners, reasons
from syncwright.records import Struct
from syncwright.resource import Observation
from syncwright.text import FILE_START, Span
from syncwright.views import plan as view

#: Spec files in which lines are looked up. That reads them again, and nobody looks into more of them.
_LOOKED_UP = 25


class _Said(Struct, frozen=True):
    """What the command line says."""

    specs: str
    environment: str | None
    against: str | None
    since: str
    only: tuple[str, ...]
    consent: Consent
    rollback: bool


class _Seen(Struct, frozen=True):
    """The other side: what is wanted of it and what was seen; `former`, where it is another revision."""

    want: Wanted
    observed: Observation
    against: str
    former: Compilation | None = None


@click.command("plan")
@specs_argument
@env_option
@click.option("--against", metavar="DIR", help="Compare with the SFDX source in this folder.")
@click.option("--since", metavar="REV", help="Compare with the specs at this revision of their git repository.  [default: HEAD]")
@click.option("--out", "target", type=click.Path(path_type=Path), help="Save the plan to this file, for `apply`.")
@format_option("human", "json", "markdown")
@click.option("--for", "reader", type=click.Choice(view.READERS), help="What one of its readers has to decide, about a screen.")
@click.option("--only", multiple=True, metavar="SELECTOR", help="Plan these addresses (`*` stands for anything) or `sync_user:NAME` alone.")
@click.option("--allow-removals", type=click.IntRange(min=0), metavar="N", help="Allow this plan to take away exactly so many parts.")
@click.option("--deploys-as", metavar="USERNAME", help="The user that deploys; a plan that takes its access away is refused.")
@click.option("--allow-own-removals", is_flag=True, help="Allow access of that user to go.")
@click.option("--rollback", is_flag=True, help="Plan the way back: from what the specs want to what is there now.")
@click.option("--detailed-exitcode", is_flag=True, help="End with 2 if there are changes.")
def command(
    specs: str,
    environment: str | None,
    against: str | None,
    since: str | None,
    target: Path | None,
    form: str,
    reader: view.Reader | None,
    only: tuple[str, ...],
    allow_removals: int | None,
    deploys_as: str | None,
    allow_own_removals: bool,
    rollback: bool,
    detailed_exitcode: bool,
) -> int:
    """Show what SPECS (default: ./specs) would change, why, and at what risk.

    Of filters that say something else than at the other revision it shows a record that starts to pass and one that stops, or that there is
    none. A plan that is refused is shown all the same, and not saved.
    """
    if against is not None and since is not None:
        raise click.UsageError("say --against or --since, not both")
    consent = Consent(allow_removals, deploys_as, allow_own_removals)
    said = _Said(specs, environment, against, since or "HEAD", only, consent, rollback)
    compilation = compile_specs(specs, environment)
    if compilation.failed:
        return _nothing(drawn(document(compilation), "json" if form == "json" else "human"))
    seen = _seen(compilation, said)
    if isinstance(seen, str):
        return _nothing(seen)
    plan = _planned(compilation, seen, said)
    diagnostics = guard_plan(compilation, seen.want, plan, consent, seen.former)
    doc = _document(compilation, seen, plan, diagnostics, said)
    out(_drawn(doc, form, reader))
    return _ended(doc, target, failed(diagnostics), detailed_exitcode)


def _nothing(text: str) -> int:
    out(text)
    click.echo("nothing was planned", err=True)
    return Exit.FINDINGS


def _seen(compilation: Compilation, said: _Said) -> _Seen | str:
    """The other side, or what is wrong with it, drawn."""
    want = wanted(compilation, in_source=said.against is not None)
    if said.against is not None:
        observed, sources = observe_folder(compilation, said.against, want.addresses)
        if observed.findings:
            return drawn(drawn_findings(observed.findings, sources), "human")
        return _Seen(want, observed.observation, said.against)
    former = compile_revision(compilation, said.specs, said.since)
    if former.failed:
        click.echo(f"the specs at `{said.since}` have errors; name a revision that checks, or a folder with --against", err=True)
        return drawn(document(former), "human")
    return _Seen(want, as_it_was(former, want, said.since), said.since, former)


def _planned(compilation: Compilation, seen: _Seen, said: _Said) -> Plan:
    in_source = said.against is not None
    request = Request(seen.against, in_source, now(), version(), said.against, said.only, said.rollback)
    try:
        return plan_estate(compilation, seen.want, seen.observed, request, seen.former)
    except NothingSelected as error:
        raise click.UsageError(f"--only `{error}` names nothing that would change") from error
    except NotSeen as error:
        raise click.ClickException(f"{error}, so no plan can be made") from error


def _document(compilation: Compilation, seen: _Seen, plan: Plan, diagnostics: list[Diagnostic], said: _Said) -> Document:
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
        unchanged=_unchanged(compilation, seen, plan, said) if plan.empty else "",
    )


def _located(compilation: Compilation, plan: Plan) -> Callable[[Place], Span] | None:
    """Looks up lines, if the reasons of the plan stand in few enough files."""
    paths = {reason.path for reason in reasons(plan)} & compilation.sources.keys()
    if len(paths) > _LOOKED_UP:
        return None
    locate = compilation.locate()
    return lambda place: locate(place) if place.path in paths else FILE_START


def _unchanged(compilation: Compilation, seen: _Seen, plan: Plan, said: _Said) -> str:
    if plan.left_out:
        return "everything that would change is left out"
    if seen.former is not None:
        return why_unchanged(compilation, seen.former, said.since)
    return f"`{seen.against}` holds what the specs want"


def _drawn(doc: Document, form: str, reader: view.Reader | None) -> str:
    if form == "json":
        return view.as_json(doc)
    if form == "markdown":
        return view.markdown(doc) if reader is None else view.markdown_for_reader(doc, reader)
    return view.human(doc, paint()) if reader is None else view.for_reader(doc, reader, paint())


def _ended(doc: Document, target: Path | None, refused: bool, detailed: bool) -> int:
    if refused:
        if target is not None:
            click.echo("the plan is refused and was not saved", err=True)
        return Exit.FINDINGS
    if target is not None:
        _save(target, view.as_json(doc).encode())
        click.echo(f"saved to {target}", err=True)
    return Exit.CHANGES if detailed and (doc.changes or any(one.makes_a_difference for one in doc.scopes)) else Exit.FINE


def _save(path: Path, data: bytes) -> None:
    """Write a plan at once, for its owner alone: it says what an org lets people do."""
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise click.ClickException(f"`{path}` cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, path)
    except OSError as error:
        os.unlink(beside)
        raise click.ClickException(f"`{path}` cannot be written: {error.strerror}") from error
