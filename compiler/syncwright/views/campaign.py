"""Campaigns that are shipped, and the specs that one became: documents, and text drawn from them."""

from collections.abc import Mapping, Sequence
from typing import Any

from syncwright.records import pretty
from syncwright.views.paint import Paint, visible

Document = dict[str, Any]


def templates(found: Mapping[str, Sequence[tuple[str, str]]]) -> Document:
    """What each platform ships: names, and what they are for."""
    return {"templates": [{"name": name, "platform": platform, "says": says} for platform, some in found.items() for name, says in some]}


def human_templates(doc: Document, paint: Paint) -> str:
    """A line each."""
    widest = max((len(one["name"]) for one in doc["templates"]), default=0)
    lines = [f"{paint.bold(one['name'].ljust(widest))}  {one['platform']}: {one['says']}" for one in doc["templates"]]
    return "\n".join([*lines, "", "syncwright campaign new TEMPLATE writes the specs of one"]) + "\n"


def document(template: str, specs: str, files: Mapping[str, str], dry_run: bool) -> Document:
    """The files of one campaign, by path below the folder of specs."""
    return {
        "template": template,
        "specs": specs,
        "dry_run": dry_run,
        "files": [{"path": path, "text": text} for path, text in files.items()],
    }


def human(doc: Document, paint: Paint) -> str:
    """The paths; with nothing written, the files themselves."""
    count = f"{len(doc['files'])} file{'s' if len(doc['files']) != 1 else ''}"
    folder = visible(doc["specs"])
    if doc["dry_run"]:
        shown = "\n".join(f"{paint.bold(visible(one['path']))}\n{one['text']}" for one in doc["files"])
        return f"{shown}\n{count} would be written to {folder}\n"
    listed = "".join(f"  {visible(one['path'])}\n" for one in doc["files"])
    return f"{paint.strong(f'{count} written to {folder}:', 'fine')}\n{listed}\nnext: syncwright build, then the sheet in generated/\n"


def as_json(doc: Document) -> str:
    """The document."""
    return pretty(doc)
