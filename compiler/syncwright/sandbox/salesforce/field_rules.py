"""What an org refuses of custom fields and custom objects. Asks the org as it would be once the whole package is in.

Which attribute a type must and may have: Salesforce's own rules for generating fields (forcedotcom/sf-skills 2476476) and what people report. The
sentences `Can not specify ...`, `Must specify ...`, `Value set must ...`, `duplicate value found ...`, `Field ... does not exist` and
`Master-Detail Relationship Fields ...` are reported; the others are our own.
"""

import re
from collections.abc import Iterator

from syncwright.sandbox.salesforce.fields import ACTIVITIES, field_of, has_object
from syncwright.sandbox.salesforce.schema import Problem
from syncwright.sandbox.salesforce.standard import standard_objects
from syncwright.sandbox.state import State
from syncwright.xml import Element

#: What each type must have. A formula needs none of it.
MUST = {
    "Text": ("length",),
    "LongTextArea": ("length", "visibleLines"),
    "Html": ("length", "visibleLines"),
    "EncryptedText": ("length",),
    "Number": ("precision", "scale"),
    "Currency": ("precision", "scale"),
    "Percent": ("precision", "scale"),
    "Checkbox": ("defaultValue",),
    "AutoNumber": ("displayFormat",),
    "Lookup": ("referenceTo",),
    "MasterDetail": ("referenceTo", "relationshipName"),
    "Summary": ("summaryOperation", "summaryForeignKey"),
    "Picklist": ("valueSet",),
    "MultiselectPicklist": ("valueSet", "visibleLines"),
    "Location": ("scale", "displayLocationInDecimal"),
}
#: What each type must not have.
MUST_NOT = {
    "TextArea": ("length", "precision", "scale"),
    "LongTextArea": ("required", "unique", "externalId"),
    "Html": ("required", "unique", "externalId"),
    "MultiselectPicklist": ("required", "unique", "externalId"),
    "Checkbox": ("length", "precision", "scale", "required"),
    "MasterDetail": ("deleteConstraint",),
    "Lookup": ("relationshipOrder", "reparentableMasterDetail", "writeRequiresMasterRead"),
    "Hierarchy": ("referenceTo",),
    "Summary": ("precision", "scale", "required", "length"),
    "AutoNumber": ("length", "precision", "required"),
    "Date": ("length", "precision", "scale"),
    "DateTime": ("length", "precision", "scale"),
    "Email": ("length",),
    "Phone": ("length",),
    "Url": ("length",),
    "Picklist": ("length", "precision"),
}
WITH_EXTERNAL_ID = frozenset({"AutoNumber", "Email", "Number", "Text"})
MOST_RESTRICTED_VALUES = 1000
MOST_MASTERS = 2
MOST_FORMULA = 3900
_NAME = re.compile(r"[A-Za-z](?:_?[A-Za-z0-9])*(?:__[A-Za-z0-9](?:_?[A-Za-z0-9])*)?__[a-z]+\Z")
#: A custom field by itself: no path through a parent, no function, no merge field such as `$Setup.X__c`.
_WORD = re.compile(r"(?<![\w.$])([A-Za-z]\w*__c)\b(?!\s*[.(])")
_TEXT_OR_COMMENT = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*?\*/', re.DOTALL)


def check_object(state: State, name: str, root: Element) -> Iterator[Problem]:
    """A custom object has to say what a standard one brings along."""
    if name in standard_objects() or name == "Activity" or not name.endswith("__c") or root.get("customSettingsType"):
        return
    for tag in ("label", "pluralLabel", "nameField", "sharingModel", "deploymentStatus"):
        if root.first(tag) is None:
            yield Problem(root.line, f"Must specify a non-empty {tag} for the CustomObject")
    if state.component("CustomObject", name) is None:
        yield Problem(root.line, f"In field: fullName - no CustomObject named {name} found")


def check_field(state: State, full: str, root: Element) -> Iterator[Problem]:
    """What is wrong with a field; one of Salesforce's own, that only has its labels or tracking changed, is taken as it is."""
    object_, _, name = full.partition(".")
    if not has_object(state, object_):
        yield Problem(root.line, f"In field: fullName - no CustomObject named {object_} found")
        return
    standard = standard_objects().get(object_)
    if not name.endswith("__c") and standard is not None:
        if name not in standard.fields:
            yield Problem(root.line, f"In field: fullName - no CustomField named {full} found")
        return
    if object_ in ACTIVITIES:
        yield Problem(root.line, f"Custom fields of {object_} are defined on Activity")
    if not _NAME.match(name):
        yield Problem(root.line, f"The field name '{name}' is not valid")
    yield from _attributes(root)
    yield from _relations(state, object_, root)
    yield from _values(state, root)
    yield from _formula(state, object_, root)


