"""`syncwright doctor`."""

import os
import platform as machine
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version

import click

from syncwright.cli.exits import Exit
from syncwright.cli.ledgers import ledger_at, ledger_option, records_of, shown
from syncwright.cli.shell import compile_specs, document, drawn, env_option, format_option, out, paint, specs_argument, version
from syncwright.ledger.disks import throw_away
from syncwright.ledger.model import LedgerError
from syncwright.platform import Check
from syncwright.views import doctor as view

#: What live work runs on.
_LIBRARIES = ("urllib3", "PyJWT", "cryptography", "SQLAlchemy", "psycopg")


@click.command("doctor")
@specs_argument
@env_option
@ledger_option
@format_option("human", "json")
def command(specs: str, environment: str | None, ledger: str | None, form: str) -> int:
    """Say whether plans can be carried out in an environment: credentials, permissions and versions, each with the steps that need it.

    It asks the systems and changes nothing. Ends with 8 if one of them refuses to speak to us, with 1 if something is missing or too much.
    """
    compilation = compile_specs(specs, environment)
    catalog = compilation.catalog
    if catalog is None:  # other mistakes in specs do not matter here: there may be no inventory yet
        out(drawn(document(compilation), "human"))
        return Exit.FINDINGS
    found = {
        one.title: tuple(one.doctor(catalog, os.environ)) for one in compilation.platforms.values() if one.doctor is not None
    }  # fmt: skip
    name = catalog.environment.name
    found["Ledger"] = tuple(_ledger(ledger_at(ledger, specs, name), bool(catalog.environment.spec.protected)))
    doc = view.document(name, found, _versions())
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    return _exit([one for some in found.values() for one in some])


def _exit(checks: Sequence[Check]) -> int:
    if any(one.refused for one in checks):
        return Exit.PLATFORM
    return Exit.FINDINGS if any(one.state in ("missing", "too much") for one in checks) else Exit.FINE


def _ledger(where: str, protected: bool) -> Iterator[Check]:
    thrown = throw_away(where)
    if thrown is None:
        yield Check("place", "ok", f"it lies at {shown(where)}")
    else:
        helps = "name a place that lasts with --ledger, or a PostgreSQL database"
        yield Check("place", "missing" if protected else "ok", f"{shown(where)} lies {thrown}", "every step", helps)
    try:
        records = records_of(where)
    except LedgerError as error:
        yield Check("state", "missing", error.says, "every step", error.help or "")
        return
    yield Check("state", "ok", f"{len(records):,} records that hold together" if records else "there is none yet; the first apply makes it")


def _versions() -> Mapping[str, str]:
    found = {"syncwright": version(), "Python": machine.python_version()}
    for one in _LIBRARIES:
        try:
            found[one] = installed_version(one)
        except PackageNotFoundError:
            continue
    return found
