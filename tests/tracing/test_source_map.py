"""`sourcemap.json`: what the writers said, and nothing else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from small_estate import compiled, spec, user
from syncwright.generated import digests, generated_tree, owned
from syncwright.origin import Lines, Rows, at, lines_of, rows
from syncwright.plan.schema import drawn
from syncwright.platform import Artifact
from syncwright.records import NotThatRecord
from syncwright.sourcemap import SOURCE_MAP, SourceMap, read_source_map, source_map
from tracing.test_every_line import ESTATES

NAMES = [f"F{number:02}__c" for number in range(12)]
PARTS = st.lists(
    st.one_of(
        st.builds(Lines, st.integers(1, 4), st.sampled_from([(), ("estate/a",), ("object/Lead", "sync_user/u#with")])),
        st.builds(
            Rows,
            st.integers(1, 5),
            st.sampled_from(["object/Lead", "object/Contact"]),
            st.lists(st.sampled_from(NAMES), min_size=1, unique=True).map(sorted),
        ),
    ),
    max_size=6,
)


def keys_by_line(parts) -> list[tuple[str, ...]]:
    """The keys of each line, told one by one."""
    found = []
    for part in parts:
        if isinstance(part, Lines):
            found += [part.keys] * part.count
        else:
            found += [(f"{part.of}#{name}",) for name in part.names for _ in range(part.each)]
    return found


@given(st.lists(PARTS, max_size=3))
def test_what_is_read_back_is_what_the_writers_said(of_files):
    artifacts = [Artifact(f"f{number}", b"", ("estate/a",), tuple(parts)) for number, parts in enumerate(of_files)]
    held = read_source_map(source_map(artifacts, "a", "production"))
    assert set(held.files) == {one.path for one in artifacts}
    for one in artifacts:
        assert keys_by_line(held.parts(one.path)) == keys_by_line(one.parts)
        assert held.files[one.path].keys == one.keys


@given(PARTS, st.integers(1, 80))
def test_a_line_is_found_in_its_part(parts, line):
    told = keys_by_line(parts)
    found = at(parts, line)
    if line > len(told):
        assert found is None
        return
    part, first, row = found
    assert told[line - 1] == (part.keys if isinstance(part, Lines) else (f"{part.of}#{part.names[row]}",))
    height = part.each if isinstance(part, Rows) else part.count
    assert first <= line < first + height
    assert len({told[each - 1] for each in range(first, first + height)}) == 1


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, 3)), unique_by=lambda one: one[0]))
def test_rows_of_any_heights_are_told_together_where_they_are_alike(held):
    names, heights = [name for name, _ in held], [height for _, height in held]
    parts = list(rows("object/Lead", names, heights))
    assert sum(map(lines_of, parts)) == sum(heights)
    assert [(part.each, name) for part in parts for name in part.names] == [(height, name) for name, height in held]
    assert all(one.each != other.each for one, other in zip(parts, parts[1:], strict=False))


@pytest.mark.parametrize("name", ESTATES)
def test_a_build_says_of_each_file_what_its_lines_come_from(name):
    compilation = compiled(ESTATES[name])
    artifacts = list(compilation.artifacts())
    files = generated_tree(artifacts, "tiny", "production")
    held = read_source_map(files[SOURCE_MAP])
    Draft202012Validator(json.loads(drawn(SourceMap, "sourcemap", "t"))).validate(json.loads(files[SOURCE_MAP]))
    assert set(held.files) == set(files) - {SOURCE_MAP, "manifest.json"}
    for one in artifacts:
        assert keys_by_line(held.parts(one.path)) == keys_by_line(one.parts)
    assert set(digests(files["manifest.json"])) == set(files) - {"manifest.json"}
    assert owned(files["manifest.json"]) == set(files)


def test_the_manifest_says_which_specs_a_file_comes_from_and_not_which_fields():
    compilation = compiled(
        {"objects/lead.yaml": spec("Lead", {"Score__c": "sync: two-way"}), **user("permissions: {ConvertLeads: {why: w}}")}
    )
    entries = json.loads(generated_tree(compilation.artifacts(), "tiny", "production")["manifest.json"])["files"]
    [path] = [path for path in entries if "Marketo_Sync" in path]
    assert entries[path]["spec_keys"] == ["connector/marketo", "estate/tiny", "object/Lead", "sync_user/marketo-sync"]


def test_moving_a_spec_changes_nothing_and_one_field_more_changes_what_is_said_of_its_object():
    def mapped(files) -> list[bytes]:
        return generated_tree(compiled(files).artifacts(), "tiny", "production")[SOURCE_MAP].split(b"\n")

    lead, contact = spec("Lead", {"Score__c": "sync: two-way"}), spec("Contact", {"Score__c": "sync: two-way"})
    one = mapped({"objects/lead.yaml": lead, "objects/contact.yaml": contact})
    assert mapped({"z/1.yaml": lead, "a/2.yaml": contact}) == one
    more = mapped({"objects/lead.yaml": lead, "objects/contact.yaml": spec("Contact", {"Motto__c": "", "Score__c": "sync: two-way"})})
    assert {line for line in more if line not in one} == {
        line for line in more if line.startswith(b'"object/Contact"') or b'"rows":"object/Contact"' in line
    }


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"format":2,"estate":"a","environment":"b","names":{},"files":{}}'])
def test_what_is_no_source_map_is_refused(data):
    with pytest.raises(NotThatRecord):
        read_source_map(data)


def test_rows_without_names_are_refused():
    data = b'{"format":1,"estate":"a","environment":"b","names":{},"files":{"f":{"keys":[],"lines":[{"lines":1,"rows":"object/A","runs":[[0,1]]}]}}}'
    with pytest.raises(NotThatRecord, match="no 1 names of object/A"):
        read_source_map(data).parts("f")
