"""The fields of an org, standard and custom: what each is and whether field-level security is set on it. Knows no file and no request."""

from dataclasses import dataclass

from syncwright.sandbox.salesforce.standard import SYSTEM, StandardField, standard_objects
from syncwright.sandbox.state import State
from syncwright.xml import Element, read

#: Field types whose value Salesforce computes: rows of field-level security may say `editable`, and it is ignored.
_COMPUTED = frozenset({"AutoNumber", "Summary"})
#: Objects without field-level security, by the end of their name. Big objects (`__b`) are not among them: a public package that many install sets it.
UNSECURED = ("__mdt", "__e")
#: Custom fields of Activity are fields of both.
ACTIVITIES = frozenset({"Task", "Event"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the org. `object`: where it is defined (`Activity` for those of Task and Event). `standard`: its facts, or None.

    `xml`: the metadata that people deployed for it, None for a standard field that nobody touched.
    """

    object: str
    name: str
    standard: StandardField | None
    xml: Element | None

    def get(self, tag: str, default: str = "") -> str:
        """Text of one element of its metadata."""
        found = None if self.xml is None else self.xml.get(tag)
        return default if found is None else found

    @property
    def type(self) -> str:
        """As the Metadata API names it, such as `MasterDetail`; empty for a standard field."""
        return "" if self.standard else self.get("type")

    @property
    def computed(self) -> bool:
        """Nobody writes it: formulas, numbers that count up, roll-ups."""
        return self.standard is None and (bool(self.get("formula")) or self.type in _COMPUTED)

    @property
    def required(self) -> bool:
        """Field-level security is never set on it, because everyone has to see it."""
        if self.standard is not None:
            return self.name in SYSTEM or not self.standard.secured
        return self.get("required") == "true" or self.type == "MasterDetail"


def custom_object(state: State, name: str) -> bool:
    """The org has a custom object, event, big object or type of this name."""
    return state.component("CustomObject", name) is not None and name not in standard_objects()


def has_object(state: State, name: str) -> bool:
    """The org has this object at all. `Activity` counts: fields are defined on it."""
    return name in standard_objects() or name == "Activity" or custom_object(state, name)


def field_of(state: State, object_: str, name: str) -> Field | None:
    """One field by the name of its object, also `Task.X__c` for what is defined on Activity."""
    home = "Activity" if object_ in ACTIVITIES and name.endswith("__c") else object_
    component = state.component("CustomField", f"{home}.{name}")
    about = standard_objects().get(object_)
    standard = about.fields.get(name) if about else None
    if component is None and standard is None:
        return _name_field(state, object_, name)
    return Field(home, name, standard, None if component is None else parsed(component.body))


def _name_field(state: State, object_: str, name: str) -> Field | None:
    """The fields that every custom object has. Public permission sets set field-level security on the names of custom objects, unlike on those of others."""
    if name in SYSTEM | {"Name"} and custom_object(state, object_):
        return Field(object_, name, StandardField(name, "string", "80", "CU", "-" if name in SYSTEM else "?", (), name), None)
    return None


def fields_of(state: State, object_: str) -> list[Field]:
    """All fields of an object: standard ones in the order of the facts, then custom ones by name."""
    about = standard_objects().get(object_)
    home = "Activity" if object_ in ACTIVITIES else object_
    touched = {component.name.partition(".")[2]: parsed(component.body) for component in state.components("CustomField", f"{home}.")}
    standard = [] if about is None else [Field(object_, one.name, one, touched.pop(one.name, None)) for one in about.fields.values()]
    return standard + [Field(home, name, None, xml) for name, xml in touched.items()]


def parsed(body: str) -> Element:
    """A component's content as a tree; the root has no name of its own."""
    return read(f"<x>{body}</x>".encode())
