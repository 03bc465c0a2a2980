"""What commands share: reading specs from disk, the clock, the terminal, and how findings leave."""

import gc
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from syncwright import __version__
from syncwright.cache.recall import Recall
from syncwright.cli.timings import untimed
from syncwright.compile import NOTHING_RECALLED, Compilation, Lap, Meanwhile, ParseAll, ReadInventory, compile_estate, parsed_here
from syncwright.files import Tree, read_tree
from syncwright.limits import INVENTORY, SPECS, Limits
from syncwright.platform import installed
from syncwright.text import SourceFile
from syncwright.views import diagnostics as view
from syncwright.views.paint import Paint

Command = TypeVar("Command", bound=Callable[..., Any])
SUFFIXES = (".yaml", ".yml")
FORMATS = ("human", "concise", "json", "sarif", "github")


def specs_argument(function: Command) -> Command:
    """The folder of specs, `./specs` if it isn't named."""
    return click.argument("specs", default="specs", type=click.Path(file_okay=False))(function)


def env_option(function: Command) -> Command:
    """Which environment."""
    return click.option("--env", "environment", metavar="NAME", help="Environment; the estate's default if it isn't named.")(function)


def timings_option(function: Command) -> Command:
    """Whether stages are timed."""
    return click.option("--timings", is_flag=True, help="Print to standard error how long each stage took.")(function)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """How findings or results are written."""
    return click.option(
        "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True, help="How the result is written."
    )


def version() -> str:
    """Version of this installation."""
    return __version__


def today() -> date:
    """Today in UTC, or the day of SOURCE_DATE_EPOCH where a build is to be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now(UTC).date()


def today_in(zone: str) -> date:
    """Today in a time zone."""
    # Start-up time, and hardly any command asks.
    from zoneinfo import ZoneInfo

    return datetime.fromisoformat(now()).astimezone(ZoneInfo(zone)).date()


def now() -> str:
    """Now in UTC, to the second, or the moment of SOURCE_DATE_EPOCH where a run is to be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def read_specs(specs: str) -> Tree:
    """The spec files below a folder. A folder that isn't there is wrong usage."""
    if not os.path.isdir(specs):
        raise click.UsageError(f"there is no folder `{specs}`; name the specs, or run `syncwright init`")
    # Nothing here makes cycles, and a run ends before they could matter.
    gc.disable()
    try:
        return read_tree(specs, SUFFIXES, SPECS)
    except OSError as error:
        raise click.UsageError(f"`{specs}` cannot be read: {error.strerror}") from error


def read_paths(paths: tuple[str, ...], suffixes: tuple[str, ...], limits: Limits) -> Tree:
    """Files that are named, whatever their endings, and files with these endings below folders that are named."""
    whole = Tree()
    for path in paths:
        if os.path.isdir(path):
            tree = read_tree(path, suffixes, limits)
            whole.sources += tree.sources
            whole.findings += tree.findings
        else:
            whole.sources.append(SourceFile(path, Path(path).read_bytes()))
    return whole


def inventory_of(specs: str, folder: str) -> Tree | None:
    """The inventory of an environment, in a folder that its spec names; None if there is none."""
    try:
        return read_tree(specs, (".json",), INVENTORY, below=folder)
    except FileNotFoundError:
        return None


def compile_specs(specs: str, environment: str | None, lap: Lap = untimed) -> Compilation:
    """Compile what lies in a folder."""
    installed()
    lap("start")
    tree = read_specs(specs)
    lap("read")
    return compile_tree(tree, specs, environment, lap)


def compile_tree(
    tree: Tree,
    specs: str,
    environment: str | None,
    lap: Lap = untimed,
    recall: Recall = NOTHING_RECALLED,
    parse_all: ParseAll = parsed_here,
    inventory: ReadInventory | None = None,
    meanwhile: Meanwhile | None = None,
) -> Compilation:
    """Compile specs as if they lay in a folder."""
    read, platforms = inventory or partial(inventory_of, specs), installed()
    return compile_estate(
        tree,
        specs,
        read,
        platforms,
        environment=environment,
        today=today(),
        lap=lap,
        recall=recall,
        parse_all=parse_all,
        meanwhile=meanwhile,
    )


def document(compilation: Compilation) -> dict[str, Any]:
    """The diagnostics of a compilation as a document."""
    return view.document(compilation.diagnostics, compilation.sources, version())


def drawn(doc: dict[str, Any], form: str) -> str:
    """A document of diagnostics in one of the formats."""
    match form:
        case "human":
            return view.human(doc, paint())
        case "concise":
            return view.concise(doc)
        case "json":
            return view.as_json(doc)
        case "sarif":
            return view.sarif(doc)
        case _:
            return view.github(doc)


def paint() -> Paint:
    """Colour, if the output is a terminal that wants it."""
    return Paint(sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")


def out(text: str) -> None:
    """Write to standard output, as UTF-8 whatever the locale says."""
    sys.stdout.flush()
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(text)
    else:
        stream.write(text.encode("utf-8", "replace"))
        stream.flush()


def read_files(folder: Path, names: frozenset[str] | set[str]) -> dict[str, bytes]:
    """Those of the named files that are there, links left out."""
    found = {}
    for name in names:
        path = folder / name
        if path.is_file() and not path.is_symlink():
            found[name] = path.read_bytes()
    return found
