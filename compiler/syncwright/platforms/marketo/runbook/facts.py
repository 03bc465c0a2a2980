"""What Adobe's pages say of the settings of the Salesforce sync, page by page, and what their menus are called. Nothing of it has an API.

CONNECT = Adobe's set-up of the sync (Enterprise/Unlimited), step 3 of 3; OAUTH = its "Log in Using OAuth 2.0".
"""

from syncwright.facts import Fact

_CONNECT = "Adobe: Salesforce sync set-up, step 3 of 3"
_OAUTH = "Adobe: Log in Using OAuth 2.0"

FOR_GOOD = Fact(
    "once Marketo reads the fields, each field that the sync user sees is there for good: it can be hidden and never deleted", _CONNECT
)
NO_SWITCH = Fact("once a sync began with the credentials of a user, there is no switching to others, nor to another org", _OAUTH)
CONNECTED_APP = Fact("with OAuth, Marketo logs in through a connected app of the org", _OAUTH)
PROFESSIONAL_API = Fact("Professional Edition does not come with access by API", _OAUTH)
MAPPED_ONCE = Fact(
    "similarly named custom fields of leads and contacts become one field, and that is changed before the first sync or not at all",
    "Adobe: Edit Initial Field Mappings",
)
NO_DUPLICATES_MERGED = Fact("the first sync takes as long as the database is large, and does not merge duplicates", _CONNECT)
BY_LAYOUTS = Fact(
    "in Professional Edition page layouts decide which fields Marketo reaches", "Adobe: Salesforce sync set-up (Professional), step 2 of 3"
)

#: Read in part: what it says of campaign members, tasks and events was not.
NEEDED = Fact(
    "a Marketo Community article lists fields without which the sync fails, and no field-level security shows or hides these",
    "Marketing Nation: required fields for the Salesforce sync",
    certain=False,
)
MARKETING_USER = Fact("campaign sync works only if the sync user is a marketing user", "Adobe: Make Marketo Sync User a Marketing User")
CAMPAIGNS = Fact(
    "members of programmes and of Salesforce campaigns, and their statuses, are kept alike", "Adobe: Enable/Disable Campaign Sync"
)
DEFAULT_NAMES = Fact(
    "Salesforce takes no lead or contact without a last name and a company, and a default fills what is empty on the first push alone",
    "Adobe: Set Default Person Last Name and Company Name",
)
OWNERS_MAILED = Fact(
    "Salesforce mails the owner when a lead is assigned, unless this is off", "Adobe: Turn Off Email Notifications to Lead Owner"
)
ACTIVITIES = Fact(
    "each activity that is ticked is written to the history of the lead or contact in Salesforce", "Adobe: Customize Activities Sync"
)

OBJECTS = Fact("a custom object syncs once it is enabled, which takes the sync switched off", "Adobe: Enable/Disable Custom Object Sync")
CONSTRAINTS = Fact(
    "all fields of a custom object are constraints of smart lists unless some are chosen, and none is chosen while the object is used in one",
    "Adobe: Add/Remove Custom Object Field as Smart List/Trigger Constraints",
)
#: Two of Adobe's pages differ.
RELATED = Fact(
    "Marketo syncs a custom object that has a direct relationship with leads, contacts or accounts",
    "Adobe: Enable/Disable Custom Object Sync",
)
RELATED_FAR = Fact("another page of Adobe's takes objects one or two levels away", "Adobe: SFDC Sync, Custom Object Sync")
UNIQUE_NAMES = Fact("Marketo does not take two custom objects of the same name", "Adobe: SFDC Sync, Custom Object Sync")
ONE_RELATION = Fact(
    "scripts in e-mails reach a custom object only if one relationship leads from it to the person", "Adobe developer guide: custom objects"
)

MEMBER_FIELDS = Fact(
    "what changes in a mapped field of programme members is synced from then on, both ways", "Adobe: Program Member Custom Field Sync"
)
MEMBER_FIELDS_AT_MOST = Fact("there are up to 20 custom fields of programme members", "Adobe: Program Member Custom Field Sync")
MOST_MEMBER_FIELDS = 20
STATUSES = Fact(
    "a programme and a campaign sync only if their statuses match exactly",
    "Adobe: How to Match Program Statuses and Salesforce Campaign Statuses Prior to Sync",
)
MARKETO_ALONE = Fact(
    "a field that is made in Marketo is there alone; one that is to sync is made in Salesforce", "Adobe: Create a Custom Field in Marketo"
)

#: Menus, click by click.
CRM = ("Admin", "CRM")
SYNC_OPTIONS = ("Admin", "Salesforce", "Edit Sync Options")
SYNC_SETTINGS = ("Admin", "Salesforce", "Edit Sync Settings")
SYNC_OPTIONS_EDIT = ("Admin", "Salesforce", "Sync Options", "Edit")
OBJECTS_SYNC = ("Admin", "Salesforce Objects Sync")
MEMBER_FIELD_SYNC = ("Admin", "Salesforce", "Program Member Custom Field Sync", "Edit")
SYNC_ERRORS = ("Admin", "Salesforce", "Sync Errors")
FIELDS = ("Admin", "Field Management", "New Custom Field")
CHANNELS = ("Admin", "Tags", "Channel")
APPS = ("Setup", "Apps", "App Manager", "New Connected App")
USERS = ("Setup", "Users")
CALLBACK = "https://app.marketo.com/salesforce/getSfdcOAuthTokensRedirect"
