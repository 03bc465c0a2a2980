"""The list of mutants that nobody notices, each below the reason why nobody could."""

from collections.abc import Iterable
from pathlib import Path

LISTED = Path(__file__).with_name("survivors.md")


def listed(text: str | None = None) -> dict[str, frozenset[str]]:
    """By the name of an emitter (a heading), the mutants below it. Raises ValueError where no reason stands above them."""
    found: dict[str, set[str]] = {}
    emitter, reason = "", ""
    for line in (LISTED.read_text("utf-8") if text is None else text).splitlines():
        if line.startswith("## "):
            emitter, reason = line.removeprefix("## "), ""
            found[emitter] = set()
        elif line.startswith("- ``"):
            if not reason:
                raise ValueError(f"{LISTED.name} gives no reason for {line}")
            found[emitter].add(line.removeprefix("- ``").removesuffix("``").strip())
        elif line and emitter:
            reason = line
    return {emitter: frozenset(names) for emitter, names in found.items()}


def table(names: Iterable[str]) -> str:
    """Lines for the list, without the reasons."""
    return "\n".join(f"- `` {one} ``" if one.endswith("`") else f"- ``{one}``" for one in names)
