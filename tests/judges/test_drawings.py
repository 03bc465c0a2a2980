"""Graphviz and Mermaid read our drawings, and show every text as it is, whatever it holds."""

import pytest

from judges import diagrams
from syncwright.views.drawings import dot, mermaid

HOSTILE = (
    "plain",
    'a "quoted" word',
    "back\\slash, \\N, \\l and \\",
    "<b>bold</b> & &lt;entity&gt; &amp;",
    "#34; #quot; ;",
    "`code` **strong** _em_",
    "%%{init: {'theme': 'dark'}}%% %% comment",
    "end] end) end} | -->",
    "click n1 call alert()",
    "Übergröße 表 🚢",
    "two\nlines\ttab \x1b[31mred\u202e",
    "'; drop table",
    "---",
    "",
)
SHOWN = tuple(
    text.replace("\n", "\ufffd").replace("\t", "\ufffd").replace("\x1b", "\ufffd").replace("\u202e", "\ufffd") for text in HOSTILE
)
KINDS = ("object", "field", "connector", "sync_user", "owner", "value_set", "campaign", "filter", "partition", "global")


def document() -> dict:
    nodes = [
        {"id": f"{KINDS[n % len(KINDS)]}{n}", "kind": KINDS[n % len(KINDS)], "external": n % 2 == 0, "label": text}
        for n, text in enumerate(HOSTILE)
    ]
    nodes += [{"id": text, "kind": "global", "external": True} for text in HOSTILE[1:4]]
    edges = [
        {"source": nodes[n - 1]["id"], "kind": "hidden" if n % 3 == 0 else "sync", "target": nodes[n]["id"], "detail": text}
        for n, text in enumerate(HOSTILE)
    ]
    return {"nodes": nodes, "edges": edges}


def titles(doc: dict) -> list[str]:
    labels = [f"{one['id']}: {shown}" if shown else one["id"] for one, shown in zip(doc["nodes"], SHOWN, strict=False)]
    return labels + [one["id"] for one in doc["nodes"][len(SHOWN) :]]


def ways(doc: dict) -> list[str]:
    return [f"{one['kind']}: {shown}" if shown else one["kind"] for one, shown in zip(doc["edges"], SHOWN, strict=True)]


@pytest.mark.parametrize(("draw", "read"), [(dot, diagrams.graphviz), (mermaid, diagrams.mermaid)])
def test_every_text_is_shown_as_it_is(draw, read):
    doc = document()
    drawing = read(draw(doc))
    assert drawing.error is None
    assert list(drawing.nodes.values()) == titles(doc)
    assert sorted(text for _, text, _ in drawing.edges) == sorted(ways(doc))


@pytest.mark.parametrize(("draw", "read"), [(dot, diagrams.graphviz), (mermaid, diagrams.mermaid)])
def test_edges_lead_where_they_should(draw, read):
    doc = document()
    drawing = read(draw(doc))
    shown = dict(zip((one["id"] for one in doc["nodes"]), titles(doc), strict=True))
    expected = {(shown[one["source"]], way, shown[one["target"]]) for one, way in zip(doc["edges"], ways(doc), strict=True)}
    assert {(drawing.nodes[start], way, drawing.nodes[end]) for start, way, end in drawing.edges} == expected


@pytest.mark.parametrize("read", [diagrams.graphviz, diagrams.mermaid])
def test_the_judges_refuse_what_is_no_drawing(read):
    assert read('flowchart LR\n  n1["a"b"]').error


@pytest.mark.parametrize(("form", "read"), [("dot", diagrams.graphviz), ("mermaid", diagrams.mermaid)])
def test_the_example_estate_is_drawn_whole(repository, syncwright, form, read):
    ran = syncwright("graph", "Lead+", "--format", form, cwd=repository)
    assert ran.returncode == 0
    drawing = read(ran.stdout)
    assert drawing.error is None
    listed = syncwright("graph", "Lead+", "--format", "json", cwd=repository)
    assert listed.stdout.count('"external":') == len(drawing.nodes) > 50
    assert listed.stdout.count('"says":') == len(drawing.edges) > 100
