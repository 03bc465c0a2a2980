"""The steps and the triggers of a campaign in Marketo's words, setting by setting."""

from collections.abc import Iterator, Mapping

from syncwright.catalog.maps import values_of
from syncwright.catalog.model import CampaignEvent, CampaignStep, Catalog, CatalogCampaign, Touched
from syncwright.expression.predicate import Predicate
from syncwright.facts import Fact
from syncwright.platforms.marketo.campaigns import words
from syncwright.platforms.marketo.campaigns.audience import called, choice_list, single
from syncwright.platforms.marketo.campaigns.document import Choice, Filter, Said, Setting, Step, Trigger
from syncwright.platforms.marketo.cost import EACH_TRIGGERED, IN_BATCH_CAMPAIGNS
from syncwright.platforms.marketo.fields import MarketoField
from syncwright.platforms.marketo.known_fields import TYPE
from syncwright.spec.compiled import AlertSpec, AssignSpec, ConvertSpec, FlowStepSpec, MemberSpec, TaskSpec, TriggerCampaignSpec


def said(fact: Fact) -> Said:
    """A fact in a document."""
    return Said(fact.says, fact.source, fact.certain)


def triggers(catalog: Catalog, campaign: CatalogCampaign) -> Iterator[Trigger]:
    """The events that start it."""
    for event in campaign.events:
        word = words.TRIGGERS.get(event.kind)
        settings = tuple(_event(catalog, campaign, event))
        yield Trigger(word.name if word else None, event.kind, settings, said(word.fact) if word else None)


def _event(catalog: Catalog, campaign: CatalogCampaign, event: CampaignEvent) -> Iterator[Setting]:
    assert isinstance(campaign.spec, TriggerCampaignSpec), "only triggers wait for events"
    spec = campaign.spec.when[event.number]
    for field in _fields(catalog, campaign, event.fields):
        yield _field("field" if event.kind == "changes" else "score field", field, documented=False)
    if spec.to is not None:
        yield Setting("New Value", f"is {spec.to}")
    named = getattr(spec, event.kind)
    if not event.fields and named != "true":
        yield Setting(_ABOUT[event.kind], "is any" if named == "any" else f"is {named}", documented=event.kind == "requested")


#: What an event is about, by its kind. "Source" is Adobe's word: Setting Up a Trigger Smart Campaign for Sales.
_ABOUT = {
    "fills_out_form": "form",
    "clicks_link_in_email": "e-mail",
    "visits_page": "web page",
    "added_to_list": "list",
    "added_to_campaign": "campaign",
    "status_changes_in": "campaign",
    "requested": "Source",
}


def steps(catalog: Catalog, campaign: CatalogCampaign) -> Iterator[Step]:
    """The flow, numbered as it is built: a field that Marketo has twice takes two steps."""
    number = 0
    for one in campaign.steps:
        for made in _built(catalog, campaign, one):
            number += 1
            yield Step(number, *made)


#: A step without its number.
_Made = tuple[str, str, Said, tuple[Setting, ...], str | None, tuple[Choice, ...], str | None, str | None, tuple[Said, ...]]


def _built(catalog: Catalog, campaign: CatalogCampaign, step: CampaignStep) -> Iterator[_Made]:
    word = words.STEPS[step.kind]
    beside = tuple(map(said, words.BESIDE.get(step.kind, ())))
    if step.kind == "change":
        yield from _changes(catalog, campaign, step, word)
    elif step.kind == "change_score":
        assert step.spec.by is not None, "the catalog asks for it"
        for field in _fields(catalog, campaign, step.fields):
            score = (_field("score field", field, documented=False), Setting("change", step.spec.by, documented=False))
            yield word.name, step.kind, said(word.fact), score, None, (), None, None, beside
    else:
        settings = tuple(_settings(step.kind, step.spec, word.entries))
        more = beside if not _queued(step) else (*beside, said(words.QUEUE_FACT))
        more = (*more, said(words.OWNER_FACT)) if step.spec.sync_person == "true" else more
        if step.kind in _CALLS:
            more = (*more, said(EACH_TRIGGERED if campaign.spec.type == "trigger" else IN_BATCH_CAMPAIGNS))
        yield word.name, step.kind, said(word.fact), settings, None, (), None, None, more


#: Steps whose calls of the Salesforce API are counted somewhere.
_CALLS = ("sync_person", "add_to_campaign")


def _field(name: str, field: MarketoField, *, documented: bool = True) -> Setting:
    return Setting(name, field.called, documented, field.documented)


def _queued(step: CampaignStep) -> bool:
    held = getattr(step.spec, step.kind)
    return isinstance(held, AssignSpec) and held.queue is not None


# ------------------------------------------------------------------ values


