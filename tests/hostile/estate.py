"""The example estate in memory, compiled with one file changed."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from syncwright.compile import Compilation, compile_estate
from syncwright.files import Tree, read_tree
from syncwright.limits import INVENTORY, SPECS
from syncwright.platform import installed
from syncwright.text import SourceFile

FOLDER = Path(__file__).resolve().parents[2] / "specs"
TODAY = date(2026, 10, 1)


@dataclass(frozen=True, slots=True)
class InMemory:
    """Spec files by path, and the inventory of each environment by folder."""

    files: dict[str, bytes]
    inventories: dict[str, Tree]

    def compiled(self, changed: dict[str, bytes] | None = None) -> Compilation:
        """What the compiler says of the estate when some of its files say something else. Touches no disk."""
        files = self.files | (changed or {})
        tree = Tree([SourceFile(path, data) for path, data in sorted(files.items())])
        return compile_estate(tree, "specs", self.inventories.get, installed(), environment=None, today=TODAY)


@cache
def example() -> InMemory:
    """specs/ of this repository, as `check` reads it."""
    tree = read_tree(str(FOLDER), (".yaml",), SPECS)
    files = {f"specs/{Path(source.path).relative_to(FOLDER)}": source.data for source in tree.sources}
    inventories = {f"inventory/{folder.name}": read_tree(str(folder), (".json",), INVENTORY) for folder in (FOLDER / "inventory").iterdir()}
    return InMemory(files, inventories)
