"""Page layouts in a plan: in Professional Edition what a connector needs of them is compared between revisions, and a person does it.

No source file is compared: a tree holds layouts as somebody retrieved them, and the rules say where those differ from the specs.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from syncwright.catalog.model import Catalog
from syncwright.plan.access import AccessChange
from syncwright.plan.changes import Change, Create, Edit, Forget
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned, Users
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.layout_runbook import MENU, SOURCE
from syncwright.platforms.marketo.layouts import attributes, connectors, object_layouts
from syncwright.resource import AttributeType, Resource, ResourceType
from syncwright.want import Reason

#: What one connector needs of the layouts of one object: `marketo.layouts/nurture.Lead`.
LAYOUTS = "marketo.layouts"
SHOWN, HIDDEN = "shown", "hidden"

TYPES = (
    ResourceType(
        LAYOUTS,
        "page layouts of an object",
        {
            SHOWN: AttributeType("field on them", "map", on_change="by_hand", access=True),
            HIDDEN: AttributeType("field off them", "map", on_change="by_hand"),
        },
        by_hand=True,
        in_source=False,
    ),
)

_SYSTEM = "Salesforce"
#: Names that a step's text lists; the runbook has them all.
_LISTED = 200


def beside(catalog: Catalog, _made: Collection[str]) -> Iterator[Resource]:
    """What every connector needs of layouts; nothing in an edition in which permission sets open fields."""
    for connector in connectors(catalog):
        for one in object_layouts(catalog, connector):
            because = {
                kind: {field.name: (_reason(catalog, field.key),) for field in fields}
                for kind, fields in ((SHOWN, one.shown), (HIDDEN, one.hidden))
            }
            yield Resource(f"{LAYOUTS}/{connector.name}.{one.object}", attributes(one), because)


def _reason(catalog: Catalog, key: str) -> Reason:
    """The words of the spec behind a spec key: that of a field, or of the connector."""
    kind, _, name = key.partition("/")
    owner, _, field = name.partition("#")
    if kind == "object":
        # The key is the field's own name; a component stands for its whole.
        found = catalog.objects[owner].fields[field]
        return Reason(found.why or "", key, found.group.path, found.keys)
    return Reason(facts.BY_LAYOUTS.says, key, catalog.connectors[name].path, ("connector",), added=True)


def held(catalog: Catalog, made: Collection[str], addresses: Collection[str]) -> Iterator[Resource]:
    """Which of these another revision of the specs has."""
    return (one for one in beside(catalog, made) if one.address in addresses)


def users(catalog: Catalog, addresses: Collection[str]) -> Users:
    """The user that sees by layouts what a connector gets."""
    by_name = {one.name: one.spec.sync_user for one in connectors(catalog)}
    found = (
        (address, address.removeprefix(f"{LAYOUTS}/").rpartition(".")[0]) for address in addresses if address.startswith(f"{LAYOUTS}/")
    )
    return {address: (by_name[name],) for address, name in found if name in by_name}


def access(changes: Sequence[Change], users_of: Users) -> Iterator[AccessChange]:
    """A field that comes onto the layouts is seen, and one that leaves them is not."""
    for change in _layouts(changes):
        owner = change.address.rpartition(".")[2]
        for edit in change.edits:
            if edit.attribute == SHOWN and edit.name is not None:
                for user in users_of.get(change.address, ()):
                    thing = f"{owner}.{edit.name}"
                    yield AccessChange(user, "fields", thing, edit.old, edit.new, change.address, SHOWN, edit.name, edit.reasons)


def hazards(planned: Planned) -> Iterator[Hazard]:
    """That no API is used for them."""
    for change in _layouts(planned.changes):
        yield Hazard("by-hand", change.address, "a person changes the page layouts", source=SOURCE)


def steps(planned: Planned) -> Iterator[Step]:
    """A step for each connector and object."""
    for change in _layouts(planned.changes):
        name = change.address.removeprefix(f"{LAYOUTS}/")
        connector, _, owner = name.rpartition(".")
        user = planned.users.get(change.address, ())
        found = {kind: [edit for edit in change.edits if edit.attribute == kind] for kind in (SHOWN, HIDDEN)}
        text = [f"{MENU.format(owner)} each layout that the profile {facts.PROFILE} is assigned; Save each.", *_told(found)]
        yield Step(
            f"marketo.layouts/{name}",
            "person",
            _SYSTEM,
            f"change the page layouts of `{owner}` for `{connector}`",
            planned.catalog.users[user[0]].spec.owner if user else planned.catalog.estate.spec.owner,
            "`syncwright check` finds nothing about these layouts after they are imported again",
            (change.address,),
            tuple(
                one.address for one in planned.changes if one.address.startswith(f"salesforce.field/{owner}.") and isinstance(one, Create)
            ),
            "\n".join([*text, "generated/marketo/layouts.md has every field of the object."]),
        )


def _told(found: Mapping[str, Sequence[Edit]]) -> Iterator[str]:
    shown = {edit.name or "": edit.new for edit in found[SHOWN] if edit.new is not None}
    hidden = [edit.name or "" for edit in found[HIDDEN] if edit.new is not None]
    dropped = [edit.name or "" for edit in found[SHOWN] if edit.new is None and edit.name not in hidden]
    if shown:
        yield f"On the layout: {_listed([name + (' (not Read-Only)' if word == 'edit' else '') for name, word in shown.items()])}."
    if added := [name for name in shown if name in facts.ADDED or name == facts.OPT_OUT]:
        yield f"Of these in the section {facts.SECTION}, on layouts of leads and contacts: {_listed(added)}."
    if hidden:
        yield f"Off the layout: {_listed(hidden)}."
    if dropped:
        yield f"No spec names these any more, and on the layout Marketo still gets them: {_listed(dropped)}."


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED:,} more, which the plan lists" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def _layouts(changes: Sequence[Change]) -> Iterator[Change]:
    return (one for one in changes if one.address.startswith(f"{LAYOUTS}/") and not isinstance(one, Forget))
