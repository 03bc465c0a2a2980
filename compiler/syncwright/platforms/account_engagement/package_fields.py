"""The fields that Account Engagement's managed package brings to leads and contacts, the same on both. A table only; knows no catalog.

Source: counted over the field files of 13 and 16 public orgs: what these hold, and no promise of the vendor.
"""

from collections.abc import Mapping

from syncwright.facts import Fact
from syncwright.inventory import Field

PREFIX = "pi__"
SEEN = Fact(
    "a field of the managed package, which Account Engagement fills; what it is there called is not documented",
    "counted over the field files of public orgs",
    certain=False,
)


def _text(length: int = 255) -> Field:
    return Field(type="Text", length=length)


def _long(length: int) -> Field:
    return Field(type="LongTextArea", length=length)


_MOMENT, _TRUTH = Field(type="DateTime"), Field(type="Checkbox")

#: By API name, without labels, which differ between leads and contacts.
FIELDS: Mapping[str, Field] = {
    "pi__Needs_Score_Synced__c": _TRUTH,
    "pi__Pardot_Last_Scored_At__c": _MOMENT,
    "pi__campaign__c": _text(),
    "pi__comments__c": _long(32_000),
    "pi__conversion_date__c": _MOMENT,
    "pi__conversion_object_name__c": _text(),
    "pi__conversion_object_type__c": _text(),
    "pi__created_date__c": _MOMENT,
    "pi__first_activity__c": _MOMENT,
    "pi__first_search_term__c": _text(),
    "pi__first_search_type__c": _text(),
    "pi__first_touch_url__c": _long(65_000),
    "pi__grade__c": _text(10),
    "pi__last_activity__c": _MOMENT,
    "pi__notes__c": _long(32_000),
    "pi__pardot_hard_bounced__c": _TRUTH,
    "pi__score__c": Field(type="Number", precision=18, scale=0),
    "pi__url__c": Field(type="Url"),
    "pi__utm_campaign__c": _text(),
    "pi__utm_content__c": _text(),
    "pi__utm_medium__c": _text(),
    "pi__utm_source__c": _text(),
    "pi__utm_term__c": _text(),
}
