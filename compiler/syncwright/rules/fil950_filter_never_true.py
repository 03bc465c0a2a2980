"""FIL950: no record can pass a filter, so it keeps everything out."""

from collections.abc import Iterator

from syncwright.catalog.asked import called
from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule
from syncwright.rules._filters import clock, contradicting, of_all, said_so

RULE = Rule("FIL950", "filter-never-true", "error", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for one in catalog.filters.values():
        from syncwright.expression.algebra import never

        today = clock(catalog)
        empty = [owner for owner, predicate in one.on.items() if not said_so(predicate) and never(predicate, today)]
        if empty:
            fields = contradicting(one.on[empty[0]], today)
            why = f": what it asks of {fields} excludes itself" if fields else ""
            help_ = "say what is meant, or `where: false` if nothing is to be in scope"
            yield RULE(one.at("where"), f"no record of {of_all(empty)} can pass {called(one)}{why}", help=help_)
