"""What `impact` compares with: the specs at a revision, a filter in another file, or nothing at all."""

import os
import re

import click

from syncwright.catalog import Catalog
from syncwright.cli.shell import compile_tree, document, drawn, out
from syncwright.cli.sides import compile_revision
from syncwright.compile import Compilation
from syncwright.files import Tree
from syncwright.git import GitRefused, revision
from syncwright.impact.questions import broken
from syncwright.records import Struct
from syncwright.spec.kinds import kind_of
from syncwright.syntax import parse
from syncwright.text import SourceFile

#: Every record counts as in scope before.
EVERYTHING = "everything"
_PERHAPS = re.compile(r"^[\"']?(?:filter|partition)\b", re.MULTILINE)


class Before(Struct, frozen=True):
    """The other side. `shown`: how people call it; `name`: what the filter is called there; without a compilation everything is in scope."""

    shown: str
    name: str
    compilation: Compilation | None = None

    @property
    def catalog(self) -> Catalog | None:
        return self.compilation.catalog if self.compilation is not None else None


class Refused(Exception):
    """The other side has errors, which were shown."""


def before(compilation: Compilation, specs: str, said: str | None, name: str) -> Before:
    """The other side, by what `--before` says: by itself HEAD, and everything where there is no repository."""
    if said == EVERYTHING:
        return Before(EVERYTHING, name)
    if said is not None and os.path.isfile(said):
        return _file(compilation, specs, said)
    try:
        revision(specs, said or "HEAD")
    except GitRefused as error:
        if said is not None:
            raise click.UsageError(f"{error}; --before names a revision, a file with a filter, or `{EVERYTHING}`") from error
        return Before(EVERYTHING, name)
    former = compile_revision(compilation, specs, said or "HEAD")
    return Before(f"`{said or 'HEAD'}`", name, _sound(former, said or "HEAD", name))


def _file(compilation: Compilation, specs: str, path: str) -> Before:
    """The specs with one filter or partition as another file says it. It may have a name of its own."""
    try:
        with open(path, "rb") as file:
            source = SourceFile(path, file.read())
    except OSError as error:
        raise click.UsageError(f"`{path}` cannot be read: {error.strerror}") from error
    kind, former = _named(source)
    if kind not in ("filter", "partition"):
        raise click.UsageError(f"`{path}` is no spec of a filter or a partition")
    others = [one for path, one in compilation.sources.items() if _named(one) != (kind, former)]
    assert compilation.catalog is not None, "asked of what compiled"
    environment = compilation.catalog.environment.name
    tree = Tree(sorted([*others, source], key=lambda one: one.path))
    return Before(f"`{path}`", former, _sound(compile_tree(tree, specs, environment), path, former))


def _named(source: SourceFile) -> tuple[str, str]:
    """Kind and name of a filter or a partition; nothing of other specs."""
    if not _PERHAPS.search(source.text):
        return "", ""
    tree = parse(source).tree
    kind = kind_of(tree) if isinstance(tree, dict) else None
    return (kind, str(tree[kind])) if isinstance(tree, dict) and kind in ("filter", "partition") else ("", "")


def _sound(former: Compilation, shown: str, name: str) -> Compilation:
    """The other side, if what is asked about means something there."""
    if former.catalog is None or broken(former.catalog, name):
        out(drawn(document(former), "human"))
        click.echo(f"with `{shown}` the specs have errors, so that nothing can be compared with them", err=True)
        raise Refused
    return former
