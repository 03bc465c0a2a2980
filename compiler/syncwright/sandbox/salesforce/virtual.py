"""Objects that are no records, which the Tooling API adds: their columns, and how they may be asked. Knows no request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from syncwright.sandbox.salesforce import virtual_rows as rows
from syncwright.sandbox.salesforce.soql_schema import Column, Row
from syncwright.sandbox.state import State


@dataclass(frozen=True, slots=True)
class Virtual:
    """One such object. `reified`: columns of which a query has to name one. `all_at_once`: it has no further pages."""

    name: str
    held: tuple[Column, ...]
    read: Callable[[State], Sequence[Row]]
    reified: tuple[str, ...] = ()
    all_at_once: bool = False


def _columns(text: str, **links: tuple[str, str, str]) -> tuple[Column, ...]:
    """`Id:id IsNillable:boolean`; a link is a column's relationship, its object and the column there that it names."""
    found = []
    for word in text.split():
        name, _, type_ = word.partition(":")
        relationship, to, key = links.get(name, (None, "", "Id"))
        found.append(Column(name, type_ or "string", relationship, (to,) if to else (), key=key))
    return tuple(found)


_BY = ("LastModifiedBy", "User", "Id")
_ENTITY = ("EntityDefinition", "EntityDefinition", "DurableId")
_FIELD = ("FieldDefinition", "FieldDefinition", "DurableId")
_CHANGED = "LastModifiedById:reference LastModifiedDate:datetime"

_ENTITY_COLUMNS = _columns(
    "Id:id DurableId QualifiedApiName DeveloperName Label MasterLabel KeyPrefix NamespacePrefix IsCustomizable:boolean IsCustomSetting:boolean "
    "IsQueryable:boolean IsFlsEnabled:boolean IsEverCreatable:boolean IsEverUpdatable:boolean IsEverDeletable:boolean"
)
_FIELD_COLUMNS = _columns(
    "Id:id DurableId EntityDefinitionId QualifiedApiName DeveloperName Label MasterLabel NamespacePrefix DataType Length:int Precision:int Scale:int "
    "IsCalculated:boolean IsFlsEnabled:boolean IsNillable:boolean IsIndexed:boolean IsCompound:boolean IsPolymorphicForeignKey:boolean "
    f"RelationshipName Description BusinessStatus SecurityClassification ComplianceGroup {_CHANGED}",
    EntityDefinitionId=_ENTITY,
    LastModifiedById=_BY,
)
_REIFIED_FIELD = ("EntityDefinitionId", "DurableId")

#: Read by both APIs.
BOTH: Sequence[Virtual] = (
    Virtual("EntityDefinition", _ENTITY_COLUMNS, rows.entities, all_at_once=True),
    Virtual("FieldDefinition", _FIELD_COLUMNS, rows.fields, _REIFIED_FIELD, all_at_once=True),
    Virtual(
        "EntityParticle",
        _columns(
            "Id:id DurableId EntityDefinitionId FieldDefinitionId QualifiedApiName DeveloperName Label DataType Length:int Precision:int Scale:int "
            "IsPermissionable:boolean IsCreatable:boolean IsUpdatable:boolean IsNillable:boolean IsCalculated:boolean",
            EntityDefinitionId=_ENTITY,
            FieldDefinitionId=_FIELD,
        ),
        rows.particles,
        ("EntityDefinitionId", "FieldDefinitionId", "DurableId"),
        all_at_once=True,
    ),
)
#: Read by the Tooling API alone.
TOOLING: Sequence[Virtual] = (
    Virtual(
        "FlowDefinition",
        _columns(
            f"Id:id DeveloperName MasterLabel Description NamespacePrefix ActiveVersionId:reference LatestVersionId:reference {_CHANGED}",
            ActiveVersionId=("ActiveVersion", "Flow", "Id"),
            LatestVersionId=("LatestVersion", "Flow", "Id"),
            LastModifiedById=_BY,
        ),
        rows.flow_definitions,
    ),
    Virtual(
        "Flow",
        _columns(
            f"Id:id DefinitionId:reference VersionNumber:int Status:picklist MasterLabel ProcessType:picklist Description ApiVersion:double {_CHANGED}",
            DefinitionId=("Definition", "FlowDefinition", "Id"),
            LastModifiedById=_BY,
        ),
        rows.flows,
    ),
    Virtual(
        "DeployRequest",
        _columns(
            "Id:id Type:picklist Status:picklist CheckOnly:boolean RollbackOnError:boolean TestLevel:picklist CreatedById:reference CreatedDate:datetime "
            "StartDate:datetime CompletedDate:datetime CanceledById:reference ErrorMessage ErrorStatusCode NumberComponentErrors:int "
            "NumberComponentsDeployed:int NumberComponentsTotal:int",
            CreatedById=("CreatedBy", "User", "Id"),
        ),
        rows.deploys,
    ),
    Virtual(
        "PermissionDependency", _columns("Id:id Permission PermissionType RequiredPermission RequiredPermissionType"), rows.dependencies
    ),
    Virtual(
        "CustomField",
        _columns(f"Id:id DeveloperName TableEnumOrId NamespacePrefix {_CHANGED}", LastModifiedById=_BY),
        rows.components("CustomField"),
    ),
    Virtual(
        "CustomObject", _columns(f"Id:id DeveloperName NamespacePrefix {_CHANGED}", LastModifiedById=_BY), rows.components("CustomObject")
    ),
)
