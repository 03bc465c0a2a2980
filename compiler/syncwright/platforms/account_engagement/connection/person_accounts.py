"""Whether people are accounts in the org, and what the connector does about it."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding
from syncwright.platforms.account_engagement.connection import creation
from syncwright.platforms.account_engagement.connection.rules import PERSON_ACCOUNTS_OFF
from syncwright.platforms.account_engagement.units import connectors


def sign(catalog: Catalog) -> str | None:
    """What shows that the org has person accounts; None if nothing does.

    Salesforce's list of standard fields has those of person accounts for every org, so that only what an org alone can have is a sign: a
    custom field of a person as an account has it, record types of person accounts, or a spec that syncs a field of theirs.
    """
    if "PersonAccount" in catalog.org.objects:
        return "PersonAccount"
    held = catalog.org.objects.get("Account")
    custom = min((name for name in held.fields if name.endswith("__pc")), default=None) if held is not None else None
    if custom is not None:
        return f"Account.{custom}"
    said = catalog.objects.get("Account")
    names = (name for name in said.fields if name.startswith("Person") and not name.endswith("__c")) if said is not None else ()
    return next((f"Account.{name}" for name in sorted(names)), None)


def off(catalog: Catalog) -> Iterator[Finding]:
    """Connectors that do not know of the person accounts that there are."""
    for one in connectors(catalog):
        found = sign(catalog) if one.spec.person_accounts == "off" else None
        if found is not None:
            message = (
                f"the org has person accounts, as `{found}` shows, and `{one.name}` does not sync them: {creation.PERSON_ACCOUNTS_OFF.says}"
            )
            help_ = f"say `person_accounts: sync_with_lead_creation` or `create_as_person_account`, and ask Support: {creation.PERSON_ACCOUNTS_BY_SUPPORT.says}"
            yield PERSON_ACCOUNTS_OFF(one.at("person_accounts"), message, help=help_)
