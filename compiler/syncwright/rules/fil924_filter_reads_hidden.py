"""FIL924: a connector is to test a field that is hidden from it, so that no record would pass."""

from collections.abc import Iterator

from syncwright.catalog.asked import called
from syncwright.catalog.model import Catalog, CatalogFilter
from syncwright.diagnostics import Finding, Rule
from syncwright.want import connectors_of, tested

RULE = Rule("FIL924", "filter-reads-hidden", "error", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for one in catalog.scopes():
        for connector in sorted(connectors_of(one)):
            if _brings_access(catalog, connector):
                continue
            for owner in one.on:
                for path in tested(one, owner):
                    holder, _, name = path.partition(".")
                    said = catalog.objects[holder].fields.get(name) if holder in catalog.objects else None
                    if said is not None and said.directions.get(connector) == "hidden":
                        place = (
                            one.at("as", "field")
                            if one.spec.as_ is not None
                            else one.at("where" if isinstance(one, CatalogFilter) else "cases")
                        )
                        message = f"{called(one)} tests `{path}`, which is hidden from `{connector}`"
                        help_ = "sync that field, if only `from-salesforce`, or keep the answer in a field of its own: `as:`"
                        yield RULE(place, message, help=help_, related=((said.at(), "hidden here"),))


def _brings_access(catalog: Catalog, connector: str) -> bool:
    """Whether the connector's user sees what the specs hide: for a platform's own integration user, hidden means not mapped."""
    held = catalog.connectors.get(connector)
    user = catalog.users.get(held.spec.sync_user) if held is not None else None
    return user is not None and user.spec.kind != "user"
