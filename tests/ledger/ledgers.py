"""Ledgers that tests make: opened, held, and filled with a run of a plan."""

from syncwright.ledger.database import SqlHold, SqlLedger
from syncwright.ledger.opening import open_ledger

AT = "2026-11-22T10:00:00.000000+00:00"
BY = "ana@build-7"
BEGUN = {"estate": "meridian", "environment": "production", "org": "00D58000000AbCd", "lineage": "l-1"}
PLAN = "a" * 64

#: A run with a step that was deployed, one whose outcome is not known, and one that a person has attested.
RUN = (
    ("started", "", {"file": PLAN, "steps": "3", "tool": "0.1.0", "made": "2026-11-22T09:00:00Z"}),
    ("checked", "salesforce.deploy", {"package": "b" * 64, "reference": "0Af1", "until": "2026-12-01T00:00:00Z"}),
    ("intended", "salesforce.deploy", {"work": "c" * 64, "package": "b" * 64}),
    ("job", "salesforce.deploy", {"id": "0Af000000000001"}),
    ("settled", "salesforce.deploy", {"state": "done", "says": "2 components", "digests": '{"salesforce.permission_set/A":"d1"}'}),
    ("attested", "marketo.by_hand", {"by": "Ana", "evidence": "https://example.com/1", "text": "e" * 64}),
    ("intended", "salesforce.assign", {"work": "f" * 64}),
)


def opened(where: str) -> SqlLedger:
    """A ledger that is made if there is none."""
    return open_ledger(where, create=BEGUN)


def held(ledger: SqlLedger, pid: int = 4711) -> SqlHold:
    """The lock on it."""
    return ledger.hold("ana", "build-7", pid, AT)


def filled(where: str, runs: int = 1) -> SqlLedger:
    """A ledger with so many runs of plans, all of one plan if it is one."""
    ledger = opened(where)
    hold = held(ledger)
    for number in range(runs):
        for kind, step, body in RUN:
            hold.append(kind, at=AT, by=BY, plan=PLAN if not number else f"{number:064}", step=step, body=body)
    hold.release()
    return ledger
