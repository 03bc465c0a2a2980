"""What an org refuses of permission sets and profiles. Asks the org as it would be once the whole package is in.

Tabs, applications, Apex and pages are not looked up: this stand-in holds none. Sentences marked as our own are nowhere documented.
"""

from collections.abc import Iterator

from syncwright.sandbox.salesforce import dependencies as needs
from syncwright.sandbox.salesforce.fields import UNSECURED, field_of, fields_of, has_object
from syncwright.sandbox.salesforce.grants import key_of, twice
from syncwright.sandbox.salesforce.schema import Problem
from syncwright.sandbox.salesforce.standard import standard_objects, user_permissions
from syncwright.sandbox.state import State
from syncwright.xml import Element

#: Longest values, in characters: permission set in the object reference.
LONGEST = {"label": 80, "description": 255}


def check(state: State, sent: Element, whole: Element, *, muting: bool) -> Iterator[Problem]:
    """What is wrong with what was sent (its own rows), and with `whole`, which it becomes together with what is there."""
    for tag, most in LONGEST.items():
        if len(sent.get(tag) or "") > most:
            yield Problem(_line(sent, tag), f"Value too long for field: {tag} maximum length is:{most}")
    for row in twice(sent):
        yield Problem(row.line, f"duplicate value found: [{' '.join(key_of(row)[1:])}] is defined multiple times in {row.tag}")
    for row in sent.children:
        yield from _row(state, row)
    if not muting:
        yield from _objects(state, whole)
        yield from _users(whole)


def _line(root: Element, tag: str) -> int:
    found = root.first(tag)
    return root.line if found is None else found.line


def _row(state: State, row: Element) -> Iterator[Problem]:
    match row.tag:
        case "fieldPermissions":
            says = field_refusal(state, row.get("field") or "")
        case "objectPermissions":
            says = _object_refusal(state, row.get("object") or "")
        case "userPermissions":
            name = row.get("name") or ""
            says = None if name in user_permissions() else f"Unknown user permission: {name}"
        case "customPermissions":
            says = _missing(state, "customPermission", "CustomPermission", row.get("name") or "")
        case "recordTypeVisibilities":
            says = _missing(state, "recordType", "RecordType", row.get("recordType") or "")
        case _:
            says = None
    if says is not None:
        yield Problem(row.line, says)


def _missing(state: State, field: str, type_: str, name: str) -> str | None:
    return None if state.component(type_, name) else f"In field: {field} - no {type_} named {name} found"


def field_refusal(state: State, full: str) -> str | None:
    """Why field-level security cannot be set on `Lead.Region__c`; None if it can."""
    object_, _, name = full.partition(".")
    if not has_object(state, object_):
        return f"In field: field - no CustomObject named {object_} found"
    if object_ == "Activity":
        return f"Field-level security of {full} is set on Task and on Event"  # our own words
    if object_.endswith(UNSECURED):
        return f"{object_} has no field-level security"  # our own words
    field = field_of(state, object_, name)
    if field is None:
        return f"In field: field - no CustomField named {full} found"
    if field.standard is not None and not field.standard.secured and "N" in field.standard.flags:
        return f"{full} has no field-level security"  # our own words
    return f"You cannot deploy to a required field: {full}" if field.required else None


def _object_refusal(state: State, name: str) -> str | None:
    if name in needs.REFUSED:
        return f"{name} takes no object permissions"  # our own words: what Salesforce says is not documented
    return None if has_object(state, name) and name != "Activity" else f"In field: field - no CustomObject named {name} found"


def _objects(state: State, root: Element) -> Iterator[Problem]:
    rows = {row.get("object") or "": row for row in root.all("objectPermissions")}
    for name, row in rows.items():
        if not has_object(state, name):
            continue
        yield from _within(name, row)
        yield from _masters(state, name, row, rows)


def _has(row: Element | None, flag: str) -> bool:
    return row is not None and row.get(flag) == "true"


def _within(name: str, row: Element) -> Iterator[Problem]:
    for flag, needed in needs.OBJECT_NEEDS.items():
        # Nobody edits a big object: 25 public files grant Delete on one without Edit.
        wanted = [one for one in needed if one != "allowEdit" or not name.endswith("__b")]
        missing = [needs.of_object(one, name) for one in wanted if not _has(row, one)]
        if _has(row, flag) and missing:
            yield Problem(row.line, needs.sentence(needs.of_object(flag, name), missing))


def masters_of(state: State, name: str) -> list[str]:
    """The objects that this one is a detail of."""
    if name in standard_objects():
        return [needs.STANDARD_MASTERS[name]] if name in needs.STANDARD_MASTERS else []
    return sorted({field.get("referenceTo") for field in fields_of(state, name) if field.type == "MasterDetail"})


def _masters(state: State, name: str, row: Element, rows: dict[str, Element]) -> Iterator[Problem]:
    for master in masters_of(state, name):
        flag = next((one for one in ("allowRead", "allowCreate", "allowEdit", "allowDelete") if _has(row, one)), None)
        if flag is not None and not _has(rows.get(master), "allowRead"):
            yield Problem(row.line, needs.sentence(needs.of_object(flag, name), [needs.of_object("allowRead", master)]))
        follows = name in needs.VIEW_ALL_FOLLOWS or name not in standard_objects()
        if follows and _has(row, "viewAllRecords") and not _has(rows.get(master), "viewAllRecords"):
            yield Problem(row.line, needs.sentence(needs.of_object("viewAllRecords", name), [needs.of_object("viewAllRecords", master)]))


def _users(root: Element) -> Iterator[Problem]:
    enabled = {row.get("name") or "": row for row in root.all("userPermissions") if row.get("enabled") == "true"}
    objects = {row.get("object") or "": row for row in root.all("objectPermissions")}
    for name, row in enabled.items():
        missing = [one for one in needs.USER_NEEDS.get(name, ()) if one not in enabled]
        missing += [
            needs.of_object(flag, object_)
            for object_, flag in needs.USER_NEEDS_OBJECTS.get(name, ())
            if not _has(objects.get(object_), flag)
        ]
        if missing:
            yield Problem(row.line, needs.sentence(name, missing))
