"""A node of an id, with what people want to see of it at once."""

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Place
from syncwright.graph.model import Node, NodeKind, kind_of, split
from syncwright.inventory import Field

_TYPES = {"Summary": "roll-up", "MasterDetail": "master-detail", "AutoNumber": "auto-number"}


def type_of(name: str, held: Field) -> str | None:
    """The type of a field as selectors spell it: `formula`, `roll-up`, else the Metadata API's word in small letters."""
    if held.formula is not None:
        return "formula"
    if held.type is None:
        return "text" if name == "Name" else None
    return _TYPES.get(held.type, held.type.lower())


def node(catalog: Catalog, node_id: str) -> Node:
    """The node of an id that is in the graph."""
    match kind_of(node_id):
        case "field":
            return _field(catalog, node_id)
        case "object":
            return _object(catalog, node_id)
        case kind:
            return _other(catalog, node_id, kind)


def _field(catalog: Catalog, node_id: str) -> Node:
    owner, name = split(node_id)
    held, on = catalog.org.field(owner, name), catalog.objects.get(owner)
    one = on.fields.get(name) if on is not None else None
    label, type_ = (held.label, type_of(name, held)) if held is not None else (None, None)
    if one is None:
        return Node(node_id, "field", external=held is None, label=label, type=type_)
    return Node(node_id, "field", True, False, label, type_, one.owner, one.pii, dict(one.directions), one.at())


def _object(catalog: Catalog, name: str) -> Node:
    one, held = catalog.objects.get(name), catalog.org.objects.get(name)
    label, type_ = (held.label, held.kind) if held is not None else (None, None)
    if one is None:
        return Node(name, "object", external=held is None, label=label, type=type_)
    group = one.groups[0]
    owner = next((g.spec.owner for g in one.groups if g.spec.owner), None)
    return Node(name, "object", True, False, label, type_, owner, None, dict(one.records), Place(group.path, ("object",)))


def _other(catalog: Catalog, node_id: str, kind: NodeKind) -> Node:
    name = node_id.partition(":")[2]
    match kind:
        case "connector":
            one = catalog.connectors[name]
            return Node(node_id, kind, True, type=one.spec.platform, owner=one.spec.owner, place=one.at("connector"))
        case "sync_user":
            user = catalog.users[name]
            return Node(node_id, kind, True, type=user.spec.kind, owner=user.spec.owner, place=user.at("sync_user"))
        case "campaign":
            campaign = catalog.every_campaign()[name]
            return Node(node_id, kind, True, type=campaign.spec.type, owner=campaign.spec.owner, place=campaign.at("campaign"))
        case "filter":
            scope = catalog.filters[name]
            return Node(node_id, kind, True, owner=scope.spec.owner, place=scope.at("filter"))
        case "partition":
            parted = catalog.partitions[name]
            return Node(node_id, kind, True, owner=parted.spec.owner, place=parted.at("partition"))
        case "owner":
            estate = catalog.estate
            return Node(node_id, kind, True, label=estate.spec.owners[name].title, place=Place(estate.path, ("owners", name), "key"))
        case "value_set":
            shared = catalog.org.value_sets.get(name)
            label = shared.label if shared is not None else None
            ours = catalog.value_sets.get(name)
            if ours is not None:
                return Node(node_id, kind, True, label=label, owner=ours.spec.owner, place=ours.at("value_set"))
            return Node(node_id, kind, external=shared is None, label=label)
        case _:
            return Node(node_id, kind, external=True)
