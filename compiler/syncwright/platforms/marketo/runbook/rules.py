"""What the options of a Marketo connector cannot be, or cost more than they look: activities, custom objects, members, fields of Marketo alone."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField, Named
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.names import did_you_mean
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.runbook import facts, relations
from syncwright.platforms.marketo.runbook.instances import PERSON, connectors, enabled, volumes
from syncwright.platforms.marketo.runbook.member_types import MEMBER, member_type
from syncwright.platforms.marketo.words import Activity

PAGES = "syncwright.platforms.marketo.pages"

COSTLY_ACTIVITY = Rule("MKT750", "costly-activity", "warning", PAGES)
VOLUME_OF_NOTHING = Rule("MKT751", "volume-of-nothing", "warning", PAGES)
ENABLED_WITHOUT_SYNC = Rule("MKT752", "enabled-without-sync", "error", PAGES)
NOT_ENABLED = Rule("MKT753", "custom-object-not-enabled", "warning", PAGES)
WITHOUT_PERSON = Rule("MKT754", "custom-object-without-person", "warning", PAGES)
OF_ONE_NAME = Rule("MKT755", "custom-objects-of-one-name", "warning", PAGES, in_outline=True)
TOO_MANY_MEMBER_FIELDS = Rule("MKT756", "too-many-member-fields", "error", PAGES)
MEMBER_FIELD_NOT_SYNCED = Rule("MKT757", "member-field-not-synced", "error", PAGES)
MEMBER_FIELD_ONE_WAY = Rule("MKT758", "member-field-one-way", "warning", PAGES)
MEMBER_FIELD_TYPE = Rule("MKT759", "member-field-type", "warning", PAGES)
WITHOUT_CAMPAIGN_SYNC = Rule("MKT760", "members-without-campaign-sync", "error", PAGES)
STATUSES_UNCLEAR = Rule("MKT761", "member-statuses-unclear", "error", PAGES)
UNKNOWN_OBJECT = Rule("MKT762", "unknown-marketo-object", "error", PAGES)
MADE_TWICE = Rule("MKT763", "marketo-field-made-twice", "error", PAGES)
FIRST_SYNC_TO_COME = Rule("MKT764", "first-sync-to-come", "warning", PAGES)

#: One for each mail and each person, which are the most there are. Adobe's page on the sync backlog has activities reviewed.
_PER_MAIL: tuple[Activity, ...] = ("Email sent", "Email delivered", "Email opened")


@COSTLY_ACTIVITY.check
def _costly(catalog: Catalog) -> Iterator[Finding]:
    for connector in connectors(catalog):
        known = volumes(connector.spec)
        for index, label in enumerate(connector.spec.activities):
            if label in _PER_MAIL:
                from syncwright.platforms.marketo import cost  # start-up time: hardly anybody does this

                says = cost.activities(known[label], label) if label in known else None
                how_many = (
                    f"{says.calls:,} calls of the Salesforce API and {says.tasks:,} tasks a day"
                    if says
                    else "a call and a task for each mail"
                )
                message = f"`{label}` is written to Salesforce for every mail: {how_many}"
                help_ = "leave it out; `Filled out form` and `Clicked link in email` say what people did themselves"
                yield COSTLY_ACTIVITY(connector.at("activities", index), message, help=help_)


@VOLUME_OF_NOTHING.check
def _volumes(catalog: Catalog) -> Iterator[Finding]:
    for connector in connectors(catalog):
        for label in connector.spec.volumes:
            if label not in connector.spec.activities:
                message = f"nothing writes `{label}` to Salesforce, so that its volume costs nothing"
                yield VOLUME_OF_NOTHING(connector.at("volumes", label), message, help="take it out, or name it under `activities`")


@ENABLED_WITHOUT_SYNC.check
def _enabled(catalog: Catalog) -> Iterator[Finding]:
    for connector in connectors(catalog):
        for name, said in connector.spec.custom_objects.items():
            one = catalog.objects.get(name)
            if one is None or not one.syncs(connector.name):
                others = [held.name for held in catalog.objects.values() if held.name.endswith("__c") and held.syncs(connector.name)]
                message = f"`{name}` is enabled, and no spec syncs it with `{connector.name}`"
                help_ = did_you_mean(name, others) or "write an object spec for it, or take it out"
                yield ENABLED_WITHOUT_SYNC(connector.at("custom_objects", name), message, help=help_)
                continue
            for index, field in enumerate(said.constraints):
                if not _visible(catalog, connector.name, name, field):
                    message = f"`{name}.{field}` does not sync with `{connector.name}`, so no smart list can ask for it"
                    place = connector.at("custom_objects", name, "constraints", index)
                    yield ENABLED_WITHOUT_SYNC(place, message, help=did_you_mean(field, one.fields) or "sync it, or take it out")


def _visible(catalog: Catalog, connector: str, owner: str, name: str) -> bool:
    """Whether a field syncs. One that is left out here, as its file did not change, does: hidden ones are never left out."""
    field = catalog.objects[owner].fields.get(name)
    return field.directions.get(connector, "hidden") != "hidden" if field is not None else catalog.has(owner, name)


@NOT_ENABLED.check
def _not_enabled(catalog: Catalog) -> Iterator[Finding]:
    for connector in connectors(catalog):
        named = connector.spec.custom_objects
        for name, one in catalog.objects.items() if named else ():
            if name.endswith("__c") and name not in named and one.syncs(connector.name):
                message = f"`{name}` syncs with `{connector.name}` by its spec, and is not among its custom objects"
                help_ = f"name it under `custom_objects` of `{connector.name}` with its use, or hide it from `{connector.name}`"
                yield NOT_ENABLED(connector.at("custom_objects"), message, help=help_, related=((_first(one.groups[0].path), "here"),))


@WITHOUT_PERSON.check
def _alone(catalog: Catalog) -> Iterator[Finding]:
    for connector in connectors(catalog):
        for name in connector.spec.custom_objects:
            if name in catalog.org.objects and not relations.direct(catalog.org, name) and not relations.through(catalog.org, name):
                message = f"`{name}` has no lookup to a lead, a contact or an account, nor to an object with one: {facts.RELATED.says}"
                help_ = "give it one in Salesforce, or take it out"
                yield WITHOUT_PERSON(connector.at("custom_objects", name), message, help=help_)


@OF_ONE_NAME.check
def _one_name(catalog: Catalog) -> Iterator[Finding]:
    for connector in connectors(catalog):
        taken: dict[str, str] = {}
        for one in enabled(catalog, connector):
            held = catalog.org.objects.get(one.name)
            name = (held.label if held is not None else None) or one.name
            other = taken.setdefault(name.casefold(), one.name)
            if other != one.name:
                message = f"`{one.name}` and `{other}` are both called {name}: {facts.UNIQUE_NAMES.says}"
                yield OF_ONE_NAME(_first(one.groups[0].path), message, help="rename one of them in Salesforce, or sync one alone")


@TOO_MANY_MEMBER_FIELDS.check
def _too_many(catalog: Catalog) -> Iterator[Finding]:
    for connector in connectors(catalog):
        number = len({said.field for said in connector.spec.program_member_fields.values()})
        if number > facts.MOST_MEMBER_FIELDS:
            message = f"{number} fields of programme members are mapped, and {facts.MEMBER_FIELDS_AT_MOST.says}"
            help_ = f"take {number - facts.MOST_MEMBER_FIELDS} of them out"
            yield TOO_MANY_MEMBER_FIELDS(connector.at("program_member_fields"), message, help=help_)


@MEMBER_FIELD_NOT_SYNCED.check
def _members(catalog: Catalog) -> Iterator[Finding]:
    one = catalog.objects.get(MEMBER)
    for connector in connectors(catalog):
        visible = [field.name for field in one.visible(connector.name)] if one is not None else []
        for name in connector.spec.program_member_fields:
            if name not in visible:
                message = f"`{MEMBER}.{name}` does not sync with `{connector.name}`, so nothing can be mapped to it"
                help_ = did_you_mean(name, visible) or f"sync it two-way in an object spec of `{MEMBER}`"
                yield MEMBER_FIELD_NOT_SYNCED(connector.at("program_member_fields", name), message, help=help_)


@MEMBER_FIELD_ONE_WAY.check
def _one_way(catalog: Catalog) -> Iterator[Finding]:
    for connector, field in _mapped(catalog):
        if field.directions[connector.name] != "two-way":
            message = f"`{MEMBER}.{field.name}` goes `{field.directions[connector.name]}`, and {facts.MEMBER_FIELDS.says}"
            place = connector.at("program_member_fields", field.name)
            yield MEMBER_FIELD_ONE_WAY(place, message, help="say `sync: two-way` there", related=((field.at(), "here"),))


@MEMBER_FIELD_TYPE.check
def _member_types(catalog: Catalog) -> Iterator[Finding]:
    for connector, field in _mapped(catalog):
        if field.held is not None and field.held.type is not None and member_type(field.held) is None:
            message = f"`{MEMBER}.{field.name}` is of type {field.held.type}, for which Adobe's table has no field of programme members"
            place = connector.at("program_member_fields", field.name)
            yield MEMBER_FIELD_TYPE(place, message, help="map a field of a type that the table has, or try it in a sandbox")


@WITHOUT_CAMPAIGN_SYNC.check
def _without(catalog: Catalog) -> Iterator[Finding]:
    for connector in connectors(catalog):
        for key in ("program_member_fields", "member_statuses") if not connector.spec.options.campaign_sync else ():
            if getattr(connector.spec, key):
                message = f"`{connector.name}` says `{key}`, and members sync with campaign sync alone, which is off"
                yield WITHOUT_CAMPAIGN_SYNC(connector.at(key), message, help="say `campaign_sync: true` under `options`, or take it out")


@STATUSES_UNCLEAR.check
def _statuses(catalog: Catalog) -> Iterator[Finding]:
    for connector in connectors(catalog):
        for channel, statuses in connector.spec.member_statuses.items():
            names = [one.casefold() for one in statuses]
            if not names:
                message = f"the channel `{channel}` has no status"
                yield STATUSES_UNCLEAR(
                    connector.at("member_statuses", channel), message, help="name those that its programmes have, in order"
                )
            for index, name in enumerate(names):
                if name in names[:index]:
                    message = f"the channel `{channel}` has the status `{statuses[index]}` twice"
                    yield STATUSES_UNCLEAR(connector.at("member_statuses", channel, index), message, help="name each status once")


@UNKNOWN_OBJECT.check
def _objects(catalog: Catalog) -> Iterator[Finding]:
    for connector in connectors(catalog):
        for name, one in catalog.elsewhere.get(connector.name, {}).items():
            if name != PERSON:
                message = f"`{name}` is no object of Marketo's that specs speak of: they speak of `{PERSON}`"
                help_ = "fields of programme members stand under `program_member_fields` of the connector; of other objects Marketo makes none by hand"
                yield UNKNOWN_OBJECT(_first(one.groups[0].path), message, help=help_)


@MADE_TWICE.check
def _twice(catalog: Catalog) -> Iterator[Finding]:
    for connector in connectors(catalog):
        members = {said.field.casefold(): name for name, said in connector.spec.program_member_fields.items()}
        taken: dict[str, CatalogField] = {}
        held = catalog.elsewhere.get(connector.name, {}).get(PERSON)
        for field in held.fields.values() if held is not None else ():
            if field.spec.create is None:
                continue
            label = field.spec.create.label
            other = taken.setdefault(label.casefold(), field)
            if other is not field:
                message = f"two fields of people are to be called {label}"
                related = ((other.at("create", "label"), "the other"),)
                yield MADE_TWICE(field.at("create", "label"), message, help="give each a label of its own", related=related)
            if label.casefold() in members:
                message = f"{label} is to be a field of people and one of programme members, which cannot share a name"
                related = ((connector.at("program_member_fields", members[label.casefold()]), "the other"),)
                yield MADE_TWICE(field.at("create", "label"), message, help="give each a name of its own", related=related)


@FIRST_SYNC_TO_COME.check
def _to_come(catalog: Catalog) -> Iterator[Finding]:
    here = catalog.environment
    for connector in connectors(catalog):
        place = here.spec.connectors.get(connector.name)
        if place is not None and place != "absent" and place.first_sync is not None and place.first_sync > catalog.today:
            message = f"the first sync of `{connector.name}` is said to have been on {place.first_sync}, which is to come"
            help_ = "leave it out until the sync has begun: the runbook has the gate before it as long"
            yield FIRST_SYNC_TO_COME(here.at("connectors", connector.name, "first_sync"), message, help=help_)


def _mapped(catalog: Catalog) -> Iterator[tuple[Named[MarketoConnector], CatalogField]]:
    """Fields of campaign members that are mapped and sync."""
    one = catalog.objects.get(MEMBER)
    for connector in connectors(catalog):
        for name in connector.spec.program_member_fields:
            field = one.fields.get(name) if one is not None else None
            if field is not None and field.directions.get(connector.name, "hidden") != "hidden":
                yield connector, field


def _first(path: str) -> Place:
    return Place(path, ("object",))


RULES = (
    COSTLY_ACTIVITY,
    VOLUME_OF_NOTHING,
    ENABLED_WITHOUT_SYNC,
    NOT_ENABLED,
    WITHOUT_PERSON,
    OF_ONE_NAME,
    TOO_MANY_MEMBER_FIELDS,
    MEMBER_FIELD_NOT_SYNCED,
    MEMBER_FIELD_ONE_WAY,
    MEMBER_FIELD_TYPE,
    WITHOUT_CAMPAIGN_SYNC,
    STATUSES_UNCLEAR,
    UNKNOWN_OBJECT,
    MADE_TWICE,
    FIRST_SYNC_TO_COME,
)
