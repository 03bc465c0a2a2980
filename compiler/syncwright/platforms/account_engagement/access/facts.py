"""Facts about the connector's user, with sources: what it needs besides objects, what it does not need, what cannot be assigned to it.

Sources: HELP = Salesforce Help, by the name of its page; TRAILHEAD = the unit "Plan your Pardot and Salesforce integration"; ORG = what one
organisation's profile of the integration user held in May 2022, which is evidence and no rule; others are third parties.
"""

from syncwright.facts import Fact

NO_FIELD_SECURITY = Fact(
    "Account Engagement has no field-level security: its users have at least as much access to Salesforce data as the connector's user",
    "HELP: Understanding data in Account Engagement (pardot_lightning_understanding_data)",
)
OPTED_OUT = Fact(
    "the connector's user reads the e-mail opt-out on leads and contacts, or opt-outs do not sync", "HELP: How sync behavior works"
)
#: The fields of people that it names. They are standard ones, and their names are the same.
OPTED_OUT_FIELD = "HasOptedOutOfEmail"
PEOPLE = ("Lead", "Contact")

LOCKED = Fact(
    "Account Engagement keeps campaign, score and grade in these fields of its package, and nobody maps them otherwise",
    "HELP: Default prospect field mapping",
)
#: Of its package, the fields that it maps by default and writes. The others of the package: not documented.
LOCKED_FIELDS = ("pi__campaign__c", "pi__grade__c", "pi__score__c")

MARKETING_USER = Fact(
    "the integration user works with campaigns without the Marketing User box, so that another user needs it", "HELP: Integration user"
)
#: Objects for which that box is asked.
OF_CAMPAIGNS = ("Campaign", "CampaignMember")

NO_PAGES = Fact(
    "a permission set with Visualforce pages cannot be assigned to the integration user", "Clearbit, help 7628250439703", certain=False
)
#: Nobody says it either way.
LICENCE_UNKNOWN = "whether such a set can be assigned to the integration user is not documented"
MARKED = Fact("the permission set for connector users is for them alone", "Brainscape, 7438725", certain=False)
#: Labels of the set in the managed package by which a connector's user is known. HELP: Add permissions to the connector user.
MARKING_LABELS = ("Account Engagement Connector User", "Pardot Connector User")

NOT_SEEN = Fact("a field that the connector's user cannot see is not offered for mapping, and does not sync", "HELP: Map custom fields")
BANNER = Fact(
    "where the connector's user lacks something, Account Engagement's Connectors page shows an orange warning with a link to the list",
    "note.com/inc_narcissus n840901db9f0b",
    certain=False,
)
NOT_ASKED = Fact("no page that was read asks for it for a connector's user", "HELP: Add permissions to the connector user")
#: Of the permissions that are flagged for every user (`over-grant`), those that the seen profile of the integration user did not hold. ORG.
NEVER_BROUGHT = {
    "AuthorApex": "writes Apex code",
    "CustomizeApplication": "changes the org's objects and fields",
    "ManageUsers": "makes and changes users",
    "ModifyAllData": "changes and deletes every record of every object",
}
#: What is often granted to a connector's user and asked for by no page. Labels as in Salesforce's Object Reference.
BESIDE = {
    "EditPublicFilters": "changes list views of everybody (Manage Public List Views)",
    "MassInlineEdit": "changes many records of a list at once (Mass Edits from Lists)",
}

#: Objects without permissions of their own, and the object by way of which their records are read; None: by way of none. Counted over public
#: permission sets and profiles, none of which has a row for them.
BY_WAY_OF: dict[str, str | None] = {
    "CampaignMember": "Campaign",
    "OpportunityContactRole": "Opportunity",
    "Task": None,
    "Event": None,
    "User": None,
}
