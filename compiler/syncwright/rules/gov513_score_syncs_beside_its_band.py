"""GOV513: a score that syncs with the connector that has its band, so that every point of it is synced all the same."""

from collections.abc import Iterator

from syncwright.catalog.banded import banded, score_said
from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule

RULE = Rule("GOV513", "score-syncs-beside-its-band", "warning", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for field in banded(catalog):
        score = score_said(catalog, field)
        if score is None:
            continue
        both = [name for name, way in field.directions.items() if way != "hidden" and score.directions.get(name, "hidden") != "hidden"]
        if both:
            connectors = " and ".join(f"`{name}`" for name in both)
            message = (
                f"{connectors} sync{'s' if len(both) == 1 else ''} `{score.said}` beside its band `{field.said}`, which saves nothing then"
            )
            related = ((score.at(), "the score"),)
            yield RULE(field.at("band", "of"), message, help=f"let {connectors} have one of the two", related=related)
