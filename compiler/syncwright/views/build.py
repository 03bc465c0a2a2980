"""What a build made, as a document and as text."""

from collections.abc import Mapping, Sequence
from typing import Any

from syncwright.resource import Resource
from syncwright.views.diagnostics import as_json, summary
from syncwright.views.diagnostics import human as drawn_findings
from syncwright.views.paint import Paint, visible

__all__ = ["as_json", "document", "human"]

#: What is counted even where there is nothing of it; and what a resource's other maps are called, where not as the attribute is.
_KINDS = {"object_permissions": "objects", "field_permissions": "fields", "user_permissions": "user permissions"}
_OTHERS = {"members": "permission sets"}


def document(
    resources: Sequence[Resource], findings: dict[str, Any], target: str, changes: Sequence[tuple[str, str]], only_check: bool
) -> dict[str, Any]:
    """Resources with their counts, what wildcards stand for and what was added to make them whole; the files that changed; the findings."""
    return {
        "format": 1,
        "target": target,
        "checked": only_check,
        "changes": changed(changes),
        "resources": [_resource(one) for one in resources],
        "findings": findings,
    }


def changed(changes: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """Files with what became of them."""
    return [{"path": path, "change": change} for path, change in changes]


def recounted(resources: Sequence[dict[str, Any]], counts: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
    """Told resources with other counts, by address and attribute: those of files that have more rows than were made."""
    found = []
    for one in resources:
        words = {_word(attribute): number for attribute, number in counts.get(one["address"], {}).items()}
        found.append(one | {"granted": {word: words.get(word, number) for word, number in one["granted"].items()}})
    return found


def _word(attribute: str) -> str:
    """What the rows of an attribute are called."""
    return _KINDS.get(attribute) or _OTHERS.get(attribute, attribute.replace("_", " "))


def _resource(one: Resource) -> dict[str, Any]:
    held = {kind: rows for kind, rows in one.attributes.items() if isinstance(rows, Mapping)}
    granted = {word: len(held[kind]) for kind, word in _KINDS.items() if kind in held}
    granted |= {_word(kind): len(rows) for kind, rows in held.items() if rows and kind not in _KINDS}
    added = sorted(
        (_shown(kind, name), reasons[0].why, reasons[0].key)
        for kind, parts in one.because.items()
        for name, reasons in parts.items()
        if reasons[0].added and all(r.added for r in reasons)
    )
    said = one.attributes.get("type")
    return {
        "address": one.address,
        **({"type": said} if isinstance(said, str) else {}),
        "granted": granted,
        **({"expanded": expanded} if (expanded := _expanded(one)) else {}),
        "added": [{"grant": grant, "why": why, "for": key} for grant, why, key in added],
    }


def _expanded(one: Resource) -> list[dict[str, Any]]:
    """What was asked for at once, in order: each field that it stands for, unless something names the field itself."""
    found: dict[tuple[str, str, str], list[str]] = {}
    edited = one.attributes.get("field_permissions", {})
    for name, reasons in one.because.get("field_permissions", {}).items():
        first = reasons[0]
        if first.wildcard is not None:
            access = edited.get(name, "read") if isinstance(edited, Mapping) else "read"
            found.setdefault((first.wildcard, first.why, first.key), []).append(f"{access} {name}")
    return [
        {"wildcard": said, "why": why, "for": key, "fields": sorted(names, key=_field)} for (said, why, key), names in sorted(found.items())
    ]


def _field(access: str) -> str:
    return access.partition(" ")[2]


def _shown(kind: str, name: str) -> str:
    if kind == "object_permissions":
        owner, _, access = name.partition(":")
        return f"{access} {owner}"
    return f"read {name}" if kind == "field_permissions" else name


def human(doc: dict[str, Any], paint: Paint) -> str:
    """For a terminal: the findings, then what each user got and what is made besides, then where it is."""
    parts = [drawn_findings(doc["findings"], paint) if doc["findings"]["diagnostics"] else summary(doc["findings"], paint)]
    before: dict[str, Any] = {"address": "", "added": ()}
    for one in doc["resources"]:
        # What is told in a line needs no blank one before the next of its kind.
        parts.append("" if _kind(one) == _kind(before) and not (one["added"] or before["added"]) else "\n")
        told = _told(one)
        parts.append(f"{paint.bold(one['address'])}{f': {told}' if told else ''}\n")
        parts += [_wildcard(each) for each in one.get("expanded", ())]
        parts += [f"  added: {visible(a['grant'])} ({visible(a['why'])}; for {a['for']})\n" for a in one["added"]]
        before = one
    parts.append("\n" + _files(doc, paint))
    return "".join(parts)


def _wildcard(one: dict[str, Any]) -> str:
    """A wildcard with the fields that it stands for, those that are edited and those that are read."""
    # Start-up time: most users have no wildcard.
    from textwrap import fill

    def wrapped(text: str, indent: str) -> str:
        return fill(text, 118, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False) + "\n"

    number = len(one["fields"])
    told = wrapped(
        f"{visible(one['wildcard'])}: {number:,} field{'s' if number != 1 else ''} ({visible(one['why'])}; for {one['for']})", "  "
    )
    for access in ("edit", "read"):
        names = [visible(_field(each)) for each in one["fields"] if each.startswith(f"{access} ")]
        if names:
            told += wrapped(f"{access}: {', '.join(names)}", "    ")
    return told


def _kind(one: dict[str, Any]) -> str:
    return str(one["address"].partition("/")[0])


def _told(one: dict[str, Any]) -> str:
    counted = [f"{n:,} {word if n != 1 else _single(word)}" for word, n in one["granted"].items()]
    return ", ".join([visible(one["type"]), *counted] if "type" in one else counted)


def _single(word: str) -> str:
    """One of them: `summaries` is `summary`, `classes` is `class`."""
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    return word.removesuffix("es" if word.endswith(("sses", "uses")) else "s")


def _files(doc: dict[str, Any], paint: Paint) -> str:
    target, changes = visible(doc["target"]), doc["changes"]
    if not changes:
        return paint.strong(f"{target} is up to date", "fine") + "\n"
    listed = "".join(f"  {c['change']:<8} {visible(c['path'])}\n" for c in changes)
    if doc["checked"]:
        return paint.strong(f"{target} is not up to date:", "error") + f"\n{listed}run `syncwright build`\n"
    return paint.strong(f"{len(changes)} file{'s' if len(changes) != 1 else ''} written to {target}:", "fine") + f"\n{listed}"
