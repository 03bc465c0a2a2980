"""Records that store a value that is not up to date, found by a query and written by one job of Bulk API 2.0. Done again, it writes only what is stale still.

A job that is open holds nothing that has an effect. Whether its file was uploaded is known only to who did it: one file more, and Salesforce
refuses to close it (INVALIDJOB, as third parties report). So whoever finds an open job of an earlier run gives it up and begins anew. Decision 0029.
Source: Bulk API 2.0 and Bulk API Developer Guide.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any
from urllib.parse import quote

from syncwright.bands import Band, next_band
from syncwright.platforms.salesforce.band_flow import WORDED, of_words
from syncwright.platforms.salesforce.live.errors import short
from syncwright.platforms.salesforce.live.org import Org
from syncwright.records import Struct
from syncwright.target import Absent, Job, Running, Settled, TargetError

#: Bytes of the file of one job. A job takes 150 MB of base64, which is half as much again as what it packs.
MOST = 90 << 20
#: Rows of one page of a query's answer.
_PAGE = 50_000
#: What a file says to make a field blank; an empty one is left as it is. DOC: Prepare CSV Files.
_BLANK = "#N/A"
#: Failed records that are told one by one.
_TOLD = 20
_UNDER_WAY = ("UploadComplete", "InProgress")


class Backfill(Struct, frozen=True):
    """Which records of an object are stale, and what is stored. `value`: what to store, by what `from_` and `into` hold now; "" for blank."""

    object: str
    where: str
    from_: str
    into: str
    value: Callable[[str, str], str]


def backfill(does: Mapping[str, str]) -> Backfill:
    """What a step asks for: the value of a formula, or the band of a score."""
    bands = of_words({name.removeprefix(WORDED): words for name, words in does.items() if name.startswith(WORDED)})
    value = _banded(bands, int(does["dead_band"])) if bands else _as_is
    return Backfill(does["object"], does["where"], does["from"], does["into"], value)


def _as_is(from_: str, _into: str) -> str:
    return from_


def _banded(bands: tuple[Band, ...], dead_band: int) -> Callable[[str, str], str]:
    def value(score: str, band: str) -> str:
        try:
            return next_band(bands, band or None, Decimal(score) if score else None, dead_band) or ""
        except InvalidOperation as error:
            raise TargetError("bad-answer", f"a score is `{short(score, 80)}`, which is no number", "look") from error

    return value


def count(org: Org, one: Backfill) -> int:
    """How many records are stale."""
    soql = f"SELECT COUNT() FROM {one.object} WHERE {one.where}"  # noqa: S608 - as the plan says it
    answer = org.get(f"query?q={quote(soql, safe='')}")
    found = answer.get("totalSize") if isinstance(answer, dict) else None
    if not isinstance(found, int):
        raise TargetError("bad-answer", f"{org.host} does not say how many records there are", "look")
    return found


def missing(org: Org, one: Backfill) -> tuple[str, ...]:
    """What is not so of a backfill that is done."""
    found = count(org, one)
    return (f"`{one.into}` is not up to date in {found:,} record{'s' if found != 1 else ''} of `{one.object}`",) if found else ()


def begun(org: Org, one: Backfill) -> Job | Settled:
    """A job that is open; none if nothing is stale."""
    if not count(org, one):
        return Settled(True, says="no record was stale")
    made = org.post("jobs/ingest", {"object": one.object, "operation": "update", "contentType": "CSV", "lineEnding": "LF"})
    return Job(_id(made, org))


def found(org: Org, job: Job | None) -> Job | Absent:
    """What became of a job of an earlier run. Without its id nobody uploaded anything to it."""
    if job is None:
        return Absent()
    state = _job(org, job.id).get("state")
    if state == "Open":
        org.patch(f"jobs/ingest/{job.id}", {"state": "Aborted"})
        return Absent()
    return Absent() if state == "Aborted" else job


class Filling:
    """One job that this run opened, while its file is made: the query that lists the stale records, and its answer."""

    def __init__(self, one: Backfill) -> None:
        self.one = one
        self.query: str | None = None
        self.rows = 0

    def go_on(self, org: Org, job: Job) -> Running | Settled:
        """Take the next step until the file is uploaded and the job is closed."""
        if self.query is None:
            soql = f"SELECT Id, {self.one.from_}, {self.one.into} FROM {self.one.object} WHERE {self.one.where}"  # noqa: S608 - as the plan says it
            self.query = _id(org.post("jobs/query", {"operation": "query", "query": soql}), org)
        said = org.get(f"jobs/query/{self.query}")
        state = said.get("state") if isinstance(said, dict) else None
        if state in ("Failed", "Aborted"):
            org.patch(f"jobs/ingest/{job.id}", {"state": "Aborted"})
            return Settled(
                False, ((f"query {self.query}", short(str(said.get("errorMessage") or state))),), "the stale records could not be listed"
            )
        if state != "JobComplete":
            return Running()
        file = self._file(org, self.query)
        if not self.rows:
            org.patch(f"jobs/ingest/{job.id}", {"state": "Aborted"})
            return Settled(True, says="no record was stale any more")
        org.upload(f"jobs/ingest/{job.id}/batches", file)
        org.patch(f"jobs/ingest/{job.id}", {"state": "UploadComplete"})
        return Running(0, self.rows)

    def _file(self, org: Org, query: str) -> bytes:
        """What is to be stored, by id; of very many records the first, as what is left is stale and found by the next run."""
        out = StringIO()
        write = csv.writer(out, lineterminator="\n")
        write.writerow(("Id", self.one.into))
        for name, from_, into in _stale(org, query, self.one):
            write.writerow((name, self.one.value(from_, into) or _BLANK))
            self.rows += 1
            if out.tell() >= MOST:
                break
        return out.getvalue().encode()


def polled(org: Org, job: Job, filling: Filling | None) -> Running | Settled:
    """How far a job is; carries it on while it is open and ours."""
    said = _job(org, job.id)
    state, done, failed = said.get("state"), _number(said, "numberRecordsProcessed"), _number(said, "numberRecordsFailed")
    if state == "Open":
        return (
            filling.go_on(org, job) if filling is not None else Settled(False, says=f"the job {job.id} is open, and another run opened it")
        )
    if state in _UNDER_WAY:
        return Running(done, max(done, filling.rows if filling is not None else 0))
    if state == "JobComplete" and not failed:
        return Settled(True, says=f"{done:,} records written", request=job.id)
    if state == "JobComplete":
        return Settled(False, tuple(_failed(org, job.id)), f"{failed:,} of {done:,} records could not be written", job.id)
    words = short(str(said.get("errorMessage") or "no reason is given"))
    return Settled(False, ((f"job {job.id}", words),), f"the job ended as {short(str(state), 40)}", job.id)


# ------------------------------------------------------------------ what the org answers


def _stale(org: Org, query: str, one: Backfill) -> Iterator[tuple[str, str, str]]:
    """Id, and both values, of each record that the query lists."""
    locator: str | None = None
    seen: set[str] = set()
    while True:
        at = f"&locator={quote(locator, safe='')}" if locator else ""
        page = org.download(f"jobs/query/{query}/results?maxRecords={_PAGE}{at}")
        rows = _rows(page.csv, ("Id", one.from_, one.into), org.host)
        if page.records is not None and page.records != len(rows):
            raise TargetError("rows-missing", f"{org.host} says that a page has {page.records:,} records, and gives {len(rows):,}", "look")
        yield from ((row[0], row[1], row[2]) for row in rows)
        locator = page.locator
        if locator is None:
            return
        if locator in seen:
            raise TargetError("endless-pages", f"{org.host} answers a query with pages without an end", "look")
        seen.add(locator)


def _failed(org: Org, job: str) -> Iterator[tuple[str, str]]:
    page = org.download(f"jobs/ingest/{job}/failedResults")
    rows = _rows(page.csv, ("sf__Id", "Id", "sf__Error"), org.host)
    yield from ((short(row[0] or row[1], 40), short(row[2])) for row in rows[:_TOLD])


def _rows(data: bytes, columns: tuple[str, ...], host: str) -> list[tuple[str, ...]]:
    """Columns of a file by name, whatever their order."""
    try:
        lines = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (csv.Error, UnicodeDecodeError) as error:
        raise TargetError("bad-answer", f"{host} answers with a file that is no CSV", "look") from error
    head = [name.casefold() for name in lines[0]] if lines else []
    try:
        places = [head.index(name.casefold()) for name in columns]
        return [tuple(line[place] for place in places) for line in lines[1:]] if lines else []
    except (ValueError, IndexError) as error:
        raise TargetError("bad-answer", f"{host} answers with a file that has other columns than were asked for", "look") from error


def _job(org: Org, name: str) -> Mapping[str, Any]:
    said = org.get(f"jobs/ingest/{name}")
    if not isinstance(said, dict) or not isinstance(said.get("state"), str):
        raise TargetError("bad-answer", f"{org.host} does not say how the job {name} stands", "look")
    return said


def _id(made: Any, org: Org) -> str:
    found = made.get("id") if isinstance(made, dict) else None
    if not isinstance(found, str) or not found.isalnum():
        raise TargetError("bad-answer", f"{org.host} makes a job and does not say its id", "look")
    return found


def _number(said: Mapping[str, Any], name: str) -> int:
    found = said.get(name)
    return found if isinstance(found, int) else 0
