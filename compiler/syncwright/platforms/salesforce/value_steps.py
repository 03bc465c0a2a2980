"""Which steps it takes until a value has become another: it is there, its records are moved, the old one goes. And what to know of that.

Sources: CustomValue = CustomValue in the Metadata API Developer Guide; TRAILHEAD = Manage Your Picklist Values, Trailhead; REPORT = third
parties, who report it of orgs they saw.
"""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.catalog.model import Catalog
from syncwright.catalog.values import Move, moves, users_by_set
from syncwright.facts import Fact
from syncwright.plan.changes import Change, Create, Delete, Rename, Update
from syncwright.plan.model import Hazard
from syncwright.plan.steps import Step
from syncwright.platform import Planned
from syncwright.platforms.salesforce.types import FIELD, PICKLIST_VALUE, VALUE_SET
from syncwright.platforms.salesforce.value_lists import RESTRICTED, VALUES, text
from syncwright.platforms.salesforce.value_moves import list_address, parted

SYSTEM = "Salesforce"

#: Fields that take their values from a set, by the set.
_Users = Mapping[str, Sequence[str]]
#: Queries that a step spells out, and fields that a hazard names.
_ASKED, _NAMED = 2, 3

DEACTIVATED = Fact("a value that a deployed list leaves out is deactivated", "DOC: CustomValue")
NOT_DELETED = Fact("the Metadata API deactivates values and does not delete them", "REPORT", certain=False)
#: An edit by nobody, as a renamed value is, moves the stamp that marketing platforms look at.
STAMPED = Fact(
    "replacing a value moves SystemModstamp of every record that has it, so that each is looked at for the next sync",
    "REPORT",
    certain=False,
)
STANDARD = Fact(
    "whether a deployment can add values to the set of a standard picklist is not known for certain: Salesforce's own rules for generating "
    "sets say that it cannot, and public source does it",
    "platform-value-set-generate in forcedotcom/sf-skills; NPSP",
    certain=False,
)
#: What becomes of a write of a value that nobody can choose. Reported by syncs of marketing platforms.
REFUSED = Fact("a restricted picklist refuses it (INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST)", "REPORT", certain=False)


def value_steps(planned: Planned, after: tuple[str, ...]) -> Iterator[Step]:
    """Steps for values that move; `after`: the steps that deploy the lists with the new values."""
    changes = [one for one in planned.changes if one.address.startswith(f"{PICKLIST_VALUE}/")]
    if not changes:
        return
    moved = moves(planned.catalog)
    by_holder: dict[str, list[tuple[Move, Change]]] = {}
    for change in changes:
        old = change.before if isinstance(change, Delete | Rename) else None
        move = moved.get(parted(old.name)) if old is not None else None
        if move is not None:
            by_holder.setdefault(move.holder, []).append((move, change))
        elif isinstance(change, Create | Delete | Rename):
            yield _back(planned.catalog, change, after)
    users = users_by_set(planned.catalog)
    for holder, pairs in sorted(by_holder.items()):
        yield from _of_list(planned.catalog, users, holder, pairs, after)


def _of_list(catalog: Catalog, users: _Users, holder: str, pairs: Sequence[tuple[Move, Change]], after: tuple[str, ...]) -> Iterator[Step]:
    replaced: list[str] = []
    for move, change in pairs:
        before = after if move.ours else ()
        if isinstance(change, Rename):
            add = _add(catalog, move)
            yield add
            before = (add.id,)
        replace = _replace(catalog, move, _fields(users, move), before)
        yield replace
        replaced.append(replace.id)
    yield _gone(catalog, holder, pairs, tuple(replaced))


def _add(catalog: Catalog, move: Move) -> Step:
    return Step(
        f"salesforce.add_value/{move.holder}/{move.new}",
        "person",
        SYSTEM,
        f"add the value `{move.new}` to `{move.holder}`",
        _owner(catalog, move),
        f"`{move.holder}` offers `{move.new}`",
        text=f"{_way(catalog, move)}, Values, choose New, enter {move.new}, save."
        + (f"\n{STANDARD.says[0].upper()}{STANDARD.says[1:]}; so it is done by hand." if move.kind == "standard" else ""),
    )


