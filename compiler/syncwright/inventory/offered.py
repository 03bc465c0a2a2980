"""Which values a picklist offers: its own, or those of the set that it takes them from. Knows no spec."""

from syncwright.inventory.model import Org

#: The standard value set of a standard picklist, of the objects that marketing platforms sync.
#: Source: StandardValueSet Names and Standard Picklist Fields, Metadata API Developer Guide.
STANDARD_SETS = {
    "Account.AccountSource": "LeadSource",
    "Account.Industry": "Industry",
    "Account.Ownership": "AccountOwnership",
    "Account.Rating": "AccountRating",
    "Account.Type": "AccountType",
    "Campaign.Status": "CampaignStatus",
    "Campaign.Type": "CampaignType",
    "Case.Origin": "CaseOrigin",
    "Case.Priority": "CasePriority",
    "Case.Reason": "CaseReason",
    "Case.Status": "CaseStatus",
    "Case.Type": "CaseType",
    "Lead.Industry": "Industry",
    "Lead.LeadSource": "LeadSource",
    "Lead.Rating": "AccountRating",
    "OpportunityContactRole.Role": "ContactRole",
}


def value_set_of(org: Org, owner: str, name: str) -> str | None:
    """The set that a picklist takes its values from; None if it has its own, or nobody knows."""
    held = org.field(owner, name)
    if held is not None and held.value_set is not None:
        return held.value_set
    return STANDARD_SETS.get(f"{owner}.{name}") if held is not None and not held.values else None


def offered(org: Org, owner: str, name: str) -> tuple[str, ...] | None:
    """The values that can be chosen, by API name; None where the org's source does not say them."""
    shared = value_set_of(org, owner, name)
    if shared is not None:
        return org.value_sets[shared].values if shared in org.value_sets else None
    held = org.field(owner, name)
    return (held.values or None) if held is not None else None
