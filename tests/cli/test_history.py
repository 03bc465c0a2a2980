"""`syncwright history`, in a process of its own."""

import json

HEADER = "Started At,Ended At,Object,Operation,Status,New,Updated,Deleted,Failed Item,Skipped\n"
RUNS = (
    HEADER
    + "2026-11-20 09:00,2026-11-20 09:12,Contact,Pull updates,Succeeded,1,20,0,0,5000\n2026-11-20 09:30,,Lead,Push new,Failed,0,0,0,3,0\n"
)
BACKLOG = (
    "Object,Sync Backlog,Average records synced / hr,Backlog last fetched\nLead,10,100,2026-11-20 01:00\nLead,90,100,2026-11-20 09:00\n"
)


def test_each_file_is_told_by_its_columns(syncwright, tmp_path):
    (tmp_path / "runs.csv").write_text(RUNS)
    (tmp_path / "backlog.csv").write_text(BACKLOG)
    done = syncwright("history", "runs.csv", "backlog.csv", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "skipped Contact: 5,000 of 5,021 records were skipped" in done.stdout
    assert "failed Lead: 1 `Failed` of 1 runs; 3 records failed  runs.csv:3" in done.stdout
    assert "growing Lead: 90 records wait, more than six hours before" in done.stdout


def test_machines_get_the_same(syncwright, tmp_path):
    (tmp_path / "backlog.csv").write_text(BACKLOG)
    done = syncwright("history", "backlog.csv", "--format", "json", cwd=tmp_path)
    file = json.loads(done.stdout)["files"][0]
    assert file["backlogs"] == [{"object": "Lead", "at": "2026-11-20T09:00:00", "records": 90, "left_minutes": 54.0, "growing": True}]
    assert [one["kind"] for one in file["unusual"]] == ["growing"]


def test_a_file_that_is_none_is_shown_with_its_line_and_nothing_is_told_of_the_others(syncwright, tmp_path):
    (tmp_path / "runs.csv").write_text(RUNS)
    (tmp_path / "other.csv").write_text("Started At,Object\n")
    (tmp_path / "day.csv").write_text(HEADER + "01/02/2026 09:00,,Lead,Push new,Succeeded,0,0,0,0,0\n")
    done = syncwright("history", "runs.csv", "other.csv", "day.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert "these are not the columns of a sync's history\n --> other.csv:1:1" in done.stdout
    assert "--moments" in done.stdout
    assert "skipped" not in done.stdout
    again = syncwright("history", "day.csv", "--moments", "%d/%m/%Y %H:%M", cwd=tmp_path)
    assert (again.returncode, "2026-02-01" in again.stdout) == (0, True)


def test_a_file_that_is_not_there_is_wrong_usage(syncwright, tmp_path):
    assert syncwright("history", "nowhere.csv", cwd=tmp_path).returncode == 64
    assert syncwright("history", cwd=tmp_path).returncode == 64
