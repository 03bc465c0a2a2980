"""What a Marketo connector says beyond what every connector says."""

from typing import Annotated

from syncwright.platforms.marketo.words import Activity
from syncwright.spec.base import Said, said
from syncwright.spec.connector import ConnectorSpec
from syncwright.spec.values import NOTHING, ApiName, Bool, EachOnce, Many, Rate, Text


class MarketoOptions(Said):
    """Options of Marketo's Salesforce sync."""

    campaign_sync: Bool = said(False, description="Whether programmes are synced with Salesforce campaigns.")
    default_last_name: Text | None = said(None, description="Last name that a person without one gets on the first push.")
    default_company: Text | None = said(None, description="Company that a person without one gets on the first push.")
    owner_notifications: Bool = said(False, description="Whether Salesforce mails the owner when a lead is assigned.")


class CustomObject(Said):
    """A custom object of Salesforce that Marketo has enabled."""

    why: Text = said(description="What it is used for in Marketo.")
    constraints: Many[ApiName] = said((), description="Fields that smart lists can ask for; all that sync if none is named.")


class MemberField(Said):
    """A field of campaign members that is mapped to one of programme members."""

    field: Text = said(description="Name of the programme member field in Marketo.")
    why: Text = said(description="What it is used for.")


class MarketoConnector(ConnectorSpec):
    """A Marketo Engage instance."""

    activities: Annotated[Many[Activity], EachOnce] = said(
        (), description="Activities of people that Marketo writes to Salesforce as tasks, by the labels of its sync options."
    )
    volumes: dict[Activity, Rate] = said(
        NOTHING, description="How often each activity happens in a day, as far as somebody knows, so that its cost can be stated."
    )
    custom_objects: dict[ApiName, CustomObject] = said(
        NOTHING, description="The custom objects that are enabled, each with its use; if none is named, all those that the specs sync."
    )
    program_member_fields: dict[ApiName, MemberField] = said(
        NOTHING, description="Fields of campaign members by API name, and the programme member field that each is mapped to; 20 at most."
    )
    member_statuses: dict[Text, Many[Text]] = said(
        NOTHING, description="Statuses of the members of a programme, by channel; campaigns that sync with it have exactly the same."
    )
    options: MarketoOptions = said(MarketoOptions.model_construct(), description="Options of the sync.")
