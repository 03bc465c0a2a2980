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
#: The page has only custom fields taken away: of a standard field it says nothing.
CUSTOM_ALONE = Fact("Adobe's guidance on hiding covers custom fields alone", "SETUP")

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

#: PROFESSIONAL = the same page for Professional Edition, steps 1 and 2 of 3.
BY_LAYOUTS = Fact("fields have to be on the page layout so that Marketo can read and write them", "PROFESSIONAL: Set Page Layouts")
#: The profile and the box of the sync user there.
PROFILE = "System Administrator"
#: The page calls the section so.
SECTION = "Marketo"
#: Fields that Marketo adds to leads and contacts, by API name, with the labels of step 1. The page layout page (step 2) calls the first `Lead Score`.
ADDED = {
    "mkto71_Lead_Score__c": "Score",
    "mkto71_Acquisition_Date__c": "Acquisition Date",
    "mkto71_Acquisition_Program__c": "Acquisition Program",
    "mkto71_Acquisition_Program_Id__c": "Acquisition Program Id",
    "mkto71_Original_Referrer__c": "Original Referrer",
    "mkto71_Original_Search_Engine__c": "Original Search Engine",
    "mkto71_Original_Search_Phrase__c": "Original Search Phrase",
    "mkto71_Original_Source_Info__c": "Original Source Info",
    "mkto71_Original_Source_Type__c": "Original Source Type",
    "mkto71_Inferred_City__c": "Inferred City",
    "mkto71_Inferred_Company__c": "Inferred Company",
    "mkto71_Inferred_Country__c": "Inferred Country",
    "mkto71_Inferred_Metropolitan_Area__c": "Inferred Metropolitan Area",
    "mkto71_Inferred_Phone_Area_Code__c": "Inferred Phone Area Code",
    "mkto71_Inferred_Postal_Code__c": "Inferred Postal Code",
    "mkto71_Inferred_State_Region__c": "Inferred State Region",
}
#: The objects that they are added to.
ADDED_TO = ("Contact", "Lead")
#: A standard field that the page has in that section as well, and the one that it wants on the layout of events.
OPT_OUT, OPT_OUT_LABEL = "HasOptedOutOfEmail", "Email Opt Out"
ALL_DAY, ALL_DAY_LABEL = "IsAllDayEvent", "All-Day Event"
