"""Text to values: what each type of the language takes, what it makes of it, and what it refuses."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from syncwright.limits import SPECS
from syncwright.spec import convert, values
from syncwright.spec.object import Sync

#: Type, texts that it takes, texts that it refuses.
TABLE: dict[str, tuple[Any, list[str], list[str]]] = {
    "text": (values.Text, ["a", "NO", "005e00000000001", "x" * SPECS.scalar, "two\nlines"], ["", "x" * (SPECS.scalar + 1)]),
    "name": (
        values.Name,
        ["a", "marketo-sync", "2nd-user", "a_b", "a-b_c9", "true", "x" * 80],
        ["", "A", "Marketo", "a b", "-a", "a-", "a--b", "a_-b", "a.b", "a/b", "ä", "x" * 81, "a\n"],
    ),
    "address of a connector": (
        values.Address,
        ["marketo", "ae/emea", "ae-2/north-sea"],
        ["", "ae/", "/emea", "ae/emea/x", "AE/emea", "ae emea"],
    ),
    "API name": (
        values.ApiName,
        ["Lead", "Email", "Score__c", "ns__Score__c", "npe03__Recurring_Donation__c", "X__pc", "a1_2"],
        ["", "1A", "_A", "A_", "A___b", "A b", "A-b", "A.b", "Ä", "x" * 81, "Score__c\n"],
    ),
    "object and field": (
        values.FieldPath,
        ["Account.Type", "ns__A__c.ns__B__c"],
        ["", "Account", "Account.", ".Type", "Account.Owner.Name", "A b.C", "Account .Type"],
    ),
    "e-mail address": (
        values.Contact,
        ["a@b.example", "marketo.sync@meridian-valves.example.uat"],
        ["", "a", "@b", "a@", "a b@c", "a@b@c"],
    ),
    "handle": (values.Handle, ["@team", "@org/team", "@org/team.x"], ["", "team", "@", "@a/b/c", "@a b", "@org/"]),
    "Munchkin id": (values.Munchkin, ["123-ABC-456"], ["", "123-abc-456", "123ABC456", "1234-ABC-456", "123-ABC-456\n"]),
    "link": (
        values.Link,
        ["https://wiki.example", "https://wiki.example/a_b?c=d&e=%20#f", "https://wiki.example:8443/a-b;c"],
        [
            "",
            "http://wiki.example",
            "wiki.example",
            "https://",
            "https://wiki.example/a b",
            "javascript:alert(1)",
            'https://a.example/"',
            "https://a.example/)",
            "https://a.example/<",
        ],
    ),
    "host": (
        values.Host,
        ["a.my.salesforce.com", "meridian-valves--uat.sandbox.my.salesforce.com", "x9.example"],
        [
            "",
            "https://a.example",
            "a.example/",
            "a..example",
            "a.-b.example",
            "-a.example",
            "a-.example",
            "A.example",
            "a.example.",
        ],
    ),
    "time zone": (
        values.Zone,
        ["Europe/Amsterdam", "America/Argentina/Buenos_Aires", "America/Port-au-Prince", "Etc/GMT+5", "UTC"],
        ["", "Europe/", "/Europe", "Europe Amsterdam", "+02:00"],
    ),
    "API version": (values.ApiVersion, ["40.0", "67.0", "100.0"], ["", "67", "39.0", "v67.0", "67.1", "067.0", "6.0"]),
    "folder": (
        values.Folder,
        ["inventory/production", "a", "a/b-c_d.e"],
        ["", "/a", "../a", "a/../b", "./a", "a//b", "a/", ".hidden", "a/.b", "a\\b", "a b"],
    ),
    "duration": (
        values.Duration,
        ["1 day", "2 days", "12 months", "9999 years"],
        ["", "0 days", "day", "2days", "2  days", "1.5 days", "P2D", "10000 days"],
    ),
    "org id": (
        values.OrgId,
        ["00D7Q000000vKmR", "00D7Q000000vKmRUAU", "00D000000000001EAA"],
        [
            "",
            "00D7Q000000vKmRUAV",
            "00D7Q000000vKmRuau",
            "00D7Q000000vKm",
            "00D7Q000000vKmRU",
            "00E7Q000000vKmR",
            "00D7Q000000vKm-",
            "0OD7Q000000vKmR",
        ],
    ),
    "business unit id": (
        values.BusinessUnitId,
        ["0Uv7Q0000004CaT", "0Uv7Q0000004CaTSAU"],
        ["", "0UV7Q0000004CaT", "00D7Q000000vKmR", "0Uv7Q0000004CaTSAV"],
    ),
    "whole number": (values.Whole, ["0", "7", "-3", "10" * 9], ["", "07", "1.0", "1e3", "+1", "1_000", " 1", "٣", "-", "1" * 19]),
    "yes or no": (values.Bool, ["true", "false"], ["", "True", "TRUE", "yes", "no", "on", "1", "y"]),
    "day": (
        values.Day,
        ["2026-03-31", "2024-02-29", "0001-01-01"],
        [
            "",
            "2026-3-31",
            "2026-02-30",
            "2025-02-29",
            "20260331",
            "2026-W05-1",
            "2026-03-31T00:00",
            "31.03.2026",
            "２０２６-03-31",
            "2026/03/31",
        ],
    ),
    "direction": (Sync, ["two-way", "from-salesforce", "to-salesforce", "hidden"], ["", "both", "Two-way", "two_way"]),
    "privacy class": (values.Privacy, ["none", "contact", "consent", "behaviour", "financial", "special"], ["", "None", "behavior"]),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, (_, taken, _) in TABLE.items() for text in taken])
def test_a_type_takes(kind, text):
    TypeAdapter(TABLE[kind][0]).validate_python(text, strict=True)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, (_, _, refused) in TABLE.items() for text in refused])
def test_a_type_refuses(kind, text):
    with pytest.raises(ValidationError):
        TypeAdapter(TABLE[kind][0]).validate_python(text, strict=True)


@pytest.mark.parametrize("value", [[], ["a"], {}, {"a": "b"}, None, 1, True], ids=repr)
@pytest.mark.parametrize("kind", TABLE)
def test_a_scalar_is_made_of_text_alone(kind, value):
    with pytest.raises(ValidationError):
        TypeAdapter(TABLE[kind][0]).validate_python(value, strict=True)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (values.Whole, "-12", -12),
        (values.Bool, "true", True),
        (values.Bool, "false", False),
        (values.Day, "2026-03-31", date(2026, 3, 31)),
        (values.OneOrMore[values.Name], "a", ("a",)),
        (values.OneOrMore[values.Name], ["a", "b"], ("a", "b")),
        (values.Many[values.Name], [], ()),
        (values.Maybe[dict[str, str]], "", {}),
        (values.Text, "0123", "0123"),
    ],
)
def test_text_becomes_a_value(kind, text, value):
    assert TypeAdapter(kind).validate_python(text) == value


@pytest.mark.parametrize("nothing", ["", [], {}], ids=repr)
def test_one_or_more_is_not_nothing(nothing):
    with pytest.raises(ValidationError):
        TypeAdapter(values.OneOrMore[values.Name]).validate_python(nothing)


# ------------------------------------------------------------------ ids


def suffix_by_the_book(id15: str) -> str:
    """Salesforce's own words: in each group of five, read from the right, a 1 for each capital; the five bits choose a character."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
    groups = [id15[0:5], id15[5:10], id15[10:15]]
    return "".join(alphabet[int("".join("1" if c.isupper() else "0" for c in reversed(group)), 2)] for group in groups)


