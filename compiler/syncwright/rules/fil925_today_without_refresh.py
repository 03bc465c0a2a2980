"""FIL925: a stored answer speaks of today, and nothing renews it when the day changes."""

from collections.abc import Iterator

from syncwright.catalog.asked import called, predicates
from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule

RULE = Rule("FIL925", "today-without-refresh", "error", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for one in catalog.scopes():
        from syncwright.expression.predicate import relative

        if one.spec.as_ is None or one.spec.as_.refresh is not None:
            continue
        for _, predicate, place in predicates(one):
            if relative(predicate):
                message = (
                    f"{called(one)} speaks of today, and the answer in `{one.spec.as_.field}` stays as it was when a record was last saved"
                )
                yield RULE(place, message, help="add `refresh: nightly` to `as:`")
