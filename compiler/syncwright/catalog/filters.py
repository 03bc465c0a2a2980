"""Filters and partitions with every name resolved, on each of their objects. Each cause gets one finding; what is broken is left out."""

from collections.abc import Collection, Iterator, Mapping
from zoneinfo import ZoneInfo

from syncwright.catalog import rules
from syncwright.catalog.meant import Meant
from syncwright.catalog.model import Case, Catalog, CatalogFilter, CatalogPartition, Named
from syncwright.catalog.scopes import ObjectScope
from syncwright.diagnostics import Finding, Key, Place
from syncwright.expression import rules as filter_rules
from syncwright.expression.check import check, read
from syncwright.expression.predicate import All, Not, Predicate
from syncwright.expression.scope import Unknown
from syncwright.expression.tree import Expression
from syncwright.expression.written import quoted
from syncwright.inventory import Field
from syncwright.names import did_you_mean
from syncwright.records import replace
from syncwright.spec.compiled import FilterSpec, PartitionSpec

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
        self.zone = self._zone()
        self._trees: dict[str, Expression | None] = {}
        self._known: dict[tuple[str, str], Predicate | None] = {}
        self._open: list[str] = []
        self._said: dict[tuple[str, Place], int] = {}

    def _zone(self) -> str | None:
        zone: str | None = self.catalog.estate.spec.salesforce.timezone
        if zone is None:
            return None
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            place = self.catalog.estate.at("salesforce", "timezone")
            self.findings.append(
                filter_rules.TIME_ZONE_MISSING(place, f"there is no time zone `{zone}`", help="write it as in `Europe/Amsterdam`")
            )
            return "Etc/UTC"
        return zone

    # ------------------------------------------------------------------ filters

    def filter(self, one: Named[FilterSpec]) -> CatalogFilter:
        """One filter on each of its objects."""
        self._connectors(one.path, ("for",), one.spec.for_)
        self._tree(one)
        on = {}
        for owner in self._objects(one.path, one.spec.objects):
            meant = self._on(one, owner)
            if meant is not None:
                on[owner] = meant
            if one.spec.as_ is not None:
                self._stored(one, owner, one.spec.as_.field)
        return CatalogFilter(one.name, one.spec, one.path, on)

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

    # ------------------------------------------------------------------ partitions

    def partition(self, one: Named[PartitionSpec]) -> CatalogPartition:
        """One partition on each of its objects. Whatever a case takes is kept from those below it."""
        trees = {}
        for name, case in one.spec.cases.items():
            self._connectors(one.path, ("cases", name, "for"), (case.for_,), listed=False)
            trees[name] = self._read(case.where, Place(one.path, ("cases", name, "where")))
        on = {}
        for owner in self._objects(one.path, one.spec.objects):
            found = {name: self._check(tree, owner, Place(one.path, ("cases", name, "where"))) for name, tree in trees.items()}
            cases = tuple(self._cases(one.spec, found))
            if len(cases) == len(found):
                on[owner] = cases
            if one.spec.as_ is not None:
                self._cased(one, owner, one.spec.as_.field)
        return CatalogPartition(one.name, one.spec, one.path, on)

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

    def _held(self, path: str, owner: str, name: str) -> Field | None:
        """The field that keeps the answer; one that is not there yet is a finding of its own, unless an object spec says that it is ours."""
        if not self.looked_up:
            return None
        held = self.catalog.org.field(owner, name)
        one = self.catalog.objects.get(owner)
        said = one.fields.get(name) if one is not None else None
        if held is None and said is None:
            message = f"the org has no `{owner}.{name}` yet, and no object spec says how it is created"
            help_ = (
                self.meant.field(owner, name)
                if did_you_mean(name, self.catalog.org.objects[owner].fields)
                else f"say `create:` for it in a spec of `{owner}`"
            )
            self.findings.append(rules.UNKNOWN_FIELD(Place(path, ("as", "field")), message, help=help_))
        return held or (said.held if said is not None else None)

    def _stored(self, one: Named[FilterSpec], owner: str, name: str) -> None:
        held = self._held(one.path, owner, name)
        if held is not None and (held.type != "Checkbox" or held.formula is not None):
            found = "a formula, which nothing can store in" if held.formula is not None else f"of type {held.type}"
            message = f"`{owner}.{name}` is {found}, and a filter keeps its answer in a checkbox"
            self.findings.append(filter_rules.STORED_FIELD_UNFIT(Place(one.path, ("as", "field")), message, help="name another field"))

    def _cased(self, one: Named[PartitionSpec], owner: str, name: str) -> None:
        held = self._held(one.path, owner, name)
        if held is None:
            return
        place = Place(one.path, ("as", "field"))
        if held.type not in ("Picklist", "Text") or held.formula is not None:
            message = f"`{owner}.{name}` is {'a formula' if held.formula is not None else f'of type {held.type}'}, and a case is kept in a picklist or a text"
            self.findings.append(filter_rules.STORED_FIELD_UNFIT(place, message, help="name another field"))
            return
        values = held.values
        if held.value_set and held.value_set in self.catalog.org.value_sets:
            values = self.catalog.org.value_sets[held.value_set].values
        said = [(Place(one.path, ("cases", case), "key"), case) for case in one.spec.cases]
        said += [(Place(one.path, ("otherwise",)), one.spec.otherwise)] if one.spec.otherwise != "blank" else []
        for at, value in said:
            if held.type == "Picklist" and values and value not in values:
                help_ = did_you_mean(value, values) or f"its values are {', '.join(map(quoted, values[:8]))}"
                message = f"`{owner}.{name}` has no value {quoted(value)}"
                self.findings.append(filter_rules.STORED_FIELD_UNFIT(at, message, help=help_))
