"""The time zone of an estate: in which a day begins and ends for its filters."""

from zoneinfo import ZoneInfo

from syncwright.catalog.model import Named
from syncwright.diagnostics import Finding
from syncwright.expression import rules as filter_rules
from syncwright.spec.compiled import EstateSpec


def known_zone(name: str) -> bool:
    """Whether there is a time zone of this name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def zone_of(estate: Named[EstateSpec]) -> tuple[str | None, Finding | None]:
    """The zone that the estate says, or why another stands for it; None where it says none."""
    zone: str | None = estate.spec.salesforce.timezone
    if zone is None or known_zone(zone):
        return zone, None
    place, message = estate.at("salesforce", "timezone"), f"there is no time zone `{zone}`"
    return "Etc/UTC", filter_rules.TIME_ZONE_MISSING(place, message, help="write it as in `Europe/Amsterdam`")
