"""GOV512: edges of bands that do not rise, so that a score lies in two bands, or that are too few to make one."""

from collections.abc import Iterator
from itertools import pairwise

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule

RULE = Rule("GOV512", "band-edges-not-rising", "error", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for field in catalog.rare:
        if field.spec.band is None:
            continue
        edges = field.spec.band.edges
        if len(edges) < 2:
            message = f"`{field.said}` has {'one edge' if edges else 'no edges'}, and a band lies between two"
            yield RULE(
                field.at("band", "edges"), message, help="write the lowest score, where each further band begins, and the highest score"
            )
        for index, (edge, after) in enumerate(pairwise(edges), 1):
            if after <= edge:
                message = f"the edges of `{field.said}` do not rise: {after} stands after {edge}"
                yield RULE(field.at("band", "edges", index), message, help=f"write `{list(dict.fromkeys(sorted(edges)))}`")
                break
