"""The JSON Schemas: what they promise of themselves, and that they accept whatever the loader accepts."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from spec.schema_cases import ACCEPTED, ONCE_TYPED, REFUSED, TYPED, TYPES, accepted_by, as_typed, for_editors, kind, listed, loaded, words
from syncwright.expression import page as filters
from syncwright.impact import document as impact
from syncwright.plan import schema as plan_schema
from syncwright.platform import connector_models, installed
from syncwright.sourcemap import SourceMap
from syncwright.spec.kinds import KINDS
from syncwright.spec.models import model_of
from syncwright.spec.schema import DIALECT, schemas
from syncwright.syntax import parse
from syncwright.text import SourceFile
from syncwright.views.documents.listed import DOCUMENTS

PLATFORMS = connector_models(installed())
FILES = schemas(PLATFORMS)
#: What the command writes: the language, the plan, the source map, the documents of platforms, and the page about filters.
MAP = "sourcemap.schema.json"
WRITTEN = FILES | {
    plan_schema.FILE: plan_schema.schema(),
    MAP: plan_schema.drawn(SourceMap, "sourcemap", "Syncwright source map"),
    impact.FILE: plan_schema.drawn(impact.Document, "impact", "Syncwright impact"),
    filters.FILE: filters.page(),
    **{name: plan_schema.drawn(kind, name.partition(".")[0], title) for name, (kind, title) in DOCUMENTS.items()},
    **{
        name: plan_schema.drawn(kind, name.partition(".")[0], title)
        for one in installed().values()
        if one.documents is not None
        for name, (kind, title) in one.documents().items()
    },
}
ANY = json.loads(FILES["spec.schema.json"])
SPECS = sorted((Path(__file__).parents[2] / "specs").rglob("*.yaml"))


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(FILES[f"{name}.schema.json"]))


def complaints(text: str) -> list[str]:
    """What the schema of any spec, and that of the text's kind, say of it."""
    names = {"spec", kind(text) or "spec"}
    return [f"{name}: {error.json_path}: {error.message}" for name in names for error in validator(name).iter_errors(as_typed(text))]


def below(tree: Any) -> Iterator[Any]:
    yield tree
    for each in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from below(each)


# ------------------------------------------------------------------ the files


def test_there_is_one_for_each_kind_and_one_for_any():
    assert set(FILES) == {f"{name}.schema.json" for name in (*KINDS, "spec")}


@pytest.mark.parametrize("name", FILES)
def test_it_is_a_valid_schema(name):
    schema = json.loads(FILES[name])
    assert schema["$schema"] == DIALECT == Draft202012Validator.META_SCHEMA["$id"]
    assert schema["$id"] == f"urn:syncwright:schema:{name.removesuffix('.schema.json')}"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", FILES)
def test_it_stands_for_itself_and_holds_nothing_else(name):
    schema = json.loads(FILES[name])
    references = {each["$ref"] for each in below(schema) if isinstance(each, dict) and "$ref" in each}
    assert references == {f"#/$defs/{part}" for part in schema["$defs"]}


@pytest.mark.parametrize("name", FILES)
def test_its_bytes_are_canonical(name):
    text = FILES[name].decode()
    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def test_the_order_of_platforms_changes_nothing():
    assert schemas(dict(reversed(PLATFORMS.items()))) == FILES


def test_no_text_is_answered_with_true_false_or_null():
    """An editor suggests every type that a schema lists, and whoever goes on to the next line takes what is suggested."""
    offered = [each for each in suggested(ANY) if {"boolean", "null"} & {*each["type"]}]
    assert offered == []


