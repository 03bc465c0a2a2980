"""What is known of Marketing Data Sharing rules, each with its source. What nobody wrote down is said to be so."""

from collections.abc import Mapping

from syncwright.facts import Fact

CONFIGURE = "Salesforce Help: Configure Marketing Data Sharing Rules"
GUIDELINES = "Salesforce Help: Guidelines for Using Marketing Data Sharing"

#: Objects that rules are documented for; custom objects besides.
OBJECTS = ("Lead", "Contact", "Opportunity")
#: Objects that only a third party reports, in the same list of the user interface.
REPORTED = ("Case", "Event", "Quote")
#: Of an org with Marketing Data Sharing this object of the managed package is not supported.
CHANGE_LOG = "pi__ObjectChangeLog__c"
#: These two have a rule together, or none has.
PAIR = ("Lead", "Contact")

FORM = Fact("each object has one rule at most, of one field, and its operator is equals", CONFIGURE)
OWN_FIELD = Fact("the field belongs to the rule's object and is not mapped to a field of Account Engagement", CONFIGURE)
CASE = Fact("rules mind the case of a value", CONFIGURE)
BOTH = Fact("without a rule the permissions of the connector's user decide what syncs; with one, both do", CONFIGURE)
UNIQUE = Fact("rules are unlike in each business unit; otherwise sync issues skew the data", CONFIGURE)
VERSION = Fact("every business unit of the org has version 2 of the Salesforce connector", CONFIGURE)
WHO = Fact("rules are set in the Lightning app of the Premium or Advanced edition, by an Account Engagement Administrator", CONFIGURE)
PAIRED = Fact("leads and contacts have rules together; where there are several business units, in each of them", GUIDELINES)
PAUSED = Fact("the connector is paused before a rule is made or changed; otherwise data may sync to the wrong unit", GUIDELINES)
ARCHIVED = Fact("the prospect of a record that stops matching, as the record or the rule changed, is sent to the recycle bin", GUIDELINES)
OWN_RECORDS = Fact("a lead or contact that the connector's user made matches by default", GUIDELINES)
NO_CHANGE_LOG = Fact("the ObjectChangeLog is not supported together with Marketing Data Sharing", GUIDELINES)
IMPORTS = Fact(
    "an import by e-mail of somebody whose record does not match makes a new lead, and archives the prospect: import by CRM id", GUIDELINES
)
NO_MAIL = Fact(
    "Engage mail to a lead or contact that does not match is not sent; a prospect is made for it and archived at once", GUIDELINES
)
ONE_UNIT = Fact(
    "a lead or contact syncs with a prospect of one business unit; several lead to conflicts and a slower sync",
    "Salesforce Help: Account Engagement Business Units",
)
#: By absence: the registry of Salesforce's deploy library has no such type, and the API's list of objects none either.
NO_API = Fact("no API and no metadata type is known that sets these rules", "their absence from both", certain=False)
WHERE = "Account Engagement Settings, Connectors, Edit Settings of the Salesforce connector, Marketing Data Sharing"

#: What the sheet says is open, so that nobody takes it for settled.
UNDOCUMENTED = (
    "Where the switch is that pauses and resumes the connector, and how the page shows the value of a checkbox.",
    "Whether one rule takes several values of its field: a third party reports it, and each rule here has one.",
    "Whether a formula, a roll-up or a number that counts itself can be the field of a rule: nobody can edit one, which is asked for.",
    "How long a prospect stays in the recycle bin, and whether it comes back by itself once its record matches again.",
)

#: Standard fields that prospects have by default, so that somebody has to take the mapping away first. Most are not documented as such.
MAPPED_BY_DEFAULT: Mapping[str, Fact] = {
    name: Fact("a default field of prospects is mapped to it", "third parties' lists of default prospect fields", certain=False)
    for name in ("HasOptedOutOfEmail", "Salutation", "LeadSource", "Industry", "DoNotCall")
}
