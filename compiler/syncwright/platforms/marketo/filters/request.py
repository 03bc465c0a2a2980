"""The request for a custom sync filter, as a document: what Marketo Support is asked for, what has to be true before, and how to count it."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.platform import Form, Forms
from syncwright.platforms.marketo.filters import facts
from syncwright.platforms.marketo.filters.scope import Scope
from syncwright.platforms.marketo.support.parties import Document, parties

#: Queries that are counted with, by the kinds of forms that they are.
_COUNTED = {"in scope": "in_scope", "out of scope": "out_of_scope", "not up to date": "not_up_to_date"}


def request(catalog: Catalog, scope: Scope, forms: Forms) -> Document:
    """For one connector and one filter or partition."""
    spec = scope.of.spec
    assert spec.as_ is not None, "asked for what a field keeps"
    return {
        **parties(catalog, scope.connector, spec.owner),
        scope.kind: scope.of.name,
        "why": " ".join(spec.why.split()),
        "backfill": spec.as_.backfill,
        "refresh": spec.as_.refresh,
        "objects": [_object(scope, owner, forms) for owner in scope.on if owner in scope.stored],
        "not_documented": [*facts.NOT_DOCUMENTED],
    }


def _object(scope: Scope, owner: str, forms: Forms) -> Document:
    stored = scope.stored[owner]
    return {
        "object": owner,
        "field": stored.field,
        "label": (stored.held.label if stored.held is not None else None) or stored.field,
        "type": "checkbox" if scope.box else (stored.held.type.lower() if stored.held is not None and stored.held.type else "text"),
        "syncs_when": list(scope.values),
        "counts": {name: [*_queries(scope, owner, forms, kind)] for kind, name in _COUNTED.items()},
    }


def _queries(scope: Scope, owner: str, forms: Forms, kind: str) -> Iterator[str]:
    """Queries of one kind. What keeps several cases in its stored field is counted case by case."""
    found: dict[str, None] = {}
    for form in forms(scope.of, owner):
        if form.kind == kind and _ours(scope, form):
            found[form.text] = None
    yield from found


def _ours(scope: Scope, form: Form) -> bool:
    return form.case is None or form.case in scope.values
