"""FIL951: every record passes a filter, so it keeps nothing out."""

from collections.abc import Iterator

from syncwright.catalog.asked import called
from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule
from syncwright.rules._filters import clock, of_all, said_so

RULE = Rule("FIL951", "filter-always-true", "warning", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for one in catalog.filters.values():
        from syncwright.expression.algebra import always

        today = clock(catalog)
        whole = [owner for owner, predicate in one.on.items() if not said_so(predicate) and always(predicate, today)]
        if whole:
            help_ = "say what is to stay out, or `where: true` if everything is to be in scope"
            yield RULE(one.at("where"), f"every record of {of_all(whole)} passes {called(one)}, blank or not", help=help_)
