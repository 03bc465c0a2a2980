"""What there is to look up, as pages for people: every command with its options, made of what `--help` is made of, the language, filters, facts."""

from collections.abc import Iterator, Sequence
from inspect import cleandoc

import click

from syncwright.cli import known_facts
from syncwright.cli.exits import MEANINGS
from syncwright.cli.main import main
from syncwright.docs.reference import language
from syncwright.expression import page as filters
from syncwright.platform import connector_models, installed

_HELP = "--help"
_ANY_KIND = "spec.schema.json"


def pages() -> dict[str, bytes]:
    """Every page, in Markdown, by name. The site ships them: a site is made without the models and without any command but its own."""
    # The models are imported when they are asked for, as no other command needs them all.
    from syncwright.spec.schema import schemas

    kinds = {name: data for name, data in schemas(connector_models(installed())).items() if name != _ANY_KIND}
    return {"commands.md": commands(), filters.FILE: filters.page(), known_facts.FILE: known_facts.page()} | language(kinds)


def commands() -> bytes:
    """Exit codes and commands."""
    return ("\n".join(_lines(click.Context(main, info_name="syncwright"))) + "\n").encode()


def _lines(root: click.Context) -> Iterator[str]:
    yield "# Commands\n"
    yield "`syncwright COMMAND --help` says the same. SPECS is the folder `specs` where it is not named.\n"
    yield "## Exit codes\n"
    yield "| code | meaning |\n|---|---|"
    yield from (f"| {code.value} | {says} |" for code, says in MEANINGS.items())
    for name in main.list_commands(root):
        command = main.get_command(root, name)
        assert command is not None, "each listed command has a module"
        yield from _command(command, click.Context(command, parent=root, info_name=name), "##")


def _command(command: click.Command, context: click.Context, mark: str) -> Iterator[str]:
    yield f"\n{mark} {context.command_path.removeprefix('syncwright ')}\n"
    yield f"```text\n{' '.join([context.command_path, *command.collect_usage_pieces(context)])}\n```\n"
    yield from (f"{part}\n" for part in _parts(cleandoc(command.help or "")))
    options = [one for one in command.get_params(context) if isinstance(one, click.Option) and _HELP not in one.opts]
    if options:
        yield "| option | what it does |\n|---|---|"
        yield from (_option(one, context) for one in options)
    for word in _deeds(command.name):
        deed = command.make_context(command.name, [word], parent=context.parent, resilient_parsing=True)
        yield from _command(deed.command, deed, "###")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None, "each listed command is there"
            yield from _command(below, click.Context(below, parent=context, info_name=name), "###")


def _deeds(name: str | None) -> Sequence[str]:
    """Words that make a command another one, where they come first."""
    match name:
        case "dictionary":
            return ("import", "history")
        case "adopt":
            return [platform for platform, one in installed().items() if one.adopt is not None]
        case _:
            return ()


def _parts(text: str) -> Iterator[str]:
    r"""Paragraphs; one that begins with `\b` keeps its lines."""
    for part in text.partition("\f")[0].split("\n\n"):
        if part.startswith("\b"):
            yield f"```text\n{part.lstrip(chr(8)).strip(chr(10))}\n```"
        else:
            yield " ".join(part.split())


def _option(option: click.Option, context: click.Context) -> str:
    shown, says = option.get_help_record(context) or ("", "")
    return f"| `{_cell(shown)}` | {_cell(says)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
