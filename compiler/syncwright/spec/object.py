"""Spec kind `object`: which fields sync, in which direction, for whom, and why."""

from typing import Annotated, Literal

from pydantic import Field

from syncwright.spec.base import AllowSpec, Said, Spec, said
from syncwright.spec.value_set import ValueSpec
from syncwright.spec.values import (
    NOTHING,
    Address,
    ApiName,
    Bool,
    CountryCode,
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
    Rate,
    Text,
    Whole,
)

#: One direction for all connectors, or one for each connector that is named (the others: hidden).
Sync = Annotated[Direction | Annotated[dict[Name, Direction], Field(min_length=1)], Field(union_mode="left_to_right")]


class AtSpec(Said):
    """Details of a field for one connector, or for one business unit of it: what is said of the unit goes before what is said of the connector."""

    sync: Direction | None = said(None, description="Direction for this connector alone.")
    field: Text | None = said(None, description="Name of the field on the marketing platform.")
    wins: Literal["salesforce", "account_engagement", "most_recent_field", "most_recent_record"] | None = said(
        None, description="Whose value is kept when both sides changed. Account Engagement."
    )
    type: Text | None = said(None, description="Type of the field on the marketing platform.")
    values: Many[Text] = said((), description="Values that the field has there beforehand, where they are not Salesforce's.")


class PartSpec(Said):
    """One part of a compound field, such as the country of an address. Access is granted on the compound."""

    sync: Sync | None = said(None, description="Direction, where it differs from the compound's.")
    why: Text | None = said(None, description="Why this part syncs.")
    at: dict[Address, AtSpec] = said(
        NOTHING, description="Details for one connector, such as `ae`, or for one business unit, such as `ae/emea`."
    )


class SummarySpec(Said):
    """A roll-up: what is worked out of the details of a record."""

    operation: Literal["count", "sum", "min", "max"] = said(description="What is worked out.")
    by: FieldPath = said(description="The detail's master-detail field, such as `Visit__c.Device__c`.")
    of: FieldPath | None = said(None, description="The detail's field that is worked out; none for `count`.")


class MaskSpec(Said):
    """How an encrypted text is shown to those who may not read it."""

    kind: Text = said(description="Which characters are hidden, by Salesforce's name, such as `lastFour`.")
    char: Text = said("asterisk", description="What stands for a hidden character, by Salesforce's name: `asterisk` or `X`.")


class CreateSpec(Said):
    """A field that this estate owns and creates. What a type needs and what it forbids is the platform's to say."""

    label: Text = said(description="Label of the field.")
    type: Text = said(description="Type of the field, as its platform calls it: `Text`, `Checkbox`, `Lookup`.")
    length: Whole | None = said(None, description="Longest value, in characters.")
    precision: Whole | None = said(None, description="How many digits a number has, those behind the point included.")
    scale: Whole | None = said(None, description="How many of its digits stand behind the point.")
    visible_lines: Whole | None = said(None, description="How many lines are shown of a long text or of a list of values.")
    required: Bool = said(False, description="Whether no record is saved without a value. Everybody sees such a field.")
    unique: Bool = said(False, description="Whether no two records have the same value.")
    case_sensitive: Bool = said(False, description="Whether values of a unique text that differ in case alone are two.")
    external_id: Bool = said(False, description="Whether records are found by it from outside.")
    default: Text | None = said(None, description='Value of a new record: `true`, a number, or a formula such as `"EMEA"`.')
    formula: Text | None = said(None, description="Formula that the value is worked out by.")
    blanks: Literal["as-zero", "as-blank"] | None = said(None, description="What an empty number is to the formula.")
    refers_to: ApiName | None = said(None, description="Object that a lookup points to.")
    relationship_name: ApiName | None = said(None, description="Name by which queries on that object reach the records that point to it.")
    relationship_label: Text | None = said(None, description="What people see above the list of those records.")
    relationship_order: Whole | None = said(None, description="Which master of a detail it is: 0 for the first, 1 for the second.")
    reparentable: Bool = said(False, description="Whether a detail may be given another master.")
    read_suffices: Bool = said(False, description="Whether reading the master is enough to change its details.")
    on_delete: Literal["clear", "restrict", "cascade"] | None = said(
        None, description="What becomes of a lookup when the record it points to is deleted."
    )
    display_format: Text | None = said(None, description="Form of an automatic number, such as `ENQ-{00000}`.")
    starting_number: Whole | None = said(None, description="First automatic number.")
    decimal: Bool = said(False, description="Whether a location is shown as decimal numbers, not in degrees.")
    summary: SummarySpec | None = said(None, description="The roll-up.")
    mask: MaskSpec | None = said(None, description="How an encrypted text is shown.")
    value_set: ApiName | None = said(None, description="Global value set of a picklist, where it has no `values:` of its own.")
    restricted: Bool = said(True, description="Whether a picklist takes no other values, from nobody.")
    order: Many[Text] = said((), description="Its own values in the order in which they are shown; the others follow by name.")
    sorted: Bool = said(False, description="Whether Salesforce shows its own values in alphabetical order instead.")
    help: Text | None = said(None, description="Help that people see beside the field.")
    description: Text | None = said(None, description="Description that admins see, where it is not the reason.")
    history: Bool | None = said(None, description="Whether the field's history is kept.")


