"""`syncwright check`."""

import click

from syncwright.cli.exits import Exit
from syncwright.cli.shell import (
    FORMATS,
    compile_specs,
    document,
    drawn,
    env_option,
    format_option,
    out,
    specs_argument,
    timings_option,
)
from syncwright.cli.timings import timed


@click.command("check")
@specs_argument
@env_option
@format_option(*FORMATS)
@timings_option
def command(specs: str, environment: str | None, form: str, timings: bool) -> int:
    """Report what is wrong with the specs in SPECS (default: ./specs)."""
    lap, times = timed(timings)
    compilation = compile_specs(specs, environment, lap)
    out(drawn(document(compilation), form))
    if times is not None:
        lap("report")
        times.show()
    return Exit.FINDINGS if compilation.failed else Exit.FINE
