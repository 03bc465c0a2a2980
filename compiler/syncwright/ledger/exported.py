"""Records as JSON lines, whole, so that the chain can be checked without the ledger. Pure."""

from collections.abc import Iterable, Iterator

from syncwright.ledger.model import Damaged, Record
from syncwright.records import NotThatRecord, lines, read


def exported(records: Iterable[Record]) -> bytes:
    """A line for each record, with all that its hash was made of."""
    return lines(records)


def imported(data: bytes) -> Iterator[Record]:
    """The records again. Raises Damaged at a line that is none."""
    for number, one in enumerate(data.splitlines(), 1):
        try:
            yield read(one, Record)
        except NotThatRecord as error:
            raise Damaged(f"line {number} holds no record: {error}", number, "export it again: `syncwright ledger export`") from error
