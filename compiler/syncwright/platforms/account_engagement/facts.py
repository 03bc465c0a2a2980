"""What an Account Engagement connector needs of Salesforce, with sources.

Sources: HELP = Salesforce Help, "Add permissions to the connector user" and "Integration user"; PLATFORM = follows from what
Salesforce's object permissions need.
"""

from syncwright.facts import Fact
from syncwright.spec.words import Access

#: Access to objects of a connector user that is no integration user. HELP.
CONNECTOR_USER_OBJECTS: dict[str, tuple[Access, ...]] = {
    "Account": ("view-all",),
    "Campaign": ("create", "edit", "read", "view-all"),
    "CampaignMember": ("create", "edit", "read"),
    "Contact": ("create", "edit", "read", "view-all", "modify-all"),
    "Lead": ("create", "edit", "read", "view-all", "modify-all"),
    "Opportunity": ("view-all",),
}
#: Objects of the managed package, where the org has it. HELP.
CONNECTOR_USER_PACKAGE: dict[str, tuple[Access, ...]] = {"pi__ObjectChangeLog__c": ("view-all", "modify-all")}
CONNECTOR_USER_PERMISSIONS = {"ApiEnabled": "API Enabled", "EditTask": "Edit Tasks", "ViewAllUsers": "View All Users"}
#: Of these, the ones that stand in HELP's table of objects: for tasks and for users.
OF_OBJECTS = ("EditTask", "ViewAllUsers")
SHARING_RULE_FIELD = Fact(
    "its connector user needs to read and edit the field of a Marketing Data Sharing rule",
    "HELP: Configure selective sync (Marketing Data Sharing)",
)
CONNECTOR_USER = Fact("Salesforce Help lists it for a connector user", "HELP: Add permissions to the connector user")
CREATES_ACCOUNTS = Fact("making person accounts instead of leads, it needs to create accounts", "Salesforce Help: Create a Person Account")
