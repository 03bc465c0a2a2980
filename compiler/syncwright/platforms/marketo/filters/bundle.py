"""The files of each filter that a Marketo connector is to sync by: its parts at a glance, the ticket, smart lists, and a purge."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogFilter, CatalogPartition
from syncwright.page import Page
from syncwright.platform import Artifact, Form, Forms
from syncwright.platforms.marketo.filters import overview, purge
from syncwright.platforms.marketo.filters.lists import Document, lists
from syncwright.platforms.marketo.filters.request import request
from syncwright.platforms.marketo.filters.scope import Scope, scopes
from syncwright.platforms.marketo.filters.told import lists_page, request_page
from syncwright.platforms.marketo.support import tickets
from syncwright.platforms.marketo.support.parties import keys, parties, ticket_of
from syncwright.records import pretty

_FOLDER = "marketo/filters"


def bundle(catalog: Catalog, forms: Forms) -> Iterator[Artifact]:
    """A folder for each filter or partition, and in it one for each connector; the ticket lies with the others. There is none unless a field keeps the answer."""
    for scope in scopes(catalog):
        yield from _of(catalog, scope, forms)


def _of(catalog: Catalog, scope: Scope, forms: Forms) -> Iterator[Artifact]:
    connector, of = scope.connector.name, _keys(catalog, scope)
    folder, files = f"{_FOLDER}/{scope.of.name}/{connector}", dict[str, str]()
    asked = request(catalog, scope, forms) if scope.stored else None
    if asked is not None:
        name = ticket_of(scope.of.name)
        files["ticket"] = tickets.path_of(connector, name)
        yield from tickets.files(connector, name, asked, request_page(asked, scope), of)
    found = lists(catalog, scope)
    if any(one["lists"] for one in found):
        files["smart lists"] = f"{folder}/smart-lists.md"
        head = parties(catalog, scope.connector, scope.of.spec.owner)
        doc = {**head, scope.kind: scope.of.name, "objects": found}
        yield from _both(folder, "smart-lists", doc, lists_page(catalog, found, scope), of)
    if (gone := purge.document(catalog, scope, found, asked)) is not None:
        files["purge"] = f"{folder}/purge.md"
        yield from _both(folder, "purge", gone, purge.page(catalog, gone, scope), of)
    whole = overview.document(catalog, scope, files)
    yield from _both(folder, "bundle", whole, overview.page(whole, scope), of)


def _both(folder: str, name: str, doc: Document, page: Page, of: tuple[str, ...]) -> Iterator[Artifact]:
    yield Artifact(f"{folder}/{name}.json", pretty(doc).encode(), of)
    yield page.artifact(f"{folder}/{name}.md", of)


def _keys(catalog: Catalog, scope: Scope) -> tuple[str, ...]:
    """What the whole of a file comes from."""
    return (scope.key, *scope.of.uses, *keys(catalog, scope.connector))


def forms(catalog: Catalog, one: CatalogFilter | CatalogPartition, owner: str) -> Iterator[Form]:
    """The smart list that finds who is in scope, or why none does, for each connector alike."""
    for scope in scopes(catalog):
        if scope.of is one and owner in scope.on:
            found = next(each for each in lists(catalog, scope) if each["object"] == owner)
            yield from _said(found)
            return


def _said(found: Document) -> Iterator[Form]:
    for each in found["lists"]:
        if each["finds"] == "in scope":
            yield Form("Marketo smart list" if each["by"] == "condition" else "Marketo smart list of the stored answer", _text(each))
    for refusal in found["refused"]:
        yield Form("Marketo smart list", "", refused=refusal["says"] + (f" ({refusal['rule']})" if refusal["rule"] else ""))


def _text(each: Document) -> str:
    lines = [f"{one['number']}. {one['name']} {one['operator']}{_values(one['values'])}" for one in each["filters"]]
    return "\n".join([*lines, f"logic: {each['logic'] or 'all'}"])


def _values(values: list[str]) -> str:
    shown = [f"'{value}'" for value in values]
    return f" {' or '.join(shown)}" if values else ""
