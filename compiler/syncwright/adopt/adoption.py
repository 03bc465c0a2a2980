"""The adoption, read top to bottom: what the files grant together, what of it syncs, what stays a grant, and the specs that say so."""

from collections.abc import Callable, Mapping, Sequence

from syncwright.adopt.claims import Claim, Claims
from syncwright.adopt.given import Given
from syncwright.adopt.names import Names
from syncwright.adopt.rows import Row, Rows, added_to, adopted_from, lacking, read, spelled, union, wider, written
from syncwright.adopt.specs import Folder, Spec, grants, set_of
from syncwright.compile import Compilation
from syncwright.files import Tree
from syncwright.inventory.access import KINDS
from syncwright.platform import Platform
from syncwright.records import Struct
from syncwright.syntax import Tree as Text
from syncwright.text import SourceFile

#: Kinds in the order in which they are written: what people look for first, then by name.
ORDER = ("objects", "fields", "permissions", *sorted(KINDS.keys() - {"objects", "fields", "permissions"}))

#: User permissions that let a user do something with the records of every object.
_EVERYWHERE = {"ViewAllData": "read", "ModifyAllData": "read edit"}

Compile = Callable[[Tree], Compilation]


class Report(Struct, frozen=True):
    """What became of one file, by kind of row: how many were `read`; of these how many stand as grants, which of them as `external`; how many
    a direction gives instead; and how many grant nothing.
    """

    path: str
    title: str
    kinds: dict[str, dict[str, int]]
    elsewhere: dict[str, tuple[str, ...]]


class Adoption(Struct, frozen=True):
    """Files that become specs. `files` by path as they are to be, `before` as they are; `after` is what all specs then compile to."""

    user: str
    spec: str
    files: dict[str, str]
    before: dict[str, str]
    reports: tuple[Report, ...]
    notes: tuple[str, ...]
    after: Compilation


def adopt(given: Sequence[Given], user: str, specs: Tree, root: str, compiled: Compile, platforms: Mapping[str, Platform]) -> Adoption:
    """Specs that say what the given files grant, as grants of `user` and fields that sync. `compiled` compiles a folder of specs.

    Specs with errors are handed back as they compile, with no files.
    """
    folder = Folder(root, specs.sources)
    spec = folder.user(user)
    now = compiled(_with(specs, {spec.path: spec.text()}))
    if now.failed or now.catalog is None:
        return Adoption(user, spec.path, {}, {}, (), (), now)
    work = _Work(given, user, folder, spec, Claims(now.catalog, platforms, user))
    work.head()
    work.rows()
    files = {one.path: one.text() for one in (spec, *work.objects.values())}
    before = {path: folder.sources[path].text for path in files if path in folder.sources}
    files = {path: text for path, text in files.items() if path not in before or before[path] != text}
    reports = tuple(work.report(one, rows) for one, rows in zip(given, work.each, strict=True))
    return Adoption(user, spec.path, files, before, reports, tuple(work.notes), compiled(_with(specs, files)) if files else now)


def _with(specs: Tree, files: Mapping[str, str]) -> Tree:
    """The specs with these files, new or in place of their old text."""
    sources = {source.path: source for source in specs.sources}
    sources |= {path: SourceFile(path, text.encode()) for path, text in files.items()}
    return Tree([sources[path] for path in sorted(sources)], specs.findings)


