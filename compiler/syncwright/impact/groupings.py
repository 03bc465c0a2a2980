"""What people break records down by: the owner, the country, any field as filters name it, or any column of the data."""

from collections.abc import Sequence

from syncwright.catalog.model import Catalog
from syncwright.catalog.scopes import ObjectScope
from syncwright.expression.predicate import Column
from syncwright.impact.counting import Grouping
from syncwright.impact.headers import Table
from syncwright.names import did_you_mean
from syncwright.sql.impact import group

#: Words for what differs from object to object, and the fields that they may stand for, the first that the data has.
WORDS = {
    "owner": ("Owner.Name", "OwnerId"),
    "country": ("Country", "MailingCountry", "BillingCountry", "CountryCode", "MailingCountryCode", "BillingCountryCode"),
}


class NotGrouped(Exception):
    """The data has no such column; the message says what it has."""


def grouping(catalog: Catalog, scope: ObjectScope, table: Table, asked: str) -> Grouping:
    """The column that records are grouped by. Raises NotGrouped."""
    for name in _names(catalog, scope, asked):
        header = table.find(name)
        if header is not None and not table.twice(header.name):
            return Grouping(asked, header.name, group(f"s.{header.sql}", header.family))
    names = [header.name for header in table.headers]
    near = did_you_mean(asked, names) or f"it has {', '.join(f'`{name}`' for name in names[:12])}"
    raise NotGrouped(f"`{table.shown}` has no column for `{asked}`; {near}")


def _names(catalog: Catalog, scope: ObjectScope, asked: str) -> Sequence[str]:
    """API names that are meant, the likeliest first: as a filter names the field, then as it stands."""
    meant = scope.column(asked) if catalog.org.objects.get(scope.object) is not None else None
    said = [meant.name] if isinstance(meant, Column) else []
    return (*said, asked, *WORDS.get(asked.casefold(), ()))
