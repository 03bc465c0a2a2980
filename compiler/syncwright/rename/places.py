"""Where specs name what: the keys in each kind of spec under which a name of some kind stands. Knows no name.

A pattern is keys with dots between them: `*` is any key, or any item of a list, and a last `@` means the keys themselves, not what stands under them.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from syncwright.diagnostics import Key
from syncwright.records import Struct
from syncwright.syntax.tree import Tree

Patterns = Mapping[str, tuple[str, ...]]

_BY_CONNECTOR = ("sync.@", "at.@")
_CONNECTORS = (
    "for",
    "of",
    "sync.@",
    *(f"{part}.{keys}" for part in ("defaults", "fields.*", "fields.*.parts.*") for keys in _BY_CONNECTOR),
)

#: What the estate has named itself: its own name, and what refers to it.
OURS: Mapping[str, Patterns] = {
    "owner": {
        "estate": ("owner", "owners.@"),
        "connector": ("owner", "operations.errors_owner", "operations.deputy"),
        "object": ("owner", "defaults.owner", "fields.*.owner"),
        "map": ("owner",),
        "sync_user": ("owner",),
        "value_set": ("owner",),
        "filter": ("owner",),
        "partition": ("owner",),
        "campaign": ("owner",),
    },
    "connector": {
        "connector": ("connector",),
        "object": _CONNECTORS,
        "environment": ("connectors.@",),
        "filter": ("for",),
        "partition": ("cases.*.for",),
        "campaign": ("for",),
    },
    "sync_user": {"sync_user": ("sync_user",), "connector": ("sync_user",), "environment": ("users.@",)},
    "map": {"map": ("map",), "campaign": ("flow.*.map",)},
    "campaign": {"campaign": ("campaign", "parent")},
    "filter": {"filter": ("filter",)},
    "partition": {"partition": ("partition",)},
    "environment": {"environment": ("environment",), "estate": ("default_environment",)},
    "value_set": {"value_set": ("value_set",), "object": ("fields.*.create.value_set",)},
}

#: Fields, as `Object.Field`.
FIELD_PATHS: Patterns = {
    "object": ("fields.*.convert", "fields.*.create.summary.by", "fields.*.create.summary.of"),
    "sync_user": ("grants.fields.@",),
}

#: Fields by their name alone: under each pattern the object that they are of, or None where the second key names it.
FIELD_NAMES: Mapping[str, Mapping[str, str | None]] = {
    "connector": {"custom_objects.*.constraints": None, "program_member_fields.@": "CampaignMember"},
    "campaign": {"fields.@": "Campaign"},
}

#: Objects by their name alone. A custom object's tab is called as the object is.
OBJECTS: Patterns = {
    "object": ("object", "fields.*.is.@", "fields.*.create.refers_to"),
    "connector": ("custom_objects.@",),
    "sync_user": ("grants.objects.@", "grants.tabs.@", "grants.custom_settings.@", "grants.metadata_types.@"),
    "filter": ("objects",),
    "partition": ("objects",),
    "campaign": ("objects",),
}

#: Objects before a dot.
OF_OBJECTS: Patterns = {**FIELD_PATHS, "sync_user": (*FIELD_PATHS["sync_user"], "grants.record_types.@")}

_WHOM = ("who", "flow.*.choices.*.if")

#: Filters, which name other filters and maps.
CONDITIONS: Patterns = {"filter": ("where",), "partition": ("cases.*.where",), "campaign": _WHOM}

#: Formulas and filters, read from the objects that the file is about; their paths look alike. The field of a filter is a path of one name.
FORMULAS: Patterns = {
    "object": ("fields.*.create.formula", "fields.*.create.default"),
    "filter": ("where", "as.field", "as.formula"),
    "partition": ("cases.*.where", "as.field", "as.formula"),
    "campaign": (*_WHOM, "flow.*.change", "flow.*.change_score", "when.*.changes", "when.*.score_changes"),
}


class Mention(Struct, frozen=True):
    """A word at a place in a tree: the last of its keys, or the value there."""

    keys: tuple[Key, ...]
    part: Literal["key", "value"]
    text: str


def mentions(tree: Tree, pattern: str) -> Iterator[Mention]:
    """Every word that stands where a pattern says. A list is a word an item."""
    return _at(tree, pattern.split("."), ())


def _at(tree: Tree, steps: list[str], keys: tuple[Key, ...]) -> Iterator[Mention]:
    if not steps:
        if isinstance(tree, str) and tree:
            yield Mention(keys, "value", tree)
        elif isinstance(tree, list):
            yield from (Mention((*keys, index), "value", one) for index, one in enumerate(tree) if isinstance(one, str))
        return
    step, *left = steps
    if isinstance(tree, list) and step == "*":
        for index, one in enumerate(tree):
            yield from _at(one, left, (*keys, index))
    if not isinstance(tree, dict):
        return
    if step == "@":
        yield from (Mention((*keys, key), "key", key) for key in tree)
        return
    for key in tree if step == "*" else [step] if step in tree else ():
        yield from _at(tree[key], left, (*keys, key))
