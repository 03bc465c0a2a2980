"""Each bad answer to each kind of request ends in a diagnosis, within bounds, and nobody else learns a token."""

import socket
from collections.abc import Callable

import pytest

from hostile_answers.deeds import DEEDS, LOGIN, REFRESH, TOKEN, Deed, StillClock, org_at, org_to_log_in_to, well
from hostile_answers.rude import Rude, reply
from hostile_answers.ways import LOST, REFUSED, SLOW
from syncwright.http import Bounds, Patience
from syncwright.target import OutcomeUnknown, TargetError

BOUNDS = Bounds(connect=5, read=5, whole=5, size=4 << 20)
SHORT = Bounds(connect=5, read=0.3, whole=0.6, size=4 << 20)
#: What never ends is left when its time is over: it is given little.
ENDLESS = "go on, without end"
#: Questions whose answers are read as that to `get` is.
LIKE_OTHERS = {"who", "query"}
Way = Callable[[socket.socket, bytes], None]


def spoiling(deed: Deed, way: Way) -> tuple[Rude, list[int]]:
    """A server that answers one kind of request badly and everything else well; the numbers of the requests that it spoiled."""
    spoiled: list[int] = []

    def answer(connection: socket.socket, request: bytes, number: int) -> None:
        good = well(request, server.host)
        if request.startswith(deed.mine):
            spoiled.append(number)
            way(connection, good.partition(b"\r\n\r\n")[2])
        else:
            connection.sendall(good)

    server = Rude(answer)
    return server, spoiled


def told(deed: Deed, way: Way, bounds: Bounds = BOUNDS, tries: int = 5, login: bool = False) -> tuple[Exception, list[int], StillClock]:
    clock = StillClock()
    server, spoiled = spoiling(deed, way)
    with server:
        org = (org_to_log_in_to if login else org_at)(server.host, clock, bounds, Patience(tries=tries))
        with pytest.raises((TargetError, OutcomeUnknown)) as caught:
            deed.do(org)
    for secret in (TOKEN, REFRESH):
        assert secret not in repr(caught.value) + str(caught.value) + repr(caught.value.__cause__)
    assert len(str(caught.value)) < 1_000
    assert str(caught.value).isprintable()
    return caught.value, spoiled, clock


@pytest.mark.parametrize("way", LOST)
@pytest.mark.parametrize("name", [name for name, deed in DEEDS.items() if deed.changes])
def test_a_lost_answer_to_a_change_is_not_known_and_the_change_is_sent_once(name, way):
    error, spoiled, clock = told(DEEDS[name], LOST[way], SHORT if way == ENDLESS else BOUNDS)
    assert isinstance(error, OutcomeUnknown)
    assert len(spoiled) == 1
    assert clock.waits == []


@pytest.mark.parametrize("way", LOST)
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.long if name in LIKE_OTHERS else ()) for name, deed in DEEDS.items() if not deed.changes],
)
def test_a_lost_answer_to_a_question_is_asked_for_again_within_bounds(name, way):
    error, spoiled, clock = told(DEEDS[name], LOST[way], SHORT if way == ENDLESS else BOUNDS, tries=2)
    assert isinstance(error, TargetError)
    assert 1 <= len(spoiled) <= 2
    assert sum(clock.waits) <= 120


@pytest.mark.parametrize("way", LOST)
def test_a_login_that_is_answered_badly_is_tried_again_within_bounds(way):
    error, spoiled, clock = told(LOGIN, LOST[way], SHORT if way == ENDLESS else BOUNDS, tries=2, login=True)
    assert isinstance(error, TargetError)
    assert 1 <= len(spoiled) <= 2
    assert sum(clock.waits) <= 120


@pytest.mark.parametrize("way", REFUSED)
def test_a_login_that_is_refused_is_not_tried_again(way):
    error, spoiled, clock = told(LOGIN, REFUSED[way], login=True)
    assert isinstance(error, TargetError)
    assert len(spoiled) == 1
    assert clock.waits == []


