"""What the language server of editors makes of specs under our schemas: no squiggle where none belongs, and one where it does."""

from pathlib import Path

import pytest

from judges.yaml_language_server import Diag, diagnostics
from spec.schema_cases import (
    ACCEPTED,
    ENGAGEMENT,
    MAP,
    MARKETO,
    OBJECT,
    REFUSED,
    TYPES,
    accepted_by,
    field,
    for_editors,
    kind,
    listed,
    words,
)
from syncwright.spec.kinds import KINDS
from syncwright.spec.schema import DIALECT

REPOSITORY = Path(__file__).parents[2]
SCHEMAS = REPOSITORY / "schemas"
SPECS = {str(path.relative_to(REPOSITORY)): path.read_text("utf-8") for path in sorted((REPOSITORY / "specs").rglob("*.yaml"))}
TEXTS = SPECS | ACCEPTED | {name: text for name, (_, text) in REFUSED.items()}
KIND_OF = {name: kind(text) for name, text in TEXTS.items()}


@pytest.fixture(scope="module")
def squiggles():
    """By schema and name of the text. Every text is judged under the schema for any spec, and under that of its kind if it has one."""
    asked = {"spec": list(TEXTS)} | {kind: [name for name in TEXTS if KIND_OF[name] == kind] for kind in KINDS}
    found = {}
    for schema, names in asked.items():
        files = {f"{number}.yaml": TEXTS[name] for number, name in enumerate(names)}
        judged = diagnostics(files, SCHEMAS / f"{schema}.schema.json", timeout=60)
        found |= {(schema, name): each for name, each in zip(names, judged.values(), strict=True)}
    return found


def of(squiggles, name) -> list[list[Diag]]:
    return [found for (_, judged), found in squiggles.items() if judged == name]


def test_no_name_stands_for_two_texts():
    assert len(TEXTS) == len(SPECS) + len(ACCEPTED) + len(REFUSED)


def test_every_kind_is_judged():
    assert {KIND_OF[name] for name in ACCEPTED} == {KIND_OF[name] for name in SPECS} == set(KINDS)


@pytest.mark.parametrize("name", SPECS)
def test_the_example_estate_has_no_squiggles(squiggles, name):
    assert of(squiggles, name) == [[], []]


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_right_has_no_squiggles(squiggles, name):
    assert of(squiggles, name) == [[], []]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_underlined_on_its_line(squiggles, name):
    line, _ = REFUSED[name]
    judged = of(squiggles, name)
    assert len(judged) == (2 if KIND_OF[name] else 1)
    assert [{each.line for each in found} for found in judged] == [{line}] * len(judged)


def test_a_type_has_no_squiggles_where_the_loader_accepts_it():
    every = words()
    schema = {"$schema": DIALECT, "properties": {name: {"items": for_editors(of)} for name, of in TYPES.items()}}
    files = {name: f"{name}:\n{listed(accepted_by(of, every))}" for name, of in TYPES.items()}
    assert {name: found for name, found in diagnostics(files, schema).items() if found} == {}


#: What people then read, under the schema for any spec: a text, and the messages with their lines.
DIRECTIONS = 'Value is not accepted. Valid values: "two-way", "from-salesforce", "to-salesforce", "hidden".'
MESSAGES = {
    "a spec of no kind": (
        "objekt: Lead\n",
        [
            (
                1,
                "one of these keys says what a file is: `estate`, `environment`, `connector`, `object`, `filter`, `partition`, `map`, `campaign`, `value_set`, `sync_user`",
            )
        ],
    ),
    "a campaign of an unknown type": (
        "campaign: x\nfor: m1\nwhy: x\ntype: engagement\nflow: [{wait: 1 day}]\n",
        [(4, 'Value is not accepted. Valid values: "batch", "connected", "trigger".')],
    ),
    "an object": ("object: Lead\n", [(1, 'Missing property "fields".'), (1, 'Missing property "why".')]),
    "a connector by its platform": (MARKETO + "person_accounts: off\n", [(6, "Property person_accounts is not allowed.")]),
    "a connector without a platform": (ENGAGEMENT.replace("platform: account_engagement\n", ""), [(1, 'Missing property "platform".')]),
    "a connector of an unknown platform": (
        ENGAGEMENT.replace("account_engagement", "pardot"),
        [(2, 'Value is not accepted. Valid values: "account_engagement", "marketo".')],
    ),
    "a version": (ENGAGEMENT.replace("2", "3"), [(6, "Value is not accepted. Valid values: 1, 2.")]),
    "a direction": (field("sync: both"), [(5, DIRECTIONS)]),
    "a direction of one connector": (field("sync: {m1: both}"), [(5, DIRECTIONS)]),
    "a pattern": (OBJECT.replace("Lead", "A-b"), [(1, "this is not an API name: letters, digits and underscores, first a letter")]),
    "a pattern of a key": (
        OBJECT.replace("{}", "{A b: }"),
        [(3, "this is not an API name: letters, digits and underscores, first a letter")],
    ),
    "a day": (field("reviewed: 1.4.2026"), [(5, "this is not a date, such as `2026-03-31`")]),
    "keys for text": (MAP.replace("forms send codes", "{a: b}"), [(2, "this is not text")]),
    "text for keys": (field("retire: soon"), [(5, "keys and values are expected here")]),
}


@pytest.fixture(scope="module")
def messages():
    return diagnostics({name: text for name, (text, _) in MESSAGES.items()}, SCHEMAS / "spec.schema.json")


@pytest.mark.parametrize("name", MESSAGES)
def test_the_message_is_about_what_was_meant(messages, name):
    assert [(each.line, each.message) for each in messages[name]] == MESSAGES[name][1]


def test_a_spec_may_name_its_schema_as_the_readme_says():
    line = next(line for line in (SCHEMAS / "README.md").read_text("utf-8").splitlines() if line.startswith("# yaml-language-server:"))
    files = {"specs/objects/right.yaml": f"{line}\n{OBJECT}", "specs/objects/wrong.yaml": f"{line}\n{OBJECT}whi: x\n"}
    found = diagnostics(files, None, root=REPOSITORY)
    assert {name: [each.line for each in diags] for name, diags in found.items()} == {
        "specs/objects/right.yaml": [],
        "specs/objects/wrong.yaml": [5],
    }
