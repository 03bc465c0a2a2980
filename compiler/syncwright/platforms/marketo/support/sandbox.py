"""The ticket that asks Support to link a sandbox to the live subscription, so that what was tried there can be imported."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.markdown import escaped
from syncwright.page import Page
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.support import facts
from syncwright.platforms.marketo.support.instances import Instance, instances
from syncwright.platforms.marketo.support.parties import Document, introduce, parties
from syncwright.runbook.task import sentence

NAME = "sandbox-link"


def document(catalog: Catalog, connector: Named[MarketoConnector]) -> Document | None:
    """For one connector; None unless it has both a protected environment and another one, each with a subscription of its own."""
    found = [*instances(catalog, connector.name)]
    live = [one for one in found if one.protected]
    others = [one for one in found if not one.protected and one.munchkin not in {each.munchkin for each in live}]
    if not live or not others:
        return None
    linked = {"live": [_said(one) for one in live], "sandboxes": [_said(one) for one in others]}
    return {**parties(catalog, connector), **linked, "not_documented": [*facts.NOT_DOCUMENTED_OF_SANDBOXES]}


def _said(one: Instance) -> Document:
    return {"environment": one.environment, "munchkin": one.munchkin, "org": one.org, "instance": one.instance}


def page(doc: Document) -> Page:
    """What to know before, the ticket, and what an import does not bring along."""
    page = Page()
    page.add(f"# Sandboxes to link for {escaped(doc['connector'])}")
    page.add()
    page.add(f"Owner: {escaped(doc['owner'])}. {sentence(facts.LINKED)}", f"connector/{doc['connector']}")
    page.add()
    page.add("## Before the ticket is sent")
    page.add()
    for line in _before():
        page.add(f"- [ ] {line}")
    page.add()
    introduce(page, doc)
    page.add("Please link these subscriptions, so that programmes of the sandbox can be imported into the live one:")
    page.add()
    page.add("| what | subscription | Salesforce | environment |")
    page.add("|---|---|---|---|")
    for what, each in (("live", doc["live"]), ("sandbox", doc["sandboxes"])):
        for one in each:
            row = (what, one["munchkin"], f"{one['instance']}, org {one['org']}", one["environment"])
            page.add(f"| {' | '.join(map(escaped, row))} |", f"environment/{one['environment']}#connectors")
    page.add()
    for line in doc["not_documented"]:
        page.add(f"Not documented, so please say: {line}.")
    page.add()
    page.add("## After each import")
    page.add()
    for fact in facts.IMPORTED:
        page.add(f"- [ ] {sentence(fact)}")
    page.add(
        "- [ ] Compare the fields of both subscriptions with the specs: `syncwright adopt marketo` reads what either of them describes."
    )
    return page


def _before() -> Iterator[str]:
    yield f"Each subscription syncs with an org of its own. {sentence(facts.OWN_ORG)}"
    yield f"Decide how the sandbox is filled. {sentence(facts.EMPTY)}"
    yield f"Whoever tests there has a login of its own. {sentence(facts.OTHER_LOGIN)}"
    yield f"Tests of mailings stay small. {sentence(facts.THROTTLED)}"
