"""How Salesforce has a filter or a partition on one object: the formula, the query, queries that count, and the criteria of a sharing rule."""

from collections.abc import Iterator
from datetime import date

from syncwright.catalog.model import Catalog, CatalogFilter, CatalogPartition, Stored
from syncwright.expression.clock import Clock
from syncwright.expression.normal import normal
from syncwright.expression.predicate import Predicate, relative
from syncwright.platform import Form
from syncwright.platforms.salesforce.filters.formula import formula
from syncwright.platforms.salesforce.filters.soql import quoted, where
from syncwright.platforms.salesforce.sharing import criteria_of, unfit

#: A query that is kept cannot name the day on which it will be asked.
_EACH_DAY = "it speaks of today, and the days are worked out for each run"


def forms(catalog: Catalog, one: CatalogFilter | CatalogPartition, owner: str) -> Iterator[Form]:
    """Each form, of a partition case by case."""
    zone = catalog.estate.spec.salesforce.timezone or "Etc/UTC"
    if isinstance(one, CatalogFilter):
        yield from _of_records(one.on[owner], zone, None)
        if one.spec.share is not None:
            yield _shared(catalog, one, owner)
        yield from _counts_of_filter(one, owner, zone)
    else:
        for case in one.on[owner]:
            yield from _of_records(case.takes, zone, case.name)
        yield from _counts_of_cases(one, owner)


def _of_records(predicate: Predicate, zone: str, case: str | None) -> Iterator[Form]:
    form = normal(predicate)
    yield Form("Salesforce formula", formula(form, zone), case=case)
    if relative(predicate):
        yield Form("Salesforce query", "", case=case, refused=_EACH_DAY)
    else:
        yield Form("Salesforce query", _asked(predicate, zone), "sql", case)


def _shared(catalog: Catalog, one: CatalogFilter, owner: str) -> Form:
    found, why = criteria_of(one, owner), unfit(catalog, owner)
    if found is None or why is not None:
        return Form(
            "Salesforce sharing rule", "", refused=f"`{owner}` {why}" if why is not None else "criteria do not say it exactly (SFC650)"
        )
    lines = [f"{number}. {item.field} {item.operation} {item.value}" for number, item in enumerate(found.items, 1)]
    return Form("Salesforce sharing rule", "\n".join([*lines, f"logic: {found.logic or 'all'}"]))


def _asked(predicate: Predicate, zone: str, *, negated: bool = False) -> str:
    # No day is counted from today, so that the clock says nothing but where days begin.
    return where(normal(predicate, negated=negated), Clock(date(2000, 1, 1), zone))


def _counts_of_filter(one: CatalogFilter, owner: str, zone: str) -> Iterator[Form]:
    """Queries that stay right from one day to the next."""
    stored = one.stored.get(owner)
    if stored is not None and one.spec.as_ is not None:
        inside, outside = _flag(one.spec.as_.syncs_when), _flag(not one.spec.as_.syncs_when)
        yield _count("in scope", owner, f"{stored.field} = {inside}")
        yield _count("out of scope", owner, f"{stored.field} = {outside}")
        yield _count("not up to date", owner, _differ(stored, inside, outside))
    elif one.spec.as_ is None and not relative(one.on[owner]):
        yield _count("in scope", owner, _asked(one.on[owner], zone))
        yield _count("out of scope", owner, _asked(one.on[owner], zone, negated=True))


def _counts_of_cases(one: CatalogPartition, owner: str) -> Iterator[Form]:
    stored = one.stored.get(owner)
    if stored is None:
        return
    names = [case.name for case in one.on[owner]]
    for name in names:
        yield _count("in scope", owner, f"{stored.field} = {quoted(name)}", name)
        yield _count("out of scope", owner, f"({stored.field} = null OR {stored.field} != {quoted(name)})", name)
    held = [*names, *([] if one.spec.otherwise in ("blank", *names) else [one.spec.otherwise])]
    for name in names:
        yield _count("not up to date", owner, _differ_from(stored, held, blank=one.spec.otherwise == "blank"), name)


def _differ(stored: Stored, inside: str, outside: str) -> str:
    """Records whose stored answer is not what the formula field says of them now."""
    return f"({stored.formula} = {inside} AND {stored.field} = {outside}) OR ({stored.formula} = {outside} AND {stored.field} = {inside})"


def _differ_from(stored: Stored, names: list[str], *, blank: bool) -> str:
    tests = [f"({stored.formula} = {quoted(name)} AND ({stored.field} = null OR {stored.field} != {quoted(name)}))" for name in names]
    return " OR ".join([*tests, *([f"({stored.formula} = null AND {stored.field} != null)"] if blank else [])])


def _flag(value: bool) -> str:
    return "TRUE" if value else "FALSE"


def _count(kind: str, owner: str, condition: str, case: str | None = None) -> Form:
    return Form(kind, f"SELECT COUNT() FROM {owner} WHERE {condition}", "sql", case)  # noqa: S608 - it is handed on as text
