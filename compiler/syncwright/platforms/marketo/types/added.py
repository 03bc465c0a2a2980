"""The fields that Marketo would like to have on leads and contacts, with the types of Adobe's table. Tables only.

Source: Adobe's "Add Marketo Fields to Salesforce", step 1 of 3, for every edition. All are optional; the first three are recommended.
"""

from collections.abc import Mapping

from syncwright.inventory import Field
from syncwright.platforms.marketo.facts import ADDED

_TEXT = Field(type="Text", length=255)
_TYPES: Mapping[str, Field] = {
    "mkto71_Lead_Score__c": Field(type="Number", precision=10, scale=0),
    "mkto71_Acquisition_Date__c": Field(type="DateTime"),
    "mkto71_Acquisition_Program_Id__c": Field(type="Number", precision=18, scale=0),
}
RECOMMENDED = ("mkto71_Lead_Score__c", "mkto71_Acquisition_Date__c", "mkto71_Acquisition_Program__c")


def added(name: str) -> Field | None:
    """The type of one of them; None of any other field."""
    return _TYPES.get(name, _TEXT) if name in ADDED else None
