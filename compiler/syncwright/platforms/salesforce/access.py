"""Who gains or loses what when a permission set, a group, a muting set, a profile, or what a user has changes."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.plan.access import AccessChange
from syncwright.plan.changes import Change, Create, Delete, Edit, Forget, Recreate, Rename, Update
from syncwright.platform import Users
from syncwright.platforms.salesforce.elements import ATTRIBUTES, HIDDEN_FIELDS, MEMBERS
from syncwright.platforms.salesforce.naming import GROUP, MUTING_SET, PROFILE, SET
from syncwright.platforms.salesforce.types import ASSIGNED, ASSIGNMENTS
from syncwright.resource import Resource

_KINDS = {attribute: kind for kind, attribute in ATTRIBUTES.items()}
#: What is said of a field that a muting set takes editing of alone: it can still be read.
_EDIT_ONLY = "edit-only"
#: What does something; what is forgotten stays as it is.
_Made = Create | Update | Recreate | Rename | Delete
#: What a row that is taken away from is taken to have been, where nothing says it.
_SHOWN = "read"


def access(changes: Sequence[Change], users: Users) -> Iterator[AccessChange]:
    """Every part that gives or takes access, once for each user behind it. What is no longer managed stays as it is."""
    for change in changes:
        if isinstance(change, Forget):
            continue
        behind = users.get(change.address) or users.get(_before(change).address, ())
        for edit in change.edits if behind else ():
            for kind, thing, before, after in _meant(change, edit):
                for user in behind:
                    yield AccessChange(user, kind, thing, before, after, change.address, edit.attribute, edit.name, edit.reasons)


def _before(change: _Made) -> Resource:
    return change.after if isinstance(change, Create) else change.before


def _meant(change: _Made, edit: Edit) -> Iterator[tuple[str, str, str | None, str | None]]:
    """What an edit means: kind and name of what is given or taken, how it was given before and how after."""
    name = edit.name
    if name is None:
        return
    match change.address.partition("/")[0], edit.attribute:
        case (kind, attribute) if kind == SET and attribute in _KINDS:
            yield _KINDS[attribute], name, edit.old, edit.new
        case (kind, attribute) if (kind, attribute) in ((GROUP, MEMBERS), (ASSIGNMENTS, ASSIGNED)):
            yield "sets", name, edit.old, edit.new
        case (kind, attribute) if attribute == HIDDEN_FIELDS and kind in (MUTING_SET, PROFILE):
            shown = _shown(change, name) if kind == PROFILE else _SHOWN
            hidden = [said is not None and said != _EDIT_ONLY for said in (edit.old, edit.new)]
            if hidden[0] != hidden[1]:
                yield "fields", name, None if hidden[0] else shown, None if hidden[1] else shown
        case (kind, attribute) if kind == PROFILE and attribute in _KINDS:
            yield _KINDS[attribute], name, edit.old, edit.new
        case _:
            return


def _shown(change: _Made, name: str) -> str:
    """How a profile shows a field before it is hidden, as far as its rows say."""
    rows = _before(change).attributes.get(ATTRIBUTES["fields"], {})
    return rows.get(name, _SHOWN) if isinstance(rows, Mapping) else _SHOWN