class _Work:
    """One adoption while it is being made."""

    def __init__(self, given: Sequence[Given], user: str, folder: Folder, spec: Spec, claims: Claims) -> None:
        self.given, self.user, self.folder, self.spec, self.claims = given, user, folder, spec, claims
        self.held = grants(spec.tree)
        self.base = (spec.tree.get("grants") or {}).get("why") if spec.source else adopted_from(given[0].title)
        names = Names(claims.catalog.org, self.held)
        self.each = [spelled(one.holder.rows, names.spelled) for one in given]
        self.union: Rows = union(zip((one.title for one in given), self.each, strict=True))
        self.objects: dict[tuple[str, Claim], Spec] = {}
        self.synced: set[str] = set()
        self.external: set[tuple[str, str]] = set()
        self.also_granted: list[str] = []
        self.apart: set[str] = set()
        self.notes: list[str] = []

    def head(self) -> None:
        """What the spec says of the user and of the permission set itself."""
        sets = [one for one in self.given if one.holder.kind == "permission_set"]
        profiles = [one for one in self.given if one.holder.kind == "profile"]
        if self.spec.source is not None:
            self._stays(sets)
            return
        licences = [one.holder.license for one in profiles if one.holder.license]
        if licences:
            self.spec.put({"license": licences[0]})
        if sets:
            said, notes = set_of(sets[0].holder)
            self.spec.put({"permission_set": said})
            self.notes += notes
        for other in sets[1:]:
            self.notes.append(f"name, label and licence of {other.title} are left out: what is built is {sets[0].title}")
        self.spec.put({"grants": {"why": self.base or ""}})

    def _stays(self, sets: Sequence[Given]) -> None:
        preset = self.spec.tree.get("preset") or "least-privilege"
        said = self.spec.tree.get("permission_set") or {}
        name = said.get("name") if isinstance(said, dict) else None
        if preset != "adopted":
            self.notes.append(
                f"`{self.user}` has `preset: {preset}`, which stays: what connectors ask for, and what the rows need, is added to them; "
                "say `preset: adopted` to build no more than was adopted"
            )
        for one in sets:
            if one.holder.name != name:
                kept = f"permission set {name}" if name else f"the permission set named after `{self.user}`"
                self.notes.append(f"name, label and licence of {one.title} are left out: what is built is {kept}")

    def rows(self) -> None:
        """Each row, into `grants:` or into the spec of an object."""
        for kind in ORDER:
            for name, row in sorted(self.union.get(kind, {}).items()):
                if kind != "fields" or not self.syncs(name, row):
                    self.grant(kind, name, row)
        self.note_fields()

    def note_fields(self) -> None:
        """What is to be said of fields that stay grants, or stand in two places."""
        if self.apart:
            names, several = sorted(self.apart), len(self.apart) > 1
            shown = ", ".join(f"`{name}`" for name in names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
            self.notes.append(
                f"nothing says that a connector of `{self.user}` syncs {shown}: {'their' if several else 'its'} fields are grants; "
                "write a spec of the objects that it does sync"
            )
        if self.also_granted:
            self.notes.append(
                f"{len(self.also_granted)} {'field syncs' if len(self.also_granted) == 1 else 'fields sync'} from Salesforce alone and can be "
                f"edited all the same: a grant says so, such as `{self.also_granted[0]}`"
            )

    def grant(self, kind: str, name: str, row: Row) -> None:
        """One row under `grants:`, or the words that a row there lacks."""
        external = self.unknown(kind, name)
        if external:
            self.external.add((kind, name))
        held = self.held.get(kind, {}).get(name)
        if held is None:
            self.spec.put({"grants": {kind: {name: written(kind, row.access, row.why(self.base), external=external)}}})
            return
        had = read(kind, held)
        if lacking(kind, had, row.access):
            why = (held.get("why") if isinstance(held, dict) else None) or self.base
            self.spec.put({"grants": {kind: {name: written(kind, wider(kind, had, row.access), added_to(kind, had, why, row))}}})

    def unknown(self, kind: str, name: str) -> bool:
        """Whether a row names an object or a field that the inventory does not hold."""
        if kind == "objects":
            return name not in self.claims.catalog.org.objects
        owner, _, field = name.partition(".")
        return kind == "fields" and not self.claims.known(owner, field)

    def syncs(self, path: str, row: Row) -> bool:
        """Whether a direction gives all of a field's row, in a spec that is there or in one that is made here."""
        owner, _, field = path.partition(".")
        if path in self.held.get("fields", {}) or not self.claims.clean(owner, field, row.access):
            return False
        said = self.claims.said(owner, field)
        if said is None:
            claim = self.claims.claim(owner, self.words(owner))
            if claim is None:
                if self.claims.open_to(owner):
                    self.apart.add(owner)
                return False
            said = self.sync(owner, field, row, claim)
        if said == "read" and row.access == "edit":
            self.also_granted.append(path)
            return False
        if said:
            self.synced.add(path)
        return bool(said)

    def sync(self, owner: str, field: str, row: Row, claim: Claim) -> str:
        """Put a field into the spec of its object. What of its row that gives."""
        why = adopted_from(row.brought[0][0])
        spec = self.objects.get((owner, claim))
        if spec is None:
            titles = [self.claims.connectors[name].title for name in claim.connectors]
            because = f"{' and '.join(sorted(set(titles)))} {'syncs' if len(set(titles)) == 1 else 'sync'} every field of it that {self.user} sees"
            spec = self.objects[owner, claim] = self.folder.fields(owner, claim, why, because)
        two_way = row.access == "edit" and claim.direction == "two-way"
        defaults = spec.tree.get("defaults") or {}
        said: dict[str, Text] = {}
        direction = "two-way" if two_way else "from-salesforce"
        if defaults.get("sync") != direction:
            said["sync"] = direction
        if (reason := row.why(defaults.get("why"))) is not None:
            said["why"] = reason
        spec.put({"fields": {field: said or ""}})
        return "edit" if two_way else "read"

    def words(self, owner: str) -> set[str]:
        """What the user may do with the records of an object, by what is adopted and by what its spec grants already."""
        held = self.held.get("objects", {})
        row = self.union.get("objects", {}).get(owner)
        permissions = self.union.get("permissions", {}).keys() | self.held.get("permissions", {}).keys()
        everywhere = (words for permission, words in _EVERYWHERE.items() if permission in permissions)
        here = (read("objects", held[owner]) if owner in held else "", row.access if row else "")
        return {word for words in (*here, *everywhere) for word in words.split()}

    def report(self, one: Given, rows: Mapping[str, Mapping[str, str]]) -> Report:
        """What became of one of the files, with its rows."""
        kinds = {}
        for kind in ORDER:
            names, off = rows.get(kind, {}).keys(), one.off.get(kind, set())
            if not names and not off:
                continue
            synced = self.synced.intersection(names) if kind == "fields" else set()
            kinds[kind] = {
                "read": len(names) + len(off),
                "granted": len(names) - len(synced),
                "synced": len(synced),
                "external": sum((kind, name) in self.external for name in names),
                "off": len(off),
            }
        return Report(one.path, one.title, kinds, dict(one.holder.elsewhere))
