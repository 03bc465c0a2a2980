"""The attributes of a custom field's resource that are texts, and the element of its file that says each. Knows no type's rules."""

from typing import Literal

from syncwright.records import Struct
from syncwright.resource import AttributeType


class FieldAttribute(Struct, frozen=True):
    """An attribute of a field's resource, and the element that says it. `once`: said when the field is made, and never seen again."""

    name: str
    tag: str
    title: str
    kind: Literal["text", "flag"] = "text"
    once: bool = False


#: In the order of their elements, which is that of the alphabet. DOC: CustomField in the Metadata API Developer Guide, v67.
ATTRIBUTES = (
    FieldAttribute("case_sensitive", "caseSensitive", "upper and lower case differ", "flag"),
    FieldAttribute("compliance", "complianceGroup", "compliance group"),
    FieldAttribute("default", "defaultValue", "default value"),
    FieldAttribute("on_delete", "deleteConstraint", "deletion of what it points to"),
    FieldAttribute("description", "description", "description"),
    FieldAttribute("display_format", "displayFormat", "display format"),
    FieldAttribute("decimal", "displayLocationInDecimal", "decimal notation", "flag"),
    FieldAttribute("external_id", "externalId", "external id", "flag"),
    FieldAttribute("formula", "formula", "formula"),
    FieldAttribute("blanks", "formulaTreatBlanksAs", "blanks in the formula"),
    FieldAttribute("help", "inlineHelpText", "help text"),
    FieldAttribute("label", "label", "label"),
    FieldAttribute("length", "length", "length"),
    FieldAttribute("mask_char", "maskChar", "mask character"),
    FieldAttribute("mask_kind", "maskType", "mask"),
    FieldAttribute("precision", "precision", "digits"),
    FieldAttribute("refers_to", "referenceTo", "object it points to"),
    FieldAttribute("relationship_label", "relationshipLabel", "relationship label"),
    FieldAttribute("relationship_name", "relationshipName", "relationship name"),
    FieldAttribute("relationship_order", "relationshipOrder", "relationship order"),
    FieldAttribute("reparentable", "reparentableMasterDetail", "reparenting", "flag"),
    FieldAttribute("required", "required", "required", "flag"),
    FieldAttribute("scale", "scale", "digits behind the point"),
    FieldAttribute("classification", "securityClassification", "security classification"),
    # DOC: the starting number of a field cannot be retrieved.
    FieldAttribute("starting_number", "startingNumber", "starting number", once=True),
    FieldAttribute("summary_of", "summarizedField", "field that is rolled up"),
    FieldAttribute("summary_by", "summaryForeignKey", "master-detail field of the roll-up"),
    FieldAttribute("summary_operation", "summaryOperation", "operation of the roll-up"),
    FieldAttribute("history", "trackHistory", "history tracking", "flag"),
    FieldAttribute("type", "type", "type"),
    FieldAttribute("unique", "unique", "unique", "flag"),
    FieldAttribute("visible_lines", "visibleLines", "visible lines"),
    FieldAttribute("read_suffices", "writeRequiresMasterRead", "reading the master suffices", "flag"),
)

#: What changes of them mean to a plan.
TYPES = {one.name: AttributeType(one.title, "scalar", once=one.once) for one in ATTRIBUTES}
