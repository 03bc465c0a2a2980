"""Our own text-to-value conversions, in one file. Each takes text and gives a value, or raises NotThat with what was expected."""

import re
from collections.abc import Callable
from datetime import date

from syncwright.record_ids import checksum


class NotThat(ValueError):
    """The text is not what is expected here. `what` completes the sentence "this is not ..."."""

    def __init__(self, what: str, *, kind: str = "shape") -> None:
        super().__init__(what)
        self.what, self.kind = what, kind


def whole(text: object) -> int:
    """A whole number of at most 18 digits, without signs, blanks or underscores that Python would also take."""
    if not isinstance(text, str) or not re.fullmatch(r"-?(?:0|[1-9][0-9]{0,17})", text):
        raise NotThat("a whole number")
    return int(text)


def yes_no(text: object) -> bool:
    """`true` or `false`, and no other word."""
    if text not in ("true", "false"):
        raise NotThat("`true` or `false`")
    return text == "true"


def day(text: object) -> date:
    """A day as `2026-03-31`. Python also reads weeks, as in `2026-W05-1`; nobody means those here."""
    if isinstance(text, str) and len(text) == 10 and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise NotThat("a date, such as `2026-03-31`")


def record_id(prefix: str, what: str) -> Callable[[str], str]:
    """A check for Salesforce ids with a prefix, of 15 characters, or of 18 with the right checksum."""
    matches = re.compile(f"{prefix}[A-Za-z0-9]{{{15 - len(prefix)}}}(?:[A-Z0-5]{{3}})?").fullmatch

    def check(text: str) -> str:
        if not matches(text):
            raise NotThat(what)
        if len(text) == 18 and text[15:] != checksum(text[:15]):
            raise NotThat(checksum(text[:15]), kind="checksum")
        return text

    return check


org_id = record_id("00D", "an org id: `00D` and 12 or 15 more characters")
business_unit_id = record_id("0Uv", "a business unit id: `0Uv` and 12 or 15 more characters")


def each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    """A list in which nothing stands twice."""
    twice = next((value for value in values if values.count(value) > 1), None)
    if twice is not None:
        raise NotThat(twice, kind="twice")
    return values


class _Nothing(dict[object, object]):
    """An empty mapping that is never changed. It can be hashed, so pydantic shares it instead of copying it for every field."""

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return 0

    def __setitem__(self, key: object, value: object) -> None:
        raise TypeError("this is the shared empty mapping")


#: Default of a mapping that is left out.
NOTHING = _Nothing()
