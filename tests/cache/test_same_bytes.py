"""What is built with memory is what is built without, byte for byte, whatever changed in between."""

import tempfile
from pathlib import Path

from hypothesis import given, note, settings
from hypothesis import strategies as st

from cache.estates import build, edits, estates, remembering_in, start, tree, write
from syncwright.cache.index import packed
from syncwright.cli import remembered
from syncwright.cli.remembered import Memory


@settings(max_examples=30, deadline=None)
@given(estates(), st.lists(edits(), min_size=1, max_size=4))
def test_what_is_remembered_does_not_show(files, changes):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with remembering_in(root / "memory"):
            write(root / "specs", start() | files)
            for path, text in (("", ""), *changes):
                if path:
                    note(f"{path} says now:\n{text}")
                    write(root / "specs", {path: text})
                with_memory = build(root / "specs", root / "one", "--cache")
                assert with_memory == build(root / "specs", root / "other", "--no-cache")
                if with_memory[0] == 0:
                    assert tree(root / "one") == tree(root / "other")
                    again = build(root / "specs", root / "one", "--cache", "--check")
                    assert again == (0, with_memory[1] | {"checked": True})


def three() -> dict[str, str]:
    """Files of three objects that have nothing to do with each other."""
    fields = "".join(
        f"  {name}: {{why: w, sync: from-salesforce, pii: none}}\n"
        for name in ("Text__c", "Plain__c", "Stage__c", "Unsaid__c", "Number__c")
    )
    return {
        f"objects/{name}.yaml": f"object: {name}__c\nowner: ops\nwhy: w\nfor: [marketo]\nused_by: [x]\nfields:\n{fields}"
        for name in ("Aa", "Bb", "Dd")
    }


def test_memory_is_used_at_all(tmp_path, monkeypatch):
    """The other tests would pass if nothing were ever remembered."""
    compiled = []
    monkeypatch.setattr(
        Memory,
        "check",
        lambda self, compilation: compiled.append([one.path.rpartition("/")[2] for one in compilation.specs if len(one.spec.fields) > 3]),
    )
    files = three()
    with remembering_in(tmp_path / "memory"):
        write(tmp_path / "specs", start() | files)
        build(tmp_path / "specs", tmp_path / "out", "--cache")
        build(tmp_path / "specs", tmp_path / "out", "--cache")
        write(tmp_path / "specs", {"objects/Bb.yaml": files["objects/Bb.yaml"].replace("Stage__c: {why: w", "Stage__c: {why: x")})
        build(tmp_path / "specs", tmp_path / "out", "--cache")
    assert compiled == [["Aa.yaml", "Bb.yaml", "Dd.yaml"], ["Bb.yaml"]]


def test_where_lines_lie_is_remembered(tmp_path, monkeypatch):
    """After a build of everything, and after one of a file."""
    indexes = []
    monkeypatch.setattr(remembered, "packed", lambda index: indexes.append(index) or packed(index))
    files = three()
    with remembering_in(tmp_path / "memory"):
        for why in ("w", "another reason and a longer one"):
            write(
                tmp_path / "specs",
                start() | files | {"objects/Bb.yaml": files["objects/Bb.yaml"].replace("Stage__c: {why: w", f"Stage__c: {{why: {why}")},
            )
            assert build(tmp_path / "specs", tmp_path / "out", "--cache")[0] == 0
            index = indexes.pop()
            assert {
                "graph.json",
                "dictionary/dictionary.csv",
                "dictionary/dictionary.json",
                "dictionary/dictionary.md",
            } < index.blocks.keys()
            for path, said in index.blocks.items():
                data = (tmp_path / "out" / path).read_bytes()
                lines = [0, *(at + 1 for at, byte in enumerate(data) if byte == ord("\n"))]
                for block in said.held:
                    assert (block.start, block.end) == (lines[block.first], lines[block.first + block.count]), (path, block.object)
