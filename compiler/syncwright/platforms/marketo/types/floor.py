"""Fields without which the sync fails, apart by what can be done about them: those that field-level security can hide, and so can keep
visible, and those that are as visible as their records, which is looked up in the org. Tables only.

Source: a Marketo Community article (250695), read in part: what it says of campaign members, tasks and events was not. `facts.FLOOR` has the former.
"""

from collections.abc import Mapping

from syncwright.platforms.marketo.facts import FLOOR

_RECORD = ("Id", "IsDeleted", "CreatedDate", "SystemModstamp")

#: Fields that have no field-level security of their own, by object. A path through a lookup is a field of the parent.
VERIFY: Mapping[str, tuple[str, ...]] = {
    "Account": (*_RECORD, "MasterRecordId", "Name", "OwnerId"),
    "Campaign": (*_RECORD, "CampaignMemberRecordTypeId", "Name", "OwnerId"),
    "Contact": (*_RECORD, "Account.Name", "MasterRecordId", "Name", "Owner.Name", "OwnerId"),
    "Lead": (
        *_RECORD,
        "Company",
        "ConvertedAccountId",
        "ConvertedContactId",
        "ConvertedDate",
        "ConvertedOpportunityId",
        "IsConverted",
        "MasterRecordId",
        "Name",
        "Owner.Name",
        "OwnerId",
        "Status",
    ),
    "Opportunity": (*_RECORD, "IsClosed", "IsWon", "LastModifiedDate", "Name", "OwnerId", "StageName"),
    "OpportunityContactRole": (*_RECORD, "ContactId", "IsPrimary", "OpportunityId"),
    "User": ("AccountId", "CreatedDate", "Email", "Id", "ManagerId", "SystemModstamp", "UserType"),
}


def enforced(name: str) -> tuple[str, ...]:
    """The fields of an object that field-level security keeps visible."""
    return FLOOR.get(name, ())


def query(name: str) -> str | None:
    """A query that fails for the sync user where one of the others is not visible; None of an object that needs none."""
    fields = VERIFY.get(name)
    return " ".join(("SELECT", ", ".join(sorted(fields)), "FROM", name, "LIMIT 1")) if fields is not None else None
