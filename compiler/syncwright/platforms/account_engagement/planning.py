"""What Account Engagement's users have to do when the connector's user sees a field for the first time. Field mapping has no API.

Sources: HELP = Salesforce Help, "Map Account Engagement Custom Fields to Salesforce" and the considerations beside it.
"""

from collections.abc import Iterator, Sequence

from syncwright.facts import Fact
from syncwright.plan.access import AccessChange, newly_seen
from syncwright.plan.steps import Step
from syncwright.platform import Planned, Planning
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.sharing import plan as sharing_plan

MAPPED = Fact("a field syncs once it is mapped to a field of Account Engagement, which has to be there before", "HELP: Map Custom Fields")
NOT_BY_ITSELF = Fact("mapping a field does not start a sync of the values that are there", "HELP: Map Custom Fields")

#: Names that a step's text lists; the plan has them all.
_LISTED = 200


def steps(planned: Planned) -> Iterator[Step]:
    """A step for each connector whose user newly sees custom fields that the specs sync, and those of data sharing."""
    for connector in planned.catalog.connectors.values():
        if isinstance(connector.spec, AccountEngagementConnector):
            seen = [one for one in newly_seen(planned.access, [connector.spec.sync_user]) if _mapped(planned, connector.name, one)]
            if seen:
                yield _mapping(connector.name, connector.spec, seen)
    yield from sharing_plan.steps(planned)


def _mapped(planned: Planned, connector: str, one: AccessChange) -> bool:
    owner, _, name = one.thing.partition(".")
    held = planned.catalog.objects.get(owner)
    field = held.fields.get(name) if held is not None else None
    return name.endswith("__c") and field is not None and field.directions.get(connector, "hidden") != "hidden"


def _mapping(name: str, spec: AccountEngagementConnector, seen: Sequence[AccessChange]) -> Step:
    fields = sorted({one.thing for one in seen})
    listed = ", ".join(fields[:_LISTED]) + (f" and {len(fields) - _LISTED:,} more, which the plan lists" if len(fields) > _LISTED else "")
    where = "each of " + ", ".join(f"`{name}/{part}`" for part in spec.parts()) if spec.parts() else f"`{name}`"
    what = f"`{fields[0]}`" if len(fields) == 1 else f"{len(fields):,} fields"
    return Step(
        f"account_engagement.map/{name}",
        "person",
        "Account Engagement",
        f"map {what} in {where}",
        spec.owner,
        "the field's page shows the Salesforce field that it is mapped to",
        after=tuple(dict.fromkeys(one.address for one in seen)),
        text=(
            f"{_sentence(MAPPED)} {_sentence(NOT_BY_ITSELF)}\nIn {where}, create the field if it is not there, choose the Salesforce field "
            f"and how both sync, as the specs say.\nFields: {listed}"
        ),
    )


def _sentence(fact: Fact) -> str:
    return f"{fact.says[0].upper()}{fact.says[1:]} ({fact.source})."


PLANNING = Planning(
    types=sharing_plan.TYPES,
    users=sharing_plan.users,
    beside=sharing_plan.beside,
    held=sharing_plan.held,
    hazards=sharing_plan.hazards,
    steps=steps,
)
