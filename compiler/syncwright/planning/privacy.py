"""Personal data that newly leaves the CRM: fields with a privacy class that a connector's user did not see before. Knows no platform."""

from collections.abc import Iterator

from syncwright.plan.access import newly_seen
from syncwright.plan.model import Hazard
from syncwright.platform import Planned


def leaving(planned: Planned) -> Iterator[Hazard]:
    """A hazard for each such field. What a user sees through something else already does not leave newly."""
    catalog = planned.catalog
    through: dict[str, list[str]] = {}
    for connector in catalog.connectors.values():
        through.setdefault(connector.spec.sync_user, []).append(connector.name)
    for one in newly_seen(planned.access, through):
        owner, _, name = one.thing.partition(".")
        held = catalog.objects.get(owner)
        field = held.fields.get(name) if held is not None else None
        pii = field.pii if field is not None else None
        if pii is not None and pii != "none" and not _seen_besides(planned, one.user, owner, name):
            reached = " and ".join(f"`{connector}`" for connector in through[one.user])
            says = f"`{one.thing}` holds personal data (`{pii}`) and newly reaches {reached}"
            yield Hazard("privacy", one.address, says, one.attribute, one.name, user=one.user)


def _seen_besides(planned: Planned, user: str, owner: str, name: str) -> bool:
    found = (access for access in planned.seen(owner, name) if access.user == user)
    return any(not through.ours for access in found for through in access.read)