def test_a_login_that_is_sent_elsewhere_goes_nowhere():
    with Rude(lambda connection, _request, _number: connection.sendall(reply(b"{}"))) as elsewhere:
        spoil = reply(b"", "307 Temporary Redirect", "text/plain", f"Location: http://{elsewhere.host}/services/oauth2/token")
        error, spoiled, _ = told(LOGIN, lambda connection, _good: connection.sendall(spoil), login=True)
        assert elsewhere.connections == 0
    assert isinstance(error, TargetError)
    assert error.code == "redirected"
    assert len(spoiled) == 1


@pytest.mark.parametrize("way", SLOW)
@pytest.mark.parametrize("name", ["query", "retrieve", "post", "multipart"])
def test_who_takes_his_time_is_left(name, way):
    error, spoiled, _ = told(DEEDS[name], SLOW[way], SHORT, tries=1)
    assert isinstance(error, OutcomeUnknown if DEEDS[name].changes else TargetError)
    assert "took" in str(error)
    assert len(spoiled) == 1


@pytest.mark.parametrize("way", REFUSED)
@pytest.mark.parametrize("name", DEEDS)
def test_a_refusal_says_that_nothing_was_done(name, way):
    error, spoiled, clock = told(DEEDS[name], REFUSED[way])
    assert isinstance(error, TargetError)
    assert error.remedy != "fix" or way == "a refusal of a megabyte"
    assert len(spoiled) == 1
    assert clock.waits == []


@pytest.mark.parametrize("name", DEEDS)
def test_a_redirect_elsewhere_is_named_and_nobody_goes_there(name):
    with Rude(lambda connection, _request, _number: connection.sendall(reply(b"{}"))) as elsewhere:
        spoil = reply(b"", "302 Found", "text/plain", f"Location: http://{elsewhere.host}/?token={TOKEN}")
        error, spoiled, _ = told(DEEDS[name], lambda connection, _good: connection.sendall(spoil))
        assert elsewhere.connections == 0
    assert isinstance(error, TargetError)
    assert (error.code, error.remedy) == ("redirected", "look")
    assert elsewhere.host in str(error)
    assert len(spoiled) == 1


@pytest.mark.parametrize("name", DEEDS)
def test_an_answer_that_comes_twice_counts_once(name):
    deed = DEEDS[name]
    spoiled: list[int] = []

    def answer(connection: socket.socket, request: bytes, number: int) -> None:
        spoiled.append(number)
        connection.sendall(well(request, server.host) * 2)

    with Rude(answer) as server:
        org = org_at(server.host, StillClock(), BOUNDS)
        deed.do(org)
        deed.do(org)
        assert server.connections == len(spoiled), "each request has a connection of its own"


@pytest.mark.parametrize("name", DEEDS)
def test_nobody_there_is_said_and_nothing_is_unknown(name):
    with Rude(lambda connection, request, _number: connection.sendall(well(request, server.host))) as server:
        clock = StillClock()
        org = org_at(server.host, clock, BOUNDS)
        org.who()
    if name == "who":
        org._who = None
    with pytest.raises(TargetError) as caught:
        DEEDS[name].do(org)
    assert (caught.value.code, caught.value.remedy) == ("not-reached", "later")
    assert len(clock.waits) == 4
    assert sum(clock.waits) <= 120


def pages(*answers: bytes) -> tuple[Callable[[], object], Rude]:
    def answer(connection: socket.socket, request: bytes, number: int) -> None:
        connection.sendall(well(request, server.host) if b"userinfo" in request else reply(answers[min(number, len(answers)) - 1]))

    server = Rude(answer)
    return lambda: org_at(server.host, StillClock(), BOUNDS).query("SELECT Id FROM X"), server


