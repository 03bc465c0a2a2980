"""Which records a Marketing Data Sharing rule lets sync with a business unit. For tests alone; reads the file that is handed to people.

Source: Salesforce Help, Configure Marketing Data Sharing Rules: a rule is of one object and one field of that object, its operator is equals, and
case matters. What it makes of a blank is not said there; a blank equals no value that is written down. A checkbox holds true or false.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class RuleRefused(ValueError):
    """The page would not take the rule; says why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it stands on the page."""

    object: str
    field: str
    value: str


def read(text: bytes) -> list[Rule]:
    """The rules of one unit. An object has one, and it asks for a field of its own."""
    found: dict[str, Rule] = {}
    for one in json.loads(text)["rules"]:
        if one["operator"] != "equals":
            raise RuleRefused(f"there is no operator `{one['operator']}`")
        if "." in one["field"]:
            raise RuleRefused(f"`{one['field']}` is no field of `{one['object']}`")
        if one["object"] in found:
            raise RuleRefused(f"`{one['object']}` has a rule already")
        found[one["object"]] = Rule(one["object"], one["field"], one["value"])
    return list(found.values())


def lets_sync(rule: Rule, record: Mapping[str, Any]) -> bool:
    """Whether the record matches, letter for letter."""
    held = record.get(rule.field)
    if held is None or isinstance(held, bool):
        held = {None: "", True: "true", False: "false"}[held]
    return bool(held) and held == rule.value
