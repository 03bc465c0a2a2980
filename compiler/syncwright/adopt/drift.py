"""What somebody changed behind our back, as edits of specs that say the same. Knows no org: what is there was seen before.

Whether the specs then say it is looked at afterwards, by whoever plans again: what something else asks for comes back.
"""

from collections.abc import Callable, Iterable, Mapping

from syncwright.adopt.adoption import Compile, adopt
from syncwright.adopt.given import Given
from syncwright.adopt.specs import Folder
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.compile import Compilation
from syncwright.files import Tree
from syncwright.inventory.access import OBJECT_WORDS, Holder
from syncwright.plan.drift import Drift, DriftedPart
from syncwright.platform import Platform
from syncwright.platforms.salesforce.elements import ATTRIBUTES
from syncwright.platforms.salesforce.naming import SET, own_set
from syncwright.platforms.salesforce.types import ASSIGNED, ASSIGNMENTS, FLAGS
from syncwright.platforms.salesforce.users import MARKETING_USER
from syncwright.records import Struct
from syncwright.syntax import Tree as Text
from syncwright.syntax.drop import drop
from syncwright.syntax.edit import EditError, put
from syncwright.text import SourceFile

_KINDS = {attribute: kind for kind, attribute in ATTRIBUTES.items()}
#: Texts of a permission set that its user's spec can say.
_HEAD = ("label", "description", "license", "activation_required")


class NotSaid(Exception):
    """No spec can say it. Says why, and what to do."""


class Said(Struct, frozen=True):
    """Specs that say what was changed. `files` by path as they are to be, `before` as they are; `after` is what all specs then compile to."""

    files: Mapping[str, str]
    before: Mapping[str, str]
    after: Compilation


def say(drift: Drift, catalog: Catalog, specs: Tree, root: str, platforms: Mapping[str, Platform], compiled: Compile) -> Said:
    """Specs that say what is there. Raises NotSaid where that is not for specs to say."""
    if drift.what != "changed":
        raise NotSaid(_WHOLE[drift.what].format(address=drift.address))
    user = _user(drift.address, catalog)
    edits = _Edits(user, catalog, Folder(root, specs.sources))
    rows: dict[str, dict[str, str]] = {}
    for part in drift.parts:
        if drift.address.startswith(f"{ASSIGNMENTS}/"):
            edits.assigned(part)
        elif part.attribute in _KINDS:
            edits.row(_KINDS[part.attribute], part, rows)
        elif part.attribute in _HEAD and part.name is None:
            edits.head(part)
        else:
            raise NotSaid(f"`{part.attribute}` of `{drift.address}` is nothing that a spec says")
    found = _with(specs, edits.texts)
    texts = dict(edits.texts)
    if rows:
        holder = Holder(drift.address.partition("/")[2], "permission_set", rows=rows)
        adoption = adopt([Given("", holder, said=_title(drift))], user, found, root, compiled, platforms)
        if adoption.after.failed:
            return Said(texts, {}, adoption.after)
        texts |= adoption.files
    before = {source.path: source.text for source in specs.sources if source.path in texts}
    changed = {path: text for path, text in texts.items() if before.get(path) != text}
    return Said(changed, before, compiled(_with(specs, changed)))


_WHOLE = {
    "gone": "`{address}` is no longer there: take out of the specs what asks for it, or let `apply` make it again",
    "back": "`{address}` was deleted by a plan and is there again: say `stage: hidden` to keep it, or let `apply` delete it again",
    "unknown": "what was changed in `{address}` is not known, as the ledger holds a digest alone: the plan lists what differs",
}


def _title(drift: Drift) -> str:
    """Where the rows come from: all that is known of why they are there."""
    return f"a change{f' by {drift.by}' if drift.by else ' in the org'}{f' at {drift.at}' if drift.at else ''}"


def _user(address: str, catalog: Catalog) -> str:
    kind, _, name = address.partition("/")
    users = [
        user.name
        for user in catalog.users.values()
        if (kind == ASSIGNMENTS and user.name == name) or (kind == SET and own_set(user) == name)
    ]
    if not users:
        raise NotSaid(
            f"`{address}` is neither the permission set of a sync user nor what one has: change by hand the spec that asks for it"
        )
    return users[0]


def _with(specs: Tree, texts: Mapping[str, str]) -> Tree:
    sources = {source.path: source for source in specs.sources}
    sources |= {path: SourceFile(path, text.encode()) for path, text in texts.items()}
    return Tree([sources[path] for path in sorted(sources)], specs.findings)


