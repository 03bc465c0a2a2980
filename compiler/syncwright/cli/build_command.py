"""`syncwright build`."""

from collections.abc import Iterable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syncwright.ahead import Ahead
from syncwright.cli.beside import Later, Parsing, in_two, parse_in_two, processes
from syncwright.cli.exits import Exit
from syncwright.cli.shell import (
    compile_tree,
    document,
    drawn,
    env_option,
    format_option,
    out,
    paint,
    read_files,
    read_specs,
    specs_argument,
    timings_option,
)
from syncwright.cli.timings import timed
from syncwright.cli.written import refuse_foreign, written
from syncwright.compile import NOTHING_RECALLED, Compilation, Lap, parsed_here
from syncwright.files import Tree
from syncwright.files.content import scratch
from syncwright.generated import MANIFEST, generated_files, owned
from syncwright.platform import installed
from syncwright.records import Struct
from syncwright.text import SourceFile
from syncwright.views import build as view

if TYPE_CHECKING:
    from syncwright.cli.remembered import Memory

#: Below so many bytes of specs to compile anew is quicker than to look anything up.
LARGE = 1 << 19

#: What was compiled last, held until the process ends: to take 100,000 records apart takes longer than to end with them.
_KEPT: list[Compilation] = []


@click.command("build")
@specs_argument
@env_option
@click.option("--out", "target", type=click.Path(path_type=Path), help="Folder to write; default: `generated` beside SPECS.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say whether the folder is up to date.")
@click.option("--cache/--no-cache", "remember", default=None, help="Whether what was compiled before is used; default: for large estates.")
@click.option("--jobs", type=click.IntRange(1, 2), help="Processes; default: two for a large estate that is compiled as a whole.")
@format_option("human", "json")
@timings_option
def command(
    specs: str,
    environment: str | None,
    target: Path | None,
    only_check: bool,
    remember: bool | None,
    jobs: int | None,
    form: str,
    timings: bool,
) -> int:
    """Compile SPECS (default: ./specs) and write what other systems need.

    Nothing is written if a finding is an error.
    """
    lap, times = timed(timings)
    asked = _Asked(specs, environment, target or Path(specs).parent / "generated", only_check, jobs, form)
    code = _build(asked, remember, lap)
    if times is not None:
        lap("report")
        times.show()
    return code


class _Asked(Struct, frozen=True):
    """What is built, and where."""

    specs: str
    environment: str | None
    target: Path
    only_check: bool
    jobs: int | None
    form: str


def _build(asked: _Asked, remember: bool | None, lap: Lap) -> int:
    tree = read_specs(asked.specs)
    lap("read")
    if not remember and (remember is not None or tree.read < LARGE):
        installed()
        lap("start")
        return _made(asked, tree, None, lap)
    # Start-up time: small estates have no use for it.
    from syncwright.cache.blocks import DoNotFit
    from syncwright.cli.remembered import Memory, new

    # The first time everything has to be parsed, whatever else there is.
    parsing = Parsing(tree.sources) if _in_two(asked, tree.sources) and new(asked.specs, asked.environment, asked.target) else None
    installed()
    lap("start")
    memory = Memory(asked.specs, asked.environment, asked.target, tree)
    said = memory.said()
    lap("look up")
    if said is not None:
        return _shown(said | {"checked": asked.only_check}, asked.form)
    try:
        return _made(asked, tree, memory, lap, parsing)
    except DoNotFit:
        memory.forget()
        return _made(asked, tree, memory, lap)


def _in_two(asked: _Asked, sources: Iterable[SourceFile]) -> bool:
    """Whether two processes work on these files."""
    return processes(asked.jobs, sum(len(one.data) for one in sources)) > 1


def _made(asked: _Asked, tree: Tree, memory: "Memory | None", lap: Lap, parsing: Parsing | None = None) -> int:
    """Compile what has to be compiled, and write what differs. Raises DoNotFit if what is remembered is of no use.

    `parsing`: that of all files, if it was begun.
    """
    recall = memory.recall() if memory is not None else NOTHING_RECALLED
    lap("look up")
    two = _in_two(asked, (one for one in tree.sources if one.path not in recall.outlines))
    ahead = Ahead(in_two, Later()) if two else None
    compilation = compile_tree(
        tree,
        asked.specs,
        asked.environment,
        lap,
        recall,
        parsing or (parse_in_two if two else parsed_here),
        memory.inventory if memory is not None else None,
        ahead,
    )
    _KEPT[:] = [compilation]
    if memory is not None:
        memory.check(compilation)
    if compilation.failed or compilation.catalog is None:
        out(drawn(document(compilation), asked.form))
        click.echo("nothing was written", err=True)
        return Exit.FINDINGS
    ours = owned(read_files(asked.target, {MANIFEST}).get(MANIFEST)) or frozenset()
    refuse_foreign(asked.target, ours)
    catalog = compilation.catalog
    large = tree.read >= LARGE
    doc = view.document(compilation.resources, document(compilation), asked.target.as_posix(), (), asked.only_check)
    lap("report")
    artifacts = compilation.artifacts(lap, ahead, partial(scratch, asked.target) if large else BytesIO)
    if memory is not None:
        artifacts = memory.whole(artifacts, compilation)
    files = generated_files(artifacts, catalog.estate.name, catalog.environment.name)
    changes, names = written(files, asked.target, ours, lap, only_check=asked.only_check)
    doc["changes"] = view.changed(changes)
    if memory is not None:
        doc["resources"] = view.recounted(doc["resources"], memory.counts)
    if memory is not None and not (asked.only_check and changes):
        memory.remember(compilation, names, doc | {"changes": []})
        lap("remember")
    return _shown(doc, asked.form)


def _shown(doc: dict[str, Any], form: str) -> int:
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    return Exit.FINDINGS if doc["checked"] and doc["changes"] else Exit.FINE
