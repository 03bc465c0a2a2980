"""What `build` remembers of an estate between two runs: that there is nothing to do, or how little has to be compiled.

What was read is known by its hash. What was written is known by its stamps: if anybody touched a file of `generated/`, everything is
compiled again. Large estates alone are remembered; it would cost small ones more than it saves.
"""

import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from syncwright.cache.blocks import OF_FIELDS, Blocks, DoNotFit, blocks, spliced
from syncwright.cache.digest import digest
from syncwright.cache.index import File, Index, Told, hash_of, packed, recalled, told, unchanged, unpacked
from syncwright.cache.outline import outline, plain, reaching
from syncwright.cache.recall import Recall
from syncwright.cache.shelf import Shelf
from syncwright.cli.shell import inventory_of, today
from syncwright.compile import NOTHING_RECALLED, Compilation
from syncwright.files import Tree
from syncwright.files.content import mapped
from syncwright.files.stamps import Stamp, below, stamp
from syncwright.generated import MANIFEST, hashes
from syncwright.graph.artifact import PATH
from syncwright.origin import Lines, Rows
from syncwright.platform import Artifact, installed
from syncwright.records import NotThatRecord, Struct, line, read, replace
from syncwright.registry import all_rules

_WHOLE, _PARTS = "whole", "parts"
NONE = Blocks()


class Built(Struct, frozen=True):
    """A build after which there was nothing left to write: the hash of all that it read, the inventory's folder, what it wrote and said.

    `environment`: its name, where a run reads what is not in specs and differs by environment.
    """

    inputs: str
    inventory: str
    files: dict[str, Stamp]
    said: Any
    environment: str = ""


class Whole:
    """What is remembered of one run over one folder of specs, one environment and one folder of results: that there is nothing left to do.

    `what`: which command, where it is not `build`. `besides`: a text that changes where anything does that it reads besides specs and inventory, asked
    for by the name of the environment.
    """

    def __init__(
        self, specs: str, environment: str | None, target: Path, tree: Tree, *what: str, besides: Callable[[str], str] = lambda _: ""
    ) -> None:
        self._specs = specs
        self._target = target
        self._tree = tree
        self._shelf = _of_run(specs, target, environment, *what)
        self._hashes = {source.path: hash_of(source) for source in tree.sources}
        self._tool = digest(tool(), today().isoformat())
        self._besides = besides
        self._built = _read(self._shelf.get(_WHOLE), Built)
        self._inventories: dict[str, Tree | None] = {}
        self._contexts: dict[str, str] = {}

    def said(self) -> Any | None:
        """What the last run said, if it read the very same files and nobody touched what it wrote."""
        built = self._built
        if built is None or not self._untouched() or built.inputs != self._inputs(built.inventory, built.environment):
            return None
        return built.said

    def inventory(self, folder: str) -> Tree | None:
        """The inventory in a folder that an environment names, read once."""
        if folder not in self._inventories:
            self._inventories[folder] = inventory_of(self._specs, folder)
        return self._inventories[folder]

    def wrote(self, folder: str, files: Iterable[str], said: Any, environment: str = "") -> None:
        """After a run: what it read, with the inventory in a folder, what it wrote, and what it said; of which environment, where that is asked `besides`."""
        stamps = {name: stamp(os.path.join(self._target, name)) for name in files}
        held = {name: one for name, one in stamps.items() if one is not None}
        built = Built(self._inputs(folder, environment), folder, held, said, environment)
        self._shelf.put(_WHOLE, line(built))

    def _untouched(self) -> bool:
        built = self._built
        return built is not None and all(stamp(os.path.join(self._target, name)) == made for name, made in built.files.items())

    def _inputs(self, folder: str, environment: str) -> str:
        return digest(self._context(folder), self._besides(environment), (piece for pair in self._hashes.items() for piece in pair)).hex()

    def _context(self, folder: str) -> str:
        """The hash of everything but specs that a run reads."""
        if folder not in self._contexts:
            tree = self.inventory(folder)
            held = (piece for source in tree.sources for piece in (source.path, source.data)) if tree is not None else ()
            self._contexts[folder] = digest(self._tool, folder, held).hex()
        return self._contexts[folder]


