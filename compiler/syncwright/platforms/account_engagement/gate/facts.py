"""Why each thing is looked at before a connector is unpaused, with its source. What rests on nothing but care says so."""

from syncwright.facts import Fact
from syncwright.platforms.account_engagement.connection.facts import CODES, CONSIDERATIONS, PLANNING, SWITCHING, UNITS

_PERMISSIONS = "Salesforce Help: Add permissions to the connector user"
_CUSTOM_FIELDS = "Salesforce Help: Map Salesforce and Account Engagement Custom Fields"
_BEHAVIOUR = "Salesforce Help: Prospect Field Sync Behavior"
_MATCHING = "Salesforce Help, on prerequisites for syncing prospects"
#: Nobody prescribes it; what was written stays written, so that it is worth the hour.
CARE = "care, prescribed by nobody"

VERSION = Fact(
    "only version 2 of the connector can be paused and resumed, and takes the integration user",
    f"{SWITCHING}; {CODES}, 234",
)
PROVISIONED = Fact("a connector of version 2 is provisioned paused, and no record syncs until it is unpaused", CONSIDERATIONS)
VERIFIED = Fact("what is asked of a connector that is not verified is answered by error 233", CODES)
EDITION = Fact("business units and Marketing Data Sharing are part of the Advanced and Premium editions", UNITS)
METHOD = Fact(
    "the integration user sees all records, so that several units share an org through it only with Marketing Data Sharing", PLANNING
)
OBJECTS = Fact("a connector user needs the object and field permissions that Salesforce lists", _PERMISSIONS)
FIELDS_SEEN = Fact("a field that the connector's user cannot see is not offered for mapping", _CUSTOM_FIELDS)
BANNER = Fact(
    "the page of connectors warns when the user lacks recommended permissions, and lists them", "a third party's report", certain=False
)
CONVERSION = Fact(
    "a custom field of leads keeps its value at conversion only where it is mapped to a field of the contact",
    "the implementation guide: Map Custom Lead Fields",
)
BEHAVIOUR = Fact("each mapped field has a sync behaviour, which says whose value stays where both differ", _BEHAVIOUR)
NO_BEHAVIOUR_API = Fact("no operation of the API sets a sync behaviour", "Account Engagement API v5: custom fields")
PICKLISTS = Fact(
    "a restricted picklist takes a value only if it is the same in case and blanks", "Account Engagement's knowledge base, 2126816"
)
DUPLICATES = Fact("without the CRM id as key, records are matched by e-mail address", _MATCHING)
SUPPORT = Fact(
    "some switches are Salesforce Support's: person accounts, and that blank values overwrite", f"{CONSIDERATIONS}; {_BEHAVIOUR}"
)
SETTINGS = Fact("settings of the connector are to be reviewed before it is unpaused", CONSIDERATIONS)
CREATES = Fact("an assigned prospect that matches no record becomes a lead", _MATCHING)
USERS = Fact(
    "users sync while the connector is paused; a prospect's owner who is mapped to no user leaves the record to the connector's user",
    "third parties",
    certain=False,
)
CAMPAIGNS = Fact("which campaigns connect to a unit is chosen by campaign record types", UNITS)
REJECTED = Fact(
    "validation rules, required fields and duplicate rules refuse what the connector writes",
    "third parties' lists of sync errors",
    certain=False,
)
LOAD = Fact("a queue is worked off at about 12,000 records an hour", "a third party's estimate", certain=False)
ALLOCATION = Fact("whether the first load uses up requests of the Salesforce org is not documented, so that somebody looks", CARE)
BACKUP = Fact("a pause stops the sync, and nothing says that it takes back what was written", CARE)
WATCHED = Fact("records and fields whose errors nobody mends stay as they were", PLANNING)
SMOKE = Fact("while the connector is paused, single records can be synced by hand on both sides", CONSIDERATIONS)
PARTNER = Fact("a partner is recommended where there are several business units", PLANNING)
CADENCE = Fact("it looks for changes as often as every 2 minutes; more records take longer", CONSIDERATIONS)
QUEUE = Fact("the queue grows for ever where flows or mass updates keep touching records", "Account Engagement FAQ: CRM sync queue")
NO_QUEUE_API = Fact(
    "no operation of the API reads the queue or its errors", "Account Engagement API v5: the list of its operations", certain=False
)
STATE = Fact("the environment says whether the connector runs, and plans go by it", "this estate's specs")

#: Where it is looked at, click by click.
CONNECTORS = ("Account Engagement Settings", "Connectors")
QUEUE_PAGE = ("Admin", "Connectors", "Actions", "Sync Queue")
