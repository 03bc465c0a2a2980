"""`plan` of specs that take prospects out of a business unit: refused until somebody has looked, and counted where there is data."""

import os
import subprocess

import pytest

from cli.test_unpause import Folder
from gate_estates import files
from sharing_estates import PARTITION

GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "t@t.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


@pytest.fixture
def estate(tmp_path, monkeypatch) -> Folder:
    folder = Folder(tmp_path, monkeypatch)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "before"]):
        subprocess.run(["git", *words], check=True, cwd=tmp_path, env={**os.environ, **GIT}, capture_output=True)
    folder.lay(files(partition=PARTITION.replace("contains 'x'", "contains 'xy'")))
    folder.write("data/Lead.csv", "Id,Title__c\n00Q1,xy\n00Q2,x\n00Q3,ax\n00Q4,\n00Q5,b\n")
    folder.write("data/Contact.csv", "Id,Title__c\n0031,xy\n")
    return folder


def told(done):
    return [one["message"] for one in done.doc["findings"] if one["rule"] == "PLN817"]


def test_it_is_refused_and_not_saved(estate):
    done = estate("plan", "--out", "p.json")
    assert done.code == 1
    assert "error PLN817" in done.out
    assert "the plan is refused and was not saved" in done.err
    assert not (estate.folder / "p.json").exists()


def test_data_says_how_many_and_lets_nothing_through(estate):
    done = estate("plan", "--data", "data", "--format", "json")
    assert done.code == 1
    assert [one.partition(";")[0] for one in told(done)] == [
        "`ae/emea`: 0 of 1 Contact records that match in data/Contact.csv stop matching",
        "`ae/emea`: 2 of 3 Lead records that match in data/Lead.csv stop matching",
    ]


def test_a_word_lets_it_through_and_the_plan_still_says_it(estate):
    done = estate("plan", "--data", "data", "--allow-archive", "--out", "p.json", "--format", "json")
    assert done.code == 0, done.err
    assert (estate.folder / "p.json").exists()
    found = [one["hazard"]["says"] for one in done.doc["hazards"] if one["hazard"]["kind"] == "archives"]
    assert [one.partition(" records")[0] for one in found] == ["`ae/emea`: 0 of 1 Contact", "`ae/emea`: 2 of 3 Lead"]


def test_what_there_is_no_data_of_is_not_counted_and_said(estate):
    done = estate("plan", "--data", "data/Lead.csv", "--format", "json")
    assert "note: there is no data of Contact, of which nothing is said" in done.err
    assert ["how many do is not known here" in one for one in sorted(told(done))] == [False, True]


def test_data_that_cannot_be_read_ends_it(estate):
    estate.write("data/Lead.csv", 'Id,Title__c\n00Q1,"x\n')
    done = estate("plan", "--data", "data")
    assert done.code == 64
    assert "`data/Lead.csv`, line 2: a quoted value has no end" in done.err


def test_a_plan_file_was_agreed_to(estate):
    done = estate("apply", "p.json", "--allow-archive")
    assert done.code == 64
    assert "leave --env, --yes and --allow-archive away" in done.err
