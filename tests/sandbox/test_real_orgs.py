"""What real orgs hold goes in again: the rules refuse nothing of it but what names something that is not in the tree."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from sandbox_packages import ADMIN, ORG_ID, Clock, deploy, log, refusals
from syncwright.sandbox.salesforce.retrieve import Wanted, retrieve
from syncwright.sandbox.salesforce.seed import new_org, read_org
from syncwright.sandbox.state import Knobs, State

#: What a part of an org says about the rest of it: other packages, standard objects that this stand-in leaves out.
ELSEWHERE = re.compile(r"no \w+ named \S+ found|Field \S+ does not exist|Must specify a non-empty \w+ for the CustomObject")
#: One template org has rows twice, written by hand and not by a retrieve.
BY_HAND = re.compile(r"is defined multiple times in fieldPermissions")

ORGS = [
    "dreamhouse",
    "ebikes",
    "outboundfunds",
    "sercante-campaign-influence",
    *(pytest.param(name, marks=pytest.mark.long) for name in ("nav-arbeidsgiver", "nebula-logger", "npsp")),
]


@pytest.mark.real_orgs
@pytest.mark.parametrize("name", ORGS)
def test_what_is_there_deploys_again_without_an_effect(name, real_data, tmp_path):
    state = State(tmp_path / "state.sqlite", Knobs(), Clock())
    new_org(state, ORG_ID, [ADMIN], [], [])
    assert read_org(state, real_data / name) > 0
    result = deploy(state, everything(state, tmp_path / "all.zip"))
    wrong = [says for says in refusals(result) if not ELSEWHERE.search(says) and not BY_HAND.search(says)]
    assert wrong == []
    assert result["success"] or name in {"nav-arbeidsgiver", "nebula-logger", "npsp"}, "the others are whole"
    assert log(state) == []
    state.close()


def everything(state: State, path: Path) -> dict[str, bytes]:
    """All components as a package. Profiles are overlays, and are left out."""
    rows = state.db.execute("SELECT type, name FROM components WHERE type <> 'Profile'").fetchall()
    types: dict[str, list[str]] = {}
    for row in rows:
        types.setdefault(row["type"], []).append(row["name"])
    path.write_bytes(retrieve(state, Wanted(types), single=True).zip)
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
