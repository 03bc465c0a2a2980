"""Lists of values as XML and back: a picklist's `valueSet`, a `GlobalValueSet` file. Knows no spec.

Elements stand in the order of Salesforce's WSDL, which is that of the alphabet, but for a value's name, which comes first.
Source: CustomField, GlobalValueSet and CustomValue in the Metadata API Developer Guide, v67.
"""

from collections.abc import Iterable, Iterator, Mapping

from syncwright.inventory.source import Reading
from syncwright.platforms.salesforce.metadata import Mark, Written
from syncwright.platforms.salesforce.value_lists import (
    ALPHABETICAL,
    COLORS,
    CONTROLLED_BY,
    DEFAULT,
    DEPENDENCIES,
    DESCRIPTIONS,
    INACTIVE,
    ORDER,
    RESTRICTED,
    SET,
    VALUES,
    List,
    joined,
    rows,
    shown,
    split,
    text,
)
from syncwright.resource import Attribute, Resource
from syncwright.xml import Element, escape

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<GlobalValueSet xmlns="http://soap.sforce.com/2006/04/metadata">\n'


#: Part of an element: attribute and name that its lines say, and the lines. Lines that say none belong to the whole.
Lines = tuple[str, str, str]


def value_set_element(attributes: Mapping[str, Attribute]) -> str:
    """The `valueSet` of a picklist, or nothing if it has none."""
    return "".join(xml for *_, xml in value_set_lines(attributes))


def value_set_lines(attributes: Mapping[str, Attribute]) -> Iterator[Lines]:
    """The same in parts."""
    named = text(attributes, SET)
    if not named and VALUES not in attributes:
        return
    yield "", "", "    <valueSet>\n"
    if controlled := text(attributes, CONTROLLED_BY):
        yield CONTROLLED_BY, "", f"        <controllingField>{escape(controlled)}</controllingField>\n"
    yield RESTRICTED, "", f"        <restricted>{text(attributes, RESTRICTED) or 'false'}</restricted>\n"
    if named:
        yield SET, "", f"        <valueSetName>{escape(named)}</valueSetName>\n"
    else:
        yield "", "", "        <valueSetDefinition>\n"
        yield ORDER, "", _sorted(attributes, "            ")
        yield from _named_values(attributes, "value", "            ")
        yield "", "", "        </valueSetDefinition>\n"
    for name, those in rows(attributes, DEPENDENCIES).items():
        yield DEPENDENCIES, name, _setting(name, split(those))
    yield "", "", "    </valueSet>\n"


def _setting(name: str, controlling: Iterable[str]) -> str:
    inner = "".join(f"            <controllingFieldValue>{escape(one)}</controllingFieldValue>\n" for one in controlling)
    return f"        <valueSettings>\n{inner}            <valueName>{escape(name)}</valueName>\n        </valueSettings>\n"


def global_value_set(resource: Resource) -> Written:
    """The XML of a global value set, and which part of it each line says."""
    said = resource.attributes
    parts = list(_named_values(said, "customValue", "    "))
    if description := text(said, "description"):
        parts.append(("description", "", f"    <description>{escape(description)}</description>\n"))
    parts.append(("label", "", f"    <masterLabel>{escape(text(said, 'label'))}</masterLabel>\n"))
    parts.append((ORDER, "", _sorted(said, "    ")))
    marks = [Mark(_HEAD.count("\n")), *(Mark(xml.count("\n"), attribute, (name,)) for attribute, name, xml in parts)]
    return Written((_HEAD + "".join(xml for *_, xml in parts) + "</GlobalValueSet>\n").encode(), tuple(marks))


def _sorted(said: Mapping[str, Attribute], indent: str) -> str:
    return f"{indent}<sorted>{'true' if text(said, ORDER) == ALPHABETICAL else 'false'}</sorted>\n"


