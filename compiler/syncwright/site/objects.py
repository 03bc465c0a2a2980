"""A page for each object: its fields in a table, and each field with all that is known of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from syncwright.catalog.model import Catalog, CatalogObject
from syncwright.docs.columns import columns
from syncwright.docs.rows import Rows
from syncwright.seen import Seen
from syncwright.site.fields import Texts, fields
from syncwright.site.history import Histories
from syncwright.site.page import Entry, Frame
from syncwright.site.there import There

if TYPE_CHECKING:  # which links to objects
    from syncwright.site.around import Around
    from syncwright.site.neighbours import Surroundings


class Objects:
    """Makes the pages. What many fields share is made once."""

    def __init__(self, catalog: Catalog, seen: Seen, frame: Frame, around: "Around", there: There, histories: Histories | None) -> None:
        self._catalog, self._frame, self._around, self._there, self._histories = catalog, frame, around, there, histories
        self._rows = Rows(catalog, seen)
        self._columns = columns(catalog.connectors)
        self._connectors, self._shown = list(catalog.connectors), Texts()

    def pages(self, entries: list[Entry]) -> Iterator[tuple[str, bytes]]:
        """A page an object with its picture as a file, and what search finds of it."""
        for one in self._catalog.objects.values():
            near = self._around.of(one.name, url_of(one.name))
            yield self._page(one, near, entries)
            if near is not None:
                yield near.file()

    def _page(self, one: CatalogObject, near: "Surroundings | None", entries: list[Entry]) -> tuple[str, bytes]:
        sheet, url = self._rows.of(one), url_of(one.name)
        held = self._catalog.org.objects.get(one.name)
        label = (held.label if held is not None else None) or one.name
        told = fields(sheet, self._columns, self._connectors, self._shown, self._around.lineage.picture, self._there, self._past)
        whys = list(dict.fromkeys(group.spec.why for group in one.groups))
        entries.append(Entry(url, "object", one.name, f"{one.name} {label}", " ".join(whys)))
        said = dict(zip([column.name for column in self._columns], sheet.columns, strict=False))
        entries += [
            Entry(f"{url}#{name}", "field", f"{one.name}.{name}", f"{name} {shown}", f"{why} {owner} {one.name}")
            for name, shown, why, owner in zip(*(said[each] for each in ("field", "label", "why", "owner_title")), strict=True)
        ]
        history = self._histories.of_object(one.name) if self._histories is not None else None
        shown = {"label": label, "whys": whys, "connectors": self._connectors, "fields": told, "near": near, "history": history}
        return self._frame.page(url, one.name, "object", section="Objects", **shown)

    def _past(self, owner: str, name: str) -> str:
        return self._histories.of_field(owner, name) if self._histories is not None else ""


def url_of(name: str) -> str:
    """The page of an object."""
    return f"objects/{name}.html"
