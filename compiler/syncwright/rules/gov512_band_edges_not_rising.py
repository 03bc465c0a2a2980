"""GOV512: edges of a band that do not rise, so that a score lies in two bands or in none."""

from collections.abc import Iterator
from itertools import pairwise

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule

RULE = Rule("GOV512", "band-edges-not-rising", "error", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for field in catalog.fields():
        if field.spec.band is None:
            continue
        edges = field.spec.band.edges
        for index, (edge, after) in enumerate(pairwise(edges), 1):
            if after <= edge:
                message = f"the edges of `{field.said}` do not rise: {after} stands after {edge}"
                yield RULE(field.at("band", "edges", index), message, help=f"write `{list(dict.fromkeys(sorted(edges)))}`")
                break
