"""What the Tooling API says of fields, objects, permissions, flows and deploys, as rows. Knows no query and no request.

Sources: Tooling API Reference: FieldDefinition, EntityDefinition, EntityParticle, PermissionDependency, FlowDefinition, Flow, DeployRequest.
How permissions of objects are named in PermissionDependency (`Account<read>`) and its two types are as people read them from an org.

Not known: most of the columns that these objects have, and all dependencies but those that this stand-in enforces on a deploy.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from syncwright.sandbox.salesforce.dependencies import OBJECT_NEEDS, STANDARD_MASTERS, USER_NEEDS, USER_NEEDS_OBJECTS, WORDS
from syncwright.sandbox.salesforce.described import Described, DescribedObject, described, objects
from syncwright.sandbox.salesforce.fields import ACTIVITIES, UNSECURED, parsed
from syncwright.sandbox.salesforce.kept import kept
from syncwright.sandbox.salesforce.setup_rows import derived_id, when
from syncwright.sandbox.salesforce.soql_schema import Row
from syncwright.sandbox.state import State

#: How Setup names the types of fields, for FieldDefinition.DataType.
_DATA_TYPES = {
    "boolean": "Checkbox",
    "currency": "Currency",
    "date": "Date",
    "datetime": "Date/Time",
    "double": "Number",
    "email": "Email",
    "id": "Lookup()",
    "int": "Number",
    "multipicklist": "Picklist (Multi-Select)",
    "percent": "Percent",
    "phone": "Phone",
    "picklist": "Picklist",
    "reference": "Lookup",
    "string": "Text",
    "textarea": "Text Area",
    "time": "Time",
    "url": "URL",
}


def _known(state: State, name: str) -> DescribedObject:
    found = described(state, name)
    assert found is not None, "it is one of the org's objects"
    return found


def entities(state: State) -> Sequence[Row]:
    """EntityDefinition: all objects."""
    return kept(state, "entities", lambda: _entities(state))


def _entities(state: State) -> Sequence[Row]:
    rows: list[Row] = []
    for name in objects(state):
        one = _known(state, name)
        component = state.component("CustomObject", name)
        durable = component.id[:15] if component is not None and one.custom else name
        rows.append(
            {
                "Id": derived_id("000", name),
                "DurableId": durable,
                "QualifiedApiName": name,
                "DeveloperName": name.removesuffix("__c"),
                "Label": one.label,
                "MasterLabel": one.label,
                "KeyPrefix": one.prefix,
                "NamespacePrefix": None,
                "IsCustomizable": True,
                "IsCustomSetting": False,
                "IsQueryable": True,
                "IsFlsEnabled": not name.endswith(UNSECURED),
                "IsEverCreatable": True,
                "IsEverUpdatable": True,
                "IsEverDeletable": True,
            }
        )
    return rows


def fields(state: State) -> Sequence[Row]:
    """FieldDefinition: all fields of all objects."""
    return kept(state, "fields", lambda: _fields(state))


def _fields(state: State) -> Sequence[Row]:
    rows: list[Row] = []
    for entity in entities(state):
        one = _known(state, str(entity["QualifiedApiName"]))
        # A part of a name or of an address has no definition of its own: it is a particle of its compound's.
        rows += [_definition(state, entity, field) for field in one.fields.values() if field.part_of is None]
    return rows


def _definition(state: State, entity: Row, field: Described) -> Row:
    owner = str(entity["QualifiedApiName"])
    home = "Activity" if field.custom and owner in ACTIVITIES else owner
    component = state.component("CustomField", f"{home}.{field.name}")
    last = component.id[:15] if component is not None and field.custom else field.name
    kind = "Formula" if field.formula else _DATA_TYPES.get(field.type, field.type.title())
    sized = f"{kind}({field.length})" if kind in ("Text", "Text Area") and field.length else kind
    return {
        "Id": derived_id("000", owner, field.name),
        "DurableId": f"{entity['DurableId']}.{last}",
        "EntityDefinitionId": entity["DurableId"],
        "QualifiedApiName": field.name,
        "DeveloperName": field.name.removesuffix("__c"),
        "Label": field.label,
        "MasterLabel": field.label,
        "NamespacePrefix": None,
        "DataType": f"{sized}({','.join(field.to)})" if field.type == "reference" else sized,
        "Length": field.length,
        "Precision": field.precision,
        "Scale": field.scale,
        "IsCalculated": field.calculated,
        "IsFlsEnabled": field.secured,
        "IsNillable": field.nillable,
        "IsIndexed": field.unique or field.external_id or field.type in ("id", "reference"),
        "IsCompound": field.type == "address",
        "IsPolymorphicForeignKey": len(field.to) > 1,
        "RelationshipName": field.relationship,
        "Description": None,
        "LastModifiedById": None if component is None else component.changed_by,
        "LastModifiedDate": None if component is None else when(component.changed),
        "BusinessStatus": None,
        "SecurityClassification": None,
        "ComplianceGroup": None,
        **({} if component is None else _governed(component.body)),
    }


def _governed(body: str) -> dict[str, Any]:
    root = parsed(body)
    tags = {
        "description": "Description",
        "businessStatus": "BusinessStatus",
        "securityClassification": "SecurityClassification",
        "complianceGroup": "ComplianceGroup",
    }
    return {name: root.get(tag) for tag, name in tags.items() if root.get(tag)}


def particles(state: State) -> Sequence[Row]:
    """EntityParticle: fields and their parts."""
    return kept(state, "particles", lambda: _particles(state))


def _particles(state: State) -> Sequence[Row]:
    rows: list[Row] = []
    for entity in entities(state):
        for field in _known(state, str(entity["QualifiedApiName"])).fields.values():
            whole = _definition(state, entity, field)
            rows.append(
                {
                    **{
                        name: whole[name]
                        for name in (
                            "Id",
                            "DurableId",
                            "EntityDefinitionId",
                            "QualifiedApiName",
                            "DeveloperName",
                            "Label",
                            "Length",
                            "Precision",
                            "Scale",
                        )
                    },
                    "FieldDefinitionId": f"{entity['DurableId']}.{field.part_of}" if field.part_of else whole["DurableId"],
                    "DataType": field.type,
                    "IsPermissionable": field.secured,
                    "IsCreatable": field.createable,
                    "IsUpdatable": field.updateable,
                    "IsNillable": field.nillable,
                    "IsCalculated": field.calculated,
                }
            )
    return rows


def flow_definitions(state: State) -> Sequence[Row]:
    """FlowDefinition: flows, whatever their versions."""
    rows: list[Row] = []
    for name in sorted({row["name"] for row in state.db.execute("SELECT name FROM flow_versions")}):
        versions = state.db.execute("SELECT * FROM flow_versions WHERE name = ? ORDER BY number", (name,)).fetchall()
        active = next((one["id"] for one in versions if one["status"] == "Active"), None)
        newest = versions[-1]
        label = parsed(newest["body"]).get("label") or name
        rows.append(
            {
                "Id": newest["definition"],
                "DeveloperName": name,
                "MasterLabel": label,
                "Description": None,
                "NamespacePrefix": None,
                "ActiveVersionId": active,
                "LatestVersionId": newest["id"],
                "LastModifiedById": newest["changed_by"],
                "LastModifiedDate": when(newest["changed"]),
                "_active": next((one["number"] for one in versions if one["status"] == "Active"), None),
            }
        )
    return rows


def flows(state: State) -> Sequence[Row]:
    """Flow: each version of each flow."""
    rows: list[Row] = []
    for one in state.db.execute("SELECT * FROM flow_versions ORDER BY name, number"):
        root = parsed(one["body"])
        rows.append(
            {
                "Id": one["id"],
                "DefinitionId": one["definition"],
                "VersionNumber": one["number"],
                "Status": one["status"],
                "MasterLabel": root.get("label") or one["name"],
                "ProcessType": root.get("processType"),
                "Description": root.get("description"),
                "ApiVersion": float(root.get("apiVersion") or 0) or None,
                "LastModifiedById": one["changed_by"],
                "LastModifiedDate": when(one["changed"]),
                "_name": one["name"],
            }
        )
    return rows


def deploys(state: State) -> Sequence[Row]:
    """DeployRequest: deploys that can be seen by now."""
    rows: list[Row] = []
    for one in state.db.execute("SELECT * FROM deploys WHERE visible <= ? ORDER BY number", (state.now(),)):
        options, result = json.loads(one["options"]), json.loads(one["result"] or "{}")
        rows.append(
            {
                "Id": one["id"],
                "Type": "Validate" if one["check_only"] else "Deploy",
                "Status": one["status"],
                "CheckOnly": bool(one["check_only"]),
                "RollbackOnError": bool(options.get("rollbackOnError", True)),
                "TestLevel": options.get("testLevel"),
                "CreatedById": one["actor"],
                "CreatedDate": when(one["created"]),
                "StartDate": when(one["created"]) if one["status"] != "Pending" else None,
                "CompletedDate": None if one["completed"] is None else when(one["completed"]),
                "CanceledById": one["canceled_by"],
                "ErrorMessage": result.get("errorMessage"),
                "ErrorStatusCode": result.get("errorStatusCode"),
                "NumberComponentErrors": result.get("numberComponentErrors", 0),
                "NumberComponentsDeployed": result.get("numberComponentsDeployed", 0),
                "NumberComponentsTotal": result.get("numberComponentsTotal", 0),
            }
        )
    return rows


def dependencies(state: State) -> Sequence[Row]:
    """PermissionDependency: what this stand-in asks of permissions when they are deployed, and nothing else."""
    return kept(state, "dependencies", lambda: _dependencies(state))


def _dependencies(state: State) -> Sequence[Row]:
    rows: list[Row] = []

    def needs(permission: str, type_: str, required: str, required_type: str) -> None:
        id_ = derived_id("0PD", permission, required)
        rows.append(
            {
                "Id": id_,
                "Permission": permission,
                "PermissionType": type_,
                "RequiredPermission": required,
                "RequiredPermissionType": required_type,
            }
        )

    for name in objects(state):
        for flag, others in OBJECT_NEEDS.items():
            for other in others:
                needs(_on(name, flag), _OBJECT, _on(name, other), _OBJECT)
        for master in _masters(state, name):
            for flag in WORDS:
                needs(_on(name, flag), _OBJECT, _on(master, "allowRead"), _OBJECT)
    for permission, names in USER_NEEDS.items():
        for required in names:
            needs(permission, _USER, required, _USER)
    for permission, grants in USER_NEEDS_OBJECTS.items():
        for object_, flag in grants:
            needs(permission, _USER, _on(object_, flag), _OBJECT)
    return rows


_OBJECT, _USER = "Object Permission", "User Permission"
_VERBS = {"allowRead": "read", "allowCreate": "create", "allowEdit": "edit", "allowDelete": "delete"}


def _on(object_: str, flag: str) -> str:
    return f"{object_}<{_VERBS.get(flag, flag)}>"


def _masters(state: State, name: str) -> list[str]:
    one = described(state, name)
    custom = [] if one is None or not one.custom else [field.to[0] for field in one.fields.values() if field.cascades and field.to]
    return [*custom, STANDARD_MASTERS[name]] if name in STANDARD_MASTERS else custom


def components(type_: str) -> Callable[[State], Sequence[Row]]:
    """CustomField and CustomObject: what was deployed."""

    def read(state: State) -> Sequence[Row]:
        rows: list[Row] = []
        for one in state.components(type_):
            owner, _, name = one.name.rpartition(".")
            row = {"Id": one.id, "DeveloperName": (name or one.name).removesuffix("__c"), "TableEnumOrId": owner, "NamespacePrefix": None}
            rows.append({**row, "LastModifiedById": one.changed_by, "LastModifiedDate": when(one.changed)})
        return rows

    return read
