"""What one can take along of a picture: its text for Mermaid, which draws it elsewhere, and the picture itself as a file that needs no page."""

from collections.abc import Mapping, Sequence
from functools import cache

from markupsafe import Markup, escape

from syncwright.files.package import data
from syncwright.graph.model import kind_of
from syncwright.site.drawing import Arrow, Box
from syncwright.views.drawings import mermaid

#: Between which words the style of the site says how pictures look, and up to where it says which colours there are.
_BEGINS, _ENDS, _COLOURS = "/* pictures */\n", "/* end of pictures */", "* {"


def told(boxes: Mapping[str, Box], arrows: Sequence[Arrow], file: str = "") -> Markup:
    """To be opened below a picture. `file`: where it lies as one, if it does."""
    link = Markup('<p><a href="{}">As an SVG file</a></p>').format(file) if file else Markup()
    return Markup('<details class="take"><summary>Take it along</summary>{}<pre>{}</pre></details>').format(link, text(boxes, arrows))


def text(boxes: Mapping[str, Box], arrows: Sequence[Arrow]) -> str:
    """The picture as a flowchart of Mermaid."""
    nodes = [{"id": _named(name, box), "kind": kind_of(name)} for name, box in boxes.items()]
    ends = {name: one["id"] for name, one in zip(boxes, nodes, strict=True)}
    edges = []
    for one in arrows:
        source, target = (one.target, one.source) if one.ends == "source" else (one.source, one.target)
        edges.append({"source": ends[source], "target": ends[target], "kind": one.word, "detail": "", "both": one.ends == "both"})
    return mermaid({"nodes": nodes, "edges": edges})


def _named(name: str, box: Box) -> str:
    kind, colon, own = name.partition(":")
    return f"{kind.replace('_', ' ')}: {own}" if colon and kind != "more" else box.name


def as_file(svg: Markup) -> bytes:
    """A picture with its colours and its namespace, which a page has for it."""
    inside = str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    head, _, rest = inside.partition(">")
    return f"{head}><style>{escape(_style())}</style>{rest}\n".encode()


@cache
def _style() -> str:
    css = data("syncwright.site.assets", "site.css").decode()
    return (
        css[: css.index(_COLOURS)]
        + css[css.index(_BEGINS) + len(_BEGINS) : css.index(_ENDS)]
        + "svg { background: var(--back); color: var(--front); }"
    )
