"""What is wrong with keeping answers on Salesforce: names that are taken, fields that somebody else writes, flows that get in each other's way."""

from collections.abc import Iterator

from syncwright.catalog.banded import banded
from syncwright.catalog.model import Catalog
from syncwright.catalog.owned import definition
from syncwright.diagnostics import Finding, Place
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.band_flows import SINCE
from syncwright.platforms.salesforce.band_flows import flow_name as band_flow_name
from syncwright.platforms.salesforce.field_types import NAME_FACT, NAME_LENGTH
from syncwright.platforms.salesforce.filters.answers import Answer, answers
from syncwright.platforms.salesforce.filters.made import flow_name

_ELSE = "say another name: `formula:` under `as:`"


def findings(catalog: Catalog) -> Iterator[Finding]:
    """Findings about every answer that is kept."""
    formulas: dict[str, Answer] = {}
    flows: dict[str, tuple[str, Place]] = {
        band_flow_name(field).casefold(): (f"{field.object}.{field.name}", field.at()) for field in banded(catalog)
    }
    old = float(catalog.estate.spec.salesforce.api_version) < SINCE
    for one in answers(catalog):
        yield from _formula(catalog, formulas, one)
        yield from _written(catalog, one)
        yield from _flows(flows, one)
        if old:
            message = f"the flow that keeps `{one.object}.{one.stored.field}` takes version {SINCE}.0 or a later one"
            yield rules.NEWER_THAN_API_VERSION(one.of.at("as"), message, help="raise `salesforce.api_version` in `estate.yaml`")


def _formula(catalog: Catalog, formulas: dict[str, Answer], one: Answer) -> Iterator[Finding]:
    name, path, place = one.stored.formula, f"{one.object}.{one.stored.formula}", _place(one)
    other = formulas.setdefault(definition(one.object, name).path.casefold(), one)
    held = catalog.org.field(one.object, name)
    specs = catalog.objects.get(one.object)
    said = specs.fields.get(name) if specs is not None else None
    if (wrong := _misnamed(name)) is not None:
        yield rules.ANSWER_FORMULA_UNFIT(place, wrong, help=_ELSE)
    elif other is not one and one.stored.field != other.stored.field:
        message = f"the formula of the {one.called} would be called `{path}`, as that of the {other.called} is"
        yield rules.ANSWER_FORMULA_UNFIT(place, message, help=_ELSE, related=((_place(other), "the other"),))
    elif said is not None and (said.spec.create is not None or said.spec.band is not None):
        message = f"`{path}` works out the answer of the {one.called}, and an object spec says what it is too"
        yield rules.ANSWER_FORMULA_UNFIT(place, message, help=_ELSE, related=((said.at(), "there"),))
    elif held is not None and (held.formula is None or held.type != ("Text" if one.cases else "Checkbox")):
        what = f"of type {held.type}" if held.formula is None else f"a formula of type {held.type}"
        message = f"`{path}` is to work out the answer of the {one.called}, and is there already, {what}"
        yield rules.ANSWER_FORMULA_UNFIT(place, message, help=_ELSE)


def _misnamed(name: str) -> str | None:
    stem = name.removesuffix("__c")
    if stem == name or "__" in stem:
        return f"`{name}` is no name of a custom field of this org's own"
    return f"`{name}` has {len(stem)} characters before `__c`: {NAME_FACT.says}" if len(stem) > NAME_LENGTH else None


def _place(one: Answer) -> Place:
    """Where the formula's name is said, or what it follows from."""
    said = one.of.spec.as_
    return one.of.at("as", "field" if said is None or said.formula is None else "formula")


def _written(catalog: Catalog, one: Answer) -> Iterator[Finding]:
    """An answer that a connector writes: the flow replaces it at once."""
    held = catalog.objects.get(one.object)
    field = held.fields.get(one.stored.field) if held is not None else None
    writers = [name for name, way in field.directions.items() if way in ("two-way", "to-salesforce")] if field is not None else []
    if field is not None and writers:
        message = f"`{field.said}` is kept by the {one.called}, and {' and '.join(f'`{name}`' for name in writers)} would write it"
        yield rules.ANSWER_WRITTEN(field.at(), message, help="let it sync `from-salesforce`", related=((one.of.at("as"), "kept for this"),))


def _flows(flows: dict[str, tuple[str, Place]], one: Answer) -> Iterator[Finding]:
    path = f"{one.object}.{one.stored.field}"
    for nightly in (False, True) if one.nightly else (False,):
        name = flow_name(one, nightly=nightly)
        other, place = flows.setdefault(name.casefold(), (path, one.of.at("as", "field")))
        if other != path:
            message = f"the flows of `{path}` and `{other}` would both be called `{name}`"
            yield rules.FLOW_NAME_TAKEN(
                one.of.at("as", "field"), message, help="rename one of the two fields", related=((place, "the other"),)
            )