def _replace(catalog: Catalog, move: Move, fields: Sequence[str], after: tuple[str, ...]) -> Step:
    named = ", ".join(f"`{one}`" for one in fields)
    return Step(
        f"salesforce.replace/{move.holder}/{move.old}",
        "person",
        SYSTEM,
        f"replace `{move.old}` by `{move.new}` in the records that have it",
        _owner(catalog, move),
        _proved(catalog, fields, move.old),
        after=after,
        text=(
            f"{_way(catalog, move)}, Values, choose Replace. Enter {move.old} as the value to be replaced, choose {move.new} instead, replace.\n"
            f"It is about every record that has the value, in {named or f'whatever uses {move.holder}'}; look at Background Jobs for when it is done.\n"
            f"{STAMPED.worded(STAMPED.says)[0].upper()}{STAMPED.worded(STAMPED.says)[1:]}.\n"
            f"Look before at what names {move.old}: formulas, flows, reports, forms and lists of the marketing platforms.\n"
            f"Leave {move.old} active: that it goes is the next step."
        ),
    )


def _gone(catalog: Catalog, holder: str, pairs: Sequence[tuple[Move, Change]], after: tuple[str, ...]) -> Step:
    moved = [move for move, _ in pairs]
    ours = moved[0].ours
    values = ", ".join(f"`{move.old}`" for move in moved)
    by_hand = (
        ""
        if ours
        else f"{_way(catalog, moved[0])}, Values, choose Deactivate beside {values.replace('`', '')}.\nThen run `syncwright import`."
    )
    return Step(
        f"salesforce.retire_values/{holder}",
        "deploy" if ours else "person",
        SYSTEM,
        f"take {values} out of `{holder}`",
        _owner(catalog, moved[0]),
        f"`{holder}` offers {values} no more, and no record has {'it' if len(moved) == 1 else 'them'}",
        tuple(change.address for _, change in pairs),
        after,
        text=by_hand,
    )


def _back(catalog: Catalog, change: Create | Delete | Rename, after: tuple[str, ...]) -> Step:
    """A value that nobody said to move: on the way back it can be chosen again, or no more. Its records stay as they are."""
    holder, value = parted(change.address)
    gone = isinstance(change, Delete)
    says = f"take `{value}` out of `{holder}`" if gone else f"let `{value}` of `{holder}` be chosen again"
    ours = holder in catalog.value_sets or any(one.holder == holder and one.ours for one in moves(catalog).values())
    return Step(
        f"salesforce.value/{holder}/{value}",
        "deploy" if ours else "person",
        SYSTEM,
        says,
        catalog.estate.spec.owner,
        f"`{holder}` {'does not offer' if gone else 'offers'} `{value}`",
        (change.address,),
        after,
        text="" if ours else f"In Setup, open {holder}, Values, and choose {'Deactivate' if gone else 'Activate'} beside {value}.",
    )


def _way(catalog: Catalog, move: Move) -> str:
    """Where in Setup a list stands."""
    if move.kind == "global":
        return f"In Setup, Picklist Value Sets, open {_label(catalog, move.holder)}"
    owner, _, name = (move.fields[0] if move.fields else move.holder).partition(".")
    return f"In Setup, Object Manager, {owner}, Fields & Relationships, open {name}"


def _label(catalog: Catalog, name: str) -> str:
    held = catalog.org.value_sets.get(name)
    return held.label or name if held is not None else name


def _fields(users: _Users, move: Move) -> Sequence[str]:
    return users.get(move.holder, ()) if move.kind == "global" else sorted(set(move.fields))


