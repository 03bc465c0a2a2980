"""What is known of fields and their mapping in Account Engagement, each with its source, and what its pages call things. What nobody wrote down is said to be so.

KB = Pardot's knowledge base of 2016, the only text that says some of this.
"""

from collections.abc import Mapping

from syncwright.facts import Fact
from syncwright.platforms.account_engagement.behaviour import TITLES

_MAP = "Salesforce Help: Map Salesforce and Account Engagement Custom Fields"
_SETTINGS = "Salesforce Help: Prospect Field Global Settings"
_BEHAVIOUR = "Salesforce Help: Prospect Field Sync Behavior"
_DEFAULTS = "Salesforce Help: Default Prospect Field Mapping"
_ACCOUNTS = "Salesforce Help: Prospect Account Considerations"
_KB_MAP = "Pardot Knowledge Base: Mapping Salesforce and Pardot Custom Fields, 2016"
_KB_SYNC = "Pardot Knowledge Base: Syncing Prospect Field Values with Salesforce, 2016"

WHO = Fact("fields are mapped by an Account Engagement Administrator", _MAP)
FIRST = Fact("a field of Account Engagement is there before it is mapped", _MAP)
USED = Fact("a Salesforce field that is mapped already is not offered", _MAP)
SEEN = Fact("a Salesforce field that the connector's user does not see is not offered", _MAP)
ONE_NAME = Fact("a field is mapped by API name to leads and contacts alike, whatever the case", _MAP)
NOT_BY_ITSELF = Fact("mapping a field does not start a sync of the values that are there", _MAP)
PREDEFINED = Fact("where pre-defined values are used, type and values follow the Salesforce field", _MAP)
KEPT_IN_STEP = Fact(
    "values that are kept in step are edited in Salesforce and not there, and their order is not Salesforce's",
    "Pardot Knowledge Base: Prospect Field Settings Reference, 2016",
)
OVERWRITES = Fact(
    "a predefined value that is changed overwrites the value of prospects and affects automation rules: add the new one, delete the old one",
    _SETTINGS,
)
DEFAULT = Fact("default fields are mapped when the connector is verified", _DEFAULTS)
ASSUMED = Fact(
    "of a pair that is assumed nobody has written down that the two are mapped: see that they are", "not documented", certain=False
)
LOCKED = Fact("neither the mapping of these nor how they sync can be changed", _DEFAULTS)
REMAPPED = Fact("of a default field that is mapped to another Salesforce field, values of the new one alone sync", _DEFAULTS)
ACCOUNTS = Fact("default account fields are mapped by themselves, custom ones by hand; with a connector nobody edits them here", _ACCOUNTS)
FORMULAS = Fact("a formula that changes starts no sync", "Pardot Knowledge Base: article 2126816, 2016")
OPTED_OUT = Fact(
    "the most recently updated field decides only with field history on the mapped fields, and a connector's user who reads them on leads and contacts",
    _BEHAVIOUR,
)
RECENT_RECORD = Fact(
    "whether fields other than Opted Out still offer the most recently updated record is not documented",
    "third parties' pages",
    certain=False,
)
DIFFERENT = Fact("where both sides have a value and they differ, the side that wins replaces the other's at the next sync", _BEHAVIOUR)
NO_API = Fact(
    "no API sets the sync behaviour, the predefined values or a mapping of default, account and opportunity fields",
    "their absence from version 5 of the API",
    certain=False,
)
UNSUBSCRIBES = Fact(
    "where Salesforce's value wins, an unsubscribe is overwritten by the next sync",
    "greenkeydigital.com: select sync behavior",
    certain=False,
)

#: The page of each kind of fields, and who says that it is called so.
_PROSPECTS = Fact("this page has the fields of prospects", _MAP)
_OTHERS = Fact("these pages have the fields of accounts and opportunities", "flash cards for the certification", certain=False)
_PATH = ("Account Engagement Settings", "Object and Field Configuration")
PAGES: Mapping[str, tuple[tuple[str, ...], Fact]] = {
    "prospect": ((*_PATH, "Prospect Fields"), _PROSPECTS),
    "prospect account": ((*_PATH, "Account Fields"), _OTHERS),
    "opportunity": ((*_PATH, "Opportunity Fields"), _OTHERS),
}
#: What people click and fill in. The knowledge base calls the drop-down `CRM Field Name`.
ADD, NAME, ID, TYPE = "Add Custom Field", "Name", "Custom Field ID", "Type"
FIELD_NAME, BEHAVIOUR, USE_VALUES = "Salesforce Field Name", "Sync Behavior", "Use pre-defined values"
CLICKS = Fact("the page is filled in by these names", f"{_KB_MAP}; {_SETTINGS}")

#: What is chosen, by who wins. `OLDER` calls the first two otherwise.
OPTIONS = TITLES
OLDER = Fact("the knowledge base says Pardot instead of Account Engagement in the names of what is chosen", _KB_SYNC)

#: What is good to know of a blank, by who wins, and whether a blank of Salesforce overwrites.
BLANKS: Mapping[tuple[str, bool], Fact] = {
    ("account_engagement", False): Fact("an empty value of a prospect does not win: it is filled from Salesforce", _BEHAVIOUR),
    ("salesforce", False): Fact("a blank in Salesforce does not win: it is filled from the prospect", _BEHAVIOUR),
    ("salesforce", True): Fact("a blank in Salesforce empties the prospect's value, as Support switched on", _BEHAVIOUR),
}
BLANKS_UNKNOWN = Fact("what the most recent value does where one side is blank is not documented", "not documented", certain=False)

#: What the sheet says is open, so that nobody takes it for settled.
UNDOCUMENTED = (
    "Whether a mapping can be changed while the connector runs without values going the wrong way: no page asks for a pause.",
    "What becomes of a mapping whose Salesforce field is deleted, or no longer seen by the connector's user.",
    "Whether the type of a field can be changed once prospects have values in it.",
    "How many custom fields each edition takes.",
    "What becomes of a value that is longer than its field there: an import cuts it off.",
)