class Memory(Whole):
    """What a build remembers besides: how little has to be compiled."""

    def __init__(self, specs: str, environment: str | None, target: Path, tree: Tree) -> None:
        super().__init__(specs, environment, target, tree)
        self._index: Index | None = None
        self._kept: frozenset[str] = frozenset()
        self._blocks: dict[str, Blocks] = {}
        self._plain: set[str] = set()
        self._files: dict[str, File] = {}
        self._all_names: dict[str, tuple[str, ...]] = {}
        self._never: set[str] = set()
        self._reaching: Mapping[str, Mapping[str, Sequence[str]]] = {}
        self._known: dict[str, str] = {}
        #: Fields of each resource by attribute, where its own rows are those of outlines.
        self.counts: dict[str, dict[str, int]] = {}

    # ------------------------------------------------------------------ what was

    def recall(self) -> Recall:
        """What a compilation can take over."""
        self._index, self._kept = None, frozenset()
        self.counts.clear()
        if self._built is None or not self._untouched():
            return NOTHING_RECALLED
        index = unpacked(self._shelf.get(_PARTS))
        if index is None or index.context != self._context(self._built.inventory):
            return NOTHING_RECALLED
        kept = unchanged(index, self._tree.sources, self._hashes)
        if not kept:
            return NOTHING_RECALLED
        try:
            found = recalled(index, kept, all_rules(installed()))
        except NotThatRecord:
            return NOTHING_RECALLED
        self._index, self._kept = index, kept
        return found

    def check(self, compilation: Compilation) -> None:
        """Raises DoNotFit if what was taken over has errors beside it, or if there are other objects now."""
        if self._index is None:
            return
        objects = {one.path: one.spec.object for one in compilation.specs}
        if compilation.failed or compilation.catalog is None or objects != self._index.objects:
            raise DoNotFit(self._specs)

    def forget(self) -> None:
        """Take nothing over."""
        self._built = None

    def whole(self, artifacts: Iterable[Artifact], compilation: Compilation) -> Iterator[Artifact]:
        """Files of outlines made whole with the lines that did not change; where all lines come from is noted. Raises DoNotFit."""
        assert compilation.catalog is not None, "it is built"
        index = self._index
        names = self._all_names = self._names(compilation)
        self._never = {path for user in compilation.catalog.users.values() for path in user.spec.grants.fields}
        kept = {name for path in self._kept for name in index.objects[path]} if index is not None else set()
        self._blocks.clear()
        for one in artifacts:
            if one.path == PATH:
                # Another process may still be at work on what comes behind the graph: here is the time for this.
                self._context(compilation.catalog.environment.spec.salesforce.inventory)
                self._reaching = reaching(one.data, compilation.catalog)
                self._never |= {f"{owner}.{name}" for owner, names in self._reaching.items() for name in names}
                self._files = self._outlined(compilation)
            before = index.blocks.get(one.path, NONE) if index is not None else NONE
            made = one
            if kept:
                path = self._target / one.path
                made, is_old = spliced(one.held(), memoryview(mapped(path) if before.held else b""), before, kept, names)
                self._count(made)
                if is_old:
                    made = replace(made, apart=path, sha256=self._hash(one.path))
            if (held := blocks(made, names)).held:
                self._blocks[one.path] = held
            yield made

    def _hash(self, path: str) -> str | None:
        """The hash that the manifest has of a file as it is."""
        if not self._known:
            self._known = hashes((self._target / MANIFEST).read_bytes())
        return self._known.get(path)

    def _count(self, one: Artifact) -> None:
        """How many fields a resource has rows of."""
        if one.address is not None:
            held = self.counts.setdefault(one.address, {})
            for part in one.parts:
                if isinstance(part, Rows) and part.attribute:
                    held[part.attribute] = held.get(part.attribute, 0) + len(part.names)
                elif isinstance(part, Lines) and part.part is not None and part.part[0] in OF_FIELDS:
                    held[part.part[0]] = held.get(part.part[0], 0) + 1

    # ------------------------------------------------------------------ what is now

    def remember(self, compilation: Compilation, files: Iterable[str], said: Any) -> None:
        """After a build: what it read, what it wrote, what it said, and what the next one can take over."""
        assert compilation.catalog is not None, "it was built"
        folder = compilation.catalog.environment.spec.salesforce.inventory
        if not any(user.spec.preset == "adopted" for user in compilation.catalog.users.values()):
            self._shelf.put(_PARTS, packed(self._new_index(compilation, folder)))
        self.wrote(folder, files, said)

    def _new_index(self, compilation: Compilation, folder: str) -> Index:
        specs = {one.path: one for one in compilation.specs}
        return Index(
            self._context(folder),
            {path: said for path, said in self._hashes.items() if path not in specs},
            {path: said for path, said in self._hashes.items() if path in specs},
            {path: one.spec.object for path, one in specs.items()},
            self._files,
            self._all_names,
            self._blocks,
        )

    def _outlined(self, compilation: Compilation) -> dict[str, File]:
        """The plain files: those that were compiled again with their new outlines."""
        catalog, old = compilation.catalog, self._index
        assert catalog is not None, "it is built"
        found: dict[str, list[Told]] = {path: [] for path in self._plain}
        for finding in compilation.findings:
            if finding.place.path in found and not finding.rule.in_outline:
                found[finding.place.path].append(told(finding))
        files: dict[str, File] = {}
        for one in compilation.specs:
            if old is not None and one.path in self._kept:
                files[one.path] = old.files[one.path]
            elif one.path in self._plain:
                needs = {name: _together(self._reaching[name]) for name in one.spec.object if name in self._reaching}
                files[one.path] = File(one.spec.object, outline(catalog, one, self._never), tuple(found[one.path]), needs)
        return files

    def _names(self, compilation: Compilation) -> dict[str, tuple[str, ...]]:
        """All fields of the objects of plain files."""
        catalog, old = compilation.catalog, self._index
        assert catalog is not None, "it was built"
        asked = {name for scope in catalog.scopes() for name in scope.spec.objects}
        self._plain = {one.path for one in compilation.specs if plain(one) and asked.isdisjoint(one.spec.object)}
        owners = {name for one in compilation.specs if one.path in self._plain for name in one.spec.object}
        names = {name: tuple(catalog.objects[name].fields) for name in owners if name in catalog.objects}
        if old is not None:
            names |= {name: old.names[name] for path in self._kept for name in old.objects[path]}
        return names


