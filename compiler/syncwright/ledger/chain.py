"""The chain: each record holds the hash of the one before it. Knows no database; makes and checks records, one after the other.

What it shows: that nothing was edited, taken out, put in or moved, up to the last record. What it cannot show: that records at the end
are gone, or that all of it was made anew; for that, the last hash has to be known from elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from syncwright.ledger.model import Damaged, Kind, Record
from syncwright.records import compact, replace

#: What the first record has for the hash of the one before it.
NOTHING = "0" * 64


def hashed(record: Record) -> str:
    """SHA-256 of everything in a record but its hash, as JSON on one line with sorted keys."""
    said = {name: getattr(record, name) for name in Record.__struct_fields__ if name != "hash"}
    return sha256(compact(said)).hexdigest()


def linked(before: Record | None, kind: Kind, *, at: str, by: str, plan: str, step: str, body: Mapping[str, str]) -> Record:
    """The record that comes after another, or the first one."""
    number, hash_before = (before.number + 1, before.hash) if before else (1, NOTHING)
    said = {_plain(name): _plain(value) for name, value in body.items()}
    unsealed = Record(number, _plain(at), _plain(by), kind, _plain(plan), _plain(step), said, hash_before, "")
    return replace(unsealed, hash=hashed(unsealed))


def _plain(text: str) -> str:
    """A text that can be written: what systems answer may hold halves of characters."""
    return text.encode("utf-8", "replace").decode()


def checked(records: Iterable[Record]) -> Iterator[Record]:
    """The records, as long as each fits the one before. Raises Damaged at the first that does not, and if there is none at all."""
    before: Record | None = None
    for record in records:
        wrong = _wrong(record, before)
        if wrong:
            raise Damaged(wrong, before.number + 1 if before else 1)
        yield record
        before = record
    if before is None:
        raise Damaged("it holds no record, not even the one that it began with")


def _wrong(record: Record, before: Record | None) -> str:
    expected = before.number + 1 if before else 1
    if record.number != expected:
        return f"record {expected} is not there: record {record.number} stands in its place"
    if record.before != (before.hash if before else NOTHING):
        return f"record {record.number} does not follow record {expected - 1}: one of them was changed, or there was another between them"
    if record.hash != hashed(record):
        return f"record {record.number} was changed after it was written"
    if (record.kind == "opened") != (before is None):
        return f"record {record.number} is `{record.kind}`, and a ledger begins once, with `opened`"
    return ""
