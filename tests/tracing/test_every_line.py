"""Every line of everything that is built leads to the specs, and every place that it leads to leads back to it."""

from collections.abc import Iterator
from functools import cache

import pytest

from small_estate import clean, compiled, spec, user
from syncwright.cli.shell import compile_specs
from syncwright.compile import Compilation
from syncwright.origin import Lines, Rows, lines_of
from syncwright.platform import Artifact
from syncwright.tracing.artifacts import Found, trace_line
from syncwright.tracing.places import Specs
from syncwright.tracing.specs import Ranges, comes_of, on_line

DEVICES = """object: Device__c
owner: ops
why: what customers have
for: [marketo, ae]
defaults:
  sync: {marketo: from-salesforce}
  pii: none
fields:
  # The name on the plate.
  Text__c:
    why: |
      it is on the plate,
      and the plate is what people read out
    used_by: programme Plates

  Other__c: {why: w, sync: {marketo: two-way, ae: from-salesforce}}
  Formula__c: {why: worked out at night, sync: hidden}
  Email__c:
    why: "=a formula, to a spreadsheet"
    sync: two-way
    pii: contact
    basis: contract
"""
PEOPLE = """object: [Lead, Contact]
owner: ops
why: people
for: [marketo]
defaults: {sync: from-salesforce, pii: none, why: people are mailed}
fields:
  Score__c: {sync: two-way}
  Motto__c:
"""
GRANTS = "objects: {Account: {access: [read, edit], why: a}}, fields: {Lead.Region__c: {access: edit, why: f}, Device__c.Other__c: {access: read, why: g}}, permissions: {ConvertLeads: {why: p}}"

SCOPES = {
    "objects/scope.yaml": """object: [Lead, Contact]
owner: ops
why: which records are in scope
for: [marketo]
used_by: the sync filter
defaults: {sync: from-salesforce, pii: none}
fields:
  Sync__c: {why: the answer, create: {label: In scope, type: Checkbox}, convert: Contact.Sync__c}
  Keep__c: {why: kept by hand, create: {label: Keep, type: Checkbox}, convert: Contact.Keep__c}
  Email: {why: mailed}
""",
    "filters/reachable.yaml": "filter: reachable\nwhy: others cannot be mailed\nobjects: [Lead, Contact]\nwhere: |\n  Email is not blank\n",
    "filters/scope.yaml": (
        "filter: scope\nwhy: others cost backlog\nowner: ops\nobjects: [Lead, Contact]\nwhere: |\n  filter reachable\n  and Keep__c = true\n"
        "as:\n  field: Sync__c\n  syncs_when: true\nfor: [marketo]\nshare:\n  group: Sync_Users\n"
    ),
    "filters/kept.yaml": (
        "filter: kept\nwhy: others may not be seen\nobjects: Lead\nwhere: |\n  Keep__c = true\nfor: [marketo]\nshare: {group: Others}\n"
    ),
}

ESTATES = {
    "with filters": SCOPES,
    "a file or two": {"objects/device.yaml": DEVICES, "objects/people.yaml": PEOPLE},
    "with grants": {"objects/device.yaml": DEVICES, "objects/people.yaml": PEOPLE, **user(GRANTS)},
    "with a group, a muting set, a profile and a long description": {
        "objects/device.yaml": DEVICES,
        **user(
            more="with: [Other_Set]\ngroup: true\nprofile: {name: Sync, manage: true}\npermission_set:\n  label: A label\n  description: |\n    one\n    two\n"
        ),
    },
    "no fields": {},
    "one line a file": {
        "objects/lead.yaml": spec("Lead", {"Score__c": "sync: two-way", "Motto__c": ""}),
        **user("why: w, classes: {A: , B: }"),
    },
}


@cache
def example() -> Compilation:
    return compile_specs("specs", None)


def built(name: str, monkeypatch, repository) -> Compilation:
    if name == "example":
        monkeypatch.chdir(repository)
        return example()
    compilation = compiled(ESTATES[name])
    assert not compilation.failed
    return compilation


@pytest.fixture(params=[*ESTATES, "example"])
def compilation(request, monkeypatch, repository) -> Compilation:
    return built(request.param, monkeypatch, repository)


def lines(artifact: Artifact) -> list[str]:
    return artifact.data.decode().split("\n")[:-1]


def found(compilation: Compilation, artifact: Artifact) -> Iterator[tuple[int, str, Found]]:
    resource = next((one for one in compilation.resources if one.address == artifact.address), None)
    for number, text in enumerate(lines(artifact), 1):
        yield number, text, trace_line(artifact.parts, artifact.keys, number, resource)


def test_parts_cover_no_more_than_the_file(compilation):
    for artifact in compilation.artifacts():
        assert artifact.data.endswith(b"\n")
        assert sum(map(lines_of, artifact.parts)) <= len(lines(artifact)), artifact.path
        assert all(lines_of(part) for part in artifact.parts if isinstance(part, Rows)), artifact.path


