"""Of a lead or a contact: whether a prospect is made of it, whether the prospect that was given is its own, and what keeps the two apart."""

from collections.abc import Iterator

from syncwright.candidates.answer import Remark, State
from syncwright.candidates.read import MISSING, Candidate
from syncwright.facts import Fact
from syncwright.platforms.account_engagement.connection import creation
from syncwright.platforms.account_engagement.connection.objects import PERSON_ACCOUNT
from syncwright.platforms.account_engagement.settings import place, settings
from syncwright.platforms.account_engagement.units import Unit
from syncwright.platforms.account_engagement.would_sync.marks import DELETED, IGNORED, NOT_DOCUMENTED, crm_ids, email, mark

_SETTINGS = {one.key: one.says for one in creation.SETTINGS_OF_CONNECTOR}


def person(unit: Unit, candidate: Candidate) -> Iterator[Remark]:
    """Nothing of other objects than leads, contacts and the accounts that are persons."""
    if candidate.get("IsPersonAccount") is True and candidate.object in ("Account", "Contact"):
        yield _person_account(unit)
    if candidate.object not in ("Lead", "Contact"):
        return
    if candidate.get("IsDeleted") is True:
        yield Remark("deleted", "no", f"the record is deleted: {creation.DELETED.says}", None, creation.DELETED.source)
    if candidate.there is not None:
        yield from marked(candidate.there)
        yield _match(unit, candidate, candidate.there)
    else:
        yield from _made(unit, candidate)


def _person_account(unit: Unit) -> Remark:
    said = unit.connector.spec.person_accounts
    if said == "off":
        fact = creation.PERSON_ACCOUNTS_OFF
        says = f"a person account, and `person_accounts` is `off`: {fact.says}"
        return Remark("person account", "no", says, unit.connector.at("person_accounts"), fact.source)
    says = f"a person account, with `person_accounts: {said}`: {PERSON_ACCOUNT.says}"
    return Remark("person account", "yes", says, unit.connector.at("person_accounts"), PERSON_ACCOUNT.source)


def marked(prospect: Candidate) -> Iterator[Remark]:
    """What the prospect says that keeps it from any sync."""
    found = mark(prospect)
    if found == DELETED:
        yield Remark("prospect", "no", f"it is marked as `{DELETED}`: {creation.DELETED.says}", None, creation.DELETED.source)
    elif found is not None:
        fact = Fact("a prospect whose CRM syncing was disabled by hand has this mark", "third parties' lists of questions", certain=False)
        yield Remark("prospect", "no", f"it is marked as `{IGNORED}`: {fact.says}", None, fact.source, fact.certain)
    if prospect.get("isDeleted") is True:
        yield Remark("prospect", "unknown", f"it is in the recycle bin: whether it syncs from there is {NOT_DOCUMENTED}")


def _match(unit: Unit, candidate: Candidate, prospect: Candidate) -> Remark:
    """Whether both are taken for one person."""
    ids, mine = crm_ids(prospect), candidate.id
    same, key = email(candidate), email(prospect)
    if unit.connector.spec.same_email_prospects:
        return _by_id(unit, mine, ids, same is not None and same == key)
    fact, where = creation.MATCH_BY_EMAIL, unit.connector.at("connector")
    if same is None or key is None:
        lacking = "record" if same is None else "prospect"
        return Remark("match", "unknown", f"the {lacking} does not say its e-mail address: {fact.says}", where, fact.source)
    if same == key:
        return Remark("match", "yes", f"both have one e-mail address: {fact.says}", where, fact.source)
    if mine is None or mine not in ids:
        return Remark(
            "match",
            "no",
            f"they have two e-mail addresses, and the prospect is not linked with the record: {fact.says}",
            where,
            fact.source,
        )
    return _changed(unit)


def _by_id(unit: Unit, mine: str | None, ids: frozenset[str], one_address: bool) -> Remark:
    """Where addresses are shared, the id alone says whose prospect it is."""
    fact, where = creation.MATCH_BY_ID, unit.connector.at("same_email_prospects")
    if mine is None:
        return Remark("match", "unknown", f"the record does not say its id: {fact.says}", where, fact.source)
    if mine in ids:
        return Remark("match", "yes", f"the prospect has the record's id: {fact.says}", where, fact.source)
    if ids:
        return Remark("match", "no", f"the prospect is linked with another record: {fact.says}", where, fact.source)
    if one_address:
        first = creation.FIRST_OF_SEVERAL
        return Remark("match", "unknown", f"the prospect is linked with no record yet: {first.says}", where, first.source)
    return Remark("match", "no", f"the prospect is linked with no record, and has another address: {fact.says}", where, fact.source)


def _changed(unit: Unit) -> Remark:
    """The two are linked, and the address was changed on one side."""
    said, fact, where = settings(unit).change_emails, _SETTINGS["change_emails"], place(unit, "settings", "change_emails")
    what = "the prospect is linked with the record and has another e-mail address"
    if said is None:
        says = f"{what}, and the specs do not say `change_emails`: {fact.says}"
        return Remark("match", "unknown", says, unit.connector.at("connector"), fact.source)
    says = f"{what}: with `change_emails` it follows that of the record" if said else f"{what}: {fact.says}"
    return Remark("match", "yes" if said else "no", says, where, fact.source)


def _made(unit: Unit, candidate: Candidate) -> Iterator[Remark]:
    """Whether a prospect would be made of a record of which none was given."""
    said, fact = settings(unit).create_prospects, _SETTINGS["create_prospects"]
    held = candidate.get("Email")
    where = place(unit, "settings", "create_prospects") if said is not None else unit.connector.at("connector")
    state: State = "unknown"
    if held is MISSING:
        says = f"the record does not say `Email`: {fact.says}"
    elif held in (None, ""):
        says = f"it has no e-mail address, so that no prospect is made of it; one that it is linked with goes on to sync: {fact.says}"
    elif said is None:
        says = f"the specs do not say `create_prospects`, so that whether a prospect is made of it is not known: {fact.says}"
    elif said:
        state, says = "yes", f"a prospect is made of it, or found by its address: {fact.says}"
    else:
        says = "`create_prospects` is `false`: it syncs if it has a prospect already; give that with `--there`"
    yield Remark("prospect", state, says, where, fact.source)
