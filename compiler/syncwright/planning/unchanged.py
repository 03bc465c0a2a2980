"""Why nothing would change although files differ: moved, reordered, re-wrapped, or about something that no platform is told."""

from collections.abc import Mapping

from syncwright.catalog.meaning import differing
from syncwright.compile import Compilation
from syncwright.planning.sides import catalog_of
from syncwright.syntax import parse
from syncwright.text import SourceFile

#: Keys that are named; the others are counted.
_NAMED = 3


def why_unchanged(compilation: Compilation, former: Compilation, said: str) -> str:
    """In words, why a plan since the revision `said` is empty. Specs are told apart by what they mean, files by their bytes."""
    before, after = _below(former), _below(compilation)
    changed = sorted(path for path in before.keys() | after.keys() if _data(before.get(path)) != _data(after.get(path)))
    if not changed:
        return f"the specs are those of `{said}`"
    keys = differing(catalog_of(former), catalog_of(compilation))
    if keys:
        named = ", ".join(f"`{key}`" for key in keys[:_NAMED])
        more = f" and {len(keys) - _NAMED:,} more" if len(keys) > _NAMED else ""
        return f"what changed since `{said}` is told to no platform: {named}{more}"
    kinds: dict[str, list[str]] = {}
    for path in changed:
        kinds.setdefault(_difference(before.get(path), after.get(path)), []).append(path)
    told = "; ".join(f"{what}: {_listed(paths)}" for what, paths in kinds.items())
    files = f"{len(changed)} spec file{'s' if len(changed) != 1 else ''}"
    return f"{files} differ{'s' if len(changed) == 1 else ''} from `{said}` and mean{'s' if len(changed) == 1 else ''} the same ({told})"


def _below(compilation: Compilation) -> Mapping[str, SourceFile]:
    """The specs by their paths below the folder."""
    root = compilation.root.rstrip("/") + "/"
    return {path.removeprefix(root): source for path, source in compilation.sources.items()}


def _data(source: SourceFile | None) -> bytes | None:
    return source.data if source is not None else None


def _difference(before: SourceFile | None, after: SourceFile | None) -> str:
    if before is None or after is None:
        return "moved"
    old, new = parse(before).tree, parse(after).tree
    if old != new:
        return "moved or reworded"
    if old is not None and list(_flat(old)) != list(_flat(new)):
        return "reordered"
    return "wrapping, quotes or comments"


def _flat(tree: object) -> list[object]:
    """Everything in a tree, in order."""
    if isinstance(tree, dict):
        return [part for key, below in tree.items() for part in (key, *_flat(below))]
    if isinstance(tree, list):
        return [part for below in tree for part in _flat(below)]
    return [tree]


def _listed(paths: list[str]) -> str:
    named = ", ".join(f"`{path}`" for path in paths[:_NAMED])
    return named + (f" and {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else "")
