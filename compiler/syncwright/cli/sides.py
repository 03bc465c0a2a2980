"""What `plan` and `apply` read besides the specs: a tree of source files, or the specs at another revision."""

import os
from collections.abc import Collection, Sequence

import click

from syncwright.cli.shell import SUFFIXES, today, version
from syncwright.compile import Compilation, compile_estate
from syncwright.diagnostics import Finding, diagnose
from syncwright.files import Tree, read_tree
from syncwright.git import GitRefused, Revision, read_revision, revision
from syncwright.limits import INVENTORY, SOURCE, SPECS
from syncwright.planning import Wanted, observe_revision, observe_source, source_names
from syncwright.platform import Observed, installed
from syncwright.resource import Observation
from syncwright.syntax.positions import Locator
from syncwright.text import SourceFile
from syncwright.views import diagnostics as view


def observe_folder(compilation: Compilation, folder: str, addresses: Collection[str]) -> tuple[Observed, list[SourceFile]]:
    """What a tree of source files says of these addresses, with the files that were read."""
    if not os.path.isdir(folder):
        raise click.UsageError(f"there is no folder `{folder}` to compare with")
    try:
        tree = read_tree(folder, source_names(compilation, addresses), SOURCE)
    except OSError as error:
        raise click.UsageError(f"`{folder}` cannot be read: {error.strerror}") from error
    if tree.findings:
        return Observed(Observation({}, frozenset(), frozenset(), folder), tuple(tree.findings)), tree.sources
    return observe_source(compilation, tree.sources, addresses, f"`{folder}`"), tree.sources


def compile_revision(compilation: Compilation, specs: str, said: str) -> Compilation:
    """The specs as they were at a revision, in the same environment. What did not change is not compiled again."""
    assert compilation.catalog is not None, "asked of what compiled"
    environment = compilation.catalog.environment.name
    try:
        at = revision(specs, said)
        tree = read_revision(at, SUFFIXES, SPECS)
        folder = compilation.catalog.environment.spec.salesforce.inventory
        now = Tree(list(compilation.sources.values()))
        if _same(tree, at.shown, now, specs) and _same(_inventory(at, folder), at.shown, _inventory_now(specs, folder), specs):
            return compilation
        return compile_estate(tree, at.shown, lambda below: _inventory(at, below), installed(), environment=environment, today=today())
    except GitRefused as error:
        raise click.UsageError(f"{error}; name a revision with --since, or a folder with --against") from error


def compile_at(at: Revision, environment: str | None) -> Compilation:
    """The specs as they were, whatever lies there today, with the inventory of then. Raises GitRefused."""
    tree = read_revision(at, SUFFIXES, SPECS)
    return compile_estate(tree, at.shown, lambda below: _inventory(at, below), installed(), environment=environment, today=today())


def _inventory(at: Revision, folder: str) -> Tree | None:
    try:
        return read_revision(at, (".json",), INVENTORY, below=folder)
    except FileNotFoundError:
        return None


def _inventory_now(specs: str, folder: str) -> Tree | None:
    try:
        return read_tree(specs, (".json",), INVENTORY, below=folder)
    except FileNotFoundError:
        return None


def _same(one: Tree | None, root: str, other: Tree | None, other_root: str) -> bool:
    """Whether two trees hold the same files, wherever they lie."""
    if one is None or other is None or one.findings or other.findings:
        return False
    return [(s.path.removeprefix(root), s.data) for s in one.sources] == [
        (s.path.removeprefix(other_root.rstrip("/")), s.data) for s in other.sources
    ]


def as_it_was(former: Compilation, want: Wanted, said: str) -> Observation:
    """What a revision wanted, taken as what is there."""
    return observe_revision(former, want, f"the specs at `{said}`")


def drawn_findings(findings: Sequence[Finding], sources: Sequence[SourceFile]) -> view.Document:
    """Findings in files other than the specs, as a document."""
    by_path = {source.path: source for source in sources}
    return view.document(diagnose(findings, Locator(by_path)), by_path, version())
