"""What opens fields to Marketo in each edition of Salesforce. Adobe has a set-up page for three; of the others nothing is documented. Tables only."""

from collections.abc import Mapping
from typing import Literal

from syncwright.records import Struct

#: What decides which fields the sync user sees.
By = Literal["field-level security", "page layouts"]


class Edition(Struct, frozen=True):
    """One edition. `api`: whether it brings the API by itself."""

    by: By
    profile: str
    api: bool
    source: str


_WITH_SECURITY = Edition("field-level security", "Marketo-Salesforce Sync", True, "Adobe: Salesforce sync set-up, Enterprise and Unlimited")
EDITIONS: Mapping[str, Edition] = {
    "enterprise": _WITH_SECURITY,
    "unlimited": _WITH_SECURITY,
    "professional": Edition("page layouts", "System Administrator", False, "Adobe: Salesforce sync set-up, Professional"),
}
