"""Files that a command writes, as a document and as text: which, whether they are new, and line by line what differs."""

from collections.abc import Mapping
from difflib import unified_diff

from syncwright.views.diagnostics import Document
from syncwright.views.paint import Paint, visible


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Document]:
    """Each file of `after`, by path."""
    return [
        {"path": path, "change": "changed" if path in before else "new", "diff": _diff(path, before.get(path), after[path])}
        for path in sorted(after)
    ]


def _diff(path: str, before: str | None, after: str) -> str:
    old = [] if before is None else before.splitlines(keepends=True)
    lines = unified_diff(old, after.splitlines(keepends=True), "/dev/null" if before is None else path, path)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def coloured(diff: str, paint: Paint) -> str:
    """One file's difference for a terminal."""
    roles = {"+": "fine", "-": "error", "@": "note"}
    lines = diff.rstrip("\n").split("\n")
    shown = (paint.strong(visible(line), roles[line[0]]) if line[:1] in roles else visible(line) for line in lines)
    return "\n".join(shown) + "\n\n"


def listed(doc: Document, paint: Paint) -> str:
    """The files of a document with `changes`, and whether they were `written`."""
    held = doc["changes"]
    files = f"{len(held)} file{'s' if len(held) != 1 else ''}"
    head = f"{files} written:" if doc["written"] else f"{files} would be written:"
    lines = "".join(f"  {change['change']:<8} {visible(change['path'])}\n" for change in held)
    return f"{paint.strong(head, 'fine')}\n{lines}"
