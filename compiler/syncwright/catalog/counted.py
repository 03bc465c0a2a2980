"""Which records have a value in some fields, as conditions of queries that people run to count them. Knows no platform, and counts nothing."""

from collections.abc import Sequence

from syncwright.expression.types import REFUSED_TYPES
from syncwright.inventory import Org

#: Fields that one query tests; beyond that it is shorter to count all records.
_TESTED = 20


def with_values(org: Org, owner: str, names: Sequence[str]) -> str:
    """That one of the fields has a value; nothing where some of them cannot be tested, are never blank, or are many."""
    kinds = [held.type if (held := org.field(owner, name)) is not None else None for name in names]
    if len(names) > _TESTED or any(kind is None or kind in REFUSED_TYPES or kind == "Checkbox" for kind in kinds):
        return ""
    tests = " OR ".join(f"{name} != null" for name in names)
    return f"({tests})" if len(names) > 1 else tests
