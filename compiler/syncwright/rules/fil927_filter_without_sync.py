"""FIL927: a filter is for a connector that does not sync the object, so it keeps nothing in or out."""

from collections.abc import Iterator

from syncwright.catalog.asked import called
from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule
from syncwright.want import connectors_of

RULE = Rule("FIL927", "filter-without-sync", "warning", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for one in catalog.scopes():
        for owner in one.on:
            for connector in sorted(connectors_of(one) & catalog.connectors.keys()):
                held = catalog.objects.get(owner)
                if held is None or not held.syncs(connector):
                    message = f"{called(one)} is about `{owner}`, which does not sync with `{connector}`"
                    yield RULE(one.at("objects"), message, help="a filter grants no sync: write an object spec, or take the object out")
