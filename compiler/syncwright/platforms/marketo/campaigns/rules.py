"""What a campaign of a Marketo connector does too often, for too many, or for people for whom it does something else. Most estates have no campaign."""

from collections.abc import Iterator

from syncwright.catalog.model import CampaignStep, Catalog, CatalogCampaign
from syncwright.diagnostics import Finding, Rule
from syncwright.facts import Fact
from syncwright.platforms.marketo.compiled import MarketoConnector

PAGES = "syncwright.platforms.marketo.pages"

FIELD_NOT_SYNCED = Rule("MKT775", "campaign-field-not-synced", "error", PAGES)
ONCE_AND_RECURRING = Rule("MKT776", "recurring-campaign-runs-once", "warning", PAGES)
TRIGGER_FOR_DATA = Rule("MKT777", "trigger-where-batch-would-do", "warning", PAGES)
TRIGGER_WRITES = Rule("MKT778", "trigger-writes-synced-field", "warning", PAGES)
SEND_WITHOUT_LIMIT = Rule("MKT779", "send-without-limit", "error", PAGES)
STEP_MAKES_LEADS = Rule("MKT780", "step-makes-leads", "warning", PAGES)
STEP_NOT_FOR_CONTACTS = Rule("MKT781", "step-not-for-contacts", "warning", PAGES)
CHOICE_NEVER_TAKEN = Rule("MKT782", "choice-never-taken", "warning", PAGES)
CHOICES_OVERLAP = Rule("MKT783", "choices-overlap", "note", PAGES)
MAP_DOES_NOT_SETTLE = Rule("MKT784", "map-does-not-settle", "warning", PAGES)
CAMPAIGN_FOR_NOBODY = Rule("MKT785", "campaign-for-nobody", "warning", PAGES)
EVERYBODY_EACH_RUN = Rule("MKT786", "everybody-synced-each-run", "warning", PAGES)

RULES = (
    FIELD_NOT_SYNCED,
    ONCE_AND_RECURRING,
    TRIGGER_FOR_DATA,
    TRIGGER_WRITES,
    SEND_WITHOUT_LIMIT,
    STEP_MAKES_LEADS,
    STEP_NOT_FOR_CONTACTS,
    CHOICE_NEVER_TAKEN,
    CHOICES_OVERLAP,
    MAP_DOES_NOT_SETTLE,
    CAMPAIGN_FOR_NOBODY,
    EVERYBODY_EACH_RUN,
)

#: Steps that change what Marketo keeps of a person, and events that say no more than that it changed.
_DATA = frozenset({"change", "change_score", "add_to_list", "remove_from_list", "wait"})
_CHANGED = frozenset({"created", "changes", "score_changes"})
#: Adobe, Implied Salesforce Actions: steps that sync a person whom Salesforce does not hold.
_IMPLY = ("create_task", "change_owner", "convert_person", "add_to_campaign", "change_status")
_OWNER_OF_CONTACT = Fact(
    "a contact's owner cannot be changed from Marketo", "Marketing Nation: changing the owner of a contact", certain=False
)


def campaigns(catalog: Catalog) -> Iterator[CatalogCampaign]:
    """Those of Marketo connectors."""
    for one in catalog.campaigns.values():
        if isinstance(catalog.connectors[one.connector].spec, MarketoConnector):
            yield one


def recurs(one: CatalogCampaign) -> bool:
    """Whether it runs again by itself, for many people at once."""
    return getattr(one.spec, "every", None) is not None


# ------------------------------------------------------------------ how often


@ONCE_AND_RECURRING.check
def _once(catalog: Catalog) -> Iterator[Finding]:
    for one in campaigns(catalog):
        changes = [step for step in one.steps if step.kind in ("change", "change_score")]
        if recurs(one) and one.spec.qualify == "once" and changes:
            from syncwright.platforms.marketo.campaigns.words import QUALIFY_FACT

            message = f"`{one.name}` runs again and again, and each person goes through it once: {QUALIFY_FACT.says}"
            help_ = "say `qualify: every-time`, so that a value that comes back is changed again"
            yield ONCE_AND_RECURRING(one.at("every"), message, help=help_)


