"""Whether several prospects may have one e-mail address: to be on, or found to be off, before anything syncs, as it decides what matches what."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.platforms.account_engagement.connection.creation import FIRST_OF_SEVERAL, MATCH_BY_EMAIL, MATCH_BY_ID, NOT_WITH_SAME_EMAIL
from syncwright.platforms.account_engagement.support import facts
from syncwright.platforms.account_engagement.support.request import Query, Request
from syncwright.platforms.account_engagement.units import Unit
from syncwright.runbook.task import sentence

NAME = "same-email"
_OPEN = (
    "what becomes of prospects that match by their e-mail address today, once the CRM id is what matches them",
    "how long the switch takes, and whether the connector has to be paused meanwhile",
)


def request(catalog: Catalog, unit: Unit) -> Request:
    """For every unit, as nothing but a look tells which of both it is."""
    key = f"connector/{unit.connector.name}#same_email_prospects"
    counts = tuple(_counts(catalog, unit))
    return _on(unit, key, counts) if unit.connector.spec.same_email_prospects else _off(unit, key, counts)


def _on(unit: Unit, key: str, counts: tuple[Query, ...]) -> Request:
    return Request(
        NAME,
        "Several prospects with one e-mail address",
        f"The specs say that several prospects of `{unit.address}` may have one e-mail address, so that the CRM id matches prospects and records.",
        key,
        (
            facts.ON_SINCE_2016,
            facts.FOR_GOOD,
            MATCH_BY_ID,
            FIRST_OF_SEVERAL,
            facts.FEWER_SETTINGS,
            NOT_WITH_SAME_EMAIL,
            facts.BY_ADMIN,
        ),
        (
            "Please see whether this business unit allows several prospects with the same e-mail address (AMPSEA), and turn it on if it does not.",
            "We know that it cannot be turned off again.",
        ),
        "the account settings, or Support's answer, say that several prospects may have one e-mail address",
        before=(
            "Look at the account settings, which show it by an older article.",
            "If it is on, nothing has to be sent: attest the task with what the page shows.",
            "If it is not: somebody who may decide it has decided it, as there is no way back.",
            "Count the addresses that several records have: each of those records gets a prospect of its own.",
            "Import by CRM id from then on.",
        ),
        counts=counts,
        after=("Sync one lead of an address that two records have: it has a prospect of its own, with its CRM id.",),
        open=_OPEN,
    )


def _off(unit: Unit, key: str, counts: tuple[Query, ...]) -> Request:
    return Request(
        NAME,
        "No two prospects with one e-mail address",
        f"The specs say that no two prospects of `{unit.address}` have one e-mail address, so that it matches prospects and records.",
        key,
        (facts.ON_SINCE_2016, facts.FOR_GOOD, MATCH_BY_EMAIL, facts.BY_ADMIN),
        ("Please tell us whether this business unit allows several prospects with the same e-mail address (AMPSEA), and change nothing.",),
        "the account settings, or Support's answer, say that no two prospects can have one e-mail address",
        before=(
            "Look at the account settings, which show it by an older article.",
            "If it is on, it stays on: say `same_email_prospects: true` in the specs, and build again.",
            "Count the addresses that several records have: one prospect syncs with one of those records.",
        ),
        counts=counts,
        after=(
            f"{sentence(MATCH_BY_EMAIL)} Which of several records that is, decide before the first sync: merge the others, or keep them out.",
        ),
    )


def _counts(catalog: Catalog, unit: Unit) -> Iterator[Query]:
    """The addresses that several records of an object have."""
    for owner in ("Lead", "Contact"):
        held = catalog.objects.get(owner)
        if held is not None and held.syncs(unit.connector.name):
            yield Query(
                f"{owner}: e-mail addresses that several records have.",
                f"SELECT Email, COUNT(Id) FROM {owner} WHERE Email != null GROUP BY Email HAVING COUNT(Id) > 1",  # noqa: S608 - for people to ask
                f"object/{owner}",
            )
