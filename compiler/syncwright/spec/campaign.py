"""Spec kind `campaign`: who goes through which steps, when, and how often. What holds for one type of campaign alone has a model of its own."""

from typing import Annotated, Literal

from pydantic import Field

from syncwright.spec.base import Said, Spec, said
from syncwright.spec.values import (
    NOTHING,
    Address,
    ApiName,
    Bool,
    CampaignName,
    Clock,
    Day,
    Duration,
    EachOnce,
    Many,
    Name,
    OneOrMore,
    ScoreChange,
    Text,
    Whole,
    Zone,
)

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class WeeklySpec(Said):
    """Some days of each week."""

    on: Annotated[OneOrMore[Weekday], EachOnce] = said(description="Days of the week.")
    at: Clock = said(description="Time of the day, such as `02:00`.")


class MonthlySpec(Said):
    """One day of each month."""

    on: Whole = said(description="Day of the month, 1 to 31.")
    at: Clock = said(description="Time of the day, such as `02:00`.")


class EverySpec(Said):
    """When a batch runs again. One of `day`, `week` and `month` says it."""

    day: Clock | None = said(None, description="Each day at this time, such as `02:00`.")
    week: WeeklySpec | None = said(None, description="Some days of each week.")
    month: MonthlySpec | None = said(None, description="One day of each month.")
    timezone: Zone | None = said(None, description="Time zone of the time, where it is not the estate's.")


class QualifySpec(Said):
    """How often one person goes through, where it is neither once nor each time."""

    every: Duration = said(description="Once in this time, such as `7 days`.")


class WhenSpec(Said):
    """One event that starts a trigger campaign. One key says which; any of several events starts it."""

    created: Literal["true"] | None = said(None, description="A person is created.")
    changes: Text | None = said(None, description="The value of this field changes.")
    to: Text | None = said(None, description="The value that it changes to, where not any will do.")
    score_changes: Text | None = said(None, description="This score changes.")
    fills_out_form: Text | None = said(None, description="A person fills out this form, or `any`.")
    clicks_link_in_email: Text | None = said(None, description="A person clicks a link in this e-mail, or in `any`.")
    visits_page: Text | None = said(None, description="A person visits this page, or `any`.")
    added_to_list: Text | None = said(None, description="A person is added to this list, or to `any`.")
    added_to_campaign: Text | None = said(None, description="A person is added to this Salesforce campaign, or to `any`.")
    status_changes_in: Text | None = said(None, description="A person's status in this Salesforce campaign, or in `any`, changes.")
    requested: Text | None = said(
        None, description="The campaign is asked for by this source, such as `Web Service API`, or by another campaign."
    )


class ChoiceSpec(Said):
    """One choice of a step: what happens to those who pass its test. The first choice that fits is taken."""

    if_: Text = said(alias="if", description="Whom it is for, in the language of filters.")
    to: Text | None = said(None, description="The value that the field gets; nothing happens where it is left out.")


class AssignSpec(Said):
    """Who becomes the owner: a user or a queue."""

    user: Text | None = said(None, description="User who becomes the owner.")
    queue: Text | None = said(None, description="Queue of leads that becomes the owner. A contact cannot belong to one.")


class ConvertSpec(Said):
    """How a lead is converted."""

    user: Text | None = said(None, description="User whom the contact, the account and the opportunity are given to.")
    notify: Bool = said(False, description="Whether the owner is told.")
    status: Text | None = said(None, description="Status of the converted lead.")


class TaskSpec(Said):
    """A task in Salesforce."""

    subject: Text = said(description="Subject of the task.")
    user: Text | None = said(None, description="User whom it is given to, where it is not the owner.")
    due: Duration | None = said(None, description="When it is due, from the day it is created.")
    priority: Text | None = said(None, description="Priority of the task.")
    status: Text | None = said(None, description="Status of the task.")
    description: Text | None = said(None, description="What is to be done.")


class MemberSpec(Said):
    """Membership of a Salesforce campaign."""

    campaign: Text = said(description="Name of the Salesforce campaign, or a token that holds it.")
    status: Text = said(description="Status of the member.")


class AlertSpec(Said):
    """An e-mail to colleagues about a person."""

    email: Text = said(description="E-mail that is sent.")
    to: OneOrMore[Text] = said(description="`sales-owner`, `account-owner`, or e-mail addresses.")


