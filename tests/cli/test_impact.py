"""`impact` as people run it: what it compares, what it counts in, what it says of data that does not do, and how it ends."""

import gc
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import jsonschema
import pytest
import sqlglot

from small_estate import FILES, org, spec
from syncwright.cli.main import _outcome as outcome
from syncwright.inventory import Field, Org
from syncwright.inventory.store import inventory_files

GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "t@t.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
NOON = {"SOURCE_DATE_EPOCH": "1780315200"}  # 2026-06-01T12:00:00Z
SCOPE = """\
filter: scope
why: others only cost backlog
owner: ops
objects: [Lead, Contact]
where: |
  filter mailable
  and Score__c >= 10
for: [marketo]
"""
MAILABLE = "filter: mailable\nwhy: no mail without an address\nowner: ops\nobjects: [Lead, Contact]\nwhere: |\n  Email is not blank\n"
UNIT = """\
partition: unit
why: each mails its own
owner: ops
objects: [Lead]
cases:
  Key:
    for: ae
    where: Score__c >= 50
  Other:
    for: ae
    where: Email is not blank
"""
TRADE = "filter: trade\nwhy: valves only\nowner: ops\nobjects: [Contact]\nwhere: |\n  Account.Industry = 'Energy' or\n  Account.Industry is blank\n"
LEADS = (
    ("00Q000000000001", "ann@x.example", "9", "NL", "005000000000001AAA"),
    ("00Q000000000002", "bob@x.example", "10", "NL", "005000000000001AAA"),
    ("00Q000000000003", "", "60", "DE", "005000000000002AAA"),
    ("00Q000000000004", "dee@x.example", "", "DE", "005000000000002AAA"),
    ("00Q000000000005", "eve@x.example", "70", "", "005000000000002AAA"),
    ("00Q000000000006", "fay@x.example", "n/a", "", "005000000000002AAA"),
)


def csv(rows, *names: str) -> str:
    return "".join(f"{','.join(row)}\n" for row in (names, *rows))


@pytest.fixture
def estate(tmp_path) -> Path:
    """A small estate on disk with filters, and an export of leads beside it."""
    texts = {
        **FILES,
        "estate.yaml": FILES["estate.yaml"].replace("enterprise}", "enterprise, timezone: Europe/Amsterdam}"),
        "filters/scope.yaml": SCOPE,
        "filters/mailable.yaml": MAILABLE,
        "filters/unit.yaml": UNIT,
        "filters/trade.yaml": TRADE,
        "objects/people.yaml": spec("[Lead, Contact]", {"Email": "sync: from-salesforce", "Score__c": "sync: from-salesforce"}),
    }
    held = inventory_files(Org(org({"Account": {"Industry": Field(type="Text", length=40)}})))
    texts |= {f"inventory/production/{name}": data.decode() for name, data in held.items()}
    for name, text in texts.items():
        path = tmp_path / "specs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "Lead.csv").write_text(csv(LEADS, "Id", "email", "SCORE__C", "Country", "OwnerId"), "utf-8")
    return tmp_path


@pytest.fixture
def impact(estate, monkeypatch, capfd):
    """Runs it on the estate, in this process: what a process of its own adds is told by the tests of exit codes."""
    monkeypatch.chdir(estate)

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        for name, value in {**NOON, **more}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["syncwright", "impact", *words])
        try:
            code = outcome()
        finally:
            gc.enable()  # a run of the command line ends before garbage matters; a test session does not
        return subprocess.CompletedProcess(words, int(code), *capfd.readouterr())

    return run


def document(done) -> dict:
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def counts(one) -> tuple[int, ...]:
    return tuple(one["counts"].values())


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def commit(folder: Path) -> None:
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *words], cwd=folder, check=True, env={**os.environ, **GIT}, capture_output=True)


# ------------------------------------------------------------------ what it compares


def test_a_filter_is_compared_with_what_it_was_at_head(estate, impact):
    commit(estate)
    edit(estate / "specs/filters/scope.yaml", ">= 10", ">= 9")
    doc = document(impact("scope", "--data", "Lead.csv", "--format", "json"))
    assert doc["before"] == "HEAD"
    [lead] = doc["objects"]
    assert (lead["records"], counts(lead), lead["unchanged"]) == (6, (2, 3, 1, 0, 0), 5)
    assert [(one["id"], one["change"], one["read"]) for one in lead["samples"]] == [
        ("00Q000000000001", "starts", {"Score__c": "9", "Email": "ann@x.example"})
    ]
    assert {one["field"]: (one["decides"], one["blank"], one["failed"]) for one in lead["columns"]} == {
        "Score__c": (True, 1, 1),
        "Email": (False, 1, None),
    }


