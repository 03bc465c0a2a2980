"""FIL954: a partition says what records get that no case takes, and its cases take all there are."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule
from syncwright.rules._filters import clock, of_all

RULE = Rule("FIL954", "otherwise-unreachable", "warning", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for one in catalog.partitions.values():
        if one.spec.otherwise == "blank":
            continue
        from syncwright.expression.algebra import always
        from syncwright.expression.predicate import Any

        today = clock(catalog)
        whole = [owner for owner, cases in one.on.items() if always(Any(tuple(case.where for case in cases)), today)]
        if whole:
            message = f"the cases of the partition `{one.name}` take every record of {of_all(whole)}, so none gets `{one.spec.otherwise}`"
            yield RULE(one.at("otherwise"), message, help="take `otherwise` out, or narrow the last case")