def _together(needs: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({source for sources in needs.values() for source in sources}))


def _read(data: bytes | None, kind: type[Built]) -> Built | None:
    try:
        return read(data, kind) if data is not None else None
    except NotThatRecord:
        return None


def new(specs: str, environment: str | None, target: Path) -> bool:
    """Whether nothing is remembered of a build."""
    held = _of_run(specs, target, environment)
    return not (held.has(_WHOLE) or held.has(_PARTS))


def _of_run(specs: str, target: Path, environment: str | None, *what: str) -> Shelf:
    return shelf(os.path.abspath(specs), os.path.abspath(target), environment or "", *what)


def shelf(*scope: str) -> Shelf:
    """Where it is kept. `scope`: whose it is."""
    return Shelf(_folder(), digest(*scope))


@cache
def tool() -> str:
    """The hash of what compiles, as it lies here."""
    return digest(platform.python_version(), _tool()).hex()


def _folder() -> str:
    """Where it is kept: `SYNCWRIGHT_CACHE_DIR`, else the user's own folder for such things."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.environ.get("SYNCWRIGHT_CACHE_DIR") or os.path.join(base, "syncwright")


def _tool() -> Iterator[str]:
    """What compiles, file by file: this package as it lies here, and other platforms'."""
    folders = {os.path.dirname(os.path.dirname(os.path.abspath(__file__)))}
    for name, module in list(sys.modules.items()):
        where = getattr(module, "__file__", None)
        if where and name.partition(".")[0] != "syncwright" and hasattr(module, "PLATFORM"):
            folders.add(os.path.dirname(os.path.abspath(where)))
    for path, made in below(sorted(folders), (".py", ".json", ".txt", ".md", ".html", ".css", ".js")):
        yield f"{path} {made.size} {made.written}"
