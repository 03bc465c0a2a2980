"""Fields that an estate owns: what its specs create, as the org will hold it. Knows no platform's limits, and does not check them."""

from collections.abc import Iterable, Iterator, Mapping

from syncwright.bands import bands
from syncwright.catalog.listed import active_in_order
from syncwright.catalog.model import Catalog, CatalogField, ObjectFile
from syncwright.inventory import Field, Object, Org
from syncwright.records import Struct, replace
from syncwright.spec.compiled import BandSpec, CreateSpec, FieldSpec, ObjectSpec

#: Custom fields of these are defined on one object and appear on both. Source: CustomField in the Metadata API Developer Guide.
ACTIVITY, ACTIVITIES = "Activity", ("Task", "Event")
#: A person account shows its contact's custom fields under this ending. Source: Salesforce Help, Person Accounts.
_PERSON = "__pc"
#: What stands behind a stored answer's name in that of its formula; and the longest name, without its ending: Salesforce Help 000381913.
_NOW, _LONGEST = "_Now", 40


class Definition(Struct, frozen=True):
    """Where a field is defined: the object and the name that its definition has."""

    object: str
    name: str

    @property
    def path(self) -> str:
        """As `Lead.Fair__c`."""
        return f"{self.object}.{self.name}"


def owned(spec: FieldSpec, name: str = "") -> Field | None:
    """The field that a spec creates, as an import would read it; None where the spec creates none. `name`: its API name, for a label."""
    if spec.create is not None:
        return _created(spec, spec.create)
    if spec.band is not None:
        return Field(type="Picklist", label=label_of(name), values=band_values(spec.band), description=spec.why)
    return None


def band_values(spec: BandSpec) -> tuple[str, ...]:
    """The values of a banded copy, from the lowest band to the highest."""
    return tuple(band.name for band in bands(spec.edges, spec.names))


def label_of(name: str) -> str | None:
    """A label made of an API name: `Score_Band__c` is `Score Band`."""
    return name.removesuffix("__c").removesuffix(_PERSON).replace("_", " ") or None


def formula_of(name: str) -> str:
    """The name of the formula field that works out what a field stores: `Sync__c` has `Sync_Now__c`. It belongs to no package."""
    stem = name.removesuffix("__c").removesuffix(_PERSON).rpartition("__")[2]
    return f"{stem[: _LONGEST - len(_NOW)].rstrip('_')}{_NOW}__c"


def definition(owner: str, name: str) -> Definition:
    """Where a field of an object is defined: activities share theirs, and a person account's stand on the contact."""
    if owner in ACTIVITIES:
        return Definition(ACTIVITY, name)
    if owner == "Account" and name.endswith(_PERSON):
        return Definition("Contact", f"{name.removesuffix(_PERSON)}__c")
    return Definition(owner, name)


def appears(owner: str, name: str) -> Iterator[tuple[str, str]]:
    """The objects that show a field, each with the field's name there. Which orgs have person accounts is not known here."""
    if owner in ACTIVITIES:
        yield from ((each, name) for each in ACTIVITIES)
        return
    yield owner, name
    home = definition(owner, name)
    if home.object != owner:
        yield home.object, home.name


def created(catalog: Catalog) -> list[CatalogField]:
    """The fields that the specs create, by object and name; not those that are on their way out, or still have their former name."""
    made = (field for field in catalog.rare if field.spec.create is not None or field.spec.band is not None)
    return [field for field in made if field.spec.retire is None and not _to_be_renamed(catalog, field)]


def _to_be_renamed(catalog: Catalog, field: CatalogField) -> bool:
    return f"{field.object}.{field.name}" in catalog.org.renamed


def with_owned(org: Org, specs: Iterable[ObjectFile]) -> Org:
    """The org with the fields that the specs create and it does not hold yet, and those that they call otherwise. What it holds stays as it is."""
    added: dict[str, dict[str, Field]] = {}
    renamed: dict[str, str] = {}
    for one in specs:
        if one.spec.of != "salesforce":
            continue
        for said, spec in one.notes.telling.items():
            if spec.create is not None or spec.band is not None:
                _add(added, org, one.spec, said, spec)
            if spec.previously is not None:
                renamed |= _renamed(org, one.spec, said, spec, spec.previously)
    if not added and not renamed:
        return org
    return replace(
        org, renamed=renamed, objects={**org.objects, **{name: _with(org.objects[name], fields) for name, fields in added.items()}}
    )


def _add(added: dict[str, dict[str, Field]], org: Org, group: ObjectSpec, said: str, spec: FieldSpec) -> None:
    for owner in group.object:
        name = spec.is_.get(owner, said)
        # A field that still has its former name is renamed, not created; a name that no custom field can have is a finding.
        renamed = spec.previously is not None and org.field(owner, spec.previously) is not None
        if renamed or spec.retire is not None or not name.endswith(("__c", _PERSON)):
            continue
        made = owned(spec, name)
        assert made is not None, "asked only of specs that create a field"
        for each, shown in appears(owner, name):
            if each in org.objects and org.field(each, shown) is None:
                added.setdefault(each, {}).setdefault(shown, made)


def _renamed(org: Org, group: ObjectSpec, said: str, spec: FieldSpec, former: str) -> Iterator[tuple[str, str]]:
    """Fields that the org holds under their former name alone."""
    for owner in group.object:
        name = spec.is_.get(owner, said)
        for each, shown in appears(owner, name):
            if org.field(each, shown) is None and org.field(each, former) is not None:
                yield f"{each}.{shown}", former


def _with(held: Object, fields: Mapping[str, Field]) -> Object:
    return replace(held, fields={**held.fields, **fields})


def _created(spec: FieldSpec, said: CreateSpec) -> Field:
    rolled = said.summary
    return Field(
        type=said.type,
        label=said.label,
        length=said.length,
        precision=said.precision,
        scale=said.scale,
        required=said.required,
        unique=said.unique,
        external_id=said.external_id,
        formula=said.formula,
        references=(said.refers_to,) if said.refers_to is not None else (),
        summary=f"{rolled.operation} {rolled.of or rolled.by}" if rolled is not None else None,
        summary_over=rolled.by if rolled is not None else None,
        values=active_in_order(spec.values, said.order, by_label=said.sorted),
        value_set=said.value_set,
        tracked=said.history is True,
        description=said.description or spec.why,
        help=said.help,
    )
