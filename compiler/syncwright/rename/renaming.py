"""A rename, read top to bottom: what is meant, what changes in which file, what the specs then compile to. Knows trees of text, and no disk."""

from collections.abc import Callable, Iterator, Mapping
from typing import assert_never

from syncwright.compile import Compilation
from syncwright.files import Tree
from syncwright.inventory import Org
from syncwright.inventory.store import read_inventory, whole_org
from syncwright.records import Struct
from syncwright.rename.asked import Asked, NotToRename, RenameFields, RenameObject, RenameOurs, RenameValue, read
from syncwright.rename.entries import rename_fields
from syncwright.rename.files import Folder, names_of
from syncwright.rename.left import Left, left_in_words
from syncwright.rename.others import rename_object, rename_ours, rename_value
from syncwright.spec import rules as shape_rules
from syncwright.syntax import rules as syntax_rules
from syncwright.text import SourceFile

#: Compiles a folder of specs, and reads an inventory as environments name it.
Compile = Callable[[Tree], Compilation]
Inventory = Callable[[str], Tree | None]


#: Rules about files that cannot be read as specs: what they name is not known then.
_SHAPES = frozenset(rule.id for rule in (*syntax_rules.RULES, *shape_rules.RULES))


class Renaming(Struct, frozen=True):
    """What a rename comes to. `files` by path as they are to be, `before` as they are; `after` is what all specs then compile to.

    `stopped`: there are errors, so that nothing is to be written. `left`: lines that still have the former name.
    """

    asked: Asked | None
    files: Mapping[str, str]
    before: Mapping[str, str]
    after: Compilation
    stopped: bool = False
    left: tuple[Left, ...] = ()
    notes: tuple[str, ...] = ()


def rename(what: str, new: str, specs: Tree, compiled: Compile, inventory: Inventory) -> Renaming:
    """Specs in which everything that named one thing by its former name names it by the new one.

    Raises NotToRename, and Refused where something in the specs stands in the way.
    """
    now = compiled(specs)
    if now.catalog is None or any(one.rule.id in _SHAPES for one in now.diagnostics):
        return Renaming(None, {}, {}, now, stopped=True)
    folder = Folder(specs.sources)
    asked = read(what, new, now.catalog, folder.ours(), folder.named_fields())
    orgs = dict(_orgs(folder, inventory))
    match asked:
        case RenameFields():
            rename_fields(folder, asked.names, orgs, now.catalog.org)
        case RenameValue():
            rename_value(folder, asked, orgs)
        case RenameObject():
            rename_object(folder, asked)
        case RenameOurs():
            rename_ours(folder, asked)
        case never:
            assert_never(never)
    changed = [one for one in folder.specs if one.changes]
    if not changed:
        raise NotToRename(f"no spec names `{what}`, so that there is nothing to rename")
    files, before = {one.source.path: one.text() for one in changed}, {one.source.path: one.source.text for one in changed}
    after = compiled(Tree([_new(source, files) for source in specs.sources]))
    stopped = any(one.severity == "error" and one.allowed is None for one in after.diagnostics)
    texts = ((one.source.path, files.get(one.source.path, one.source.text)) for one in folder.specs)
    left = tuple(sorted(left_in_words(texts, _in_words(asked))))
    return Renaming(asked, files, before, after, stopped, left, tuple(_notes(asked, folder, now, after)))


def _new(source: SourceFile, files: Mapping[str, str]) -> SourceFile:
    return SourceFile(source.path, files[source.path].encode()) if source.path in files else source


def _orgs(folder: Folder, inventory: Inventory) -> Iterator[tuple[str, Org]]:
    """The org of each environment whose inventory can be read."""
    for one in folder.specs:
        if one.kind == "environment":
            tree = inventory(one.tree["salesforce"]["inventory"])
            if tree is not None:
                held, _ = read_inventory(tree.sources)
                yield one.tree["environment"], whole_org(held)


def _in_words(asked: Asked) -> set[str]:
    """Names that mean nothing else where they stand in prose."""
    match asked:
        case RenameFields():
            return {path.partition(".")[2] for path in asked.names}
        case RenameObject():
            return {asked.old}
        case _:
            return set()


def _notes(asked: Asked, folder: Folder, before: Compilation, after: Compilation) -> Iterator[str]:
    """What else a reader should know: objects whose field keeps its name, and resources that get another address."""
    if isinstance(asked, RenameFields):
        yield from _kept(asked, folder)
    old, new = ({one.address for one in made.resources} for made in (before, after))
    if gone := sorted(old - new):
        made = ", ".join(f"`{one}`" for one in sorted(new - old)) or "nothing"
        yield f"{made} is made instead of {', '.join(f'`{one}`' for one in gone)}; `syncwright plan` shows what that takes"


def _kept(asked: RenameFields, folder: Folder) -> Iterator[str]:
    for one in folder.specs:
        for said, field in one.fields():
            names = names_of(one, said, field)
            kept = [f"{owner}.{name}" for owner, name in names.items() if f"{owner}.{name}" not in asked.names]
            changed = [f"{owner}.{name}" for owner, name in names.items() if f"{owner}.{name}" in asked.names]
            alike = [path for path in kept if changed and path.partition(".")[2] == changed[0].partition(".")[2]]
            if alike:
                every = " ".join([*changed, *alike])
                yield f"{', '.join(f'`{path}`' for path in alike)} keeps its name; `syncwright rename '{every}' ...` renames all of them"
