"""Whether Marketo would sync one record of Salesforce: what the specs, the record and the sync user's access say, and what nobody knows from here.

Sources: each remark carries its own. What Support has set up in Marketo cannot be read, and neither can sharing without asking the org.
"""

from collections.abc import Iterator

from syncwright.candidates.answer import Answer, Remark, Way
from syncwright.candidates.objects import not_synced
from syncwright.candidates.passing import asked, parts, verdict
from syncwright.candidates.read import MISSING, Candidate
from syncwright.candidates.sharing import visible
from syncwright.catalog.model import Catalog, CatalogObject, Named
from syncwright.diagnostics import Place
from syncwright.expression.clock import Clock
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.filters import facts as of_filters
from syncwright.platforms.marketo.filters.scope import Scope, scopes
from syncwright.platforms.marketo.pushed import person, pushed
from syncwright.platforms.marketo.record_fields import ways
from syncwright.platforms.marketo.types.objects import CYCLE, object_sync
from syncwright.seen import Seen
from syncwright.spec.compiled import ConnectorSpec

_DELETION, _CONVERSION, _QUEUE = "Adobe: deleting in Salesforce", "Adobe: converting", "Adobe: lead queue"
_NOT_TICKED = (False, None, "", "false", "0")


def answer(catalog: Catalog, connector: Named[ConnectorSpec], seen: Seen, candidate: Candidate, clock: Clock) -> Answer:
    """What is known of a record, and of each of its fields that the specs name."""
    assert isinstance(connector.spec, MarketoConnector), "platforms get connectors of their own model"
    marketo = Named(connector.name, connector.spec, connector.path)
    if candidate.object in catalog.elsewhere.get(connector.name, {}) or candidate.object == "Person":
        return person(catalog, marketo, candidate)
    one = catalog.objects.get(candidate.object)
    if one is None or not one.syncs(connector.name):
        return Answer((not_synced(catalog, marketo, candidate.object),))
    remarks = [_object(marketo, one), *_state(candidate)]
    if candidate.there is not None:
        remarks.append(
            Remark("person", "note", "what Marketo has of the person was given, and decides nothing of a record that is in Salesforce")
        )
    for scope in scopes(catalog):
        if scope.connector.name == connector.name and one.name in scope.on:
            remarks += _scope(scope, candidate, clock)
    if candidate.id is None and candidate.object in ("Lead", "Contact"):
        remarks += pushed(marketo, candidate)
    remarks += _campaigns(catalog, marketo, candidate, clock)
    fields: tuple[Way, ...] = tuple(ways(catalog, marketo, seen, candidate, one))
    return Answer(tuple(remarks), fields, tuple(_unseen(catalog, marketo, candidate)))


def _object(connector: Named[MarketoConnector], one: CatalogObject) -> Remark:
    known, place = object_sync(one.name), Place(min(group.path for group in one.groups), ("object",))
    if known is None:
        return Remark("object", "yes", f"`{connector.name}` syncs `{one.name}`; which way its records go is not documented", place)
    ways_ = {"two-way": "both ways", "from-salesforce": "from Salesforce alone", "to-salesforce": "to Salesforce alone"}[known.direction]
    wins = f"; where both sides changed, {'Marketo' if known.wins == 'marketo' else 'Salesforce'} wins" if known.wins else ""
    but = f"; {known.but}" if known.but else ""
    return Remark("object", "yes", f"`{one.name}` goes {ways_}{wins}{but}", place, known.source)


def _state(candidate: Candidate) -> Iterator[Remark]:
    """What the record says of itself."""
    if candidate.get("IsDeleted") is True:
        says = (
            "the record is deleted: the person stays in Marketo, marked as deleted, and a later step Sync Person to SFDC creates a new lead"
        )
        yield Remark("deleted", "no", says, source=_DELETION)
    if candidate.object == "Lead" and candidate.get("IsConverted") is True:
        yield Remark("converted", "note", "the lead was converted: one person remains in Marketo, who is a contact", source=_CONVERSION)
    owner = candidate.get("OwnerId")
    if candidate.object == "Lead" and isinstance(owner, str) and owner.startswith("00G"):
        yield Remark("owner", "note", "a queue owns the lead, so that the sales owner is blank in Marketo", source=_QUEUE)


def _scope(scope: Scope, candidate: Candidate, clock: Clock) -> Iterator[Remark]:
    """What one filter says of the record, and whether the answer that the record keeps is the same."""
    predicate, place = scope.on[candidate.object], scope.of.at("where" if scope.box else "cases")
    said = asked(predicate, candidate)
    passed = verdict(predicate, said, clock)
    about = f"{scope.kind} {scope.of.name}"
    told = tuple(parts(predicate, said, clock))
    if passed is None:
        lacking = f"; the record does not say {', '.join(f'`{name}`' for name in said.lacking)}" if said.lacking else ""
        yield Remark(
            about, "unknown", f"whether it passes is not known{lacking}{''.join(f'; {one}' for one in said.unfit)}", place, parts=told
        )
    else:
        says = "it passes" if passed else "it does not pass, so that it stays out once the filter is in force"
        yield Remark(about, "yes" if passed else "no", says, place, parts=told)
    if candidate.object in scope.stored:
        yield from _stored(scope, candidate, passed)


def _stored(scope: Scope, candidate: Candidate, passed: bool | None) -> Iterator[Remark]:
    """The field is what Marketo's filter tests: an answer that is out of date decides all the same."""
    stored = scope.stored[candidate.object]
    held, place, about = candidate.get(stored.field), scope.of.at("as", "field"), f"answer in {stored.field}"
    if held is MISSING:
        yield Remark(about, "unknown", f"the record does not say `{stored.field}`, which the sync filter tests", place)
        return
    kept = ("false" if held in _NOT_TICKED else "true") if scope.box else str(held or "")
    syncs = kept in scope.values
    says = f"`{stored.field}` is `{kept or 'blank'}` on the record, which means that it {'syncs' if syncs else 'does not sync'}"
    if passed is None or passed == syncs:
        yield Remark(about, "yes" if syncs else "no", says, place)
    else:
        says += f", and by the filter it {'does' if passed else 'does not'}: the answer is out of date; the backfill of the plan renews it"
        yield Remark(about, "yes" if syncs else "no", says, place)


def _campaigns(catalog: Catalog, connector: Named[MarketoConnector], candidate: Candidate, clock: Clock) -> Iterator[Remark]:
    """The campaigns in whose audience the record is, or may be: they change what syncs, and decide nothing."""
    for one in catalog.campaigns.values():
        if one.connector != connector.name or candidate.object not in one.on:
            continue
        said = asked(one.on[candidate.object], candidate)
        passed = verdict(one.on[candidate.object], said, clock)
        if passed is not False:
            lacking = ", ".join(f"`{name}`" for name in said.lacking)
            says = "it is in its audience" if passed else f"it may be in its audience; the record does not say {lacking or 'enough'}"
            yield Remark(f"campaign {one.name}", "note", says, one.at("who"))


def _unseen(catalog: Catalog, connector: Named[MarketoConnector], candidate: Candidate) -> Iterator[Remark]:
    if any(candidate.object in one.on for one in scopes(catalog) if one.connector.name == connector.name):
        says = f"whether Marketo's sync filter is in force: {of_filters.NOT_SHOWN.says}"
        yield Remark("filter in force", "unknown", says, source=of_filters.NOT_SHOWN.source)
    yield visible(catalog, connector.spec.sync_user, candidate)
    yield Remark("when", "note", CYCLE.says, source=CYCLE.source)
