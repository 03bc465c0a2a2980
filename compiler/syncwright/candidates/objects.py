"""Whether the specs have a connector sync an object at all, and where they would say so."""

from typing import Any

from syncwright.candidates.answer import Remark
from syncwright.catalog.model import Catalog, CatalogObject, Named
from syncwright.diagnostics import Place


def object_place(one: CatalogObject) -> Place | None:
    """The first file that speaks of an object."""
    return Place(min(group.path for group in one.groups), ("object",)) if one.groups else None


def not_synced(catalog: Catalog, connector: Named[Any], name: str) -> Remark:
    """Why an object does not sync that no field of it does."""
    one = catalog.objects.get(name)
    place = (object_place(one) if one is not None else None) or connector.at("connector")
    if one is None and name not in catalog.org.objects:
        return Remark("object", "no", f"neither the specs nor the inventory have an object `{name}`", place)
    why = f"`{connector.name}` syncs no field of it" if one is not None else "no spec names it"
    return Remark("object", "no", f"the sync user gets no access to `{name}`: {why}", place)
