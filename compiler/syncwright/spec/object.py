"""Spec kind `object`: which fields sync, in which direction, for whom, and why."""

from typing import Annotated, Literal

from pydantic import Field

from syncwright.spec.base import AllowSpec, Said, Spec, said
from syncwright.spec.values import (
    NOTHING,
    ApiName,
    Day,
    Direction,
    Duration,
    EachOnce,
    FieldPath,
    Many,
    Maybe,
    Name,
    OneOrMore,
    Privacy,
    Text,
    Whole,
)

#: One direction for all connectors, or one for each connector that is named (the others: hidden).
Sync = Annotated[Direction | Annotated[dict[Name, Direction], Field(min_length=1)], Field(union_mode="left_to_right")]


class AtSpec(Said):
    """Details of a field for one connector."""

    sync: Direction | None = said(None, description="Direction for this connector alone.")
    field: Text | None = said(None, description="Name of the field on the marketing platform.")
    wins: Literal["salesforce", "account_engagement", "most_recent_field"] | None = said(
        None, description="Whose value is kept when both sides changed. Account Engagement."
    )
    type: Text | None = said(None, description="Type of the field on the marketing platform.")


class PartSpec(Said):
    """One part of a compound field, such as the country of an address. Access is granted on the compound."""

    sync: Sync | None = said(None, description="Direction, where it differs from the compound's.")
    why: Text | None = said(None, description="Why this part syncs.")
    at: dict[Name, AtSpec] = said(NOTHING, description="Details for one connector.")


class CreateSpec(Said):
    """A field that this estate owns and creates."""

    label: Text = said(description="Label of the field.")
    type: Text = said(description="Type of the field on its platform.")
    length: Whole | None = said(None, description="Longest value, in characters.")


class BandSpec(Said):
    """A banded copy of a score, so that one point more does not sync every record again."""

    of: ApiName = said(description="Field that holds the score.")
    edges: Many[Whole] = said(description="Edges of the bands, rising.")
    dead_band: Whole = said(0, description="How far past an edge the score must go before the band changes.")


class ValueSpec(Said):
    """One picklist value."""

    previously: Text | None = said(None, description="Value that it was called before.")


class RetireSpec(Said):
    """A removal in stages. Nothing is deleted before a person says `stage: delete`."""

    stage: Literal["hidden", "delete"] = said(description="How far the removal is.")
    since: Day = said(description="Day on which the stage began.")
    delete_after: Duration | None = said(None, description="How long the field stays hidden before it may be deleted.")


class FieldSpec(Said):
    """One field of an object, for the connectors that the spec is for."""

    sync: Sync | None = said(
        None, description="Direction: `two-way`, `from-salesforce`, `to-salesforce`, `hidden`; for all connectors or for each."
    )
    why: Text | None = said(None, description="Why this field leaves the CRM.")
    owner: Name | None = said(None, description="Owner, where it is not the object's.")
    pii: Privacy | None = said(None, description="Privacy class of what the field holds.")
    basis: Text | None = said(None, description="Legal basis for using it.")
    reviewed: Day | None = said(None, description="Day on which somebody last asked whether it still has to sync.")
    used_by: OneOrMore[Text] = said((), description="What uses the field: programmes, reports, flows.")
    is_: dict[ApiName, ApiName] = said(NOTHING, alias="is", description="Name of this idea's field on each object, where it differs.")
    parts: dict[ApiName, Maybe[PartSpec]] = said(NOTHING, description="Parts of a compound field that are used.")
    create: CreateSpec | None = said(None, description="The field is ours: create it so.")
    band: BandSpec | None = said(None, description="The field is a banded copy of a score.")
    previously: Text | None = said(None, description="Name that the field had before.")
    convert: FieldPath | None = said(None, description="Field that takes the value when a lead is converted.")
    at: dict[Name, AtSpec] = said(NOTHING, description="Details for one connector.")
    values: dict[Text, Maybe[ValueSpec]] = said(NOTHING, description="Picklist values that the estate relies on.")
    retire: RetireSpec | None = said(None, description="The field is on its way out.")
    allow: dict[Text, AllowSpec] = said(NOTHING, description="Findings accepted on this field, by rule name.")


class DefaultsSpec(Said):
    """What holds for every field of the file that does not say otherwise."""

    sync: Sync | None = said(None, description="Direction.")
    why: Text | None = said(None, description="Reason.")
    owner: Name | None = said(None, description="Owner.")
    pii: Privacy | None = said(None, description="Privacy class.")
    basis: Text | None = said(None, description="Legal basis.")
    reviewed: Day | None = said(None, description="Day of the last review.")
    at: dict[Name, AtSpec] = said(NOTHING, description="Details for one connector.")


class ObjectSpec(Spec):
    """Fields of one object, or of several that share them. An object may be spread over files; a field is named once."""

    object: Annotated[OneOrMore[ApiName], EachOnce] = said(description="The object's API name, or a list of them.")
    of: Name = said("salesforce", description="System that holds the object: `salesforce`, or a connector for what lives there alone.")
    owner: Name | None = said(None, description="Owner of the fields.")
    why: Text = said(description="Why the object syncs.")
    for_: OneOrMore[Name] = said((), alias="for", description="Connectors that it syncs with.")
    sync: Sync | None = said(None, description="Direction of the records themselves, where no field says it.")
    used_by: OneOrMore[Text] = said((), description="What uses the object.")
    defaults: DefaultsSpec = said(DefaultsSpec.model_construct(), description="What holds for every field of the file.")
    fields: dict[ApiName, Maybe[FieldSpec]] = said(
        description="The fields, by API name or by the idea's name where `is:` gives the API names."
    )


class MapSpec(Spec):
    """Values to values, for campaigns and filters."""

    map: Name = said(description="Name of the map.")
    why: Text = said(description="Why the values are mapped.")
    owner: Name | None = said(None, description="Owner of the map.")
    values: dict[Text, Text] = said(min_length=1, description="From each value to the value that replaces it.")
