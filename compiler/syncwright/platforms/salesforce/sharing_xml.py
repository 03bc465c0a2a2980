"""The file of an object's sharing rules: those with criteria that are ours, in and out. Every other rule in it stays byte for byte.

Source: SharingRules in the Metadata API Developer Guide. Elements stand in the order of Salesforce's own schema. That a checkbox is compared
with `True` is not said there; public orgs write it so in other filters of the same type.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from syncwright.diagnostics import Finding
from syncwright.inventory.source import Reading, Unreadable
from syncwright.plan.changes import Change, Create, Delete, Recreate, Update
from syncwright.platforms.salesforce.metadata import Mark, Written
from syncwright.platforms.salesforce.overlay import line_after, line_of
from syncwright.platforms.salesforce.types import SHARING_RULE
from syncwright.records import Struct
from syncwright.resource import Attribute, Resource
from syncwright.text import SourceFile
from syncwright.xml import Element, XmlError, escape, pieces, read

SUFFIX = ".sharingRules"
FOLDER = "sharingRules"
_META = "-meta.xml"
_TAG = "sharingCriteriaRules"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<SharingRules xmlns="http://soap.sforce.com/2006/04/metadata">\n'
_TAIL = "</SharingRules>\n"
#: A rule of accounts says what it opens of what hangs on them: nothing.
_OF_ACCOUNTS = "".join(
    (
        "        <accountSettings>\n",
        *(f"            <{one}AccessLevel>None</{one}AccessLevel>\n" for one in ("case", "contact", "opportunity")),
        "        </accountSettings>\n",
    )
)


def file(rules: Sequence[Resource]) -> list[tuple[Resource | None, Written]]:
    """The file of one object's rules, in parts: its head, each rule with what its lines say, and its tail."""
    ordered = sorted(rules, key=lambda one: one.name)
    return [(None, _plain(_HEAD)), *((one, _rule(one)) for one in ordered), (None, _plain(_TAIL))]


def _plain(text: str) -> Written:
    return Written(text.encode(), (Mark(text.count("\n")),))


def _rule(resource: Resource) -> Written:
    said = resource.attributes
    owner, _, name = resource.name.partition(".")
    items = said.get("tests", {})
    assert not isinstance(items, str), "criteria are a map"
    parts: list[tuple[str, str, str]] = [("", "", f"    <{_TAG}>\n        <fullName>{escape(name)}</fullName>\n")]
    parts.append(("access", "", _line("accessLevel", said, "access")))
    parts.append(("", "", _OF_ACCOUNTS if owner == "Account" else ""))
    parts.append(("description", "", _line("description", said, "description")))
    parts.append(("label", "", _line("label", said, "label")))
    parts.append(("group", "", f"        <sharedTo>\n            <group>{_text(said, 'group')}</group>\n        </sharedTo>\n"))
    parts.append(("logic", "", _line("booleanFilter", said, "logic")))
    parts += [("tests", number, _item(items[number])) for number in sorted(items, key=int)]
    parts.append(("", "", f"        <includeRecordsOwnedByAll>true</includeRecordsOwnedByAll>\n    </{_TAG}>\n"))
    marks = tuple(Mark(text.count("\n"), attribute, (each,)) for attribute, each, text in parts if text)
    return Written("".join(text for *_, text in parts).encode(), marks)


def _text(said: Mapping[str, Attribute], attribute: str) -> str:
    value = said.get(attribute, "")
    assert isinstance(value, str), "these are texts"
    return escape(value)


def _line(tag: str, said: Mapping[str, Attribute], attribute: str) -> str:
    text = _text(said, attribute)
    return f"        <{tag}>{text}</{tag}>\n" if text else ""


def _item(said: str) -> str:
    field, operation, value = said.split(" ", 2)
    lines = (("field", field), ("operation", operation), ("value", value))
    inner = "".join(f"            <{tag}>{escape(text)}</{tag}>\n" for tag, text in lines)
    return f"        <criteriaItems>\n{inner}        </criteriaItems>\n"


# ------------------------------------------------------------------ what a tree says


class RulesSeen(Struct):
    """Rules that are there, addresses of those that are not, and what could not be read."""

    resources: dict[str, Resource] = {}
    absent: set[str] = set()
    findings: list[Finding] = []


def files(addresses: Collection[str]) -> Iterator[str]:
    """Names of the files that say something of these addresses, without `-meta.xml`."""
    yield from (f"{owner}{SUFFIX}" for owner in _owners(addresses))