class MovesSpec(Said):
    """How often a score changes and by how much, as far as somebody knows, so that the effect of bands can be stated."""

    per_day: Rate = said(description="How many times a day the score of one record changes, such as `6` or `0.5`.")
    steps: Many[Whole] = said(description="By how much it changes: typical steps, such as `[1, 5, -10]`, the frequent ones more than once.")


class BandSpec(Said):
    """A banded copy of a score, so that one point more does not sync every record again."""

    of: ApiName = said(description="Field that holds the score.")
    edges: Many[Whole] = said(
        description="Edges of the bands, rising: each is the first score of a band, the last is the top of the last one. "
        "`[0, 26, 51, 76, 100]` makes `0-25`, `26-50`, `51-75` and `76-100`; the first also takes what is lower, the last what is higher."
    )
    dead_band: Whole = said(
        0, description="How far past an edge the score must go before the band changes: with 2, the edge 26 is crossed at 28 and below 24."
    )
    names: Many[Text] = said((), description="Names of the bands, from the lowest; as many as there are bands.")
    moves: MovesSpec | None = said(
        None, description="How the score moves; with it, plans and the dictionary say how many writes are saved."
    )


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
    at: dict[Address, AtSpec] = said(
        NOTHING, description="Details for one connector, such as `ae`, or for one business unit, such as `ae/emea`."
    )
    values: dict[Text, Maybe[ValueSpec]] = said(
        NOTHING, description="Picklist values that the estate relies on; of a field that it creates, all of them."
    )
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
    at: dict[Address, AtSpec] = said(
        NOTHING, description="Details for one connector, such as `ae`, or for one business unit, such as `ae/emea`."
    )


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


class BaseSpec(Said):
    """Some countries, or the states, provinces or regions of one."""

    countries: Annotated[OneOrMore[CountryCode], EachOnce] = said(
        (), description="Codes of two letters, such as `[US, GB]`: these countries alone."
    )
    states: CountryCode | None = said(None, description="The country's code of two letters, such as `US`.")


class MapSpec(Spec):
    """Values to values, for campaigns and filters."""

    map: Name = said(description="Name of the map.")
    why: Text = said(description="Why the values are mapped.")
    owner: Name | None = said(None, description="Owner of the map.")
    base: Literal["countries"] | BaseSpec | None = said(
        None,
        description="Values that it starts from: `countries`, some of them, such as `{countries: [US, GB]}`, or the states of one: `{states: US}`. `values` goes before it.",
    )
    values: dict[Text, Text] = said(NOTHING, min_length=1, description="From each value to the value that replaces it.")
