"""From object specs to fields of objects: which object, which field, and which way it goes for each connector."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.catalog import rules
from syncwright.catalog.at import Words, way, widest
from syncwright.catalog.meant import Meant, has_field
from syncwright.catalog.model import CatalogField, CatalogObject, Group, Named, ObjectFile
from syncwright.diagnostics import Finding, Key, Place
from syncwright.inventory import Field, Org
from syncwright.inventory.model import SYNCABLE
from syncwright.names import did_you_mean
from syncwright.spec.compiled import AtSpec, ConnectorSpec, FieldSpec, ObjectSpec
from syncwright.spec.notes import Notes
from syncwright.spec.rules import MISSING_KEY
from syncwright.spec.words import Direction

KIND_WORDS = {
    "setting": "a custom setting",
    "metadata": "a custom metadata type",
    "event": "a platform event",
    "big": "a big object",
}

Directions = Mapping[str, Direction]


def resolve_objects(
    groups: Sequence[ObjectFile], connectors: Mapping[str, Named[ConnectorSpec]], org: Org | None
) -> tuple[dict[str, CatalogObject], tuple[CatalogField, ...], list[Finding]]:
    """Objects by name, their rare fields (`Catalog.rare`), and what is wrong with the names in them. Without an org nothing is looked up in it."""
    resolver = _Resolver(connectors, org)
    for one in groups:
        resolver.add(one)
    for held in resolver.objects.values():
        # By name and by reason, so that neither the names nor the order of files show in what is made of them.
        fields = held.fields
        held.fields = {name: fields[name] for name in sorted(fields)}
        held.groups.sort(key=lambda group: group.spec.why)
    objects = {name: resolver.objects[name] for name in sorted(resolver.objects)}
    return objects, tuple(sorted(resolver.rare, key=lambda field: (field.object, field.name))), resolver.findings


class _Resolver:
    """Collects objects over files. Directions are shared between fields that go the same ways."""

    def __init__(self, connectors: Mapping[str, Named[ConnectorSpec]], org: Org | None) -> None:
        self.connectors = connectors
        self.org = org
        self.meant = Meant(org or Org())
        self.objects: dict[str, CatalogObject] = {}
        self.rare: list[CatalogField] = []
        self.findings: list[Finding] = []
        self._shared: dict[tuple[object, tuple[str, ...]], Directions] = {}

    def add(self, one: ObjectFile) -> None:
        """One file: its objects and their fields."""
        group = Group(one.spec, one.spec.defaults, one.path)
        self.findings += self._strangers(group, one.notes)
        self.findings += self._other_objects(group, one.notes)
        if one.spec.of != "salesforce":
            self.findings += self._elsewhere(group)
            return
        for index, name in enumerate(one.spec.object):
            keys: tuple[Key, ...] = ("object", index)
            if (finding := self._object_finding(group, name, keys)) is not None:
                self.findings.append(finding)
                continue
            self._add_object(group, one.notes, name)

    def _add_object(self, group: Group, notes: Notes, name: str) -> None:
        held = self.objects.setdefault(name, CatalogObject(name))
        held.groups.append(group)
        if group.spec.sync is not None:
            for connector, direction in self._spread(group.spec.sync, group.spec.for_).items():
                held.records[connector] = _both(held.records.get(connector, "hidden"), direction)
        fields = self.org.objects[name].fields if self.org is not None else {}
        usual, apart, ways = group.defaults.sync or group.spec.sync, group.defaults.at, dict[str, Directions]()
        telling = notes.telling
        for said, spec in group.spec.fields.items():
            field: CatalogField | None
            # Unrolled: nearly all fields are there and go a way that one word says.
            known, sync = fields.get(said), spec.sync or usual
            if known is not None and said not in telling and isinstance(sync, str) and (spec.sync is not None or not apart):
                api_name = said
                directions = ways.get(sync) or ways.setdefault(sync, self._spread(sync, group.spec.for_))
                field = CatalogField(name, said, said, spec, group, directions, known)
            else:
                api_name = spec.is_.get(name, said)
                field = self._renamed(group, name, api_name, said, spec) or self._field(group, name, api_name, said, spec)
            if field is None:
                continue
            taken = held.fields.get(api_name)
            if taken is not None:
                message = f"`{name}.{api_name}` is named here and in another place"
                related = ((taken.at(), "there"),)
                self.findings.append(rules.FIELD_NAMED_TWICE(field.at(), message, help="keep one of the two", related=related))
                continue
            held.fields[api_name] = field
            if said in telling and _is_rare(spec):
                self.rare.append(field)

    def _field(self, group: Group, name: str, api_name: str, said: str, spec: FieldSpec) -> CatalogField | None:
        field = self.org.field(name, api_name) if self.org is not None else None
        if self.org is not None and (field is None or (api_name == "OwnerId" and not has_field(self.org, name, api_name))):
            if spec.is_ and name not in spec.is_ and not spec.is_.keys() <= set(group.spec.object):
                return None  # its name stands under an object that is misspelt, and that is a finding
            # Deleted here, and perhaps not yet in another environment.
            gone = spec.retire is not None and spec.retire.stage == "delete" and api_name.endswith("__c")
            if spec.create is None and spec.band is None and not gone:
                self.findings.append(self._unknown_field(group, name, api_name, said, spec))
                return None
        if spec.parts or spec.convert:
            self.findings += self._inner_names(group, name, api_name, said, spec)
        directions = self._directions(group, said, spec)
        if directions is None:
            return None
        return CatalogField(name, api_name, said, spec, group, directions, field)

    def _renamed(self, group: Group, name: str, api_name: str, said: str, spec: FieldSpec) -> CatalogField | None:
        """A field that the org holds under its former name alone."""
        if spec.previously is None or self.org is None or f"{name}.{api_name}" not in self.org.renamed:
            return None
        held = self.org.field(name, api_name)
        message = f"the org still calls `{name}.{api_name}` by its former name `{spec.previously}`"
        place = Place(group.path, ("fields", said), "key")
        self.findings.append(rules.NOT_RENAMED_YET(place, message, help="rename it in the org before you deploy what is built here"))
        return CatalogField(name, api_name, said, spec, group, self._directions(group, said, spec) or {}, held)

    def _directions(self, group: Group, said: str, spec: FieldSpec) -> Directions | None:
        connectors = group.spec.for_
        if spec.retire is not None:
            return self._spread("hidden", connectors)
        sync = spec.sync or group.defaults.sync or group.spec.sync
        if sync is not None and not spec.at and (spec.sync is not None or not group.defaults.at):
            return self._spread(sync, connectors)
        layers = [spec.at] if spec.sync else [spec.at, group.defaults.at]
        if sync is None and not any(at.sync is not None for words in layers for at in words.values()):
            message = f"nothing says which way `{said}` goes"
            place = Place(group.path, ("fields", said), "key")
            self.findings.append(rules.NO_DIRECTION(place, message, help="say `sync:` on the field, or in `defaults:` for the whole file"))
            return None
        base = self._spread(sync or "hidden", connectors)
        own = {
            name: self._way(layers, name, base[name]) for name in {a.partition("/")[0] for words in layers for a in words} if name in base
        }
        return {**base, **own} if any(base[name] != there for name, there in own.items()) else base

    def _way(self, layers: Sequence[Words], connector: str, base: Direction) -> Direction:
        """Which way a field goes for a connector: the widest of its units', as one user serves them all."""
        within = f"{connector}/"
        one = self.connectors.get(connector)
        if one is None or not any(address.startswith(within) for words in layers for address in words):
            return way(layers, connector) or base
        return widest(way(layers, f"{within}{part}") or base for part in one.spec.parts())

    def _spread(self, sync: Direction | dict[str, Direction], connectors: tuple[str, ...]) -> Directions:
        ways = sync if isinstance(sync, str) else tuple(sync.items())
        shared = self._shared.get((ways, connectors))
        if shared is None:
            each = sync.get if isinstance(sync, dict) else dict.fromkeys(connectors, sync).get
            shared = self._shared[ways, connectors] = {name: each(name, "hidden") for name in connectors}
        return shared

    def _strangers(self, group: Group, notes: Notes) -> Iterator[Finding]:
        """Connectors that are named and don't exist, or exist and are not among those the file is for."""
        if not group.spec.for_ and group.spec.of == "salesforce":
            message = "nothing says which connectors this syncs with"
            yield MISSING_KEY(
                Place(group.path, ("object",), "key"), message, help=f"say `for: [{', '.join(self.connectors)}]`, or those of them"
            )
        for index, name in enumerate(group.spec.for_):
            if name not in self.connectors:
                help_ = did_you_mean(name, self.connectors) or f"connectors: {', '.join(f'`{c}`' for c in self.connectors)}"
                yield rules.UNKNOWN_CONNECTOR(Place(group.path, ("for", index)), f"there is no connector `{name}`", help=help_)
        # What lives on a connector alone has details there.
        known = group.spec.for_ if group.spec.of == "salesforce" else (*group.spec.for_, group.spec.of)
        for keys, names in _not_all_among(frozenset(known), group.spec, notes):
            for name in names:
                connector, _, part = name.partition("/")
                if connector not in known:
                    message = f"`{connector}` is not among the connectors that this file is `for`"
                    help_ = did_you_mean(connector, known) or f"add it to `for: [{', '.join(known)}]`"
                    yield rules.UNKNOWN_CONNECTOR(Place(group.path, (*keys, name), "key"), message, help=help_)
                elif part and connector in self.connectors and part not in (parts := self.connectors[connector].spec.parts()):
                    yield self._no_part(Place(group.path, (*keys, name), "key"), connector, part, parts)

    @staticmethod
    def _no_part(place: Place, connector: str, part: str, parts: Sequence[str]) -> Finding:
        """A unit that its connector does not have."""
        message = f"`{connector}` has no `{part}`" if parts else f"`{connector}` has nothing inside it that could be addressed"
        addresses = [f"{connector}/{one}" for one in parts]
        there = f"it has {', '.join(f'`{one}`' for one in addresses)}" if parts else f"say `{connector}` alone"
        return rules.UNKNOWN_CONNECTOR(place, message, help=did_you_mean(f"{connector}/{part}", addresses) or there)

    @staticmethod
    def _other_objects(group: Group, notes: Notes) -> Iterator[Finding]:
        """Objects that `is:` names and the file is not about."""
        objects = group.spec.object
        for said, spec in notes.telling.items():
            for name in spec.is_:
                if name not in objects:
                    place = Place(group.path, ("fields", said, "is", name), "key")
                    help_ = did_you_mean(name, objects) or f"the file is about {', '.join(f'`{one}`' for one in objects)}"
                    yield rules.UNKNOWN_OBJECT(place, f"`{name}` is not among the objects of this file", help=help_)

    def _elsewhere(self, group: Group) -> Iterator[Finding]:
        if group.spec.of not in self.connectors:
            known = ["salesforce", *self.connectors]
            message = f"`{group.spec.of}` is neither `salesforce` nor a connector"
            yield rules.UNKNOWN_CONNECTOR(Place(group.path, ("of",)), message, help=did_you_mean(group.spec.of, known))

    def _object_finding(self, group: Group, name: str, keys: tuple[Key, ...]) -> Finding | None:
        if self.org is None:
            return None
        place = Place(group.path, keys if self._is_list(group) else keys[:1])
        held = self.org.objects.get(name)
        if held is None:
            return rules.UNKNOWN_OBJECT(place, f"the org has no object `{name}`", help=self.meant.object(name))
        if held.kind not in SYNCABLE:
            return rules.OBJECT_CANNOT_SYNC(place, f"`{name}` is {KIND_WORDS[held.kind]}; marketing platforms do not sync those")
        return None

    @staticmethod
    def _is_list(group: Group) -> bool:
        return len(group.spec.object) > 1

    def _unknown_field(self, group: Group, name: str, api_name: str, said: str, spec: FieldSpec) -> Finding:
        assert self.org is not None, "asked only with an org"
        keys: tuple[Key, ...] = ("fields", said, "is", name) if name in spec.is_ else ("fields", said)
        unsaid = f"say under `is:` which field of `{name}` is meant" if spec.is_ and name not in spec.is_ else None
        help_ = unsaid or self.meant.field(name, api_name)
        message = f"`{name}` has no field `{api_name}` in this org"
        return rules.UNKNOWN_FIELD(Place(group.path, keys, "value" if name in spec.is_ else "key"), message, help=help_)

    def _inner_names(self, group: Group, name: str, api_name: str, said: str, spec: FieldSpec) -> Iterator[Finding]:
        if self.org is None:
            return
        known = _parts(self.org.objects[name].fields, api_name)
        for part in spec.parts:
            if part not in known:
                place = Place(group.path, ("fields", said, "parts", part), "key")
                help_ = did_you_mean(part, known) or (f"parts: {', '.join(f'`{p}`' for p in sorted(known))}" if known else None)
                yield rules.UNKNOWN_FIELD(place, f"`{name}.{api_name}` has no part `{part}`", help=help_)
        if spec.convert is not None:
            target, _, field = spec.convert.partition(".")
            if not has_field(self.org, target, field):
                help_ = self.meant.field(target, field) if target in self.org.objects else self.meant.object(target)
                place = Place(group.path, ("fields", said, "convert"))
                yield rules.UNKNOWN_FIELD(place, f"the org has no field `{spec.convert}` to convert to", help=help_)


