"""What an Account Engagement connector says beyond what every connector says."""

from typing import Literal

from syncwright.spec.base import Said, said
from syncwright.spec.connector import ConnectorSpec
from syncwright.spec.values import NOTHING, Bool, Many, Name, Text


class BusinessUnit(Said):
    """One business unit: it has exactly one connector."""

    why: Text = said(description="What the unit is for.")
    campaign_record_types: Many[Text] = said((), description="Record types of the campaigns that connect to it.")


class AccountEngagementConnector(ConnectorSpec):
    """Account Engagement: one connector in the specs, its business units inside."""

    version: Literal["1", "2"] = said(description="Connector version; accounts bought since February 2019 have version 2.")
    marketing_data_sharing: Bool = said(False, description="Whether rules choose which records sync to a business unit.")
    same_email_prospects: Bool = said(
        False, description="Whether several prospects may have the same e-mail address; the CRM id is then the match key."
    )
    person_accounts: Literal["off", "sync_with_lead_creation", "create_as_person_account"] = said(
        "off", description="How person accounts sync."
    )
    blank_salesforce_values_overwrite: Bool = said(False, description="Whether a blank value of Salesforce replaces a prospect's value.")
    business_units: dict[Name, BusinessUnit] = said(NOTHING, description="Business units by name.")

    def parts(self) -> tuple[str, ...]:
        return tuple(sorted(self.business_units))
