"""What Marketo calls the triggers, the flow steps and the places that a campaign is built with, each with the page that was read for it.

What no page names has no name here, and sheets say so. PAGES = Adobe's product documentation, by title; GLOSSARY = an answer in Adobe's
community of 2023 to somebody who listed the triggers of an instance.
"""

from collections.abc import Mapping

from syncwright.facts import Fact
from syncwright.records import Struct

_GLOSSARY = "Adobe community: glossary for triggers rules types, 2023"


class Word(Struct, frozen=True):
    """What a thing is called, and the fact behind it. `entries`: what its settings are called, by the key of the specs."""

    name: str
    fact: Fact
    entries: Mapping[str, str] = {}


def _step(name: str, page: str | None = None, **entries: str) -> Word:
    return Word(name, Fact("a flow step of this name", f"Adobe: {page or name}"), entries)


STEPS: Mapping[str, Word] = {
    "change": _step("Change Data Value", attribute="Attribute", to="New Value"),
    "change_score": _step("Change Score"),
    "sync_person": _step("Sync Person to SFDC"),
    "add_to_list": _step("Add to List"),
    "remove_from_list": _step("Remove from List"),
    "create_task": _step("Create Task", subject="Subject", due="Due In", description="Description"),
    "change_owner": _step("Change Owner"),
    "convert_person": _step("Convert Person", notify="notification", status="converted status"),
    "add_to_campaign": _step("Add to SFDC Campaign"),
    "change_status": _step("Change Status in SFDC Campaign", campaign="Campaign", status="New Status"),
    "send_email": _step("Send Email"),
    "alert": _step("Send Alert", others="To Other Emails"),
    "wait": _step("Wait", "Use a Duration in a Wait Flow Step"),
}


def _trigger(name: str, source: str, *, certain: bool = True) -> Word:
    return Word(name, Fact("a trigger of this name", source, certain=certain))


TRIGGERS: Mapping[str, Word] = {
    "created": _trigger("Person is Created", "Adobe: automate an alert for possible duplicate people"),
    "changes": _trigger("Data Value Changes", _GLOSSARY, certain=False),
    "score_changes": _trigger("Score is Changed", _GLOSSARY, certain=False),
    "fills_out_form": _trigger("Fills Out Form", "Adobe: Email Auto-Response"),
    "clicks_link_in_email": _trigger("Clicks Link in Email", "Adobe knowledge base: Trigger Glossary, 2014"),
    "visits_page": _trigger("Visits Web Page", _GLOSSARY, certain=False),
    "added_to_list": _trigger("Added to List", _GLOSSARY, certain=False),
    "added_to_campaign": _trigger("Added to SFDC Campaign", "Adobe knowledge base: Trigger Glossary, 2014"),
    "requested": _trigger("Campaign is Requested", "Adobe: Smart Campaigns (REST API), Request"),
}

#: Menus, click by click.
CREATE = ("Marketing Activities", "the programme", "New", "New Local Asset", "Smart Campaign")
TOKENS = ("Marketing Activities", "the programme", "My Tokens")
CREATE_FACT = Fact("a smart campaign is a local asset of a programme", "Adobe: Create a New Smart Campaign")
TOKENS_FACT = Fact("tokens of a programme are made on its tab My Tokens", "Adobe: Managing My Tokens")
LIST_FACT = Fact("people pass if all filters do, unless another logic is set", "Adobe: Define Smart List for Smart Campaign, Batch")
VALUES_FACT = Fact("the plus sign of a filter takes several values", "Adobe: Add Multiple Values to a Smart List Filter")
ANY_FACT = Fact(
    "any one of several triggers is enough, and then all filters have to pass", "Adobe: Define Smart List for Smart Campaign, Trigger"
)
BOOLEAN_FACT = Fact(
    "a Boolean has to be set to false explicitly before the filters of a trigger campaign evaluate it properly",
    "Adobe: Define Smart List for Smart Campaign, Trigger",
)
FIRST_CHOICE = Fact("only the first choice that fits is applied", "Adobe: Use Add Choice in a Flow Step")
NO_TOKEN = Fact("tokens do not work in the condition of a choice", "Adobe: Use Add Choice in a Flow Step")
NOTHING_FACT = Fact("any choice can be set to --Do Nothing--", "Adobe: Use Add Choice in a Flow Step")
CLEARED = Fact("NULL in capitals empties a field, and an empty value does not", "Adobe: Clear Field Values")
QUALIFY_FACT = Fact(
    "by default a person goes through the flow once, however often they qualify", "Adobe: Edit Qualification Rules in a Smart Campaign"
)
RECUR_FACT = Fact("the Schedule tab shows the next three runs", "Adobe: Schedule a Recurring Batch Campaign")
ONCE_FACT = Fact("Run Once asks whether to run now", "Adobe: Run a Batch Smart Campaign Now")
ACTIVATE_FACT = Fact("a trigger campaign does nothing until it is activated", "Adobe: Activate a Trigger Smart Campaign")
LIMIT_FACT = Fact(
    "with more people than the limit a campaign does not run; person restrictions have to be enabled in Admin",
    "Adobe: Override Person Restrictions in a Smart Campaign",
)
CHECK_FACT = Fact("red squiggly lines are errors, and a campaign that has one does not run", "Adobe: Smart Campaign Checklist")
OWNER_FACT = Fact("without a user or a queue Salesforce's own assignment rules decide", "Adobe: Sync Person to SFDC")
DUE_FACT = Fact("Due In is needed in Salesforce, and is five days where it is left empty", "Adobe: Create Task")
EVERYBODY_SYNCED = Fact("a person whom Salesforce does not hold is synced first", "Adobe: Implied Salesforce Actions")
CONVERTED = Fact("a new account and a new opportunity are made each time", "Adobe: Convert Person")
QUEUE_FACT = Fact("a contact cannot belong to a queue: a second record, a lead, is made of it", "Adobe: Change Owner")
MEMBERS = Fact("the status of somebody who is a member already stays as it is", "Adobe: Add to SFDC Campaign")
ALERT_FACT = Fact("an alert needs an approved e-mail, and tokens among its addresses work in trigger campaigns alone", "Adobe: Send Alert")
APPROVED = Fact("an e-mail can be chosen once it is approved", "Adobe: Send Email")
ZONE_FACT = Fact("durations and times of a wait are those of the subscription's time zone", "Adobe: Use a Duration in a Wait Flow Step")

#: What is said beside a step, by its kind.
BESIDE: Mapping[str, tuple[Fact, ...]] = {
    "sync_person": (),
    "create_task": (DUE_FACT, EVERYBODY_SYNCED),
    "change_owner": (EVERYBODY_SYNCED,),
    "convert_person": (CONVERTED, EVERYBODY_SYNCED),
    "add_to_campaign": (MEMBERS, EVERYBODY_SYNCED),
    "change_status": (EVERYBODY_SYNCED,),
    "send_email": (APPROVED,),
    "alert": (ALERT_FACT,),
    "wait": (ZONE_FACT,),
}

DO_NOTHING = "--Do Nothing--"
#: What nobody has written down, so that whoever builds a campaign looks.
NOT_DOCUMENTED = (
    "in which time zone a schedule runs: compare the runs that the Schedule tab shows",
    "how many choices a flow step may have, and how many values one filter",
    "what a flow step's settings are called, where the sheet has them in lower case",
)