def test_every_line_leads_to_a_spec(compilation):
    specs = Specs(compilation.catalog, compilation.sources)
    for artifact in compilation.artifacts():
        for number, text, one in found(compilation, artifact):
            assert one.first <= number <= one.last
            places = [place for key in one.keys for place in specs.of(key)]
            assert places, f"{artifact.path}:{number} {text} {one}"
            assert all(specs.of(key) for key in one.keys), one


def test_what_is_written_of_a_field_is_traced_to_that_field(compilation):
    """Its name is in the lines of its part: in XML, in a row of the dictionary, in a node of the graph."""
    rows = 0
    for artifact in compilation.artifacts():
        for number, text, one in found(compilation, artifact):
            if (
                one.whole
                or "/manifest/" in artifact.path
                or len(one.keys) != 1
                or "#" not in one.keys[0]
                or not one.keys[0].startswith("object/")
            ):
                continue
            rows += 1
            owner, _, name = one.keys[0].removeprefix("object/").partition("#")
            part = artifact.path + "\n".join(lines(artifact)[one.first - 1 : one.last])
            shown = (name, name.replace("_", "\\_"))
            assert any(each in part for each in shown) or "<objectPermissions>" in part, f"{artifact.path}:{number} {text}"
            assert owner in part or owner in ("Task", "Event") or artifact.path.endswith(".md"), f"{artifact.path}:{number} {text}"
    assert rows or not compilation.catalog.objects


def test_reasons_of_a_row_have_the_keys_that_the_row_is_traced_to(compilation):
    for artifact in compilation.artifacts():
        for number, _, one in found(compilation, artifact):
            if one.reasons:
                assert {reason.key for _, reason in one.reasons} == set(one.keys), f"{artifact.path}:{number}"


def test_every_place_leads_back(compilation):
    specs = Specs(compilation.catalog, compilation.sources)
    artifacts = list(compilation.artifacts())
    back: dict[tuple[str, int], dict[str, Ranges]] = {}
    for artifact in artifacts:
        for number, text, one in found(compilation, artifact):
            for key in one.keys:
                for place in specs.of(key):
                    asked = (place.path, place.line)
                    if asked not in back:
                        back[asked] = {each.path: each for each in comes_of(artifacts, on_line(specs, *asked).wanted)}
                    ranges = back[asked].get(artifact.path)
                    where = f"{artifact.path}:{number} {text!r} from {key} at {asked}"
                    assert ranges is not None, where
                    assert one.whole or any(first <= number <= last for first, last in ranges.ranges), where
                    assert not one.whole or ranges.whole, where


def test_every_line_of_a_spec_has_an_answer(compilation):
    specs = Specs(compilation.catalog, compilation.sources)
    for path, source in compilation.sources.items():
        for number, text in enumerate(source.lines[:-1], 1):
            said = on_line(specs, path, number)
            if not text.strip():
                assert said.kind in ("blank", "spec"), f"{path}:{number}"
            elif text.lstrip().startswith("#"):
                assert said.kind in ("comment", "spec"), f"{path}:{number}"
            else:
                assert (said.kind, said.says != ()) == ("spec", True), f"{path}:{number} {text}"


def test_a_text_over_several_lines_makes_a_row_of_several_lines_of_csv():
    [csv] = [one for one in compiled(ESTATES["a file or two"]).artifacts() if one.path.endswith(".csv")]
    [row] = [part for part in csv.parts if isinstance(part, Rows) and "Text__c" in part.names]
    assert (row.each, row.names) == (3, ["Text__c"])
    number = next(number for number, text in enumerate(lines(csv), 1) if "and the plate is what people read out" in text)
    assert trace_line(csv.parts, csv.keys, number, None).keys == ("object/Device__c#Text__c",)


def test_a_row_that_something_else_needs_says_what_needed_it():
    compilation = clean(
        {"objects/lead.yaml": spec("Lead", {"Score__c": "sync: two-way"}), **user("objects: {Case: {access: delete, why: c}}")}
    )
    artifact = next(one for one in compilation.artifacts() if one.path.endswith("Marketo_Sync.permissionset-meta.xml"))
    number = next(number for number, text in enumerate(lines(artifact), 1) if "<object>Case</object>" in text)
    resource = next(one for one in compilation.resources if one.address == artifact.address)
    one = trace_line(artifact.parts, artifact.keys, number, resource)
    assert (one.part, one.value) == (("object_permissions", "Case"), "delete edit read")
    assert [(word, reason.why, reason.added) for word, reason in one.reasons] == [
        ("delete", "c", False),
        ("edit", "Delete on `Case` needs Edit", True),
        ("read", "Delete on `Case` needs Read", True),
    ]
    assert {reason.key for _, reason in one.reasons} == {"sync_user/marketo-sync#grants.objects.Case"}


def test_lines_without_parts_belong_to_the_whole_file():
    one = trace_line((Lines(2), Lines(1, ("a/b",))), ("estate/tiny",), 1, None)
    assert (one.first, one.last, one.keys, one.whole) == (1, 2, ("estate/tiny",), True)
    assert trace_line((Lines(2), Lines(1, ("a/b",))), ("estate/tiny",), 3, None).keys == ("a/b",)
    assert trace_line((Lines(2), Lines(1, ("a/b",))), ("estate/tiny",), 4, None).whole
