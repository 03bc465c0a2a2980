"""GOV514: a dead band that is less than nothing, or as wide as a band, which is then passed over."""

from collections.abc import Iterator
from itertools import pairwise

from syncwright.catalog.banded import banded
from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule

RULE = Rule("GOV514", "dead-band-unfit", "error", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for field in banded(catalog):
        spec = field.spec.band
        assert spec is not None, "banded() found it by that"
        width = min((high - low for low, high in pairwise(sorted(set(spec.edges)))), default=None)
        if spec.dead_band < 0:
            message = f"the dead band of `{field.said}` is {spec.dead_band}"
            yield RULE(field.at("band", "dead_band"), message, help="say how far past an edge the score must go: 0 or more")
        elif width is not None and spec.dead_band >= width and len(set(spec.edges)) > 2:
            message = f"the dead band of `{field.said}` is {spec.dead_band}, and its narrowest band is {width} wide: a score can pass over it unseen"
            yield RULE(field.at("band", "dead_band"), message, help=f"use {(width - 1) // 2} or less, or wider bands")