def seen(sources: Sequence[SourceFile], addresses: Collection[str]) -> RulesSeen:
    """The rules at these addresses."""
    found = RulesSeen()
    wanted = {one for one in addresses if one.startswith(f"{SHARING_RULE}/")}
    held = {owner: _rules(source, found) for owner in _owners(wanted) if (source := file_of(sources, owner)) is not None}
    for address in sorted(wanted):
        owner, _, name = address.partition("/")[2].partition(".")
        said = held.get(owner, {}).get(name)
        if said is None:
            found.absent.add(address)
        else:
            found.resources[address] = Resource(address, said)
    return found


def file_of(sources: Sequence[SourceFile], owner: str) -> SourceFile | None:
    """The file of an object's rules; None if the tree has none."""
    name = f"{owner}{SUFFIX}".casefold()
    return next((one for one in sources if one.path.rpartition("/")[2].removesuffix(_META).casefold() == name), None)


def named_rules(source: SourceFile) -> list[str]:
    """The names of the rules with criteria in a file. Raises XmlError."""
    return [_name(source.data[one.start : one.end]) for one in pieces(source.data)[0] if one.tag == _TAG]


def _owners(addresses: Collection[str]) -> list[str]:
    return sorted({one.partition("/")[2].partition(".")[0] for one in addresses if one.startswith(f"{SHARING_RULE}/")})


def _rules(source: SourceFile, found: RulesSeen) -> dict[str, dict[str, Attribute]]:
    reading = Reading(source, source.path)
    try:
        root = reading.root("SharingRules")
        rules = {reading.name(one, "fullName", "sharing rule"): _read(one) for one in root.all(_TAG)}
    except Unreadable as error:
        found.findings.append(error.finding)
        rules = {}
    found.findings += reading.findings
    return rules


def _read(one: Element) -> dict[str, Attribute]:
    shared = one.first("sharedTo")
    # Whoever else it is shared with stands there too, so that a rule of another kind is not taken for ours.
    with_ = [child.text if child.tag == "group" else f"{child.tag} {child.text}".strip() for child in shared.children] if shared else []
    items = enumerate(one.all("criteriaItems"), 1)
    said: dict[str, Attribute] = {
        "label": one.get("label") or "",
        "description": one.get("description") or "",
        "access": one.get("accessLevel") or "",
        "group": " ".join(with_),
        "logic": one.get("booleanFilter") or "",
        "tests": {str(number): f"{item.get('field')} {item.get('operation')} {item.get('value') or ''}" for number, item in items},
    }
    return {name: value for name, value in said.items() if value}


# ------------------------------------------------------------------ changes as files


def rule_files(changes: Sequence[Change], sources: Sequence[SourceFile], home: str) -> Iterator[tuple[str, bytes | None]]:
    """The files of rules that change. A rule of ours is replaced whole, and goes where nobody wants it any more."""
    by_owner: dict[str, list[Create | Update | Recreate | Delete]] = {}
    for change in changes:
        if change.address.startswith(f"{SHARING_RULE}/") and isinstance(change, Create | Update | Recreate | Delete):
            by_owner.setdefault(change.address.partition("/")[2].partition(".")[0], []).append(change)
    for owner, those in sorted(by_owner.items()):
        source = file_of(sources, owner)
        data = source.data if source is not None else (_HEAD + _TAIL).encode()
        path = source.path if source is not None else f"{home}{FOLDER}/{owner}{SUFFIX}{_META}"
        yield path, _changed(data, those)


def _changed(data: bytes, changes: Sequence[Create | Update | Recreate | Delete]) -> bytes | None:
    for change in changes:
        name = change.address.partition("/")[2].partition(".")[2]
        data = _replaced(data, name, b"" if isinstance(change, Delete) else _rule(change.after).data)
    return data if pieces(data)[0] else None


def _replaced(data: bytes, name: str, rule: bytes) -> bytes:
    """The file with a rule in the place of the one of its name, else before the first that stands behind it."""
    children, closing = pieces(data)
    held = [one for one in children if one.tag == _TAG]
    for one in held:
        if _name(data[one.start : one.end]) == name:
            return data[: line_of(data, one.start)] + rule + data[line_after(data, one.end) :]
    behind = next((one.start for one in children if one.tag > _TAG), closing)
    at = line_of(data, next((one.start for one in held if _name(data[one.start : one.end]) > name), behind))
    return data[:at] + rule + data[at:]


def _name(rule: bytes) -> str:
    try:
        return read(rule).get("fullName") or ""
    except XmlError:  # a prefix of a namespace that is declared further up
        return ""
