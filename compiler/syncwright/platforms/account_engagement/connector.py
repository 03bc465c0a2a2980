"""What an Account Engagement connector says beyond what every connector says."""

from typing import Annotated, Literal

from syncwright.spec.base import Said, said
from syncwright.spec.connector import ConnectorSpec
from syncwright.spec.values import NOTHING, ApiName, Bool, Contact, EachOnce, Many, Name, Text, Whole


class UserSync(Said):
    """Which users of Salesforce are users of Account Engagement, and in which role."""

    public_groups: Annotated[Many[ApiName], EachOnce] = said((), description="Public groups whose members are assigned, by API name.")
    roles: Annotated[Many[ApiName], EachOnce] = said((), description="Roles of Salesforce whose users are assigned, by API name.")
    roles_and_subordinates: Annotated[Many[ApiName], EachOnce] = said(
        (), description="Roles of Salesforce whose users are assigned with those of all roles below, by API name."
    )
    users: Annotated[Many[Contact], EachOnce] = said((), description="Users assigned one by one, by the e-mail address of the user.")
    profiles: dict[Text, Text] = said(
        NOTHING, description="Role in Account Engagement, such as `Marketing`, by profile of the Salesforce user."
    )


class ConnectorSettings(Said):
    """Settings of the Salesforce connector that no API reaches. What is not said is not decided."""

    create_prospects: Bool | None = said(None, description="Whether a new lead or contact with an e-mail address becomes a prospect.")
    default_campaign: Text | None = said(None, description="Campaign that prospects made this way belong to.")
    change_emails: Bool | None = said(None, description="Whether a changed e-mail address in Salesforce changes that of the prospect.")
    match_users: Bool | None = said(None, description="Whether users of both sides with one e-mail address are matched by themselves.")
    delete_and_merge: Bool | None = said(
        None, description="Whether deleting or merging leads and contacts deletes or merges their prospects."
    )
    creates: Literal["lead", "contact", "person_account"] | None = said(
        None, description="What an assigned prospect without a match becomes in Salesforce; anything but a lead is switched by Support."
    )
    assignment: Literal["user", "queue", "assignment_rule"] | None = said(
        None, description="How prospects are assigned, which makes records of them: to users, to a queue, or by the active assignment rule."
    )


class BusinessUnit(Said):
    """One business unit: it has exactly one connector."""

    why: Text = said(description="What the unit is for.")
    campaign_record_types: Many[Text] = said((), description="Record types of the campaigns that connect to it.")
    user_sync: UserSync = said(UserSync.model_construct(), description="Its users; what it leaves out is as the connector says.")
    settings: ConnectorSettings = said(
        ConnectorSettings.model_construct(), description="Settings of its connector; what it leaves out is as the connector says."
    )
    mailable_prospects: Whole | None = said(None, description="How many mailable prospects its contract allows.")


class AccountEngagementConnector(ConnectorSpec):
    """Account Engagement: one connector in the specs, its business units inside."""

    version: Literal["1", "2"] = said(description="Connector version; accounts bought since February 2019 have version 2.")
    edition: Literal["growth", "plus", "advanced", "premium"] | None = said(None, description="Edition of Account Engagement.")
    marketing_data_sharing: Bool = said(False, description="Whether rules choose which records sync to a business unit.")
    object_change_log: Bool = said(False, description="Whether the ObjectChangeLog of the package chooses which records sync.")
    connected_campaigns: Bool | None = said(
        None, description="Whether Connected Campaigns is on: campaigns are then those of Salesforce. Left out, it is not decided."
    )
    same_email_prospects: Bool = said(
        False, description="Whether several prospects may have the same e-mail address; the CRM id is then the match key."
    )
    person_accounts: Literal["off", "sync_with_lead_creation", "create_as_person_account"] = said(
        "off", description="How person accounts sync."
    )
    blank_salesforce_values_overwrite: Bool = said(False, description="Whether a blank value of Salesforce replaces a prospect's value.")
    user_sync: UserSync = said(UserSync.model_construct(), description="Which users of Salesforce are its users, and in which role.")
    settings: ConnectorSettings = said(
        ConnectorSettings.model_construct(), description="Settings of the Salesforce connector that no API reaches."
    )
    mailable_prospects: Whole | None = said(
        None, description="How many mailable prospects the contract allows each unit that does not say."
    )
    partner: Text | None = said(
        None,
        description="Who reviews the set-up of several business units before the first is unpaused: a partner, or a reviewer of your own.",
    )
    business_units: dict[Name, BusinessUnit] = said(NOTHING, description="Business units by name; at most 25.")

    def parts(self) -> tuple[str, ...]:
        return tuple(sorted(self.business_units))
