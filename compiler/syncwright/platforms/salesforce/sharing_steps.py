"""What a sharing rule takes besides its deployment: the group with the sync user in it, and an object that shows its records to nobody else.

No metadata says who is in a group, and what the organisation's defaults are is not in the inventory: a person looks. Sources: "Organization-Wide
Sharing Defaults" and "Sharing Rules" in the Salesforce Security Guide.
"""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import CatalogFilter
from syncwright.facts import Fact
from syncwright.plan.changes import Create, Delete, Forget, Update
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.platforms.salesforce.naming import set_name
from syncwright.platforms.salesforce.sharing import MOST, seen_besides, shared, users_of
from syncwright.platforms.salesforce.types import SHARING_RULE
from syncwright.resource import Resource

_SYSTEM = "Salesforce"
OPENS = Fact("a sharing rule gives access and takes none away", "Salesforce Security Guide: Sharing Rules")


def hazards(planned: Planned) -> Iterator[Hazard]:
    """Who sees more by a rule that is made or changes, and that nobody sees less by it."""
    for change in planned.changes:
        if not change.address.startswith(f"{SHARING_RULE}/"):
            continue
        if isinstance(change, Create | Update):
            said = change.after.attributes
            does, owner = "edit" if said.get("access") == "Edit" else "read", change.after.name.partition(".")[0]
            says = (
                f"the group `{said.get('group', '')}` can {does} the records of `{owner}` that the rule takes; how many is not known here"
            )
            yield Hazard("widens", change.address, says, source=OPENS.source)
            yield from _kept_from_nobody(planned, change.address)
        elif isinstance(change, Delete):
            says = f"the group `{change.before.attributes.get('group', '')}` no longer sees what `{change.before.name}` opened to it"
            yield Hazard("records", change.address, says, source=OPENS.source)
        elif isinstance(change, Forget):
            yield Hazard("records", change.address, f"`{change.before.name}` stays in the org, and its group sees what it opens")


def _kept_from_nobody(planned: Planned, address: str) -> Iterator[Hazard]:
    """What makes a rule pointless, as far as the inventory shows it."""
    for one, owner in shared(planned.catalog):
        if address == f"{SHARING_RULE}/{owner}.{set_name(one.name)}":
            for user, through in seen_besides(planned.catalog, one, owner):
                says = f"`{user}` sees every record of `{owner}` through {through}, so that the rule keeps none from it"
                yield Hazard("records", address, says, user=user, source=OPENS.source)


def steps(planned: Planned, after: Sequence[str]) -> Iterator[Step]:
    """For each filter whose rules are made or change: what a person does once they are deployed."""
    made = {one.address: one for one in planned.changes if isinstance(one, Create | Update) and one.after.type == SHARING_RULE}
    by_filter: dict[str, list[str]] = {}
    for one, owner in shared(planned.catalog) if made else ():
        if f"{SHARING_RULE}/{owner}.{set_name(one.name)}" in made:
            by_filter.setdefault(one.name, []).append(owner)
    for name, owners in by_filter.items():
        yield _effective(planned, planned.catalog.filters[name], owners, after)
    for change in planned.changes:
        if isinstance(change, Forget) and change.before.type == SHARING_RULE:
            yield _left(planned, change.before)


def _left(planned: Planned, rule: Resource) -> Step:
    owner, _, name = rule.name.partition(".")
    return Step(
        f"salesforce.unshare/{rule.name}",
        "person",
        _SYSTEM,
        f"delete the sharing rule `{rule.name}`, or keep it knowingly",
        planned.catalog.estate.spec.owner,
        f"in Setup, Sharing Settings, the rules of {owner} do not list it, or somebody has said why they do",
        text=f"In Setup, Sharing Settings, {owner} Sharing Rules, delete {name}. Until then it opens records as before; the specs no longer say it.",
    )


def _effective(planned: Planned, one: CatalogFilter, owners: Sequence[str], after: Sequence[str]) -> Step:
    assert one.spec.share is not None, "asked of what is shared"
    group, users = one.spec.share.group, ", ".join(users_of(planned.catalog, one)) or "the sync user"
    objects = " and ".join(owners)
    return Step(
        f"salesforce.sharing/{one.name}",
        "person",
        _SYSTEM,
        f"see that `{group}` alone sees what `{one.name}` has in scope",
        one.spec.owner or planned.catalog.estate.spec.owner,
        f"logged in by the API, {users} counts as many records of {objects} as the filter has in scope",
        after=tuple(after),
        text=(
            f"Before the deployment: in Setup, Public Groups, {group} is there. It holds {users} and nobody else.\n"
            f"In Setup, Sharing Settings: the organisation-wide default of {objects} is Private for internal users. {OPENS.says[0].upper()}{OPENS.says[1:]} ({OPENS.source}): "
            "with another default everybody sees these records, shared or not.\n"
            f"There are at most {MOST} rules with criteria on each object, those that were there before counted.\n"
            f"{users} owns none of the records and has nobody below in the role hierarchy, as owners and those above them see records in any case.\n"
            "Changing a default recalculates who sees what, for all users of the org; that is not done by this plan."
        ),
    )
