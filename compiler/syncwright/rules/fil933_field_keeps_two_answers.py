"""FIL933: two filters or partitions keep their answers in one field, and each would undo what the other stores."""

from collections.abc import Iterator

from syncwright.catalog.asked import called
from syncwright.catalog.model import Catalog, CatalogFilter, CatalogPartition
from syncwright.diagnostics import Finding, Rule

RULE = Rule("FIL933", "field-keeps-two-answers", "error", __package__, adjustable=False)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    first: dict[tuple[str, str], CatalogFilter | CatalogPartition] = {}
    for one in catalog.scopes():
        twice = [owner for owner, kept in one.stored.items() if first.setdefault((owner, kept.field), one) is not one]
        if twice:
            other = first[twice[0], one.stored[twice[0]].field]
            message = f"`{twice[0]}.{one.stored[twice[0]].field}` keeps the answer of {called(one)} and of {called(other)}"
            related = ((other.at("as", "field"), "the other"),)
            yield RULE(one.at("as", "field"), message, help="give each a field of its own", related=related)
