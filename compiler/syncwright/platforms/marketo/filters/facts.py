"""What is documented of Marketo's custom sync filter, and what is not. Nothing here has an API."""

from syncwright.facts import Fact

BY_SUPPORT = Fact("Marketo Support sets such a filter up", "Adobe: Salesforce sync backlog metrics")
NOT_SHOWN = Fact("only Marketo Support can say which filter is there now", "Adobe: checklist for an inherited instance, admin section")
INDEXED = Fact("the fields that it tests should be indexed in Salesforce", "Adobe: Salesforce sync backlog metrics")
NO_FORMULA = Fact("what a formula refers to does not reach Marketo until something else changes the record", "Adobe: field sync")
NEXT_UPDATE = Fact(
    "values that are there when a field becomes visible reach Marketo with the next update of each record",
    "Adobe: add an existing Salesforce field to the sync",
)

FROM_CRM_TOO = Fact(
    "the flow step Delete Person deletes from the CRM as well, unless that is switched off in the step", "Adobe: Delete Person"
)
NO_WAY_BACK = Fact("deleting a person deletes its historical RCE data as well and cannot be undone", "Adobe: Delete Person")
COMES_BACK = Fact(
    "somebody who is deleted in Marketo and kept in Salesforce is made again when the Salesforce record is updated", "Adobe: Delete Person"
)

#: What nobody has written down, so that the ticket asks for it.
NOT_DOCUMENTED = (
    "which operators and kinds of fields the filter can test; a checkbox that is equal to a value is what we ask for",
    "which objects it can be about",
    "what becomes of records that were synced before and are out of scope: whether they stay in Marketo and no longer change",
    "whether the sync has to be paused while it is set up",
)
#: The same of smart lists.
LISTS_NOT_DOCUMENTED = (
    "what a smart list makes of a Boolean without a value: somebody whom neither of two such lists finds has none",
    "what Marketo calls a field that it made itself: these names are the labels that the fields have in Salesforce",
    "how text outside ASCII is compared without regard to case",
    "whether a percentage keeps its fraction: the API's documentation calls it a whole number",
    "how many filters a smart list may have",
)
