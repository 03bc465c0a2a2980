"""Whether the fields that an estate creates fit what the org holds: objects, what they refer to, and what is there under their name."""

from collections import Counter
from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.catalog.owned import Definition
from syncwright.diagnostics import Finding
from syncwright.graph.formula import references
from syncwright.graph.paths import Paths
from syncwright.names import did_you_mean
from syncwright.platforms.salesforce import field_checks, rules
from syncwright.platforms.salesforce.field_types import (
    CONVERSION,
    FORMULA_UNCONVERTIBLE,
    KINDS,
    MAPPED_UNCONVERTIBLE,
    MASTERS,
    NOT_IN_FORMULAS,
    TRACKED_FACT,
    TRACKED_FIELDS,
    UNCONVERTIBLE,
    loses,
)
from syncwright.platforms.salesforce.sensitivity import tracks
from syncwright.spec.compiled import CreateSpec
from syncwright.text import short

Made = Sequence[tuple[Definition, CatalogField]]


def fits(catalog: Catalog, made: Made) -> Iterator[Finding]:
    """What does not fit, field by field, and then object by object."""
    paths = Paths(catalog.org)
    for at, field in made:
        said = field.spec.create
        if said is None or said.type not in KINDS:
            continue
        yield from _object(catalog, at, field, said)
        yield from _refers(catalog, field, said)
        yield from _summary(catalog, field, said)
        if said.formula is not None:
            yield from _formula(catalog, paths, field, said.formula)
        yield from _changed(catalog, field, said)
        yield from _required(field, said)
    yield from _masters(catalog, made)
    yield from _tracked(catalog, made)


# ------------------------------------------------------------------ the object


def _object(catalog: Catalog, at: Definition, field: CatalogField, said: CreateSpec) -> Iterator[Finding]:
    held = catalog.org.objects.get(field.object)
    place = field.at("create", "type")
    if held is not None and held.kind == "external":
        message = f"`{field.object}` is an object outside of Salesforce, and what its fields need there is not known here"
        yield rules.OBJECT_TAKES_NO_FIELD(field.at("create"), message, help="create the field in Setup, and import it")
    elif said.type == "MasterDetail" and at.object and not at.object.endswith("__c"):
        message = f"a standard object such as `{at.object}` is no detail: a master-detail field stands on a custom object"
        yield rules.OBJECT_TAKES_NO_FIELD(place, message, help="use `type: Lookup`")


def _masters(catalog: Catalog, made: Made) -> Iterator[Finding]:
    mine = [(at, field) for at, field in made if field.spec.create is not None and field.spec.create.type == "MasterDetail"]
    for at, field in mine:
        held = catalog.org.objects.get(at.object)
        others = sorted(name for name, one in held.fields.items() if one.type == "MasterDetail" and name != at.name) if held else []
        if len(others) >= MASTERS:
            message = f"`{at.object}` would be a detail of {len(others) + 1} objects, and Salesforce takes {MASTERS}: {', '.join(f'`{one}`' for one in others)} are there"
            yield rules.OBJECT_TAKES_NO_FIELD(field.at("create", "type"), message, help="use `type: Lookup`")


def _tracked(catalog: Catalog, made: Made) -> Iterator[Finding]:
    """Objects with more fields whose history is kept than an org keeps. One finding an object, at the last field that asks for it."""
    asking: dict[str, list[CatalogField]] = {}
    for at, field in made:
        if tracks(field):
            asking.setdefault(at.object, []).append(field)
    tracked = Counter(
        {name: sum(one.tracked for one in held.fields.values()) for name, held in catalog.org.objects.items() if name in asking}
    )
    for owner, fields in asking.items():
        more = [one for one in fields if not (one.held is not None and one.held.tracked)]
        total = tracked[owner] + len(more)
        if total > TRACKED_FIELDS:
            message = f"the history of {total} fields of `{owner}` would be kept: {TRACKED_FACT.says}"
            yield rules.HISTORY_NOT_KEPT(fields[-1].at(), message, help="say `history: false` where nobody needs it")


# ------------------------------------------------------------------ what it refers to


def _refers(catalog: Catalog, field: CatalogField, said: CreateSpec) -> Iterator[Finding]:
    target = said.refers_to
    if target is not None and target not in catalog.org.objects:
        help_ = did_you_mean(target, catalog.org.objects)
        yield rules.REFERS_TO_NOTHING(field.at("create", "refers_to"), f"the org has no object `{target}` to point to", help=help_)


def _summary(catalog: Catalog, field: CatalogField, said: CreateSpec) -> Iterator[Finding]:
    rolled = said.summary
    if rolled is None or said.type != "Summary":
        return
    owner, _, name = rolled.by.partition(".")
    link = catalog.org.field(owner, name)
    if link is None:
        message = f"the org has no field `{rolled.by}` to find the details by"
        yield rules.REFERS_TO_NOTHING(field.at("create", "summary", "by"), message)
        return
    if link.type != "MasterDetail" or field.object not in link.references:
        what = f"is a `{link.type}`" if link.type != "MasterDetail" else f"points to {', '.join(f'`{one}`' for one in link.references)}"
        message = f"a roll-up of `{field.object}` needs a master-detail field that points to it, and `{rolled.by}` {what}"
        yield rules.REFERS_TO_NOTHING(field.at("create", "summary", "by"), message)
    if rolled.of is not None:
        yield from _summed(catalog, field, rolled.of, owner)


