"""Real orgs: every formula is read, and their graphs are built whole."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from small_estate import compiled, spec, told
from syncwright.files import read_tree
from syncwright.graph.artifact import graphed
from syncwright.graph.cycles import circles
from syncwright.graph.formula import references
from syncwright.graph.model import kind_of
from syncwright.graph.select import between
from syncwright.inventory import Org
from syncwright.inventory.reader import SUFFIXES, read_sources
from syncwright.limits import INVENTORY

pytestmark = pytest.mark.real_orgs

NAMESPACE = "{http://soap.sforce.com/2006/04/metadata}"
#: Formulas in each tree, and how many of them cross an object boundary, as SOURCE.md beside the tree counts.
COUNTED = {"nav-arbeidsgiver": (170, 102), "nebula-logger": (58, 22), "npsp": (16, 7), "outboundfunds": (1, 0), "dreamhouse": (5, 0)}


def formulas(tree: Path) -> Iterator[tuple[str, str, str]]:
    """Object, field and formula, of every file format, read by another library."""
    for path in sorted([*tree.rglob("*.field-meta.xml"), *tree.rglob("*.object")]):
        root = ElementTree.parse(path).getroot()
        owner = path.parent.parent.name if root.tag == f"{NAMESPACE}CustomField" else path.stem
        for field in [root] if root.tag == f"{NAMESPACE}CustomField" else root.findall(f"{NAMESPACE}fields"):
            text = field.findtext(f"{NAMESPACE}formula")
            if text:
                yield owner, field.findtext(f"{NAMESPACE}fullName") or "", text


def crosses(formula: str) -> bool:
    """As SOURCE.md counts: neither the record type nor an owner whose kind is named (`Owner:User`) is an object boundary there."""
    return any("." in path and not re.match(r"\$|RecordType\.|Owner:", path) for path in references(formula))


@pytest.mark.parametrize("tree", COUNTED)
def test_formulas_that_cross_an_object_boundary_are_as_many_as_were_counted(tree, real_data):
    found = {(owner, name): text for owner, name, text in formulas(real_data / tree)}
    assert (len(found), sum(map(crosses, found.values()))) == COUNTED[tree]


def test_every_name_in_a_formula_is_a_name(real_data):
    paths = {path for tree in COUNTED for _, _, text in formulas(real_data / tree) for path in references(text)}
    assert len(paths) > 300
    placeholder = re.compile(r"%%%|NAMESPACE")
    assert {path for path in paths if not re.fullmatch(r"\$?[A-Za-z]\w*([.:]\w+)*", path) and not placeholder.search(path)} == set()


def estate(tree: Path):
    """An estate that syncs every field of an org's custom objects, in that org."""
    got = read_sources(read_tree(str(tree), SUFFIXES, INVENTORY).sources)
    files = {
        f"objects/{name}.yaml": spec(name, dict.fromkeys(one.fields, ""))
        for name, one in got.objects.items()
        if one.kind in ("standard", "custom") and one.fields and name != "Activity"
    }
    compilation = compiled(files, Org(got.objects, got.value_sets, got.people))
    assert compilation.catalog is not None, told(compilation)
    return compilation


@pytest.fixture(scope="module", params=["npsp", "nav-arbeidsgiver", "nebula-logger"])
def org(request, real_data):
    return estate(real_data / request.param)


@pytest.mark.parametrize("everything", [False, True])
def test_the_graph_of_an_org_is_built_whole(org, everything):
    graph = org.graph(everything=everything)
    ids = graph.scope.ids()
    assert all(graph.node(one) is not None for one in ids)
    edges = between(graph, ids)
    assert {edge.kind for edge in edges} >= {"contains", "lookup", "master-detail", "formula", "sync", "grant", "owns", "uses"}
    into = {(e.source, e.kind, e.target) for one in ids for e in graph.up(one)}
    out_of = {(e.source, e.kind, e.target) for one in ids for e in graph.down(one)}
    assert into == out_of == {(e.source, e.kind, e.target) for e in edges}


def test_every_formula_has_its_inputs(org):
    graph = org.graph(everything=True)
    for name, one in org.catalog.org.objects.items():
        for field, held in one.fields.items():
            if held.formula is not None and references(held.formula):
                edges = [e for e in graph.needs(f"{name}.{field}") if e.kind == "formula"]
                assert edges, f"{name}.{field}"
                assert all(kind_of(e.source) in ("field", "global") for e in edges)


def test_circles_have_their_places(org):
    graph = org.graph()
    found = circles(graph, graph.scope.ids())
    assert not any(one.kind == "computed" for one in found.circles), "Salesforce refuses formulas that read each other"
    own = [edge for one in found.circles for edge in one.edges if edge.source.endswith("__c") and "." in edge.source]
    assert own
    assert all(edge.place is not None and edge.place.path.endswith(".json") for edge in own)


def test_objects_that_point_at_each_other_are_found(real_data):
    compilation = estate(real_data / "npsp")
    graph = compilation.graph()
    told_of = {frozenset(edge.source for edge in one.edges) for one in circles(graph, graph.scope.ids()).circles}
    assert frozenset({"Account", "Account.npe01__One2OneContact__c", "Contact", "Contact.AccountId"}) in told_of or any(
        {"Account", "Contact"} <= one for one in told_of
    )


def test_graph_json_holds_all_of_it(org):
    data, _ = graphed(org.catalog)
    assert data.count(b'"kind":"field"') >= sum(len(one.fields) for one in org.catalog.objects.values()) > 300
