"""The small estate beside an org in memory and a ledger, for tests: planned, applied as a plan says, changed by somebody else."""

from collections.abc import Mapping
from datetime import UTC, datetime

from small_estate import compiled, told
from syncwright.apply.memory import MemoryTarget
from syncwright.compile import Compilation
from syncwright.diagnostics import Diagnostic
from syncwright.ledger.chain import linked
from syncwright.ledger.model import Record
from syncwright.plan.digests import wanted_digests
from syncwright.plan.made import made_text
from syncwright.plan.model import Plan
from syncwright.planning import Consent, Request, Wanted, guard_plan, kept, plan_estate
from syncwright.planning.live import observe_live, wanted_of
from syncwright.records import compact, replace
from syncwright.resource import Attribute, Resource

NOON = "2026-06-01T12:00:00.000000+00:00"


class LiveEstate:
    """`records`: the ledger. `target`: the org. `day` is when it happens."""

    def __init__(self, files: Mapping[str, str | None], there: Mapping[str, Resource] = {}) -> None:
        self.files, self.at = dict(files), NOON
        self.records: list[Record] = []
        self.write("opened", {"estate": "tiny", "environment": "production"})
        self.target = MemoryTarget(there, self.want().types, lambda: datetime.now(UTC).isoformat())

    def compiled(self) -> Compilation:
        compilation = compiled(self.files)
        assert not compilation.failed, told(compilation)
        return compilation

    def want(self) -> Wanted:
        return wanted_of(self.compiled(), {"salesforce": None})

    def plan(self, **request: object) -> Plan:
        compilation, want, known = self.compiled(), self.want(), kept(self.records)
        observed = observe_live({"salesforce": self.target}, want, known)
        return plan_estate(compilation, want, observed, Request("the org", False, f"{self.at[:19]}Z", "0.1", **request), kept=known)

    def guards(self) -> list[Diagnostic]:
        return guard_plan(self.compiled(), self.want(), self.plan(), Consent(), None, kept(self.records))

    def found(self, rule: str) -> list[str]:
        """What one rule says."""
        return [one.message for one in self.guards() if one.rule.id == rule]

    def apply(self, name: str = "a" * 64) -> Plan:
        """What an apply leaves behind: the org as planned, and a ledger that says so."""
        plan, want = self.plan(), self.want()
        self.target._written(self.target._made(plan.changes))
        digests = compact(wanted_digests(plan.changes, want.types)).decode()
        self.write("settled", {"state": "done", "digests": digests, "made": made_text(plan.changes)}, name)
        return plan

    def write(self, kind: str, body: Mapping[str, str], plan: str = "") -> None:
        before = self.records[-1] if self.records else None
        self.records.append(linked(before, kind, at=self.at, by="ann@tiny", plan=plan, step="salesforce.deploy" if plan else "", body=body))

    def change(self, address: str, **parts: Attribute | None) -> None:
        """Somebody else sets attributes of a resource; a map is laid over the one that is there, a row that is "" is taken away."""
        held = self.target.resources[address]
        attributes = dict(held.attributes)
        for name, value in parts.items():
            there = attributes.get(name, {})
            merged = {**there, **value} if isinstance(value, Mapping) and isinstance(there, Mapping) else value
            attributes[name] = {row: said for row, said in merged.items() if said} if isinstance(merged, Mapping) else merged or ""
        self.target.resources[address] = replace(held, attributes=attributes)

    def take(self, address: str) -> None:
        """Somebody else deletes it."""
        del self.target.resources[address]