@TRIGGER_FOR_DATA.check
def _for_data(catalog: Catalog) -> Iterator[Finding]:
    for one in campaigns(catalog):
        if _could_be_batch(one):
            message = f"`{one.name}` changes data when data changes, person by person, and nothing in it has to happen at once"
            help_ = "make it a `batch` with `every:`, and ask in `who` for the values that are to be changed"
            yield TRIGGER_FOR_DATA(one.at("type"), message, help=help_)


def _could_be_batch(one: CatalogCampaign) -> bool:
    kinds, events = {step.kind for step in one.steps}, {event.kind for event in one.events}
    return bool(events) and events <= _CHANGED and bool(kinds) and kinds <= _DATA and bool(kinds & {"change", "change_score"})


@TRIGGER_WRITES.check
def _writes(catalog: Catalog) -> Iterator[Finding]:
    for one in campaigns(catalog):
        if one.spec.type != "trigger" or _could_be_batch(one):
            continue
        from syncwright.platforms.marketo.campaigns.synced import pushed

        for step in one.steps:
            names = [f"`{field.object}.{field.field}`" for field in step.fields if pushed(catalog, one.connector, field)]
            if names:
                message = f"`{one.name}` changes {' and '.join(names)} of one person at a time, and each change is pushed to Salesforce"
                help_ = "change it in a batch campaign that runs off-hours, or keep the value in a field of Marketo's own"
                yield TRIGGER_WRITES(one.at(*step.keys, step.kind), message, help=help_)


# ------------------------------------------------------------------ for how many


@SEND_WITHOUT_LIMIT.check
def _sends(catalog: Catalog) -> Iterator[Finding]:
    for one in campaigns(catalog):
        sent = next((step for step in one.steps if step.kind == "send_email"), None)
        if sent is None:
            continue
        place = one.at(*sent.keys, "send_email")
        if one.spec.type == "batch" and getattr(one.spec, "limit", None) is None:
            message = f"`{one.name}` mails everybody in its audience, however many those are"
            yield SEND_WITHOUT_LIMIT(place, message, help="say `limit:`, the most people of one run: with more of them nobody is mailed")
        elif one.spec.type == "trigger" and one.spec.who is None and one.spec.qualify == "every-time":
            message = f"`{one.name}` mails whomever an event is about, each time anew"
            yield SEND_WITHOUT_LIMIT(place, message, help="say `who`, or `qualify: {every: 7 days}`, so that nobody is mailed in a row")


@EVERYBODY_EACH_RUN.check
def _everybody(catalog: Catalog) -> Iterator[Finding]:
    for one in campaigns(catalog):
        synced = next((step for step in one.steps if step.kind == "sync_person"), None)
        if synced is not None and recurs(one) and one.spec.who is None and one.spec.qualify != "once":
            message = f"`{one.name}` syncs every person at each run, changed or not"
            help_ = "say `who`: those whom the cycle does not reach soon enough"
            yield EVERYBODY_EACH_RUN(one.at(*synced.keys, "sync_person"), message, help=help_)


@CAMPAIGN_FOR_NOBODY.check
def _nobody(catalog: Catalog) -> Iterator[Finding]:
    for one in campaigns(catalog):
        if one.on:
            from syncwright.expression.algebra import never
            from syncwright.rules._filters import clock, contradicting, said_so

            today = clock(catalog)
            if all(not said_so(predicate) and never(predicate, today) for predicate in one.on.values()):
                apart = contradicting(next(iter(one.on.values())), today)
                message = f"nobody can go through `{one.name}`" + (f": what it asks of {apart} excludes itself" if apart else "")
                yield CAMPAIGN_FOR_NOBODY(one.at("who"), message, help="say who is meant")