def test_a_filter_that_it_names_counts_as_its_own(estate, impact):
    commit(estate)
    edit(estate / "specs/filters/mailable.yaml", "is not blank", "starts with 'b'")
    [lead] = document(impact("scope", "--data", "Lead.csv", "--format", "json"))["objects"]
    assert counts(lead) == (2, 1, 0, 1, 0)


def test_nothing_changed_since_head_says_so(estate, impact):
    commit(estate)
    done = impact("scope", "--data", "Lead.csv")
    assert "both sides say the same to the letter" in done.stdout
    assert "start syncing    0" in done.stdout


def test_without_a_repository_and_without_the_filter_everything_was_in_scope(estate, impact):
    doc = document(impact("scope", "--data", "Lead.csv", "--format", "json"))
    assert (doc["before"], counts(doc["objects"][0])) == ("everything", (6, 2, 0, 4, 0))
    (estate / "specs/filters/scope.yaml").rename(estate / "kept.yaml")
    commit(estate)
    (estate / "kept.yaml").rename(estate / "specs/filters/scope.yaml")
    doc = document(impact("scope", "--data", "Lead.csv", "--format", "json"))
    assert counts(doc["objects"][0]) == (6, 2, 0, 4, 0)
    assert "HEAD has no filter `scope` of Lead: every record counts as in scope before" in doc["warnings"]


def test_a_filter_is_compared_with_another_file_whatever_it_is_called_there(estate, impact):
    for name in ("scope", "former-scope"):
        (estate / "other.yaml").write_text(SCOPE.replace("filter: scope", f"filter: {name}").replace(">= 10", ">= 60"), "utf-8")
        doc = document(impact("scope", "--before", "other.yaml", "--data", "Lead.csv", "--format", "json"))
        assert (doc["before"], counts(doc["objects"][0])) == ("other.yaml", (1, 2, 1, 0, 0))


def test_of_a_partition_it_says_which_case_records_move_to(estate, impact):
    (estate / "other.yaml").write_text(UNIT.replace(">= 50", ">= 65"), "utf-8")
    doc = document(impact("unit", "--before", "other.yaml", "--data", "Lead.csv", "--format", "json"))
    [lead] = doc["objects"]
    assert counts(lead) == (5, 6, 1, 0, 0)
    moved = {(one["before"], one["after"]): one["records"] for one in lead["cases"]}
    assert moved == {(None, "Key"): 1, ("Other", "Other"): 4, ("Key", "Key"): 1}
    (estate / "other.yaml").write_text(UNIT.replace("Score__c >= 50", "Score__c >= 5"), "utf-8")
    done = impact("unit", "--before", "other.yaml", "--data", "Lead.csv", "--by", "owner")
    assert "move to another case  2" in done.stdout
    assert "Key → Other  2" in done.stdout
    assert "00Q000000000001  Key → Other  Score__c `9`" in done.stdout


def test_of_a_field_it_counts_values_that_leave_by_connector(estate, impact):
    commit(estate)
    edit(estate / "specs/objects/people.yaml", "Score__c: {why: w, sync: from-salesforce}", "Score__c: {why: w, sync: hidden}")
    doc = document(impact("Lead.Score__c", "--data", "Lead.csv", "--format", "json"))
    assert doc["kind"] == "field"
    [lead] = doc["objects"]
    # In scope of Marketo's filter are two of the five that have a score, and what is none of its type is none.
    assert (lead["connector"], counts(lead)) == ("marketo", (2, 0, 0, 2, 0))