@pytest.mark.parametrize(
    ("id15", "suffix"), [("00D000000000001", "EAA"), ("00D7Q000000vKmR", "UAU"), ("0Uv7Q0000004CaT", "SAU"), ("001A0000006Vm9u", "IAC")]
)
def test_the_last_three_characters_of_an_id_are_known(id15, suffix):
    assert convert.checksum(id15) == suffix


@given(st.from_regex(r"[A-Za-z0-9]{15}", fullmatch=True))
def test_the_checksum_is_the_one_of_the_book(id15):
    assert convert.checksum(id15) == suffix_by_the_book(id15)


@given(st.from_regex(r"00D[A-Za-z0-9]{12}", fullmatch=True))
def test_an_id_in_another_case_has_another_checksum(id15):
    other = id15[:3] + id15[3:].swapcase()
    assert other == id15 or convert.checksum(other) != convert.checksum(id15)


def test_a_wrong_checksum_is_told_with_the_right_one():
    with pytest.raises(ValidationError, match="should be `UAU`"):
        TypeAdapter(values.OrgId).validate_python("00D7Q000000vKmRUAA")


# ------------------------------------------------------------------ the shared empty mapping


def test_the_empty_mapping_of_what_is_left_out_is_never_changed():
    with pytest.raises(TypeError):
        values.NOTHING["a"] = "b"
    assert values.NOTHING == {}
