"""`syncwright check`."""

import click

from syncwright.cli.exits import Exit
from syncwright.cli.shell import FORMATS, compile_specs, document, drawn, env_option, format_option, out, specs_argument


@click.command("check")
@specs_argument
@env_option
@format_option(*FORMATS)
def command(specs: str, environment: str | None, form: str) -> int:
    """Report what is wrong with the specs in SPECS (default: ./specs)."""
    compilation = compile_specs(specs, environment)
    out(drawn(document(compilation), form))
    return Exit.FINDINGS if compilation.failed else Exit.FINE
