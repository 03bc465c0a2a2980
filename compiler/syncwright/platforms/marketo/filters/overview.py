"""Everything that makes a filter hold for one connector, part by part, and where each is: in Salesforce, in Marketo, or with people."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Stored
from syncwright.markdown import escaped
from syncwright.page import Page
from syncwright.platforms.marketo.filters.scope import Scope
from syncwright.platforms.marketo.support.parties import Document, parties

#: What a part is called where there is none of it.
_NONE = "none"


def document(catalog: Catalog, scope: Scope, files: dict[str, str]) -> Document:
    """`files`: the generated file of each part that is one, below `generated/`."""
    parts = [*_kept(catalog, scope), *_counted(scope, files), *_found(files)]
    return {**parties(catalog, scope.connector, scope.of.spec.owner), scope.kind: scope.of.name, "parts": parts}


def _part(part: str, owner: str | None, what: str, file: str | None = None) -> Document:
    return {"part": part, "object": owner, "what": what, "file": file}


def _kept(catalog: Catalog, scope: Scope) -> Iterator[Document]:
    """What keeps the answer in Salesforce, object by object."""
    for owner in scope.on:
        stored = scope.stored.get(owner)
        if stored is None:
            yield _part("stored field", owner, f"{_NONE}: no field keeps the answer, and a sync filter has nothing to test")
            continue
        yield _part("stored field", owner, f"{stored.field}, {_made(catalog, stored)}; {_polarity(scope)}")
        yield _part("access", owner, f"{scope.connector.spec.sync_user} reads {stored.field}, by its permission set")
        yield _part("flow", owner, f"the formula field {stored.formula} works the answer out, and a flow stores it {_when(scope)}")
        yield _part("backfill", owner, _backfill(scope))


def _made(catalog: Catalog, stored: Stored) -> str:
    one = catalog.objects.get(stored.object)
    said = one.fields.get(stored.field) if one is not None else None
    return "which the specs create" if said is not None and said.spec.create is not None else "which the org holds"


def _polarity(scope: Scope) -> str:
    return f"a record syncs when it is {' or '.join(scope.values)}"


def _when(scope: Scope) -> str:
    as_ = scope.of.spec.as_
    return "with every save, and every night" if as_ is not None and as_.refresh is not None else "with every save"


def _backfill(scope: Scope) -> str:
    as_ = scope.of.spec.as_
    by_hand = as_ is not None and as_.backfill == "by-hand"
    return "by hand, as the specs say" if by_hand else "in bulk, by the backfill step of the plan that makes or changes the filter"


def _counted(scope: Scope, files: dict[str, str]) -> Iterator[Document]:
    if "ticket" in files:
        yield _part("counts", None, "queries for records in scope, out of scope, and not up to date", files["ticket"])
        yield _part("ticket", None, "what Marketo Support is asked to set up", files["ticket"])
    else:
        yield _part("ticket", None, f"{_NONE}: {'sharing keeps the records away' if _shared(scope) else 'there is no field to test'}")


def _shared(scope: Scope) -> bool:
    return scope.box and getattr(scope.of.spec, "share", None) is not None


def _found(files: dict[str, str]) -> Iterator[Document]:
    if "smart lists" in files:
        yield _part("smart lists", None, "who is in scope and who is not, as Marketo has them", files["smart lists"])
    if "purge" in files:
        yield _part("purge", None, "how people who had synced and are out of scope are found, and deleted in Marketo alone", files["purge"])
    else:
        yield _part("purge", None, f"{_NONE}: no smart list finds who is out of scope")


def page(doc: Document, scope: Scope) -> Page:
    """The parts as a table, in the order in which they are put in place."""
    page = Page()
    page.add(f"# {escaped(scope.of.name)} for {escaped(doc['connector'])}, {escaped(doc['environment'])}")
    page.add()
    page.add(f"Owner: {escaped(doc['owner'])}. All that makes this {scope.kind} hold, in the order in which it is put in place.", scope.key)
    page.add()
    page.add("| part | object | what | file in generated/ |")
    page.add("|---|---|---|---|")
    for one in doc["parts"]:
        row = (one["part"], one["object"] or "", one["what"], one["file"] or "")
        page.add(f"| {' | '.join(map(escaped, row))} |", scope.key)
    return page
