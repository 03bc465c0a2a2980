"""Objects that live on a marketing platform alone, such as Marketo's `Person`: their fields, by connector. No org holds them, and nothing of them syncs."""

from collections.abc import Mapping, Sequence

from syncwright.catalog import rules
from syncwright.catalog.model import CatalogField, CatalogObject, Group, Named
from syncwright.diagnostics import Finding
from syncwright.spec.compiled import ConnectorSpec, ObjectSpec

#: Objects by name, by the connector that holds them.
Elsewhere = Mapping[str, Mapping[str, CatalogObject]]


def elsewhere(groups: Sequence[Named[ObjectSpec]], connectors: Mapping[str, Named[ConnectorSpec]]) -> tuple[Elsewhere, list[Finding]]:
    """The objects of connectors that there are, with their fields by name."""
    found: dict[str, dict[str, CatalogObject]] = {}
    findings: list[Finding] = []
    for one in groups:
        if one.spec.of in connectors:
            group = Group(one.spec, one.spec.defaults, one.path)
            for name in one.spec.object:
                held = found.setdefault(one.spec.of, {}).setdefault(name, CatalogObject(name))
                held.groups.append(group)
                findings += _add(held, group)
    for of in found.values():
        for held in of.values():
            held.fields = dict(sorted(held.fields.items()))
            held.groups.sort(key=lambda group: group.spec.why)
    return {of: dict(sorted(found[of].items())) for of in sorted(found)}, findings


def _add(held: CatalogObject, group: Group) -> list[Finding]:
    findings = []
    for said, spec in group.spec.fields.items():
        field = CatalogField(held.name, spec.is_.get(held.name, said), said, spec, group, {}, None)
        taken = held.fields.setdefault(field.name, field)
        if taken is not field:
            message = f"`{held.name}.{field.name}` is named here and in another place"
            related = ((taken.at(), "there"),)
            findings.append(rules.FIELD_NAMED_TWICE(field.at(), message, help="keep one of the two", related=related))
    return findings
