"""Which steps changes on Salesforce take: one deployment, what is assigned after it, what waits, and what a person does before it."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from syncwright.catalog.model import Catalog
from syncwright.plan.changes import Change, Create, Delete, Forget, Rename
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.platforms.salesforce import flow_steps
from syncwright.platforms.salesforce.assign import assign
from syncwright.platforms.salesforce.destructive import going
from syncwright.platforms.salesforce.field_hazards import created_fields
from syncwright.platforms.salesforce.naming import GROUP, MUTING_SET, PROFILE, SET
from syncwright.platforms.salesforce.types import FIELD, SHARING_RULE, TYPES, VALUE_SET
from syncwright.platforms.salesforce.value_steps import value_steps

SYSTEM = "Salesforce"

#: A deployment takes so many files, its manifest among them. DOC: Metadata Limits, Salesforce Developer Limits and Allocations.
MOST_FILES = 10_000

#: Names that the title of a step lists.
_NAMED = 5

#: What a person does who deploys it; `build` writes the manifest. Source: see AFTERWARDS in `destructive.py`.
_DELETE = (
    "generated/retirement.md lists what is lost and what to look at before.\n"
    "In generated/salesforce: sf project deploy start --manifest manifest/package.xml "
    "--post-destructive-changes manifest/destructiveChangesPost.xml\n"
    "Then run `syncwright import` and `syncwright build`: what has to wait for these fields is in the manifest after that."
)

#: What is deployed, in an order in which whatever is named is there: a field names its value set, a sharing rule its field, a group its
#: sets and its muting set.
_DEPLOYED = (VALUE_SET, FIELD, SHARING_RULE, SET, MUTING_SET, GROUP, PROFILE)
_TITLES = {one.name: one.title for one in TYPES}


def steps(planned: Planned) -> Iterator[Step]:
    """Renames by hand, then the deployment, then what is assigned; deletions of fields last."""
    ours = created_fields(planned)
    by_hand = [one for one in planned.changes if isinstance(one, Rename | Create) and one.after.type == FIELD and one.address not in ours]
    before = [_rename(planned.catalog, one) if isinstance(one, Rename) else _remake(planned.catalog, one) for one in by_hand]
    yield from before
    deployed = _deployed(planned, tuple(step.id for step in before), ours)
    yield from deployed
    after = tuple(step.id for step in deployed[-1:])
    for change in planned.changes:
        if change.address.startswith(f"{GROUP}/") and not isinstance(change, Delete | Forget):
            yield _recalculated(planned, change, after)
    assigned = list(assign(planned, after))
    yield from assigned
    yield from flow_steps.steps(planned, after, tuple(step.id for step in assigned))
    yield from value_steps(planned, after)
    if planned.catalog.filters:
        # Start-up time: most estates have none.
        from syncwright.platforms.salesforce.sharing_steps import steps as of_sharing

        yield from of_sharing(planned, after)
    yield from _deletions(planned, (*after, *flow_steps.before_deletions(planned)))


def owner(planned: Planned, changes: Sequence[Change]) -> str:
    """Who answers for changes: the owner of the users behind them, or of the estate where those are several."""
    users = {name for change in changes for name in planned.users.get(change.address, ())}
    owners: set[str] = {planned.catalog.users[name].spec.owner for name in users}
    of_all: str = planned.catalog.estate.spec.owner
    return owners.pop() if len(owners) == 1 else of_all


def _deployed(planned: Planned, after: tuple[str, ...], fields: Collection[str]) -> list[Step]:
    """One transaction; several in a row only where one deployment cannot take so many files."""
    order = {name: place for place, name in enumerate(_DEPLOYED)}
    found = [one for one in planned.changes if _is_deployed(one, order, fields)]
    # What is deleted goes in the opposite order: a group before the sets that it names.
    found.sort(key=lambda one: (isinstance(one, Delete), _place(one, order), one.address))
    size = MOST_FILES - 1
    batches = [found[start : start + size] for start in range(0, len(found), size)]
    made: list[Step] = []
    for number, batch in enumerate(batches, 1):
        unassigned = tuple(
            f"salesforce.unassign/{user}/{one.before.name}"
            for one in batch
            if isinstance(one, Delete)
            for user in planned.users.get(one.address, ())
        )
        part = f"/{number}" if len(batches) > 1 else ""
        made.append(
            Step(
                f"salesforce.deploy{part}",
                "deploy",
                SYSTEM,
                f"deploy {_counted(batch)}" + (f" (part {number} of {len(batches)})" if part else ""),
                owner(planned, batch),
                "each of them, retrieved again, holds what the plan says and nothing else",
                tuple(one.address for one in batch),
                (*((made[-1].id,) if made else after), *unassigned),
            )
        )
    return made


def _is_deployed(change: Change, order: Mapping[str, int], fields: Collection[str]) -> bool:
    kind = change.address.partition("/")[0]
    if kind == FIELD:
        return change.address in fields and not isinstance(change, Delete | Forget | Rename)
    return kind in order and not isinstance(change, Forget)


def _place(change: Change, order: dict[str, int]) -> int:
    place = order[change.address.partition("/")[0]]
    return -place if isinstance(change, Delete) else place


def _counted(changes: Sequence[Change]) -> str:
    """`1 permission set and 2 profiles`; one alone by its name."""
    if len(changes) == 1:
        [one] = changes
        kind, _, name = one.address.partition("/")
        return f"{'the deletion of ' if isinstance(one, Delete) else ''}{_TITLES[kind]} `{name}`"
    kinds: dict[str, int] = {}
    for one in changes:
        title = _TITLES[one.address.partition("/")[0]]
        kinds[title] = kinds.get(title, 0) + 1
    parts = [f"{number} {title}{'s' if number != 1 else ''}" for title, number in kinds.items()]
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _recalculated(planned: Planned, change: Change, after: tuple[str, ...]) -> Step:
    """An org works out a group anew after it or one of its sets was deployed; until then nobody can be assigned to it."""
    name = change.address.partition("/")[2]
    return Step(
        f"salesforce.recalculated/{name}",
        "call",
        SYSTEM,
        f"wait until the permission set group `{name}` is recalculated",
        owner(planned, [change]),
        f"`SELECT Status FROM PermissionSetGroup WHERE DeveloperName = '{name}'` answers `Updated`",  # noqa: S608 - for people to read
        after=after,
        does={"group": name},
    )


def _rename(catalog: Catalog, change: Rename) -> Step:
    """Sources: Salesforce Help, Change the API name of a field (000382423), and Edit a Custom Field (Apex)."""
    owner_name, _, new = change.after.name.partition(".")
    old = change.before.name.partition(".")[2]
    label = new.removesuffix("__c")
    return Step(
        f"salesforce.rename/{change.after.name}",
        "person",
        SYSTEM,
        f"rename the field `{change.before.name}` to `{new}`",
        _owner_of_field(catalog, owner_name, new),
        f"`{owner_name}` has a field `{new}` and none called `{old}`",
        (change.address,),
        text=(
            f"In Setup, Object Manager, {owner_name}, Fields & Relationships, open {old}.\n"
            f"Edit, set Field Name to {label} (the API name becomes {new}), save. Salesforce refuses that while Apex names the field.\n"
            f"Look before at Where is this used?: whatever names {old} by its API name outside of Salesforce has to follow.\n"
            "Then run `syncwright import`, so that the inventory holds the new name."
        ),
    )


def _remake(catalog: Catalog, change: Create) -> Step:
    """A field that was deleted and is wanted back: what it was called is known here, and nothing of what was in it.

    Source: Salesforce Help, Manage Deleted Custom Fields.
    """
    owner_name, _, name = change.after.name.partition(".")
    said = ", ".join(f"{attribute} {value}" for attribute, value in sorted(change.after.attributes.items()))
    return Step(
        f"salesforce.remake/{change.after.name}",
        "person",
        SYSTEM,
        f"make the field `{change.after.name}` again",
        _owner_of_field(catalog, owner_name, name),
        f"`{owner_name}` has a field `{name}`",
        (change.address,),
        text=(
            f"In Setup, Object Manager, {owner_name}, Fields & Relationships: look for {name} under Deleted Fields and undelete it there, if it "
            f"is still listed (15 days, and perhaps as {name.removesuffix('__c')}_del: give it its name back). If it is not, make it anew ({said or 'as its source said'}); its values are gone."
        ),
    )


def _deletions(planned: Planned, after: tuple[str, ...]) -> Iterator[Step]:
    """Fields by the day until which they wait, and by round: what uses another one that goes has to be gone before."""
    groups: dict[tuple[int, str], list[Delete]] = {}
    gone = [one for one in planned.changes if isinstance(one, Delete) and one.before.type == FIELD]
    rounds = {f"{FIELD}/{one.name}": one.round for one in going(planned.catalog)} if gone else {}
    for change in gone:
        groups.setdefault((rounds.get(change.address, 0), change.until or ""), []).append(change)
    made: dict[int, list[str]] = {}
    for (number, day), changes in sorted(groups.items()):
        fields = ", ".join(f"`{one.before.name}`" for one in changes) if len(changes) <= _NAMED else f"{len(changes):,} fields"
        name = "/".join(("salesforce.delete", *([day] if day else []), *([str(number + 1)] if number else [])))
        made.setdefault(number, []).append(name)
        yield Step(
            name,
            "deploy",
            SYSTEM,
            f"delete {fields}",
            planned.catalog.estate.spec.owner
            if len(changes) > 1
            else _owner_of_field(planned.catalog, *changes[0].before.name.split(".", 1)),
            "none of them is found when the object is described",
            tuple(one.address for one in changes),
            (*after, *(step for earlier in range(number) for step in made.get(earlier, ()))),
            text=_DELETE if all(one.address in rounds for one in changes) else "",
            waits_until=day or None,
        )


def _owner_of_field(catalog: Catalog, owner_name: str, name: str) -> str:
    of_all: str = catalog.estate.spec.owner
    objects = ("Task", "Event") if owner_name == "Activity" else (owner_name,)
    for each in objects:
        held = catalog.objects.get(each)
        if held is not None and name in held.fields:
            return held.fields[name].owner or of_all
    return of_all