def test_relative_days_are_of_the_day_that_is_asked_for(estate, impact):
    (estate / "specs/filters/scope.yaml").write_text(
        SCOPE.replace("  filter mailable\n  and Score__c >= 10\n", "  CreatedDate >= today - 1 days\n"), "utf-8"
    )
    (estate / "Lead.csv").write_text(
        "Id,CreatedDate\n1,2026-05-30T21:59:59Z\n2,2026-05-30T22:00:00.000+0000\n3,2026-05-31T00:00:00+02:00\n", "utf-8"
    )
    doc = document(impact("scope", "--data", "Lead.csv", "--format", "json"))
    assert (doc["as_of"], doc["zone"], doc["objects"][0]["counts"]["after"]) == ("2026-06-01", "Europe/Amsterdam", 2)
    doc = document(impact("scope", "--data", "Lead.csv", "--format", "json", "--as-of", "2026-06-02"))
    assert (doc["as_of"], doc["objects"][0]["counts"]["after"]) == ("2026-06-02", 0)
    assert any("was written on" in one for one in doc["warnings"])
    night = document(impact("scope", "--data", "Lead.csv", "--format", "json", SOURCE_DATE_EPOCH="1780351200"))
    assert night["as_of"] == "2026-06-02"  # 22:00 in UTC is midnight in Amsterdam


# ------------------------------------------------------------------ what it counts in


def test_a_folder_has_a_file_an_object_and_what_is_missing_is_said(estate, impact):
    folder = estate / "export"
    folder.mkdir()
    (estate / "Lead.csv").rename(folder / "Lead.csv")
    doc = document(impact("scope", "--data", "export", "--format", "json"))
    assert [one["object"] for one in doc["objects"]] == ["Lead"]
    assert "there is no data of Contact, of which nothing is said" in doc["warnings"]
    (folder / "contact.csv").write_text("Id,Email,Score__c\n1,a@x.example,10\n", "utf-8")
    assert [one["object"] for one in document(impact("scope", "--data", "export", "--format", "json"))["objects"]] == ["Lead", "Contact"]
    assert [
        one["object"] for one in document(impact("scope", "--data", "export", "--object", "contact", "--format", "json"))["objects"]
    ] == ["Contact"]


def test_csv_parquet_parts_and_a_database_count_alike(estate, impact):
    with duckdb.connect(str(estate / "org.duckdb")) as run:
        run.execute("CREATE TABLE lead AS SELECT * FROM read_csv('%s', all_varchar = true)" % (estate / "Lead.csv"))
        run.execute(f"COPY lead TO '{estate / 'leads.parquet'}' (FORMAT parquet)")
        (estate / "parts").mkdir()
        for part in (1, 2):
            (estate / "parts/Lead").mkdir(exist_ok=True)
            run.execute(
                f"COPY (SELECT * FROM lead WHERE (Id <= '00Q000000000003') = {part == 1}) TO '{estate}/parts/Lead/{part}.csv' (HEADER)"
            )
        run.execute(f"COPY lead TO '{estate / 'Lead.csv.gz'}' (FORMAT csv, HEADER)")
    said = [("Lead.csv",), ("Lead=leads.parquet",), ("leads.parquet", "--object", "Lead"), ("parts",), ("org.duckdb",), ("Lead.csv.gz",)]
    found = [document(impact("scope", "--data", *words, "--format", "json", "--by", "country"))["objects"][0] for words in said]
    for one in found:
        one["data"] = one["written"] = None
        for each in one["columns"]:
            each["column"] = None
    assert all(one == found[0] for one in found)
    assert counts(found[0]) == (6, 2, 0, 4, 0)


def test_breakdowns_add_up_and_a_blank_is_a_group(estate, impact):
    [lead] = document(impact("scope", "--data", "Lead.csv", "--by", "owner,Country", "--by", "country", "--format", "json"))["objects"]
    assert [(one["asked"], one["column"]) for one in lead["by"]] == [("owner", "OwnerId"), ("Country", "Country"), ("country", "Country")]
    assert [(one["value"], *counts({"counts": one["records"]})) for one in lead["by"][1]["groups"]] == [
        ("DE", 2, 0, 0, 2, 0),
        (None, 2, 1, 0, 1, 0),
        ("NL", 2, 1, 0, 1, 0),
    ]
    for by in lead["by"]:
        assert sum(one["records"]["stops"] for one in by["groups"]) == lead["counts"]["stops"]


CONTACTS = "Id,AccountId\n1,001000000000001\n2,001000000000002AAA\n3,\n4,001000000000009\n5,001000000000003\n"
ACCOUNTS = "Id,Industry\n001000000000001AAA,Energy\n001000000000002,Retail\n001000000000002,Retail\n001000000000003AAA,\n"


