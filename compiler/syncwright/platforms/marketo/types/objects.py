"""What Marketo does with the records of each object of Salesforce: which way they go, and who wins. Tables only.

Source: Adobe's pages on the details of the Salesforce sync, one for each object.
"""

from collections.abc import Mapping
from typing import Literal

from syncwright.facts import Fact
from syncwright.records import Struct
from syncwright.spec.words import Direction

Winner = Literal["marketo", "salesforce"]

#: How long a cycle pauses before the next begins, in minutes. A change takes what is left of a cycle, and this.
PAUSE = 5
CYCLE = Fact("each cycle takes some time and then pauses for 5 minutes, so that a change takes longer than that", "Adobe: Salesforce sync")


class ObjectSync(Struct, frozen=True):
    """One object. `direction`: the widest that its records go; `wins`: whose value is kept when both sides changed, None where none is said.

    `but`: what does not follow from the two.
    """

    direction: Direction
    wins: Winner | None
    but: str
    source: str


OBJECTS: Mapping[str, ObjectSync] = {
    "Account": ObjectSync(
        "from-salesforce",
        "salesforce",
        "what is changed in Marketo stays there, for all people of the company, until the account changes",
        "Adobe: account sync",
    ),
    "Campaign": ObjectSync(
        "two-way",
        None,
        "only with campaign sync; type and actual cost go to Salesforce alone, from channel and period cost",
        "Adobe: campaign sync",
    ),
    "CampaignMember": ObjectSync(
        "two-way", None, "only with campaign sync; a member who is not in Salesforce is created there as a lead", "Adobe: campaign sync"
    ),
    "Contact": ObjectSync("two-way", "salesforce", "its owner cannot be changed from Marketo", "Adobe: contact sync"),
    "Event": ObjectSync("from-salesforce", None, "", "Adobe: activity sync"),
    "Lead": ObjectSync(
        "two-way", "marketo", "it is created in Salesforce by a flow step or by campaign sync, not by itself", "Adobe: lead sync"
    ),
    "Opportunity": ObjectSync("from-salesforce", None, "without a contact role it belongs to nobody", "Adobe: opportunity sync"),
    "OpportunityContactRole": ObjectSync("from-salesforce", None, "", "Adobe: opportunity sync"),
    "Task": ObjectSync(
        "from-salesforce", None, "tasks that Marketo makes come of a flow step or of activities that are synced", "Adobe: activity sync"
    ),
    "User": ObjectSync(
        "from-salesforce", None, "as sales owner and account owner; a queue leaves them blank", "Adobe: lead and account owner sync"
    ),
}
CUSTOM = ObjectSync(
    "from-salesforce", None, "only once it is enabled, and linked to a lead, a contact or an account", "Adobe: custom object sync"
)


#: Custom objects, and those of other systems that Salesforce shows as such.
CUSTOM_ENDINGS = ("__c", "__x")


def object_sync(name: str) -> ObjectSync | None:
    """What is documented of an object; None of a standard object of which nothing is."""
    return OBJECTS.get(name) or (CUSTOM if name.endswith(CUSTOM_ENDINGS) else None)
