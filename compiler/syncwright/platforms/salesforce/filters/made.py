"""What keeping answers takes in an org, as resources: of each a formula field that works it out, and the flows that store it."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.catalog.owned import label_of
from syncwright.platforms.salesforce.band_flows import name_of
from syncwright.platforms.salesforce.facts import LABEL_LENGTH, NAME_LENGTH
from syncwright.platforms.salesforce.field_types import LABEL_LENGTH as FIELD_LABEL_LENGTH
from syncwright.platforms.salesforce.filters.answer_flow import AnswerFlow, attributes, describe
from syncwright.platforms.salesforce.filters.answers import Answer, answers, reason, worked_out
from syncwright.platforms.salesforce.types import FLOW
from syncwright.resource import Attribute, Resource

#: Attributes of a flow that a spec says; the others follow from its place.
_SAID = ("answers", "copies", "field", "runs")
#: What stands behind the name of the flow that runs at night.
_NIGHTLY = "_Nightly"


def resources(catalog: Catalog) -> Iterator[Resource]:
    """The formula fields and the flows. Of two that would have one address the first is made; the other is a finding."""
    made: set[str] = set()
    for one in answers(catalog):
        for resource in (field(catalog, one), *flows(catalog, one)):
            if resource.address.casefold() not in made:
                made.add(resource.address.casefold())
                yield resource


def field(catalog: Catalog, one: Answer) -> Resource:
    """The formula field."""
    said: dict[str, Attribute] = {
        "label": f"{(label_of(one.stored.field) or one.stored.field)[: FIELD_LABEL_LENGTH - 6]} (now)",
        "type": "Text" if one.cases else "Checkbox",
        "formula": one.formula(),
        "blanks": "BlankAsBlank",
        "description": f"What the {one.called} says of this record now; {one.stored.field} stores it. "
        f"Compiled from the specs of {catalog.estate.name}: change those, not this field.",
    }
    kept = (reason(one, "as"),)
    because = {name: {"": worked_out(catalog, one) if name == "formula" else kept} for name in said}
    return Resource(one.address, said, because)


def flows(catalog: Catalog, one: Answer) -> Iterator[Resource]:
    """The flow that runs after every save, and the one that runs every night where the answer says so."""
    for nightly in (False, True) if one.nightly else (False,):
        said = attributes(flow(catalog, one, nightly=nightly))
        kept = (reason(one, "as", "refresh") if nightly else reason(one, "as"),)
        because = {name: dict.fromkeys(("",) if isinstance(said[name], str) else said[name], kept) for name in _SAID if name in said}
        yield Resource(f"{FLOW}/{flow_name(one, nightly=nightly)}", said, because, (one.stored_address, one.address))


def flow(catalog: Catalog, one: Answer, *, nightly: bool) -> AnswerFlow:
    """What the flow is."""
    label = f"{one.object}: {label_of(one.stored.field)}"
    if nightly:
        label = f"{label[: LABEL_LENGTH - 9]}, nightly"
    path = f"{one.object}.{one.stored.field}"
    return AnswerFlow(
        one.object,
        one.stored.field,
        one.stored.formula,
        bool(one.cases),
        tuple(sorted(one.names())) if nightly else (),
        nightly,
        label[:LABEL_LENGTH].rstrip(),
        describe(catalog.estate.name, one.called, path, nightly=nightly),
        catalog.estate.spec.salesforce.api_version,
    )


def flow_name(one: Answer, *, nightly: bool) -> str:
    """API name of its flow."""
    name = name_of(one.object, one.stored.field)
    return f"{name[: NAME_LENGTH - len(_NIGHTLY)].rstrip('_')}{_NIGHTLY}" if nightly else name
