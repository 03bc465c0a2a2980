"""What goes when a component goes: itself, what lies inside of it, and the rows of permission sets and profiles about it. Knows no package."""

from collections.abc import Iterator

from syncwright.sandbox.salesforce import flows
from syncwright.sandbox.salesforce.fields import parsed
from syncwright.sandbox.salesforce.kinds import INNER
from syncwright.sandbox.salesforce.schema import written
from syncwright.sandbox.salesforce.standard import standard_objects
from syncwright.sandbox.state import State
from syncwright.xml import Element, escape

_GRANTING = ("PermissionSet", "MutingPermissionSet", "Profile")
#: How a person's words name a type, in the refusal.
_SPOKEN = {"CustomField": "custom field", "CustomObject": "custom object", "PermissionSet": "permission set"}
#: Types whose content names fields by themselves.
_USERS = ("Flow", "CustomField", "ValidationRule", "SharingCriteriaRule", "RecordType", "ListView", "FieldSet")


def refusal(state: State, type_: str, name: str) -> str | None:
    """Why it cannot be deleted; None if it can. The form of the second is reported, the words of the others are our own."""
    if type_ == "CustomObject" and name in standard_objects():
        return f"{name} is a standard object and stays"
    if type_ == "CustomField" and not name.endswith("__c"):
        return f"{name} is a standard field and stays"
    if type_ == "Flow" and flows.active(state, name) is not None:
        return f"The flow {name} is active: deactivate it before you delete it"
    used = list(_uses(state, type_, name))
    if not used:
        return None
    spoken = _SPOKEN.get(type_, type_)
    return f"This {spoken} is referenced elsewhere in salesforce.com. Remove the usage and try again. : {', '.join(used)}"


def _uses(state: State, type_: str, name: str) -> Iterator[str]:
    if type_ == "CustomField":
        object_, _, field = name.partition(".")
        yield from _uses_of_field(state, object_, field, name)
    elif type_ in {"PermissionSet", "MutingPermissionSet"}:
        tag = "permissionSets" if type_ == "PermissionSet" else "mutingPermissionSets"
        yield from _holding(state, "PermissionSetGroup", f"<{tag}>{escape(name)}</{tag}>")
    elif type_ == "CustomObject":
        yield from (one for one in _holding(state, "CustomField", f"<referenceTo>{name}</referenceTo>") if not one.startswith(f"{name}."))
    elif type_ == "GlobalValueSet":
        yield from _holding(state, "CustomField", f"<valueSetName>{name}</valueSetName>")


def _uses_of_field(state: State, object_: str, field: str, full: str) -> Iterator[str]:
    for type_ in _USERS:
        for component in state.components(type_):
            about = component.name.partition(".")[0]
            if component.name != full and field in component.body and _is_of(component.body, about, object_, field):
                yield f"{type_} - {component.name}"


def _is_of(body: str, about: str, object_: str, field: str) -> bool:
    """The content is of this object (a flow says which it starts with), or names the field with its object."""
    return about == object_ or f"{object_}.{field}" in body or f"<object>{object_}</object>" in body


def _holding(state: State, type_: str, text: str) -> list[str]:
    return [f"{type_} - {one.name}" for one in state.components(type_) if text in one.body]


def remove(state: State, type_: str, name: str) -> None:
    """Delete it with all that is inside of it, and forget the grants of it."""
    state.delete_component(type_, name)
    if type_ == "Flow":
        state.db.execute("DELETE FROM flow_versions WHERE name = ?", (name,))
    if type_ == "CustomObject":
        for inner in INNER:
            for component in state.components(inner.type, f"{name}."):
                remove(state, inner.type, component.name)
        _forget(state, "objectPermissions", "object", name)
    if type_ == "CustomField":
        for full in _as_granted(name):
            _forget(state, "fieldPermissions", "field", full)


def _as_granted(full: str) -> tuple[str, ...]:
    object_, _, field = full.partition(".")
    return (f"Task.{field}", f"Event.{field}") if object_ == "Activity" else (full,)


def _forget(state: State, tag: str, key: str, name: str) -> None:
    for type_ in _GRANTING:
        for component in state.components(type_):
            if f"<{key}>{name}</{key}>" in component.body:
                root = parsed(component.body)
                rows = [row for row in root.children if row.tag != tag or row.get(key) != name]
                # Who changed the set last stays who it was: nobody deployed it.
                body = written(Element(root.tag, 1, "", rows))
                state.db.execute("UPDATE components SET body = ? WHERE type = ? AND name = ?", (body, type_, component.name))
