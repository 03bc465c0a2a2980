"""Renames in memory: an estate of some files, what is renamed in it, and what it says afterwards."""

from collections.abc import Mapping

from small_estate import FILES, TODAY, compiled, org
from syncwright.compile import Compilation, compile_estate
from syncwright.files import Tree
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.store import inventory_files
from syncwright.platform import installed
from syncwright.rename import Renaming, rename
from syncwright.text import SourceFile

Files = Mapping[str, str]
Orgs = Mapping[str, Org]


def holding(*paths: str, without: tuple[str, ...] = (), values: Mapping[str, tuple[str, ...]] = {}) -> Org:
    """The org of the small estate with more fields, or without some."""
    held: dict[str, Object] = org()
    for path in paths:
        owner, _, name = path.partition(".")
        before = held.get(owner) or Object(owner, "custom", {})
        held[owner] = Object(owner, before.kind, {**before.fields, name: Field(type="Text", length=80, values=values.get(path, ()))})
    for path in without:
        owner, _, name = path.partition(".")
        left = {one: field for one, field in held[owner].fields.items() if one != name}
        held[owner] = Object(owner, held[owner].kind, left)
    return Org(held)


def tree(files: Files) -> Tree:
    texts = {**FILES, **files}
    return Tree([SourceFile(f"specs/{name}", text.encode()) for name, text in sorted(texts.items())])


def renamed(what: str, new: str, files: Files, held: Org | Orgs | None = None) -> Renaming:
    """A rename in the small estate with these files over its own."""
    orgs = held if isinstance(held, Mapping) else {"production": held or holding()}

    def inventory(folder: str) -> Tree | None:
        name = folder.rpartition("/")[2]
        if name not in orgs:
            return None
        return Tree([SourceFile(f"specs/{folder}/{path}", data) for path, data in inventory_files(orgs[name]).items()])

    def compile_(one: Tree) -> Compilation:
        return compile_estate(one, "specs", inventory, installed(), environment="production", today=TODAY)

    return rename(what, new, tree(files), compile_, inventory)


def after(what: str, new: str, files: Files, held: Org | Orgs | None = None) -> dict[str, str]:
    """The files that change, as they are then."""
    done = renamed(what, new, files, held)
    assert not done.stopped, [one.message for one in done.after.diagnostics]
    return {path.removeprefix("specs/"): text for path, text in done.files.items()}


def all_after(what: str, new: str, files: Files, held: Org | Orgs | None = None) -> dict[str, str]:
    """All files of the estate."""
    return {**FILES, **files, **after(what, new, files, held)}


__all__ = ["FILES", "after", "all_after", "compiled", "holding", "renamed", "tree"]