def test_a_parent_is_found_by_its_id_and_a_record_without_one_stays(estate, impact):
    (estate / "Contact.csv").write_text(CONTACTS, "utf-8")
    (estate / "Account.csv").write_text(ACCOUNTS, "utf-8")
    [contact] = document(impact("trade", "--data", "Contact.csv", "--data", "Account.csv", "--format", "json"))["objects"]
    assert (contact["records"], counts(contact)) == (5, (5, 4, 0, 1, 0))
    [parent] = contact["parents"]
    assert (parent["object"], parent["lookup"], parent["without"], parent["missing"]) == ("Account", "Contact.AccountId", 1, 1)
    (estate / "Contact.csv").write_text("Id,account.industry\n1,energy\n2,Retail\n3,\n", "utf-8")
    [contact] = document(impact("trade", "--data", "Contact.csv", "--format", "json"))["objects"]
    assert (counts(contact), contact["parents"]) == ((3, 2, 0, 1, 0), [])


# ------------------------------------------------------------------ what does not do


def test_a_column_that_is_missing_is_said_at_its_name_in_the_filter(estate, impact):
    (estate / "Contact.csv").write_text("Id,Indstry\n1,Energy\n", "utf-8")
    done = impact("trade", "--data", "Contact.csv")
    assert done.returncode == 1
    assert "error[INV309]: `Contact.csv` has no column `AccountId`, by which `Account.Industry` is found" in done.stdout
    assert "--> specs/filters/trade.yaml:6:3" in done.stdout
    assert "it has `Id`, `Indstry`" in done.stdout
    assert done.stderr.endswith("nothing was counted\n")
    (estate / "Lead.csv").write_text("Id,Scor__c\n1,5\n", "utf-8")
    done = impact("scope", "--data", "Lead.csv", "--format", "json")
    found = json.loads(done.stdout)["diagnostics"]
    assert [(one["rule"], one["primary"]["path"], one["primary"]["line"], one["primary"]["column"]) for one in found] == [
        ("INV309", "specs/filters/mailable.yaml", 6, 3),
        ("INV309", "specs/filters/scope.yaml", 7, 7),
    ]
    assert found[1]["help"] == "did you mean `Scor__c`?; it has `Id`, `Scor__c`"


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"Id,Email,Score__c\n1,a,5\n2,b\n", 3, "this line has 2 values, and the header names 3 columns"),
        (b'Id,Email,Score__c\n1,a,5\n2,"b,6\n', 3, "a quoted value has no end"),
        (b"Id,Email,Score__c\n1,caf\xe9,5\n", 2, "this line is not UTF-8"),
        (b"", 1, "it has no first line that names the columns"),
        (b"Id,Em\xe9il\n", 1, "its first line is not UTF-8"),
    ],
)
def test_data_that_breaks_off_is_not_counted(estate, impact, data, line, message):
    (estate / "Lead.csv").write_bytes(data)
    done = impact("scope", "--data", "Lead.csv")
    assert done.returncode == 1
    assert f"error[INV310]: {message}" in done.stdout
    assert f"--> Lead.csv:{line}:1" in done.stdout


@pytest.mark.parametrize("name", ["broken.parquet", "broken.duckdb"])
def test_a_file_that_is_not_what_its_name_says_is_not_counted(estate, impact, name):
    (estate / name).write_bytes(b"this is text, and nothing else " * 900)
    done = impact("scope", "--object", "Lead", "--data", name)
    assert (done.returncode, "error[INV310]" in done.stdout) == (1, True)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["scop", "--data", "Lead.csv"], "there is no filter or partition `scop`; did you mean `scope`?"),
        (["Lead.Scor__c", "--data", "Lead.csv"], "there is no field `Lead.Scor__c`; did you mean `Score__c`?"),
        (["scope"], "say --data to count, or --sql to print the statements"),
        (["scope", "--data", "Lead.csv", "--sql", "spark"], "--sql prints statements and reads no --data"),
        (["scope", "--data", "nothing.csv"], "there is no file `nothing.csv`"),
        (["scope", "--data", "specs"], "`specs` holds no data of"),
        (["scope", "--data", "people.csv"], "say --object, or --data OBJECT=people.csv"),
        (["scope", "--data", "Lead.csv", "--object", "Account"], "`scope` is not about `account`"),
        (["scope", "--data", "Lead.csv", "--by", "Contry"], "`Lead.csv` has no column for `Contry`; did you mean `Country`?"),
        (["scope", "--data", "Lead.csv", "--before", "no-such"], "--before names a revision, a file with a filter, or `everything`"),
        (["scope", "--data", "Lead.csv", "--before", "Lead.csv"], "`Lead.csv` is no spec of a filter or a partition"),
        (["scope", "--data", "Lead.csv", "--memory", "lots"], "DuckDB does not start"),
        (["scope", "--sql", "spark", "--table", "Lead"], "--table says how a table is called"),
    ],
)
def test_wrong_usage_ends_with_64_and_says_what_to_do(estate, impact, words, message):
    (estate / "people.csv").write_text("Id\n1\n", "utf-8")
    done = impact(*words)
    assert (done.returncode, done.stdout) == (64, "")
    assert message in done.stderr


