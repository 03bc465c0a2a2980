"""How far a ledger goes, in a small file beside it: number and hash of the last record.

It shows that the ledger alone was put back from an older copy. It does not show that both were.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from syncwright.ledger.model import Damaged, Record
from syncwright.ledger.private import open_beside, read_beside
from syncwright.records import Struct, line


class Head(Struct, frozen=True):
    """The last record of a ledger."""

    number: int
    hash: str


def note(path: Path, record: Record) -> None:
    """Note the last record, which is durable by now. A note that cannot be written is an older note: it shows less, and nothing wrong."""
    with suppress(OSError):
        descriptor = open_beside(path)
        try:
            os.ftruncate(descriptor, os.pwrite(descriptor, line(Head(record.number, record.hash)), 0))
        finally:
            os.close(descriptor)


def noted(path: Path) -> Head | None:
    """What was noted; None if there is no note that can be read."""
    return read_beside(path, Head)


def gone(head: Head | None, where: str) -> None:
    """See that a ledger that is not there was never there. Raises Damaged."""
    if head is not None:
        raise Damaged(f"the ledger is gone: {where} it went as far as record {head.number}")


def goes_as_far(records: Sequence[Record], head: Head | None, where: str) -> None:
    """See that records reach a head that was noted, and are the same there. Raises Damaged."""
    if head is None:
        return
    if head.number > len(records):
        raise Damaged(
            f"it ends with record {len(records)}, and {where} it went as far as record {head.number}: this is an older copy",
            help="put the newer copy back, or make a new ledger from what the platforms hold: `syncwright ledger rebuild`",
        )
    if head.number < 1 or records[head.number - 1].hash != head.hash:
        raise Damaged(f"record {head.number} is another one than {where}: this is another ledger, or one that was made anew", head.number)
