"""Criteria-based sharing rules: what a filter with `share:` lets a public group see, on each of its objects. Works rules out; writes none.

A rule only opens records, so it keeps the others out where nothing else shows them: the object's default for the organisation is private, and
the sync user sees records through nothing but sharing. Sources: "Sharing Rules" and "Criteria-Based Sharing Rules" in the Salesforce
Security Guide; SharingRules in the Metadata API Developer Guide.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogFilter
from syncwright.diagnostics import Finding, Key
from syncwright.expression.normal import normal
from syncwright.inventory.model import Object
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.facts import DESCRIPTION_LENGTH, LABEL_LENGTH, SEES_ALL
from syncwright.platforms.salesforce.naming import set_name
from syncwright.platforms.salesforce.sharing_criteria import Criteria, criteria, refusals, ticked
from syncwright.platforms.salesforce.sources import Source, sources
from syncwright.platforms.salesforce.types import FIELD, SHARING_RULE
from syncwright.resource import Attribute, Resource
from syncwright.want import Reason, connectors_of

#: Standard objects that have such rules: "Criteria-Based Sharing Rules". Custom objects have them, too, unless a master's record decides.
OBJECTS = ("Account", "Asset", "Campaign", "Case", "Contact", "Lead", "Opportunity", "WorkOrder")
#: Most of them on one object: the same page. The inventory holds none of those that are there, so that a person counts.
MOST = 50
_WRITES = ("two-way", "to-salesforce")


def shared(catalog: Catalog) -> Iterator[tuple[CatalogFilter, str]]:
    """Each filter that says `share:`, with each of its objects."""
    for one in catalog.filters.values():
        if one.spec.share is not None:
            yield from ((one, owner) for owner in one.on)


def resources(catalog: Catalog) -> Iterator[Resource]:
    """The rules, by filter and object. What is not exact, or on an object without such rules, is a finding and not made."""
    made: set[str] = set()
    for one, owner in shared(catalog):
        found = criteria_of(one, owner)
        address = f"{SHARING_RULE}/{owner}.{set_name(one.name)}"
        if found is None or address in made or unfit(catalog, owner) is not None:
            continue
        made.add(address)
        yield _resource(catalog, one, owner, found)


def criteria_of(one: CatalogFilter, owner: str) -> Criteria | None:
    """What records have to meet: the stored answer where there is one, else the condition itself; None if criteria cannot say that."""
    if one.spec.as_ is not None:
        return ticked(one.stored[owner].field, value=one.spec.as_.syncs_when) if owner in one.stored else None
    form = normal(one.on[owner])
    return None if any(refusals(form)) else criteria(form)


def unfit(catalog: Catalog, owner: str) -> str | None:
    """Why an object has no such rules; None if it has."""
    held: Object | None = catalog.org.objects.get(owner)
    if held is None or (held.kind == "standard" and owner not in OBJECTS):
        return "is not among the objects that have them"
    if any(field.type == "MasterDetail" for field in held.fields.values()):
        return "shows its records to whoever sees their master"
    return None


def _resource(catalog: Catalog, one: CatalogFilter, owner: str, found: Criteria) -> Resource:
    assert one.spec.share is not None, "asked of what is shared"
    description = f"Lets the group see what the filter {one.name} has in scope. Compiled from the specs of {catalog.estate.name}: change those, not this rule."
    said: dict[str, Attribute] = {
        "label": set_name(one.name).replace("_", " ")[:LABEL_LENGTH].rstrip(),
        "description": description[:DESCRIPTION_LENGTH],
        "access": "Edit" if _written(catalog, one, owner) else "Read",
        "group": one.spec.share.group,
        "logic": found.logic,
        "tests": {str(number): f"{item.field} {item.operation} {item.value}" for number, item in enumerate(found.items, 1)},
    }
    kept: tuple[Key, ...] = ("as", "field") if one.spec.as_ is not None else ("where",)
    asked, tested = _reason(one, ("share", "group")), _reason(one, kept)
    because = {
        name: dict.fromkeys(("",) if isinstance(value, str) else value, (tested if name in ("logic", "tests") else asked,))
        for name, value in said.items()
    }
    needs = (f"{FIELD}/{owner}.{one.stored[owner].field}",) if one.spec.as_ is not None else ()
    return Resource(f"{SHARING_RULE}/{owner}.{set_name(one.name)}", said, because, needs)


def _reason(one: CatalogFilter, keys: tuple[Key, ...]) -> Reason:
    return Reason(one.spec.why, f"filter/{one.name}#{'.'.join(map(str, keys))}", one.path, keys)


def _written(catalog: Catalog, one: CatalogFilter, owner: str) -> bool:
    """Whether a connector of the filter writes records of the object."""
    held = catalog.objects.get(owner)
    if held is None:
        return False
    return any(
        held.records.get(connector) in _WRITES or any(field.directions[connector] in _WRITES for field in held.visible(connector))
        for connector in connectors_of(one)
    )


def users_of(catalog: Catalog, one: CatalogFilter) -> list[str]:
    """The sync users of the connectors that a filter is for."""
    named = {catalog.connectors[each].spec.sync_user for each in connectors_of(one) if each in catalog.connectors}
    return sorted(named & catalog.users.keys())


def seen_besides(catalog: Catalog, one: CatalogFilter, owner: str) -> Iterator[tuple[str, str]]:
    """Sync users that see every record of an object, shared or not, each with through what."""
    held = sources(catalog, ())
    for name in users_of(catalog, one):
        granted = held[name].user.spec.grants
        own = owner in granted.objects and {"view-all", "modify-all"} & set(granted.objects[owner].access)
        if own or any(permission in granted.permissions for permission in SEES_ALL):
            yield name, "its own grants"
        yield from ((name, source.title) for source in held[name].known if _sees_all(source, owner))


def _sees_all(source: Source, owner: str) -> bool:
    return any(source.permits(one) for one in SEES_ALL) or bool(source.words(owner) & {"view-all", "modify-all"})


# ------------------------------------------------------------------ findings


def inexact(catalog: Catalog) -> Iterator[Finding]:
    """Conditions that criteria cannot say, where no field keeps the answer."""
    said = set[str]()
    for one, owner in shared(catalog):
        for refused in refusals(normal(one.on[owner])) if one.spec.as_ is None else ():
            message = f"`{refused.field}` {refused.reason}" if refused.field else refused.reason
            if (one.name + message) not in said:
                said.add(one.name + message)
                help_ = "keep the answer in a field, which the sharing rule tests: `as:`"
                yield rules.CRITERIA_INEXACT(one.at("where"), f"`{one.name}` is no sharing rule of `{owner}`: {message}", help=help_)


def objects_without(catalog: Catalog) -> Iterator[Finding]:
    """Objects that have no sharing rules."""
    for one, owner in shared(catalog):
        why = unfit(catalog, owner)
        if why is not None:
            message = f"`{owner}` takes no sharing rule of `{one.name}`: it {why}"
            yield rules.OBJECT_WITHOUT_SHARING(one.at("share"), message, help="take the object into a filter of its own, without `share:`")


def names_taken(catalog: Catalog) -> Iterator[Finding]:
    """Filters that would give an object two rules of one name."""
    made: dict[str, CatalogFilter] = {}
    for one in dict.fromkeys(one.name for one, _ in shared(catalog)):
        filter_ = catalog.filters[one]
        other = made.setdefault(set_name(one), filter_)
        if other is not filter_ and set(other.on) & set(filter_.on):
            message = f"`{filter_.name}` and `{other.name}` would both get the sharing rule `{set_name(one)}`"
            related = ((other.at("filter"), "the other"),)
            yield rules.SHARING_NAME_TAKEN(
                filter_.at("filter"), message, help="rename one of the two by more than `-` and `_`", related=related
            )


def findings(catalog: Catalog) -> Iterator[Finding]:
    """All of them."""
    for look in (inexact, objects_without, names_taken):
        yield from look(catalog)
