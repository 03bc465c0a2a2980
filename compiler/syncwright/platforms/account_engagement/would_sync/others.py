"""Of accounts, opportunities and campaigns: what else has to be so for them to sync, as far as the record says."""

from collections.abc import Iterator

from syncwright.candidates.answer import Remark
from syncwright.candidates.read import MISSING, Candidate
from syncwright.platforms.account_engagement.connection import facts, objects
from syncwright.platforms.account_engagement.units import Unit

_SYNCED = {one.object: one.says for one in objects.OBJECTS}


def others(unit: Unit, candidate: Candidate) -> Iterator[Remark]:
    """Nothing of leads, contacts and other objects."""
    if candidate.object == "Account" and candidate.get("IsPersonAccount") is not True:
        says = "whether a prospect syncs with one of its contacts is not in the record: without one the account does not sync"
        yield Remark("contacts", "unknown", says, None, _SYNCED["Account"].source)
    if candidate.object == "Opportunity":
        fact = _SYNCED["Opportunity"]
        says = f"whether it has a contact role is not in the record: {fact.says}"
        yield Remark("contact roles", "unknown", says, None, fact.source, fact.certain)
    if candidate.object == "Campaign":
        yield from _campaign(unit, candidate)


def _campaign(unit: Unit, candidate: Candidate) -> Iterator[Remark]:
    connector = unit.connector
    said = connector.spec.connected_campaigns
    if said is not True:
        what = "`connected_campaigns` is `false`" if said is False else "the specs do not say `connected_campaigns`"
        says = f"{what}: {_SYNCED['Campaign'].says}"
        where = connector.at("connected_campaigns") if said is False else connector.at("connector")
        yield Remark("connected campaigns", "no" if said is False else "unknown", says, where, _SYNCED["Campaign"].source)
    part = unit.address.partition("/")[2]
    types = connector.spec.business_units[part].campaign_record_types if part else ()
    if types:
        yield _record_type(unit, part, types, candidate)


def _record_type(unit: Unit, part: str, types: tuple[str, ...], candidate: Candidate) -> Remark:
    """A unit takes campaigns by their record types."""
    where = unit.connector.at("business_units", part, "campaign_record_types")
    found = [value for name in ("RecordType.DeveloperName", "RecordType.Name") if (value := candidate.get(name)) is not MISSING]
    if not found:
        says = f"the record does not say `RecordType.DeveloperName`, by which `{unit.address}` takes campaigns"
        return Remark("record type", "unknown", says, where, facts.UNITS)
    fits = any(value in types for value in found)
    says = f"its record type is {'one' if fits else 'none'} of those of `{unit.address}`"
    return Remark("record type", "yes" if fits else "no", says, where, facts.UNITS)
