"""GOV502: a field that nobody owns."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Unit
from syncwright.diagnostics import Finding, Place, Rule

RULE = Rule("GOV502", "field-without-owner", "warning", __package__)


@RULE.check_part
def _look(_: Catalog, unit: Unit) -> Iterator[Finding]:
    open_ = {id(group) for one in unit.objects for group in one.groups if group.defaults.owner is None and group.spec.owner is None}
    for field in unit.fields if open_ else ():
        if field.spec.owner is None and id(field.group) in open_:
            message = f"nobody owns `{field.said}`"
            yield RULE(Place(field.group.path, field.keys, "key"), message, help="say `owner:` on the object, or on this field")
