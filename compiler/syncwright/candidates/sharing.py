"""What a person asks Salesforce to know what a user may do with one record: sharing says that, and no spec."""

from syncwright.candidates.answer import Remark
from syncwright.candidates.read import Candidate
from syncwright.catalog.model import Catalog

_SEES_ALL = ("ViewAllData", "ModifyAllData")
_SEES_ALL_OF = {"view-all", "modify-all"}


def visible(catalog: Catalog, name: str, candidate: Candidate) -> Remark:
    """Whether a sync user sees the record at all, which is sharing's to say unless the specs let it see every one."""
    user = catalog.users.get(name)
    grants = user.spec.grants if user is not None else None
    if user is not None and grants is not None:
        everything = next((one for one in _SEES_ALL if one in grants.permissions), None)
        if everything is not None:
            says = f"`{name}` sees every record: it has `{everything}`"
            return Remark("visibility", "yes", says, user.at("grants", "permissions", everything))
        if candidate.object in grants.objects and _SEES_ALL_OF & set(grants.objects[candidate.object].access):
            return Remark("visibility", "yes", f"`{name}` sees every `{candidate.object}`", user.at("grants", "objects", candidate.object))
    query = record_access(catalog, name, candidate.id) if candidate.id is not None else "it is not in Salesforce yet"
    return Remark("visibility", "unknown", f"whether `{name}` sees the record: {query}")


def record_access(catalog: Catalog, user: str, record: str | None) -> str:
    """Two queries in words, about a sync user by its name in the specs and a record by its id. Source: UserRecordAccess in the Object Reference."""
    account = catalog.environment.spec.users.get(user)
    username = account.username if account is not None else None
    who = _literal(username) if username is not None else "(its username)"
    id_ = _literal(record) if record is not None and record.isalnum() else "(its id)"
    first = f"SELECT Id FROM User WHERE Username = {who}"  # noqa: S608 - for people to ask
    then = f"SELECT HasReadAccess, HasEditAccess FROM UserRecordAccess WHERE UserId = '(that id)' AND RecordId = {id_}"  # noqa: S608 - the same
    return f"ask `{first}`, and with that id `{then}`"


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
