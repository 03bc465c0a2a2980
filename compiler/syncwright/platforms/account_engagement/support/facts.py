"""What is documented of the switches of a business unit that its people cannot set, or not undo, beyond what its connector is known by (`connection/`).

None of them has an API.
"""

from syncwright.facts import Fact

_SAME_EMAIL = "Salesforce Help: Allowing Multiple Prospects with the Same Email Address"
_FEWER = "Salesforce Help: Considerations for Accounts That Allow Multiple Prospects with the Same Email Address"
_BEHAVIOUR = "Salesforce Help: How Sync Behavior Works"
_PERSON = "Salesforce Help: Create a Person Account"
_OPTIONS = "Salesforce Help, article 000383961: Advanced Salesforce Syncing Options for Account Engagement"

# ------------------------------------------------------------------ several prospects with one e-mail address

ON_SINCE_2016 = Fact(
    "several prospects may have one e-mail address in every business unit made after June 14, 2016, and where an admin turned that on",
    _SAME_EMAIL,
)
FOR_GOOD = Fact("once prospects may share an e-mail address, that cannot be turned off", _SAME_EMAIL)
#: Of 2017; that Support does it instead is nowhere documented.
BY_ADMIN = Fact(
    "the account settings show whether it is on, and an admin turns it on by a link there where it is not",
    "Pardot Knowledge Base, 2017: Allowing Multiple Prospects with the Same Email Address",
    certain=False,
)
FEWER_SETTINGS = Fact(
    "the connector has fewer settings: it makes prospects of new records, and deletes and merges with Salesforce, in any case",
    _FEWER,
)

# ------------------------------------------------------------------ person accounts

LOST_AT_CONVERSION = Fact(
    "without it the connector cannot see the person account that a lead was converted to, and makes a lead of the prospect anew", _OPTIONS
)
WITH_LEADS = Fact(
    "with it prospects still become leads; once a lead is converted to a person account, that is what syncs, and no lead is made anew",
    _OPTIONS,
)
WITHOUT_LEADS = Fact("an assigned prospect that matches nothing becomes a person account and no lead", _PERSON)
TWO_RECORDS = Fact(
    "one person account is two records in Account Engagement, a prospect and a prospect account, and the mapping of fields stays what it is",
    "Salesforce Help: Person Account Syncing with Salesforce",
)
A_SWITCH = Fact("the settings of the connector have a box for it, with a prompt that an administrator confirms", _PERSON)
NOT_TAKEN_BACK = Fact(
    "syncing with person accounts cannot be switched off again",
    "The Spot for Pardot, July 2025: person accounts",
    certain=False,
)

# ------------------------------------------------------------------ contacts instead of leads

CONTACTS = Fact("Salesforce Customer Support turns on that prospects become contacts and no leads, which is irreversible", _PERSON)

# ------------------------------------------------------------------ blank values

VALUE_BEATS_BLANK = Fact("a value replaces a blank, whichever side it is on, whatever the sync behaviour of the field", _BEHAVIOUR)
BLANK_IS_A_VALUE = Fact(
    "once it is switched on, a blank of Salesforce is a value, and replaces that of the prospect where Salesforce's value is used",
    _BEHAVIOUR,
)
BY_SUPPORT = Fact("that blanks of Salesforce replace values is switched on by Salesforce Customer Support", _BEHAVIOUR)
