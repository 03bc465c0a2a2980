"""The entry point: finds the command, and turns whatever happens into an exit code. Commands are imported when they run."""

import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from syncwright.cli.exits import Exit
from syncwright.cli.gate import Gate, guard
from syncwright.names import did_you_mean

#: What a shell says of a program that SIGINT ended.
_INTERRUPTED = 130

#: Commands and what `--help` says of each; importing them all only to list them would double the start-up time.
COMMANDS = {
    "init": "Write a starter estate that checks clean.",
    "import": "Make or refresh the inventory of an org from its source.",
    "adopt": "Write specs that say what is there: grants, or the fields of an instance.",
    "check": "Report what is wrong with the specs.",
    "build": "Write what the specs mean to generated/.",
    "campaign": "List campaigns that are shipped, and write the specs of one.",
    "graph": "Show what depends on what.",
    "why": "Say why a field syncs, who sees it, and what uses it.",
    "would-sync": "Say whether a record would sync, and what of it.",
    "diagnose": "Say what a sync error means, and which spec cures it.",
    "history": "Say what is unusual in the history of a sync.",
    "trace": "Say which spec a line of an artifact comes from, or what comes of a line of a spec.",
    "coverage": "List the fields of the org that no spec names.",
    "diff": "Show two environments side by side.",
    "rename": "Give something a new name in all specs.",
    "plan": "Show what would change, why, and at what risk.",
    "apply": "Carry out a plan, on live systems or on a folder of source.",
    "steps": "List what people have to do, and how to attest it.",
    "attest": "Record that a person did a step, or a routine check.",
    "ledger": "Show, check and mend the ledger of what was applied.",
    "unpause": "Say whether a connector may begin to sync, and what is open.",
    "doctor": "Say whether credentials, permissions and versions are right.",
    "impact": "Show which records start and stop syncing, counted in an export.",
    "losses": "Say what values lose between the two sides, counted in an export.",
    "sandbox": "Serve a stand-in of Salesforce on this machine, for trying and for tests.",
    "docs": "Write the docs site of an estate.",
    "dictionary": "Write the data dictionary, take owners' edits back, show a field's history.",
    "explain": "Show the page of a rule.",
    "fmt": "Format specs, keeping comments and alignment.",
    "schema": "Write the JSON Schemas of the language.",
}


class Commands(click.Group):
    """A group whose commands live in one module each."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            near = did_you_mean(cmd_name, COMMANDS)
            raise click.UsageError(f"there is no command `{cmd_name}`" + (f"; {near}" if near else ""), ctx)
        module = import_module(f"syncwright.cli.{cmd_name.replace('-', '_')}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from syncwright.cli.shell import version

        click.echo(f"syncwright {version()}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version and exit.")
def main() -> None:
    """Sync configuration as code: which Salesforce fields a marketing platform syncs, for whom, and why."""


def run() -> NoReturn:
    """Run the command line and exit."""
    gates: tuple[Gate, ...] = ()
    try:
        gates = guard(os.environ)
        code = _outcome()
    except KeyboardInterrupt:  # before there was a command, or once it was done
        code = _INTERRUPTED
    with suppress(OSError):
        for gate in gates:
            gate.finish()
    # Everything is written by now. Taking 100,000 records apart one by one takes longer than making them did.
    os._exit(code)


def _outcome() -> int:
    try:
        code = main.main(prog_name="syncwright", standalone_mode=False)
        sys.stdout.flush()
        return int(code) if isinstance(code, int) else Exit.FINE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return Exit.USAGE
    except click.ClickException as error:
        _explain(error)
        return Exit.USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted; nothing was changed", err=True)
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FINE
    except Exception as error:  # noqa: BLE001 - the last resort: a person gets a sentence, not a traceback
        return _bug(error)


def _explain(error: click.ClickException) -> None:
    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(context.get_usage(), err=True)
    click.echo(f"syncwright: {error.format_message()}", err=True)


def _bug(error: Exception) -> int:
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    click.echo(f"syncwright: a bug of ours: {type(error).__name__}: {error} (in {where})", err=True)
    click.echo("Nothing of yours is wrong. Please report it with this line, the command, and `syncwright --version`.", err=True)
    if os.environ.get("SYNCWRIGHT_TRACEBACK"):
        traceback.print_exc()
    else:
        click.echo("SYNCWRIGHT_TRACEBACK=1 shows the whole story.", err=True)
    return Exit.BUG
