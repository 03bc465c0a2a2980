"""Edits of a dictionary as changes of entries in specs: which file and which entry each is about, and what stands there then.

What a file says for all its fields is never changed: a field that is to differ says so itself. One entry may be a field of several objects:
they change together, and rows of one entry have to agree.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Finding
from syncwright.records import Struct
from syncwright.revise.changes import Edit
from syncwright.sheets import Handed
from syncwright.sheets.rules import EDIT_NOT_TAKEN
from syncwright.syntax.drop import drop_items
from syncwright.syntax.edit import put
from syncwright.syntax.respell import respelled
from syncwright.syntax.tree import Tree, parse
from syncwright.text import SourceFile, short

_AGREE = "say the same in both rows, take one of them out, or part the file by objects"


class EntryEdit(Struct, frozen=True):
    """One key of one entry, with the text, the items or nothing that it is to say. `fields`: whom it holds for."""

    path: str
    said: str
    column: str
    new: str | tuple[str, ...]
    fields: tuple[str, ...]


def entry_edits(handed: Handed, edits: Iterable[Edit], catalog: Catalog) -> Iterator[EntryEdit | Finding]:
    """Each entry's edits, or what stands in the way."""
    together: dict[tuple[str, str, str], list[tuple[Edit, CatalogField]]] = {}
    for edit in edits:
        owner, _, name = edit.field.partition(".")
        field = catalog.objects[owner].fields[name]
        together.setdefault((field.group.path, field.said, edit.column), []).append((edit, field))
    rows = handed.fields() if together else {}
    for (path, said, column), same in together.items():
        first, field = same[0]
        fields = tuple(f"{owner}.{field.spec.is_.get(owner, said)}" for owner in field.group.spec.object)
        if (other := _disagreeing([edit for edit, _ in same], fields, rows)) is not None:
            there = f"`{handed.field(other)}` ({handed.named(other, first.at)})"
            message = f"`{column}` of `{first.field}` ({handed.named(first.row, first.at)}) differs from that of {there}, and both are one entry of {path}"
            related = [(handed.place(other, first.at), "there")]
            yield EDIT_NOT_TAKEN(handed.place(first.row, first.at), message, help=_AGREE, related=related)
        elif (wrong := _forbidden(field, first)) is not None:
            message = f"{wrong[0]} ({handed.named(first.row, first.at)})"
            yield EDIT_NOT_TAKEN(handed.place(first.row, first.at), message, help=wrong[1])
        else:
            yield EntryEdit(path, said, column, first.items if column == "used_by" else first.new, fields)


def _disagreeing(same: Sequence[Edit], fields: Iterable[str], rows: Mapping[str, int]) -> int | None:
    """A row of the sheet that says another thing of one entry: another edit, or none. Handed in again, such a sheet would take back what it said."""
    first, *others = same
    for other in others:
        if sorted(other.items) != sorted(first.items) if first.column == "used_by" else other.new != first.new:
            return other.row
    edited = {edit.field for edit in same}
    return next((rows[name] for name in fields if name in rows and name not in edited), None)


def _forbidden(field: CatalogField, edit: Edit) -> tuple[str, str] | None:
    """Why an entry cannot say this."""
    if edit.column == "used_by" and any(";" in item for item in field.spec.used_by or field.group.spec.used_by):
        return f"`used_by` of `{edit.field}` has an item with a `;` in it, so that items cannot be told apart here", "change it in its spec"
    shared = _of_file(field, edit.column)
    if not edit.new and shared:
        return (
            f"`{edit.column}` of `{edit.field}` cannot be empty: `{short(shared)}` stands in {field.group.path} for all its fields",
            "say something else for this field, or change the file",
        )
    return None


def _of_file(field: CatalogField, column: str) -> str:
    """What a file says for all its fields."""
    group = field.group
    match column:
        case "used_by":
            return "; ".join(group.spec.used_by)
        case "owner":
            return group.defaults.owner or group.spec.owner or ""
        case _:
            return str(getattr(group.defaults, column) or "")


# ------------------------------------------------------------------ the texts of files


def with_edits(source: SourceFile, edits: Iterable[EntryEdit]) -> str:
    """The text of a spec with the edits of its entries in it."""
    tree = parse(source).tree
    assert tree is not None, "it was compiled"
    dropped: list[tuple[str, ...]] = []
    items: list[tuple[str, ...]] = []
    #: A text where a list is to be, so that a list can be made of it.
    firsts: list[tuple[tuple[str, ...], Tree]] = []
    puts: list[tuple[tuple[str, ...], Tree]] = []
    for edit in edits:
        keys = ("fields", edit.said, edit.column)
        held = (tree["fields"][edit.said] or {}).get(edit.column)
        match edit.new:
            case "" | ():
                dropped.append(keys)
            case str() as text:
                puts.append((keys, text))
            case (text,) if not isinstance(held, list):
                puts.append((keys, text))
            case wanted:
                if isinstance(held, str) and held and held not in wanted:
                    firsts.append((keys, wanted[0]))
                puts.append((keys, list(wanted)))
                items += [(*keys, item) for item in (held if isinstance(held, list) else ()) if item not in wanted]
    text = respelled(source.text, [], dropped) if dropped else source.text
    for some in (firsts, puts):
        text = put(text, _patch(some)) if some else text
    return drop_items(text, items) if items else text


def _patch(some: Iterable[tuple[tuple[str, ...], Tree]]) -> dict[str, Tree]:
    patch: dict[str, dict[str, dict[str, Tree]]] = {}
    for (fields, said, column), value in some:
        patch.setdefault(fields, {}).setdefault(said, {})[column] = value
    return dict(patch)
