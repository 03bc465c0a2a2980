"""Small estates in memory to adopt into: what an org's source holds as inventory, a few specs, and what they become and build."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from small_estate import TODAY
from syncwright.adopt import Adoption, Given, adopt, given
from syncwright.compile import Compilation, compile_estate
from syncwright.files import Tree, read_tree
from syncwright.inventory import Object, Org
from syncwright.inventory.reader import SUFFIXES, read_sources
from syncwright.inventory.store import inventory_files
from syncwright.limits import INVENTORY
from syncwright.platform import installed
from syncwright.text import SourceFile

#: An estate of nobody yet.
BARE = {
    "estate.yaml": (
        "estate: tiny\nowner: ops\nowners: {ops: {title: Operations, contact: ops@tiny.example}}\nsalesforce: {edition: enterprise}\n"
    ),
    "environments/production.yaml": (
        "environment: production\nsalesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
    ),
}

#: A Marketo instance that works through the user `somebody`.
MARKETO = {
    "connectors/marketo.yaml": "connector: marketo\nplatform: marketo\nowner: ops\nwhy: programmes run there\nsync_user: somebody\n",
}

Specs = Mapping[str, str]


@cache
def org(*roots: Path) -> Tree:
    """The inventory of an org, imported from its source."""
    sources = [source for root in roots for source in read_tree(str(root), SUFFIXES, INVENTORY).sources]
    read = read_sources(sources)
    return inventory(Org(read.objects, read.value_sets, read.people))


def inventory(held: Org | Mapping[str, Object]) -> Tree:
    """An inventory as it lies in its folder."""
    files = inventory_files(held if isinstance(held, Org) else Org(held))
    return Tree([SourceFile(f"specs/inventory/production/{name}", data) for name, data in files.items()])


def sources_of(specs: Specs) -> Tree:
    """Spec files, as they are read from a folder."""
    return Tree([SourceFile(f"specs/{name}", text.encode()) for name, text in sorted(specs.items())])


def compiled(tree: Tree, held: Tree) -> Compilation:
    """What specs compile to, in an org that holds this."""
    return compile_estate(tree, "specs", lambda _: held, installed(), environment=None, today=TODAY)


def read(path: Path) -> Given:
    """A file that is handed in."""
    return given(SourceFile(str(path), path.read_bytes()))[0]


def adopted(files: Iterable[Given], held: Tree, specs: Specs = BARE, user: str = "somebody") -> Adoption:
    """An adoption into these specs."""
    return adopt(list(files), user, sources_of(specs), "specs", lambda tree: compiled(tree, held), installed())


def specs_after(adoption: Adoption, specs: Specs = BARE) -> dict[str, str]:
    """The specs with what was adopted in them."""
    assert not adoption.after.failed, told(adoption)
    return {**specs, **{path.removeprefix("specs/"): text for path, text in adoption.files.items()}}


def built(specs: Specs, held: Tree) -> dict[str, bytes]:
    """The permission sets that specs build, by file name."""
    compilation = compiled(sources_of(specs), held)
    return {one.path.rpartition("/")[2]: one.data for one in compilation.artifacts() if one.path.endswith(".permissionset-meta.xml")}


def told(adoption: Adoption) -> str:
    """Every finding of error, for a person who reads a failing test."""
    return "\n".join(f"{d.rule.id} {d.primary.path} {d.message}" for d in adoption.after.diagnostics if d.severity == "error")


def union(rows: Sequence[Mapping[str, Mapping[str, frozenset[str]]]]) -> dict[str, dict[str, frozenset[str]]]:
    """What several permission sets grant together, in the words of `comparison`."""
    together: dict[str, dict[str, frozenset[str]]] = {}
    for one in rows:
        for tag, named in one.items():
            here = together.setdefault(tag, {})
            for name, words in named.items():
                here[name] = here.get(name, frozenset()) | words
    for words in together.get("tabSettings", {}).values():
        assert len(words) == 1, "two words for one tab: which is more is not for this module to know"
    return together
