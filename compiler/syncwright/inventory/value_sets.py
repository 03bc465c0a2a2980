"""Reads value sets, which several picklists share: `*.globalValueSet` and `*.standardValueSet`, a file each. Knows no field."""

from typing import Literal

from syncwright.inventory.fields import active_values
from syncwright.inventory.model import ValueSet
from syncwright.inventory.source import API_NAME, Reading
from syncwright.text import short


def global_value_set(reading: Reading) -> ValueSet:
    """The set in a `GlobalValueSet` file. Raises Unreadable."""
    return _value_set(reading, "GlobalValueSet")


def standard_value_set(reading: Reading) -> ValueSet:
    """The set in a `StandardValueSet` file: the values of a standard picklist, such as `LeadSource`. Raises Unreadable."""
    return _value_set(reading, "StandardValueSet")


def _value_set(reading: Reading, tag: str) -> ValueSet:
    root = reading.root(tag)
    name = reading.stem
    if not API_NAME.fullmatch(name):
        raise reading.wrong(root, f"`{short(name)}` cannot be the name of a value set", "the name of the file says it")
    reading.once(root, "value set", name)
    said = reading.texts(root, tag, ("customValue", "standardValue"))
    kind: Literal["global", "standard"] = "global" if tag == "GlobalValueSet" else "standard"
    return ValueSet(name, kind, active_values(reading, root), said.get("masterLabel"))
