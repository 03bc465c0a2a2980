"""What is known of connected campaigns, each with its source. What nobody wrote down is said to be so."""

from syncwright.facts import Fact

UNITS = "Salesforce Help: Account Engagement Business Units"
V5 = "Account Engagement API: Campaign, version 5"
ERRORS = "Account Engagement API: error codes"
MEMBER_STATUS = "Salesforce Object Reference: CampaignMemberStatus"
CAMPAIGN = "Salesforce Object Reference: Campaign"

PRIMARY = Fact(
    "with Connected Campaigns on, campaigns are those of Salesforce, and Account Engagement's only show them",
    "Account Engagement API: Salesforce objects",
)
BY_RECORD_TYPE = Fact("which campaigns a business unit has is chosen by record type, in the set-up of Connected Campaigns", UNITS)
#: The codes are Account Engagement's own.
NOT_MADE_THERE = Fact(
    "Account Engagement refuses to make a campaign (error 128) and to change the name or the cost of one (error 129): do so in Salesforce",
    ERRORS,
)
IS_OFF = Fact("error 218 says that Connected Campaigns is not on", ERRORS)
CONNECTING = Fact(
    "a campaign that Account Engagement has already is connected by a call of its API, `POST /api/v5/objects/campaigns/ID/do/connectSalesforceCampaign` "
    "with `salesforceCampaignId`, by somebody whose role may create campaigns",
    V5,
)
WHILE_PAUSED = Fact(
    "campaigns go on syncing while the connector is paused, though records do not", "Trailhead: Plan your Pardot and Salesforce integration"
)
UNIT_OF = Fact("the campaign's field `TenantId` names its business unit, and nobody can write it (API 51.0 or later)", CAMPAIGN)
STATUSES = Fact("a campaign has one default member status, and at least one that counts as a response (API 39.0 or later)", MEMBER_STATUS)
IN_USE = Fact("a member status that is the default or that a member has cannot be deleted", MEMBER_STATUS)
MARKETING_USER = Fact("campaigns and their member statuses are there for users with the feature Marketing User alone", MEMBER_STATUS)

#: What a person has to look for, as no source that was read says it.
UNDOCUMENTED = (
    "whether Account Engagement makes a campaign of its own for a new one of Salesforce, and how soon",
    "which member statuses a new campaign has at once",
    "what becomes of a campaign whose record type two business units have",
    "whether Connected Campaigns can be turned off again",
)

#: How long what members are can be, in characters. A member shows the label in `Status`, which takes 40.
STATUS_LENGTH = Fact("a member's status has at most 40 characters", "Salesforce Object Reference: CampaignMember")
LONGEST_STATUS = 40
