"""GOV515: a field that syncs both ways, and that a flow, a process or a workflow rule of the org writes when its record is changed.

A before-save flow writes with the same save, so the record that comes back is not the one that was sent (Salesforce Help, "Record-Triggered
Flow Considerations"). Which way a flow takes for a record is not worked out. Apex is in no inventory.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Finding, Rule
from syncwright.inventory.automation import Automation

RULE = Rule("GOV515", "written-back", "warning", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    said: dict[tuple[str, str], list[Automation]] = {}
    for one in catalog.org.automations.values():
        for path in one.writes if one.active and "update" in one.on else ():
            owner, _, name = path.partition(".")
            if owner == one.object:
                said.setdefault((owner, name), []).append(one)
    for (owner, name), writers in said.items():
        field = _field(catalog, owner, name)
        if field is not None and _both_ways(field):
            yield _finding(field, name, writers)


def _field(catalog: Catalog, owner: str, name: str) -> CatalogField | None:
    """The field, or the compound that it is part of."""
    one, held = catalog.objects.get(owner), catalog.org.field(owner, name)
    if one is None or held is None:
        return None
    return one.fields.get(name) or (one.fields.get(held.part_of) if held.part_of is not None else None)


def _both_ways(field: CatalogField) -> list[str]:
    return [f"`{name}`" for name, direction in sorted(field.directions.items()) if direction == "two-way"]


def _finding(field: CatalogField, name: str, writers: list[Automation]) -> Finding:
    named = [f"the {one.kind} `{one.name}`" for one in writers]
    listed = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
    message = (
        f"`{field.object}.{name}` syncs both ways with {', '.join(_both_ways(field))}, and {listed} of the org may write it when its record is "
        "changed: what the other side wrote comes back as something else"
    )
    help_ = "let Salesforce alone write it with `from-salesforce`, or leave out of the flow what the sync user saves"
    return RULE(field.at(), message, help=help_)
