"""What rules about many fields share: which fields sync at all, and one finding for all fields of a file that have the same thing wrong."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from syncwright.catalog.model import CatalogField
from syncwright.diagnostics import Finding, Place, Rule

#: How many names a message shows before it counts the rest.
SHOWN = 3


def syncs(field: CatalogField) -> bool:
    """Whether any connector reads or writes the field."""
    return any(direction != "hidden" for direction in field.directions.values())


def listed(names: Sequence[str]) -> str:
    """Names for a message: the first few, and how many more there are."""
    shown = [f"`{name}`" for name in names[:SHOWN]]
    if len(names) > SHOWN:
        return f"{', '.join(shown)} and {len(names) - SHOWN:,} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]


def per_file(rule: Rule, fields: Iterable[CatalogField], message: Callable[[str, int], str], help_: str) -> Iterator[Finding]:
    """One finding a file, by the names that the file gives its fields. `message` is made of the listed names and how many there are.

    What an author allows at one field is that field's alone, so it gets a finding of its own.
    """
    apart: dict[str, dict[str, CatalogField]] = {}
    together: dict[str, dict[str, CatalogField]] = {}
    for field in fields:
        (apart if rule.name in field.spec.allow else together).setdefault(field.group.path, {})[field.said] = field
    for some in apart.values():
        for said, field in some.items():
            yield rule(field.at(), message(f"`{said}`", 1), help=help_)
    for path, some in together.items():
        names = sorted(some)
        place = some[names[0]].at() if len(names) == 1 else Place(path, ("fields",), "key")
        yield rule(place, message(listed(names), len(names)), help=help_)
