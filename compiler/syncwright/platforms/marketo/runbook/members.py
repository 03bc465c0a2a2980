"""Fields and statuses of programme members as tasks: what is made in Marketo, and what it is mapped to in Salesforce."""

from collections.abc import Iterable, Iterator
from itertools import chain, count

from syncwright.catalog.model import Catalog, Named
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.runbook import facts
from syncwright.platforms.marketo.runbook.member_types import MEMBER, member_type
from syncwright.platforms.marketo.runbook.options import CAMPAIGN_SYNC
from syncwright.platforms.marketo.runbook.task import Task
from syncwright.runbook.task import NOT_DOCUMENTED


def tasks(catalog: Catalog, connector: Named[MarketoConnector]) -> Iterator[Task]:
    """The fields, their mapping, and the statuses of each channel."""
    fields = connector.spec.program_member_fields
    if fields:
        yield _made(catalog, connector)
        yield _mapped(catalog, connector)
    for task_id, channel in channels(connector.spec.member_statuses):
        yield _statuses(connector, task_id, channel)


def channels(said: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The channels by name, each with the id of its task; names that differ in signs alone are counted."""
    taken: set[str] = set()
    for channel in sorted(said):
        name = slug(channel) or "channel"
        free = next(one for one in chain((name,), (f"{name}-{number}" for number in count(2))) if one not in taken)
        taken.add(free)
        yield f"member-statuses/{free}", channel


def _made(catalog: Catalog, connector: Named[MarketoConnector]) -> Task:
    said = connector.spec.program_member_fields
    return Task(
        "program-member-fields/make",
        "members",
        f"make {len(said)} field{'s' if len(said) != 1 else ''} of programme members",
        "Field Management lists each under Program Member, with this type",
        connector.spec.owner,
        facts.MEMBER_FIELDS_AT_MOST,
        facts.FIELDS,
        tuple((said[name].field, _type(catalog, name)) for name in sorted(said)),
        ("Choose Program Member as the object, then the type; Create. One that is there already is left as it is.",),
        (f"connector/{connector.name}#program_member_fields",),
    )


def _mapped(catalog: Catalog, connector: Named[MarketoConnector]) -> Task:
    said = connector.spec.program_member_fields
    return Task(
        "program-member-fields/map",
        "members",
        "map them to the fields of campaign members",
        "with Mapped ticked, the page shows exactly these",
        connector.spec.owner,
        facts.MEMBER_FIELDS,
        facts.MEMBER_FIELD_SYNC,
        tuple((f"{_label(catalog, name)} ({name})", said[name].field) for name in sorted(said)),
        ("Find the field of Salesforce, choose its counterpart, and Save when all are chosen.",),
        (f"connector/{connector.name}#program_member_fields",),
        ("program-member-fields/make", CAMPAIGN_SYNC),
    )


def _statuses(connector: Named[MarketoConnector], task_id: str, channel: str) -> Task:
    said = connector.spec.member_statuses[channel]
    return Task(
        task_id,
        "members",
        f"give the channel `{channel}` and its campaigns the same statuses",
        "a programme of this channel syncs with a campaign without an error about its statuses",
        connector.spec.owner,
        facts.STATUSES,
        (*facts.CHANNELS, channel),
        tuple((f"Status {number}", status) for number, status in enumerate(said, 1)),
        (
            "Then for each programme of this channel: Marketing Activities, the programme, Program Actions, Salesforce Campaign Sync.",
            "Choose Create New, or a campaign whose member statuses in Salesforce are exactly these.",
        ),
        (f"connector/{connector.name}#member_statuses",),
        (CAMPAIGN_SYNC,),
    )


def slug(text: str) -> str:
    """A name as part of an id: `Trade Show (own)` is `trade-show-own`."""
    return "-".join("".join(c.lower() if c.isalnum() else " " for c in text).split())


def _type(catalog: Catalog, name: str) -> str:
    return member_type(catalog.org.field(MEMBER, name)) or NOT_DOCUMENTED


def _label(catalog: Catalog, name: str) -> str:
    held = catalog.org.field(MEMBER, name)
    return (held.label if held is not None else None) or name
