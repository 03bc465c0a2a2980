"""What an import brought, as text."""

from collections.abc import Mapping

from syncwright.inventory import Object


def imported(before: Mapping[str, Object], after: Mapping[str, Object], target: str) -> str:
    """Counts, and which objects are new, changed or gone since the last import."""
    fields = sum(len(one.fields) for one in after.values())
    lines = [f"{_counted(len(after), 'object')} with {_counted(fields, 'field')} written to {target}"]
    kinds: dict[str, int] = {}
    for one in after.values():
        if one.kind in ("setting", "metadata", "event", "big"):
            kinds[one.kind] = kinds.get(one.kind, 0) + 1
    if kinds:
        words = {"setting": "custom setting", "metadata": "custom metadata type", "event": "platform event", "big": "big object"}
        lines.append("recorded, though they cannot be synced: " + ", ".join(_counted(n, words[kind]) for kind, n in sorted(kinds.items())))
    if before:
        new, gone = sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
        changed = sorted(name for name in after.keys() & before.keys() if after[name] != before[name])
        lines += [f"{word}: {', '.join(names)}" for word, names in (("new", new), ("changed", changed), ("gone", gone)) if names]
        if not (new or gone or changed):
            lines.append("nothing changed since the last import")
    return "\n".join(lines) + "\n"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
