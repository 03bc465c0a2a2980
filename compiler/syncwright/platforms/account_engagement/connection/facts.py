"""What is known of the Salesforce connector of Account Engagement, each with its source. What only a third party says is not certain."""

from syncwright.facts import Fact

CONSIDERATIONS = "Salesforce Help: Considerations for Using the Salesforce Connector"
UNITS = "Salesforce Help: Account Engagement Business Units"
SHARING = "Salesforce Help: Configure Marketing Data Sharing Rules"
INTEGRATION = "Salesforce Help: Account Engagement Integration User"
SETTINGS = "Salesforce Help: Salesforce Connector Settings"
SAME_EMAIL = "Salesforce Help: Considerations for Accounts That Allow Multiple Prospects with the Same Email Address"
MERGING = "Salesforce Help, on merging and deleting synced records"
USER_SYNC = "Salesforce Help: User Sync Basics"
MAP_USERS = "Salesforce Help, on mapping Salesforce users before User Sync"
ROLES = "Salesforce Help, article 000389098"
CREATE_USERS = "Salesforce Help: Create Account Engagement Users"
ASSIGNMENT = "Salesforce Help: Assignment Actions for Salesforce"
PLANNING = "Trailhead: Plan your Pardot and Salesforce integration"
SWITCHING = "Salesforce Help, article 001728600"
PERSON_ACCOUNTS = "Salesforce Help, article 000383961"
MAILABILITY = "Salesforce Help, article 000390267"
AUTHENTICATION = "Account Engagement API guide: Authentication"
CODES = "Account Engagement API guide: error codes"
WHERE = "Salesforce Help, on permissions for B2B Marketing Analytics"
GUIDE = "Salesforce Connector Implementation Guide, in its title"

# ------------------------------------------------------------------ versions

BOUGHT = Fact("accounts bought before 11 February 2019 have version 1 of the connector, later ones version 2", GUIDE)
PAUSES = Fact("only version 2 is paused and resumed; the API says so by error 234", CODES)
NO_PAUSE = Fact("version 1 has no pause, and can only be disconnected", "a third party's article on the upgrade", certain=False)
BACK = Fact("the upgrade to version 2 cannot be taken back", "a third party's article on the upgrade", certain=False)
PRESET = Fact(
    "version 1 began to sync by the preset mapping of fields as soon as it was verified", "a third party's article of 2018", certain=False
)
INTEGRATION_NEEDS_2 = Fact("version 1 cannot use the integration user unless it is upgraded", SWITCHING)
LIGHTNING_ONLY = Fact("from a user of your own to the integration user one switches in the Lightning app alone", SWITCHING)
SHARING_NEEDS_2 = Fact("marketing data sharing needs version 2 in every business unit of the org", SHARING)

#: Under which labels the version is found: two pages call it otherwise. A newer app may have either.
VERSION_LABELS = (
    (("Account Engagement Settings", "Account Information"), "Salesforce Connector Version", WHERE),
    (("Account Engagement Settings",), "Connector version", PLANNING),
)
VERSION_ROLE = Fact("the version is seen by whoever has the role Account Engagement Administrator", PLANNING)

# ------------------------------------------------------------------ connector and units

ONE_EACH = Fact("a business unit has one Salesforce connector", CONSIDERATIONS)
PROVISIONED_PAUSED = Fact("version 2 is provisioned paused, and no record syncs until somebody unpauses it", CONSIDERATIONS)
SETTINGS_FIRST = Fact("its settings are looked over, and data sharing is set up, before the connector is unpaused", CONSIDERATIONS)
LIMIT_FIRST = Fact("what syncs to each unit is limited before the first is unpaused, else duplicates and skewed reports come of it", UNITS)
UNIT_EDITIONS = Fact(
    "business units are there in the editions Advanced and Premium, in the Lightning app, for accounts bought or upgraded since 11 February 2019",
    UNITS,
)
SHARING_EDITIONS = Fact("marketing data sharing is there in the editions Advanced and Premium, in the Lightning app", SHARING)
OBJECT_EDITIONS = Fact(
    "custom objects come with Advanced, and with Plus at extra cost", "a third party's article on editions", certain=False
)
ONE_UNIT = Fact("a lead or contact syncs with a prospect of one unit; several lead to conflicts and a slower sync", UNITS)
MOST_UNITS = 25
UNITS_AT_MOST = Fact(
    f"an org has at most {MOST_UNITS} business units, and none can be deleted", "a third party's article on business units", certain=False
)
PARTNER = Fact("a partner is recommended for setting up several business units", PLANNING)
UNIT_ID = Fact("the API is asked with the business unit's id in each call, which begins with `0Uv` and has 18 characters", AUTHENTICATION)
CLICKJACK = Fact(
    "an org that is protected from clickjacking needs a Visualforce page that allows for it to show Account Engagement's data",
    CONSIDERATIONS,
)

# ------------------------------------------------------------------ the user

ALL_RECORDS = Fact("the integration user sees every record that can sync", PLANNING)
SEVERAL_NEED_SHARING = Fact("several accounts on one org may use the integration user only with marketing data sharing", PLANNING)
RECOMMENDED = Fact("with marketing data sharing the integration user is recommended", PLANNING)
PRECONFIGURED = Fact("the integration user is provisioned and set up, and needs no licence of Sales Cloud", PLANNING)
NO_LICENCE = Fact("it uses no standard Salesforce licence", INTEGRATION)
ONLY_IT = Fact(
    "only Account Engagement logs in as the integration user, once a Salesforce admin has completed the set-up: by a connected app that holds the "
    "public half of a key pair, and without a password",
    INTEGRATION,
)
ATTRIBUTED = Fact("all that the connector writes is attributed to the integration user", INTEGRATION)
WITHOUT_MARKETING_USER = Fact("it reaches campaigns without the Marketing User box", INTEGRATION)
PROFILE = "B2BMA Integration User"
CONNECTED_APP = "Pardot Integration Connected App"
#: Whom an unmapped user's prospects belong to.
TO_CONNECTOR_USER = Fact(
    "the record of a prospect whose user is not mapped belongs to the connector's user",
    "third parties' articles on assignment",
    certain=False,
)

# ------------------------------------------------------------------ users

USERS_FROM_SALESFORCE = Fact(
    "the Salesforce user is the source of truth; synced users are read-only in Account Engagement, and are assigned one by one, by public group, "
    "by role, or by role and subordinates",
    USER_SYNC,
)
UNMAPPED_SKIPPED = Fact("a user of the same e-mail address that is not mapped is skipped: map the existing ones first", MAP_USERS)
UNASSIGNED = Fact("whoever is unassigned goes to the recycle bin, and comes back when assigned again", USER_SYNC)
PROFILE_ROLES = Fact("the tab User Sync of the connector says which role a profile has; custom profiles are mapped by hand", ROLES)
UNIQUE_EMAIL = Fact("the e-mail address of a user is unlike any other in all business units", CREATE_USERS)
CONNECT_OWNERS = Fact(
    "users who are assigned leads or contacts are connected on both sides, else the owner differs between the systems", ASSIGNMENT
)

# ------------------------------------------------------------------ operation

WATCHED = Fact("somebody watches the queue of sync errors and mends them; what fails unwatched stays as it was", PLANNING)
STANDING_ERRORS = Fact(
    "an error does not go by itself, unless a change of the record starts its sync again",
    "third parties' lists of questions",
    certain=False,
)
