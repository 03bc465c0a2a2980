"""Reads recorded describes of Salesforce's REST API: of one object (`/sobjects/Lead/describe`) or of all (`/sobjects`), bare or as
`sf sobject describe --json` wraps them. Knows neither where a describe was found nor what source says of the same object.

A describe is what one user sees: fields hidden from that user are not in it. It says nothing of descriptions, history or sensitivity.
Source: DescribeSObjectResult in the SOAP API Developer Guide.
"""

import re
from collections.abc import Iterator
from typing import Any

from syncwright.diagnostics import Finding
from syncwright.inventory import rules
from syncwright.inventory.described import TYPES, Described, compounds, field_of
from syncwright.inventory.json_places import JsonPlaces
from syncwright.inventory.model import Field, Kind, Object, RecordType, kind_by_name
from syncwright.inventory.source import API_NAME
from syncwright.records import NotThatRecord, Struct, converted, read
from syncwright.text import SourceFile, short

_HELP = "record the answer of `/sobjects/<Object>/describe`, of `/sobjects`, or of `sf sobject describe --json`"

_MASTER_RECORD_TYPE = "012000000000000AAA"


class _RecordTypeInfo(Struct, frozen=True, rename="camel", gc=False):
    name: str | None = None
    developer_name: str | None = None
    record_type_id: str | None = None
    active: bool = True
    master: bool = False


class _Listed(Struct, frozen=True, rename="camel", gc=False):
    name: str
    label: str | None = None
    custom_setting: bool = False


class _Answer(Struct, frozen=True, rename="camel", gc=False):
    """An object, a list of objects, or what the Salesforce CLI wraps around one of them."""

    name: str | None = None
    label: str | None = None
    custom_setting: bool = False
    fields: tuple[Described, ...] | None = None
    record_type_infos: tuple[_RecordTypeInfo, ...] | None = ()
    sobjects: tuple[_Listed, ...] | None = None
    result: "_Answer | None" = None


def read_describe(source: SourceFile) -> tuple[list[Object], list[Finding]]:
    """The objects in one file, and what of it cannot be read. An answer that lists objects gives them without fields.

    Of an object with a broken field the others are read.
    """
    places = JsonPlaces(source)
    findings: list[Finding] = []
    data = source.data.removeprefix(b"\xef\xbb\xbf")
    try:
        answer: _Answer | None = read(data, _Answer)
    except NotThatRecord as error:
        answer, findings = _without_what_is_broken(places, data, str(error))
    if answer is None:
        return [], findings
    answer = answer.result or answer
    if answer.sobjects is not None:
        return list(_listed(places, answer.sobjects, findings)), findings
    if answer.name is None or answer.fields is None:
        message = "this is not a describe: it lists neither objects nor the fields of one"
        return [], [*findings, rules.NOT_METADATA(places.start, message, help=_HELP)]
    if not API_NAME.fullmatch(answer.name):
        return [], [*findings, _misnamed(places, answer.name, "an object")]
    return [_object(places, answer, answer.name, answer.fields, findings)], findings


def _listed(places: JsonPlaces, listed: tuple[_Listed, ...], findings: list[Finding]) -> Iterator[Object]:
    for one in listed:
        if API_NAME.fullmatch(one.name):
            yield Object(one.name, _kind(one.name, setting=one.custom_setting), {}, one.label)
        else:
            findings.append(_misnamed(places, one.name, "an object"))


def _object(places: JsonPlaces, answer: _Answer, name: str, described: tuple[Described, ...], findings: list[Finding]) -> Object:
    wholes = compounds(described)
    fields: dict[str, Field] = {}
    for one in described:
        if not API_NAME.fullmatch(one.name):
            findings.append(_misnamed(places, one.name, "a field"))
        elif one.name in fields:
            message = f"`{name}.{one.name}` stands in this describe twice"
            related = ((places.called(one.name), "there"),)
            findings.append(rules.DEFINED_TWICE(places.called(one.name, -1), message, help="record the describe again", related=related))
        else:
            if one.type not in TYPES:
                message = f"`{short(one.type)}` is not known as the type of a field, so the type of `{name}.{one.name}` was left out"
                findings.append(rules.LEFT_OUT(places.called(one.name), message))
            fields[one.name] = field_of(name, one, wholes)
    record_types = dict(_record_types(places, answer.record_type_infos or (), findings))
    return Object(name, _kind(name, setting=answer.custom_setting), fields, answer.label, record_types)


