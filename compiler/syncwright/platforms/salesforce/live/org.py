"""What our deeds need of an org, as a protocol. Knows no plan, no step and no way to reach an org.

What only reads may be asked again: five times, for two minutes in all. What changes something is sent once, unless nothing was sent, or the
org says that it did not do it; a lost answer to it is OutcomeUnknown.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from syncwright.records import Struct
from syncwright.target import TargetError

#: Rows of one query at most, where the caller does not say.
ROWS = 200_000


class OtherOrg(TargetError):
    """We are not in the org that the specs name; nothing was sent to it but that question."""

    def __init__(self, says: str) -> None:
        super().__init__("other-org", says, "fix")


class Who(Struct, frozen=True):
    """Who we are, as the org says. `org` has 18 characters."""

    org: str
    user: str
    username: str


class Part(Struct, frozen=True):
    """One part of a multipart body. `filename`: empty for a part that is no file."""

    name: str
    media: str
    data: bytes
    filename: str = ""


class Download(Struct, frozen=True):
    """One page of a result of Bulk API. `locator`: of the next page; None on the last. `records`: how many the org says are in it."""

    csv: bytes
    locator: str | None
    records: int | None


class Component(Struct, frozen=True):
    """One component as an answer to a retrieve lists it (FileProperties): its type and full name, its file in the zip, who changed it last and when."""

    type: str
    name: str
    file: str
    by: str = ""
    at: str = ""


class Retrieved(Struct, frozen=True):
    """An answer to a retrieve. `zip`: the files, below `unpackaged/` or not. `components`: what the answer lists. `messages`: what it says of what it
    does not hold: the file that it is about, and the words.
    """

    zip: bytes
    components: tuple[Component, ...] = ()
    messages: tuple[tuple[str, str], ...] = ()


class Org(Protocol):
    """An org. A path is below `/services/data/vNN.0/`, or begins with `/services/`. Every deed may raise TargetError."""

    version: str
    host: str

    def who(self) -> Who:
        """Who we are there. Reads; asked of the org once."""
        ...

    def get(self, path: str) -> Any:
        """The JSON at a path. Reads."""
        ...

    def query(self, soql: str, *, tooling: bool = False, most: int = ROWS) -> list[Mapping[str, Any]]:
        """All rows of a query. Reads; more rows than `most`, pages without an end and fewer rows than it says are a TargetError."""
        ...

    def download(self, path: str) -> Download:
        """A CSV file at a path, complete. Reads."""
        ...

    def retrieve(self, package: bytes) -> Retrieved:
        """What a package.xml names. Reads, and waits for it."""
        ...

    def post(self, path: str, body: Mapping[str, Any] | Sequence[Any] | None = None) -> Any:
        """Ask for something to be done; the JSON of the answer, None if it is empty. Changes: a lost answer is OutcomeUnknown."""
        ...

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        """Change what is at a path. Changes, as `post` does."""
        ...

    def delete(self, path: str) -> Any:
        """Delete what is at a path. Changes, as `post` does."""
        ...

    def multipart(self, path: str, parts: Sequence[Part]) -> Any:
        """Send files and what goes with them. Changes, as `post` does."""
        ...

    def upload(self, path: str, csv: bytes) -> None:
        """Put a CSV file at a path. Changes, as `post` does."""
        ...
