"""Standard fields that Marketo's sync leaves alone, whoever sees them. Tables only.

Source: Adobe's support article ka-29492. It also lists the mailing address of contacts, which Adobe's default mapping has as synced; these
are not taken over here, as the two pages contradict each other.
"""

from collections.abc import Mapping

from syncwright.facts import Fact
from syncwright.platforms.marketo.types.floor import VERIFY

IGNORED = Fact("Adobe's support lists it among the fields that the sync ignores", "Adobe: support article ka-29492")

EVERYWHERE = frozenset({"CreatedById", "LastActivityDate", "LastModifiedById", "LastModifiedDate", "MasterRecordId", "SystemModstamp"})
OF_OBJECT: Mapping[str, frozenset[str]] = {
    "Account": frozenset(
        {
            "Fax",
            "Ownership",
            "Rating",
            "ShippingCity",
            "ShippingCountry",
            "ShippingPostalCode",
            "ShippingState",
            "ShippingStreet",
            "TickerSymbol",
        }
    ),
    "Contact": frozenset(
        {
            "AssistantName",
            "AssistantPhone",
            "HomePhone",
            "LastCURequestDate",
            "LastCUUpdateDate",
            "Name",
            "OtherCity",
            "OtherCountry",
            "OtherPhone",
            "OtherPostalCode",
            "OtherState",
            "OtherStreet",
            "ReportsToId",
        }
    ),
}
#: The objects that the article is about.
_ABOUT = ("Account", "Contact", "Lead")
#: Compounds of which every part is listed.
WHOLE: Mapping[str, frozenset[str]] = {"Account": frozenset({"ShippingAddress"}), "Contact": frozenset({"OtherAddress"})}


def ignored(owner: str, name: str) -> bool:
    """Whether the sync leaves a field alone, and does not need it. A compound counts where all its parts do."""
    if name in VERIFY.get(owner, ()):
        return False
    return (owner in _ABOUT and name in EVERYWHERE) or name in OF_OBJECT.get(owner, ()) or name in WHOLE.get(owner, ())
