"""Of a prospect alone: whether it is linked with a record of Salesforce, and whether one would be made of it."""

from collections.abc import Iterator

from syncwright.candidates.answer import Answer, Remark
from syncwright.candidates.read import MISSING, Candidate
from syncwright.platforms.account_engagement.connection import creation
from syncwright.platforms.account_engagement.connection.freshness import CADENCE
from syncwright.platforms.account_engagement.connection.objects import PREREQUISITES
from syncwright.platforms.account_engagement.settings import place, settings
from syncwright.platforms.account_engagement.sharing import facts as of_sharing
from syncwright.platforms.account_engagement.units import Unit
from syncwright.platforms.account_engagement.would_sync.marks import crm_ids, is_assigned
from syncwright.platforms.account_engagement.would_sync.people import marked
from syncwright.platforms.account_engagement.would_sync.triggers import INTENT

_MADE = {"lead": "a lead", "contact": "a contact", "person_account": "a person account"}


def prospect(unit: Unit, candidate: Candidate) -> Answer:
    """What decides, and what a page of Account Engagement says and no field of the prospect does."""
    return Answer((*marked(candidate), *_linked(unit, candidate)), unseen=tuple(_unseen(unit)))


def _linked(unit: Unit, candidate: Candidate) -> Iterator[Remark]:
    if crm_ids(candidate):
        says = "the prospect is linked with a record of Salesforce: ask about that record with `--there`, which says more"
        yield Remark("record", "yes", says)
        return
    if candidate.get("email") in (None, ""):
        says = "it has no e-mail address, so that no record is found by one"
        yield Remark("match", "note", says, None, creation.MATCH_BY_EMAIL.source)
    elif candidate.get("email") is not MISSING:
        fact = creation.FIRST_OF_SEVERAL if unit.connector.spec.same_email_prospects else creation.MATCH_BY_EMAIL
        yield Remark("match", "note", f"{fact.says}: whether there is one, Salesforce says", None, fact.source)
    yield _assigned(unit, candidate)
    if unit.connector.spec.marketing_data_sharing:
        yield Remark(
            "rule", "note", of_sharing.OWN_RECORDS.says, unit.connector.at("marketing_data_sharing"), of_sharing.OWN_RECORDS.source
        )


def _assigned(unit: Unit, candidate: Candidate) -> Remark:
    found, said = is_assigned(candidate), settings(unit).creates
    if found is None:
        says = f"the prospect does not say whether it is assigned: {creation.ASSIGNED.says}"
        return Remark("record", "unknown", says, None, creation.ASSIGNED.source)
    if not found:
        return Remark("record", "unknown", f"it is not assigned: {creation.UNASSIGNED.says}", None, creation.UNASSIGNED.source)
    where = place(unit, "settings", "creates") if said is not None else None
    made = f", {_MADE[said]} as the specs say" if said is not None else f"; {creation.CREATES_LEADS.says}"
    says = f"it is assigned: {creation.ASSIGNED.says}{made}"
    source = creation.ASSIGNED if said is not None else creation.CREATES_LEADS
    return Remark("record", "yes", says, where, source.source, source.certain)


def _unseen(unit: Unit) -> Iterator[Remark]:
    says = f"whether the prospect is marked Do not sync with CRM, which keeps it out: its page in `{unit.address}` says so"
    yield Remark("do not sync", "unknown", says, None, PREREQUISITES)
    yield Remark("imports", "note", creation.IMPORTS.says, None, creation.IMPORTS.source)
    yield Remark("when", "note", CADENCE.says, None, CADENCE.source)
    yield Remark("starts", "note", INTENT.says, None, INTENT.source, INTENT.certain)