PAGE = b'{"totalSize":%d,"done":%s,"nextRecordsUrl":%s,"records":[{"Id":"1"}]}'


@pytest.mark.parametrize(
    ("code", "answers"),
    [
        ("endless-pages", [PAGE % (9, b"false", b'"/services/data/v67.0/query/01g-1"')]),
        ("rows-missing", [PAGE % (2, b"true", b"null")]),
        ("bad-answer", [PAGE % (9, b"false", b'"https://elsewhere.example/services/data/v67.0/query/1"')]),
        ("bad-answer", [PAGE % (9, b"false", b'"/services/data/v67.0/query/../../apexrest/x"')]),
        ("bad-answer", [PAGE % (9, b"false", b'"//elsewhere.example/services/data/v67.0/query/1"')]),
        ("bad-answer", [PAGE % (9, b"false", b"null")]),
        ("bad-answer", [PAGE % (1, b"true", b'"/services/data/v67.0/query/01g-1"')]),
        ("bad-answer", [b'{"records": "all of them", "totalSize": 1, "done": true}']),
        ("bad-answer", [b'{"records": [1], "totalSize": 1, "done": true}']),
        ("bad-answer", [b"[]"]),
        ("bad-answer", [b"null"]),
    ],
)
def test_pages_that_do_not_hold_together_are_no_rows(code, answers):
    ask, server = pages(*answers)
    with server, pytest.raises(TargetError) as caught:
        ask()
    assert (caught.value.code, caught.value.remedy) == (code, "look")
    assert len(server.received) < 5


def test_pages_without_an_end_are_left():
    def answer(connection: socket.socket, request: bytes, number: int) -> None:
        page = PAGE % (10**6, b"false", b'"/services/data/v67.0/query/01g-%d"' % number)
        connection.sendall(well(request, server.host) if b"userinfo" in request else reply(page))

    with Rude(answer) as server, pytest.raises(TargetError) as caught:
        org_at(server.host, StillClock(), BOUNDS).query("SELECT Id FROM X", most=30)
    assert caught.value.code == "endless-pages"
    assert len(server.received) == 32


@pytest.mark.parametrize("locator", ["../../x", "a b", "x" * 300])
def test_a_locator_that_is_none_is_not_followed(locator):
    def answer(connection: socket.socket, request: bytes, _number: int) -> None:
        good = well(request, server.host)
        connection.sendall(good if b"userinfo" in request else reply(b"Id\n", "200 OK", "text/csv", f"Sforce-Locator: {locator}"))

    with Rude(answer) as server, pytest.raises(TargetError, match="locator"):
        org_at(server.host, StillClock(), BOUNDS).download("jobs/ingest/1/x")


def test_a_file_that_does_not_say_where_it_ends_is_not_taken_for_whole():
    def answer(connection: socket.socket, request: bytes, _number: int) -> None:
        connection.sendall(
            well(request, server.host) if b"userinfo" in request else b"HTTP/1.0 200 OK\r\nContent-Type: text/csv\r\n\r\nId\n1\n"
        )

    with Rude(answer) as server, pytest.raises(TargetError, match="where it ends"):
        org_at(server.host, StillClock(), BOUNDS).download("jobs/ingest/1/x")


@pytest.mark.parametrize(("said", "waited"), [("7", 7), ("0", None), ("-5", None), ("Fri, 31 Dec 2100 23:59:59 GMT", None), ("1e3", None)])
def test_the_org_may_ask_us_to_wait_as_long_as_that_can_be_used(said, waited):
    def answer(connection: socket.socket, request: bytes, number: int) -> None:
        good, busy = well(request, server.host), reply(b"", "503 Service Unavailable", "text/plain", f"Retry-After: {said}")
        connection.sendall(busy if number == 1 else good)

    with Rude(answer) as server:
        clock = StillClock()
        org_at(server.host, clock, BOUNDS).get("limits")
    assert clock.waits == [waited or 0.375]
