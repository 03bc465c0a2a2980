"""From the text of an error to what it is about: its name, the object, the fields, the value. Reads words; believes none that the org does not have."""

import re
from collections.abc import Iterable, Iterator, Sequence

from syncwright.diagnosis.errors import ErrorKind, Errors, Failure
from syncwright.inventory.model import Org
from syncwright.record_ids import whole_id

#: Longest text of one error that is read, in characters.
LONGEST = 20_000

_NAME = re.compile(r"\b[A-Z]{2,}(?:_[A-Z]{2,})+\b")
#: A number, where the text says that it is an error's: `"code": 234`, `code="122"`, `error 128`.
_NUMBER = re.compile(r"\b(?:(?:err(?:or)?[ _])?code\b[\"']?\s*[:=]?\s*|error\s+)[\"']?(\d{2,4})\b", re.IGNORECASE)
_ID = re.compile(r"\b[A-Za-z0-9]{18}\b|\b[A-Za-z0-9]{15}\b")
_OBJECTS = (
    re.compile(r"(?:entity(?: type)?|sobject type|sobject|object)\s+['\"`](\w+)['\"`]", re.IGNORECASE),
    re.compile(r"\bas owner of (\w+)", re.IGNORECASE),
    re.compile(r"cannot be updated: (\w+)", re.IGNORECASE),
)
_WORD = r"[A-Za-z]\w*"
_LIST = rf"{_WORD}(?:\s*,\s*{_WORD})*"
_FIELDS = (
    re.compile(rf"create/update fields:\s*({_LIST})"),
    re.compile(rf"fields are missing:\s*\[\s*({_LIST})\s*\]", re.IGNORECASE),
    re.compile(rf"Field\(s\):\s*({_LIST})"),
    re.compile(rf"\"fields\"\s*:\s*\[\s*((?:\"{_WORD}\"\s*,?\s*)+)\]"),
    re.compile(rf"\bfields:?\s*\[\s*({_LIST})\s*\]", re.IGNORECASE),
    re.compile(rf"(?:^|[:\s])\[\s*({_LIST})\s*\]\s*$"),
    re.compile(rf"No such column ['\"`]({_WORD})['\"`]"),
    re.compile(rf"duplicate value found:\s*({_WORD})"),
    re.compile(rf"\bINVALID_FIELD:\s*({_LIST})\s*$", re.MULTILINE),
)
_LABELS = (
    re.compile(r"for field:\s*([^\n:;,]{2,80})"),
    re.compile(r"([^:\n]{2,80}):\s*data value too large", re.IGNORECASE),
    re.compile(r"valid countries\.\s*:\s*([^\n,:]{2,80})"),
)
_VALUES = (
    re.compile(r"bad value for restricted picklist field:\s*([^\n\[,;:\"]{1,255})"),
    re.compile(r"data value too large:\s*(.{1,255}?)\s*\(max length"),
)
_MAX = re.compile(r"max length\s*=\s*(\d{1,7})")

#: First characters of record ids. Source: Salesforce, "Standard Field Record ID Prefix Decoder".
_PREFIXES = {
    "00Q": "Lead",
    "003": "Contact",
    "001": "Account",
    "006": "Opportunity",
    "701": "Campaign",
    "00v": "CampaignMember",
    "00T": "Task",
}


def recognised(text: str, errors: Errors, org: Org, said: str | None = None) -> Failure:
    """What an error is about. `said`: its object, where something else says it."""
    text = text[:LONGEST]
    kind, inside, named = _kind(text, errors.kinds)
    ids = tuple(dict.fromkeys(one for match in _ID.finditer(text) if (one := whole_id(match[0])) is not None and not match[0].isalpha()))
    owner = said or _object(text, org, ids)
    value = next((match[1].strip() for pattern in _VALUES if (match := pattern.search(text)) is not None), None)
    longest = _MAX.search(text)
    fields = _fields(text, org, [(owner,)] if owner is not None else [errors.people, *((name,) for name in errors.others)])
    if owner is None and (on := {path.partition(".")[0] for path in fields}) and len(on) == 1 and all("." in path for path in fields):
        owner = on.pop()
    return Failure(text, kind, named, inside, owner, fields, value, ids, int(longest[1]) if longest else None)


def _kind(text: str, kinds: Sequence[ErrorKind]) -> tuple[ErrorKind | None, tuple[str, ...], str | None]:
    """The kind, the names of what it happened inside of, and a name that is none."""
    by_name = {name: kind for kind in kinds for name in (kind.code, *kind.also)}
    names = list(dict.fromkeys([*_NAME.findall(text), *_NUMBER.findall(text)]))
    known = [by_name[name] for name in names if name in by_name]
    inner = [kind for kind in known if not kind.outer]
    if not inner:
        lower = text.casefold()
        inner = [kind for kind in kinds if not kind.outer and any(words.casefold() in lower for words in kind.texts)]
    outer = tuple(dict.fromkeys(kind.code for kind in known if kind.outer))
    if inner:
        return inner[0], outer, None
    if known:
        return known[0], (), None
    whole = next((kind for kind in kinds if kind.outer and any(words.casefold() in text.casefold() for words in kind.texts)), None)
    return whole, (), next(iter(names), None) if whole is None else None


def _object(text: str, org: Org, ids: Iterable[str]) -> str | None:
    by_name = {name.casefold(): name for name in org.objects}
    for pattern in _OBJECTS:
        for match in pattern.finditer(text):
            if (name := by_name.get(match[1].casefold())) is not None:
                return name
    return next((_PREFIXES[one[:3]] for one in ids if _PREFIXES.get(one[:3]) in org.objects), None)


def _fields(text: str, org: Org, ranks: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Its fields, on the first objects that have any of them. A custom one that none has is told as it was said; other words may be no field."""
    said = [name for pattern in _FIELDS for match in pattern.finditer(text) for name in re.findall(_WORD, match[1])]
    labels = [match[1].strip() for pattern in _LABELS for match in pattern.finditer(text)]
    for owners in ranks:
        named = [path for name in said for path in _named(name, org, owners)]
        found = tuple(dict.fromkeys([*named, *(path for label in labels for path in _labelled(label, org, owners))]))
        if found:
            known = {path.partition(".")[2].casefold() for path in found}
            return (*found, *dict.fromkeys(name for name in said if name.endswith("__c") and name.casefold() not in known))
    return tuple(dict.fromkeys(name for name in said if name.endswith("__c")))


def _named(name: str, org: Org, owners: Sequence[str]) -> Iterator[str]:
    for owner in owners:
        fields = org.objects[owner].fields if owner in org.objects else {}
        if org.field(owner, name) is not None:
            yield f"{owner}.{name}"
        else:
            yield from (f"{owner}.{held}" for held in fields if held.casefold() == name.casefold())


def _labelled(label: str, org: Org, owners: Sequence[str]) -> Iterator[str]:
    for owner in owners:
        for name, held in org.objects[owner].fields.items() if owner in org.objects else ():
            if label.casefold() in (name.casefold(), (held.label or "").casefold()):
                yield f"{owner}.{name}"
