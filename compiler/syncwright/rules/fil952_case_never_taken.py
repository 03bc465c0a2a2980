"""FIL952: no record can go to a case of a partition: nothing passes it, or the cases above take all that does."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Case, Catalog, CatalogPartition
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.rules._filters import clock, of_all, said_so

RULE = Rule("FIL952", "case-never-taken", "error", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for one in catalog.partitions.values():
        from syncwright.expression.algebra import never

        today = clock(catalog)
        for name in one.spec.cases:
            on = {owner: [case.name for case in cases].index(name) for owner, cases in one.on.items()}
            lost = [o for o, at in on.items() if not said_so(one.on[o][at].where) and never(one.on[o][at].takes, today)]
            if lost:
                yield _finding(catalog, one, name, lost, one.on[lost[0]][: on[lost[0]] + 1])


def _finding(catalog: Catalog, one: CatalogPartition, name: str, lost: list[str], cases: Sequence[Case]) -> Finding:
    from syncwright.expression.algebra import implies, never

    today = clock(catalog)
    *above, case = cases
    place = one.at("cases", name, "where")
    message = f"no record of {of_all(lost)} can go to `{name}` of the partition `{one.name}`"
    if never(case.where, today):
        return RULE(place, f"{message}: nothing passes what it asks", help="say what is meant, or take the case out")
    taker = next((other for other in above if implies(case.where, other.where, today)), None)
    related: list[tuple[Place, str]] = []
    if taker is not None:
        related = [(one.at("cases", taker.name, "where"), "takes them")]
        message += f": `{taker.name}` above it takes all of them"
    else:
        message += ": the cases above it together take all of them"
    return RULE(place, message, help="the first match wins: put the narrower case above the wider one", related=related)