def test_without_the_extra_it_is_said_what_to_install(estate):
    script = "import sys; sys.modules[sys.argv.pop(1)] = None; from syncwright.cli.main import run; run()"
    for module, words, extra in (
        ("duckdb", ["--data", "Lead.csv"], "syncwright[impact]"),
        ("pyspark", ["--data", "Lead.csv", "--engine", "spark"], "syncwright[spark]"),
        ("sqlglot", ["--sql", "trino"], "syncwright[impact]"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", script, module, "impact", "scope", *words], cwd=estate, capture_output=True, text=True, check=False
        )
        assert (done.returncode, extra in done.stderr) == (64, True), done.stderr


def test_an_interrupt_leaves_nothing(estate, tmp_path):
    """The counting itself is interrupted: a database whose view never ends is opened, and asked."""
    room = tmp_path / "room"
    room.mkdir()
    with duckdb.connect(str(estate / "org.duckdb")) as run:
        run.execute(
            "CREATE VIEW Lead AS SELECT 'a' AS Id, md5(a.range::VARCHAR || b.range::VARCHAR) AS Email, 5 AS Score__c FROM range(10000000) a, range(10000000) b"
        )
    script = Path(sys.executable).with_name("syncwright")
    process = subprocess.Popen(
        [script, "impact", "scope", "--data", "org.duckdb"],
        cwd=estate,
        env={**os.environ, "TMPDIR": str(room)},
        stderr=subprocess.PIPE,
        text=True,
        # What runs in the background of a shell ignores it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 50
    while not list(room.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=50)
    assert (process.returncode, said.splitlines()[-1]) == (130, "interrupted; nothing was changed")
    assert list(room.iterdir()) == []


# ------------------------------------------------------------------ how it is told


def test_the_document_has_a_schema(estate, impact, repository):
    schema = json.loads((repository / "schemas/impact.schema.json").read_text("utf-8"))
    doc = document(impact("unit", "--data", "Lead.csv", "--by", "owner", "--format", "json"))
    jsonschema.Draft202012Validator(schema).validate(doc)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**doc, "objects": None})


def test_people_read_totals_groups_samples_and_what_limits_them(estate, impact):
    assert impact("scope", "--data", "Lead.csv", "--by", "country", "--samples", "1").stdout.replace(written(estate), "WRITTEN") == (
        "filter scope: compared with every record in scope, as of 2026-06-01 (Europe/Amsterdam)\n"
        "\n"
        "Lead  6 records in Lead.csv, written WRITTEN\n"
        "  in scope before  6\n"
        "  in scope after   2\n"
        "  start syncing    0\n"
        "  stop syncing     4\n"
        "  unchanged        2\n"
        "  by country (Country)\n"
        "             before  after  starts  stops\n"
        "    DE            2      0       0      2\n"
        "    (blank)       2      1       0      1\n"
        "    NL            2      1       0      1\n"
        "  stop syncing, the first by id\n"
        "    00Q000000000001  Email `ann@x.example`, Score__c `9`\n"
        "  2 of 6 records have a blank in something that is read\n"
        "    Email     1 blank\n"
        "    Score__c  1 blank  1 failed\n"
        "\n"
        "note: there is no data of Contact, of which nothing is said\n"
        "note: these are counts of the data that was given, not of what the sync user may see in the org\n"
        "note: `Lead.csv` holds values that are none of their type; they count as blank, a checkbox as not ticked\n"
    )


def written(estate: Path) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime((estate / "Lead.csv").stat().st_mtime))


