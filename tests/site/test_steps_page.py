"""The page of what people have to do: as the ledger has it, on the day of its last record, whatever day it is."""

import pytest
from lxml import html

from cli.org_estate import WIDER, Estate
from syncwright.ledger.opening import open_ledger
from syncwright.site.steps import INDEX

MAKE = ("docs", "build")
#: A task of the runbook that waits for nothing, and a routine check.
TASK, CHECK = "runbook/marketo/custom-fields", "review/marketo"


@pytest.fixture
def estate(tmp_path, monkeypatch) -> Estate:
    monkeypatch.setenv("SYNCWRIGHT_CACHE_DIR", str(tmp_path / "memory"))
    return Estate(tmp_path, monkeypatch)


def built(estate):
    done = estate(*MAKE)
    assert done.code == 0, done.out + done.err
    return html.parse(estate.folder / "site" / INDEX).getroot(), done.out


def text_of(element):
    return " ".join(element.text_content().split())


def rows(page, title):
    """The table that has this heading above its first column, as texts."""
    [table] = [one for one in page.iter("table") if one.find(".//th").text == title]
    return {text_of(row[0]): [text_of(cell) for cell in row[1:]] for row in table.findall("tbody/tr")}


def test_what_people_have_to_do_is_told_as_the_ledger_has_it(estate):
    """One after the other: no ledger, a plan that was begun, what somebody attests, a plan that is gone, a ledger that is broken."""
    page, _ = built(estate)
    assert "There was no ledger of production" in text_of(page)
    before = rows(page, "Task")
    assert before
    assert {row[2] for row in before.values()} == {""}

    estate.add("objects/lead.yaml", WIDER)
    estate.plan()
    assert estate("apply", "p.json").code == 0
    [meant] = [one for owner in estate("steps", "--format", "json").doc["owners"] for one in owner["steps"]]
    page, _ = built(estate)
    [step] = page.xpath("//li[@id=$id]", id=meant["id"])
    assert (step.find("pre").text, meant["attest"].split(" --plan")[0] in text_of(step)) == (meant["text"], True)
    assert "to do" in text_of(step)

    tasks = estate("steps", "--runbook", "--format", "json").doc["runbook"]
    task = next(one for one in tasks if one["state"] == "pending")
    for what, proof in ((meant["id"], "https://wiki.tiny.example/42"), (task["id"], "<b>seen</b>"), (CHECK, "javascript:alert(1)")):
        done = estate("attest", what, "--by", "Ann <i>", "--evidence", proof)
        assert done.code == 0, done.err
    page, said = built(estate)
    assert " 0 of them new" not in said
    opened = open_ledger(str(estate.ledger), create=None)
    day = [one.at for one in opened.records()][-1][:10]
    opened.close()
    [step] = page.xpath("//li[@id=$id]", id=meant["id"])
    assert f"attested {day} by Ann <i>" in text_of(step)
    assert [one.get("href") for one in step.iter("a")] == ["https://wiki.tiny.example/42"]
    attested = rows(page, "Task")[task["title"]]
    assert attested[1:4] == ["attested", f"{day} by Ann <i>", "<b>seen</b>"]
    check = rows(page, "Check")["look at the sync errors of `marketo`"]
    assert check[3:5] == [f"{day} by Ann <i>", "javascript:alert(1)"]
    assert [one for one in page.iter("a") if "script:" in one.get("href")] == []

    # Another day, another place for the memory: the same bytes.
    bytes_ = (estate.folder / "site" / INDEX).read_bytes()
    estate.monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")
    assert estate(*MAKE, "--out", "later", "--no-cache").code == 0
    assert (estate.folder / "later" / INDEX).read_bytes() == bytes_
    estate.monkeypatch.delenv("SOURCE_DATE_EPOCH")

    [kept] = (estate.ledger.parent / "plans").iterdir()
    kept.unlink()
    page, _ = built(estate)
    assert "its file was not there when these pages were made" in text_of(page)

    estate.ledger.write_bytes(b"no ledger")
    broken = estate(*MAKE)
    assert (broken.code != 0, "the ledger: " in broken.err) == (True, True), broken.err
    assert "its file was not there" in (estate.folder / "site" / INDEX).read_text("utf-8")


def test_each_task_leads_to_its_place_in_a_document(example):
    page = html.parse(example / INDEX).getroot()
    names = page.xpath("//h2[@id='runbook']/following::table[1]/tbody/tr/th")
    links = [one.find("a").get("href") for one in names]
    assert len(links) > 50
    for url in links:
        path, _, anchor = url.partition("#")
        [task] = html.parse(example / path).xpath("//li[@id=$id]", id=anchor)
        assert "syncwright attest" in text_of(task)
