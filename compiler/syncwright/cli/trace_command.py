"""`syncwright trace`."""

import os
import re
from pathlib import Path
from typing import Any

import click

from syncwright.cli.answers import compiled
from syncwright.cli.exits import Exit
from syncwright.cli.shell import env_option, format_option, out, paint, read_files, specs_argument
from syncwright.compile import Compilation
from syncwright.generated import MANIFEST, generated_tree
from syncwright.limits import PLAN_BYTES
from syncwright.names import did_you_mean
from syncwright.plan.document import Document as PlanDocument
from syncwright.plan.stored import NotAPlan, read_document
from syncwright.planning import wanted
from syncwright.platform import Artifact
from syncwright.sourcemap import SOURCE_MAP
from syncwright.tracing.artifacts import trace_line
from syncwright.tracing.parts import Unknown, part_of
from syncwright.tracing.places import Specs
from syncwright.tracing.plans import at_line, touched
from syncwright.tracing.specs import comes_of, on_line
from syncwright.tracing.standing import LineLost, former_build, of_the_tree, standing
from syncwright.views import trace_text as text
from syncwright.views.trace import Trace

_PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::\d+)?", re.DOTALL)
_ADDRESS = re.compile(r"[a-z_]+\.[a-z_]+/.+")


@click.command("trace")
@click.argument("what", metavar="FILE:LINE")
@specs_argument
@env_option
@click.option("--generated", "tree", type=click.Path(path_type=Path), help="Folder that `build` writes; default: `generated` beside SPECS.")
@click.option("--plan", "plan", type=click.Path(path_type=Path), help="For a line of a spec: what this saved plan does about it, too.")
@format_option("human", "json")
def command(what: str, specs: str, environment: str | None, tree: Path | None, plan: Path | None, form: str) -> int:
    """Say which lines of the specs are behind FILE:LINE, a line of something that is generated or of a saved plan, and why.

    For a line of a spec: which lines of which files come of it. ADDRESS#PART, such as `salesforce.permission_set/Marketo_Sync#Lead.Email`,
    asks about a part of a resource.
    """
    address = _ADDRESS.fullmatch(what) is not None and not os.path.exists(what.rpartition(":")[0])
    file, line = ("", 0) if address else _place(what)
    compilation = compiled(specs, environment)
    if compilation is None:
        return Exit.FINDINGS
    if compilation.failed:
        click.echo("nothing is built of specs with errors, so that nothing can be traced", err=True)
        return Exit.FINDINGS
    asking = _Asking(compilation, tree or Path(specs).parent / "generated")
    if address:
        doc: dict[str, Any] | None = asking.part(what)
    elif (source := asking.source(file)) is not None:
        doc = asking.spec(source, line, plan)
    else:
        doc = asking.plan(file, line) if file.endswith(".json") else None
        doc = doc or asking.artifact(file, line)
    if doc is None:
        return Exit.REFUSED
    out(text.as_json(doc) if form == "json" else text.human(doc, paint()))
    return Exit.FINE


def _place(what: str) -> tuple[str, int]:
    found = _PLACE.fullmatch(what)
    if found is None:
        file, colon, line = what.rpartition(":")
        raise click.UsageError(f"`{line}` is no line number" if colon and file else f"name a line of it: `{what}:12`")
    if os.path.isdir(found["file"]):
        raise click.UsageError(f"`{found['file']}` is a folder; name a file and a line of it")
    if int(found["line"][:9]) < 1:
        raise click.UsageError("lines are counted from 1")
    return found["file"], int(found["line"][:9])


