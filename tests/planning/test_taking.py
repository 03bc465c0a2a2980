"""What is taken for what we made: of what is ours whole all of it, of what is ours in parts those parts, and no other."""

from hypothesis import given
from hypothesis import strategies as st

from ledger.ledgers import AT, BY
from syncwright.ledger.chain import linked
from syncwright.plan.digests import digest
from syncwright.plan.made import read_made
from syncwright.planning.history import kept
from syncwright.planning.sides import Wanted
from syncwright.planning.taking import take
from syncwright.records import compact
from syncwright.resource import AttributeType, Observation, Resource, ResourceType

ROWS, LABEL = AttributeType("rows", "map"), AttributeType("label", "scalar")
TYPES = {
    "t.whole": ResourceType("t.whole", "whole", {"rows": ROWS, "label": LABEL}),
    "t.parts": ResourceType("t.parts", "parts", {"rows": ROWS, "label": LABEL}, whole=False),
}


def one(address, rows=None, label=""):
    return Resource(address, {"rows": rows or {}, **({"label": label} if label else {})})


def want(*resources):
    return Wanted({each.address: each for each in resources}, {}, TYPES)


def there(*resources, absent=()):
    return Observation({each.address: each for each in resources}, frozenset(each.address for each in resources), frozenset(absent))


def ledger(*bodies):
    records = [linked(None, "opened", at=AT, by=BY, plan="", step="", body={})]
    for body in bodies:
        text = {name: value if isinstance(value, str) else compact(value).decode() for name, value in body.items()}
        records.append(linked(records[-1], "settled", at=AT, by=BY, plan="p", step="s", body={"state": "done", **text}))
    return kept(records)


def told(taking):
    return {each.address: (each.what, [(part.attribute, part.name, part.old, part.new) for part in each.parts]) for each in taking.taken}


def test_of_what_is_ours_in_parts_only_those_parts_are_taken():
    taking = take(want(one("t.parts/a", {"x": "1"})), there(one("t.parts/a", {"x": "2", "theirs": "9"}, label="theirs")), ledger())
    assert told(taking) == {"t.parts/a": ("ours", [])}
    assert read_made(taking.made) == {"t.parts/a": Resource("t.parts/a", {"rows": {"x": "2"}})}
    assert taking.digests == {"t.parts/a": digest(Resource("t.parts/a", {"rows": {"x": "2"}}))}


def test_of_what_is_ours_whole_all_of_it_is_taken():
    held = one("t.whole/a", {"x": "2", "theirs": "9"}, label="theirs")
    taking = take(want(one("t.whole/a", {"x": "1"})), there(held), ledger())
    assert read_made(taking.made) == {"t.whole/a": held}
    assert taking.digests == {"t.whole/a": digest(held)}


def test_what_differs_from_what_we_made_is_told_part_by_part():
    made = {"t.whole/a": {"rows": {"x": "1", "y": "1"}}, "t.whole/b": {"rows": {"x": "1"}}}
    known = ledger({"digests": {"t.whole/a": "d", "t.whole/b": digest(one("t.whole/b", {"x": "1"}))}, "made": made})
    taking = take(want(), there(one("t.whole/a", {"x": "2", "z": "3"}), one("t.whole/b", {"x": "1"})), known)
    assert told(taking) == {
        "t.whole/a": ("changed", [("rows", "x", "1", "2"), ("rows", "y", "1", None), ("rows", "z", None, "3")]),
        "t.whole/b": ("same", []),
    }


def test_what_is_only_known_by_its_digest_is_changed_or_not():
    same = one("t.whole/a", {"x": "1"})
    known = ledger({"digests": {"t.whole/a": digest(same), "t.whole/b": "other"}})
    assert told(take(want(), there(same, one("t.whole/b")), known)) == {"t.whole/a": ("same", []), "t.whole/b": ("changed", [])}


def test_what_is_gone_is_forgotten_and_what_we_deleted_stays_deleted():
    known = ledger({"digests": {"t.whole/gone": "d", "t.whole/deleted": "absent", "t.whole/unseen": "d"}})
    taking = take(want(one("t.whole/never")), there(absent=["t.whole/gone", "t.whole/deleted", "t.whole/never"]), known)
    assert told(taking) == {"t.whole/gone": ("gone", [])}
    assert taking.digests == {"t.whole/gone": "forgotten"}


def test_what_we_deleted_and_is_there_again_becomes_ours():
    back = one("t.whole/a", {"x": "1"})
    taking = take(want(), there(back), ledger({"digests": {"t.whole/a": "absent"}}))
    assert told(taking) == {"t.whole/a": ("ours", [])}
    assert taking.digests == {"t.whole/a": digest(back)}


ROW_SETS = st.dictionaries(st.sampled_from("wxyz"), st.sampled_from("12"))


@given(st.sampled_from(["t.whole/a", "t.parts/a"]), ROW_SETS, ROW_SETS, ROW_SETS)
def test_what_was_taken_once_is_the_same_when_it_is_taken_again(address, wanted, made, held):
    """Nothing is told a second time: what the ledger says after it is what is there."""
    known = ledger({"digests": {address: "d"}, "made": {address: {"rows": made}}}) if made else ledger()
    first = take(want(one(address, wanted)), there(one(address, held)), known)
    after = ledger({"digests": dict(first.digests), "made": first.made})
    again = take(want(one(address, wanted)), there(one(address, held)), after)
    assert {each.what for each in again.taken} == {"same"}
    assert again.digests == first.digests
