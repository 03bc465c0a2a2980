"""From what an instance of a marketing platform says of its fields to specs that say so, read top to bottom. Knows no platform and no disk."""

import re
from collections.abc import Mapping

from syncwright.adopt.adoption import Compile
from syncwright.adopt.counterparts import Counterparts, Idea
from syncwright.adopt.rows import adopted_from
from syncwright.adopt.specs import Folder, Spec
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.compile import Compilation
from syncwright.files import Tree
from syncwright.instance import Instance, Known
from syncwright.platform import Platform
from syncwright.records import Struct
from syncwright.spec.words import Direction
from syncwright.syntax import Tree as Text
from syncwright.syntax import parse
from syncwright.syntax.tree import fold
from syncwright.text import SourceFile

#: What Salesforce, and so the language, takes as the name of a field.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}")


class InstanceAdoption(Struct, frozen=True):
    """Fields of an instance that become specs. `files` by path as they are to be, `before` as they are; `after` is what all specs then compile to.

    `counts`: how many fields were read, and what became of them. `unknown`: managed by the CRM, and nothing says as what in Salesforce.
    """

    connector: str
    files: dict[str, str]
    before: dict[str, str]
    counts: dict[str, int]
    unknown: tuple[Known, ...]
    notes: tuple[str, ...]
    after: Compilation


def adopt_instance(
    instance: Instance, connector: str, now: Compilation, specs: Tree, root: str, compiled: Compile, platforms: Mapping[str, Platform]
) -> InstanceAdoption:
    """Specs that say which fields of `connector` sync, and what they are called there. `now`: what the specs compile to."""
    assert now.catalog is not None, "asked of what compiled"
    work = _Work(instance, connector, Counterparts(now, connector, platforms), now.catalog, Folder(root, specs.sources))
    work.all()
    files = {one.path: one.text() for one in work.specs.values()}
    before = {path: work.folder.sources[path].text for path in files if path in work.folder.sources}
    files = {path: text for path, text in files.items() if before.get(path) != text}
    after = compiled(_with(specs, files)) if files else now
    return InstanceAdoption(connector, files, before, work.counts, tuple(work.unknown), (*instance.notes, *work.notes()), after)


def _with(specs: Tree, files: Mapping[str, str]) -> Tree:
    sources = {source.path: source for source in specs.sources}
    sources |= {path: SourceFile(path, text.encode()) for path, text in files.items()}
    return Tree([sources[path] for path in sorted(sources)], specs.findings)


