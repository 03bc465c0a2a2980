"""Facts about a platform, as data with the source of each. Knows no platform by name."""

from syncwright.records import Struct


class Fact(Struct, frozen=True):
    """Something a platform needs or allows, and where that was read.

    `certain` is False where the source is a third party or a count over public files: the product then says so.
    """

    says: str
    source: str
    certain: bool = True

    def worded(self, words: str) -> str:
        """`words` that rest on this fact, as sure as it is."""
        return words if self.certain else f"{words} (observed, not documented)"
