"""The spec files of an estate as trees, and what is to be different in each. Knows no disk."""

from collections.abc import Collection, Iterable, Iterator

from syncwright.catalog.campaigns import PEOPLE
from syncwright.diagnostics import Key, Place
from syncwright.records import Struct
from syncwright.rename.places import FIELD_PATHS, OURS, Mention, Patterns, mentions
from syncwright.spec.kinds import kind_of
from syncwright.syntax import parse
from syncwright.syntax.edit import put
from syncwright.syntax.respell import Keys, Spelling, respelled
from syncwright.syntax.tree import Tree
from syncwright.text import SourceFile


class Refused(Exception):
    """Something in the specs stands in the way, at a place."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place


class Spec(Struct):
    """One file: what it says, and what of it changes. `spelled` comes first, then what is `dropped`, then `patch` under the new names."""

    kind: str
    source: SourceFile
    tree: dict[str, Tree]
    spelled: list[Spelling] = []
    dropped: list[Keys] = []
    patch: dict[str, Tree] = {}

    def spell(self, one: Mention, text: str, *, was: str = "", within: tuple[int, ...] = ()) -> None:
        """A word is to be another."""
        self.spelled.append(Spelling(one.keys, one.part, was or one.text, text, within))

    def put(self, keys: Iterable[str], value: Tree) -> None:
        """Put something in."""
        *above, last = keys
        here = self.patch
        for key in above:
            here = here.setdefault(key, {})
        here[last] = value

    def at(self, *keys: Key) -> Place:
        """The value under `keys`."""
        return Place(self.source.path, keys)

    @property
    def changes(self) -> bool:
        """Whether anything in it does."""
        return bool(self.spelled or self.dropped or self.patch)

    def text(self) -> str:
        """The file as it becomes; as it is if nothing changes."""
        if not self.changes:
            return self.source.text
        text = respelled(self.source.text, self.spelled, self.dropped)
        return put(text, self.patch) if self.patch else text

    def objects(self) -> list[str]:
        """The objects that a spec of an object, or of records of some, is about; of a campaign, both kinds of people unless it says one."""
        said = self.tree.get("object" if self.kind == "object" else "objects") or list(PEOPLE)
        return said if isinstance(said, list) else [said]

    def fields(self) -> Iterator[tuple[str, dict[str, Tree]]]:
        """The fields of an object's spec, with what is said of each."""
        if self.kind == "object" and self.tree.get("of", "salesforce") == "salesforce":
            yield from ((said, spec or {}) for said, spec in (self.tree.get("fields") or {}).items())

    def mentions(self, patterns: Patterns) -> Iterator[Mention]:
        """Words where the patterns of its kind say."""
        for pattern in patterns.get(self.kind, ()):
            yield from mentions(self.tree, pattern)


class Folder:
    """All specs of an estate. Whatever cannot be read as one is not among them."""

    def __init__(self, sources: Iterable[SourceFile]) -> None:
        self.specs: list[Spec] = []
        for source in sources:
            tree = parse(source).tree
            kind = None if tree is None else kind_of(tree)
            if tree is not None and kind is not None:
                self.specs.append(Spec(kind, source, tree))

    def named_fields(self) -> set[str]:
        """Every field that a spec names, as `Object.Field`."""
        each = (names_of(one, said, field) for one in self.specs for said, field in one.fields())
        found = {f"{owner}.{name}" for names in each for owner, name in names.items()}
        return found | {mention.text for one in self.specs for mention in one.mentions(FIELD_PATHS)}

    def ours(self) -> dict[str, Collection[str]]:
        """What the estate has named itself, by kind."""
        found: dict[str, set[str]] = {kind: set() for kind in OURS}
        for one in self.specs:
            if one.kind in found:
                found[one.kind].add(str(one.tree[one.kind]))
            elif one.kind == "estate":
                found["owner"].update(one.tree.get("owners") or {})
            if one.kind == "environment":
                found["connector"].update(address for address in one.tree.get("connectors") or {} if "/" in address)
        return dict(found)


def names_of(spec: Spec, said: str, field: dict[str, Tree]) -> dict[str, str]:
    """What one entry is called on each object."""
    known = field.get("is") or {}
    return {owner: known.get(owner, said) for owner in spec.objects()}
