"""What Marketo's Salesforce sync needs, with sources.

Sources: SETUP = Adobe's product documentation, "Create a Salesforce user for Marketo (Enterprise/Unlimited)", step 2 of 3;
SYNC = its pages on Salesforce sync details; COMMUNITY = Marketing Nation knowledge base, article 250695, read in part.
"""

from syncwright.facts import Fact
from syncwright.spec.words import Direction

API = Fact("Marketo reads and writes through the API", "SETUP")
ACTIVITY_TASKS = Fact("chosen activities become tasks", "SYNC: Customize Activities Sync")
CAMPAIGN_SYNC = Fact("campaign sync reads and writes campaigns and their members", "SYNC: campaign sync")

#: User permissions of the set-up page.
DOCUMENTED_PERMISSIONS = {
    "ApiEnabled": "API Enabled",
    "EditHtmlTemplates": "Edit HTML Templates",
    "EditPublicDocuments": "Manage Public Documents",
    "EditPublicTemplates": "Manage Public Templates",
    "ConvertLeads": "Convert Leads",
    "EditEvent": "Edit Events",
    "EditTask": "Edit Tasks",
    "PasswordNeverExpires": "Password Never Expires (advised there, not required)",
}

#: Objects that the set-up page gives Read, Create, Edit and Delete; Campaign only with campaign sync.
DOCUMENTED_OBJECTS = ("Account", "Contact", "Lead", "Opportunity")

#: Fields that the set-up page wants readable and editable: one by name, and all of two objects.
DOCUMENTED_FIELDS = ("Account.Type",)
DOCUMENTED_WHOLE = ("Task", "Event")

#: Fields that must stay visible on an object that syncs, of those that can be hidden at all. COMMUNITY.
FLOOR = {
    "Lead": ("Email",),
    "Contact": ("AccountId", "Email"),
    "Account": ("ParentId",),
    "Opportunity": ("AccountId", "CampaignId", "IsPrivate", "Probability"),
    "Campaign": ("IsActive", "ParentId", "Status", "Type"),
}
FLOOR_FACT = Fact("a Marketo Community article lists it among the fields without which the sync fails", "COMMUNITY", certain=False)

#: Objects whose fields sync if the sync user sees them: the page has field-level security taken away from those that are not to sync.
#: Leads and contacts sync both ways, the others from Salesforce alone. SETUP; SYNC: lead, contact, account and opportunity sync.
SYNCS_VISIBLE: dict[str, Direction] = {
    "Account": "from-salesforce",
    "Contact": "two-way",
    "Lead": "two-way",
    "Opportunity": "from-salesforce",
}
