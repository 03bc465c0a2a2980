"""What the specs say of fields that Account Engagement has otherwise, as rules. Which fields are worth a closer look `suspects.py` decides.

That a lead's field is lost at conversion (GOV508), and that a formula starts no sync (GOV503), is a rule of every platform.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule
from syncwright.platforms.account_engagement.fields import MAPPED
from syncwright.platforms.account_engagement.units import connectors

PAGES = "syncwright.platforms.account_engagement.pages"

UNSUPPORTED = Rule("AEN840", "lookup-or-location-mapped", "error", PAGES)
NUMBER_FOR_A_PHONE = Rule("AEN841", "number-for-a-phone", "error", PAGES)
MAPPED_APART = Rule("AEN842", "one-name-mapped-apart", "error", PAGES)
MAPPED_TWICE = Rule("AEN843", "field-mapped-twice", "error", PAGES)
UNKNOWN_TYPE = Rule("AEN844", "unknown-account-engagement-type", "error", PAGES)
READ_ONLY_OBJECT = Rule("AEN845", "written-to-a-read-only-object", "warning", PAGES)
NOBODY_WRITES = Rule("AEN846", "wins-over-what-nobody-writes", "error", PAGES)
NOT_A_RADIO_BUTTON = Rule("AEN847", "checkbox-of-another-type", "error", PAGES)
REFUSED = Rule("AEN848", "type-that-salesforce-refuses", "error", PAGES)
VALUES_APART = Rule("AEN849", "predefined-values-differ", "error", PAGES)
LOCKED = Rule("AEN850", "locked-field-changed", "error", PAGES)
COMPANY = Rule("AEN851", "company-wins-there", "error", PAGES)
ONLY_OPTED_OUT = Rule("AEN852", "most-recent-field-elsewhere", "error", PAGES)
NO_HISTORY = Rule("AEN853", "opt-out-without-its-history", "error", PAGES)
MOST_RECENT_RECORD = Rule("AEN854", "most-recent-record-chosen", "warning", PAGES)
OPT_OUT_REVERTED = Rule("AEN855", "opt-out-reverted", "warning", PAGES)
OPT_OUT_EDITED = Rule("AEN856", "opt-out-edited-in-vain", "warning", PAGES)
NEVER_CLEARED = Rule("AEN857", "blank-that-never-wins", "warning", PAGES)
COMES_BACK = Rule("AEN858", "blank-that-is-filled-again", "warning", PAGES)

RULES = (
    UNSUPPORTED,
    NUMBER_FOR_A_PHONE,
    MAPPED_APART,
    MAPPED_TWICE,
    UNKNOWN_TYPE,
    READ_ONLY_OBJECT,
    NOBODY_WRITES,
    NOT_A_RADIO_BUTTON,
    REFUSED,
    VALUES_APART,
    LOCKED,
    COMPANY,
    ONLY_OPTED_OUT,
    NO_HISTORY,
    MOST_RECENT_RECORD,
    OPT_OUT_REVERTED,
    OPT_OUT_EDITED,
    NEVER_CLEARED,
    COMES_BACK,
)


@UNSUPPORTED.check
def _fields(catalog: Catalog) -> Iterator[Finding]:
    """Findings of every rule here: most say something of a field on leads and on contacts together."""
    for one in connectors(catalog):
        if not any(owner in catalog.objects for owner in MAPPED):
            return
        # Start-up time: only an estate with this connector and people comes here.
        from syncwright.platforms.account_engagement.types.suspects import suspects

        told = suspects(catalog.objects, MAPPED, one.name)
        if told:
            from syncwright.platforms.account_engagement.types.checks import findings

            yield from findings(catalog, one.name, told)
