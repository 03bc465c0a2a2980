"""What the specs mean together: every name resolved, every reference followed. Knows no platform by name."""

from syncwright.catalog.model import Catalog, CatalogField, CatalogObject

__all__ = ["Catalog", "CatalogField", "CatalogObject"]
