"""Filters and partitions as people read them: each in plain English, on each of its objects, and as each platform has it."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogFilter, CatalogPartition
from syncwright.docs.forms import told
from syncwright.expression.english import english
from syncwright.markdown import escaped
from syncwright.platform import Artifact, Forms

PATH = "dictionary/filters.md"


def filters(catalog: Catalog, forms: Forms) -> Artifact:
    """The page of all filters and partitions."""
    title = escaped(f"Filters of {catalog.estate.name}, {catalog.environment.name}")
    head = f"# {title}\n\nA blank passes no test unless that says so. Text is compared without regard to case.\n"
    parts = (
        *(_filter(one, forms) for one in catalog.filters.values()),
        *(_partition(one, forms) for one in catalog.partitions.values()),
    )
    keys = (*(f"filter/{name}" for name in catalog.filters), *(f"partition/{name}" for name in catalog.partitions))
    return Artifact(
        PATH, "".join((head, *parts)).encode(), (*keys, f"environment/{catalog.environment.name}", f"estate/{catalog.estate.name}")
    )


def _head(one: CatalogFilter | CatalogPartition, said: list[str]) -> str:
    why = " ".join(one.spec.why.split())
    facts = [*([f"owner: {escaped(one.spec.owner)}"] if one.spec.owner else []), *said]
    facts += [f"the answer is kept in `{one.spec.as_.field}`"] if one.spec.as_ is not None else []
    listed = "".join(f"- {fact}\n" for fact in facts)
    return f"\n## {escaped(one.name)}\n\n{escaped(why)}\n" + (f"\n{listed}" if listed else "")


def _filter(one: CatalogFilter, forms: Forms) -> str:
    said = [f"for: {', '.join(one.spec.for_)}"] if one.spec.for_ else []
    said += [f"a sharing rule shows them to the group `{one.spec.share.group}`"] if one.spec.share is not None else []
    return _head(one, said) + "".join(
        f"\n**{owner}** is in scope if:\n\n{_told(english(predicate, escaped))}{told(one, owner, forms)}"
        for owner, predicate in one.on.items()
    )


def _partition(one: CatalogPartition, forms: Forms) -> str:
    return _head(one, []) + "".join(_cases(one, forms))


def _cases(one: CatalogPartition, forms: Forms) -> Iterator[str]:
    otherwise = "is left blank" if one.spec.otherwise == "blank" else f"is {escaped(one.spec.otherwise)}"
    for owner, cases in one.on.items():
        for number, case in enumerate(cases):
            rest = " none of the above, and" if number else ""
            yield f"\n**{owner}** is {escaped(case.name)}, for {case.connector}, if{rest}:\n\n{_told(english(case.where, escaped))}"
            yield told(one, owner, forms, case.name)
        yield f"\n**{owner}** {otherwise} in any other case.\n"


def _told(text: str) -> str:
    """The list as one item, so that it stands by itself under its sentence."""
    first, *rest = text.splitlines(keepends=True)
    return "".join((f"- {first}", *(f"  {line}" for line in rest)))
