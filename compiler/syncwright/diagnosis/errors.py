"""Kinds of errors as data, as a platform brings them, and what is known of one error. Knows no platform by name."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

from syncwright.catalog.model import Catalog, Named
from syncwright.diagnostics import Place
from syncwright.facts import Fact
from syncwright.records import Struct
from syncwright.seen import Seen
from syncwright.spec.compiled import ConnectorSpec

if TYPE_CHECKING:
    from syncwright.graph.granted import Asked

#: What is looked for in the specs and in the inventory. `cures/` has a function for each.
Look = Literal[
    "field-edit",
    "field-read",
    "object-access",
    "restricted-value",
    "replaced-value",
    "geography",
    "validation",
    "required",
    "duplicate-rule",
    "unique",
    "length",
    "owner",
]

#: Who puts it right: somebody who edits the specs, whoever deploys what they say, an admin of Salesforce, or one of the marketing platform.
Where = Literal["specs", "deploy", "salesforce", "platform"]


class ErrorKind(Struct, frozen=True):
    """One kind of error.

    `code`: its name, or number, or where it has neither the words that it is known by; `also`: other names under which the same is told. `texts`: words by which it is known where no name is said.
    `outer`: it only says where another error happened, which is said inside it. `looks`: what is looked for to cure it.
    """

    code: str
    title: str
    causes: tuple[Fact, ...]
    fixes: tuple[Fact, ...] = ()
    looks: tuple[Look, ...] = ()
    texts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    outer: bool = False


class Failure(Struct, frozen=True):
    """What one error is about, as far as its text says. `fields`: as `Lead.Country` where the object is known or can only be one, else by name alone.

    `inside`: names of errors that only say where it happened. `named`: a name that no kind has. `value`: the value that was refused. `longest`: most
    characters that are taken.
    """

    text: str
    kind: ErrorKind | None = None
    named: str | None = None
    inside: tuple[str, ...] = ()
    object: str | None = None
    fields: tuple[str, ...] = ()
    value: str | None = None
    ids: tuple[str, ...] = ()
    longest: int | None = None


class Cure(Struct, frozen=True):
    """One thing to do, or one thing that was looked at and is in order. `command`: what to run for it."""

    where: Where
    says: str
    place: Place | None = None
    command: str | None = None


class Known(Struct, frozen=True):
    """What cures are found in. `asked`: what the specs ask for on an object or a field, for whom and why. `people` and `others`: as in `Errors`.

    `part`: address of the part of the connector whose error it is, such as `ae/emea`; None where nobody says one.
    """

    catalog: Catalog
    connector: Named[ConnectorSpec]
    seen: Seen
    asked: "Callable[[str], list[Asked]]"
    people: tuple[str, ...]
    others: tuple[str, ...]
    part: str | None = None

    @property
    def user(self) -> str:
        """The sync user's name in the specs."""
        name: str = self.connector.spec.sync_user
        return name


class Errors(Struct, frozen=True):
    """What a platform knows of errors. `notes`: what has to be said of the table as a whole. `people`: objects that an error is about if it says
    none; `others`: those that it is about if these have not its field. `cures`: what only this platform can say of one error."""

    kinds: tuple[ErrorKind, ...]
    notes: tuple[Fact, ...]
    people: tuple[str, ...]
    others: tuple[str, ...]
    cures: Callable[[Known, Failure], Iterator[Cure]]