class FlowStepSpec(Said):
    """One step of the flow. One key says which; `map`, `to`, `choices`, `otherwise` and `by` belong to those that change a value."""

    change: Text | None = said(
        None, description="Change the value of this field, by its name in the object specs; `to`, `map` or `choices` says to what."
    )
    to: Text | None = said(None, description="The value that the field gets. `NULL` clears it.")
    map: Name | None = said(None, description="Map that replaces the field's value.")
    choices: Many[ChoiceSpec] = said((), description="Values for some people each, in order. The first choice that fits is taken.")
    otherwise: Text | None = said(None, description="The value that all others get; nothing happens to them where it is left out.")
    change_score: Text | None = said(None, description="Change this score; `by` says how much.")
    by: ScoreChange | None = said(None, description="How the score changes: `+5` adds, `-5` takes away, `=5` sets it.")
    sync_person: Literal["true"] | AssignSpec | None = said(
        None, description="Sync the person to Salesforce at once, as a lead if there is none, perhaps with an owner."
    )
    add_to_list: Text | None = said(None, description="Add to this list.")
    remove_from_list: Text | None = said(None, description="Remove from this list.")
    create_task: TaskSpec | None = said(None, description="Create a task in Salesforce.")
    change_owner: Text | AssignSpec | None = said(None, description="Change the owner in Salesforce: to this user, or to a queue.")
    convert_person: Literal["true"] | ConvertSpec | None = said(
        None, description="Convert the lead into a contact, with a new account and a new opportunity."
    )
    add_to_campaign: MemberSpec | None = said(None, description="Add to a Salesforce campaign.")
    change_status: MemberSpec | None = said(None, description="Change the status in a Salesforce campaign.")
    send_email: Text | None = said(None, description="Send this e-mail.")
    alert: AlertSpec | None = said(None, description="Send an alert to colleagues.")
    wait: Duration | None = said(None, description="Wait this long.")


class TokenSpec(Said):
    """A token whose type is not text."""

    type: Literal["text", "number", "date", "score", "rich text", "sfdc campaign"] = said("text", description="Type of the token.")
    value: Text = said(description="Value of the token.")


class CampaignSpec(Spec):
    """A campaign on a marketing platform."""

    campaign: Name = said(description="Name of the campaign.")
    for_: Address = said(alias="for", description="Connector that it runs on.")
    owner: Name | None = said(None, description="Owner of the campaign.")
    why: Text = said(description="Why there is this campaign.")
    type: Text = said(description="Type of the campaign: `batch`, `trigger` or `connected`.")


class FlowCampaignSpec(CampaignSpec):
    """Who goes through which steps on a marketing platform, and how often."""

    qualify: Literal["once", "every-time"] | QualifySpec = said(
        "once", description="How often one person goes through: `once`, `every-time`, or once in some time."
    )
    objects: Annotated[OneOrMore[ApiName], EachOnce] = said(
        (),
        description="What the people in question are in Salesforce; all people, whether Salesforce holds them or not, where it is left out.",
    )
    who: Text | None = said(
        None, description="Who goes through, in the language of filters; all whom an event is about, where it is left out."
    )
    flow: Annotated[Many[FlowStepSpec], Field(min_length=1)] = said(description="The steps, in order.")
    tokens: dict[Text, Text | TokenSpec] = said(NOTHING, description="Tokens of the programme that it belongs to.")


class BatchCampaignSpec(FlowCampaignSpec):
    """A campaign for all who are in its audience at some time."""

    every: EverySpec | None = said(None, description="When it runs again; where it is left out, people run it by hand.")
    limit: Whole | None = said(None, description="Most people in one run; with more of them it does not run.")


class TriggerCampaignSpec(FlowCampaignSpec):
    """A campaign for one person at a time, when something happens."""

    when: Annotated[Many[WhenSpec], Field(min_length=1)] = said(description="What starts it: any of these events.")


class MemberStatusSpec(Said):
    """A status that members of a Salesforce campaign can have."""

    status: Text = said(description="The status, as people read it.")
    responded: Bool = said(False, description="Whether a member with it counts as a response.")
    default: Bool = said(False, description="Whether new members have it.")


class ConnectedCampaignSpec(CampaignSpec):
    """A campaign of Salesforce that the marketing platform has as its own."""

    name: CampaignName = said(description="Name of the campaign in Salesforce.")
    record_type: ApiName | None = said(None, description="Record type of the campaign, by its developer name.")
    statuses: Annotated[Many[MemberStatusSpec], Field(min_length=1)] = said(description="What members can be, in the order of the list.")
    starts: Day | None = said(None, description="Its first day.")
    ends: Day | None = said(None, description="Its last day.")
    active: Bool = said(False, description="Whether it is active.")
    parent: Name | None = said(None, description="The connected campaign above it, by its name in the specs.")
    user: Text | None = said(None, description="User of Salesforce who owns it, where that is not whoever creates it.")
    fields: dict[ApiName, Text] = said(NOTHING, description="Values of other fields of the campaign, by API name.")
    connects: Text | None = said(
        None, description="Campaign of the marketing platform that is there already and becomes this one, by name."
    )
