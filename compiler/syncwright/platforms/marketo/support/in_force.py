"""The ticket that asks which custom sync filter is in force: nobody but Support can see it. Says beside it what the specs expect."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogFilter, Named
from syncwright.markdown import escaped
from syncwright.page import Page
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.filters.facts import BY_SUPPORT, NO_FORMULA, NOT_SHOWN
from syncwright.platforms.marketo.filters.scope import Scope, scopes
from syncwright.platforms.marketo.support.facts import NOT_ASKED_TWICE
from syncwright.platforms.marketo.support.parties import Document, introduce, parties
from syncwright.runbook.task import sentence

NAME = "filter-in-force"


def document(catalog: Catalog, connector: Named[MarketoConnector]) -> Document:
    """For one connector: each object that it syncs, and what is expected to keep its records out."""
    found = [scope for scope in scopes(catalog) if scope.connector.name == connector.name]
    names = sorted(
        {name for name, one in catalog.objects.items() if one.syncs(connector.name)} | {name for one in found for name in one.on}
    )
    objects = [{"object": name, "expected": [_expected(scope, name) for scope in found if name in scope.on]} for name in names]
    return {**parties(catalog, connector), "objects": objects, "not_documented": [*NOT_ASKED_TWICE]}


def _expected(scope: Scope, owner: str) -> Document:
    stored = scope.stored.get(owner)
    shared = isinstance(scope.of, CatalogFilter) and scope.of.spec.share is not None
    return {
        "from": scope.key,
        "field": stored.field if stored is not None else None,
        "syncs_when": list(scope.values) if stored is not None else [],
        "shared": shared,
    }


def page(doc: Document) -> Page:
    """The ticket, what the specs expect, and what is done with the answer."""
    page, whole = Page(), f"connector/{doc['connector']}"
    page.add(f"# Which sync filter is in force for {escaped(doc['connector'])}, {escaped(doc['environment'])}")
    page.add()
    page.add(f"Owner: {escaped(doc['owner'])}. {sentence(NOT_SHOWN)}", whole)
    page.add("Ask before the first filter is requested, and whenever somebody else had the subscription before.")
    page.add()
    introduce(page, doc)
    page.add("Which custom sync filter does the Salesforce sync of this subscription have in force? Please fill in a line for each object:")
    page.add()
    page.add("| object | is there a filter | field, by its API name | condition on it | records that pass | since when |")
    page.add("|---|---|---|---|---|---|")
    for one in doc["objects"]:
        page.add(f"| {escaped(one['object'])} | | | | sync / do not sync | |", f"object/{one['object']}")
    page.add()
    page.add(
        "Please tell us as well whether any other object has one, as which Salesforce user the sync logs in, and whether a change is under way."
    )
    for line in doc["not_documented"]:
        page.add(f"Not documented, so please say: {line}.")
    page.add()
    page.add("## What the specs expect")
    page.add()
    for one in doc["objects"]:
        for line, key in _lines(one):
            page.add(f"- {line}", key)
    page.add()
    page.add("## With the answer")
    page.add()
    for line in _then():
        page.add(f"- [ ] {line}")
    return page


def _lines(one: Document) -> Iterator[tuple[str, str]]:
    owner = escaped(one["object"])
    for expected in one["expected"]:
        key, by = expected["from"], escaped(expected["from"].replace("/", " "))
        if expected["field"] is not None:
            values = " or ".join(map(escaped, expected["syncs_when"]))
            yield f"{owner}: records of which {escaped(expected['field'])} is {values}, by {by}", key
        elif expected["shared"]:
            yield f"{owner}: no filter, as sharing keeps records from the sync user, by {by}", key
        else:
            yield f"{owner}: nothing that a filter can test, by {by}: no field keeps the answer", key
    if not one["expected"]:
        yield f"{owner}: no filter", f"object/{one['object']}"


def _then() -> Iterator[str]:
    yield "Keep the answer with the evidence of the runbook's task, with the date: it is the only record of what is in force."
    yield "What is in force and in no spec is written as a spec of kind `filter`, or Support is asked to take it away."
    yield f"What a spec expects and is not there: send its ticket. {sentence(BY_SUPPORT)}"
    yield f"A filter that tests a formula is replaced. {sentence(NO_FORMULA)}"
