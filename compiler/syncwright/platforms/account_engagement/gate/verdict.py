"""What is known of one thing that a gate looks at, from the specs, the inventory, the ledger and what was counted."""

from typing import Literal

from syncwright.catalog.model import Catalog
from syncwright.gates import Evidence
from syncwright.platforms.account_engagement.units import Unit
from syncwright.records import Struct


class Verdict(Struct, frozen=True):
    """`so` and `not so`: it is known. `unknown`: only people can say. `needless`: it does not apply here."""

    state: Literal["so", "not so", "unknown", "needless"]
    says: str
    help: str = ""


class Subject(Struct, frozen=True):
    """A unit whose gate is looked at, and what is known besides the specs."""

    catalog: Catalog
    unit: Unit
    evidence: Evidence


def so(says: str) -> Verdict:
    return Verdict("so", says)


def not_so(says: str, help_: str) -> Verdict:
    return Verdict("not so", says, help_)


def unknown(says: str = "") -> Verdict:
    return Verdict("unknown", says)


def needless(says: str) -> Verdict:
    return Verdict("needless", says)