class _Work:
    """One adoption while it is being made."""

    def __init__(self, instance: Instance, connector: str, counterparts: Counterparts, catalog: Catalog, folder: Folder) -> None:
        self.instance, self.connector, self.counterparts, self.catalog, self.folder = instance, connector, counterparts, catalog, folder
        self.address = instance.address or connector
        self.specs: dict[str, Spec] = {}
        self.paths: dict[str, str] = {}
        self.folded: set[str] = set()
        self.counts = dict.fromkeys(
            ("read", "of_crm", "named_already", "added", "said", "alone", "own", "unmapped", "always_visible", "unknown"), 0
        )
        self.unknown: list[Known] = []
        self.assumed = 0
        self.apart: list[str] = []
        self.unwritable: list[str] = []

    def all(self) -> None:
        """Every field of the instance, then what the fields of the specs are called there."""
        for known in self.instance.fields:
            self.counts["read"] += 1
            self.counts["of_crm"] += bool(known.field.of_crm)
            self.field(known)
        for field, part, names in self.counterparts.unsaid(self.instance):
            self.name(field, part, names)

    def field(self, known: Known) -> None:
        """One field: into a spec, or into the counts."""
        if known.field.of_crm and not known.counterparts:
            self.counts["unknown"] += 1
            self.unknown.append(known)
        elif known.create is not None:
            self.live_alone(known)
        elif not known.counterparts or known.field.of_crm is False:
            self.counts["unmapped" if self.instance.custom else "own"] += 1
        else:
            self.synced(known)

    def synced(self, known: Known) -> None:
        """What the specs do not name yet."""
        ideas = [*self.counterparts.ideas(known)]
        visible = [idea for idea in ideas if idea.secured]
        for idea in visible:
            self.put(known, idea)
        kind = "added" if visible else "always_visible" if ideas else "named_already"
        self.counts[kind] += 1

    def put(self, known: Known, idea: Idea) -> None:
        """One field, or a part of one, into the file of its objects."""
        self.assumed += idea.assumed
        if idea.into is not None:
            self.edit(idea.into.group.path, {"fields": {idea.into.said: {"parts": {str(idea.part): self.at(known, idea) or ""}}}})
            return
        spec = self.of_objects(idea.objects, idea.direction)
        said: dict[str, Text] = {}
        if (spec.tree.get("defaults") or {}).get("sync") != idea.direction:
            said["sync"] = idea.direction
        if idea.guessed is not None:
            said["why"] = f"{adopted_from(self.instance.title)}, found by its {idea.guessed}"
        if idea.names:
            said["is"] = dict(idea.names)
        said |= {"parts": {idea.part: self.at(known, idea) or ""}} if idea.part is not None else self.at(known, idea)
        spec.put({"fields": {idea.said: said or ""}})

    def at(self, known: Known, idea: Idea) -> dict[str, Text]:
        """What the field is called there, unless that follows."""
        said: dict[str, Text] = {} if idea.implied else {"field": known.field.name}
        said |= known.words
        return {"at": {self.address: said}} if said else {}

    def name(self, field: CatalogField, part: str | None, names: tuple[str, ...]) -> None:
        """What a field of the specs is called there; two names are two fields."""
        if len(names) > 1:
            self.apart.append(f"`{field.said}` of {field.group.path} is {' and '.join(f'`{one}`' for one in names)}")
            return
        there = next(known for known in self.instance.fields if known.field.name == names[0])
        at: dict[str, Text] = {"at": {self.address: {"field": names[0], **there.words}}}
        self.edit(field.group.path, {"fields": {field.said: {"parts": {part: at}} if part is not None else at}})
        self.counts["said"] += 1

    def live_alone(self, known: Known) -> None:
        """A field that lives in the instance alone."""
        one = known.field
        held = self.catalog.elsewhere.get(self.connector, {}).get(self.instance.alone)
        if held is not None and one.name in {name for field in held.fields.values() for name in (field.name, self.rest(field))}:
            self.counts["named_already"] += 1
        elif not _NAME.fullmatch(one.name) or fold(one.name) in self.folded:
            self.unwritable.append(one.name)
        else:
            self.folded.add(fold(one.name))
            create: dict[str, Text] = {"label": one.label or one.name, "type": str(known.create)}
            self.of_instance().put({"fields": {one.name: {"why": adopted_from(self.instance.title), "create": create}}})
            self.counts["alone"] += 1

    def rest(self, field: CatalogField) -> str | None:
        at = field.spec.at.get(self.connector)
        return at.field if at is not None else None

    def edit(self, path: str, patch: dict[str, Text]) -> None:
        """Put something into a file that people have written."""
        if path not in self.specs:
            tree = parse(self.folder.sources[path]).tree
            assert tree is not None, "it compiled"
            self.specs[path] = Spec(path, tree, self.folder.sources[path])
        self.specs[path].put(patch)

    def of_objects(self, objects: tuple[str, ...], direction: Direction) -> Spec:
        """The file for fields of these objects: one that an adoption made before, or a new one."""
        slug = "person" if len(objects) > 1 else re.sub(r"[^a-z0-9]+", "-", objects[0].lower())
        head: dict[str, Text] = {"object": list(objects) if len(objects) > 1 else objects[0]}
        more: dict[str, Text] = {"for": [self.connector], "defaults": {"sync": direction, "why": adopted_from(self.instance.title)}}
        why = f"{self.connector} says that the CRM manages these fields"
        return self.made(f"objects/{slug}-adopted.yaml", head, why, more)

    def of_instance(self) -> Spec:
        """The file for fields that live in the instance alone."""
        head: dict[str, Text] = {"object": self.instance.alone, "of": self.connector}
        why = f"fields that live in {self.connector} alone"
        return self.made(f"objects/{self.instance.alone.lower()}-of-{self.connector}-adopted.yaml", head, why, {})

    def made(self, path: str, head: dict[str, Text], why: str, more: dict[str, Text]) -> Spec:
        if path not in self.paths:
            wanted = head | ({"for": more["for"]} if "for" in more else {})
            owner = {"owner": self.folder.owner} if self.folder.owner else {}
            new = Spec(self.folder.free(path), {**head, **owner, "why": why, **more, "fields": {}})
            spec = self.folder.made_before(path, wanted) or new
            self.paths[path] = spec.path
            self.specs.setdefault(spec.path, spec)
        return self.specs[self.paths[path]]

    def notes(self) -> list[str]:
        """What is to be said of all of it."""
        found = []
        if self.assumed:
            found.append(
                f"nothing here says whether the sync user may edit {self.assumed:,} of the fields that were added: they go the way that the platform "
                "is documented to sync their objects; adopt the user's permission set or profile to be exact"
            )
        found += [f"{one} in `{self.connector}`, two fields: no name was written; Support can map them to one" for one in self.apart]
        if self.unwritable:
            shown = ", ".join(f"`{name}`" for name in self.unwritable[:5])
            found.append(f"{len(self.unwritable)} fields have names that no spec can hold, such as {shown}")
        return found
