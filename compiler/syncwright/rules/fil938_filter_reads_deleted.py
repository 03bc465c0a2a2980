"""FIL938: a filter reads a field that is to be deleted, and cannot be asked any more once that is gone."""

from collections.abc import Iterator

from syncwright.catalog.asked import called, predicates
from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule

RULE = Rule("FIL938", "filter-reads-deleted", "error", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    gone = {
        f"{field.object}.{field.name}": field
        for field in catalog.rare
        if field.spec.retire is not None and field.spec.retire.stage == "delete"
    }
    for one in catalog.scopes() if gone else ():
        from syncwright.expression.predicate import columns

        for _, predicate, place in predicates(one):
            for path in dict.fromkeys(path for column in columns(predicate) for path in column.needs if path in gone):
                message = f"{called(one)} reads `{path}`, which is to be deleted"
                help_ = "take it out of the filter, or do not delete the field yet"
                yield RULE(place, message, help=help_, related=((gone[path].at("retire"), "said here"),))
