"""An answer of version 5 of the API: a query of `custom-fields`, or one custom field.

Source: Account Engagement API, Custom Field, version 5. `salesforceId` is documented as an id; that it holds the API name of the mapped field, as
`crm_id` of version 4 does, is not: what it says counts where Salesforce has a field of that name.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from syncwright.diagnostics import Place
from syncwright.instance import InstanceField
from syncwright.inventory.json_places import JsonPlaces
from syncwright.inventory.source import Unreadable
from syncwright.platforms.account_engagement.adopting.answer import Answer
from syncwright.platforms.account_engagement.adopting.rules import HELP, PROSPECT_FIELDS_NOT_READ
from syncwright.text import SourceFile, short


def json_answer(source: SourceFile) -> Answer:
    """What it says. Raises Unreadable."""
    places = JsonPlaces(source)
    try:
        tree = json.loads(source.text)
    except json.JSONDecodeError as error:
        place = places.at(min(error.pos, max(len(source.text) - 1, 0)))
        raise _unreadable(place, f"this is no JSON: {error.msg[0].lower()}{error.msg[1:]}") from error
    except (RecursionError, ValueError) as error:
        raise _unreadable(places.start, "this is no answer that describes custom fields") from error
    entries = list(_entries(tree, places))
    more = isinstance(tree, Mapping) and tree.get("nextPageToken") is not None
    fields = tuple(_field(entry, place) for entry, place in zip(entries, _labelled(entries, places), strict=True))
    return Answer(fields, more, by_id=any("salesforceId" in entry for entry in entries))


def _labelled(entries: Sequence[Mapping[str, Any]], places: JsonPlaces) -> Iterator[Place]:
    """Where the label of each stands; two fields may have one label."""
    seen: Counter[str] = Counter()
    for entry in entries:
        label = _text(entry.get("name"))
        yield places.called(label, seen[label]) if label is not None else places.start
        seen[label or ""] += 1


def _unreadable(place: Place, message: str, help_: str = HELP) -> Unreadable:
    return Unreadable(PROSPECT_FIELDS_NOT_READ(place, message, help=help_))


def _entries(tree: Any, places: JsonPlaces) -> Iterator[Mapping[str, Any]]:
    """What describes one field each, out of what the API wraps it in."""
    if isinstance(tree, Mapping) and "code" in tree and "message" in tree:
        said = short(f"{tree['code']} {tree['message']}", 200)
        raise _unreadable(places.start, f"the answer is an error: {said}", "ask again, and give what is answered then")
    values = tree.get("values", [tree]) if isinstance(tree, Mapping) else tree
    for entry in values if isinstance(values, list) else [values]:
        if not isinstance(entry, Mapping) or not _text(entry.get("fieldId")):
            raise _unreadable(places.start, "something here has no `fieldId`, so that it is no custom field")
        yield entry


def _field(entry: Mapping[str, Any], place: Place) -> InstanceField:
    mapped = _text(entry.get("salesforceId"))
    of_crm = mapped is not None if "salesforceId" in entry else None
    return InstanceField(
        str(entry["fieldId"]),
        place,
        _text(entry.get("name")),
        _text(entry.get("type")),
        of_crm,
        None,
        ((None, mapped),) if mapped is not None else (),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
