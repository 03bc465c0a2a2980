"""What one thing of the estate has to do with directly, as a picture: what it needs to its left, what needs it to its right. Of much the most telling."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import islice, zip_longest

from markupsafe import Markup

from syncwright.records import Struct
from syncwright.site.drawing import STAR, Arrow, Box, drawn
from syncwright.site.figure import as_file, told
from syncwright.site.ties import Tie
from syncwright.site.where import title_of

#: Boxes on one side, besides the one that says how many more there are.
_MOST = 10
#: Kinds of ties in the order in which they stand; what is not named comes last.
_ORDER = {
    kind: number
    for number, kind in enumerate(
        [
            "sync",
            "grant",
            "resource",
            "uses",
            "limits",
            "scope",
            "stored",
            "named",
            "runs",
            "audience",
            "starts",
            "changes",
            "conversion",
            "formula",
            "roll-up",
            "lookup",
            "value-set",
            "owns",
        ]
    )
}

#: Where a node is told of, below the site; empty where it is not.
Url = Callable[[str], str]


class Surroundings(Struct, frozen=True):
    """The picture of one thing, and every tie that it has, with its other end.

    `path`: where its picture lies as a file, below the site. `more`: how many things the picture leaves out. `command`: what lists them all.
    """

    picture: Markup
    svg: Markup
    path: str
    ties: Sequence[tuple[str, Tie]]
    more: int
    command: str

    def file(self) -> tuple[str, bytes]:
        """Path and bytes of the file. Its links are those of the page that it was asked for, which has to lie beside it."""
        return self.path, as_file(self.svg)


def surroundings(node_id: str, ties: Sequence[Tie], url: Url, page: str) -> Surroundings | None:
    """Those of a thing, for the `page` below the site that shows them; None of what has to do with nothing."""
    together: dict[str, list[Tie]] = defaultdict(list)
    for one in sorted(ties, key=_rank):
        together[_other(one, node_id)].append(one)
    if not together:
        return None
    up, path = "../" * page.count("/"), f"{url(node_id).removesuffix('.html')}.svg"
    boxes, arrows, more = {node_id: Box(title_of(node_id)[1], "", "about")}, [], 0
    columns: list[list[str]] = []
    for before in (True, False):
        # What stands for several things stands where the most telling of them has it.
        side = {other: some for other, some in together.items() if (some[0].target == node_id) is before}
        shown = _chosen(side)
        boxes |= {other: _box(other, side[other], url, up) for other in shown}
        arrows += [_arrow(node_id, other, side[other], before=before) for other in shown]
        column = list(shown)
        if left_out := len(side) - len(shown):
            more += left_out
            column.append("more:before" if before else "more:after")
            boxes[column[-1]] = Box(f"and {left_out:,} more", "", "more")
            arrows.append(Arrow(column[-1], node_id) if before else Arrow(node_id, column[-1]))
        columns.append(column)
    svg = drawn(boxes, arrows, f"What {node_id} has to do with directly", [one for one in (columns[0], [node_id], columns[1]) if one], STAR)
    listed = [(other, one) for other, some in together.items() for one in some]
    asked = f"1+{node_id}+1" if ":" in node_id else f"'1+{node_id}.*+1'"
    picture = svg + told(boxes, arrows, f"{up}{path}")
    return Surroundings(picture, svg, path, listed, more, f"syncwright graph {asked}")


def _other(one: Tie, node_id: str) -> str:
    return one.source if one.target == node_id else one.target


def _chosen(side: Mapping[str, Sequence[Tie]]) -> list[str]:
    """Kind after kind, each with its largest; where there is no room for all, kinds take turns."""
    if len(side) <= _MOST + 1:
        return list(side)
    kinds: dict[str, list[str]] = defaultdict(list)
    for name, some in side.items():
        kinds[some[0].kind].append(name)
    kept = set(islice((name for turn in zip_longest(*kinds.values()) for name in turn if name is not None), _MOST))
    return [name for name in side if name in kept]


def _rank(one: Tie) -> tuple[int, int, str, str]:
    return _ORDER.get(one.kind, len(_ORDER)), -one.count, one.source, one.target


def _arrow(node_id: str, other: str, some: Sequence[Tie], *, before: bool) -> Arrow:
    """One arrow for all that is between two things."""
    source, target = (other, node_id) if before else (node_id, other)
    heads = {end for one in some for end in _heads(one)}
    return Arrow(source, target, _words(some), "both" if len(heads) > 1 else "target" if target in heads else "source")


def _words(some: Sequence[Tie]) -> str:
    return "; ".join(dict.fromkeys(one.word for one in some))


def _heads(one: Tie) -> tuple[str, ...]:
    return (one.source, one.target) if one.ends == "both" else (one.target,) if one.ends == "target" else (one.source,)


def _box(node_id: str, some: Sequence[Tie], url: Url, up: str) -> Box:
    (kind, name), there, words = title_of(node_id), url(node_id), _words(some)
    below = words if kind in ("object", "field") else f"{kind}: {words}"
    return Box(name, f"{up}{there}" if there else "", node_id.partition(":")[0] if ":" in node_id else "field", below)
