"""That trials of mutants can be believed: what is wrong is noticed, what is right is not, and the list of survivors is held to what survived."""

import subprocess
import sys

import pytest

from mutation.emitters import EMITTERS, Emitter

pytest.importorskip("mutmut", reason="`make mutation` installs it")

from mutation.mutants import Mutant, mutants

pytestmark = pytest.mark.long

MODULE = '''"""What it is."""

from typing import Literal

SIGNS = {"=": "<>"}
Word = Literal["a", "b"]


def less(one: int, other: int = 3) -> bool:
    """Whether."""
    assert one, "words"
    return one < other
'''


def test_a_module_is_changed_in_one_place_at_a_time(tmp_path):
    (tmp_path / "m.py").write_text(MODULE)
    found = [one.name for one in mutants(tmp_path / "m.py")]
    assert 'module: SIGNS = {"=": "<>"} → SIGNS = {"=": "XX<>XX"}' in found
    assert "less: return one < other → return one <= other" in found
    assert not [one for one in found if "Literal" in one or "words" in one or "Whether" in one]
    assert len({*found}) == len(found)
    for one in mutants(tmp_path / "m.py"):
        assert sum(a != b for a, b in zip(MODULE.splitlines(), one.code.splitlines(), strict=True)) == 1


RUN = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
os.chdir(Path(sys.argv[1]).parent)
from mutation.emitters import EMITTERS, Emitter
from mutation.trial import begin, outcome
one = EMITTERS["dialects"]
code = one.path.read_text("utf-8")
for text in (code, code.replace('"snowflake": "snowflake"', '"snowflake": "trino"'), "1 +", code):
    pid = begin(one.module, one.path, text, one.tests[:1])
    print(outcome(os.waitpid(pid, 0)[1]))
"""


def test_what_is_wrong_is_noticed_and_what_is_right_survives(repository):
    done = subprocess.run([sys.executable, "-c", RUN, repository / "tests"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1", "1", "0"]


def test_tests_that_fail_without_a_mutant_are_told(monkeypatch, repository):
    from mutation import run

    monkeypatch.chdir(repository)
    monkeypatch.setattr(run, "load_apart_from", lambda *_: None)
    with pytest.raises(run.Broken, match="fail without a mutant"):
        run.tried(Emitter(EMITTERS["dialects"].path, ("tests/nowhere.py",)), 1)


def test_too_few_noticed_an_unlisted_survivor_and_a_listed_one_that_is_noticed_are_told():
    from mutation.run import Result, judged

    some = tuple(Mutant(number, f"m{number}", "") for number in range(3))

    def told(among: int, known: set[str], *, whole: bool) -> list[str]:
        result = Result(EMITTERS["formula"], frozenset(f"m{number}" for number in range(among)), some)
        return [one.partition(" ")[2][:30] for one in judged("x", result, frozenset(known), whole=whole)]

    assert told(20, {"m0", "m1", "m2"}, whole=True) == []
    wrong = ["70.0 % of the mutants are noti", "nobody notices `m2`, and survi"]
    assert told(10, {"m0", "m1", "gone"}, whole=True) == [*wrong, "survivors.md lists `gone`, whi"]
    assert told(10, {"m0", "m1", "gone"}, whole=False) == wrong
    assert told(20, {"m0", "m1", "m2", "m7"}, whole=False) == ["survivors.md lists `m7`, which"]
