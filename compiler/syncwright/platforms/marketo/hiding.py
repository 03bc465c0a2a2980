"""Hiding a field that had synced takes two halves: Salesforce no longer shows it, and Marketo hides what it made of it. The second is a person's.

What Marketo keeps in the field is not documented.
"""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, Named
from syncwright.facts import Fact
from syncwright.plan.access import AccessChange
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.fields import NOT_DOCUMENTED, named_field
from syncwright.platforms.marketo.step_words import LISTED, addresses, beyond, fields, sentence

HIDE_TOO = Fact("a field that no longer syncs stays in Marketo until it is hidden there", "Adobe: hide a Salesforce field from the sync")
USED = Fact("a field that an asset uses, archived ones included, cannot be hidden", "Adobe: hide and unhide a field")
MANY = Fact("Marketo Professional Services hides many fields at once", "Adobe: hide and unhide a field")
CUSTOM_ALONE = Fact(facts.CUSTOM_ALONE.says, "Adobe: Salesforce sync set-up, step 2 of 3")

#: From so many fields on, somebody else does it better.
_MANY = 20


def standard(thing: str) -> bool:
    """Whether a field, given as `Lead.Fax`, is one of Salesforce's own."""
    return not thing.endswith(("__c", "__pc"))


def hazards(connector: Named[MarketoConnector], gone: Sequence[AccessChange]) -> Iterator[Hazard]:
    """Standard fields: nothing that Adobe publishes says what comes of hiding them."""
    for one in gone:
        if standard(one.thing):
            says = f"`{one.thing}` is a standard field, and `{connector.name}` no longer sees it: {CUSTOM_ALONE.says}"
            yield Hazard("by-hand", one.address, says, one.attribute, one.name, CUSTOM_ALONE.source, one.user)


def step(catalog: Catalog, connector: Named[MarketoConnector], gone: Sequence[AccessChange]) -> Step:
    """The half at Marketo, after the half in Salesforce."""
    return Step(
        f"marketo.hide/{connector.name}",
        "person",
        "Marketo",
        f"hide {fields(gone)} in `{connector.name}`",
        connector.spec.owner,
        "Field Management shows them as hidden",
        after=addresses(gone),
        text="\n".join(_text(catalog, connector.name, gone)),
    )


def _text(catalog: Catalog, connector: str, gone: Sequence[AccessChange]) -> Iterator[str]:
    yield f"{sentence(HIDE_TOO)} Salesforce shows the user nothing of it from the deployment on: that half is done before this one."
    yield f"Admin, Field Management: find each field, then Field Actions, Hide Field. {sentence(USED)} Take it out of all of them first."
    yield f"What Marketo keeps in the field: {NOT_DOCUMENTED}. Export the values first, if anybody may ask for them."
    things = sorted({one.thing for one in gone})
    if len(things) >= _MANY:
        yield sentence(MANY)
    if own := [thing for thing in things if standard(thing)]:
        yield f"{sentence(CUSTOM_ALONE)} Standard fields among these: {', '.join(own[:LISTED])}{beyond(len(own))}. Hide them in a sandbox first."
    yield "Fields, and what Marketo calls them:"
    yield from (f"  {thing}: {_called(catalog, connector, thing)}" for thing in things[:LISTED])
    if len(things) > LISTED:
        yield f" {beyond(len(things))}"


def _called(catalog: Catalog, connector: str, thing: str) -> str:
    """The field's label in Marketo; where nobody documents it, the one that it has in Salesforce."""
    owner, _, name = thing.partition(".")
    found = named_field(catalog, connector, owner, name)
    if found is None:
        return f"label {NOT_DOCUMENTED}"
    return found.called if found.documented else f"{found.called} in Salesforce, label in Marketo {NOT_DOCUMENTED}"
