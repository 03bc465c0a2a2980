"""Where a name leads on the site, as specs, plans and findings write it. What has no page leads nowhere."""

from collections.abc import Collection

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Rule
from syncwright.site.documents import page_of
from syncwright.site.where import url_of, url_of_connector
from syncwright.site.written import anchor_of

#: The document that tells all filters and partitions.
_SCOPES = page_of("dictionary/filters.md")


class Links:
    """Looks names up. `addresses`: of the connectors and parts of them that have a page."""

    def __init__(self, catalog: Catalog, rules: Collection[Rule], addresses: Collection[str]) -> None:
        self._catalog, self._rules, self._addresses = catalog, {one.id for one in rules}, addresses

    def of(self, name: str) -> str | None:
        """The page and part of it, below the site: of a spec key such as `object/Lead#Email`, or of a name such as `Lead.Email`."""
        kind, _, rest = name.partition("/")
        own, _, part = rest.partition("#")
        match kind:
            case "object":
                return url_of(self._catalog, f"{own}.{part}" if part else own) or None
            case "sync_user" | "connector":
                return self._named(own)
            case "filter" | "partition" if own in self._catalog.filters or own in self._catalog.partitions:
                return f"{_SCOPES}#{anchor_of(own)}"
        return self._named(name)

    def _named(self, name: str) -> str | None:
        if name in self._catalog.users:
            return url_of(self._catalog, f"sync_user:{name}")
        if name in self._addresses:
            return url_of_connector(name)
        if name in self._rules:
            return f"rules/{name}.html"
        return (url_of(self._catalog, name) or None) if ":" not in name else None
