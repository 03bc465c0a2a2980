"""Records that an org starts with, from CSV."""

from pathlib import Path

import pytest

from sandbox_org import Org
from syncwright.sandbox.salesforce.csv_records import NoRecords, read_records

EXPORTS = Path(__file__).parent.parent / "exports"


def test_exports_become_records_and_no_effects(tmp_path):
    org = Org(tmp_path, lag=5)
    assert read_records(org.state, EXPORTS) == {"Contact": 30, "Lead": 40}
    assert org.rows("SELECT Id, Email, Country, Do_Not_Sync_to_Marketo__c, EmailBouncedDate FROM Lead WHERE Id = '00Q5e0000000003'") == [
        {
            "Id": "00Q5e0000000003EAA",
            "Email": "test@rotor.example",
            "Country": "Germany",
            "Do_Not_Sync_to_Marketo__c": False,
            "EmailBouncedDate": None,
        }
    ]
    assert {"EmailBouncedDate": "2026-03-02T08:15:00.000+0000"} in org.rows(
        "SELECT EmailBouncedDate FROM Contact WHERE EmailBouncedDate != null"
    )
    assert org.log() == []


def test_an_id_that_is_missing_is_given(tmp_path):
    org = Org(tmp_path, source=None)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/Account.csv").write_text("Name,NumberOfEmployees\nRotor,12\n", encoding="utf-8")
    read_records(org.state, tmp_path / "in")
    [row] = org.rows("SELECT Id, Name, NumberOfEmployees FROM Account")
    assert row["Id"].startswith("001")
    assert (row["Name"], row["NumberOfEmployees"]) == ("Rotor", 12)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("Nope__c", "Name\nA\n", "Nope__c.csv: the org has no object `Nope__c`"),
        ("Lead", "Nope\nA\n", "Lead.csv:1: `Lead` has no field `Nope`"),
        ("Lead", "LastName,Email\nA,b,c\n", "Lead.csv:2: 3 values, and the first line names 2"),
        (
            "Lead",
            "LastName,CreatedDate\nA,\nB,soon\n",
            "Lead.csv:3: Failed to deserialize field at col 1. Due to, 'soon' is not a valid value for the type xsd:dateTime",
        ),
        ("Lead", "Id,LastName\n0035e0000000000,A\n", "Lead.csv:2: the id of a record of `Lead` begins with `00Q`"),
    ],
)
def test_a_file_that_is_wrong_says_where_and_nothing_is_taken(tmp_path, name, text, says):
    org = Org(tmp_path, source=None)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/Account.csv").write_text("Name\nA\n", encoding="utf-8")
    (tmp_path / f"in/{name}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(NoRecords) as refused:
        read_records(org.state, tmp_path / "in")
    assert str(refused.value) == says
    assert org.rows("SELECT Id FROM Account") == []
