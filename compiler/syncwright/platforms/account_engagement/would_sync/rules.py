"""Whether a record passes the Marketing Data Sharing rule of a unit: by the field that the rule asks for, and by the filter whose answer that field keeps."""

from collections.abc import Iterator
from typing import Any

from syncwright.candidates.answer import Remark
from syncwright.candidates.passing import asked as asked_of
from syncwright.candidates.passing import parts, verdict
from syncwright.candidates.read import MISSING, Candidate
from syncwright.catalog.model import Catalog
from syncwright.expression.clock import Clock
from syncwright.platforms.account_engagement.sharing import facts
from syncwright.platforms.account_engagement.sharing.apart import takes
from syncwright.platforms.account_engagement.sharing.form import Refused
from syncwright.platforms.account_engagement.sharing.rule import SharingRule, asked, rule_of
from syncwright.platforms.account_engagement.units import Unit

#: What the user name of the integration user begins with. Salesforce Help: Account Engagement Integration User.
_INTEGRATION = "b2bmaintegration@"


def shared(catalog: Catalog, unit: Unit, candidate: Candidate, clock: Clock) -> Iterator[Remark]:
    """What the rule of this unit says, and whether the record passes that of another as well."""
    if not unit.connector.spec.marketing_data_sharing:
        return
    of_object = [one for one in asked(catalog) if one.object == candidate.object]
    mine = next((one for one in of_object if one.unit.address == unit.address), None)
    if mine is None:
        says = f"`{unit.address}` has no rule for `{candidate.object}`, so that what the connector's user may see decides"
        yield Remark("rule", "note", says, unit.connector.at("marketing_data_sharing"), facts.BOTH.source)
        return
    rule = rule_of(catalog, mine)
    if not isinstance(rule, SharingRule):
        why = f": it {rule.says}" if isinstance(rule, Refused) else "; `syncwright check` says why"
        yield Remark("rule", "unknown", f"{mine.called} can be no rule of `{unit.address}`{why}", mine.place)
        return
    yield from _passes(catalog, rule, candidate)
    if rule.stored:
        yield from _answer(rule, candidate, clock)
    yield from _elsewhere(catalog, rule, candidate)


def _passes(catalog: Catalog, rule: SharingRule, candidate: Candidate) -> Iterator[Remark]:
    """What is on the record is compared letter for letter: a rule minds the case of a value."""
    about, place = f"rule of {rule.unit.address}", rule.asked.place
    held = _held(rule, candidate.get(rule.field))
    if held is None:
        yield Remark(about, "unknown", f"the record does not say `{rule.field}`, which the rule asks for", place)
    elif held == rule.text:
        yield Remark(about, "yes", f"`{rule.field}` is what the rule asks for", place, facts.FORM.source)
    elif _own(catalog, rule, candidate):
        yield Remark(about, "yes", facts.OWN_RECORDS.says, place, facts.OWN_RECORDS.source)
    else:
        case = ": it differs in case alone, which a rule minds" if held.casefold() == rule.text.casefold() else ""
        is_ = "something else" if held else "blank"
        says = f"`{rule.field}` is {is_} on the record, and the rule asks for `{rule.text}`{case}; {_then(candidate)}"
        yield Remark(about, "no", says, place, facts.ARCHIVED.source)
        if candidate.object in facts.PAIR:
            yield Remark("imports", "note", facts.IMPORTS.says, None, facts.IMPORTS.source)


def _then(candidate: Candidate) -> str:
    return facts.ARCHIVED.says if candidate.there is not None else f"no prospect is made of it; {facts.OWN_RECORDS.says}"


def _held(rule: SharingRule, said: Any) -> str | None:
    """What the record has there, as a rule's value is written; None if it does not say."""
    if said is MISSING:
        return None
    if isinstance(rule.value, bool):
        return "true" if str(said).casefold() in ("true", "1") else "false"
    return "" if said is None else str(said)


def _own(catalog: Catalog, rule: SharingRule, candidate: Candidate) -> bool:
    """Whether the record says that the connector's user made it."""
    account = catalog.environment.spec.users.get(rule.unit.connector.spec.sync_user)
    maker = candidate.get("CreatedBy.Username")
    if not isinstance(maker, str) or candidate.object not in facts.PAIR:
        return False
    return maker.casefold().startswith(_INTEGRATION) or (account is not None and (account.username or "").casefold() == maker.casefold())


def _answer(rule: SharingRule, candidate: Candidate, clock: Clock) -> Iterator[Remark]:
    """Whether the answer that the field keeps is up to date. What is stored decides, so that this decides nothing."""
    predicate = takes(rule)
    said = asked_of(predicate, candidate)
    passed, kept = verdict(predicate, said, clock), _held(rule, candidate.get(rule.field))
    told = tuple(parts(predicate, said, clock))
    if passed is None:
        lacking = f"; the record does not say {', '.join(f'`{name}`' for name in said.lacking)}" if said.lacking else ""
        yield Remark(
            rule.asked.called,
            "note",
            f"whether it passes is not known{lacking}{''.join(f'; {one}' for one in said.unfit)}",
            rule.asked.of.at(),
            parts=told,
        )
    elif kept is not None and passed != (kept == rule.text):
        says = f"by {rule.asked.called} it {'does' if passed else 'does not'}: the answer in `{rule.field}` is out of date; the backfill of the plan renews it"
        yield Remark(rule.asked.called, "note", says, rule.asked.of.at(), parts=told)
    else:
        yield Remark(rule.asked.called, "note", "it passes" if passed else "it does not pass", rule.asked.of.at(), parts=told)


def _elsewhere(catalog: Catalog, rule: SharingRule, candidate: Candidate) -> Iterator[Remark]:
    """Rules of other units that the record passes, too."""
    if _held(rule, candidate.get(rule.field)) != rule.text:
        return
    for one in asked(catalog):
        other = rule_of(catalog, one) if one.object == candidate.object and one.unit.address != rule.unit.address else None
        if isinstance(other, SharingRule) and _held(other, candidate.get(other.field)) == other.text:
            says = f"it passes the rule of `{other.unit.address}` as well: {facts.ONE_UNIT.says}"
            yield Remark("units", "note", says, other.asked.place, facts.ONE_UNIT.source)