def _is_rare(spec: FieldSpec) -> bool:
    return bool(
        spec.parts
        or spec.values
        or spec.create is not None
        or spec.band is not None
        or spec.retire is not None
        or spec.previously is not None
    )


def _both(one: Direction, other: Direction) -> Direction:
    """What two files say of the records of one object, together: the order of files means nothing."""
    if other in (one, "hidden"):
        return one
    return other if one == "hidden" else "two-way"


def _parts(fields: Mapping[str, Field], compound: str) -> set[str]:
    """Names of a compound's parts without its prefix: `MailingAddress` has `City`, not `MailingCity`."""
    prefix = compound.removesuffix("Address")
    return {name.removeprefix(prefix) for name, field in fields.items() if field.part_of == compound}


def _not_all_among(
    known: frozenset[str], spec: ObjectSpec, notes: Notes
) -> Iterator[tuple[tuple[Key, ...], Sequence[str] | Mapping[str, AtSpec]]]:
    """Every place in an object spec that names other addresses than these connectors, with all that it names."""
    if isinstance(spec.sync, dict) and not known.issuperset(spec.sync):
        yield ("sync",), list(spec.sync)
    if isinstance(spec.defaults.sync, dict) and not known.issuperset(spec.defaults.sync):
        yield ("defaults", "sync"), list(spec.defaults.sync)
    if not known.issuperset(spec.defaults.at):
        yield ("defaults", "at"), spec.defaults.at
    for name, field in notes.telling.items():
        if isinstance(field.sync, dict) and not known.issuperset(field.sync):
            yield ("fields", name, "sync"), list(field.sync)
        if field.at and not known.issuperset(field.at):
            yield ("fields", name, "at"), field.at
        for part, inner in field.parts.items() if field.parts else ():
            keys = ("fields", name, "parts", part)
            if isinstance(inner.sync, dict):
                yield (*keys, "sync"), list(inner.sync)
            yield (*keys, "at"), inner.at
