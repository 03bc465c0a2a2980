"""FIL926: a stored answer depends on a parent's field, and a change of the parent saves no child."""

from collections.abc import Iterator

from syncwright.catalog.asked import called, predicates
from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule
from syncwright.rules._fields import listed

RULE = Rule("FIL926", "parent-changes-unnoticed", "warning", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for one in catalog.scopes():
        from syncwright.expression.predicate import columns

        if one.spec.as_ is None or one.spec.as_.refresh is not None:
            continue
        for owner, predicate, place in predicates(one):
            names = [column.name for column in columns(predicate) if column.of_parent]
            if names:
                message = f"{called(one)} tests {listed(names)} of `{owner}`, and a change of the parent renews no stored answer"
                yield RULE(place, message, help="add `refresh: nightly` to `as:`, or copy the value to the record and test that")
