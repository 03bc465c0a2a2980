"""`syncwright unpause`."""

from collections.abc import Mapping, Sequence
from contextlib import closing

import click

from syncwright.apply.standing import Stand, stands
from syncwright.catalog.model import Catalog, Named
from syncwright.cli.answers import compiled
from syncwright.cli.exits import Exit
from syncwright.cli.ledger_place import say
from syncwright.cli.ledgers import ledger_at, ledger_option, records_of
from syncwright.cli.live import Ended
from syncwright.cli.new_ledger import lasts, made_for
from syncwright.cli.shell import env_option, format_option, out, paint, specs_argument
from syncwright.compile import Compilation
from syncwright.gates import PREFIX, Count, Evidence, Gate, Gating
from syncwright.impact.engine import NoEngine, NotRead
from syncwright.ledger.credentials import credential
from syncwright.ledger.model import Busy, LedgerError, Record
from syncwright.ledger.opening import moment, open_ledger, who
from syncwright.names import did_you_mean
from syncwright.planning.held import held
from syncwright.planning.standing import standing
from syncwright.records import compact
from syncwright.spec.compiled import ConnectorSpec
from syncwright.views import unpause as view
from syncwright.views.paint import visible


@click.command("unpause")
@click.argument("address", metavar="CONNECTOR")
@specs_argument
@env_option
@ledger_option
@click.option(
    "--data",
    multiple=True,
    metavar="[OBJECT=]PATH",
    help="Count in exports what the gate asks: Lead, Contact, and Prospect=PATH of the platform; a folder of such files, too.",
)
@click.option("--by", default="", metavar="WHO", help="Record in the ledger that it may be unpaused, if nothing is open.")
@click.option("--evidence", default="", metavar="URL", help="With --by: where that can be seen, such as a ticket.")
@format_option("human", "json")
def command(
    address: str,
    specs: str,
    environment: str | None,
    ledger: str | None,
    data: tuple[str, ...],
    by: str,
    evidence: str,
    form: str,
) -> int:
    """Say whether CONNECTOR, or one unit of it such as `ae/emea`, may begin to sync: what is open, why, and what to do.

    It looks at the specs, the inventory, the ledger, and exports that --data names; the rest people attest. It ends with 1 while anything is open, and changes
    nothing on any platform: a person unpauses.
    """
    if evidence and not by.strip():
        raise click.UsageError("--evidence goes with --by, which says who")
    found = credential([by, evidence])
    if found:
        raise click.UsageError(f"what looks like {found} is not kept in a ledger: say it without that")
    compilation = compiled(specs, environment)
    if compilation is None:
        return Exit.FINDINGS
    catalog = compilation.catalog
    assert catalog is not None, "compiled() gives nothing else"
    gating, addresses = _gating(compilation, catalog, address)
    where = ledger_at(ledger, specs, catalog.environment.name)
    try:
        records = records_of(where)
        gates, counted, notes = _gates(compilation, catalog, gating, addresses, records, data)
    except LedgerError as error:
        raise click.ClickException(f"the ledger: {error.says}{f'; {error.help}' if error.help else ''}") from error
    except NotRead as error:
        help_ = f"; {error.help}" if error.help else ""
        raise click.UsageError(f"`{error.shown}`{f', line {error.line}' if error.line else ''}: {error.message}{help_}") from error
    except NoEngine as error:
        raise click.ClickException(str(error)) from error
    options = _options(specs, environment, ledger)
    doc = view.document(catalog.environment.name, gates, records, notes, options)
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    if any(gate.open for gate in gates):
        return Exit.FINDINGS
    return _recorded(catalog, gates, counted, where, by, evidence) if by.strip() else Exit.FINE


def _options(specs: str, environment: str | None, ledger: str | None) -> list[str]:
    """What other commands need to be about the same ledger."""
    said = (("--specs", specs if specs != "specs" else None), ("--env", environment), ("--ledger", ledger))
    return [word for name, value in said if value for word in (name, value)]


def _gating(compilation: Compilation, catalog: Catalog, address: str) -> tuple[Gating, tuple[str, ...]]:
    """What knows of the gate, and the addresses that are asked about. A name that is none is wrong usage."""
    name = address.partition("/")[0]
    every: dict[str, tuple[Named[ConnectorSpec], Gating]] = {}
    for one in catalog.connectors.values():
        platform = compilation.platforms[one.spec.platform]
        if platform.gate is not None:
            every[one.name] = (one, platform.gate())
    if name not in every:
        known = [each for one, gating in every.values() for each in (one.name, *gating.addresses(catalog, one))]
        if name in catalog.connectors:
            title = compilation.platforms[catalog.connectors[name].spec.platform].title
            raise click.UsageError(f"there is no gate for {title}, which `{name}` is of: its runbook has what comes before the first sync")
        near = did_you_mean(address, known)
        raise click.UsageError(f"there is no connector `{address}`" + (f"; {near}" if near else ""))
    one, gating = every[name]
    addresses = gating.addresses(catalog, one)
    if not addresses:
        raise click.UsageError(f"`{name}` has nothing in the environment `{catalog.environment.name}`")
    if address == name:
        return gating, addresses
    if address not in addresses:
        near = did_you_mean(address, addresses)
        raise click.UsageError(
            f"`{name}` has no unit `{address}` in the environment `{catalog.environment.name}`" + (f"; {near}" if near else "")
        )
    return gating, (address,)


def _gates(
    compilation: Compilation, catalog: Catalog, gating: Gating, addresses: Sequence[str], records: Sequence[Record], data: Sequence[str]
) -> tuple[list[Gate], Mapping[str, Mapping[str, Count]], list[str]]:
    counted: Mapping[str, Mapping[str, Count]] = {}
    notes: list[str] = []
    if data:
        from syncwright.cli.gate_counts import counts  # start-up time: DuckDB is asked only where there is something to count

        counted, notes = counts(catalog, gating, addresses, data)
    tasks: dict[str, Stand] = {one.task.name: one for one in stands(standing(compilation), records)}
    known = Evidence(tasks, held(compilation, records), {}, compilation.policy.allowances, compilation.seen())
    return [gating.gate(catalog, one, _with(known, counted.get(one, {}))) for one in addresses], counted, notes


def _with(known: Evidence, counts: Mapping[str, Count]) -> Evidence:
    return Evidence(known.stands, known.held, counts, known.allowances, known.seen)


def _recorded(
    catalog: Catalog, gates: Sequence[Gate], counted: Mapping[str, Mapping[str, Count]], where: str, by: str, evidence: str
) -> int:
    """Keep that each gate was passed, by whom, and what was counted."""
    try:
        made = None
        if not records_of(where):
            lasts(where, catalog)
            made = made_for(catalog.estate.name, catalog.environment.name, catalog.environment.spec.salesforce.org)
        with closing(open_ledger(where, create=made)) as opened:
            user, host, process = who()
            hold = opened.hold(user, host, process, moment())
            try:
                for gate in gates:
                    numbers = {name: dict(one.numbers) for name, one in counted.get(gate.address, {}).items()}
                    body = {"check": f"{PREFIX}{gate.address}", "by": by, "evidence": evidence, "counts": compact(numbers).decode()}
                    hold.append("reviewed", at=moment(), by=f"{user}@{host}", body=body)
            finally:
                hold.release()
    except Ended as ended:
        return ended.told()
    except LedgerError as error:
        say(error)
        return Exit.LOCKED if isinstance(error, Busy) else Exit.USAGE
    for gate in gates:
        click.echo(f"recorded: `{visible(gate.address)}` may be unpaused, says {visible(by)}", err=True)
    return Exit.FINE
