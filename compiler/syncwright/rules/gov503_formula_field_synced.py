"""GOV503: a formula field that a connector reads."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Unit
from syncwright.diagnostics import Finding, Place, Rule

RULE = Rule("GOV503", "formula-field-synced", "warning", __package__)


@RULE.check_part
def _look(_: Catalog, unit: Unit) -> Iterator[Finding]:
    for field in unit.fields:
        if field.held is None or field.held.formula is None:
            continue
        if any(direction != "hidden" for direction in field.directions.values()):
            message = f"`{field.object}.{field.name}` is a formula: a new result does not change the record, so it does not sync by itself"
            help_ = "store the value in a field of its own, or hide this one"
            yield RULE(Place(field.group.path, field.keys, "key"), message, help=help_)
