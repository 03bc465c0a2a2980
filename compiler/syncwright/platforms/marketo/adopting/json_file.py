"""An answer of Marketo's REST API that describes fields of people: `describe2`, `describe`, or the list of `schema/fields`.

Source: Adobe's developer guide, Leads; `crmManaged` and `updateable` are of `describe2` alone. Types that are not known are left as they are.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from syncwright.diagnostics import Place
from syncwright.instance import InstanceField
from syncwright.inventory.json_places import JsonPlaces
from syncwright.inventory.source import Unreadable
from syncwright.platforms.marketo.adopting.rules import FIELDS_NOT_READ, HELP
from syncwright.text import SourceFile, short

#: Dedupe fields and id fields of what is described the same way and is no person: members of programmes, custom objects.
_NO_PEOPLE = ("programId", "marketoGUID")


def json_fields(source: SourceFile) -> list[InstanceField]:
    """The fields that an answer describes. Raises Unreadable."""
    places = JsonPlaces(source)
    try:
        tree = json.loads(source.text)
    except json.JSONDecodeError as error:
        place = places.at(min(error.pos, max(len(source.text) - 1, 0)))
        raise Unreadable(FIELDS_NOT_READ(place, f"this is no JSON: {error.msg[0].lower()}{error.msg[1:]}", help=HELP)) from error
    except RecursionError as error:
        raise Unreadable(FIELDS_NOT_READ(places.start, "this is no answer that describes fields", help=HELP)) from error
    # `describe` says a name twice, for REST and for SOAP: the first place counts.
    return [_field(entry, name, places.called(name)) for entry, name in _named(_entries(tree, places), places)]


def _entries(tree: Any, places: JsonPlaces) -> Iterator[Mapping[str, Any]]:
    """What describes one field each, out of what the API wraps it in."""
    if isinstance(tree, Mapping) and tree.get("success") is False:
        raise Unreadable(
            FIELDS_NOT_READ(places.start, f"the answer is an error: {_errors(tree)}", help="ask again, and give what is answered then")
        )
    result = tree.get("result", tree) if isinstance(tree, Mapping) else tree
    for entry in result if isinstance(result, list) else [result]:
        if not isinstance(entry, Mapping):
            raise Unreadable(FIELDS_NOT_READ(places.start, "this is no answer that describes fields", help=HELP))
        inner = entry.get("fields")
        if not isinstance(inner, list):
            yield entry
            continue
        if _no_people(entry):
            message = f"`{short(str(entry.get('name')))}` is described here, and not people"
            raise Unreadable(FIELDS_NOT_READ(places.start, message, help=HELP))
        yield from (one for one in inner if isinstance(one, Mapping))


def _no_people(entry: Mapping[str, Any]) -> bool:
    dedupe = entry.get("dedupeFields")
    keys = [*(dedupe if isinstance(dedupe, list) else ()), entry.get("idField")]
    return any(key in _NO_PEOPLE for key in keys)


def _errors(tree: Mapping[str, Any]) -> str:
    errors = tree.get("errors")
    said = [f"{one.get('code')} {one.get('message')}" for one in errors if isinstance(one, Mapping)] if isinstance(errors, list) else []
    return short("; ".join(said) or "it says no more", 200)


def _named(entries: Iterator[Mapping[str, Any]], places: JsonPlaces) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Each with its name in the REST API; what has only a name for SOAP is left out."""
    for entry in entries:
        rest = entry.get("rest")
        name = rest.get("name") if isinstance(rest, Mapping) else entry.get("name")
        if isinstance(name, str) and name:
            yield entry, name
        elif "soap" not in entry:
            raise Unreadable(FIELDS_NOT_READ(places.start, "something here has no name, so that it describes no field", help=HELP))


def _field(entry: Mapping[str, Any], name: str, place: Place) -> InstanceField:
    rest = entry.get("rest")
    read_only = rest.get("readOnly") if isinstance(rest, Mapping) else None
    writable = entry.get("updateable", not read_only if isinstance(read_only, bool) else None)
    return InstanceField(
        name, place, _text(entry.get("displayName")), _text(entry.get("dataType")), _flag(entry.get("crmManaged")), _flag(writable)
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None
