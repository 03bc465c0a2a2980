"""The checks that people do again and again, as the specs ask for them, and those that are overdue. Knows no platform."""

from collections.abc import Sequence
from datetime import date

from syncwright.apply.routine import Routine, falls_due
from syncwright.catalog import Catalog
from syncwright.ledger.model import Record
from syncwright.plan.guards.subject import Overdue

#: How the name of a review begins; the connector's follows.
_REVIEW = "review/"


def routines(catalog: Catalog) -> list[Routine]:
    """The checks that connectors ask for, by name."""
    found = []
    for name, connector in sorted(catalog.connectors.items()):
        if (said := connector.spec.operations) is not None:
            found.append(
                Routine(f"{_REVIEW}{name}", f"look at the sync errors of `{name}`", said.errors_owner, said.deputy, said.review_every)
            )
    return found


def overdue(catalog: Catalog, records: Sequence[Record], today: date) -> tuple[Overdue, ...]:
    """Those that should have been done by now. Without a ledger nobody knows when any was."""
    if not records:
        return ()
    late = (one for one in falls_due(routines(catalog), records, today) if one.state == "overdue")
    return tuple(
        Overdue(
            catalog.connectors[one.routine.name.removeprefix(_REVIEW)].at("operations"),
            one.routine.name,
            one.routine.title,
            one.routine.owner,
            one.due,
            one.last,
        )
        for one in late
    )
