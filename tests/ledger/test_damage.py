"""A ledger's file that is damaged, by a byte or altogether: a diagnosis that says what to do, or the very records that were written."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.ledgers import AT, BEGUN, BY, PLAN, filled, held, opened
from syncwright.ledger.model import Damaged, LedgerError, Missing
from syncwright.ledger.opening import open_ledger, rebuild
from syncwright.ledger.reading import verified


@pytest.fixture(scope="module")
def original(tmp_path_factory) -> Path:
    """A ledger of a few pages; tests damage copies of it."""
    path = tmp_path_factory.mktemp("original") / "ledger" / "production.sqlite"
    filled(str(path), runs=4).close()
    return path


@pytest.fixture
def whole(file, original) -> Path:
    """A ledger of a few pages, with all that lies beside it."""
    shutil.copytree(original.parent, Path(file).parent)
    return Path(file)


def outcome(path: Path) -> tuple[str, object]:
    """What a command learns of a ledger that it is about to use: its records, or the diagnosis."""
    try:
        ledger = open_ledger(str(path), create=None)
        records = ledger.verify()
        hold = held(ledger)
        hold.append("stopped", at=AT, by=BY)
        hold.release()
    except LedgerError as error:
        assert error.says and error.help, f"{type(error).__name__} says nothing"
        return type(error).__name__, error.says
    written = list(open_ledger(str(path), create=None).records())
    verified(written)
    assert written[:-1] == records
    return "fine", records


def put(path: Path, data: bytes) -> None:
    for beside in path.parent.glob(f"{path.name}?*"):
        beside.unlink()
    path.write_bytes(data)
    path.chmod(0o600)


def damaged(data: bytes, number: int) -> bytes:
    """The file with one damage of many."""
    chance = random.Random(number)
    changed = bytearray(data)
    match number % 4:
        case 0:
            return data[: chance.randrange(len(data))]
        case 1:
            place = len(data) - 1 - chance.randrange(8192)
            changed[place] ^= 1 << chance.randrange(8)
        case 2:
            place = chance.randrange(len(data) // 512) * 512
            changed[place : place + 512] = bytes(512)
        case _:
            place = chance.randrange(len(data) - 64)
            changed[place : place + 64] = chance.randbytes(64)
    return bytes(changed)


def prove(path: Path, numbers: range) -> None:
    data, records = path.read_bytes(), list(open_ledger(str(path), create=None).records())
    outcomes: dict[str, int] = {}
    for number in numbers:
        put(path, damaged(data, number))
        what, found = outcome(path)
        outcomes[what] = outcomes.get(what, 0) + 1
        if what == "fine":
            assert found == records, f"damage {number} changed what was read, and nobody said so"
    assert outcomes.keys() <= {"fine", "Damaged"}, outcomes
    assert outcomes["Damaged"] >= len(numbers) // 2, outcomes


def test_damage_is_found_or_does_no_harm(whole):
    prove(whole, range(60))


@pytest.mark.long
def test_much_damage_is_found_or_does_no_harm(whole):
    prove(whole, range(60, 1500))


@pytest.mark.long
def test_every_bit_of_the_last_records_page(whole):
    data, records = whole.read_bytes(), list(open_ledger(str(whole), create=None).records())
    last = data.rindex(b"salesforce.assign") // 4096 * 4096
    for bit in range(last * 8, (last + 4096) * 8, 37):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        put(whole, bytes(changed))
        what, found = outcome(whole)
        assert what == "Damaged" or found == records, bit


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(5000), "not a ledger"),
        (b'{"version": 4, "serial": 7, "resources": []}\n' * 200, "not a ledger"),
        (b"SQLite format 3\x00" + bytes(84), "not a ledger"),
    ],
    ids=["nothing", "picture", "text", "header"],
)
def test_a_file_of_something_else_is_no_ledger(whole, data, says):
    put(whole, data)
    what, found = outcome(whole)
    assert what == "Damaged"
    assert says in found


def test_a_database_of_something_else_is_no_ledger(whole):
    put(whole, b"")
    with closing(sqlite3.connect(whole)) as other, other:
        other.execute("CREATE TABLE records (number INTEGER)")
    other.close()
    assert outcome(whole) == ("Damaged", "the file is damaged: it is not marked as a ledger")


def test_words_of_the_database_that_are_no_text_are_damage(whole):
    """What it says of them quotes them, and cannot be read either."""
    data = whole.read_bytes()
    assert b"CREATE TABLE records" in data
    put(whole, data.replace(b"CREATE TABLE records", b"CREATE TABLE \xff\xfe\xdb\x91rds"))
    assert outcome(whole)[0] == "Damaged"


def changed(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM records", "no record"),
        ("DELETE FROM records WHERE number = 5", "record 5 is not there"),
        ("DELETE FROM records WHERE number = 29", "it ends with record 28"),
        ("UPDATE records SET body = '{}' WHERE number = 5", "record 5 was changed"),
        ("UPDATE records SET body = 'x' WHERE number = 5", "record 5 holds what was never written"),
        ("UPDATE records SET body = '[1]' WHERE number = 5", "record 5 holds what was never written"),
        ("UPDATE records SET body = x'ff00' WHERE number = 5", "record 5 holds what was never written"),
        ("UPDATE records SET by = CAST(x'ff' AS TEXT) WHERE number = 5", "decode"),
        ("UPDATE records SET kind = 'guessed' WHERE number = 5", "record 5 holds what was never written"),
        ("UPDATE about SET format = 'one'", "does not say of which format"),
        ("DELETE FROM about", "does not say of which format"),
        ("DROP TABLE records", "no such table"),
        ("ALTER TABLE records RENAME COLUMN hash TO hashes", "no such column"),
    ],
)
def test_what_somebody_did_with_a_tool_of_theirs_is_found(whole, statement, says):
    changed(whole, statement)
    what, found = outcome(whole)
    assert what == "Damaged"
    assert says in found


def test_an_older_copy_that_is_put_back_is_found_by_the_note_beside_it(whole):
    older = whole.read_bytes()
    filled(str(whole)).close()
    whole.write_bytes(older)
    assert (
        outcome(whole)[1]
        == "it ends with record 29, and as `production.sqlite.head` beside it says it went as far as record 36: this is an older copy"
    )
    put(whole, older)
    assert outcome(whole)[0] == "fine", "put back with all that lies beside it, it is what it was: nothing here can show it"


def test_a_ledger_that_was_made_anew_elsewhere_is_found_by_the_note_beside_it(whole, tmp_path):
    filled(str(tmp_path / "other" / "x.sqlite"), runs=4).close()
    shutil.copyfile(tmp_path / "other" / "x.sqlite", whole)
    assert "this is another ledger, or one that was made anew" in outcome(whole)[1]


def test_a_ledger_that_is_gone_is_not_made_again_as_if_it_had_never_been(whole):
    whole.unlink()
    with pytest.raises(Damaged, match=r"the ledger is gone: as `production\.sqlite\.head` beside it says it went as far as record 29"):
        opened(str(whole))


@pytest.mark.parametrize("how", ["cut", "empty", "gone", "other", "older"])
def test_every_damage_is_mended_by_making_the_ledger_anew(whole, how):
    data = whole.read_bytes()
    match how:
        case "cut":
            whole.write_bytes(data[:5000])
        case "empty":
            whole.write_bytes(b"")
        case "gone":
            whole.unlink()
        case "other":
            whole.write_bytes(b"x" * 9000)
        case "older":
            filled(str(whole)).close()
            whole.write_bytes(data)
    kept_before = whole.read_bytes() if whole.exists() else None
    kept = rebuild(str(whole), BEGUN, {"digests": '{"a/b":"c"}', "made": ""})
    assert (Path(kept).read_bytes() if kept else None) == kept_before
    what, records = outcome(whole)
    assert (what, [one.kind for one in records]) == ("fine", ["opened", "rebuilt"])
    assert {one.name for one in whole.parent.iterdir()} - {Path(kept).name} == {
        f"production.sqlite{tail}" for tail in ("", "-journal", ".head", ".lock")
    }


def test_an_older_copy_that_was_made_anew_keeps_its_plans_used(whole):
    older = whole.read_bytes()
    filled(str(whole)).close()
    whole.write_bytes(older)
    rebuild(str(whole), BEGUN, {})
    anew = list(open_ledger(str(whole), create=None).records())
    assert PLAN in anew[1].body["used"]


def test_a_journal_of_the_damaged_file_is_not_taken_for_one_of_the_new_file(whole):
    journal = whole.with_name(whole.name + "-journal")
    journal.write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(5000))
    whole.write_bytes(b"")
    kept = Path(rebuild(str(whole), BEGUN, {}))
    assert outcome(whole)[0] == "fine"
    assert kept.with_name(kept.name + "-journal").stat().st_size == 5008


def test_nothing_is_made_where_nothing_may_be(tmp_path):
    with pytest.raises(Missing):
        open_ledger(str(tmp_path / "nowhere" / "x.sqlite"), create=None)
    assert not (tmp_path / "nowhere").exists()
