"""The table of codes: each row is what comes of an answer that has its code."""

import json
import re
import socket
from html import escape

import pytest

from hostile_answers.deeds import DEEDS, WHO, StillClock, org_at, org_to_log_in_to
from hostile_answers.rude import Rude, reply
from judges.node_tools import tools
from syncwright.http import Bounds, Reply
from syncwright.platforms.salesforce.live.codes import CODES, Code
from syncwright.platforms.salesforce.live.errors import record_error, refusal, short
from syncwright.target import OutcomeUnknown, TargetError

BOUNDS = Bounds(connect=5, read=5, whole=5)
IDS = [f"{row.code} {row.text}".strip() for row in CODES]
#: How often something is sent that may be sent again.
SPENT = {"later": 5}


def served(row: Code, media: str) -> Rude:
    """An org that answers everything but who we are with a code."""
    message = f"{row.text} some words"

    def answer(connection: socket.socket, request: bytes, _number: int) -> None:
        if b"userinfo" in request:
            connection.sendall(reply(WHO))
        elif media == "xml":
            fault = f"<faultcode>sf:{row.code}</faultcode><faultstring>{escape(message)}</faultstring>"
            body = f'<s:Envelope xmlns:s="x"><s:Body><s:Fault>{fault}</s:Fault></s:Body></s:Envelope>'
            connection.sendall(reply(body.encode(), "500 Internal Server Error", "text/xml"))
        else:
            said = {"error": row.code, "error_description": message} if media == "oauth" else [{"errorCode": row.code, "message": message}]
            connection.sendall(reply(json.dumps(said).encode(), "400 Bad Request"))

    return Rude(answer)


def outcome(row: Code, media: str, name: str) -> tuple[Exception, int]:
    with served(row, media) as server:
        org = (org_to_log_in_to if media == "oauth" else org_at)(server.host, StillClock(), BOUNDS)
        with pytest.raises((TargetError, OutcomeUnknown)) as caught:
            DEEDS[name].do(org)
    return caught.value, len([one for one in server.received if b"userinfo" not in one])


@pytest.mark.parametrize("row", CODES, ids=IDS)
def test_a_change_that_is_refused_with_a_code_does_what_its_row_says(row):
    error, sent = outcome(row, "json", "post")
    if row.perhaps:
        assert isinstance(error, OutcomeUnknown)
        assert sent == 1
    else:
        assert isinstance(error, TargetError)
        assert (error.code, error.remedy) == (row.code, row.remedy)
        assert row.words in error.says
        assert sent == SPENT.get(row.remedy, 1)


@pytest.mark.parametrize("row", CODES, ids=IDS)
def test_a_question_that_is_refused_with_a_code_does_what_its_row_says(row):
    error, sent = outcome(row, "json", "get")
    assert isinstance(error, TargetError)
    assert (error.code, error.remedy) == (row.code, row.remedy)
    assert sent == (5 if row.perhaps else SPENT.get(row.remedy, 1))


@pytest.mark.parametrize("row", [row for row in CODES if "SOAP" in row.source], ids=lambda row: row.code)
def test_a_fault_of_soap_does_what_its_row_says(row):
    error, sent = outcome(row, "xml", "retrieve")
    assert isinstance(error, TargetError)
    assert (error.code, error.remedy) == (row.code, row.remedy)
    assert sent == (5 if row.perhaps else SPENT.get(row.remedy, 1))


@pytest.mark.parametrize("row", [row for row in CODES if "OAuth" in row.source], ids=lambda row: row.code)
def test_a_login_that_is_refused_does_what_its_row_says(row):
    error, sent = outcome(row, "oauth", "who")
    assert isinstance(error, TargetError)
    assert (error.code, error.remedy) == (row.code, row.remedy)
    assert sent == SPENT.get(row.remedy, 1)


@pytest.mark.parametrize("row", CODES, ids=IDS)
def test_a_record_that_is_refused_by_bulk_api_does_what_its_row_says(row):
    error = record_error(f"{row.code}:{row.text} some words:Email --")
    assert (error.code, error.remedy) == (row.code, row.remedy)
    assert "some words" in error.says


def test_each_row_says_where_it_was_read_and_stands_once():
    assert all(row.words and row.source for row in CODES)
    assert len({(row.code, row.text) for row in CODES}) == len(CODES)
    assert len(CODES) > 120


@pytest.mark.parametrize(("status", "perhaps"), [(400, False), (404, False), (500, True), (503, True)])
def test_a_code_that_nobody_knows_needs_a_person(status, perhaps):
    found = refusal(Reply(status, {}, b'[{"errorCode":"BRAND_NEW","message":"x"}]'), "host")
    assert found is not None
    assert (found.error.code, found.error.remedy, found.perhaps) == ("BRAND_NEW", "look", perhaps)


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[]", b"[1]", b'{"errorCode": 5}', b"null", b"<html>", b"<a/>", b"<s:Envelope xmlns:s='x'/>", b"\xff", b"two words"],
)
def test_a_refusal_without_a_code_needs_a_person(body):
    found = refusal(Reply(400, {}, body), "host")
    assert found is not None
    assert (found.error.code, found.error.remedy) == ("http-400", "look")


def test_words_of_theirs_are_one_line_without_controls_and_short():
    said = short("a\x1b[31m\r\n\u202eb\u2028" + "x" * 10_000)
    assert re.fullmatch(r"a \[31m b x{1,600}…", said)
    assert len(said) == 600


def test_codes_of_the_wsdl_are_written_as_it_writes_them():
    library = tools() / "node_modules" / "@salesforce" / "types" / "lib"
    text = (library / "partner.d.ts").read_text("utf-8") + (library / "metadata.d.ts").read_text("utf-8")
    listed = set()
    for name in ("ExceptionCode", "StatusCode"):
        listed |= set(re.findall(r"'(\w+)'", re.search(rf"export type {name} = ([^;]*);", text)[1]))
    ours = {row.code for row in CODES if "WSDL" in row.source}
    assert len(listed) > 900
    assert ours - listed == set()
