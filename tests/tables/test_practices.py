"""That each practice is carried by something that is there, and shown by a test that is run."""

import ast
import re

import pytest

from syncwright.cli.main import COMMANDS
from syncwright.platform import installed
from syncwright.registry import all_rules
from tables.practices import FILE, PRACTICES, Practice, markdown

EACH = [pytest.param(one, id=f"{one.number} {one.asks}") for one in PRACTICES]


def test_the_table_is_what_is_written():
    assert FILE.read_text("utf-8") == markdown(), "run `python tests/tables/practices.py`"


def test_every_practice_of_the_guidance_has_a_row():
    assert {one.number for one in PRACTICES} == set(range(1, 11))


@pytest.mark.parametrize("practice", EACH)
def test_what_is_named_is_there(practice: Practice, repository):
    ids = {rule.id for rule in all_rules(installed())}
    keys = (repository / "schemas/spec.schema.json").read_text("utf-8")
    named = re.findall(r"`([^`]+)`", practice.feature)
    assert named or practice.number == 3
    for one in named:
        if re.fullmatch(r"[A-Z]{3}\d{3}", one):
            assert one in ids, one
        elif one.startswith("syncwright "):
            assert one.split()[1] in COMMANDS, one
        elif one.startswith("generated/"):
            assert (repository / one).exists(), one
        elif not one.startswith("--"):
            assert f'"{one.partition(":")[0]}"' in keys, one


@pytest.mark.parametrize("practice", EACH)
def test_each_test_is_there_and_is_run(practice: Practice, repository):
    for one in practice.shown:
        path, _, function = one.partition("::")
        tree = ast.parse((repository / "tests" / path).read_text("utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, one
        assert "long" not in ast.unparse(next(node for node in tree.body if getattr(node, "name", None) == function).decorator_list), one
