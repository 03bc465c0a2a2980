"""Records in JSON as Salesforce's API and its command line write them: one, or several, each with its object. Knows no field."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from syncwright.candidates.rules import QUESTION_NOT_READ
from syncwright.diagnostics import Finding
from syncwright.inventory.json_places import JsonPlaces
from syncwright.records import Struct
from syncwright.text import SourceFile

#: How many records are answered for at once.
MOST = 200


class Candidate(Struct, frozen=True, dict=True):
    """One record: its object, and what stands under its keys, as JSON has it. Numbers are exact. `there`: the same as the platform has it."""

    object: str
    values: Mapping[str, Any]
    there: "Candidate | None" = None

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {key.casefold(): key for key in self.values}

    def has(self, name: str) -> bool:
        """Whether the record says something of a field, be it that it is blank."""
        return self.get(name) is not MISSING

    def get(self, name: str) -> Any:
        """What it says of a field, by API name in any case, `Account.Industry` of a parent's; MISSING if nothing."""
        first, _, rest = name.partition(".")
        key = self._keys.get(first.casefold())
        if key is None:
            return MISSING
        held = self.values[key]
        if not rest or held is None:
            return held
        return Candidate(first, held).get(rest) if isinstance(held, Mapping) else MISSING

    @property
    def id(self) -> str | None:
        """Its record id; None if it has none."""
        held = self.get("Id")
        return held if isinstance(held, str) and held else None


class _Missing:
    """Nothing is said, which is not the same as blank."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()


class NotRead(Exception):
    """The file holds no record that can be asked about."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read_candidates(source: SourceFile, only: str | None) -> tuple[Candidate, ...]:
    """The records of a file. `only`: their object, where they do not say it. Raises NotRead."""
    places = JsonPlaces(source)
    try:
        tree = json.loads(source.text, parse_float=Decimal, parse_constant=_refused)
    except json.JSONDecodeError as error:
        place = places.at(min(error.pos, max(len(source.text) - 1, 0)))
        raise NotRead(QUESTION_NOT_READ(place, f"this is no JSON: {error.msg[0].lower()}{error.msg[1:]}", help=_HELP)) from error
    except (ValueError, RecursionError) as error:
        raise NotRead(QUESTION_NOT_READ(places.start, "this is no JSON of a record", help=_HELP)) from error
    found = tuple(_candidates(tree, only, places))
    if not found:
        raise NotRead(QUESTION_NOT_READ(places.start, "there is no record in it", help=_HELP))
    if len(found) > MOST:
        message = f"there are {len(found):,} records in it, and {MOST} are answered for at once"
        raise NotRead(QUESTION_NOT_READ(places.start, message, help="ask about fewer; `syncwright impact` counts in whole exports"))
    return found


_HELP = "give a record as Salesforce's API writes it: an object of field names and values"


def _refused(name: str) -> None:
    raise ValueError(name)


def _candidates(tree: Any, only: str | None, places: JsonPlaces) -> Iterator[Candidate]:
    for number, one in enumerate(_records(tree), 1):
        if not isinstance(one, Mapping):
            raise NotRead(QUESTION_NOT_READ(places.start, f"{_shown(one)} is no record", help=_HELP))
        attributes = one.get("attributes")
        owner = attributes.get("type") if isinstance(attributes, Mapping) else None
        if only is None and not isinstance(owner, str):
            message = f"record {number} does not say its object" if number > 1 else "the record does not say its object"
            raise NotRead(QUESTION_NOT_READ(places.start, message, help="say `--object`, such as `--object Lead`"))
        yield Candidate(only or str(owner), {key: value for key, value in one.items() if key != "attributes"})


def _records(tree: Any) -> list[Any]:
    """Out of what commands and queries wrap records in."""
    if isinstance(tree, Mapping):
        for wrapped in ("result", "records", "values"):
            if isinstance(tree.get(wrapped), (Mapping, list)) and "attributes" not in tree:
                return _records(tree[wrapped])
        return [tree]
    return tree if isinstance(tree, list) else [tree]


def _shown(value: Any) -> str:
    return {str: "a text", bool: "true or false", type(None): "null", list: "a list"}.get(type(value), "a number")
