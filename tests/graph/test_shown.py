"""The text of a graph is the same, whether the document behind it holds all nodes or those that are shown."""

import pytest

from syncwright.cli.shell import compile_specs
from syncwright.diagnostics import Place
from syncwright.graph.places import Nowhere, Places
from syncwright.graph.select import between, selected
from syncwright.graph.selector import parse
from syncwright.limits import SHOWN_FINDINGS
from syncwright.views import graph as view
from syncwright.views.paint import Paint


@pytest.fixture(scope="module")
def compilation(repository):
    return compile_specs(str(repository / "specs"), None)


def places(compilation) -> Places:
    return Places(compilation.sources, lambda _: None)


def test_nodes_beyond_those_shown_are_counted(compilation):
    graph = compilation.graph()
    ids = selected(graph, parse("+connector:marketo"))
    nodes = [graph.node(one) for one in sorted(ids)]
    edges = between(graph, ids)
    said = (("", ""), ("x", ""), nodes, edges, None, places(compilation))
    whole, cut = view.document(*said), view.document(*said, SHOWN_FINDINGS)
    assert len(whole["nodes"]) > 2 * SHOWN_FINDINGS
    assert (len(cut["nodes"]), cut["more"]) == (SHOWN_FINDINGS, len(nodes) - SHOWN_FINDINGS)
    assert "more" not in whole
    assert view.human(cut, Paint(colour=False)) == view.human(whole, Paint(colour=False))


def test_what_is_only_counted_needs_no_lines(compilation):
    graph = compilation.graph()
    ids = selected(graph, parse("Lead.*"))
    nodes, edges = [graph.node(one) for one in sorted(ids)], between(graph, ids)
    texts = [
        view.human(view.document(("e", "p"), ("", ""), nodes, edges, None, each), Paint(colour=False))
        for each in (places(compilation), Nowhere())
    ]
    assert texts[0] == texts[1]
    assert Nowhere().of(Place("a.yaml")) is None


def test_edges_are_sorted_by_source_then_kind(compilation):
    graph = compilation.graph()
    edges = between(graph, selected(graph, parse("Lead.* connector:marketo Lead")))
    assert edges == sorted(edges, key=lambda one: (one.source, one.kind, one.target, one.detail))
