"""Marketing Data Sharing rules: what a filter, or a case of a partition, becomes for a business unit on an object; or why it cannot.

Where the answer is kept in a field, the rule asks for that field: a flow writes it, so its case is known. Looks at the catalog alone.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogFilter, CatalogPartition
from syncwright.diagnostics import Key, Place
from syncwright.expression.predicate import Column
from syncwright.inventory import Field
from syncwright.platforms.account_engagement.sharing.form import Equals, Refused, case_equals, equals
from syncwright.platforms.account_engagement.units import Unit, units
from syncwright.records import Struct


class Asked(Struct, frozen=True):
    """A filter, or a case of a partition, that is for one unit, on one object. `named`: where it says so."""

    unit: Unit
    object: str
    of: CatalogFilter | CatalogPartition
    case: str | None
    named: Place

    @property
    def spec(self) -> str:
        """Key of the whole spec."""
        return f"{'filter' if self.case is None else 'partition'}/{self.of.name}"

    @property
    def called(self) -> str:
        """How a message calls it."""
        return f"the filter `{self.of.name}`" if self.case is None else f"the case `{self.case}` of `{self.of.name}`"

    @property
    def keys(self) -> tuple[Key, ...]:
        """Where its answer stands in its file: the field that keeps it, else the condition."""
        if self.of.spec.as_ is not None:
            return ("as", "field")
        return ("where",) if self.case is None else ("cases", self.case, "where")

    @property
    def place(self) -> Place:
        """The value there."""
        return Place(self.of.path, self.keys)


class SharingRule(Struct, frozen=True):
    """One rule: on records of the object that sync with the unit, the field equals the value. `stored`: the field keeps the answer of the spec.

    `held`: the field as the org will hold it; None only where that cannot be said.
    """

    asked: Asked
    field: str
    value: str | bool
    held: Field | None
    stored: bool

    @property
    def object(self) -> str:
        return self.asked.object

    @property
    def unit(self) -> Unit:
        return self.asked.unit

    @property
    def text(self) -> str:
        """The value as it is written here."""
        return self.value if isinstance(self.value, str) else str(self.value).lower()

    @property
    def granted(self) -> str:
        """The field that carries access: of a part of an address, the whole."""
        return self.held.part_of or self.field if self.held is not None else self.field

    @property
    def editable(self) -> bool:
        """Whether anybody can be let edit the field."""
        held = self.held
        if held is None:
            return True
        return held.formula is None and held.type not in ("AutoNumber", "Summary") and not held.read_only and held.fls != "read"


def asked(catalog: Catalog) -> Iterator[Asked]:
    """What is for each unit, object by object, whether or not it means anything there."""
    for unit in units(catalog):
        for one in catalog.scopes():
            for case, place in _named(one, (unit.address, unit.connector.name)):
                for owner in one.spec.objects:
                    yield Asked(unit, owner, one, case, place)


def _named(one: CatalogFilter | CatalogPartition, addresses: tuple[str, str]) -> Iterator[tuple[str | None, Place]]:
    """Where a unit, or the whole connector, is named: the case, if it is one's."""
    if isinstance(one, CatalogFilter):
        for index, address in enumerate(one.spec.for_):
            if address in addresses:
                yield None, one.at("for", index) if len(one.spec.for_) > 1 else one.at("for")
        return
    for name, case in one.spec.cases.items():
        if case.for_ in addresses:
            yield name, one.at("cases", name, "for")


def rule_of(catalog: Catalog, one: Asked) -> SharingRule | Refused | None:
    """The rule; None where what it is made of is broken, which is a finding of its own."""
    if one.object not in one.of.on:
        return None
    if one.of.spec.as_ is not None:
        kept = one.of.stored.get(one.object)
        if kept is None:
            return None
        value = one.of.spec.as_.syncs_when if isinstance(one.of, CatalogFilter) else one.case
        assert value is not None, "a partition is for a unit by one of its cases"
        return SharingRule(one, kept.field, value, kept.held, stored=True)
    form = _form(catalog, one)
    if isinstance(form, Refused):
        return form
    return SharingRule(one, form.column.name, form.value, catalog.org.field(one.object, form.column.name), stored=False)


def _form(catalog: Catalog, one: Asked) -> Equals | Refused:
    def restricted(column: Column) -> bool:
        return is_restricted(catalog, one.object, column.name)

    if isinstance(one.of, CatalogFilter):
        return equals(one.of.on[one.object], restricted)
    assert one.case is not None, "a partition is for a unit by one of its cases"
    return case_equals(one.of.on[one.object], one.case, one.of.spec.otherwise, restricted)


def is_restricted(catalog: Catalog, owner: str, name: str) -> bool:
    """Whether a picklist is known to hold no other values than its own, from whoever writes it."""
    said = catalog.objects[owner].fields.get(name) if owner in catalog.objects else None
    if said is not None and said.spec.create is not None:
        return said.spec.create.restricted or said.spec.create.value_set is not None
    if said is not None and said.spec.band is not None:
        return True
    held = catalog.org.field(owner, name)
    if held is None or held.value_set is None:
        return False
    # A custom picklist that uses a global value set is restricted: CustomField in the Metadata API Developer Guide.
    shared = catalog.org.value_sets.get(held.value_set)
    return shared is not None and shared.kind == "global"


def sharing_rules(catalog: Catalog) -> list[SharingRule]:
    """Every rule, by unit and object. A unit has one of an object; that a second is asked for is a finding."""
    found: dict[tuple[str, str], SharingRule] = {}
    for one in asked(catalog):
        rule = rule_of(catalog, one)
        if isinstance(rule, SharingRule):
            found.setdefault((one.unit.address, one.object), rule)
    return [found[key] for key in sorted(found)]
