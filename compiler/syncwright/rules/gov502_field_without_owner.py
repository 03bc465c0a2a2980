"""GOV502: a field that nobody owns."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Unit
from syncwright.diagnostics import Finding, Place, Rule

RULE = Rule("GOV502", "field-without-owner", "warning", __package__)


@RULE.check_part
def _look(_: Catalog, unit: Unit) -> Iterator[Finding]:
    for field in unit.fields:
        if field.spec.owner is None and field.group.defaults.owner is None and field.group.spec.owner is None:
            message = f"nobody owns `{field.said}`"
            yield RULE(Place(field.group.path, field.keys, "key"), message, help="say `owner:` on the object, or on this field")
