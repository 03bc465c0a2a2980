"""FIL928: amounts are compared in an org of several currencies, where each platform converts them in its own way."""

from collections.abc import Iterator

from syncwright.catalog.asked import called, predicates
from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule
from syncwright.rules._fields import listed

RULE = Rule("FIL928", "amounts-in-several-currencies", "warning", __package__)
#: The field that every object has in an org of several currencies, and none in another. The built-in standard objects list it in any case.
CURRENCY = "CurrencyIsoCode"


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    several: bool | None = None
    for one in catalog.scopes():
        from syncwright.expression.predicate import tests

        for _, predicate, place in predicates(one):
            names = sorted({test.column.name for test in tests(predicate) if test.column.kind == "currency" and test.operator != "blank"})
            if names and several is None:
                several = several_currencies(catalog)
            if names and several:
                message = f"{called(one)} compares {listed(names)}, and this org has several currencies"
                yield RULE(place, message, help="compare a number that is already in one currency")


def several_currencies(catalog: Catalog) -> bool:
    """Whether the org has several currencies."""
    return any(held.kind == "custom" and CURRENCY in held.fields for held in catalog.org.objects.values())
