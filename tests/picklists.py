"""Picklists for tests: specs of fields and sets that have values, the files an org would hold of them, and what those files say."""

import json
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

from small_estate import org
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.model import ValueSet

NAMESPACE = "{http://soap.sforce.com/2006/04/metadata}"
FIELDS = "main/default/objects/Lead/fields"
SETS = "main/default/globalValueSets"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="http://soap.sforce.com/2006/04/metadata">\n{1}</{0}>\n'


def flow(values: Mapping[str, Mapping[str, object]]) -> str:
    """Values as they are written in a spec, on one line. A former name can be one or several."""
    return "{" + ", ".join(f"{json.dumps(name)}: {{{_said(said)}}}" for name, said in values.items()) + "}"


def _said(said: Mapping[str, object]) -> str:
    return ", ".join(f"{key}: {_text(value)}" for key, value in said.items())


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value)


def plain(*names: str) -> dict[str, dict[str, object]]:
    """Values of which nothing more is said."""
    return {name: {} for name in names}


def own(values: Mapping[str, Mapping[str, object]], create: str = "", kind: str = "Picklist", name: str = "Fit__c") -> dict[str, str]:
    """A spec that creates a picklist of `Lead` with values of its own."""
    return {
        f"objects/{name}.yaml": (
            "object: Lead\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {sync: from-salesforce, pii: none}\nfields:\n"
            f"  {name}:\n    why: calls the best first\n    create: {{label: Fit, type: {kind}{create}}}\n    values: {flow(values)}\n"
        )
    }


def of_org(values: Mapping[str, Mapping[str, object]], name: str = "Track__c") -> dict[str, str]:
    """A spec that relies on values of a picklist that the org owns."""
    return {
        "objects/track.yaml": (
            "object: Lead\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {sync: from-salesforce, pii: none}\nfields:\n"
            f"  {name}: {{why: the nurture track, values: {flow(values)}}}\n"
        )
    }


def shared(values: Mapping[str, Mapping[str, object]], more: str = "", name: str = "Region") -> dict[str, str]:
    """A spec of a global value set."""
    return {f"value_sets/{name}.yaml": f"value_set: {name}\nowner: ops\nwhy: where we sell\n{more}values: {flow(values)}\n"}


def using(name: str = "Region") -> dict[str, str]:
    """A spec that creates a picklist which takes its values from a global set."""
    return {
        "objects/area.yaml": (
            "object: Lead\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {sync: from-salesforce, pii: none}\nfields:\n"
            f"  Area__c: {{why: routing, create: {{label: Area, type: Picklist, value_set: {name}}}}}\n"
        )
    }


def holding(*sets: ValueSet, **fields: Field) -> Org:
    """The org of the small estate, with these fields of `Lead` and these value sets."""
    objects = org()
    lead = objects["Lead"]
    return Org({**objects, "Lead": Object("Lead", lead.kind, {**lead.fields, **fields})}, {one.name: one for one in sets})


def field_file(values: Iterable[str], inactive: Iterable[str] = (), name: str = "Fit__c", more: str = "") -> dict[str, bytes]:
    """The file of a picklist with values of its own, as an org's source holds it."""
    inner = "".join(_value("value", one, active=True) for one in values) + "".join(_value("value", one, active=False) for one in inactive)
    text = (
        f"    <fullName>{name}</fullName>\n    <description>calls the best first</description>\n    <label>Fit</label>\n"
        "    <required>false</required>\n    <securityClassification>Internal</securityClassification>\n    <type>Picklist</type>\n"
        f"    <valueSet>\n{more}        <restricted>true</restricted>\n        <valueSetDefinition>\n            <sorted>false</sorted>\n{inner}"
        "        </valueSetDefinition>\n    </valueSet>\n"
    )
    return {f"{FIELDS}/{name}.field-meta.xml": _HEAD.format("CustomField", text).encode()}


def set_file(values: Iterable[str], inactive: Iterable[str] = (), name: str = "Region", kind: str = "GlobalValueSet") -> dict[str, bytes]:
    """The file of a global or standard value set."""
    tag = "customValue" if kind == "GlobalValueSet" else "standardValue"
    inner = "".join(_value(tag, one, active=True) for one in values) + "".join(_value(tag, one, active=False) for one in inactive)
    label = f"    <description>where we sell</description>\n    <masterLabel>{name}</masterLabel>\n" if kind == "GlobalValueSet" else ""
    suffix = kind[0].lower() + kind[1:]
    path = f"main/default/{suffix}s/{name}.{suffix}-meta.xml"
    return {path: _HEAD.format(kind, f"{inner}{label}    <sorted>false</sorted>\n").encode()}


def _value(tag: str, name: str, *, active: bool) -> str:
    state = "" if active else "<isActive>false</isActive>"
    return f"    <{tag}><fullName>{name}</fullName><default>false</default>{state}<label>{name}</label></{tag}>\n"


def offered(data: bytes) -> list[str]:
    """The values that a file of a field or a set lets be chosen, in its order. Knows nothing of our reader."""
    found = []
    for one in ElementTree.fromstring(data).iter():
        if one.tag.removeprefix(NAMESPACE) in ("value", "customValue", "standardValue"):
            said = {child.tag.removeprefix(NAMESPACE): child.text or "" for child in one}
            if said.get("isActive") != "false":
                found.append(said["fullName"])
    return found
