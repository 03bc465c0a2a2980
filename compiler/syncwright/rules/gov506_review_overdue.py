"""GOV506: fields whose review has run out, or that were never reviewed, where the estate says how long a review holds."""

from collections.abc import Iterator
from datetime import date

from syncwright.catalog.model import Catalog, CatalogField, Unit
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.durations import ends
from syncwright.rules._fields import listed, per_file, syncs

RULE = Rule("GOV506", "review-overdue", "warning", __package__)


@RULE.check_part
def _look(catalog: Catalog, unit: Unit) -> Iterator[Finding]:
    every = catalog.estate.spec.policy.review_every
    if every is None:
        return
    never: list[CatalogField] = []
    late: dict[date, list[CatalogField]] = {}
    due: dict[date, date] = {}
    for field in unit.fields:
        reviewed = field.reviewed
        if reviewed is None:
            never.append(field)
            continue
        if reviewed not in due:
            due[reviewed] = ends(reviewed, every)
        if due[reviewed] < catalog.today:
            late.setdefault(reviewed, []).append(field)
    help_ = f"ask the owner whether it still has to sync, and say `reviewed:`; here a review holds {every}"
    yield from per_file(RULE, filter(syncs, never), lambda names, _: f"nobody has reviewed {names}", help_)
    for reviewed, fields in sorted(late.items()):
        overdue = f"since {due[reviewed]}: the last one was on {reviewed}"
        yield from _overdue([field for field in fields if syncs(field)], overdue, help_)


def _overdue(fields: list[CatalogField], overdue: str, help_: str) -> Iterator[Finding]:
    """A day that a field gives itself is a cause of its own; one in `defaults` is one cause for all of its file."""
    by_default: dict[str, dict[str, CatalogField]] = {}
    for field in fields:
        if field.spec.reviewed is not None or RULE.name in field.spec.allow:
            keys = ("reviewed",) if field.spec.reviewed is not None else ()
            yield RULE(field.at(*keys), f"the review of `{field.said}` is overdue {overdue}", help=help_)
        else:
            by_default.setdefault(field.group.path, {})[field.said] = field
    for some in by_default.values():
        place = Place(next(iter(some.values())).group.path, ("defaults", "reviewed"))
        yield RULE(place, f"the review of {listed(sorted(some))} is overdue {overdue}", help=help_)
