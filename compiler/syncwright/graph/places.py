"""Places as people read them: a file and a line, for what is said in a spec and for what stands in an inventory."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from syncwright.diagnostics import Place
from syncwright.records import compact
from syncwright.syntax.positions import Locator
from syncwright.text import SourceFile

_OPENS = re.compile(rb'"(\w+)":[{\[]$')

#: Reads one file of an inventory; None if it is not there.
ReadFile = Callable[[str], bytes | None]


class Places:
    """Looks lines up in specs and inventories, each file read once."""

    def __init__(self, sources: Mapping[str, SourceFile], read: ReadFile) -> None:
        self._locate = Locator(sources)
        self._read = read
        self._lines: dict[str, dict[tuple[bytes, bytes], int]] = {}

    def of(self, place: Place | None) -> dict[str, Any] | None:
        """Path, line and column, both 1-based; None for what no file says, such as a standard field that is built in."""
        if place is None:
            return None
        if not place.path.endswith(".json"):
            start = self._locate(place).start
            return {"path": place.path, "line": start.line, "column": start.column}
        folder, _, name = place.path.rpartition("/")
        # Custom fields of tasks and events stand with the object that both are made of.
        for path in (place.path, f"{folder}/Activity.json") if name in ("Task.json", "Event.json") else (place.path,):
            line = self._in_inventory(path).get((str(place.keys[0]).encode(), compact(str(place.keys[-1]))))
            if line is not None:
                return {"path": path, "line": line, "column": 1}
        return None

    def _in_inventory(self, path: str) -> dict[tuple[bytes, bytes], int]:
        """Line numbers by what a line belongs to, such as `fields`, and the key that it begins with. An inventory has a line a field."""
        found = self._lines.get(path)
        if found is None:
            found = self._lines[path] = {}
            inside = b""
            for number, line in enumerate((self._read(path) or b"").split(b"\n"), 1):
                if (opened := _OPENS.search(line)) is not None:
                    inside = opened[1]
                elif line.startswith(b'"'):
                    found[inside, line.partition(b'":')[0] + b'"'] = number
        return found


class Nowhere(Places):
    """For what is only counted: no line is looked up."""

    def __init__(self) -> None:
        super().__init__({}, lambda _: None)

    def of(self, place: Place | None) -> dict[str, Any] | None:  # noqa: ARG002 - as places are asked
        """Nothing."""
        return None
