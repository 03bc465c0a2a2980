"""The fields of one object as HTML: a row of the table and a section each. Not a template, as at 100,000 fields each call of one counts: every
column is written in one go, and texts that are alike are written once."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from markupsafe import Markup, escape

from syncwright.docs.columns import Column
from syncwright.docs.rows import Sheet
from syncwright.records import Struct

#: Columns that a section tells otherwise, or that name the row.
_ELSEWHERE = ("object", "field", "label", "type", "why", "key", "owner")
_TITLES = {"owner_title": "owner", "pii": "privacy", "read_by": "read by", "edited_by": "edited by"}
_DIRECTIONS = {"two-way": "both ways", "from-salesforce": "from Salesforce", "to-salesforce": "to Salesforce"}


class Texts(dict[str, str]):
    """Texts as HTML that shows them, each made once."""

    def __missing__(self, text: str) -> str:
        made = self[text] = str(escape(text))
        return made


class Fields(Struct, frozen=True):
    """What the page of an object says of its fields: rows of the table, and sections. Both are HTML."""

    rows: Markup
    sections: Markup


#: The picture of a field by the names of its object and its own, where there is anything to show.
Picture = Callable[[str, str], Markup | None]
#: What more there is of a field by the same names, as HTML: rows of facts, or its changes.
More = Callable[[str, str], str]


def fields(
    sheet: Sheet, every: Sequence[Column], connectors: Sequence[str], shown: Texts, picture: Picture, there: More, past: More
) -> Fields:
    """All fields of an object. `every`: the columns of the dictionary; `shown`: kept from one object to the next."""
    said: dict[str, Sequence[Any]] = {column.name: values for column, values in zip(every, sheet.columns, strict=False)}
    names, labels, types, whys, owners, pii = (
        [shown[text] for text in said[name]] for name in ("field", "label", "type", "why", "owner_title", "pii")
    )
    ways = [[shown[_DIRECTIONS.get(on.cells[number], on.cells[number])] for on in sheet.on] for number in range(0, 4 * len(connectors), 4)]
    cells = zip(names, labels, types, *ways, owners, pii, strict=True)
    rows = "".join(
        [f'<tr><th scope="row"><a href="#{row[0]}">{row[0]}</a></th><td>{"</td><td>".join(row[1:])}</td></tr>\n' for row in cells]
    )
    facts = list(_facts(sheet, every, shown))
    pictures = [_figure(picture(sheet.object, name)) for name in said["field"]]
    theres, pasts = ([more(sheet.object, name) for name in said["field"]] for more in (there, past))
    heads = zip(names, labels, whys, strict=True)
    sections = "".join(
        [
            f'<section id="{name}"><h3>{name} <span>{label}</span></h3>\n<p>{why}</p><dl>{told}{there}</dl>{figure}{past}</section>\n'
            for (name, label, why), told, there, figure, past in zip(
                heads, _joined(facts, len(names)), theres, pictures, pasts, strict=True
            )
        ]
    )
    return Fields(Markup(rows), Markup(sections))  # noqa: S704 - every text in it is escaped


def _facts(sheet: Sheet, every: Sequence[Column], shown: Texts) -> Iterator[list[str]]:
    """A column each, of those that say anything: a name and its texts, or nothing."""
    yield [
        f"<dt>type</dt><dd>{shown[text]}</dd>" if text else ""
        for text in dict(zip([c.name for c in every], sheet.columns, strict=False))["type"]
    ]
    for column, values in zip(every, sheet.columns, strict=False):
        if column.name not in _ELSEWHERE and any(values):
            yield _written(_TITLES.get(column.name, column.name.replace("_", " ")), column, values, shown)
    theirs = every[len(sheet.columns) :]
    for number, column in enumerate(theirs):
        values = [on.cells[number] for on in sheet.on]
        if any(values):
            yield _written(column.name.replace(".", " "), column, values, shown)


def _written(title: str, column: Column, values: Sequence[Any], shown: Texts) -> list[str]:
    """One column, values that are alike written once."""
    made: dict[Any, str] = {}
    for value in set(values):
        texts = (value,) if column.holds == "text" else ("yes",) if column.holds == "truth" else value
        made[value] = f"<dt>{title}</dt>" + "".join(f"<dd>{shown[text]}</dd>" for text in texts) if value else ""
    return [made[value] for value in values]


def _joined(columns: Sequence[Sequence[str]], count: int) -> list[str]:
    return ["".join(parts) for parts in zip(*columns, strict=True)] if columns else [""] * count


def _figure(picture: Markup | None) -> str:
    return f"<figure>{picture}</figure>" if picture is not None else ""
