"""Contacts instead of leads: what an assigned prospect without a match becomes in Salesforce. Support's alone, and for good."""

from syncwright.platforms.account_engagement.settings import place, settings
from syncwright.platforms.account_engagement.support import facts
from syncwright.platforms.account_engagement.support.request import Request
from syncwright.platforms.account_engagement.units import Unit

NAME = "contacts-instead-of-leads"


def request(unit: Unit) -> Request | None:
    """None unless the specs want it."""
    if settings(unit).creates != "contact":
        return None
    said = ".".join(map(str, place(unit, "settings", "creates").keys))
    return Request(
        NAME,
        "Contacts instead of leads",
        f"The specs say that an assigned prospect of `{unit.address}` that matches no record becomes a contact.",
        f"connector/{unit.connector.name}#{said}",
        (facts.CONTACTS,),
        ("Please turn on for this business unit that its connector creates contacts instead of leads. We know that this is irreversible.",),
        "a test prospect that matches nothing and is assigned becomes a contact",
        before=(
            "Somebody who may decide it has decided it, as there is no way back.",
            "Decide which account such a contact belongs to: nothing here says that it has one.",
        ),
        open=("which account a contact belongs to that is made this way, if any",),
    )
