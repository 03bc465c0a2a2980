"""Rows of permission sets as they stand under a user's `grants:`, and what several rows about one thing grant together. Knows no file.

`access` is what `Holder.rows` says: words of an object, `read` or `edit`, `visible` or `available`, else `yes`.
"""

from collections.abc import Callable, Iterable, Mapping

from syncwright.inventory.access import OBJECT_WORDS
from syncwright.records import Struct
from syncwright.syntax import Tree

#: What of two accesses includes the other, for the kinds where that is so.
_WIDER = {"fields": ("edit", "read"), "tabs": ("visible", "available")}


class Row(Struct, frozen=True):
    """What is granted of one thing, and by whom: each title with the words that it brought."""

    access: str
    brought: tuple[tuple[str, str], ...]

    def why(self, base: str | None) -> str | None:
        """The reason in words; None if it is the one that `base` gives for everything."""
        (first, _), *others = self.brought
        said = "".join(f"; {words} from {title}" for title, words in others)
        return None if not said and adopted_from(first) == base else adopted_from(first) + said


Rows = dict[str, dict[str, Row]]


def adopted_from(title: str) -> str:
    """The reason of an adopted row: where it was found is all that is known."""
    return f"adopted from {title}"


def spelled(kinds: Mapping[str, Mapping[str, str]], spell: Callable[[str, str], str]) -> dict[str, dict[str, str]]:
    """Rows under the one spelling of each name. Two rows of one name are one that grants what both do."""
    rows: dict[str, dict[str, str]] = {}
    for kind, named in kinds.items():
        here = rows.setdefault(kind, {})
        for name, access in named.items():
            known = spell(kind, name)
            here[known] = wider(kind, here[known], access) if known in here else access
    return rows


def union(holders: Iterable[tuple[str, Mapping[str, Mapping[str, str]]]]) -> Rows:
    """The rows of several permission sets and profiles, each with its title, as one. More access wins. Two may have one title."""
    rows: Rows = {}
    for title, kinds in holders:
        for kind, named in kinds.items():
            here = rows.setdefault(kind, {})
            for name, access in named.items():
                held = here.get(name)
                if held is None:
                    here[name] = Row(access, ((title, access),))
                elif more := lacking(kind, held.access, access):
                    here[name] = Row(wider(kind, held.access, access), (*held.brought, (title, more)))
    return rows


def wider(kind: str, one: str, other: str) -> str:
    """What two rows about one thing grant together."""
    if kind == "objects":
        words = {*one.split(), *other.split()}
        return " ".join(word for word in OBJECT_WORDS.values() if word in words)
    return next((access for access in _WIDER.get(kind, ()) if access in (one, other)), one)


def lacking(kind: str, had: str, wanted: str) -> str:
    """The words of `wanted` that `had` does not include."""
    if kind == "objects":
        return " ".join(word for word in wanted.split() if word not in had.split())
    return "" if wider(kind, had, wanted) == had else wanted


def added_to(kind: str, had: str, why: str | None, row: Row) -> str | None:
    """The reason of a row that was there and grants more now; None if the one it has names all that it comes from."""
    said = why
    for title, words in row.brought:
        if more := lacking(kind, had, words):
            had = wider(kind, had, words)
            if said is None:
                said = f"{more} {adopted_from(title)}"
            elif not any(part.endswith(f"from {title}") for part in said.split("; ")):
                said = f"{said}; {more} from {title}"
    return None if said == why else said


def written(kind: str, access: str, why: str | None = None, *, external: bool = False) -> Tree:
    """A row as it is written in a spec."""
    row: dict[str, Tree] = {}
    if kind == "objects":
        words = access.split()
        row["access"] = words if len(words) > 1 else access
    elif kind == "fields":
        row["access"] = access
    elif access == "available":
        row["visibility"] = access
    if external:
        row["external"] = "true"
    if why is not None:
        row["why"] = why
    return row or ""


def read(kind: str, row: Tree) -> str:
    """What a row of a spec grants, in the words of `Holder.rows`."""
    said = row if isinstance(row, dict) else {}
    if kind == "objects":
        access = said["access"]
        return wider(kind, access if isinstance(access, str) else " ".join(access), "")
    if kind == "fields":
        return str(said["access"])
    return str(said.get("visibility", "visible")) if kind == "tabs" else "yes"
