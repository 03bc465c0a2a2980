"""That the questions of the benchmark are answered; how quickly is judged by `make bench` alone."""

import json
import subprocess
import sys
from pathlib import Path

from bench.queries import LIMIT, SIZE, WHOLE, Answer, answers, table, verdicts
from bench.workload import Estate

HERE = Path(__file__).parent


def estate(fields: int) -> Estate:
    return Estate(fields, Path(), None, None)


def test_every_question_has_an_answer(repository):
    found = list(answers(str(repository / "specs")))
    assert [one.query.split()[0] for one in found].count("graph") == 8
    assert [one.query.split()[0] for one in found].count("why") == 4
    assert all(one.lines > 0 and one.cpu >= 0 for one in found)


def test_the_script_prints_a_line_an_answer(repository):
    done = subprocess.run([sys.executable, HERE / "queries.py", "specs"], cwd=repository, capture_output=True, text=True, check=True)
    assert {"query", "cpu", "lines"} == set(json.loads(done.stdout.splitlines()[0]))


def test_the_limit_holds_for_large_estates_alone():
    slow = [Answer("graph X+", LIMIT + 0.1, 3), Answer("why X", 0.1, 3)]
    assert list(verdicts([(estate(SIZE - 1), slow)])) == []
    [verdict] = verdicts([(estate(SIZE), slow)])
    assert not verdict.met
    assert "`graph X+`" in verdict.says
    [verdict] = verdicts([(estate(SIZE), [*slow[1:], Answer(WHOLE, LIMIT * 9, 3)])])
    assert verdict.met
    assert f"| `{WHOLE}` | {SIZE:,} | 4.500 |  | 3 |" in table([(estate(SIZE), [Answer(WHOLE, LIMIT * 9, 3)])])


def test_the_table_says_which_estate_and_what_limit():
    rows = table([(estate(1_000), [Answer("why X", 0.1234, 5)]), (estate(SIZE), [Answer("why X", 0.2, 5)])]).splitlines()
    assert rows[2] == "| `why X` | 1,000 | 0.123 |  | 5 |"
    assert rows[3] == f"| `why X` | {SIZE:,} | 0.200 | {LIMIT} | 5 |"
