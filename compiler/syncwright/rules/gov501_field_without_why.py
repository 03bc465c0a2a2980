"""GOV501: a field that syncs, and nobody says why."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Unit
from syncwright.diagnostics import Finding, Place, Rule

RULE = Rule("GOV501", "field-without-why", "error", __package__)


@RULE.check_part
def _look(_: Catalog, unit: Unit) -> Iterator[Finding]:
    for field in unit.fields:
        if field.spec.why is None and field.group.defaults.why is None:
            message = f"nothing says why `{field.said}` syncs"
            yield RULE(Place(field.group.path, field.keys, "key"), message, help="add `why:`, in words that the owner of the data accepts")
