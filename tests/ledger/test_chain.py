"""The chain shows every edit, deletion and move of records: 1,000 of them, and none is missed."""

import random

import pytest

from ledger.ledgers import AT, BEGUN, BY, PLAN, RUN
from syncwright.ledger.chain import checked, hashed, linked
from syncwright.ledger.exported import exported, imported
from syncwright.ledger.model import Damaged, Record
from syncwright.records import replace


def whole(runs: int = 4) -> list[Record]:
    records = [linked(None, "opened", at=AT, by=BY, plan="", step="", body=BEGUN)]
    for _ in range(runs):
        for kind, step, body in RUN:
            records.append(linked(records[-1], kind, at=AT, by=BY, plan=PLAN, step=step, body=body))
    return records


WHOLE = whole()
KINDS = ("started", "intended", "settled", "attested", "finished", "rebased")


def edited(records: list[Record], chance: random.Random) -> list[Record]:
    """The records after one edit of somebody who does not make the chain anew; a record that is edited may get a hash that fits it."""
    place = chance.randrange(len(records))
    one = records[place]
    match chance.choice(["text", "text", "kind", "body", "body key", "number", "drop", "swap", "again", "insert", "move", "sealed"]):
        case "text":
            name = chance.choice(["at", "by", "plan", "step", "before", "hash"])
            said = getattr(one, name)
            cut = chance.randrange(len(said) + 1)
            new = [replace(one, **{name: said[:cut] + chance.choice("x0 é") + said[cut + chance.randrange(2) :]})]
        case "kind":
            new = [replace(one, kind=chance.choice(KINDS))]
        case "body":
            key = chance.choice(sorted(one.body))
            new = [replace(one, body={**one.body, key: one.body[key] + chance.choice(["x", " ", "0"])})]
        case "body key":
            new = [replace(one, body={**one.body, chance.choice(["a", "b"]): ""})]
        case "number":
            new = [replace(one, number=one.number + chance.choice([-1, 1, 1000]))]
        case "drop":
            new = []
        case "swap":
            other = (place + 1) % len(records)
            swapped = list(records)
            swapped[place], swapped[other] = swapped[other], swapped[place]
            return swapped
        case "again":
            new = [one, one]
        case "insert":
            new = [one, linked(one, "attested", at=AT, by=BY, plan=PLAN, step="x", body={"by": "Mallory"})]
        case "move":
            rest = records[:place] + records[place + 1 :]
            to = chance.randrange(len(rest) + 1)
            return [*rest[:to], one, *rest[to:]]
        case "sealed":
            changed = replace(one, body={**one.body, "by": "Mallory"})
            new = [replace(changed, hash=hashed(changed))]
    return [*records[:place], *new, *records[place + 1 :]]


def only_the_end(after: list[Record]) -> bool:
    """Whether a chain just ends earlier, later or otherwise, which is for the head to show."""
    goes_on = after[:-1] == WHOLE and after[-1].number == len(after)
    return after == WHOLE[: len(after)] or goes_on or (after[:-1] == WHOLE[:-1] and after[-1].hash == hashed(after[-1]))


def test_every_edit_is_found():
    chance = random.Random(20261122)
    found = edits = 0
    while edits < 1000:
        after = edited(WHOLE, chance)
        if only_the_end(after):
            continue
        edits += 1
        with pytest.raises(Damaged) as damaged:
            list(checked(after))
        first = next((place for place, (one, other) in enumerate(zip(WHOLE, after, strict=False), 1) if one != other), len(after))
        found += damaged.value.number in (first, first + 1)
    assert found == 1000


def test_a_sealed_edit_of_the_last_record_is_what_the_head_shows():
    """What the chain alone cannot show; `reached` and `verify --head` do."""
    forged = replace(WHOLE[-1], body={"by": "Mallory"})
    forged = replace(forged, hash=hashed(forged))
    assert list(checked([*WHOLE[:-1], forged]))[-1] == forged


def test_an_export_is_checked_without_the_ledger():
    data = exported(WHOLE)
    assert data.count(b"\n") == len(WHOLE)
    assert list(checked(imported(data))) == WHOLE
    with pytest.raises(Damaged, match="record 3 was changed"):
        list(checked(imported(data.replace(b"0Af1", b"0Af2", 1))))
    with pytest.raises(Damaged, match="line 2 holds no record"):
        list(imported(data.replace(b'"kind":"started"', b'"kind":"guessed"', 1)))


def test_a_hash_is_of_everything_in_a_record():
    for name in Record.__struct_fields__:
        one = WHOLE[3]
        if name == "hash":
            continue
        other = {"number": 99, "body": {"a": "b"}, "kind": "finished"}.get(name, "other")
        assert hashed(replace(one, **{name: other})) != hashed(one), name


def test_hashes_are_the_same_for_ever():
    """A ledger that was written by an earlier version holds together for every later one."""
    assert WHOLE[-1].hash == "7a6b8f045f87c166816cbf0bbc2c20c74acb49041d6527421d7d879152e092a6"
