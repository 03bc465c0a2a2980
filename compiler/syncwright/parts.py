"""What lies inside a connector and has a database of its own, such as a business unit: what is said of it and what it syncs. Knows no platform."""

from syncwright.crossing import Crossing
from syncwright.records import Struct

#: What people said; None where nobody has said it.
Value = str | bool | int | tuple[str, ...] | None


class Word(Struct, frozen=True):
    """One thing that holds of a part. `about`: what it belongs to, such as `settings`; `own`: whether the part itself says it, and not its connector."""

    about: str
    name: str
    value: Value
    own: bool


class ChosenRecords(Struct, frozen=True):
    """Which records of an object it syncs: those whose field has a value. `key`: the spec that asks for it."""

    object: str
    field: str
    value: str
    key: str


class ConnectorPart(Struct, frozen=True):
    """One of them; its address is the connector's own where the specs name no parts. `folder`: where its documents lie below `generated/`.

    `fields` are told under the address of the part.
    """

    address: str
    why: str
    folder: str
    words: tuple[Word, ...]
    records: tuple[ChosenRecords, ...]
    fields: tuple[Crossing, ...]
