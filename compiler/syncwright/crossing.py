"""A field as both sides have it, and what its values lose on the way between them. Knows no platform, and counts nothing."""

from typing import Literal

from syncwright.facts import Fact
from syncwright.records import Struct
from syncwright.spec.words import Direction

Way = Literal["from Salesforce", "to Salesforce"]
#: What is lost, in a word.
Kind = Literal["field", "length", "value", "values", "fraction", "digits", "exactness", "blank", "time", "currency", "record", "text"]


class Longer(Struct, frozen=True):
    """Texts of more characters than `most`."""

    most: int


class Larger(Struct, frozen=True):
    """Texts of more bytes than `most`, in UTF-8."""

    most: int


class Beyond(Struct, frozen=True):
    """Numbers further from zero than `most`."""

    most: int


class NotAmong(Struct, frozen=True):
    """Texts that are none of these values; of a text of several values, joined by `;`, any that is none."""

    values: tuple[str, ...]
    several: bool = False


#: Numbers that are not whole, texts of several values, days with a time, values that are there, and those that are not.
Plain = Literal["fraction", "several", "time", "filled", "blank"]
Test = Longer | Larger | Beyond | NotAmong | Plain


class Loss(Struct, frozen=True):
    """What some values of a field lose one way. `says`: in words; `test`: which values; None where data does not tell."""

    kind: Kind
    way: Way
    says: str
    fact: Fact
    test: Test | None = None


class Crossing(Struct, frozen=True):
    """One field that syncs. `there`: its name and label on the platform, None where nobody has said; `type_there`: its type, as people know it.

    `assumed`: whether the type is none that anybody has said. `wins`: whose value is kept when both sides changed, None where that is not documented.
    """

    connector: str
    object: str
    field: str
    key: str
    label: str
    type: str
    there: str | None
    label_there: str | None
    type_there: str | None
    assumed: bool
    direction: Direction
    wins: str | None
    why: str
    losses: tuple[Loss, ...] = ()


class ObjectCrossing(Struct, frozen=True):
    """How the records of one object go, or of several alike. `wins` is None where that is not documented; `but`: what does not follow from the two.

    `key`: the object's spec key, where it is one.
    """

    object: str
    key: str | None
    direction: Direction
    wins: str | None
    but: str
    source: str


class Alone(Struct, frozen=True):
    """A field that lives on the platform alone."""

    key: str
    name: str
    label: str | None
    type: str | None
    why: str


class BothSides(Struct, frozen=True):
    """One connector on both sides. `title`: what its platform is called; `elsewhere`: objects whose fields are not told one by one.

    `notes`: what holds of all of it, and `not_documented`: what nobody has said.
    """

    title: str
    objects: tuple[ObjectCrossing, ...]
    fields: tuple[Crossing, ...]
    alone: tuple[Alone, ...]
    elsewhere: tuple[str, ...]
    notes: tuple[Fact, ...]
    not_documented: tuple[str, ...]
