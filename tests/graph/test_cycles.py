"""Circles: which there are, in which order, and how many are told."""

import pytest

from small_estate import compiled, org, spec
from syncwright.graph.cycles import MOST, circles
from syncwright.inventory import Field


def formula(text: str) -> Field:
    return Field(type="Text", formula=text)


def lookup(*targets: str) -> Field:
    return Field(type="Lookup", references=targets)


def found(fields: dict[str, dict[str, Field]], *, everything: bool = True):
    graph = compiled({"objects/loose.yaml": spec("Loose__c", {"Text__c": ""})}, org(fields)).graph(everything=everything)
    ids = {one for one in graph.scope.ids() if one.partition(".")[0] in fields}
    return circles(graph, ids)


def walked(fields: dict[str, dict[str, Field]]) -> list[tuple[str, list[str]]]:
    return [(one.kind, [edge.source for edge in one.edges]) for one in found(fields).circles]


def test_formulas_that_read_each_other_are_a_circle():
    fields = {"A__c": {"X__c": formula("Y__c"), "Y__c": formula("Z__c & W__c"), "Z__c": formula("X__c"), "W__c": Field(type="Text")}}
    assert walked(fields) == [("computed", ["A__c.X__c", "A__c.Y__c", "A__c.Z__c"])]


def test_a_formula_that_reads_itself_is_one():
    assert walked({"A__c": {"X__c": formula("X__c & '!'")}}) == [("computed", ["A__c.X__c"])]


def test_formulas_read_each_other_through_lookups():
    fields = {
        "A__c": {"B__c": lookup("B__c"), "X__c": formula("B__r.Y__c")},
        "B__c": {"A__c": lookup("A__c"), "Y__c": formula("A__r.X__c")},
    }
    assert walked(fields) == [
        ("computed", ["A__c.X__c", "B__c.Y__c"]),
        ("pointing", ["A__c", "A__c.B__c", "B__c", "B__c.A__c"]),
    ]


def test_a_roll_up_of_a_formula_that_reads_it_is_one():
    fields = {
        "A__c": {"Sum__c": Field(type="Summary", summary="sum B__c.Share__c", summary_over="B__c.A__c")},
        "B__c": {"A__c": Field(type="MasterDetail", references=("A__c",)), "Share__c": formula("A__r.Sum__c / 2")},
    }
    assert walked(fields) == [("computed", ["A__c.Sum__c", "B__c.Share__c"])]


def test_an_object_that_points_at_itself_is_a_hierarchy_and_comes_last():
    fields = {"A__c": {"Boss__c": lookup("A__c"), "B__c": lookup("B__c")}, "B__c": {"A__c": lookup("A__c")}}
    assert walked(fields) == [
        ("pointing", ["A__c", "A__c.B__c", "B__c", "B__c.A__c"]),
        ("hierarchy", ["A__c", "A__c.Boss__c"]),
    ]


def test_every_lookup_of_a_circle_is_in_one_that_is_told():
    fields = {
        "A__c": {"B__c": lookup("B__c"), "Other__c": lookup("B__c")},
        "B__c": {"C__c": lookup("C__c")},
        "C__c": {"A__c": lookup("A__c"), "B__c": lookup("B__c"), "Out__c": lookup("D__c")},
        "D__c": {"Text__c": Field(type="Text")},
    }
    told = {edge.source for one in found(fields).circles for edge in one.edges}
    assert told == {"A__c", "B__c", "C__c", "A__c.B__c", "A__c.Other__c", "B__c.C__c", "C__c.A__c", "C__c.B__c"}


def test_a_step_of_a_circle_has_its_place():
    fields = {"A__c": {"X__c": formula("Y__c"), "Y__c": formula("X__c")}}
    [circle] = found(fields).circles
    assert [(edge.place.path, edge.place.keys) for edge in circle.edges] == [
        ("specs/inventory/production/objects/A__c.json", ("fields", "X__c")),
        ("specs/inventory/production/objects/A__c.json", ("fields", "Y__c")),
    ]


def test_what_is_not_selected_closes_no_circle():
    fields = {"A__c": {"X__c": formula("Y__c"), "Y__c": formula("X__c")}}
    graph = compiled({"objects/loose.yaml": spec("Loose__c", {"Text__c": ""})}, org(fields)).graph(everything=True)
    assert circles(graph, {"A__c", "A__c.X__c"}).circles == ()


def test_no_circle_is_no_circle():
    assert found({"A__c": {"X__c": formula("Y__c"), "Y__c": Field(type="Text")}}) == type(found({"A__c": {}}))((), complete=True)


@pytest.mark.parametrize(("objects", "complete"), [(9, True), (60, False)])
def test_an_org_in_which_everything_points_at_everything_ends(objects, complete):
    names = [f"O{n:02}__c" for n in range(objects)]
    fields = {one: {f"To_{other}": lookup(other) for other in names if other != one} for one in names}
    result = found(fields)
    assert result.complete == complete
    assert len(result.circles) == (objects * (objects - 1) // 2 if complete else MOST)
