"""A small estate with two business units that say all that a gate asks of specs, and how their gates stand."""

from collections.abc import Mapping

from sharing_estates import ORG, PARTITION, estate
from small_estate import compiled, told
from syncwright.apply.standing import stands
from syncwright.catalog.model import Catalog
from syncwright.compile import Compilation
from syncwright.gates import Check, Count, Evidence
from syncwright.ledger.chain import linked
from syncwright.ledger.model import Record
from syncwright.planning.standing import standing
from syncwright.platforms.account_engagement.gate.gate import GATING

SETTINGS = "{create_prospects: true, default_campaign: Inbound, match_users: true, assignment: user}"
USERS = "{why: w, user_sync: {public_groups: [%s], profiles: {Marketing: Marketing}}}"
CONNECTOR = f"""connector: ae
platform: account_engagement
owner: ops
why: regional teams mail from there
version: 2
edition: advanced
sync_user: ae-integration
marketing_data_sharing: true
connected_campaigns: false
partner: Valve Partners
operations: {{errors_owner: ops, deputy: sales, review_every: 2 days}}
same_email_prospects: true
settings: {SETTINGS}
mailable_prospects: 3
business_units:
  emea: {USERS % "Europe"}
  amer: {USERS % "America"}
"""
ESTATE = (
    "estate: tiny\nowner: ops\nowners: {ops: {title: Operations, contact: ops@tiny.example}, sales: {title: Sales, contact: sales@tiny.example}}\n"
    "salesforce: {edition: enterprise}\npolicy: {rules: {sync-filter-without-field: off, filter-without-sync: off}}\n"
)
PLACE = "environment: production\nsalesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
EMEA = "ae/emea"


def placed(emea: str = "paused", amer: str = "paused") -> str:
    """The environment with the state of both units."""
    return (
        PLACE + f"connectors: {{ae/emea: {{business_unit: 0Uv7Q0000004CaTSAU, state: {emea}}}, "
        f"ae/amer: {{business_unit: 0Uv7Q0000004CbFSAU, state: {amer}}}}}\n"
    )


def files(old: str = "", new: str = "", *, emea: str = "paused", partition: str = PARTITION) -> dict[str, str]:
    """The specs, with one text of the connector's in place of another."""
    assert old in CONNECTOR
    more = {"connectors_ae": CONNECTOR.replace(old, new) if old else CONNECTOR, "estate": ESTATE, "environments_production": placed(emea)}
    return estate(*([partition] if partition else []), **more)


def sound(said: Mapping[str, str]) -> Compilation:
    """What they compile to, without errors."""
    compilation = compiled(said, ORG)
    assert compilation.catalog is not None and not compilation.failed, told(compilation)
    return compilation


def catalog(said: Mapping[str, str]) -> Catalog:
    found = sound(said).catalog
    assert found is not None
    return found


def attested(compilation: Compilation, *left_out: str) -> list[Record]:
    """A ledger in which every task is attested as it is now, but for some, by the ends of their names."""
    records = [linked(None, "opened", at="2026-01-01T00:00:00.000000Z", by="ann@tiny", plan="", step="", body={})]
    for task in standing(compilation):
        if not task.name.endswith(left_out or ("/",)):
            body = {"check": task.name, "by": "Ann", "evidence": "", "asked": task.digest}
            records.append(linked(records[-1], "reviewed", at="2026-01-02T00:00:00.000000Z", by="ann@tiny", plan="", step="", body=body))
    return records


def checks(
    compilation: Compilation, records: list[Record], counts: Mapping[str, Mapping[str, int]] | None = None, unit: str = EMEA
) -> dict[int, Check]:
    """The gate of a unit, by number."""
    assert compilation.catalog is not None
    tasks = {one.task.name: one for one in stands(standing(compilation), records)}
    counted = {name: Count(numbers, "an export") for name, numbers in (counts or {}).items()}
    evidence = Evidence(tasks, frozenset(), counted, compilation.policy.allowances, compilation.seen())
    return {one.number: one for one in GATING.gate(compilation.catalog, unit, evidence).checks}