# ------------------------------------------------------------------ for whom


@STEP_MAKES_LEADS.check
def _makes_leads(catalog: Catalog) -> Iterator[Finding]:
    for one in campaigns(catalog):
        if one.spec.objects:
            continue
        for step in _before_sync(one):
            if step.kind in _IMPLY:
                from syncwright.platforms.marketo.campaigns.words import EVERYBODY_SYNCED

                message = f"`{step.kind}` makes leads of people whom Salesforce does not hold: {EVERYBODY_SYNCED.says}"
                help_ = (
                    "say `objects: [Lead, Contact]` for those who are there, or write `{sync_person: true}` before it if leads are wanted"
                )
                yield STEP_MAKES_LEADS(one.at(*step.keys, step.kind), message, help=help_)
                break


def _before_sync(one: CatalogCampaign) -> Iterator[CampaignStep]:
    """The steps up to one that syncs people in so many words."""
    for step in one.steps:
        if step.kind == "sync_person":
            return
        yield step


@STEP_NOT_FOR_CONTACTS.check
def _not_for_contacts(catalog: Catalog) -> Iterator[Finding]:
    for one in campaigns(catalog):
        if "Contact" in one.objects:
            for step in one.steps:
                says = _of_contacts(step)
                if says is not None:
                    yield STEP_NOT_FOR_CONTACTS(one.at(*step.keys, step.kind), says, help="say `objects: Lead`")


def _of_contacts(step: CampaignStep) -> str | None:
    """Why a step does something else to a contact; None if it does not."""
    from syncwright.platforms.marketo.campaigns.words import QUEUE_FACT

    if getattr(getattr(step.spec, step.kind), "queue", None) is not None:
        return f"contacts go through here, too, and the owner is a queue: {QUEUE_FACT.says}"
    if step.kind == "change_owner":
        return _OWNER_OF_CONTACT.worded(f"contacts go through here, too, and {_OWNER_OF_CONTACT.says}")
    return "contacts go through here, too, and what is converted is a lead" if step.kind == "convert_person" else None


# ------------------------------------------------------------------ fields, choices, maps


@FIELD_NOT_SYNCED.check
def _not_synced(catalog: Catalog) -> Iterator[Finding]:
    for one in campaigns(catalog):
        from syncwright.platforms.marketo.campaigns.synced import not_synced

        for place, does, paths in not_synced(catalog, one):
            names = " and ".join(f"`{path}`" for path in paths)
            message = f"`{one.name}` {does} {names}, which `{one.connector}` does not sync"
            yield FIELD_NOT_SYNCED(place, message, help=f"let it sync to `{one.connector}`, or name a field that does")


@CHOICE_NEVER_TAKEN.check
def _choices(catalog: Catalog) -> Iterator[Finding]:
    for one in campaigns(catalog):
        if any(step.choices for step in one.steps):
            from syncwright.platforms.marketo.campaigns.choosing import choice_findings

            yield from choice_findings(catalog, one)


@MAP_DOES_NOT_SETTLE.check
def _maps(catalog: Catalog) -> Iterator[Finding]:
    used = {step.spec.map: one for one in campaigns(catalog) for step in one.steps if step.spec.map in catalog.maps}
    for name, one in sorted((str(name), one) for name, one in used.items()):
        from syncwright.catalog.maps import values_of

        spec = catalog.maps[name]
        held = {key.casefold(): value for key, value in values_of(spec.spec).items()}
        for key, value in spec.spec.values.items():
            then = held.get(value.casefold(), value)
            if then.casefold() != value.casefold():
                message = f"`{name}` makes `{value}` of `{key}`, and `{then}` of `{value}`: `{one.name}` would change it twice"
                yield MAP_DOES_NOT_SETTLE(spec.at("values", key), message, help=f"make `{then}` of `{key}` at once")
