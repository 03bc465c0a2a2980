"""Exports of sync errors are read by what stands in their cells: headers are other in each of Adobe's own pages."""

import pytest

from small_estate import org
from syncwright.candidates.read import NotRead
from syncwright.diagnosis.exports import Row, looks_like_export, read_export
from syncwright.inventory import Org
from syncwright.text import SourceFile

ORG = Org(org({"Account": {}, "OpportunityContactRole": {}}))
LOCKED = "UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record or 1 records: 00Q5e00000AbCdE"


def read(text: str) -> tuple[Row, ...]:
    return read_export(SourceFile("errors.csv", text.encode()), ORG)


def test_the_columns_of_the_documented_table_are_read_though_they_are_shifted():
    """Adobe's page has `Failed On` described as the level, and the date as the details."""
    [one] = read(f"Failed On,Date/Time of the failure,Error Type\nRecord Level,2026-11-20 04:12:07,{LOCKED}\n")
    assert one == Row(2, LOCKED, None, "2026-11-20 04:12:07", "record", (), 1)


def test_other_headers_in_another_order_say_the_same():
    text = (
        "SFDC Return message;Object;Marketo ID;SFDC ID;Error Type;Failed On\n"
        f'"{LOCKED}";Person;4711;00Q5e00000AbCdE;Record Level;11/20/2026 04:12\n'
        '"REQUIRED_FIELD_MISSING: Required fields are missing: [A;B]";Contact;4712;0035e00000BqXyZAAV;Job Level;11/20/2026 04:13\n'
    )
    first, second = read(text)
    assert first == Row(2, LOCKED, "Lead", "11/20/2026 04:12", "record", ("00Q5e00000AbCdEEAV",), 1)
    assert (second.line, second.object, second.level, second.ids) == (3, "Contact", "job", ("0035e00000BqXyZAAV",))


def test_the_template_of_an_error_log_says_how_many_records():
    text = (
        "Date,# of records,Email Address of Person,Marketo Person Record,CRM Person Record,Text of Error\n"
        "2026-11-20,17,ana@customer.example,4711,00Q5e00000AbCdE,bad value for restricted picklist field: Unknown\n"
    )
    [one] = read(text)
    assert (one.count, one.text, one.when) == (17, "bad value for restricted picklist field: Unknown", "2026-11-20")


def test_a_message_over_several_lines_is_one_error_and_lines_are_those_of_the_file():
    text = f'Message,Level\n"first\nUNKNOWN_EXCEPTION: second\r\nthird",Job Level\n\n"{LOCKED}",Record Level\n'
    first, second = read(text)
    assert (first.line, first.text) == (2, "first\nUNKNOWN_EXCEPTION: second\r\nthird")
    assert (second.line, second.text) == (6, LOCKED)


def test_a_byte_order_mark_and_blank_lines_are_nothing():
    assert len(read(f"\ufeffError Details,Level\n\n,\n{LOCKED},Job Level\n")) == 1


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('Message,Level\n"broken,Record Level\n', 2, "this line cannot be read: unexpected end of data"),
        ("Message,Level\na,b\nc,d,e\n", 3, "this line has 3 values, and the header names 2 columns"),
        ('Message,Level\n"a"b,Record Level\n', 2, "this line cannot be read: ',' expected after '\"'"),
    ],
)
def test_half_an_export_is_refused_with_its_line(text, line, says):
    with pytest.raises(NotRead) as raised:
        read(text)
    finding = raised.value.finding
    assert finding.place.span is not None
    assert (finding.place.span.start.line, finding.message) == (line, says)


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("Failed On,Error\n2026-01-01,x\n", True),
        ("Failed On;Error\n2026-01-01;x\n", True),
        (LOCKED, False),
        (f"{LOCKED}\nin a second, longer line, with commas", False),
        ('{"errorCode": "X",\n "fields": []}', False),
        ("Failed On,Error\n", False),
        ("", False),
    ],
)
def test_a_table_is_told_from_the_text_of_one_error(text, table):
    assert looks_like_export(text) is table
