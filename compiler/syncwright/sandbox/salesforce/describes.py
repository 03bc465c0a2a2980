"""Objects described over REST, with the keys that a describe has. Knows no record.

Recorded describes: SFDO-Tooling/CumulusCI 598cda5 (API 59). Keys that say nothing here have the value that they mostly have there.
"""

from typing import Any

from syncwright.sandbox.asked import Answer, Asked, Refused, Route
from syncwright.sandbox.salesforce.described import Described, DescribedObject, described, objects
from syncwright.sandbox.salesforce.fields import parsed
from syncwright.sandbox.salesforce.org import Org
from syncwright.sandbox.salesforce.setup_rows import DERIVED
from syncwright.sandbox.salesforce.soql_schema import Column
from syncwright.sandbox.salesforce.versions import version_of
from syncwright.sandbox.state import State
from syncwright.xml import Element

#: Records of one request at most (Object Reference, describe: maxBatchSize).
_BATCH = 200
#: Objects of setup that are made by a deploy alone: records of them are only read.
_READ_ONLY = frozenset(DERIVED) - {"PermissionSetAssignment", "Group", "RecordType"}
#: The field that names a record, where that is not `Name`.
_NAMES = {"Case": "CaseNumber", "Contract": "ContractNumber", "Event": "Subject", "Order": "OrderNumber", "Task": "Subject"}
_SOAP = {
    "id": "tns:ID",
    "reference": "tns:ID",
    "boolean": "xsd:boolean",
    "int": "xsd:int",
    "double": "xsd:double",
    "currency": "xsd:double",
    "percent": "xsd:double",
    "date": "xsd:date",
    "datetime": "xsd:dateTime",
    "time": "xsd:time",
    "address": "urn:address",
    "location": "urn:location",
}


def all_objects(state: State, asked: Asked) -> Answer:
    """Each object in short."""
    version = version_of(asked)
    return Answer(
        {
            "encoding": "UTF-8",
            "maxBatchSize": _BATCH,
            "sobjects": [_summary(DescribedObject(state, name), version) for name in objects(state)],
        }
    )


def one_object(state: State, asked: Asked) -> Answer:
    """One object in short."""
    return Answer({"objectDescribe": _summary(_known(state, asked), version_of(asked)), "recentItems": []})


def describe(state: State, asked: Asked) -> Answer:
    """One object with its fields."""
    about = _known(state, asked)
    version = version_of(asked)
    return Answer(
        {
            **_summary(about, version),
            **dict.fromkeys(("defaultImplementation", "extendedBy", "extendsInterfaces", "implementedBy", "implementsInterfaces")),
            "actionOverrides": [],
            "childRelationships": _children(state, about.name),
            "compactLayoutable": True,
            "fields": [_field(about.name, one) for one in about.fields.values()],
            "listviewable": None,
            "lookupLayoutable": None,
            "namedLayoutInfos": [],
            "networkScopeFieldName": None,
            "recordTypeInfos": [],
            "searchLayoutable": True,
            "sobjectDescribeOption": "FULL",
            "supportedScopes": [{"label": "All records", "name": "everything"}],
        }
    )


def _known(state: State, asked: Asked) -> DescribedObject:
    found = described(state, asked.params["object"])
    if found is None:
        raise Refused(404, "NOT_FOUND", "The requested resource does not exist")
    return found


def _summary(about: DescribedObject, version: int) -> dict[str, Any]:
    writable = about.name not in _READ_ONLY
    root = f"/services/data/v{version}.0/sobjects/{about.name}"
    return {
        "activateable": False,
        "associateEntityType": None,
        "associateParentEntity": None,
        "createable": writable,
        "custom": about.custom,
        "customSetting": False,
        "deepCloneable": False,
        "deletable": writable and about.name != "User",
        "deprecatedAndHidden": False,
        "feedEnabled": False,
        "hasSubtypes": False,
        "isInterface": False,
        "isSubtype": False,
        "keyPrefix": about.prefix,
        "label": about.label,
        "labelPlural": about.plural,
        "layoutable": True,
        "mergeable": about.name in ("Account", "Contact", "Lead"),
        "mruEnabled": True,
        "name": about.name,
        "queryable": True,
        "replicateable": True,
        "retrieveable": True,
        "searchable": True,
        "triggerable": True,
        "undeletable": True,
        "updateable": writable,
        "urls": {"sobject": root, "describe": f"{root}/describe", "rowTemplate": f"{root}/{{ID}}"},
    }


def _children(state: State, name: str) -> list[dict[str, Any]]:
    """Custom fields that point here."""
    pointing = [one for one in state.components("CustomField") if f"<referenceTo>{name}</referenceTo>" in one.body]
    return [_child(one.name, parsed(one.body)) for one in pointing]


def _child(name: str, root: Element) -> dict[str, Any]:
    owner, _, field = name.partition(".")
    called = root.get("relationshipName")
    return {
        "cascadeDelete": root.get("type") == "MasterDetail",
        "childSObject": owner,
        "deprecatedAndHidden": False,
        "field": field,
        "junctionIdListNames": [],
        "junctionReferenceTo": [],
        "relationshipName": None if called is None else f"{called}__r",
        "restrictedDelete": root.get("deleteConstraint") == "Restrict",
    }


