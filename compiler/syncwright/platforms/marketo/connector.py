"""What a Marketo connector says beyond what every connector says."""

from syncwright.spec.base import Said, said
from syncwright.spec.connector import ConnectorSpec
from syncwright.spec.values import Bool, Many, Text


class MarketoOptions(Said):
    """Options of Marketo's Salesforce sync."""

    campaign_sync: Bool = said(False, description="Whether programmes are synced with Salesforce campaigns.")
    default_last_name: Text | None = said(None, description="Last name that a person without one gets on the first push.")
    default_company: Text | None = said(None, description="Company that a person without one gets on the first push.")
    owner_notifications: Bool = said(False, description="Whether Salesforce mails the owner when a lead is assigned.")


class MarketoConnector(ConnectorSpec):
    """A Marketo Engage instance."""

    activities: Many[Text] = said((), description="Activities of people that Marketo writes to Salesforce as tasks.")
    options: MarketoOptions = said(MarketoOptions.model_construct(), description="Options of the sync.")
