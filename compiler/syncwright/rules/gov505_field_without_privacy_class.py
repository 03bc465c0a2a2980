"""GOV505: fields that sync, and nobody says what kind of data about people they hold."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Unit
from syncwright.diagnostics import Finding, Rule
from syncwright.rules._fields import per_file, syncs

RULE = Rule("GOV505", "field-without-privacy-class", "warning", __package__)


@RULE.check_part
def _look(_: Catalog, unit: Unit) -> Iterator[Finding]:
    open_ = {id(group) for one in unit.objects for group in one.groups if group.defaults.pii is None}
    unclassed = (f for f in (unit.fields if open_ else ()) if f.spec.pii is None and id(f.group) in open_ and syncs(f))
    help_ = "say `pii:` on each, or in `defaults:` for the whole file; `none` is an answer too"
    yield from per_file(RULE, unclassed, lambda names, _: f"nothing says the privacy class of {names}", help_)
