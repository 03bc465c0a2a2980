"""Which settings of the connector go together, and what is still to be decided. Nothing reads them: people tick them."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding
from syncwright.platforms.account_engagement.compiled import ConnectorSettings
from syncwright.platforms.account_engagement.connection import creation
from syncwright.platforms.account_engagement.connection.rules import SETTING_DOES_NOT_FIT
from syncwright.platforms.account_engagement.settings import place, settings
from syncwright.platforms.account_engagement.units import Unit, units


def open_settings(unit: Unit) -> tuple[str, ...]:
    """What nobody has decided yet, by key. What the connector has no choice of is no question."""
    said = settings(unit)
    found = [one.key for one in creation.SETTINGS_OF_CONNECTOR if getattr(said, one.key) is None and _asked(unit, said, one.key)]
    return (*found, *(key for key in ("creates", "assignment") if getattr(said, key) is None))


def _asked(unit: Unit, said: ConnectorSettings, key: str) -> bool:
    if key == "default_campaign":
        return said.create_prospects is not False
    return key not in ("change_emails", "delete_and_merge") or not unit.connector.spec.same_email_prospects


def fit(catalog: Catalog) -> Iterator[Finding]:
    """Settings that contradict each other."""
    for unit in units(catalog):
        for key, message, help_ in _unfit(unit, settings(unit)):
            yield SETTING_DOES_NOT_FIT(place(unit, "settings", key), f"{message} in `{unit.address}`", help=help_)


def _unfit(unit: Unit, said: ConnectorSettings) -> Iterator[tuple[str, str, str]]:
    """The setting, what is wrong with it, and what to do."""
    spec = unit.connector.spec
    if spec.same_email_prospects:
        if said.change_emails is not None:
            yield "change_emails", f"`change_emails` is said, and {creation.NOT_WITH_SAME_EMAIL.says}, as they may", "take it out"
        if said.delete_and_merge is False:
            yield "delete_and_merge", f"`delete_and_merge` is to be off, and {creation.MERGE_ALWAYS_ON.says}, as they may", "take it out"
    elif said.delete_and_merge and said.change_emails is False:
        message = f"`delete_and_merge` is to be on without `change_emails`, and {creation.MERGE_NEEDS_EMAILS.says}"
        yield "delete_and_merge", message, "say `change_emails: true`, or `delete_and_merge: false`"
    if said.create_prospects is False and said.default_campaign is not None:
        message = "`default_campaign` is said, and no lead or contact becomes a prospect by itself, which is what it is for"
        yield "default_campaign", message, "take it out, or say `create_prospects: true`"
    if said.creates == "person_account" and spec.person_accounts == "off":
        message = "person accounts are to be made of prospects, and `person_accounts` is off"
        yield "creates", message, "say `person_accounts: create_as_person_account`, or `creates: lead`"
