"""What would be lost without a field, as a document."""

from typing import Any

from syncwright.compile import Compilation
from syncwright.graph import Graph
from syncwright.graph.model import split
from syncwright.graph.places import Places
from syncwright.loss import loss
from syncwright.views.why import Why

Document = dict[str, Any]

#: What a field takes along if it leaves the org: what is computed of it or gets its value from it.
_BREAKS = ("formula", "roll-up", "controls", "band")


def document(compilation: Compilation, graph: Graph, places: Places, node_id: str) -> Document:
    """Without the field in the specs: what syncs and is granted no more, and who asks for it all the same. Without it in the org: what breaks."""
    why = Why(compilation, graph, places)
    field = why.field(node_id)
    owner, name = split(field["compound"]["name"] if field["compound"] else node_id)
    found = loss(compilation, owner, name)
    around = field["made_of"], field["uses"]
    lost = [
        {"resource": one.address, "attribute": one.attribute, "name": one.name, "before": one.before, "after": one.after}
        for one in found.lost
    ]
    still = [{"user": want.user, "access": "edit" if want.edit else "read", **why.reason(want.reason)} for want in found.still]
    return {
        "format": 1,
        "name": node_id,
        "kind": "field",
        "in_specs": field["in_specs"],
        "compound": field["compound"],
        "syncs": [one for one in field.get("syncs", []) if one["direction"] != "hidden"],
        "grants": lost,
        "still": still,
        "filters": field["filters"],
        "campaigns": field["campaigns"],
        "breaks": [one for one in around[1] if one["kind"] in _BREAKS],
        "conversions": [one for each in around for one in each if one["kind"] == "conversion"],
        "used_by": field.get("used_by", []),
        "same_idea": field.get("same_idea", []),
    }
