"""What uses a field, in the org and in the specs, so that it is known before the field goes. Knows no platform's rules about deletion."""

from collections.abc import Iterator
from typing import Literal

from syncwright.catalog.model import Catalog
from syncwright.graph.campaigns import Campaigns
from syncwright.graph.conversions import Conversions
from syncwright.graph.formula import references
from syncwright.graph.paths import Paths
from syncwright.graph.reads import Reads
from syncwright.records import Struct

UseKind = Literal["formula", "roll-up", "controls", "validation-rule", "inactive-validation-rule", "band", "conversion", "campaign"]

#: Kinds of edges to fields that are made of another one.
_OF_FIELDS: tuple[UseKind, ...] = ("formula", "roll-up", "controls")


class Use(Struct, frozen=True, order=True):
    """One thing that uses a field: the id of the field that does, or object and name of a rule.

    `conversion`: a lead's field that becomes this one, or what this one becomes. `campaign`: one that reads, waits for or changes it.
    """

    kind: UseKind
    what: str


class Uses:
    """Looks up what uses a field. Made once for all that are asked about: what is read of the org is read once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._reads = Reads(catalog.org, "")
        self._paths = Paths(catalog.org)
        self._conversions = Conversions(catalog, "")
        self._campaigns = Campaigns(catalog)

    def of(self, owner: str, name: str) -> list[Use]:
        """Everything that is known to use it, sorted."""
        ids = {f"{owner}.{name}"}
        if owner == "Contact" and name.endswith("__c"):
            # What a contact holds appears on its person account under a name of its own.
            ids.add(f"Account.{name[:-1]}pc")
        found = {use for node_id in ids for use in (*self._fields(node_id), *self._rules(node_id))}
        return sorted(found | set(self._specs(owner, name)))

    def _fields(self, node_id: str) -> Iterator[Use]:
        for edge in self._reads.readers(node_id):
            for kind in _OF_FIELDS:
                if edge.kind == kind and edge.target != node_id:
                    yield Use(kind, edge.target)

    def _rules(self, node_id: str) -> Iterator[Use]:
        name = node_id.rpartition(".")[2].lower()
        # A lookup stands in a formula by its relationship: `Device__r` for `Device__c`.
        relation = f"{name[:-1]}r"
        for owner, held in self._catalog.org.objects.items():
            for rule_name, rule in held.validation_rules.items():
                text = rule.formula.lower()
                if (name in text or relation in text) and self._reaches(owner, rule.formula, node_id):
                    yield Use("validation-rule" if rule.active else "inactive-validation-rule", f"{owner}.{rule_name}")

    def _reaches(self, owner: str, formula: str, node_id: str) -> bool:
        return any(reached.id == node_id for path in references(formula) for reached in self._paths.reached(owner, path))

    def _specs(self, owner: str, name: str) -> Iterator[Use]:
        node_id = f"{owner}.{name}"
        yield from (Use("conversion", edge.source) for edge in self._conversions.into(node_id))
        yield from (Use("conversion", edge.target) for edge in self._conversions.of(node_id))
        ends = [*(edge.source for edge in self._campaigns.into(node_id)), *(edge.target for edge in self._campaigns.out(node_id))]
        yield from (Use("campaign", end.partition(":")[2]) for end in ends)
        held = self._catalog.objects.get(owner)
        if held is None:
            return
        for other in held.fields.values():
            if other.spec.band is not None and other.spec.band.of == name:
                yield Use("band", f"{owner}.{other.name}")
