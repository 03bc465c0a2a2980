"""Value sets: the active values, in their order."""

import pytest

from syncwright.inventory.model import ValueSet
from syncwright.inventory.reader import read_sources
from syncwright.text import SourceFile

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="http://soap.sforce.com/2006/04/metadata">\n{1}\n</{0}>\n'


def value_set(kind: str, name: str, body: str, folder: str = "force-app", ending: str = "-meta.xml") -> SourceFile:
    return SourceFile(f"{folder}/{kind}s/{name}.{kind}{ending}", HEAD.format(kind[0].upper() + kind[1:], body).encode())


def values(tag: str, **said: str) -> str:
    return "\n".join(f"<{tag}><fullName>{name}</fullName><default>false</default>{more}</{tag}>" for name, more in said.items())


@pytest.mark.parametrize("ending", ["", "-meta.xml"])
def test_a_global_set_holds_its_active_values_in_order(ending):
    body = "<description>d</description><masterLabel>Regions</masterLabel><sorted>false</sorted>" + values(
        "customValue", North="<label>N</label>", East="<isActive>false</isActive>", Alps="<isActive>true</isActive>"
    )
    got = read_sources([value_set("globalValueSet", "Regions", body, ending=ending)])
    assert (got.value_sets, got.findings) == ({"Regions": ValueSet("Regions", "global", ("North", "Alps"), "Regions")}, [])


def test_a_standard_set_holds_the_values_of_a_standard_picklist():
    body = "<sorted>false</sorted>" + values("standardValue", Web="<label>Web</label>", Fair="<converted>false</converted>")
    got = read_sources([value_set("standardValueSet", "LeadSource", body)])
    assert (got.value_sets, got.findings) == ({"LeadSource": ValueSet("LeadSource", "standard", ("Web", "Fair"))}, [])


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        (value_set("globalValueSet", "A", "<customValue><label>N</label></customValue>"), 3, "a value of the picklist has no `fullName`"),
        (
            value_set("globalValueSet", "A", values("customValue", N="<isActive>?</isActive>")),
            3,
            "`isActive` is `?`, which is neither `true` nor `false`",
        ),
        (value_set("globalValueSet", "A b", ""), 2, "`A b` cannot be the name of a value set"),
        (
            SourceFile("A.standardValueSet-meta.xml", HEAD.format("GlobalValueSet", "").encode()),
            2,
            "the root element is `GlobalValueSet`, and `StandardValueSet` was expected",
        ),
    ],
    ids=range(4),
)
def test_a_set_that_is_none_is_refused_with_the_line(source, line, message):
    got = read_sources([source])
    assert [(one.rule.id, one.place.span.start.line, one.message) for one in got.findings] == [("INV302", line, message)]
    assert not got.value_sets


def test_a_set_that_a_later_folder_defines_otherwise_is_noted_and_the_later_holds():
    first = value_set("globalValueSet", "Regions", values("customValue", North=""), "base")
    other = value_set("globalValueSet", "Regions", values("customValue", South=""), "more")
    got = read_sources([first, other])
    assert got.value_sets["Regions"].values == ("South",)
    [note] = got.findings
    assert (note.rule.id, note.rule.severity, note.place.path) == ("INV308", "note", "more/globalValueSets/Regions.globalValueSet-meta.xml")
    assert [place.path for place, _ in note.related] == ["base/globalValueSets/Regions.globalValueSet-meta.xml"]
    assert read_sources([first, value_set("globalValueSet", "Regions", values("customValue", North=""), "more")]).findings == []


def test_two_files_of_one_folder_are_a_finding():
    body = values("customValue", North="")
    got = read_sources([value_set("globalValueSet", "Regions", body, ending=ending) for ending in ("", "-meta.xml")])
    assert [(one.rule.id, one.message) for one in got.findings] == [
        ("INV305", "the value set `Regions` is defined here and in another file of this folder")
    ]
