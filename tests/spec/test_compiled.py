"""Lean structs and the models that they are made of take the same, refuse the same, and read the same."""

import copy
import random
import subprocess
import sys
from datetime import date

import pytest
from pydantic import BaseModel, ValidationError

from syncwright.platform import connector_models, installed
from syncwright.records import NotThatRecord, Struct, converted
from syncwright.spec.kinds import CAMPAIGNS, KINDS, kind_of
from syncwright.spec.models import model_of
from syncwright.syntax import parse
from syncwright.text import SourceFile

PLATFORMS = connector_models(installed())


def struct_for(tree):
    """The struct that a tree is for; None for what is of no kind."""
    kind = kind_of(tree)
    if kind == "connector":
        return PLATFORMS.get(tree.get("platform")) if isinstance(tree.get("platform"), str) else None
    if kind == "campaign":
        return CAMPAIGNS.get(tree.get("type")) if isinstance(tree.get("type"), str) else None
    return KINDS.get(kind)


def plain(value):
    """What was read, as plain values, whichever of the two it was read into."""
    if isinstance(value, BaseModel):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Struct):
        return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return tuple(map(plain, value)) if isinstance(value, (list, tuple)) else value


def by_struct(struct, tree):
    try:
        return plain(converted(copy.deepcopy(tree), struct))
    except NotThatRecord:
        return None


def by_model(struct, tree):
    try:
        return plain(model_of(struct).model_validate(copy.deepcopy(tree)))
    except ValidationError:
        return None


def trees(folder):
    found = []
    for path in sorted(folder.rglob("*.yaml")):
        tree = parse(SourceFile(path.name, path.read_bytes())).tree
        if tree is not None and struct_for(tree) is not None:
            found.append(tree)
    return found


TEXTS = (
    "", "x", "X", "two-way", "hidden", "2026-03-31", "2026-02-30", "2026-3-1", "20260331", "2026-W05-1", "2026-03-31T00:00:00", "0000-01-01", "true", "false",
    "True", "1", "0", "-3", "+3", "3.0", "1_000", " 7", "9" * 19, "null", "none", "None", "read", "Lead.Email", "Lead", "a\n", "marketo\n", "ae/emea", "00D000000000001EAA",
    "00D000000000001EAB", "00D000000000001", "0Uv000000000001CAA", "x" * 81, "x" * 8001, "ä", "a--b", "A__c", "A___c", "67.0", "67", "12 months", "0 days", "@a/b", "a@b",
    "absent", "\u212a", "\u0660",
)  # fmt: skip


def mutants(tree, rng, count):
    """Trees that differ from `tree` in one place: a value of another shape, a key more, a key less, a key of another name."""
    for _ in range(count):
        mutant = copy.deepcopy(tree)
        here, parents = mutant, []
        while isinstance(here, (dict, list)) and here and (not parents or rng.random() < 0.75):
            key = rng.choice(list(here)) if isinstance(here, dict) else rng.randrange(len(here))
            parents.append((here, key))
            here = here[key]
        holder, key = parents[-1]
        match rng.randrange(6):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[rng.choice(TEXTS)] = holder.pop(key)
            case 2 if isinstance(holder, dict):
                holder[rng.choice(["why", "owner", "sync", "at", "for", "allow", "fields", "is", "nonsense"])] = rng.choice(TEXTS)
            case 3:
                holder[key] = rng.choice(
                    [[], {}, [rng.choice(TEXTS)], {rng.choice(TEXTS): rng.choice(TEXTS)}, {"x": {}}, [["x"]], ["a", "a"]]
                )
            case _:
                holder[key] = rng.choice(TEXTS)
        yield mutant


@pytest.mark.parametrize("source", ["specs", "tests/rules/base"])
def test_what_people_write_is_read_the_same(repository, source):
    for tree in trees(repository / source):
        struct = struct_for(tree)
        assert by_struct(struct, tree) is not None
        assert by_struct(struct, tree) == by_model(struct, tree)


def agree(repository, count):
    rng = random.Random(20)
    taken = refused = 0
    for tree in trees(repository / "specs"):
        struct = struct_for(tree)
        for mutant in mutants(tree, rng, count):
            lean, full = by_struct(struct, mutant), by_model(struct, mutant)
            assert lean == full, mutant
            taken, refused = taken + (lean is not None), refused + (lean is None)
    assert min(taken, refused) > count
    return taken, refused


def test_mutants_are_taken_by_both_or_by_neither(repository):
    agree(repository, 150)


@pytest.mark.long
def test_many_mutants_are_taken_by_both_or_by_neither(repository):
    agree(repository, 3000)


def test_the_compiled_files_are_up_to_date(repository, tmp_path):
    names = [path.relative_to(repository) for path in (repository / "compiler").rglob("compiled.py")]
    assert len(names) == 3
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True)
    subprocess.run([sys.executable, repository / ".ci/freeze", tmp_path], check=True)
    for name in names:
        assert (tmp_path / name).read_bytes() == (repository / name).read_bytes(), "run `make generated`"


def test_a_clean_run_never_imports_pydantic(repository):
    code = (
        "import os, sys\nfrom syncwright.cli import main\n"
        "sys.argv = ['syncwright', 'build', 'specs', '--check']\n"
        "os._exit = lambda code: print(code, sorted(m for m in sys.modules if m.startswith(('pydantic', 'jinja2'))))\n"
        "main.run()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_dates_are_dates_in_both():
    tree = {"object": "Lead", "why": "w", "defaults": {"reviewed": "2026-03-01"}, "fields": {}}
    assert by_struct(KINDS["object"], tree)["defaults"]["reviewed"] == date(2026, 3, 1)