def _changes(catalog: Catalog, campaign: CatalogCampaign, step: CampaignStep, word: words.Word) -> Iterator[_Made]:
    told = _fields(catalog, campaign, step.fields)
    for field, owners in told.items():
        choices, otherwise = tuple(_choices(catalog, campaign, step, field)), step.spec.otherwise or words.DO_NOTHING
        if len(told) > 1:
            choices, otherwise = _apart(choices, owners, step.spec.to or otherwise)
        settings = [_field("Attribute", field)]
        if not choices:
            assert step.spec.to is not None, "the catalog asks for a value, a map or choices"
            settings.append(Setting("New Value", step.spec.to))
        facts = (*((words.FIRST_CHOICE,) if choices else ()), *((words.CLEARED,) if _clears(step.spec) else ()))
        map_ = f"{step.spec.map}.csv" if step.spec.map is not None else None
        decided = "New Value" if choices else None
        yield (
            word.name, step.kind, said(word.fact), tuple(settings), decided, choices, otherwise if choices else None, map_,
            tuple(map(said, facts)),
        )  # fmt: skip


def _clears(spec: FlowStepSpec) -> bool:
    return "NULL" in (spec.to, spec.otherwise, *(choice.to for choice in spec.choices))


def _choices(catalog: Catalog, campaign: CatalogCampaign, step: CampaignStep, field: MarketoField) -> Iterator[Choice]:
    if step.spec.map is not None and step.spec.map in catalog.maps:
        gathered: dict[str, list[str]] = {}
        for key, value in values_of(catalog.maps[step.spec.map].spec).items():
            gathered.setdefault(value, []).append(key)
        for number, (value, keys) in enumerate(gathered.items(), 1):
            test = Filter(1, field.called, "is", tuple(keys), documented=field.documented)
            yield Choice(number, test, None, value)
    for index, choice in enumerate(step.spec.choices):
        on: Mapping[str, Predicate] = {owner: tests[index] for owner, tests in step.choices.items()}
        found = choice_list(catalog, campaign, on)
        one = single(found)
        yield Choice(index + 1, one, None if one is not None else found, choice.to or words.DO_NOTHING)


def _apart(choices: tuple[Choice, ...], owners: tuple[str, ...], otherwise: str) -> tuple[tuple[Choice, ...], str]:
    """The same for people of these objects alone, where others have another field for it: nothing happens to the others."""
    others = tuple(one for one in ("Lead", "Contact") if one not in owners)
    first = Choice(1, Filter(1, TYPE, "is", others), None, words.DO_NOTHING)
    return (first, *(Choice(one.number + 1, one.test, one.list, one.value) for one in choices)), otherwise


def _fields(catalog: Catalog, campaign: CatalogCampaign, touched: tuple[Touched, ...]) -> dict[MarketoField, tuple[str, ...]]:
    """The fields that Marketo has, each with the objects on which it is that."""
    found: dict[str, tuple[MarketoField, tuple[str, ...]]] = {}
    for one in touched:
        field = called(catalog, campaign.connector, one.object, one.field)
        first, owners = found.get(field.called, (field, ()))
        found[field.called] = first, (*owners, one.object)
    return dict(found.values())


# ------------------------------------------------------------------ settings


def _settings(kind: str, spec: FlowStepSpec, names: Mapping[str, str]) -> Iterator[Setting]:
    held = getattr(spec, kind)
    match held:
        case "true":
            return
        case AssignSpec(user=user, queue=queue):
            yield Setting("assigned to", f"queue {queue}" if queue is not None else str(user), documented=False)
        case MemberSpec():
            yield _named("campaign", held.campaign, names)
            yield _named("status", held.status, names)
        case TaskSpec():
            for key, value in (("subject", held.subject), ("user", held.user), ("due", held.due), ("priority", held.priority)):
                yield from (_named(key, value, names),) if value is not None else ()
            for key, value in (("status", held.status), ("description", held.description)):
                yield from (_named(key, value, names),) if value is not None else ()
        case ConvertSpec():
            yield from (Setting("assigned to", held.user, documented=False),) if held.user is not None else ()
            yield Setting(names["notify"], "yes" if held.notify else "no", documented=False)
            yield from (Setting(names["status"], held.status, documented=False),) if held.status is not None else ()
        case AlertSpec():
            yield Setting("e-mail", held.email, documented=False)
            yield from _recipients(held.to, names)
        case _:
            yield Setting(_OBJECT.get(kind, kind), str(held), documented=False)


_OBJECT = {
    "add_to_list": "list",
    "remove_from_list": "list",
    "change_owner": "owner",
    "send_email": "e-mail",
    "wait": "duration",
}


def _named(key: str, value: str, names: Mapping[str, str]) -> Setting:
    return Setting(names.get(key, {"user": "assigned to"}.get(key, key)), value, documented=key in names)


def _recipients(to: tuple[str, ...], names: Mapping[str, str]) -> Iterator[Setting]:
    known = {"sales-owner": "Sales Owner", "account-owner": "Account Owner"}
    owners = [known[one] for one in to if one in known]
    others = [one for one in to if one not in known]
    if owners:
        yield Setting("recipient", " and ".join(owners), documented=False)
    if others:
        yield Setting(names["others"], ", ".join(others))