class _Edits:
    """Texts of spec files while they are edited."""

    def __init__(self, user: str, catalog: Catalog, folder: Folder) -> None:
        self.user, self.catalog, self.folder = user, catalog, folder
        self.spec = folder.user(user).path
        self.texts: dict[str, str] = {}

    def assigned(self, part: DriftedPart) -> None:
        """A permission set or a flag that the user has, or no longer has."""
        name = part.name or ""
        if part.attribute == ASSIGNED and part.found is not None:
            self._put(self.spec, {"with": [name]})
        elif part.attribute == ASSIGNED and name in self.catalog.users[self.user].spec.with_:
            self._drop(self.spec, "with", name, parents=1)
        elif part.attribute == FLAGS and name == MARKETING_USER:
            self._put(self.spec, {"marketing_user": "true" if part.found is not None else "false"})
        else:
            raise NotSaid(f"`{self.user}` no longer has `{name}`, which is made for it: give it back, or take the user out of the specs")

    def head(self, part: DriftedPart) -> None:
        """A text of the permission set itself."""
        if not part.found:
            raise NotSaid(f"the {part.attribute} of the permission set of `{self.user}` is empty, and nothing in specs says that")
        self._put(self.spec, {"permission_set": {part.attribute: part.found}})

    def row(self, kind: str, part: DriftedPart, rows: dict[str, dict[str, str]]) -> None:
        """A row that was added or widened, into `rows`; one that was taken away or narrowed, out of the specs."""
        name = part.name or ""
        if kind == "objects":
            owner, _, word = name.rpartition(":")
            if part.found is not None:
                words = {*rows.setdefault(kind, {}).get(owner, "").split(), word}
                rows[kind][owner] = " ".join(one for one in OBJECT_WORDS.values() if one in words)
            else:
                self._ungranted(kind, owner, word)
        elif part.found is not None and (part.made is None or part.found == "edit" or kind == "tabs"):
            rows.setdefault(kind, {})[name] = part.found
        elif not self._ungranted(kind, name, None, part.found):
            self._unsynced(name, part.found)

    def _ungranted(self, kind: str, name: str, word: str | None, left: str | None = None) -> bool:
        """Take a row, or a word of it, out of the grants. Whether it stands there."""
        granted = getattr(self.catalog.users[self.user].spec.grants, kind)
        if name not in granted:
            return False
        if left is not None:
            self._put(self.spec, {"grants": {kind: {name: {"access": left}}}})
        elif word is not None and len(_listed(granted[name].access)) > 1:
            self._drop(self.spec, "grants", kind, name, "access", word)
        else:
            self._drop(self.spec, "grants", kind, name, parents=2)
        return True

    def _unsynced(self, path: str, left: str | None) -> None:
        """A field that its direction opens goes another way."""
        owner, _, name = path.partition(".")
        held = self.catalog.objects.get(owner)
        field = held.fields.get(name) if held is not None else None
        if field is None:
            return
        mine = {one for one, spec in self.catalog.connectors.items() if spec.spec.sync_user == self.user}
        ways: dict[str, Text] = {}
        for connector, way in field.directions.items():
            changed = connector in mine and way != "hidden"
            ways[connector] = way if not changed else "from-salesforce" if left == "read" else "hidden"
        self._directed(field, ways)

    def _directed(self, field: CatalogField, ways: dict[str, Text]) -> None:
        path, keys = field.group.path, ("fields", field.said)
        if field.spec.sync is not None:
            self._drop(path, *keys, "sync")
        same = set(map(str, ways.values()))
        self._put(path, {"fields": {field.said: {"sync": same.pop() if len(same) == 1 else ways}}})

    def _put(self, path: str, patch: dict[str, Text]) -> None:
        self._edit(path, lambda text: put(text, patch))

    def _drop(self, path: str, *keys: str, parents: int = 0) -> None:
        self._edit(path, lambda text: drop(text, keys, parents))

    def _edit(self, path: str, edit: Callable[[str], str]) -> None:
        text = self.texts.get(path) or self.folder.sources[path].text
        try:
            self.texts[path] = edit(text)
        except EditError as error:
            raise NotSaid(f"`{path}` cannot be edited so that it says that ({error}): change it by hand") from error


def _listed(said: str | Iterable[str]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)
