"""What a person asks Salesforce to know what a user may do with one record: sharing says that, and no spec."""

from syncwright.catalog.model import Catalog


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
