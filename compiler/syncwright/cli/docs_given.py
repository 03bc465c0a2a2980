"""What `docs` is given besides specs: saved plans, and what the ledger of the environment holds."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, TypeVar

import click

from syncwright.cli.kept_plans import kept_plan, plans_folder, read_plan_file
from syncwright.cli.ledgers import ledger_at, ledger_option, records_of
from syncwright.ledger.model import LedgerError
from syncwright.plan.stored import NotAPlan, read_document, read_plan
from syncwright.site.given import Given, GivenPlan

Command = TypeVar("Command", bound=Callable[..., Any])


def given_options(function: Command) -> Command:
    """Which plans, and which ledger."""
    help_ = "Show this saved plan on a page; again for several."
    return click.option("--plan", "plan_files", multiple=True, metavar="PLAN_FILE", help=help_)(ledger_option(function))


def plans_in(files: Sequence[str]) -> tuple[GivenPlan, ...]:
    """The plans in these files, each once. A file that holds none is wrong usage."""
    found: dict[str, GivenPlan] = {}
    for path in files:
        try:
            data = read_plan_file(path)
            document = read_document(data)
        except OSError as error:
            raise click.UsageError(f"`{path}` cannot be read: {error.strerror}") from error
        except NotAPlan as error:
            raise click.UsageError(f"`{path}`: {error}") from error
        name = sha256(data).hexdigest()
        found[name] = GivenPlan(name, document)
    return tuple(found.values())


class Besides:
    """What is shown besides the specs, for each environment. Each ledger is read once."""

    def __init__(self, plans: tuple[GivenPlan, ...], ledger: str | None, specs: str) -> None:
        self._plans, self._ledger, self._specs = plans, ledger, specs
        self._given: dict[str, Given] = {}

    def of(self, environment: str) -> Given:
        """All of it. A ledger that cannot be read ends the command."""
        if environment not in self._given:
            self._given[environment] = self._read(environment)
        return self._given[environment]

    def fingerprint(self, environment: str) -> str:
        """What pages are made of besides the specs: where it is the same, the pages are."""
        given = self.of(environment)
        head = given.records[-1].hash if given.records else ""
        return " ".join([*(one.id for one in given.plans), "ledger", head, "kept" if given.kept is not None else ""])

    def _read(self, environment: str) -> Given:
        where = ledger_at(self._ledger, self._specs, environment)
        try:
            records = records_of(where)
        except LedgerError as error:
            raise click.ClickException(f"the ledger: {error.says}{f'; {error.help}' if error.help else ''}") from error
        begun = next((one.plan for one in reversed(records) if one.kind == "started"), "")
        data = kept_plan(plans_folder(where, self._specs), begun) if begun else None
        if data is None or sha256(data).hexdigest() != begun:
            return Given(self._plans, records, begun)
        try:
            return Given(self._plans, records, begun, read_plan(data))
        except NotAPlan:  # another version of ours kept it
            return Given(self._plans, records, begun)
