"""What an org refuses of flows, groups, value sets and sharing rules. Asks the org as it would be once the whole package is in.

All sentences here are our own, but those that begin with `In field:`, whose form is reported; nobody documents them.
"""

import re
from collections.abc import Iterator

from syncwright.sandbox.salesforce import groups
from syncwright.sandbox.salesforce.field_rules import check_values, unknown_fields
from syncwright.sandbox.salesforce.fields import field_of, has_object
from syncwright.sandbox.salesforce.schema import Problem
from syncwright.sandbox.state import State
from syncwright.xml import Element

#: PermissionSet in the object reference; the first part is a namespace.
_API_NAME = re.compile(r"(?:[A-Za-z][A-Za-z0-9]{0,14}__)?[A-Za-z](?:_?[A-Za-z0-9])*")
_OF_RECORD = re.compile(r"\$Record(?:__Prior)?\.(\w+)")
#: Elements of `sharedTo` that name a component, and its type.
_SHARED = {"group": "Group", "groups": "Group", "queue": "Queue", "role": "Role", "roles": "Role", "roleAndSubordinates": "Role"}


def check_flow(state: State, root: Element) -> Iterator[Problem]:
    """A flow that starts with a record names an object, and only fields that it has."""
    start = root.first("start")
    object_ = None if start is None else start.get("object")
    if start is None or object_ is None:
        return
    if not has_object(state, object_):
        yield Problem(start.line, f"In field: object - no CustomObject named {object_} found")
        return
    for line, name in dict.fromkeys(_fields(root, start)):
        if field_of(state, object_, name) is None and not name.endswith("__r"):
            yield Problem(line, f"The flow names {object_}.{name}, and there is no such field")


def _fields(root: Element, start: Element) -> Iterator[tuple[int, str]]:
    yield from ((one.line, one.get("field") or "") for one in start.all("filters"))
    for leaf in _leaves(root):
        yield from ((leaf.line, name) for name in _OF_RECORD.findall(leaf.text))


def _leaves(root: Element) -> Iterator[Element]:
    for child in root.children:
        if child.children:
            yield from _leaves(child)
        else:
            yield child


def check_group(state: State, name: str, root: Element) -> Iterator[Problem]:
    """A group of permission sets, at most one of them muting. It cannot change while it is being recalculated."""
    for tag, type_ in (("permissionSets", "PermissionSet"), ("mutingPermissionSets", "MutingPermissionSet")):
        for member in root.all(tag):
            if state.component(type_, member.text) is None:
                yield Problem(member.line, f"In field: {tag} - no {type_} named {member.text} found")
    muting = root.all("mutingPermissionSets")
    if len(muting) > 1:
        yield Problem(muting[1].line, "A permission set group has at most one muting permission set")
    yield from _busy(state, [name], root.line)


def check_member(state: State, type_: str, name: str, root: Element) -> Iterator[Problem]:
    """A set has a name that Salesforce takes, and cannot change while a group that it is in is being recalculated."""
    if not _API_NAME.fullmatch(name) or len(name) > 80:
        yield Problem(root.line, f"The name '{name}' is not valid: letters, digits and single underscores, beginning with a letter")
    yield from _busy(state, groups.groups_with(state, type_, name), root.line)


def _busy(state: State, names: list[str], line: int) -> Iterator[Problem]:
    for name in names:
        if groups.status(state, name) != "Updated":
            yield Problem(line, f"The permission set group {name} is being recalculated: try again when its status is Updated")


def check_value_set(root: Element, tag: str) -> Iterator[Problem]:
    """A global or standard value set holds a value, and each once."""
    values = root.all(tag)
    if not values:
        yield Problem(root.line, "A value set holds at least one value")
    yield from check_values(values, root.line, restricted=True)


def check_sharing(state: State, full: str, root: Element) -> Iterator[Problem]:
    """A rule shares with what there is, by fields that records hold: a formula's value is not among them."""
    object_ = full.partition(".")[0]
    shared = root.first("sharedTo")
    for one in [] if shared is None else shared.children:
        if one.tag in _SHARED and state.component(_SHARED[one.tag], one.text) is None:
            yield Problem(one.line, f"In field: {one.tag} - no {_SHARED[one.tag]} named {one.text} found")
    for item in root.all("criteriaItems"):
        name = item.get("field") or ""
        field = field_of(state, object_, name)
        if field is None:
            yield Problem(item.line, f"In field: field - no CustomField named {object_}.{name} found")
        elif field.computed:
            yield Problem(item.line, f"{object_}.{name} is worked out from others: criteria test what records hold")


def check_validation(state: State, full: str, root: Element) -> Iterator[Problem]:
    """A validation rule names only fields that its object has."""
    for name in unknown_fields(state, full.partition(".")[0], root.get("errorConditionFormula") or ""):
        yield Problem(root.line, f"Field {name} does not exist. Check spelling.")
