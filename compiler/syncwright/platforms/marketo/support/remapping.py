"""The ticket that asks Support to map fields otherwise: the map as it is and as it should be, and the export that comes before."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.markdown import escaped
from syncwright.page import Page
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.fields import NOT_DOCUMENTED
from syncwright.platforms.marketo.known_fields import DEFAULT
from syncwright.platforms.marketo.support import facts
from syncwright.platforms.marketo.support.maps import Map, Mapped, maps
from syncwright.platforms.marketo.support.parties import Document, introduce, parties
from syncwright.runbook.task import sentence

NAME = "re-mapping"


def document(catalog: Catalog, connector: Named[MarketoConnector]) -> Document | None:
    """For one connector; None if no map of its fields has to change."""
    found = [_map(catalog, one) for one in maps(catalog, connector.name)]
    return {**parties(catalog, connector), "maps": found} if found else None


def _map(catalog: Catalog, one: Map) -> Document:
    return {
        "why": one.why,
        "field": one.marketo.called,
        "label_documented": one.marketo.documented,
        "rest": one.marketo.rest,
        "sides": [_side(catalog, side) for side in one.sides],
    }


def _side(catalog: Catalog, side: Mapped) -> Document:
    held = catalog.org.field(side.object, side.field)
    return {
        "object": side.object,
        "from": side.key,
        "now": side.was,
        "desired": side.field,
        "label": held.label if held is not None else None,
        "standard_map": side.field in DEFAULT.get(side.object, {}),
    }


def page(doc: Document) -> Page:
    """What has to be true before, the ticket, and what is done after."""
    page = Page()
    page.add(f"# Maps of fields to change for {escaped(doc['connector'])}, {escaped(doc['environment'])}")
    page.add()
    page.add(f"Owner: {escaped(doc['owner'])}. {sentence(facts.MAPPED_BY_SUPPORT)}", f"connector/{doc['connector']}")
    page.add(f"Before the first sync no ticket is needed. {sentence(facts.SIMILAR_NAMES)}")
    page.add()
    page.add("## Before the ticket is sent")
    page.add()
    for line in _before(doc):
        page.add(f"- [ ] {line}")
    page.add()
    introduce(page, doc)
    page.add("Please map these fields otherwise.")
    for one in doc["maps"]:
        _asked(page, one, f"connector/{doc['connector']}")
    page.add()
    page.add("## After")
    page.add()
    for line in _after():
        page.add(f"- [ ] {line}")
    return page


def _before(doc: Document) -> Iterator[str]:
    yield f"Fill in what is mapped now, where a line below does not say it. {sentence(facts.INITIAL_MAP)}"
    yield f"Export the people with the values of {_fields(doc)}, and keep the file. {sentence(facts.EXPORT_FIRST)}"
    if any(one["why"] == "renamed" for one in doc["maps"]):
        yield f"The new names are deployed to Salesforce, and the sync user reads them. {sentence(facts.NAMED_ANEW)}"
    if any(side["standard_map"] for one in doc["maps"] for side in one["sides"]):
        yield f"Ask whether the lines that name a standard field can be changed at all. {sentence(facts.STANDARD_MAPS)}"
    yield f"Marketo's names below are those that Field Management shows. {sentence(facts.NAMES_ASKED)}"


def _fields(doc: Document) -> str:
    return ", ".join(f"{escaped(one['field'])}" for one in doc["maps"])


def _asked(page: Page, one: Document, connector: str) -> None:
    rest = escaped(one["rest"]) if one["rest"] is not None else NOT_DOCUMENTED
    label = escaped(one["field"]) + (
        "" if one["label_documented"] else " (its label in Salesforce; what Marketo calls it is not documented)"
    )
    page.add()
    page.add(f"Marketo field: {label}, REST API name: {rest}", *(side["from"] for side in one["sides"]), connector)
    page.add()
    page.add("| object in Salesforce | mapped now, by API name | to be mapped, by API name |")
    page.add("|---|---|---|")
    for side in one["sides"]:
        now = escaped(side["now"]) if side["now"] is not None else "(fill in, or: to a Marketo field of its own)"
        page.add(f"| {side['object']} | {now} | {escaped(side['desired'])} |", side["from"], connector)


def _after() -> Iterator[str]:
    yield "Change one test record of each object in Salesforce, wait for a cycle of the sync, and see the value in Marketo; then the other way."
    yield f"Bring back from the export what is missing, into Salesforce. {sentence(facts.NOT_PUSHED)}"
    yield "Make assets that use a field which is left over use the other one, then hide it in Admin, Field Management."
    yield "Say the field's REST name in its spec, under `at:`, so that everybody who reads the dictionary finds it."
