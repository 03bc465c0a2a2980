"""The requests as tasks of the runbook: each is sent by a person and answered by Support, and nothing else tells that it was."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.facts import Fact
from syncwright.platforms.account_engagement.runbook.task import Task
from syncwright.platforms.account_engagement.support import blank_overwrite, contacts, facts, person_accounts, same_email
from syncwright.platforms.account_engagement.support.request import Request
from syncwright.platforms.account_engagement.support.requests import path_of, requests
from syncwright.platforms.account_engagement.units import Unit

#: What each task is called, and why it is done.
_TITLES: dict[str, tuple[str, Fact]] = {
    same_email.NAME: ("see whether prospects may share an e-mail address, and have it as the specs say", facts.FOR_GOOD),
    person_accounts.NAME: ("have person accounts sync", facts.LOST_AT_CONVERSION),
    contacts.NAME: ("have Support make contacts of prospects instead of leads", facts.CONTACTS),
    blank_overwrite.NAME: ("have Support let blank values of Salesforce overwrite", facts.BY_SUPPORT),
}


def tasks(catalog: Catalog, unit: Unit) -> Iterator[Task]:
    """One for each request."""
    for request in requests(catalog, unit):
        yield _task(catalog, unit, request)


def _task(catalog: Catalog, unit: Unit, request: Request) -> Task:
    title, fact = _TITLES[request.name]
    return Task(
        f"support/{request.name}",
        "support",
        title,
        request.proves,
        unit.connector.spec.owner,
        fact,
        request.menu,
        (("Wanted", request.title), *request.set_there),
        keys=(request.key,),
        file=path_of(catalog, unit, request.name),
    )
