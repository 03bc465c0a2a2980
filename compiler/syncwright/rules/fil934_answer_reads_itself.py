"""FIL934: a filter reads the field that keeps its own answer, so that the answer would depend on what it was before."""

from collections.abc import Iterator

from syncwright.catalog.asked import called, predicates
from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule

RULE = Rule("FIL934", "answer-reads-itself", "error", __package__, adjustable=False)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for one in catalog.scopes():
        from syncwright.expression.predicate import columns

        for owner, predicate, place in predicates(one):
            kept = one.stored.get(owner)
            own = (kept.field, kept.formula) if kept is not None else ()
            for column in columns(predicate):
                if column.name in own:
                    message = f"{called(one)} reads `{owner}.{column.name}`, which keeps its own answer"
                    yield RULE(place, message, help="test the fields that it is to go by, or name another filter")