def _kind(name: str, *, setting: bool) -> Kind:
    return "setting" if setting else kind_by_name(name)


def _record_types(places: JsonPlaces, infos: tuple[_RecordTypeInfo, ...], findings: list[Finding]) -> Iterator[tuple[str, RecordType]]:
    for info in infos:
        if info.master or info.record_type_id == _MASTER_RECORD_TYPE:
            continue
        if info.developer_name is not None and API_NAME.fullmatch(info.developer_name):
            yield info.developer_name, RecordType(info.name, info.active)
        else:
            name = info.name or ""
            message = f"the record type `{short(name)}` has no API name here and was left out"
            findings.append(rules.LEFT_OUT(places.called(name), message, help="record the describe with a newer version of the API"))


# ------------------------------------------------------------------ what is wrong, and where

_BYTE = re.compile(r" \(byte ([0-9]+)\)$")


def _without_what_is_broken(places: JsonPlaces, data: bytes, problem: str) -> tuple[_Answer | None, list[Finding]]:
    """What is left of an answer without its broken fields or objects, and what is wrong with those."""
    try:
        tree = read(data, dict[str, Any])
    except NotThatRecord as error:
        return None, [_unreadable(places, data, str(error))]
    outer, inner = (("result",), tree["result"]) if isinstance(tree.get("result"), dict) else ((), tree)
    findings: list[Finding] = []
    for key, kind, thing in (("fields", Described, "a field"), ("sobjects", _Listed, "an object")):
        held = inner.get(key)
        if not isinstance(held, list):
            continue
        broken = {index: what for index, one in enumerate(held) if (what := _fault(one, kind))}
        if broken:
            offsets = places.elements((*outer, key))
            message = f"{thing} of this describe cannot be read: "
            findings += [rules.NOT_METADATA(places.at(offsets[index]), message + what) for index, what in broken.items()]
            inner[key] = [one for index, one in enumerate(held) if index not in broken]
    if not findings:
        return None, [_unreadable(places, data, problem)]
    try:
        return converted(inner, _Answer), findings
    except NotThatRecord as error:
        return None, [*findings, _unreadable(places, data, str(error))]


def _fault(tree: Any, kind: type[Struct]) -> str | None:
    """What keeps a tree from being that record."""
    try:
        converted(tree, kind)
    except NotThatRecord as error:
        return _lower(str(error))
    return None


def _unreadable(places: JsonPlaces, data: bytes, problem: str) -> Finding:
    """That nothing of the file can be read. `problem`: what msgspec says of it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return rules.NOT_METADATA(places.start, "this is not JSON that can be read: it is UTF-16", help="save it as UTF-8")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        at = places.at(len(data[: error.start].decode()))
        return rules.NOT_METADATA(at, "this is not JSON that can be read: it is not UTF-8", help="save it as UTF-8")
    byte = _BYTE.search(problem)
    what = _lower(_BYTE.sub("", problem).removeprefix("JSON is malformed: "))
    if byte or "truncated" in problem:
        place = places.at(len(data[: int(byte[1])].decode("utf-8", "replace")) if byte else len(places.source.text))
        return rules.NOT_METADATA(place, f"this is not JSON that can be read: {what}", help=_HELP)
    return rules.NOT_METADATA(places.start, f"this is not a describe: {what}", help=_HELP)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _misnamed(places: JsonPlaces, name: str, thing: str) -> Finding:
    return rules.NOT_METADATA(places.called(name), f"`{short(name)}` cannot be the name of {thing}")
