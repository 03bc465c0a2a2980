"""Where nodes of a picture stand: layer by layer, the same for the same edges."""

from graphlib import TopologicalSorter

from hypothesis import given
from hypothesis import strategies as st

from syncwright.site.layers import layers

NODE = st.sampled_from("abcdefghij")
EDGES = st.lists(st.tuples(NODE, NODE), max_size=25)


def test_what_needs_something_stands_behind_it_and_behind_all_of_it():
    assert layers([("a", "b"), ("b", "c"), ("a", "c")]) == [["a"], ["b"], ["c"]]


def test_neighbours_stand_side_by_side_so_that_lines_do_not_cross():
    assert layers([("a", "z"), ("b", "y")]) == [["a", "b"], ["z", "y"]]


def test_of_a_circle_one_edge_leads_back():
    assert layers([("a", "b"), ("b", "a")]) == [["a"], ["b"]]
    assert sorted(node for layer in layers([("a", "b"), ("b", "c"), ("c", "a")]) for node in layer) == ["a", "b", "c"]


def test_nothing_has_no_layers():
    assert layers([]) == []


@given(EDGES)
def test_each_node_stands_once_and_the_order_of_the_edges_means_nothing(edges):
    found = layers(edges)
    assert sorted(node for layer in found for node in layer) == sorted({end for edge in edges for end in edge})
    assert found == layers(edges[::-1] + edges)


@given(EDGES.map(lambda edges: [(a, b) for a, b in edges if a < b]))
def test_without_circles_every_edge_leads_on(edges):
    list(TopologicalSorter({b: [a] for a, b in edges}).static_order())
    at = {node: number for number, layer in enumerate(layers(edges)) for node in layer}
    assert all(at[a] < at[b] for a, b in edges)