def _named_values(said: Mapping[str, Attribute], tag: str, indent: str) -> Iterator[Lines]:
    """Each value's element: those that can be chosen in their order, then the others."""
    inactive, colors, descriptions = rows(said, INACTIVE), rows(said, COLORS), rows(said, DESCRIPTIONS)
    labels = {**rows(said, VALUES), **inactive}
    for name in (*shown(said), *sorted(inactive)):
        children = [
            ("fullName", name),
            ("color", colors.get(name, "")),
            ("default", "true" if name == text(said, DEFAULT) else "false"),
            ("description", descriptions.get(name, "")),
            ("isActive", "false" if name in inactive else ""),
            ("label", labels[name]),
        ]
        inner = "".join(f"{indent}    <{child}>{escape(value)}</{child}>\n" for child, value in children if value)
        yield INACTIVE if name in inactive else VALUES, name, f"{indent}<{tag}>\n{inner}{indent}</{tag}>\n"


# ------------------------------------------------------------------ and back


def read_set(reading: Reading) -> List:
    """A global or standard value set as its file says it. Raises Unreadable."""
    tag = "StandardValueSet" if ".standardvalueset" in reading.path.lower() else "GlobalValueSet"
    root = reading.root(tag)
    said = reading.texts(root, tag, ("customValue", "standardValue"))
    head: List = {"label": said.get("masterLabel", ""), "description": said.get("description", "")}
    value_tag = "standardValue" if tag == "StandardValueSet" else "customValue"
    return {**head, **_list(reading, root.all(value_tag), reading.flag(root, said, "sorted"))}


def read_picklist(reading: Reading, field: Element) -> List:
    """What a field's element says of its values; nothing if it is no picklist. Raises Unreadable."""
    held = field.first("valueSet")
    if held is None:
        return {}
    said = reading.texts(held, several=("valueSettings",))
    known = {"controllingField", "restricted", "valueSetDefinition", "valueSetName", "valueSettings"}
    reading.left_out((one for one in held.children if one.tag not in known), "ValueSet")
    found: List = {RESTRICTED: "true" if reading.flag(held, said, "restricted") else "false"}
    if name := said.get("valueSetName"):
        found[SET] = name
    if controlled := said.get("controllingField"):
        found[CONTROLLED_BY] = controlled
    if settings := held.all("valueSettings"):
        found[DEPENDENCIES] = dict(_dependencies(settings))
    definition = held.first("valueSetDefinition")
    if definition is not None:
        inner = reading.texts(definition, several=("value",))
        found |= _list(reading, definition.all("value"), reading.flag(definition, inner, "sorted"))
    return found


def _dependencies(settings: Iterable[Element]) -> Iterator[tuple[str, str]]:
    """For each value, those of the controlling field for which it can be chosen."""
    for one in settings:
        yield one.get("valueName") or "", joined(each.text for each in one.all("controllingFieldValue"))


#: What a value can say that is not compared, as a global set's values have none of it: flags of standard picklists.
_STANDARD = frozenset({"allowEmail", "closed", "converted", "cssExposed", "forecastCategory", "groupingString"}) | {
    *("highPriority", "probability", "reverseRole", "reviewed", "won")
}
_KNOWN = frozenset({"fullName", "color", "default", "description", "isActive", "label"})


def _list(reading: Reading, values: Iterable[Element], by_label: bool) -> List:
    active: dict[str, str] = {}
    inactive: dict[str, str] = {}
    more: dict[str, dict[str, str]] = {"color": {}, "description": {}}
    default = ""
    for one in values:
        said = reading.texts(one)
        name = said.get("fullName")
        if not name:
            raise reading.wrong(one, "a value of the picklist has no `fullName`")
        if name in active or name in inactive:
            raise reading.wrong(one, f"the value `{name}` stands here for the second time")
        reading.left_out((child for child in one.children if child.tag not in _KNOWN | _STANDARD), "CustomValue")
        chosen = "isActive" not in said or reading.flag(one, said, "isActive")
        (active if chosen else inactive)[name] = said.get("label") or name
        if chosen:
            default = name if reading.flag(one, said, "default") else default
            for tag in more.keys() & {tag for tag, word in said.items() if word}:
                more[tag][name] = said[tag]
    return {
        VALUES: active,
        INACTIVE: inactive,
        DEFAULT: default,
        ORDER: ALPHABETICAL if by_label else joined(active),
        COLORS: more["color"],
        DESCRIPTIONS: more["description"],
    }