class _Asking:
    """One question about one compilation."""

    def __init__(self, compilation: Compilation, tree: Path) -> None:
        assert compilation.catalog is not None, "asked of what compiled"
        self.compilation = compilation
        self.tree = tree
        self.specs = Specs(compilation.catalog, compilation.sources)
        self.trace = Trace(self.specs, wanted(compilation, in_source=False).types)

    def source(self, file: str) -> str | None:
        """The spec that a file is, by the path it was compiled with."""
        path = os.path.abspath(file)
        return next((one for one in self.compilation.sources if os.path.abspath(one) == path), None)

    def spec(self, path: str, line: int, plan: Path | None) -> dict[str, Any]:
        source = self.compilation.sources[path]
        _within(path, line, len(source.lines) - (not source.lines[-1]))
        said = on_line(self.specs, path, line)
        files = list(comes_of(self.compilation.artifacts(), said.wanted)) if said.kind == "spec" else []
        stored = _stored(plan) if plan is not None else None
        planned = self.trace.touched(str(plan), touched(stored, said.wanted)) if stored is not None else None
        if plan is not None and stored is None:
            raise click.UsageError(f"`{plan}` is no plan that was saved")
        return self.trace.spec((path, line, source.line(line)), said, files, planned)

    def plan(self, file: str, line: int) -> dict[str, Any] | None:
        stored = _stored(Path(file))
        if stored is None:
            return None
        lines = Path(file).read_text("utf-8").splitlines()
        _within(file, line, len(lines))
        return self.trace.plan((file, line, lines[line - 1]), at_line(stored, lines, line), stored)

    def part(self, what: str) -> dict[str, Any]:
        address, _, name = what.partition("#")
        resource = next((one for one in self.compilation.resources if one.address == address), None)
        if resource is None:
            near = did_you_mean(address, [one.address for one in self.compilation.resources])
            raise click.UsageError(f"the specs build no `{address}`" + (f"; {near}" if near else ""))
        built = next((one for one in self.compilation.artifacts() if one.address == address), None)
        try:
            found = part_of(resource, name, built)
        except Unknown as error:
            raise click.UsageError(str(error)) from error
        return self.trace.resource(address, found, built.path if built is not None else None)

    def artifact(self, file: str, line: int) -> dict[str, Any] | None:
        disk = _bytes(file)
        path, built = self._built(file, disk)
        data = disk if disk is not None else built.data if built is not None else b""
        lines = data.split(b"\n")
        _within(file, line, len(lines) - (not lines[-1]))
        former = None if built is not None and disk == built.data else self._former(path, disk)
        try:
            stand = standing(line, disk, built, former)
        except LineLost:
            click.echo(f"syncwright: `{file}` is not what the specs build, and this line is not in what they build now", err=True)
            click.echo("`syncwright build` renews it", err=True)
            return None
        address = built.address if built is not None and stand.state != "older" else None
        resource = next((one for one in self.compilation.resources if one.address == address), None)
        found = trace_line(stand.parts, stand.keys, stand.line, resource)
        return self.trace.artifact((file, line, lines[line - 1].decode("utf-8", "replace")), stand.state, path, found, address)

    def _former(self, path: str, disk: bytes | None) -> Any:
        held = read_files(self.tree, {MANIFEST, SOURCE_MAP})
        return former_build(path, disk, held.get(MANIFEST), held.get(SOURCE_MAP))

    def _of_the_tree(self, path: str) -> Artifact:
        """What says what all the others are comes from no spec more than from another."""
        catalog = self.specs.catalog
        files = generated_tree(self.compilation.artifacts(), catalog.estate.name, catalog.environment.name)
        return Artifact(path, files[path], (f"estate/{catalog.estate.name}",))

    def _built(self, file: str, disk: bytes | None) -> tuple[str, Artifact | None]:
        """What a file is in the generated tree: by its place there, else by the end of its path."""
        inside = os.path.relpath(os.path.abspath(file), os.path.abspath(self.tree)).replace(os.sep, "/")
        if of_the_tree(inside):
            return inside, self._of_the_tree(inside)
        known: list[str] = []
        for one in self.compilation.artifacts():
            if one.path == inside:
                return inside, one
            known.append(one.path)
        if disk is not None and self._former(inside, disk) is not None:
            return inside, None
        path = _alike(file, known)
        if path is None:
            missing = f"there is no file `{file}`" if disk is None else f"`{file}` is neither a spec nor anything that is built of them"
            raise click.UsageError(missing)
        return path, next(one for one in self.compilation.artifacts() if one.path == path)


def _alike(file: str, known: list[str]) -> str | None:
    """The file of the tree whose path ends most like this one; none if nothing has its name, or two are as alike."""
    parts = Path(os.path.abspath(file)).parts[::-1]

    def same(path: str) -> int:
        other = path.split("/")[::-1]
        return next((n for n, (a, b) in enumerate(zip(parts, other, strict=False)) if a != b), min(len(parts), len(other)))

    ranked = sorted(((same(path), path) for path in known), reverse=True)
    if not ranked or not ranked[0][0] or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][1]


def _within(file: str, line: int, count: int) -> None:
    if line > count:
        raise click.UsageError(f"`{file}` has {count:,} line{'s' if count != 1 else ''}")


def _bytes(file: str) -> bytes | None:
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise click.UsageError(f"`{file}` cannot be read: {error.strerror}") from error


def _stored(file: Path) -> PlanDocument | None:
    """A saved plan; nothing if the file is none."""
    data = _bytes(str(file))
    if data is None or len(data) > PLAN_BYTES or b'"binding"' not in data[:2000]:
        return None
    try:
        return read_document(data)
    except NotAPlan as error:
        raise click.UsageError(f"`{file}`: {error}") from error
