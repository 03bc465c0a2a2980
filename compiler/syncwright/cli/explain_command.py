"""`syncwright explain`."""

import click

from syncwright.cli.exits import Exit
from syncwright.cli.shell import out
from syncwright.names import did_you_mean
from syncwright.platform import installed
from syncwright.registry import all_rules, page


@click.command("explain")
@click.argument("rule")
def command(rule: str) -> int:
    """Show the page of RULE, given by id (SYN106) or by name (unquoted-colon)."""
    rules = all_rules(installed())
    found = next((one for one in rules if rule.upper() == one.id or rule.lower() == one.name), None)
    if found is None:
        known = [*(one.name for one in rules), *(one.id for one in rules)]
        near = did_you_mean(rule, known)
        raise click.UsageError(f"there is no rule `{rule}`" + (f"; {near}" if near else ""))
    out(page(found))
    return Exit.FINE
