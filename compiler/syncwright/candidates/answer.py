"""What a platform answers of one record: what decides, field by field which way it goes, and what nobody can know from here."""

from typing import Literal

from syncwright.candidates.passing import Part
from syncwright.diagnostics import Place
from syncwright.records import Struct
from syncwright.spec.words import Direction

#: Whether something lets the record sync, keeps it out, cannot be said of this record, lets it sync once something else is done, or only has to be known.
State = Literal["yes", "no", "unknown", "later", "note"]
Verdict = Literal["yes", "no", "unknown", "later"]
#: Where a value is written as both sides stand: `nowhere` if both have the same or what would be written is kept away.
Goes = Literal["from-salesforce", "to-salesforce", "nowhere", "unknown"]


class Remark(Struct, frozen=True):
    """One thing that was looked at. `source`: of a fact of the platform; `certain`: as facts are. `parts`: of a filter, its conditions."""

    about: str
    state: State
    says: str
    place: Place | None = None
    source: str = ""
    certain: bool = True
    parts: tuple[Part, ...] = ()


class Way(Struct, frozen=True):
    """One field of the record. `there`: what the platform calls it, None where nobody says. `filled`: whether the record has a value; None if
    it does not say. `goes`: where its value is written now; None where nobody gave the other side. `says`: why, and what keeps it from going."""

    field: str
    direction: Direction
    place: Place | None
    there: str | None = None
    filled: bool | None = None
    says: tuple[str, ...] = ()
    goes: Goes | None = None


class Answer(Struct, frozen=True):
    """All of it. `unseen`: what decides as well and is said neither by the specs nor by the record, with what would say it.

    `part`: which part of the connector answers, such as one of its business units; None where it has none.
    """

    remarks: tuple[Remark, ...]
    ways: tuple[Way, ...] = ()
    unseen: tuple[Remark, ...] = ()
    part: str | None = None

    @property
    def verdict(self) -> Verdict:
        """As far as the specs and the record say."""
        states = {one.state for one in self.remarks}
        order: tuple[Verdict, ...] = ("no", "unknown", "later")
        return next((one for one in order if one in states), "yes")
