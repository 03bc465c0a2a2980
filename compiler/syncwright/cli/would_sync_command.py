"""`syncwright would-sync`."""

from collections.abc import Iterator, Sequence

import click

from syncwright.candidates.read import Candidate, NotRead, read_candidates
from syncwright.cli.answers import compiled, places
from syncwright.cli.asked_file import asked_file
from syncwright.cli.connectors import Asked, asked_parts
from syncwright.cli.exits import Exit
from syncwright.cli.findings import show
from syncwright.cli.shell import env_option, format_option, out, paint, specs_argument, today_in
from syncwright.compile import Compilation
from syncwright.expression.clock import clock_in
from syncwright.names import did_you_mean
from syncwright.records import replace
from syncwright.views import would_sync as view


@click.command("would-sync")
@click.argument("record", metavar="RECORD.json", type=click.Path(allow_dash=True))
@specs_argument
@click.option("--for", "address", metavar="CONNECTOR[/UNIT]", help="The connector, or the part of it, that is asked about; otherwise all.")
@click.option(
    "--object",
    "owner",
    metavar="OBJECT",
    help="The record's object, where it does not say; `Person` of one that only Marketo has, `Prospect` of one that only Account Engagement has.",
)
@click.option(
    "--there", metavar="FILE.json", type=click.Path(), help="The same record as the marketing platform has it: where would its values go?"
)
@env_option
@format_option("human", "json")
def command(record: str, specs: str, address: str | None, owner: str | None, there: str | None, environment: str | None, form: str) -> int:
    """Say whether a record would sync, why, which of its fields go which way, and what cannot be known from here.

    RECORD.json is a record as Salesforce's API or `sf data get record --json` writes it, or `-` for one that comes by standard input. Values are
    read and never shown.
    """
    compilation = compiled(specs, environment)
    if compilation is None:
        return Exit.FINDINGS
    asked, part = asked_parts(compilation, address, lambda each: each.would_sync is not None, "says whether a record would sync")
    if there is not None and len(asked) > 1:
        raise click.UsageError(f"say --for whom `{there}` is: {' or '.join(f'`{one.name}`' for one, _ in asked)}")
    source = asked_file(record)
    try:
        candidates: Sequence[Candidate] = read_candidates(source, owner)
    except NotRead as wrong:
        return show([wrong.finding], [source])
    if there is not None:
        other = asked_file(there)
        try:
            candidates = list(_beside(candidates, read_candidates(other, next(iter(asked[0][1].own_records), "Person")), there))
        except NotRead as wrong:
            return show([wrong.finding], [other])
    _check(compilation, candidates)
    assert compilation.catalog is not None, "compiled() gives nothing else"
    environment = compilation.catalog.environment.name
    answers = list(_answered(compilation, asked, candidates, part))
    if not answers:
        raise click.UsageError(f"in `{environment}`, `{address or candidates[0].object}` has no sync that could answer")
    doc = view.document(environment, answers, places(compilation))
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    return Exit.FINE


def _beside(candidates: Sequence[Candidate], others: Sequence[Candidate], path: str) -> Iterator[Candidate]:
    """Each record with what the platform has of it, in the same order."""
    if len(candidates) != len(others):
        raise click.UsageError(f"`{path}` has {len(others)} of {len(candidates)} records: give as many, in the same order")
    for one, other in zip(candidates, others, strict=True):
        yield replace(one, there=other)


def _check(compilation: Compilation, candidates: Sequence[Candidate]) -> None:
    assert compilation.catalog is not None, "asked of what compiled"
    known = {*compilation.catalog.org.objects, *_own(compilation)}
    known |= {name for objects in compilation.catalog.elsewhere.values() for name in objects}
    for one in candidates:
        if one.object not in known:
            near = did_you_mean(one.object, known)
            raise click.UsageError(f"the org has no object `{one.object}`" + (f"; {near}" if near else ""))


def _own(compilation: Compilation) -> set[str]:
    """What records are called that only a platform has."""
    return {name for platform in compilation.platforms.values() for name in platform.own_records}


def _answered(
    compilation: Compilation, asked: Sequence[Asked], candidates: Sequence[Candidate], part: str | None
) -> Iterator[view.Answered]:
    """Every answer, record by record. Of a record that only one platform has, its connectors alone are asked."""
    catalog, own = compilation.catalog, _own(compilation)
    assert catalog is not None, "asked of what compiled"
    zone = catalog.estate.spec.salesforce.timezone
    clock, seen = clock_in(zone, today_in(zone or "Etc/UTC")), compilation.seen()
    for number, candidate in enumerate(candidates, 1):
        for one, platform in asked:
            elsewhere = candidate.object in own or candidate.object not in catalog.org.objects
            if elsewhere and candidate.object not in (*platform.own_records, *catalog.elsewhere.get(one.name, ())):
                continue
            assert platform.would_sync is not None, "asked for it"
            for answer in platform.would_sync(catalog, one, seen, candidate, clock):
                if part is None or answer.part == part:
                    yield view.Answered(number, candidate, one.name, answer)
