"""Ledgers that are not of the world that they lie in."""

import os

from faults.ledger_subject import CREATED


def of_another(where: str) -> None:
    """One of another environment of the same estate."""
    from syncwright.ledger.opening import open_ledger

    open_ledger(where, create={**CREATED, "environment": "uat"}).close()
    os._exit(0)
