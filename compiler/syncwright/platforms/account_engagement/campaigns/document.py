"""The connected campaigns of a business unit as a document: what its sheet and its files of records are drawn from. Its JSON Schema is drawn from these records."""

from typing import Annotated, Final

from syncwright.records import Bounds, Struct

FORMAT: Final = 1
#: The schema's file in the folder of schemas.
FILE = "account-engagement-campaigns.schema.json"


class Value(Struct, frozen=True):
    """One field of a campaign with its value, by API name."""

    field: str
    value: str


class Status(Struct, frozen=True):
    """One member status."""

    label: str
    order: Annotated[int, Bounds(description="Where it stands in the list, from 1.")]
    responded: bool
    default: bool


class Campaign(Struct, frozen=True):
    """One campaign of Salesforce."""

    spec: Annotated[str, Bounds(description="Its spec key.")]
    id: Annotated[str, Bounds(description="What stands for its record id in the files of records.")]
    name: str
    record_type: Annotated[str | None, Bounds(description="By developer name; null for the default of who makes it.")]
    parent: Annotated[str | None, Bounds(description="Name of the campaign above it.")]
    parent_id: Annotated[str | None, Bounds(description="What stands for the parent's record id; null where the parent is another unit's.")]
    user: Annotated[str | None, Bounds(description="Who owns it in Salesforce; null for who makes it.")]
    values: tuple[Value, ...]
    statuses: tuple[Status, ...]
    connects: Annotated[str | None, Bounds(description="Campaign of Account Engagement that becomes this one, by name.")]
    owner: str | None
    why: str


class Campaigns(Struct, frozen=True):
    """The connected campaigns of one business unit. `version`: changes with what there is to make, and with nothing else."""

    format: int
    version: str
    estate: str
    environment: str
    unit: str
    business_unit: Annotated[str | None, Bounds(description="Id of the business unit, where the environment says it.")]
    record_types: Annotated[tuple[str, ...], Bounds(description="Record types whose campaigns it has.")]
    owner: str
    campaigns: Annotated[tuple[Campaign, ...], Bounds(description="Parents first.")]
