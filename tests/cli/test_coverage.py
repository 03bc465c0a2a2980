"""`coverage` on the command line: three forms of the same."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from syncwright.views import coverage as view


@pytest.fixture(scope="module")
def estate(tmp_path_factory, repository) -> Path:
    """A copy of the example estate."""
    root = tmp_path_factory.mktemp("estate")
    shutil.copytree(repository / "specs", root / "specs")
    return root


def test_the_forms_say_the_same(estate, syncwright):
    doc = json.loads(syncwright("coverage", "--format", "json", cwd=estate).stdout)
    assert doc.keys() == {"format", "objects", "fields"}
    rows = list(csv.DictReader(io.StringIO(syncwright("coverage", "--format", "csv", cwd=estate).stdout)))
    assert [(row["object"], row["field"]) for row in rows] == [(one["object"], one["field"]) for one in doc["fields"]]
    assert [row["users"].split() for row in rows] == [one["users"] for one in doc["fields"]]
    shown = syncwright("coverage", cwd=estate).stdout
    first = doc["fields"][0]
    assert f"seen by most\n  {first['object']}.{first['field']} " in shown
    assert f"lists all {len(doc['fields']):,} fields" in shown


def test_ranks_fall(estate, syncwright):
    fields = json.loads(syncwright("coverage", "--format", "json", cwd=estate).stdout)["fields"]
    ranks = [(len(one["users"]), one["holders"]) for one in fields]
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[0][0] == 2


def test_nothing_in_a_csv_is_a_formula():
    field = {"object": "Lead", "field": "X__c", "type": "text", "users": ["marketo-sync"], "holders": 2}
    labels = ['=HYPERLINK("x")', "+1+1", "-cmd", "@SUM(A1)", "\t=1", "-5.2", 'a "b", c', "two\nlines", None]
    text = view.csv({"fields": [{**field, "label": label} for label in labels]})
    read = [row["label"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert read == ['\'=HYPERLINK("x")', "'+1+1", "'-cmd", "'@SUM(A1)", "'\t=1", "-5.2", 'a "b", c', "two\nlines", ""]


def test_an_estate_that_names_everything_has_an_empty_list():
    assert view.csv({"fields": []}) == "object,field,label,type,users,holders\n"
