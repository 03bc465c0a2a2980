"""Whether what a plan would start may start: the gate of each, as the ledger and the specs have it. Knows no platform."""

from collections.abc import Mapping, Sequence

from syncwright.apply.standing import stands
from syncwright.compile import Compilation
from syncwright.gates import PREFIX, Evidence
from syncwright.ledger.model import Record
from syncwright.plan.model import Plan
from syncwright.planning.held import held
from syncwright.planning.sides import catalog_of
from syncwright.planning.standing import standing


def shut(compilation: Compilation, plan: Plan, records: Sequence[Record]) -> Mapping[str, str]:
    """Why each address that begins to sync may not, in words; those that may are left out."""
    starting = [one.address for one in plan.hazards if one.kind == "starts"]
    passed = {one.body.get("check", ""): one for one in records if one.kind == "reviewed"}
    tasks = {one.task.name: one for one in stands(standing(compilation), records)}
    evidence = Evidence(tasks, held(compilation, records), {}, compilation.policy.allowances, compilation.seen())
    found = {one: _why(compilation, one.partition("/")[2], passed, evidence) for one in starting}
    return {address: why for address, why in found.items() if why}


def _why(compilation: Compilation, unit: str, passed: Mapping[str, Record], evidence: Evidence) -> str:
    catalog = catalog_of(compilation)
    if f"{PREFIX}{unit}" not in passed:
        return f"the ledger does not show that `{unit}` may be unpaused"
    platform = compilation.platforms[catalog.connectors[unit.partition("/")[0]].spec.platform]
    assert platform.gate is not None, "it says what starts"
    again = [one for one in platform.gate().gate(catalog, unit, evidence).open if not one.once]
    if not again:
        return ""
    more = f", and {len(again) - 1} more" if len(again) > 1 else ""
    return f"since `{unit}` might be unpaused it is open again that {again[0].title} ({again[0].says}){more}"
