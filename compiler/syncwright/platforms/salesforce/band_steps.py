"""What bands take once their flows are active: a backfill; and what to know of them before.

What is known of a save: the order in which it does things (Apex Developer Guide, Triggers and Order of Execution).
"""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.catalog.banded import writes
from syncwright.catalog.model import CatalogField
from syncwright.facts import Fact
from syncwright.plan.changes import Create, Update
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.platforms.salesforce.types import FLOW
from syncwright.resource import Resource

_SYSTEM = "Salesforce"

ORDER = Fact(
    "flows before the save come before Apex before triggers, so that a score which such a trigger writes counts at the next save",
    "Apex Developer Guide: Triggers and Order of Execution",
)
#: What to look at before a flow of these is activated.
LOOK = (
    "Look before, in Flow Trigger Explorer and at the object's Apex triggers, at what else writes the score or the band while a record "
    f"is saved: {ORDER.says} ({ORDER.source})."
)

#: Adobe's documentation of the sync backlog says so of Marketo: any update queues a record, and one that changed nothing it sees is a skip,
#: which is quicker than an update. Of Account Engagement nothing of the kind is known here.
_SAVED_ALL_THE_SAME = (
    "a record is saved as often as before: a connector that goes by when it was saved looks at it as often, and finds less changed"
)


def hazards(planned: Planned) -> Iterator[Hazard]:
    """That records keep the band they have, and what the bands are worth."""
    for change in _made(planned):
        after, field = change.after, _field(planned, change.after)
        if not _keeps_a_band(after):
            continue
        says = (
            f"every record of `{after.attributes['object']}` keeps the band it has until it is saved; how many there are is not known here"
        )
        yield Hazard("records", change.address, says)
        if field is not None and (saved := writes(field)):
            yield Hazard(
                "records", change.address, f"for a connector that sees `{field.name}` and not `{after.attributes['score']}` {saved}"
            )
            yield Hazard("records", change.address, _SAVED_ALL_THE_SAME)
        for edit in change.edits:
            if edit.attribute == "bands" and edit.new is None and edit.name is not None:
                gone = (
                    f"`{edit.name}` is a band no more: records that are in it hold a value that is none of the field's until they are saved"
                )
                yield Hazard("records", change.address, gone, "bands", edit.name)


def backfills(planned: Planned, flows: Sequence[Resource], assigned: Sequence[str]) -> Iterator[Step]:
    """What is filled once each of these flows is active."""
    return (_backfill(planned, flow, assigned) for flow in flows if _keeps_a_band(flow))


def _made(planned: Planned) -> list[Create | Update]:
    return [one for one in planned.changes if isinstance(one, Create | Update) and one.after.type == FLOW]


def _keeps_a_band(flow: Resource) -> bool:
    """Whether it is one of ours; the way back leads to whatever was there."""
    return "bands" in flow.attributes


def _field(planned: Planned, flow: Resource) -> CatalogField | None:
    held = planned.catalog.objects.get(str(flow.attributes.get("object")))
    field = held.fields.get(str(flow.attributes.get("field"))) if held is not None else None
    return field if field is not None and field.spec.band is not None else None


def owner(planned: Planned, flow: Resource) -> str | None:
    """Who answers for a band's flow; None for another flow."""
    field = _field(planned, flow)
    return field.owner if field is not None else None


def _backfill(planned: Planned, flow: Resource, assigned: Sequence[str]) -> Step:
    # Start-up time: most estates have no bands.
    from syncwright.platforms.salesforce.band_flow import WORDED, of_attributes
    from syncwright.platforms.salesforce.band_queries import count_stale, stale

    band = of_attributes(flow.attributes)
    of, field, score = band.object, band.field, band.score
    every = f"SELECT Id FROM {of} WHERE {score} != null OR {field} != null"  # noqa: S608 - for people to read
    counts = count_stale(band)
    return Step(
        f"salesforce.backfill/{flow.name}",
        "backfill",
        _SYSTEM,
        f"store the band of every record of `{of}` that has a score",
        owner(planned, flow) or planned.catalog.estate.spec.owner,
        f"`{counts}` answers 0",
        after=(f"salesforce.activate/{flow.name}", *assigned),
        text=(
            "The flow runs when a record is saved and at no other time: until this is done every stored band is blank, or that of the edges before.\n"
            f"Save each record of {every} once without a change, with Data Loader or another tool, in batches and "
            f"off-hours. How many there are is not known here; this counts those that are not up to date:\n  {counts}\n"
            f"It costs one save of each, with whatever else runs then, and each whose band changes goes to every connector that sees {field}."
        ),
        does={"object": of, "where": stale(band), "from": score, "into": field, "dead_band": str(band.dead_band)}
        | {f"{WORDED}{name}": words for name, words in _words(flow).items()},
    )


def _words(flow: Resource) -> Mapping[str, str]:
    """Bands in words, by name."""
    found = flow.attributes["bands"]
    assert not isinstance(found, str), "bands are a map"
    return found
