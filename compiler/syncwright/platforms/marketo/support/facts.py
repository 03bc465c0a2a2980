"""What is documented of what Marketo Support does, and of the maps and sandboxes that it does it with. Nothing here has an API."""

from syncwright.facts import Fact

# ------------------------------------------------------------------ which filter is in force

NOT_ASKED_TWICE = (
    "which operators a filter can have, so that its condition is asked for in words",
    "whether a filter of one object also keeps out records of another, such as the contacts of an account",
    "whether a record that leaves the filter is changed in Marketo once more",
)

# ------------------------------------------------------------------ maps

NAMED_ANEW = Fact("a field whose API name changes is a new field in Marketo", "Adobe: field sync")
#: A Marketing Nation article: the ticket lists the maps as they are and as they should be, and values that are there are not pushed again.
MAPPED_BY_SUPPORT = Fact(
    "after the first sync Marketo Support can map the old field to the new name instead",
    "Marketing Nation: re-mapping SFDC fields",
    certain=False,
)
INITIAL_MAP = Fact(
    "Field Management shows the map of the first sync, and not what it became since",
    "Adobe: view field mappings between Marketo and Salesforce",
)
SIMILAR_NAMES = Fact(
    "at the first sync Marketo makes one field of the custom fields of leads and contacts that have similar names; until Sync Fields is "
    "clicked, maps of custom fields can be made and broken by hand",
    "Adobe: edit initial field mappings",
)
STANDARD_MAPS = Fact("maps of standard fields cannot be changed", "Adobe: edit initial field mappings")
NAMES_ASKED = Fact(
    "a ticket says the map as it is and as it should be, with Marketo's names and the API names of Salesforce",
    "Marketing Nation: re-mapping SFDC fields",
    certain=False,
)
EXPORT_FIRST = Fact(
    "values are exported before, or copied from one field to the other by a smart campaign, as they can be lost",
    "Marketing Nation: re-mapping SFDC fields",
    certain=False,
)
NOT_PUSHED = Fact(
    "after it Marketo does not push to Salesforce the values that are there", "Marketing Nation: re-mapping SFDC fields", certain=False
)

# ------------------------------------------------------------------ sandboxes

LINKED = Fact("Marketo Support connects a sandbox to the live subscription; then programmes can be imported", "Adobe: import a program")
OWN_ORG = Fact(
    "a sandbox cannot sync with the CRM that the production instance syncs with; the CRM's own sandbox is for that",
    "Adobe: Marketo sandbox",
)
NO_SWITCHING = Fact(
    "once a sync has begun, its Salesforce credentials and its subscription cannot be switched", "Adobe: log in using OAuth 2.0"
)
IMPORTED = (
    Fact(
        "batch campaigns of an imported programme have to be scheduled and its triggers activated: the import switches both off",
        LINKED.source,
    ),
    Fact("a programme with an image among its My Tokens loses all of them on import", LINKED.source),
    Fact("landing pages and mails with dynamic content are left out of an import", LINKED.source),
    Fact("whoever imports needs a role with the permission Import Program", LINKED.source),
)
EMPTY = Fact("a sandbox starts empty; Support can copy the instance into it once, and says what that leaves out", "Adobe: Marketo sandbox")
THROTTLED = Fact("a sandbox sends up to 30 mails in one run of a campaign", "Adobe: Marketo sandbox")
OTHER_LOGIN = Fact("people log in to it with another mail address than to production", "Adobe: Marketo sandbox")
NOT_DOCUMENTED_OF_SANDBOXES = (
    "which of the two subscriptions has to ask, and whether both admins have to agree",
    "whether importing works in both directions once they are linked",
)