def suggested(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if isinstance(tree.get("type"), list):
            yield tree
        for key, each in tree.items():
            yield from suggested(each) if key not in ("if", "not") else ()
    elif isinstance(tree, list):
        for each in tree:
            yield from suggested(each)


# ------------------------------------------------------------------ descriptions


def models(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield kind
    for field in kind.model_fields.values():
        for inner in parts_of(field.annotation):
            yield from models(inner)


def parts_of(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from parts_of(argument)


MODELS = dict.fromkeys(model for kind in (*KINDS.values(), *PLATFORMS.values()) for model in models(model_of(kind)))
FIELDS = [(model, name) for model in MODELS for name in model.model_fields]


def test_the_walk_finds_models_within_models():
    assert {model.__name__ for model in MODELS} >= {"BandSpec", "RetireSpec", "BusinessUnit", "MarketoOptions", "ObjectGrant", "AllowSpec"}


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=[f"{model.__name__}.{name}" for model, name in FIELDS])
def test_every_key_is_described_and_its_description_is_in_the_schema(model, name):
    field = model.model_fields[name]
    assert re.fullmatch(r"[A-Z`].+\.", field.description or "", re.DOTALL), "a sentence"
    assert field.description in SHOWN[field.alias or name]


def shown() -> dict[str, set[str | None]]:
    """The descriptions of each key, wherever it stands. What equals the model's own is left to the model."""
    found: dict[str, set[str | None]] = defaultdict(set)
    for each in below(ANY):
        for key, inner in each.get("properties", {}).items() if isinstance(each, dict) else ():
            if isinstance(inner, dict):
                model = ANY["$defs"][inner["$ref"].rsplit("/", 1)[-1]] if "$ref" in inner else {}
                found[key].add((model | inner).get("description"))
    return found


SHOWN = shown()
DESCRIPTIONS = {
    each.get("description")
    for file in FILES.values()
    for each in below(json.loads(file))
    if isinstance(each, dict) and isinstance(each.get("description"), str)
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_is_described_and_its_docstring_is_in_a_schema(model):
    assert model.__doc__, "a model without a docstring of its own has none"
    assert " ".join(model.__doc__.split()) in DESCRIPTIONS


# ------------------------------------------------------------------ the loader and the schemas


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_the_example_estate_is_accepted_by_both(path):
    text = path.read_text("utf-8")
    assert loaded(text) is not None
    assert complaints(text) == []


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_right_is_accepted_by_both(name):
    assert loaded(ACCEPTED[name]) is not None
    assert complaints(ACCEPTED[name]) == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_refused_by_both(name):
    _, text = REFUSED[name]
    assert loaded(text) is None
    assert {complaint.split(":")[0] for complaint in complaints(text)} == {"spec", kind(text) or "spec"}


#: Scalars of every sort, and what else may stand where a scalar does.
PIECES: list[Any] = [*TYPED, *ONCE_TYPED, "", "a b", "a, b", "Lead", "two-way", "hidden", "2 days", "x@y", "1", "off", "absent"]
PIECES += [{}, [], {"a": "b"}, ["a"], {"why": "x"}, {"1": ""}, ["1", ["a"]]]
TREES = [parse(SourceFile("it.yaml", text.encode())).tree for text in (*ACCEPTED.values(), *(path.read_text("utf-8") for path in SPECS))]


@settings(max_examples=250, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_the_loader_accepts_the_schemas_accept(data):
    tree = copied(data.draw(st.sampled_from(TREES)))
    for _ in range(data.draw(st.integers(1, 3))):
        holders = [each for each in below(tree) if each and isinstance(each, (dict, list))]
        if not holders:
            break  # nothing is left that could be changed
        holder = data.draw(st.sampled_from(holders))
        place = data.draw(st.sampled_from(range(len(holder)) if isinstance(holder, list) else list(holder)))
        match data.draw(st.sampled_from(["put", "put", "put", "rename", "drop"])):
            case "put":
                holder[place] = copied(data.draw(st.sampled_from(PIECES)))
            case "rename" if isinstance(holder, dict):
                holder[data.draw(st.sampled_from([each for each in PIECES if isinstance(each, str)]))] = holder.pop(place)
            case _:
                del holder[place]
    text = written(tree)
    if loaded(text) is not None:
        assert complaints(text) == []


def copied(tree: Any) -> Any:
    return json.loads(json.dumps(tree))


def written(tree: Any) -> str:
    """A tree of text as YAML, without quotes wherever it can be."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{written(key)}: {written(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(written, tree)) + "]"
    plain = re.fullmatch(r"[~\w.+][\w.+:/@ -]*(?<! )", tree) and ": " not in tree and not tree.endswith(":")
    return tree if plain else json.dumps(tree, ensure_ascii=False)


@pytest.fixture(scope="module")
def readings() -> dict[str, Any]:
    """Words, each with what an editor makes of it where it stands without quotes."""
    every = words()
    text = "k:\n" + listed(every)
    tree = parse(SourceFile("it.yaml", text.encode())).tree
    assert tree is not None, "all of them are plain"
    assert tree["k"] == every
    return dict(zip(every, as_typed(text)["k"], strict=True))


def test_the_words_are_typed_in_every_way(readings):
    assert {type(read) for read in readings.values()} == {str, int, float, bool, type(None)}


@pytest.mark.parametrize("name", TYPES)
def test_a_type_accepts_in_an_editor_what_it_accepts_in_the_loader(readings, name):
    schema = Draft202012Validator(for_editors(TYPES[name]))
    right = accepted_by(TYPES[name], list(readings))
    assert right
    assert [word for word in right if not schema.is_valid(word)] == [], "in quotes"
    assert [word for word in right if not schema.is_valid(readings[word])] == [], "without them"


# ------------------------------------------------------------------ the command


def test_the_schemas_of_this_repository_are_up_to_date(syncwright, repository):
    done = syncwright("schema", "--check", cwd=repository)
    assert (done.returncode, done.stdout) == (0, "schemas is up to date\n")


def test_the_command_writes_the_files_and_leaves_others_alone(syncwright, tmp_path):
    folder = tmp_path / "deep" / "schemas"
    assert syncwright("schema", "--out", folder).returncode == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == WRITTEN
    (folder / "README.md").write_text("mine", encoding="utf-8")
    (folder / "other.schema.json").write_text("mine", encoding="utf-8")
    (folder / "map.schema.json").write_text("{}", encoding="utf-8")
    done = syncwright("schema", "--out", folder)
    assert done.stdout == f"1 file written to {folder}:\n  changed  map.schema.json\n"
    mine = {"README.md": b"mine", "other.schema.json": b"mine"}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == WRITTEN | mine


def test_a_check_lists_what_differs_and_writes_nothing(syncwright, tmp_path):
    syncwright("schema", cwd=tmp_path)
    assert syncwright("schema", "--check", cwd=tmp_path).returncode == 0
    (tmp_path / "schemas" / "map.schema.json").unlink()
    (tmp_path / "schemas" / "spec.schema.json").write_bytes(FILES["spec.schema.json"].replace(b"\n", b"\r\n"))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "schemas").iterdir()}
    done = syncwright("schema", "--check", cwd=tmp_path)
    said = "schemas is not up to date:\n  new      map.schema.json\n  changed  spec.schema.json\nrun `syncwright schema`\n"
    assert (done.returncode, done.stdout) == (1, said)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "schemas").iterdir()} == before


def test_a_check_makes_no_folder(syncwright, tmp_path):
    assert syncwright("schema", "--check", cwd=tmp_path).returncode == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["file", "file/below"])
def test_a_folder_that_cannot_be_is_wrong_usage(syncwright, tmp_path, target):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    done = syncwright("schema", "--out", target, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (64, "")
    assert f"`{target}`" in done.stderr
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