def _asked(catalog: Catalog, path: str, value: str) -> str:
    """The query that tells whether a record has the value, for people to read."""
    owner, _, name = path.partition(".")
    held = catalog.org.field(owner, name)
    quoted = "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    several = held is not None and held.type == "MultiselectPicklist"
    return f"`SELECT COUNT() FROM {owner} WHERE {name} {f'INCLUDES ({quoted})' if several else f'= {quoted}'}` answers 0"  # noqa: S608 - for people to read


def _proved(catalog: Catalog, fields: Sequence[str], value: str) -> str:
    asked = "; ".join(_asked(catalog, path, value) for path in fields[:_ASKED])
    more = f"; and the same of {', '.join(fields[_ASKED:])}" if len(fields) > _ASKED else ""
    return asked + more or f"no record has `{value}`"


def _owner(catalog: Catalog, move: Move) -> str:
    of_all: str = catalog.estate.spec.owner
    return move.owner or of_all


# ------------------------------------------------------------------ what to know of it


def value_hazards(planned: Planned) -> Iterator[Hazard]:
    """Values that go: with their records moved, or without anybody having said what becomes of them."""
    changes = [one for one in planned.changes if one.address.partition("/")[0] in (PICKLIST_VALUE, VALUE_SET, FIELD)]
    moved = moves(planned.catalog) if changes else {}
    users = users_by_set(planned.catalog) if moved else {}
    leaving: dict[str, set[str]] = {}
    for holder, old in moved:
        leaving.setdefault(list_address(holder), set()).add(old)
    for change in changes:
        if isinstance(change, Update):
            yield from _left_out(change, leaving.get(change.address, set()))
        elif isinstance(change, Delete | Rename) and (move := moved.get(parted(change.before.name))) is not None:
            yield from _moving(_fields(users, move), change, move)
        elif isinstance(change, Create) and change.after.type == PICKLIST_VALUE:
            _, value = parted(change.address)
            says = f"records that were moved away from `{value}` stay as they are: which those were is not known"
            yield Hazard("irreversible", change.address, says)


def _left_out(change: Update, leaving: set[str]) -> Iterator[Hazard]:
    restricted = change.after.type == VALUE_SET or text(change.after.attributes, RESTRICTED) == "true"
    for edit in change.edits:
        if edit.attribute == VALUES and edit.name is not None and edit.new is None and edit.name not in leaving:
            refused = f"; whatever writes it then fails, as {REFUSED.says}" if restricted else ""
            says = f"`{edit.name}` can no longer be chosen ({DEACTIVATED.says}), and records keep it{refused}; say `previously:` where they are to have another"
            yield Hazard("destructive", change.address, says, VALUES, edit.name, source=DEACTIVATED.source)


def _moving(fields: Sequence[str], change: Delete | Rename, move: Move) -> Iterator[Hazard]:
    named = ", ".join(f"`{one}`" for one in fields[:_NAMED]) + (f" and {len(fields) - _NAMED} more" if len(fields) > _NAMED else "")
    where = named or f"`{move.holder}`"
    yield Hazard(
        "records",
        change.address,
        f"every record with `{move.old}` in {where} gets `{move.new}`; {STAMPED.worded(STAMPED.says)}",
        source=STAMPED.source,
    )
    yield Hazard("irreversible", change.address, f"which records had `{move.old}` is not known once they have `{move.new}`")
    if move.ours:
        yield Hazard(
            "by-hand",
            change.address,
            f"`{move.old}` is replaced in Setup; then a deployment leaves it out: {NOT_DELETED.worded(NOT_DELETED.says)}",
            source=NOT_DELETED.source,
        )
    elif move.kind == "standard":
        yield Hazard(
            "by-hand", change.address, f"`{move.new}` is added and `{move.old}` replaced in Setup: {STANDARD.says}", source=STANDARD.source
        )
    else:
        yield Hazard("by-hand", change.address, f"the list is the org's, so that `{move.new}` is added and `{move.old}` replaced in Setup")