def _field(owner: str, one: Described) -> dict[str, Any]:
    text = one.length if one.type not in ("boolean", "int", "double", "currency", "percent", "date", "datetime") else 0
    column = one.column
    return {
        "aggregatable": column.filterable and one.type not in ("boolean", "address", "location"),
        "aiPredictionField": False,
        "autoNumber": one.auto_number,
        "byteLength": text if one.type in ("id", "reference") else text * 3,
        "calculated": one.calculated,
        "calculatedFormula": one.formula,
        "cascadeDelete": one.cascades,
        "caseSensitive": False,
        "compoundFieldName": one.part_of,
        "controllerName": None,
        "createable": one.createable,
        "custom": one.custom,
        "defaultValue": False if one.type == "boolean" else next((value.name for value in one.values if value.default), None),
        "defaultValueFormula": None,
        "defaultedOnCreate": one.defaulted,
        "dependentPicklist": False,
        "deprecatedAndHidden": False,
        "digits": one.precision if one.type == "int" else 0,
        "displayLocationInDecimal": False,
        "encrypted": one.type == "encryptedstring",
        "externalId": one.external_id,
        "extraTypeInfo": _extra(one),
        "filterable": column.filterable or one.type in ("address", "location"),
        "filteredLookupInfo": None,
        "formulaTreatNullNumberAsZero": False,
        "groupable": column.filterable and one.type not in ("datetime", "double", "currency", "percent", "multipicklist"),
        "highScaleNumber": False,
        "htmlFormatted": False,
        "idLookup": one.type == "id"
        or one.external_id
        or (owner, one.name) in (("Contact", "Email"), ("Lead", "Email"), ("User", "Username")),
        "inlineHelpText": one.help,
        "label": one.label,
        "length": text,
        "mask": None,
        "maskType": None,
        "name": one.name,
        "nameField": one.name == _NAMES.get(owner, "Name"),
        "namePointing": len(one.to) > 1,
        "nillable": one.nillable,
        "permissionable": one.secured,
        "picklistValues": [
            {"active": value.active, "defaultValue": value.default, "label": value.label, "validFor": None, "value": value.name}
            for value in one.values
        ],
        "polymorphicForeignKey": len(one.to) > 1,
        "precision": 0 if one.type == "int" else one.precision,
        "queryByDistance": one.type in ("address", "location"),
        "referenceTargetField": None,
        "referenceTo": list(one.to),
        "relationshipName": one.relationship,
        "relationshipOrder": 0 if one.cascades else None,
        "restrictedDelete": False,
        "restrictedPicklist": one.restricted,
        "scale": one.scale,
        "searchPrefilterable": False,
        "soapType": _SOAP.get(one.type, "xsd:string"),
        "sortable": column.filterable and one.type != "multipicklist",
        "type": one.type,
        "unique": one.unique,
        "updateable": one.updateable,
        "writeRequiresMasterRead": False,
    }


def _extra(one: Described) -> str | None:
    if one.part_of == "Name":
        return "personname"
    return "plaintextarea" if one.type == "textarea" and not one.custom else None


def tooling_objects(state: State, _asked: Asked) -> Answer:
    """Objects of the Tooling API by name: this stand-in describes no more of them."""
    return Answer(
        {
            "encoding": "UTF-8",
            "maxBatchSize": _BATCH,
            "sobjects": [{"name": one.name, "queryable": True} for one in Org(state, tooling=True).virtual.values()],
        }
    )


def tooling_describe(state: State, asked: Asked) -> Answer:
    """One object of the Tooling API: names and types of its columns."""
    about = Org(state, tooling=True).virtual.get(asked.params["object"].lower())
    if about is None:
        raise Refused(404, "NOT_FOUND", "The requested resource does not exist")
    return Answer({"name": about.name, "queryable": True, "fields": [_column(one) for one in about.held]})


def _column(one: Column) -> dict[str, Any]:
    return {
        "name": one.name,
        "type": one.type,
        "relationshipName": one.relationship,
        "referenceTo": list(one.to),
        "filterable": one.filterable,
    }


_SOBJECTS = "/services/data/v{version}/sobjects"
_TOOLING = "/services/data/v{version}/tooling/sobjects"
ROUTES = [
    Route("GET", _SOBJECTS, all_objects),
    Route("GET", f"{_SOBJECTS}/", all_objects),
    Route("GET", _TOOLING, tooling_objects),
    Route("GET", f"{_TOOLING}/{{object}}/describe", tooling_describe),
    Route("GET", f"{_SOBJECTS}/{{object}}/describe", describe),
    Route("GET", f"{_SOBJECTS}/{{object}}/describe/", describe),
    Route("GET", f"{_SOBJECTS}/{{object}}", one_object),
    Route("GET", f"{_SOBJECTS}/{{object}}/", one_object),
]
