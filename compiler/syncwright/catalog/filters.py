"""Filters and partitions with every name resolved, on each of their objects. Each cause gets one finding; what is broken is left out."""

from collections.abc import Collection, Iterator, Mapping

from syncwright.catalog import rules
from syncwright.catalog.meant import Meant
from syncwright.catalog.model import Case, Catalog, CatalogFilter, CatalogPartition, Named, Stored
from syncwright.catalog.owned import formula_of
from syncwright.catalog.scopes import ObjectScope
from syncwright.catalog.zones import zone_of
from syncwright.diagnostics import Finding, Key, Place
from syncwright.expression import rules as filter_rules
from syncwright.expression.check import check, read
from syncwright.expression.predicate import All, Not, Predicate
from syncwright.expression.scope import Unknown
from syncwright.expression.tree import Expression, named
from syncwright.expression.written import quoted
from syncwright.inventory import Field
from syncwright.names import did_you_mean
from syncwright.records import replace
from syncwright.spec.compiled import FilterFieldSpec, FilterSpec, PartitionFieldSpec, PartitionSpec

Found = tuple[dict[str, CatalogFilter], dict[str, CatalogPartition], list[Finding]]


def resolve_filters(
    catalog: Catalog,
    filters: Mapping[str, Named[FilterSpec]],
    partitions: Mapping[str, Named[PartitionSpec]],
    addresses: Collection[str],
    lost: Collection[str | None],
    *,
    looked_up: bool,
) -> Found:
    """What filters and partitions mean. `catalog` is without them; `addresses` are the connectors that there are, and their parts.

    Unless names are looked up in an org, only the texts are read.
    """
    resolver = _Resolver(catalog, filters, addresses, lost, looked_up=looked_up)
    found = {name: resolver.filter(one) for name, one in sorted(filters.items())}
    cases = {name: resolver.partition(one) for name, one in sorted(partitions.items())}
    return found, cases, resolver.findings


