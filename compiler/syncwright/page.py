"""A page of Markdown, line by line, each with the spec keys that it comes from. Knows nothing of what it says."""

from itertools import groupby

from syncwright.origin import Lines
from syncwright.platform import Artifact


class Page:
    """Lines in order. A line without keys comes from what the whole page comes from."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.keys: list[tuple[str, ...]] = []

    def add(self, text: str = "", *keys: str) -> None:
        """One line, or several that come from the same."""
        for line in text.split("\n"):
            self.lines.append(line)
            self.keys.append(keys)

    def code(self, notation: str, text: str, *keys: str) -> None:
        """A block that is shown as it is; nothing in it can end it."""
        fence = "```"
        while fence in text:
            fence += "`"
        self.add(f"{fence}{notation}")
        self.add(text, *keys)
        self.add(fence)

    def artifact(self, path: str, keys: tuple[str, ...]) -> Artifact:
        """The file."""
        parts = tuple(Lines(sum(1 for _ in alike), held) for held, alike in groupby(self.keys))
        return Artifact(path, "".join(f"{line}\n" for line in self.lines).encode(), keys, parts)
