"""What a checkbox or a picklist that keeps an answer is worked out by, and why a formula cannot say it. Looks at the catalog alone."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.catalog.model import Case, Catalog, CatalogFilter
from syncwright.diagnostics import Finding, Place
from syncwright.expression.normal import Normal, normal
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.filters.formula import (
    GROWTH,
    LARGE,
    LARGEST,
    LONGEST,
    SEEN_OF_PARENT,
    beyond_sight,
    compiled_size,
    formula,
    quoted,
)


def answer(one: CatalogFilter, owner: str, zone: str) -> str:
    """The formula of the checkbox: what is stored on records in scope, which is `syncs_when`."""
    stored = one.spec.as_
    return formula(normal(one.on[owner], negated=stored is not None and not stored.syncs_when), zone)


def chosen(cases: Sequence[Case], otherwise: str, zone: str) -> str:
    """The formula of the text: the name of the first case that takes a record."""
    text = '""' if otherwise == "blank" else quoted(otherwise)
    for case in reversed(cases):
        text = f"IF({formula(normal(case.where), zone)}, {quoted(case.name)}, {text})"
    return text


def too_large(catalog: Catalog) -> Iterator[Finding]:
    """Answers that no formula can hold."""
    for name, owner, text, parts in _formulas(catalog):
        whole = _compiled(text, parts)
        if len(text) > LONGEST:
            message = f"as a formula on `{owner}`, `{name}` has {len(text):,} characters, and a formula has at most {LONGEST:,}"
        elif whole > LARGEST:
            message = f"as a formula on `{owner}`, `{name}` has about {whole:,} bytes once compiled, and a formula has at most {LARGEST:,}"
        else:
            continue
        yield rules.FORMULA_TOO_LARGE(parts[0][1], message, help="test fewer values, or keep a part of the answer in a field of its own")


def nearly_too_large(catalog: Catalog) -> Iterator[Finding]:
    """Answers of which a formula may be refused, as the estimate is not far below what Salesforce takes."""
    for name, owner, text, parts in _formulas(catalog):
        whole = _compiled(text, parts)
        if len(text) <= LONGEST and LARGE < whole <= LARGEST:
            message = f"as a formula on `{owner}`, `{name}` comes to about {whole:,} bytes once compiled, by an estimate; Salesforce takes {LARGEST:,}"
            help_ = "deploy it to a sandbox first, test fewer values, or keep a part of the answer in a field of its own"
            yield rules.FORMULA_NEARLY_TOO_LARGE(parts[0][1], message, help=help_)


def _compiled(text: str, parts: Sequence[tuple[Normal, Place]]) -> int:
    """About how many bytes a formula has once compiled, with those that its parts refer to."""
    return round(len(text) * GROWTH) + sum(compiled_size("", form) for form, _ in parts)


def unseen(catalog: Catalog) -> Iterator[Finding]:
    """Answers that a formula would get wrong, as it does not see all of a text."""
    for name, _, _, parts in _formulas(catalog):
        for form, place in parts:
            for column in dict.fromkeys(beyond_sight(form)):
                message = (
                    f"`{name}` looks for a text in `{column.name}`, of whose {column.length} characters a formula sees {SEEN_OF_PARENT}"
                )
                yield rules.TEXT_BEYOND_SIGHT(place, message, help="compare the whole text, or copy it to the record and test that")


def _formulas(catalog: Catalog) -> Iterator[tuple[str, str, str, list[tuple[Normal, Place]]]]:
    """Every answer that is kept: what it is called, on which object, its formula, and the normal forms in that with where they stand."""
    zone = catalog.estate.spec.salesforce.timezone or "Etc/UTC"
    for one in catalog.filters.values():
        for owner, predicate in one.on.items() if one.spec.as_ is not None else ():
            yield one.name, owner, answer(one, owner, zone), [(normal(predicate), one.at("where"))]
    for several in catalog.partitions.values():
        on: Mapping[str, tuple[Case, ...]] = several.on if several.spec.as_ is not None else {}
        for owner, cases in on.items():
            parts = [(normal(case.where), several.at("cases", case.name, "where")) for case in cases]
            yield several.name, owner, chosen(cases, several.spec.otherwise, zone), parts