class _Resolver:
    """Reads each text once and checks it on each object, filters before those that name them."""

    def __init__(
        self,
        catalog: Catalog,
        filters: Mapping[str, Named[FilterSpec]],
        addresses: Collection[str],
        lost: Collection[str | None],
        *,
        looked_up: bool,
    ) -> None:
        self.catalog = catalog
        self.filters = filters
        self.addresses = addresses
        self.lost = [kind for kind in ("filter", "map", "object") if kind in lost or None in lost]
        self.looked_up = looked_up
        self.findings: list[Finding] = []
        self.meant = Meant(catalog.org)
        self.zone, wrong = zone_of(catalog.estate)
        if wrong is not None:
            self.findings.append(wrong)
        self._trees: dict[str, Expression | None] = {}
        self._known: dict[tuple[str, str], Predicate | None] = {}
        self._open: list[str] = []
        self._said: dict[tuple[str, Place], int] = {}

    # ------------------------------------------------------------------ filters

    def filter(self, one: Named[FilterSpec]) -> CatalogFilter:
        """One filter on each of its objects."""
        self._connectors(one.path, ("for",), one.spec.for_)
        self._tree(one)
        on, stored = {}, {}
        for owner in self._objects(one.path, one.spec.objects):
            meant = self._on(one, owner)
            if meant is not None:
                on[owner] = meant
            if one.spec.as_ is not None and (kept := self._stored(one, owner, one.spec.as_)) is not None:
                stored[owner] = kept
        return CatalogFilter(one.name, one.spec, one.path, on, stored, self._uses(self._tree(one)))

    def _tree(self, one: Named[FilterSpec]) -> Expression | None:
        if one.name not in self._trees:
            tree = self._read(one.spec.where, Place(one.path, ("where",)))
            self._trees[one.name] = tree
        return self._trees[one.name]

    def _read(self, text: str, place: Place) -> Expression | None:
        found = read(text, place)
        if isinstance(found, Finding):
            self.findings.append(found)
            return None
        return found

    def _on(self, one: Named[FilterSpec], owner: str) -> Predicate | None:
        """What a filter means on an object; None if anything in it is broken."""
        key = (one.name, owner)
        if key not in self._known:
            self._open.append(one.name)
            tree = self._tree(one)
            self._known[key] = self._check(tree, owner, Place(one.path, ("where",)))
            self._open.pop()
        return self._known[key]

    def _check(self, tree: Expression | None, owner: str, place: Place) -> Predicate | None:
        if tree is None or not self.looked_up:
            return None
        catalog = self.catalog
        scope = ObjectScope(owner, catalog.objects, catalog.org, self.meant, catalog.maps, self.lost, self.zone, self._named)
        checked = check(tree, scope, place)
        for finding in checked.findings:
            self._say(finding, owner)
        return checked.predicate

    def _say(self, finding: Finding, owner: str) -> None:
        """What is wrong at one place on several objects has one cause, and is said once."""
        key = (finding.rule.id, finding.place)
        first = self._said.setdefault(key, len(self.findings))
        if first == len(self.findings):
            self.findings.append(finding)
        elif self.findings[first].message != finding.message:
            said = self.findings[first]
            self.findings[first] = replace(said, message=f"{said.message}; the same on `{owner}`")

    def _named(self, name: str, owner: str) -> Predicate | Unknown | None:
        """What another filter means on an object."""
        one = self.filters.get(name)
        if one is None:
            if "filter" in self.lost:
                return None
            help_ = did_you_mean(name, self.filters) or "write it as a spec of kind `filter`"
            return Unknown(filter_rules.UNKNOWN_NAME, f"there is no filter `{name}`", help_)
        if name in self._open:
            circle = " → ".join([*self._open[self._open.index(name) :], name])
            return Unknown(
                filter_rules.FILTER_CIRCLE, f"these filters name each other in a circle: {circle}", "say in one of them what is meant"
            )
        if owner not in one.spec.objects:
            message = f"the filter `{name}` is not about `{owner}`"
            return Unknown(filter_rules.UNKNOWN_NAME, message, f"add `{owner}` to its `objects:`, or take it out of these")
        return self._on(one, owner)

    def _uses(self, *trees: Expression | None) -> tuple[str, ...]:
        """Spec keys of the filters and maps that these name, and that those filters name in turn."""
        found: dict[str, None] = {}
        left = [tree for tree in trees if tree is not None]
        while left:
            for kind, name in named(left.pop(0)):
                if f"{kind}/{name}" not in found:
                    found[f"{kind}/{name}"] = None
                    other = self._tree(self.filters[name]) if kind == "filter" and name in self.filters else None
                    left += [other] if other is not None else []
        return tuple(found)

    # ------------------------------------------------------------------ partitions

    def partition(self, one: Named[PartitionSpec]) -> CatalogPartition:
        """One partition on each of its objects. Whatever a case takes is kept from those below it."""
        trees = {}
        for name, case in one.spec.cases.items():
            self._connectors(one.path, ("cases", name, "for"), (case.for_,), listed=False)
            trees[name] = self._read(case.where, Place(one.path, ("cases", name, "where")))
        on, stored = {}, {}
        for owner in self._objects(one.path, one.spec.objects):
            found = {name: self._check(tree, owner, Place(one.path, ("cases", name, "where"))) for name, tree in trees.items()}
            cases = tuple(self._cases(one.spec, found))
            if len(cases) == len(found):
                on[owner] = cases
            if one.spec.as_ is not None and (kept := self._cased(one, owner, one.spec.as_)) is not None:
                stored[owner] = kept
        return CatalogPartition(one.name, one.spec, one.path, on, stored, self._uses(*trees.values()))

    @staticmethod
    def _cases(spec: PartitionSpec, found: Mapping[str, Predicate | None]) -> Iterator[Case]:
        taken: list[Predicate] = []
        for name, where in found.items():
            if where is None:
                return
            takes = All((where, *(Not(one) for one in taken))) if taken else where
            yield Case(name, spec.cases[name].for_, where, takes)
            taken.append(where)

    # ------------------------------------------------------------------ names around the texts

    def _objects(self, path: str, objects: tuple[str, ...]) -> Iterator[str]:
        for index, name in enumerate(objects):
            if not self.looked_up or name in self.catalog.org.objects:
                yield name
                continue
            place = Place(path, ("objects", index) if len(objects) > 1 else ("objects",))
            self.findings.append(rules.UNKNOWN_OBJECT(place, f"the org has no object `{name}`", help=self.meant.object(name)))

    def _connectors(self, path: str, keys: tuple[Key, ...], names: tuple[str, ...], *, listed: bool = True) -> None:
        for index, name in enumerate(names):
            if name not in self.addresses:
                place = Place(path, (*keys, index) if listed and len(names) > 1 else keys)
                help_ = did_you_mean(name, self.addresses) or f"connectors: {', '.join(f'`{one}`' for one in sorted(self.addresses))}"
                self.findings.append(rules.UNKNOWN_CONNECTOR(place, f"there is no connector `{name}`", help=help_))

    def _held(self, path: str, owner: str, kept: FilterFieldSpec | PartitionFieldSpec) -> Stored | None:
        """The field that keeps the answer; one that is not there yet is a finding, unless an object spec says that it is ours."""
        name, one = kept.field, self.catalog.objects.get(owner)
        said = next((field for field in one.fields.values() if field.said == name), None) if one is not None else None
        api_name = said.name if said is not None else name
        held = self.catalog.org.field(owner, api_name) or (said.held if said is not None else None)
        if not self.looked_up or held is not None or said is not None:
            return Stored(owner, api_name, kept.formula or formula_of(api_name), held)
        message = f"the org has no `{owner}.{name}` yet, and no object spec says how it is created"
        known = self.catalog.org.objects[owner].fields
        help_ = self.meant.field(owner, name) if did_you_mean(name, known) else f"say `create:` for it in a spec of `{owner}`"
        if "object" not in self.lost:
            self.findings.append(rules.UNKNOWN_FIELD(Place(path, ("as", "field")), message, help=help_))
        return None

    def _stored(self, one: Named[FilterSpec], owner: str, said: FilterFieldSpec) -> Stored | None:
        name, kept = said.field, self._held(one.path, owner, said)
        held = kept.held if kept is not None else None
        if held is None or (held.type == "Checkbox" and held.formula is None):
            return kept
        found = "a formula, which nothing can store in" if held.formula is not None else f"of type {held.type}"
        message = f"`{owner}.{name}` is {found}, and a filter keeps its answer in a checkbox"
        self.findings.append(filter_rules.STORED_FIELD_UNFIT(Place(one.path, ("as", "field")), message, help="name another field"))
        return None

    def _cased(self, one: Named[PartitionSpec], owner: str, said: PartitionFieldSpec) -> Stored | None:
        name, kept = said.field, self._held(one.path, owner, said)
        held = kept.held if kept is not None else None
        if held is None:
            return kept
        if held.type not in ("Picklist", "Text") or held.formula is not None:
            message = f"`{owner}.{name}` is {'a formula' if held.formula is not None else f'of type {held.type}'}, and a case is kept in a picklist or a text"
            self.findings.append(filter_rules.STORED_FIELD_UNFIT(Place(one.path, ("as", "field")), message, help="name another field"))
            return None
        before = len(self.findings)
        self.findings += self._values(one, owner, name, held)
        return kept if len(self.findings) == before else None

    def _values(self, one: Named[PartitionSpec], owner: str, name: str, held: Field) -> Iterator[Finding]:
        """Names of cases that are no values of the field, or that it has no room for."""
        values = held.values
        if held.value_set and held.value_set in self.catalog.org.value_sets:
            values = self.catalog.org.value_sets[held.value_set].values
        said = [(Place(one.path, ("cases", case), "key"), case) for case in one.spec.cases]
        said += [(Place(one.path, ("otherwise",)), one.spec.otherwise)] if one.spec.otherwise != "blank" else []
        for at, value in said:
            if held.type == "Picklist" and values and value not in values:
                help_ = did_you_mean(value, values) or f"its values are {', '.join(map(quoted, values[:8]))}"
                yield filter_rules.STORED_FIELD_UNFIT(at, f"`{owner}.{name}` has no value {quoted(value)}", help=help_)
            elif held.type == "Text" and held.length is not None and len(value) > held.length:
                message = f"{quoted(value)} has {len(value)} characters, and `{owner}.{name}` holds {held.length}"
                yield filter_rules.STORED_FIELD_UNFIT(at, message, help="make the name of the case shorter")
