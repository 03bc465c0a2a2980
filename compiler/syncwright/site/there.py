"""What each connector has of a field: its name, label and type there, who wins, and what is lost on the way. Of the objects whose fields are told one by one."""

from collections.abc import Iterator

from markupsafe import Markup

from syncwright.compile import Compilation
from syncwright.crossing import BothSides, Crossing
from syncwright.docs.both_sides import cells


class There:
    """Asked for a field by the names of its object and its own; made once for a site."""

    def __init__(self, compilation: Compilation) -> None:
        self._told: dict[tuple[str, str], list[Markup]] = {}
        for both in _sides(compilation):
            for one in both.fields:
                self._told.setdefault((one.object, one.key.partition("#")[2]), []).append(_row(both.title, one))

    def __call__(self, owner: str, name: str) -> str:
        """Rows of a list of facts, as HTML."""
        return "".join(self._told.get((owner, name), ()))


def _sides(compilation: Compilation) -> Iterator[BothSides]:
    catalog = compilation.catalog
    assert catalog is not None, "asked of what compiled"
    for connector in catalog.connectors.values():
        told = compilation.platforms[connector.spec.platform].both_sides
        if told is not None:
            yield told(catalog, connector)


def _row(title: str, one: Crossing) -> Markup:
    name, _, label, api_name, type_, _, wins, lost, _ = cells(one)
    # A part of a compound, and a unit that has the field unlike others, are named.
    which = f" for {name}" if name != one.key.partition("#")[2] else ""
    said = [f"label: {label}", f"API name: {api_name}", f"type: {type_}", *([f"wins: {wins}"] if wins else ())]
    row = Markup("<dt>in {}</dt><dd>{}</dd>").format(title + which, "; ".join(said))
    return row + Markup("<dd>lost {}</dd>").format(lost) if lost else row
