"""The tickets as tasks of the runbook: each is sent by a person and answered by Support, and nothing else tells that it was."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, Named
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.filters.facts import BY_SUPPORT, NO_WAY_BACK, NOT_SHOWN
from syncwright.platforms.marketo.filters.scope import Scope, scopes
from syncwright.platforms.marketo.filters.smart_list import PEOPLE
from syncwright.platforms.marketo.runbook.task import Task
from syncwright.platforms.marketo.support import facts, in_force, remapping, sandbox
from syncwright.platforms.marketo.support.parties import ticket_of
from syncwright.platforms.marketo.support.tickets import path_of


def tasks(catalog: Catalog, connector: Named[MarketoConnector]) -> Iterator[Task]:
    """Which filter is in force, then what the specs want to be so."""
    name, owner, whole = connector.name, connector.spec.owner, (f"connector/{connector.name}",)
    asked = path_of(name, in_force.NAME)
    verify = "Support's answer says of each object whether there is a filter, on which field, and since when; it is the evidence"
    yield Task(
        in_force.NAME, "support", "ask Support which sync filter is in force", verify, owner, NOT_SHOWN, None, keys=whole, file=asked
    )
    for scope in scopes(catalog):
        if scope.connector.name == name and scope.stored:
            yield from _filter(scope)
    if (doc := remapping.document(catalog, connector)) is not None:
        fields = tuple(("Marketo field", one["field"]) for one in doc["maps"])
        keys = tuple(dict.fromkeys(side["from"] for one in doc["maps"] for side in one["sides"]))
        verify = "a test record of each object shows the value in the one Marketo field, and the other way"
        yield Task(
            remapping.NAME, "support", "have Support map fields otherwise", verify, owner, facts.MAPPED_BY_SUPPORT, None, fields, keys=keys,
            file=path_of(name, remapping.NAME),
        )  # fmt: skip
    if (doc := sandbox.document(catalog, connector)) is not None:
        values = tuple((one["environment"], one["munchkin"]) for one in (*doc["live"], *doc["sandboxes"]))
        verify = "Import Program lists the sandbox among the subscriptions"
        yield Task(
            sandbox.NAME, "support", "have Support link the sandbox to the live subscription", verify, owner, facts.LINKED, None, values,
            keys=whole, file=path_of(name, sandbox.NAME),
        )  # fmt: skip


def _filter(scope: Scope) -> Iterator[Task]:
    """The request, and the purge after it; of objects that are no people nobody is purged."""
    connector, name = scope.connector.name, scope.of.name
    owner = scope.of.spec.owner or scope.connector.spec.owner
    ticket = ticket_of(name)
    values = tuple((f"{one}.{stored.field}", " or ".join(scope.values)) for one, stored in scope.stored.items())
    verify = (
        "Support says that the filter is in force; what becomes in Marketo of a test record out of scope is looked at and in the evidence"
    )
    yield Task(
        f"sync-filter/{name}", "support", f"have Support set up the sync filter {name}", verify, owner, BY_SUPPORT, None, values,
        keys=(scope.key,), after=(in_force.NAME,), file=path_of(connector, ticket),
    )  # fmt: skip
    if any(one in PEOPLE for one in scope.stored):
        does = (
            "Decide whether people who had synced and are out of scope are deleted in Marketo. If they stay, attest that as the decision.",
        )
        yield Task(
            f"purge/{name}", "support", f"purge who is out of scope of {name}",
            "the static lists are empty, or the decision to keep their people is the evidence; Salesforce has as many records as before",
            owner, NO_WAY_BACK, None, does=does, keys=(scope.key,), after=(f"sync-filter/{name}",), file=f"marketo/filters/{name}/{connector}/purge.md",
        )  # fmt: skip
