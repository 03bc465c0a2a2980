"""The JSON Schemas of the language, drawn from its models for editors. Knows how editors read YAML, and neither disk nor editor settings.

Every scalar is text to us and typed to an editor, so the schemas accept whatever an editor may make of a right text. What only we
accept stays out of what editors suggest: they look for suggestions in `enum`, `type` and `anyOf`, and not behind `if` and `not`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from inspect import cleandoc
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from syncwright.spec.kinds import CAMPAIGNS, KINDS, Platforms
from syncwright.spec.models import model_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NEVER = False

_Schema = dict[str, Any]


def schemas(platforms: Platforms) -> dict[str, bytes]:
    """The schema files by name: one for each kind, and `spec.schema.json` for any of them. Each stands for itself."""
    models = [model_of(kind) for kind in (*KINDS.values(), *platforms.values(), *CAMPAIGNS.values())]
    references, generated = models_json_schema([(model, "validation") for model in models], schema_generator=_Generator)
    parts: _Schema = _for_editors(generated["$defs"])
    name_of = {model: ref["$ref"].rsplit("/", 1)[-1] for (model, _), ref in references.items()}
    kinds = {kind: parts[name_of[model_of(of)]] for kind, of in KINDS.items()}
    told: tuple[tuple[str, str, Mapping[str, type[object]]], ...]
    told = (("connector", "platform", platforms), ("campaign", "type", CAMPAIGNS))
    for kind, key, by_value in told:
        for name, of in by_value.items():
            parts[_part(kind, name)] = _told_by(parts[name_of[model_of(of)]], key, {"const": name})
        kinds[kind] = _told_apart(kind, kinds[kind], key, by_value)
    files = {kind: _file(kind, kinds[kind], parts) for kind in KINDS}
    files["spec"] = _file("spec", _any_kind(kinds), parts | kinds)
    return {f"{name}.schema.json": file for name, file in files.items()}


def _file(name: str, schema: _Schema, parts: _Schema) -> bytes:
    """One schema with the parts that it refers to."""
    head = {"$schema": DIALECT, "$id": f"urn:syncwright:schema:{name}", "title": f"Syncwright {name.replace('_', ' ')}"}
    used = dict(sorted(_used(schema, parts).items()))
    whole = head | schema | ({"$defs": used} if used else {})
    return (json.dumps(whole, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _used(schema: _Schema, parts: _Schema) -> _Schema:
    used: _Schema = {}
    waiting = [schema]
    while waiting:
        for name in _references(waiting.pop()):
            if name not in used:
                used[name] = parts[name]
                waiting.append(parts[name])
    return used


def _references(tree: object) -> Iterator[str]:
    match tree:
        case dict():
            if isinstance(reference := tree.get("$ref"), str):
                yield reference.removeprefix("#/$defs/")
            for below in tree.values():
                yield from _references(below)
        case list():
            for below in tree:
                yield from _references(below)


# ------------------------------------------------------------------ which kind, which platform


def _any_kind(kinds: Mapping[str, _Schema]) -> _Schema:
    """Any spec: the first kind whose key is there, in the order of `kind_of`."""
    known = (*KINDS,)
    cases = []
    for number, kind in enumerate(known):
        here = {"type": "object", "required": [kind], "properties": dict.fromkeys(known[:number], NEVER)}
        cases.append({"if": here, "then": _reference(kind)})
    some = {kind: {"description": kinds[kind]["description"]} for kind in KINDS}
    missing = f"one of these keys says what a file is: {', '.join(f'`{kind}`' for kind in KINDS)}"
    none = {"properties": some, "anyOf": [{"required": [kind], "errorMessage": missing} for kind in KINDS]}
    cases.append({"if": {"anyOf": [{"required": [kind]} for kind in known]}, "else": none})
    return {"description": "One spec of any kind.", "type": "object", "allOf": cases}


def _told_apart(kind: str, base: _Schema, key: str, models: Iterable[str]) -> _Schema:
    """A spec of a kind that one key tells apart. While its value is not known, the other keys are left alone."""
    names = sorted(models)
    cases = [{"if": {"type": "object", **_one_in(key, [name])}, "then": _reference(_part(kind, name))} for name in names]
    unknown = {name: value for name, value in _told_by(base, key, {"enum": names}).items() if name != "additionalProperties"}
    cases.append({"if": _one_in(key, names), "else": unknown})
    return {"description": base["description"], "type": "object", "allOf": cases}


def _one_in(key: str, names: Sequence[str]) -> _Schema:
    return {"properties": {key: {"enum": names}}, "required": [key]}


def _told_by(schema: _Schema, key: str, which: _Schema) -> _Schema:
    properties = schema["properties"]
    told = {"description": properties[key]["description"], **which}
    return schema | {"properties": properties | {key: told}}


def _part(kind: str, name: str) -> str:
    return f"{kind}-{name}"


def _reference(part: str) -> _Schema:
    return {"$ref": f"#/$defs/{part}"}


# ------------------------------------------------------------------ from models


_MAPPING_WANTED = "keys and values are expected here"


class _Generator(GenerateJsonSchema):
    """Pydantic's schemas without what means something to Python alone."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """None stands for a key that is not there, so nobody can write it."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """An empty default says no more than the missing key does."""
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return {**inner, "default": default} if isinstance(default, (str, int)) else inner

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        return {"enum": [*schema["expected"]]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Keys are held to their pattern alone: an editor types them, too, and has no entry for a number in `properties`."""
        keys, values = self.generate_inner(schema["keys_schema"]), self.generate_inner(schema["values_schema"])
        named = {key: value for key, value in keys.items() if key != "type"}
        bounds = {"minProperties": schema["min_length"]} if "min_length" in schema else {}
        shape = {"type": "object", "errorMessage": _MAPPING_WANTED}
        return shape | {"propertyNames": named, "additionalProperties": values} | bounds

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        assert issubclass(schema["cls"], BaseModel), "the language is made of models"
        # On its own, so that the message is not given for unknown and missing keys, too.
        shape = {"type": made.pop("type"), "errorMessage": _MAPPING_WANTED}
        return made | {"allOf": [shape], "description": " ".join(cleandoc(schema["cls"].__doc__ or "").split())}


def _one_of(words: Sequence[Any]) -> _Schema:
    """One of some words. Each is suggested as people write it; what else an editor may make of it is accepted."""
    shown = [_read(word, _TYPED) for word in words]
    readings = {json.dumps(one): one for word in words for one in (word, _read(word, _ONCE_TYPED))}
    others = [one for name, one in readings.items() if name not in map(json.dumps, shown)]
    choice = {"enum": shown}
    return {"anyOf": [choice, {"title": "text", "if": {"enum": others}, "else": NEVER}]} if others else choice


#: What a YAML 1.2 editor makes of a plain scalar, and what one that is set to YAML 1.1 does.
_TYPED = ((r"true", True), (r"false", False), (r"-?(?:0|[1-9][0-9]*)", int), (r"-?(?:0|[1-9][0-9]*)\.[0-9]+", float))
_ONCE_TYPED = ((r"(?i:y|yes|on)", True), (r"(?i:n|no|off)", False))


def _read(word: str, types: Sequence[tuple[str, Any]]) -> Any:
    for pattern, typed in types:
        if re.fullmatch(pattern, word):
            return typed(word) if isinstance(typed, type) else typed
    return word


# ------------------------------------------------------------------ for editors


def _shape(schema: _Schema) -> str | None:
    """Whether a schema is for mappings or for lists, if it is."""
    if "$ref" in schema:
        return "object"
    return schema["type"] if schema.get("type") in ("object", "array") else None


def _scalar_or(scalar: _Schema, other: _Schema) -> _Schema:
    """Two that are told apart by what stands there, so that the complaint is about the one that was meant."""
    shape = {"type": _shape(other)}
    return {"anyOf": [scalar, shape], "if": shape, "then": other}


#: What says something about a value and asks nothing of it.
_NOTES = frozenset({"description", "default"})


def _for_editors(tree: Any) -> Any:
    """The same, so that editors suggest and show the right things."""
    if isinstance(tree, list):
        return [_for_editors(below) for below in tree]
    if not isinstance(tree, dict):
        return tree
    # A title would repeat the key above its description.
    schema = {key: _for_editors(below) for key, below in tree.items() if key != "title" or isinstance(below, dict)}
    notes = {key: value for key, value in schema.items() if key in _NOTES and not isinstance(value, dict)}
    rest = {key: value for key, value in schema.items() if key not in notes}
    match rest:
        case {"type": [*types]} if "boolean" in types:
            # Listed as types, `true`, `false` and `null` would be suggested for every text.
            others = [kind for kind in ("array", "boolean", "null", "number", "object") if kind not in types]
            rest = {"anyOf": [rest | {"type": "string"}, {"title": "text", "not": {"type": ["string", *others]}}]}
        case {"anyOf": [some, {"maxLength": 0} as nothing]}:
            rest = {"if": nothing, "else": some}
        case {"enum": [*values]}:
            rest = _one_of([word for word in values if isinstance(word, str)])
        case {"anyOf": [one, other]} if bool(_shape(one)) != bool(_shape(other)):
            rest = _scalar_or(one, other) if _shape(other) else _scalar_or(other, one)
    text = notes.get("description", "")
    if text and ("`" in text or "$ref" in rest):
        # Without it, editors show the marks of `code`, and beside a reference what stands on its other side.
        notes["markdownDescription"] = text
    return notes | rest
