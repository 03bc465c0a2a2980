"""Whether Salesforce would take what the specs say of a campaign's fields. Knows no finding."""

import re
from datetime import date

from syncwright.catalog.model import Catalog
from syncwright.inventory import Field
from syncwright.inventory.offered import offered
from syncwright.names import did_you_mean
from syncwright.platforms.account_engagement.campaigns.held import CAMPAIGN
from syncwright.records import Struct

#: Fields that have a key of their own.
OWN_KEYS = {
    "Name": "name",
    "RecordTypeId": "record_type",
    "StartDate": "starts",
    "EndDate": "ends",
    "IsActive": "active",
    "ParentId": "parent",
    "OwnerId": "user",
}
_NUMBERS = frozenset({"Number", "Currency", "Percent"})
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})")
_MADE = frozenset({"AutoNumber", "Summary"})


class Wrong(Struct, frozen=True):
    """What is wrong with a value, and what to do about it."""

    says: str
    help: str


def wrong_value(catalog: Catalog, name: str, text: str) -> Wrong | None:
    """What is wrong with a field that gets a value; None if nothing is, as far as the org's inventory says."""
    if name in OWN_KEYS:
        return Wrong(f"`{name}` has a key of its own", f"say `{OWN_KEYS[name]}:` of the campaign")
    held = catalog.org.field(CAMPAIGN, name)
    if held is None:
        near = did_you_mean(name, catalog.org.objects[CAMPAIGN].fields) if CAMPAIGN in catalog.org.objects else None
        return Wrong(f"`{CAMPAIGN}` has no field `{name}`", near or "name a field of the campaign by its API name")
    if held.formula is not None or held.read_only or held.type in _MADE:
        return Wrong(f"nobody can write `{CAMPAIGN}.{name}`", "leave it out: Salesforce makes its value")
    return _by_type(held, name, text) or _by_values(catalog, held, name, text)


def _by_type(held: Field, name: str, text: str) -> Wrong | None:
    path = f"`{CAMPAIGN}.{name}`"
    if held.length is not None and len(text) > held.length:
        return Wrong(f"{path} takes {held.length} characters, and this has {len(text)}", "shorten it")
    if held.type == "Checkbox" and text not in ("true", "false"):
        return Wrong(f"{path} is a checkbox, and `{text}` is neither `true` nor `false`", "say one of the two")
    if held.type in _NUMBERS and not _NUMBER.fullmatch(text):
        return Wrong(f"{path} is a number, and `{text}` is none", "write digits alone, with a point before a fraction")
    if held.type == "Date" and not _is_day(text):
        return Wrong(f"{path} is a date, and `{text}` is none", "write it as in `2026-03-31`")
    if held.type == "DateTime" and not _MOMENT.fullmatch(text):
        return Wrong(f"{path} is a date and time, and `{text}` is none", "write it as in `2026-03-31T08:00:00Z`")
    return None


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _by_values(catalog: Catalog, held: Field, name: str, text: str) -> Wrong | None:
    known = offered(catalog.org, CAMPAIGN, name) if held.type in ("Picklist", "MultiselectPicklist") else None
    if known is None:
        return None
    said = text.split(";") if held.type == "MultiselectPicklist" else [text]
    strange = next((one for one in said if one not in known), None)
    if strange is None:
        return None
    listed = f"its values: {', '.join(f'`{one}`' for one in known[:12])}"
    return Wrong(f"`{strange}` is no value of `{CAMPAIGN}.{name}`", did_you_mean(strange, known) or listed)