def _attributes(root: Element) -> Iterator[Problem]:
    type_ = root.get("type")
    if type_ is None:
        yield Problem(root.line, "Required field is missing: type")
        return
    if not root.get("label"):
        yield Problem(root.line, "Required field is missing: label")
    formula = root.get("formula") is not None
    for tag in () if formula else MUST.get(type_, ()):
        if root.first(tag) is None:
            yield Problem(root.line, f"Must specify '{tag}' for a CustomField of type {type_}")
    for tag in MUST_NOT.get(type_, ()):
        found = root.first(tag)
        if found is not None and found.text != "false":  # a retrieve says what is off, and it may be sent back
            yield Problem(found.line, f"Can not specify '{tag}' for a CustomField of type {type_}")
    if type_ == "MasterDetail" and root.first("required") is not None:
        yield Problem(root.line, "Master-Detail Relationship Fields Cannot be Optional or Required")
    if type_ != "Lookup" and root.first("lookupFilter") is not None:
        yield Problem(root.line, "Lookup filters are only supported on Lookup Relationship Fields")
    if root.get("externalId") == "true" and type_ not in WITH_EXTERNAL_ID:
        yield Problem(root.line, f"Can not specify 'externalId' for a CustomField of type {type_}")
    yield from _sizes(root, type_)
    if formula:
        for tag in ("defaultValue", "required"):
            found = root.first(tag)
            if found is not None and found.text not in {"false", ""}:
                yield Problem(found.line, f"Can not specify '{tag}' for a formula")


def _sizes(root: Element, type_: str) -> Iterator[Problem]:
    length, precision, scale = (_number(root, tag) for tag in ("length", "precision", "scale"))
    most = {"Text": 255, "EncryptedText": 175, "LongTextArea": 131_072, "Html": 131_072}.get(type_)
    if length is not None and most is not None and not 0 < length <= most:
        yield Problem(root.line, f"The length of a {type_} is between 1 and {most}, not {length}")
    if precision is not None and not 0 < precision <= 18:
        yield Problem(root.line, f"The precision is between 1 and 18, not {precision}")
    if precision is not None and scale is not None and not 0 <= scale <= precision:
        yield Problem(root.line, f"The scale is at most the precision: {scale} of {precision}")
    if type_ == "AutoNumber" and "{0" not in (root.get("displayFormat") or "{0"):
        yield Problem(root.line, "The display format of an AutoNumber holds {0}")


def _number(root: Element, tag: str) -> int | None:
    text = root.get(tag)
    return None if text is None else int(text)  # its shape was checked before


def _relations(state: State, object_: str, root: Element) -> Iterator[Problem]:
    to, type_ = root.get("referenceTo"), root.get("type")
    if to and type_ in {"Lookup", "MasterDetail"} and not has_object(state, to):
        yield Problem(root.line, f"In field: referenceTo - no CustomObject named {to} found")
    if type_ == "MasterDetail":
        masters = [one for one in state.components("CustomField", f"{object_}.") if "<type>MasterDetail</type>" in one.body]
        if len(masters) > MOST_MASTERS:
            yield Problem(root.line, f"MAX_RELATIONSHIPS_EXCEEDED: {object_} has more than {MOST_MASTERS} Master-Detail relationships")
    foreign = root.get("summaryForeignKey")
    if type_ == "Summary" and foreign:
        for full in filter(None, (foreign, root.get("summarizedField"))):
            if field_of(state, *_split(full)) is None:
                yield Problem(root.line, f"In field: summaryForeignKey - no CustomField named {full} found")
        if root.get("summaryOperation") != "count" and not root.get("summarizedField"):
            yield Problem(root.line, "Must specify 'summarizedField' for a CustomField of type Summary")


def _split(full: str) -> tuple[str, str]:
    object_, _, name = full.partition(".")
    return object_, name


def _values(state: State, root: Element) -> Iterator[Problem]:
    values = root.first("valueSet")
    if values is None:
        return
    named, defined = values.get("valueSetName"), values.first("valueSetDefinition")
    if (named is None) == (defined is None):
        yield Problem(values.line, "Value set must reference a value set name or define a value set, but not both")
    if named is not None and not any(state.component(type_, named) for type_ in ("GlobalValueSet", "StandardValueSet")):
        yield Problem(values.line, f"In field: valueSetName - no GlobalValueSet named {named} found")
    if defined is not None:
        yield from check_values(defined.all("value"), defined.line, restricted=values.get("restricted") == "true")


def check_values(values: list[Element], line: int, *, restricted: bool) -> Iterator[Problem]:
    """The values of a list: each is there once, whatever its case."""
    seen: set[str] = set()
    for value in values:
        name = value.get("fullName") or ""
        if name.lower() in seen:
            yield Problem(value.line, f"duplicate value found: [{name}] is defined multiple times")
        seen.add(name.lower())
    if sum(value.get("default") == "true" for value in values) > 1:
        yield Problem(line, "A value set has at most one default value")
    if restricted and len(values) > MOST_RESTRICTED_VALUES:
        yield Problem(line, f"A restricted value set has at most {MOST_RESTRICTED_VALUES} values, not {len(values)}")


def _formula(state: State, object_: str, root: Element) -> Iterator[Problem]:
    formula = root.get("formula")
    if formula is None:
        return
    if len(formula) > MOST_FORMULA:
        yield Problem(root.line, f"Formula is too long ({len(formula)} characters). Maximum length is {MOST_FORMULA} characters.")
    for name in unknown_fields(state, object_, formula):
        yield Problem(root.line, f"Field {name} does not exist. Check spelling.")


def unknown_fields(state: State, object_: str, formula: str) -> list[str]:
    """Custom fields that a formula names by themselves and the object has not. Paths through parents are not followed."""
    names = dict.fromkeys(_WORD.findall(_TEXT_OR_COMMENT.sub(" ", formula)))
    return [name for name in names if field_of(state, object_, name) is None]
