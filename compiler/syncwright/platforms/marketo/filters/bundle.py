"""The files of each filter that a Marketo connector is to sync by: the request for Support, and smart lists."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogFilter, CatalogPartition
from syncwright.platform import Artifact, Form, Forms
from syncwright.platforms.marketo.filters.lists import Document, lists
from syncwright.platforms.marketo.filters.request import FORMAT, request
from syncwright.platforms.marketo.filters.scope import Scope, scopes
from syncwright.platforms.marketo.filters.told import lists_page, request_page
from syncwright.records import pretty

_FOLDER = "marketo/filters"


def bundle(catalog: Catalog, forms: Forms) -> Iterator[Artifact]:
    """A folder for each filter or partition, and in it one for each connector. There is no request unless a field keeps the answer."""
    for scope in scopes(catalog):
        folder, keys = f"{_FOLDER}/{scope.of.name}/{scope.connector.name}", _keys(catalog, scope)
        if scope.stored:
            doc = request(catalog, scope, forms)
            yield Artifact(f"{folder}/request.json", pretty(doc).encode(), keys)
            yield request_page(doc, scope).artifact(f"{folder}/request.md", keys)
        found = lists(catalog, scope)
        if any(one["lists"] for one in found):
            head = {"format": FORMAT, "environment": catalog.environment.name, scope.kind: scope.of.name, "connector": scope.connector.name}
            yield Artifact(f"{folder}/smart-lists.json", pretty({**head, "objects": found}).encode(), keys)
            yield lists_page(catalog, found, scope).artifact(f"{folder}/smart-lists.md", keys)


def _keys(catalog: Catalog, scope: Scope) -> tuple[str, ...]:
    """What the whole of a file comes from."""
    own = (scope.key, *scope.of.uses, f"connector/{scope.connector.name}", f"sync_user/{scope.connector.spec.sync_user}")
    return (*own, f"environment/{catalog.environment.name}", f"estate/{catalog.estate.name}")


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
