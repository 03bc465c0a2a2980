"""What had synced before a filter was set up and is out of its scope: how those people are found, kept in mind, and deleted in Marketo alone.

Whether they are to be deleted is for people to decide; nothing here is done by itself.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.markdown import escaped
from syncwright.page import Page
from syncwright.platforms.marketo.filters import facts
from syncwright.platforms.marketo.filters.scope import Scope
from syncwright.platforms.marketo.filters.told import list_of
from syncwright.platforms.marketo.support.parties import Document, parties
from syncwright.runbook.task import sentence


def document(catalog: Catalog, scope: Scope, found: list[Document], asked: Document | None) -> Document | None:
    """`found`: all smart lists of the scope; `asked`: the request with its counts, if there is one. None if no list finds anybody."""
    objects = [_object(one, asked) for one in found]
    objects = [one for one in objects if one["lists"]]
    if not objects:
        return None
    return {**parties(catalog, scope.connector, scope.of.spec.owner), scope.kind: scope.of.name, "objects": objects}


def _object(one: Document, asked: Document | None) -> Document:
    objects: list[Document] = asked["objects"] if asked is not None else []
    counted: list[str] = next((each["counts"]["out_of_scope"] for each in objects if each["object"] == one["object"]), [])
    return {
        "object": one["object"],
        "static_list": f"Out of scope before the filter, {one['object']}",
        "lists": [each for each in one["lists"] if each["finds"] == "out of scope"],
        "count": counted,
    }


def page(catalog: Catalog, doc: Document, scope: Scope) -> Page:
    """What is done before the filter is in force, and what after."""
    page = Page()
    page.add(f"# Purge of {escaped(scope.of.name)} from {escaped(scope.connector.name)}, {escaped(catalog.environment.name)}")
    page.add()
    page.add(f"Owner: {escaped(doc['owner'])}.", f"{scope.key}#owner")
    page.add(
        "Only for people who had synced before and are out of scope: what becomes of them is not documented, and the ticket asks for it."
    )
    page.add()
    page.add("## Before the filter is in force")
    page.add()
    for line in _before(doc):
        page.add(f"- [ ] {line}", scope.key)
    page.add()
    page.add("## After")
    page.add()
    for line in _after(doc):
        page.add(f"- [ ] {line}", scope.key)
    for one in doc["objects"]:
        for each in one["lists"]:
            list_of(page, catalog, one["object"], each, scope)
        for query in one["count"]:
            page.add()
            page.code("sql", query, f"{scope.key}#as.field")
    return page


def _before(doc: Document) -> Iterator[str]:
    yield f"The answers have reached Marketo: {facts.NEXT_UPDATE.says} ({facts.NEXT_UPDATE.source})."
    yield "Build the smart lists below. Where there are two of one object, both find the same people; if not, find out why first."
    if any(one["count"] for one in doc["objects"]):
        yield (
            "Compare the numbers of people with what the query below each list counts. Salesforce may count more, as not every record had "
            "synced; where Marketo finds more, look at those people first."
        )
    for one in doc["objects"]:
        yield f"Put the people of {one['object']} into a static list `{one['static_list']}`: afterwards their answers may no longer change."
    yield "Export the static lists with every field that anybody may want back, and keep the files."
    yield "Somebody who may decide it has decided that these people are deleted, and not only left alone."


def _after(doc: Document) -> Iterator[str]:
    yield "Support has said that the filter is in force, in the words of the ticket."
    yield (
        f"Try it with one person of each list: delete it in Marketo alone, update its record in Salesforce, wait for a cycle of the sync. "
        f"{sentence(facts.COMES_BACK)} Whether a sync filter keeps it away is not documented: go on only if it stays away."
    )
    yield f"Make a batch campaign on the static lists with the flow step Delete Person, and switch off in it that the CRM is deleted from. {sentence(facts.FROM_CRM_TOO)}"
    yield f"Look at the step once more, with somebody else, and run it once. {sentence(facts.NO_WAY_BACK)}"
    yield f"Count the records in Salesforce again: as many as before. The static lists are empty: {', '.join(one['object'] for one in doc['objects'])}."
