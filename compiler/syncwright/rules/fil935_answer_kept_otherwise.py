"""FIL935: the field that is to keep an answer is on its way out, or is kept by something else in the specs."""

from collections.abc import Iterator

from syncwright.catalog.asked import called
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Finding, Rule

RULE = Rule("FIL935", "answer-kept-otherwise", "error", __package__, adjustable=False)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for one in catalog.scopes():
        for owner, kept in one.stored.items():
            held = catalog.objects.get(owner)
            said = held.fields.get(kept.field) if held is not None else None
            what = _otherwise(said) if said is not None else None
            if said is not None and what is not None:
                message = f"{called(one)} keeps its answer in `{owner}.{kept.field}`, which {what}"
                yield RULE(one.at("as", "field"), message, help="name another field", related=((said.at(), "said here"),))


def _otherwise(field: CatalogField) -> str | None:
    if field.spec.retire is not None:
        return "is on its way out"
    return "is a banded copy of a score" if field.spec.band is not None else None
