"""Nodes and edges as data. A node's id is what people type: `Lead`, `Lead.Industry`, `connector:marketo`, `owner:revops`."""

from typing import Literal

from syncwright.diagnostics import Place
from syncwright.records import Struct

NodeKind = Literal["object", "field", "connector", "sync_user", "owner", "value_set", "campaign", "filter", "partition", "global"]

#: Kinds of nodes that their id names, before a colon. What else has a dot is a field, and the rest are objects.
PREFIXES: tuple[NodeKind, ...] = ("campaign", "connector", "filter", "owner", "partition", "sync_user", "value_set")

EdgeKind = Literal[
    "contains",
    "part",
    "lookup",
    "master-detail",
    "formula",
    "roll-up",
    "value-set",
    "controls",
    "band",
    "conversion",
    "sync",
    "grant",
    "uses",
    "owns",
    "same-idea",
    "hidden",
    "audience",
    "starts",
    "changes",
    "runs",
    "scope",
    "stored",
    "limits",
    "named",
]

#: What an edge of each kind says, from its source to its target. An edge goes from what is needed to what needs it, as in dbt.
KINDS: dict[EdgeKind, str] = {
    "contains": "holds",
    "part": "is made of",
    "lookup": "is pointed to by",
    "master-detail": "is the master behind",
    "formula": "is read by",
    "roll-up": "is summed up by",
    "value-set": "gives the values of",
    "controls": "decides the values of",
    "band": "is banded by",
    "conversion": "becomes",
    "sync": "syncs with",
    "grant": "is granted to",
    "uses": "is the user of",
    "owns": "owns",
    "same-idea": "is the same idea as",
    "hidden": "is hidden from",
    "audience": "decides who goes through",
    "starts": "starts",
    "changes": "changes",
    "runs": "runs",
    "scope": "decides who is in",
    "stored": "is kept in",
    "limits": "limits what syncs with",
    "named": "is named by",
}

#: Kinds that selectors do not follow: neither end needs the other; and through its connector every campaign would hang on every field that syncs.
APART: frozenset[EdgeKind] = frozenset({"same-idea", "hidden", "runs"})


class Edge(Struct, frozen=True, gc=False):
    """From a node to one that needs it. `detail`: a direction, an access, the path of a formula. `place`: where that is said."""

    source: str
    kind: EdgeKind
    target: str
    detail: str = ""
    place: Place | None = None


class Node(Struct, frozen=True, gc=False):
    """One thing. `external`: the org does not hold it. `in_specs`: a spec names it. `type` and `label` are the org's.

    `directions`: of a field or of an object's records, by connector, as far as a spec says them.
    """

    id: str
    kind: NodeKind
    in_specs: bool = False
    external: bool = False
    label: str | None = None
    type: str | None = None
    owner: str | None = None
    pii: str | None = None
    directions: dict[str, str] = {}
    place: Place | None = None


def kind_of(node_id: str) -> NodeKind:
    """What kind of thing an id names."""
    if ":" in node_id:
        prefix = node_id.partition(":")[0]
        for kind in PREFIXES:
            if kind == prefix:
                return kind
    if node_id.startswith("$"):
        return "global"
    return "field" if "." in node_id else "object"


def split(node_id: str) -> tuple[str, str]:
    """Object and field of a field's id. What lies behind a relationship that is not known has its path for an object."""
    owner, _, name = node_id.rpartition(".")
    return owner, name
