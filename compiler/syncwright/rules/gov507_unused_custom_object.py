"""GOV507: a custom object syncs, and nothing says what uses it."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogObject, Group, Unit
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.rules._fields import listed

RULE = Rule("GOV507", "unused-custom-object", "warning", __package__)


@RULE.check_part
def _look(catalog: Catalog, unit: Unit) -> Iterator[Finding]:
    for one in unit.objects:
        held = catalog.org.objects.get(one.name)
        if held is None or held.kind != "custom" or _used(one):
            continue
        connectors = [name for name in catalog.connectors if one.syncs(name)]
        if connectors:
            message = f"`{one.name}` syncs with {listed(connectors)}, and nothing says what uses it"
            help_ = "say `used_by:` on the object or on one of its fields, or take it out of the sync"
            yield RULE(_named(min(one.groups, key=lambda group: group.path), one.name), message, help=help_)


def _used(one: CatalogObject) -> bool:
    return any(group.spec.used_by for group in one.groups) or any(field.spec.used_by for field in one.fields.values())


def _named(group: Group, name: str) -> Place:
    """Where a file names the object: alone, or in a list."""
    objects = group.spec.object
    return Place(group.path, ("object", objects.index(name)) if len(objects) > 1 else ("object",))
