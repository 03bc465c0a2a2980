"""What a prospect says of itself, in the names of version 5 of the API and of the versions before it."""

from syncwright.candidates.read import MISSING, Candidate
from syncwright.record_ids import whole_id

#: Stands where a prospect's id of Salesforce stood. help.pardot.com, article 2128039 of 2016.
DELETED = "[[crm_deleted]]"
#: The same after its syncing was disabled. Third parties' lists of questions.
IGNORED = "[[crm_ignore_prospect]]"
NOT_DOCUMENTED = "not documented"

_IDS = ("salesforceLeadId", "salesforceContactId", "salesforceId", "crm_lead_fid", "crm_contact_fid", "salesforce_fid")
_ASSIGNED = ("assignedToId", "assignedTo", "assigned_to")


def mark(prospect: Candidate) -> str | None:
    """The mark that it has instead of an id."""
    said = {value for name in _IDS if isinstance(value := prospect.get(name), str)}
    return DELETED if DELETED in said else IGNORED if IGNORED in said else None


def crm_ids(prospect: Candidate) -> frozenset[str]:
    """The records of Salesforce that it is linked with, as ids of 18 characters."""
    said = (value for name in _IDS if isinstance(value := prospect.get(name), str))
    return frozenset(found for value in said if (found := whole_id(value)) is not None)


def email(one: Candidate) -> str | None:
    """An e-mail address, to be compared; None if there is none, or it is not said."""
    said = one.get("Email")
    return said.strip().casefold() if isinstance(said, str) and said.strip() else None


def is_assigned(prospect: Candidate) -> bool | None:
    """Whether it has an assigned user; None if it does not say."""
    said = [value for name in _ASSIGNED if (value := prospect.get(name)) is not MISSING]
    return any(value not in (None, "", {}, 0) for value in said) if said else None