def _summed(catalog: Catalog, field: CatalogField, path: str, detail: str) -> Iterator[Finding]:
    owner, _, name = path.partition(".")
    place = field.at("create", "summary", "of")
    if owner != detail:
        yield rules.REFERS_TO_NOTHING(place, f"`{path}` is no field of the detail `{detail}`")
    elif catalog.org.field(owner, name) is None:
        held = catalog.org.objects[owner].fields
        yield rules.REFERS_TO_NOTHING(place, f"`{owner}` has no field `{name}` to roll up", help=did_you_mean(name, held))


def _formula(catalog: Catalog, paths: Paths, field: CatalogField, formula: str) -> Iterator[Finding]:
    place, size = field.at("create", "formula"), len(formula)
    for whole in references(formula):
        reached, path = list(paths.reached(field.object, whole)), short(whole)
        for index, one in enumerate(reached):
            if not one.object or one.object not in catalog.org.objects:
                continue  # a global, or what lies behind a relationship that was told already
            held = catalog.org.field(one.object, one.field)
            last = index == len(reached) - 1
            if held is None:
                help_ = did_you_mean(one.field, catalog.org.objects[one.object].fields)
                yield rules.REFERS_TO_NOTHING(
                    place, f"the formula names `{path}`, and `{one.object}` has no field `{short(one.field)}`", help=help_
                )
                break
            if held.type in NOT_IN_FORMULAS and last:
                message = f"the formula names `{path}`, which is {NOT_IN_FORMULAS[held.type]}, and no formula can"
                yield rules.REFERS_TO_NOTHING(place, message)
            elif (one.object, one.field) == (field.object, field.name):
                yield rules.REFERS_TO_NOTHING(place, f"the formula of `{field.said}` names `{field.said}` itself")
            elif held.formula is not None:
                size += len(held.formula)
    found = field_checks.compiled_too_large(field, size)
    if found is not None and not field_checks.too_long(formula):
        yield found


# ------------------------------------------------------------------ what is there already


def _changed(catalog: Catalog, field: CatalogField, said: CreateSpec) -> Iterator[Finding]:
    """A field that the org holds as another type."""
    held = field.held
    if held is None or held.type is None or (held.type == said.type and (held.formula is None) == (said.formula is None)):
        return
    place = field.at("create", "type")
    was, to = _typed(held.type, formula=held.formula is not None), _typed(said.type, formula=said.formula is not None)
    if held.type not in KINDS:
        message, help_ = f"`{field.object}.{field.name}` is a `{held.type}` in this org", "leave `create:` out"
        yield rules.FIELD_TYPE_CHANGED(place, message, help=help_)
        return
    never = UNCONVERTIBLE.get(held.type) or UNCONVERTIBLE.get(said.type)
    if (held.formula is None) != (said.formula is None):
        never = FORMULA_UNCONVERTIBLE
    elif field.name in _mapped(catalog, field):
        never = MAPPED_UNCONVERTIBLE
    if never is not None:
        message = f"`{field.object}.{field.name}` is {was} in this org and cannot become {to}: {never.worded(never.says)}"
        yield rules.FIELD_TYPE_CHANGED(place, message, help="create another field, move the values, and retire this one")
        return
    lost = f": {CONVERSION.says}" if loses(held.type, said.type) else ""
    message = f"`{field.object}.{field.name}` is {was} in this org and is to become {to}{lost}"
    help_ = "keep the type, or allow this with the reason once the values are saved; a sync may drop what does not match"
    yield rules.FIELD_TYPE_CHANGED(place, message, help=help_)


def _typed(name: str, *, formula: bool) -> str:
    return f"a formula (`{name}`)" if formula else f"a `{name}`"


def _mapped(catalog: Catalog, field: CatalogField) -> frozenset[str]:
    """Custom fields of its object that take part in the conversion of leads."""
    lead = catalog.org.objects.get("Lead")
    if lead is None:
        return frozenset()
    if field.object == "Lead":
        return frozenset(lead.conversion)
    targets = (path.partition(".") for paths in lead.conversion.values() for path in paths)
    return frozenset(name for owner, _, name in targets if owner == field.object)


def _required(field: CatalogField, said: CreateSpec) -> Iterator[Finding]:
    if not said.required:
        return
    hidden = sorted(name for name, direction in field.directions.items() if direction == "hidden")
    whom = f", {', '.join(f'`{name}`' for name in hidden)} among them" if hidden else ""
    message = f"`{field.said}` is required, so that it has no field-level security: whoever sees the object sees it{whom}"
    help_ = "use a validation rule or a page layout instead; records that a sync writes need a value too"
    yield rules.REQUIRED_FIELD_CREATED(field.at("create", "required"), message, help=help_)
