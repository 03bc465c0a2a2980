"""XML in and out: what is read, what is refused and where, and text that comes back as it was."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from syncwright.limits import INVENTORY
from syncwright.records import replace
from syncwright.xml import XmlError, escape, read

FEW = replace(INVENTORY, depth=3, events=5)


def refused(data: str | bytes, limits=INVENTORY) -> tuple[int, int, str]:
    with pytest.raises(XmlError) as caught:
        read(data.encode() if isinstance(data, str) else data, limits)
    return caught.value.line, caught.value.column, str(caught.value)


def test_elements_hold_text_without_edge_blanks_or_children_with_lines() -> None:
    root = read(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<a xmlns="urn:x">\n  <b> c \n</b>\n  <d><e/></d>text\n  <b>&lt;<!-- f -->&#x41;<![CDATA[<g>]]></b>\n</a>\n'
    )
    assert (root.tag, root.line, root.text) == ("a", 2, "")
    assert [(child.tag, child.line, child.text) for child in root.children] == [("b", 3, "c"), ("d", 5, ""), ("b", 6, "<A<g>")]
    assert root.get("b") == "c"
    assert [one.text for one in root.all("b")] == ["c", "<A<g>"]
    assert root.first("z") is None and root.get("z") is None


def test_a_prefix_is_left_out_of_a_name() -> None:
    assert read(b"<sf:a xmlns:sf='urn:x'><sf:b/></sf:a>").children[0].tag == "b"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_of_usual_encodings_are_read(encoding: str) -> None:
    assert read("<a>é漢</a>".encode(encoding)).text == "é漢"
    assert read(b'<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>').text == "é"


REFUSED = {
    "nothing": (b"", (1, 1, "no element found")),
    "text": (b"hello", (1, 1, "syntax error")),
    "an open element": (b"<a>\n <b>\n", (3, 1, "no element found")),
    "a wrong end": (b"<a>\n <b></a>", (2, 7, "mismatched tag")),
    "two roots": (b"<a/>\n<b/>", (2, 1, "junk after document element")),
    "a NUL": (b"<a>\x00</a>", (1, 4, "not well-formed (invalid token)")),
    "a control character": (b"<a>\x1b</a>", (1, 4, "not well-formed (invalid token)")),
    "a reference to one": (b"<a>&#27;</a>", (1, 4, "reference to invalid character number")),
    "no UTF-8": (b"<a>\xff</a>", (1, 4, "not well-formed (invalid token)")),
    "an entity": (b"<a>&x;</a>", (1, 4, "undefined entity")),
    "an attribute twice": (b"<a b='1' b='2'/>", (1, 10, "duplicate attribute")),
    "a document type": (b"<!DOCTYPE a><a/>", (1, 12, "a document type is not read")),
    "entities of its own": (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', (1, 13, "a document type is not read")),
    "a file from elsewhere": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', (1, 13, "a document type is not read")),
    "a document type from elsewhere": (b'<!DOCTYPE a SYSTEM "http://x.example/a.dtd"><a/>', (1, 44, "a document type is not read")),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_xml_or_wants_more_than_data_is_refused_at_its_place(data: bytes, said: tuple[int, int, str]) -> None:
    assert refused(data) == said


@pytest.mark.parametrize("encoding", ["foo", "utf-7", "hex", "idna", "undefined", "shift_jis", "rot13", "base64", "punycode", "utf-32"])
def test_an_encoding_that_is_not_read_is_refused(encoding: str) -> None:
    line, column, said = refused(f'<?xml version="1.0" encoding="{encoding}"?><a>b</a>')
    assert line == 1 and column >= 1
    assert "encoding" in said


def test_laughs_cost_nothing() -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "&l{n};&l{n};&l{n};&l{n};">' for n in range(20))
    begun = process_time()
    refused(f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><a>&l20;</a>')
    assert process_time() - begun < 0.5


def nested(depth: int) -> str:
    return "<a>\n" * depth + "</a>" * depth


def test_the_depth_is_kept_at_the_limit_and_named_one_past_it() -> None:
    read(nested(INVENTORY.depth).encode())
    assert refused(nested(INVENTORY.depth + 1)) == (65, 1, "the file has more than 64 levels (depth)")
    assert refused("<a>  <b> <c> <d/></c></b></a>", FEW) == (1, 14, "the file has more than 3 levels (depth)")
    assert refused("<a>" * 1_000_000)[2] == "the file has more than 64 levels (depth)"


def test_the_number_of_elements_is_kept_at_the_limit_and_named_one_past_it() -> None:
    read(b"<a><b/><b/><b/><b/></a>", FEW)
    assert refused("<a><b/><b/>\n<b/><b/><b/></a>", FEW) == (2, 9, "the file has more than 5 elements (events)")
    several = replace(INVENTORY, events=20_000)
    read(("<a>" + "<b/>" * 19_999 + "</a>").encode(), several)
    assert refused("<a>" + "<b/>" * 20_000 + "</a>", several)[2] == "the file has more than 20,000 elements (events)"


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read(data)
    except XmlError as error:
        assert error.line >= 1 and error.column >= 1


@given(
    st.lists(
        st.sampled_from(["<a>", "</a>", "<b/>", "&amp;", "&#10;", "<!--", "-->", "<![CDATA[", "]]>", "<?x", "?>", "é", " ", "<", "'"]),
        max_size=12,
    )
)
def test_any_pieces_of_xml_are_read_or_refused(pieces: list[str]) -> None:
    try:
        root = read("".join(pieces).encode())
    except XmlError:
        return
    assert etree.fromstring("".join(pieces).encode()).tag == root.tag


XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="".join(map(chr, [*range(9), 0xB, 0xC, *range(0xE, 0x20), 0xFFFE, 0xFFFF])))
)


@given(XML_TEXT)
def test_escaped_text_reads_back_the_same_in_every_reader(text: str) -> None:
    written = f"<a>{escape(text)}</a>".encode()
    assert read(written).text == text.strip()
    assert (etree.fromstring(written).text or "") == text


@pytest.mark.parametrize(
    "character", [*map(chr, [*range(9), 0xB, 0xC, *range(0xE, 0x20)]), "\ud800", "\udfff", "\ufffe", "\uffff"], ids=repr
)
def test_what_xml_cannot_hold_is_refused_and_named(character: str) -> None:
    with pytest.raises(ValueError, match=f"U\\+{ord(character):04X} cannot stand in XML"):
        escape(f"é{character}")
    with pytest.raises(ValueError, match="cannot stand in XML"):
        escape(character)


def test_markup_stays_text() -> None:
    assert escape("</value><b a='&'>]]>") == "&lt;/value&gt;&lt;b a='&amp;'&gt;]]&gt;"
    assert escape("a\r\nb\tc") == "a&#13;\nb\tc"
    assert escape("plain") == "plain"