def test_a_spreadsheet_and_a_review_get_the_same_numbers(estate, impact):
    words = ("scope", "--data", "Lead.csv", "--by", "country")
    lines = impact(*words, "--format", "csv").stdout.splitlines()
    assert lines[0] == "object,connector,by,value,before,after,starts,stops,moves"
    assert lines[1:3] == ["Lead,,,,6,2,0,4,0", "Lead,,country,DE,2,0,0,2,0"]
    text = impact(*words, "--format", "markdown").stdout
    assert "| Lead | 6 | 2 | 0 | 4 | 0 | 2 |" in text
    assert "| DE | 2 | 0 | 0 | 2 | 0 |" in text


def test_a_value_cannot_write_to_the_terminal(estate, impact):
    (estate / "Lead.csv").write_text("Id,Email,Score__c,Country\n1,a\x1b[31mb,5,\x1b]0;x\x07\n", "utf-8")
    done = impact("scope", "--data", "Lead.csv", "--by", "country")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout


# ------------------------------------------------------------------ statements for a warehouse


@pytest.mark.parametrize("dialect", ["duckdb", "spark", "databricks", "trino", "snowflake", "bigquery"])
def test_every_statement_is_one_of_its_dialect_and_names_the_tables(estate, impact, dialect):
    words = (
        "scope",
        "--before",
        "everything",
        "--sql",
        dialect,
        "--table",
        "Lead=crm.sales.lead",
        "--by",
        "owner,country",
        "--object",
        "Lead",
    )
    done = impact(*words)
    assert done.returncode == 0, done.stderr
    statements = [one for one in sqlglot.parse(done.stdout, read=dialect) if one is not None]
    assert len(statements) == 7
    for one in statements:
        tables = {".".join(part.name for part in table.parts) for table in one.find_all(sqlglot.exp.Table)}
        assert tables - {cte.alias for cte in one.find_all(sqlglot.exp.CTE)} == {"crm.sales.lead"}
    assert ("not run there" in done.stdout) == (dialect not in ("duckdb", "spark"))


def test_the_statements_for_duckdb_give_what_is_counted(estate, impact):
    with duckdb.connect() as run:
        run.execute(
            f"CREATE TABLE Lead AS SELECT Id, email AS Email, TRY_CAST(score__c AS DECIMAL(4)) AS Score__c, OwnerId FROM (SELECT * FROM read_csv('{estate / 'Lead.csv'}', all_varchar = true) LIMIT 99)"
        )
        found = [
            run.execute(one).fetchall()
            for one in impact("scope", "--sql", "duckdb", "--object", "Lead", "--by", "owner").stdout.split(";\n")[:-1]
        ]
    assert found[0] == [(1, 0, 4), (1, 1, 2)]
    assert found[2][0] == ("005000000000002AAA", 4, 1, 0, 3, 0, 2)
    assert [row[2] for row in found[4]] == ["00Q000000000001", "00Q000000000003", "00Q000000000004", "00Q000000000006"]


def test_a_parent_is_joined_in_the_warehouse_too(estate, impact):
    done = impact("trade", "--before", "everything", "--sql", "duckdb", "--table", "Account=dim_account")
    assert done.returncode == 0, done.stderr
    with duckdb.connect() as run:
        run.execute(
            "CREATE TABLE Contact AS SELECT * FROM (VALUES ('1', '001000000000001'), ('2', NULL), ('3', '001000000000002')) t(Id, AccountId)"
        )
        run.execute(
            "CREATE TABLE dim_account AS SELECT * FROM (VALUES ('001000000000001AAA', 'Energy'), ('001000000000002AAA', 'Retail')) t(Id, Industry)"
        )
        assert run.execute(done.stdout.split(";\n")[0]).fetchall() == [(1, 0, 1), (1, 1, 2)]


def test_the_readme_shows_what_it_says(repository, monkeypatch, capfd):
    text = (repository / "README.md").read_text("utf-8")
    words, shown = re.search(r"\$ syncwright (impact .*?)\n(.*?)```", text, re.DOTALL).groups()
    monkeypatch.chdir(repository)
    monkeypatch.setattr(sys, "argv", ["syncwright", *words.split()])
    try:
        assert outcome() == 0
    finally:
        gc.enable()
    said = capfd.readouterr().out
    assert re.sub(r"written \S+", "", said) == re.sub(r"written \S+", "", shown)
