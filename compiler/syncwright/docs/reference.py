"""The language as pages for people, made of its JSON Schemas. Knows a schema and no model."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_Schema = Mapping[str, Any]

#: What an editor alone may make of a value; people need not read it.
_FOR_EDITORS = "text"
_NO_MATCH = "this is not "
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def language(schemas: Mapping[str, bytes]) -> dict[str, bytes]:
    """A page a kind of spec, by name of the file, and one that lists them. `schemas`: the files by name, that of any spec left out."""
    told = {name.partition(".")[0]: json.loads(data) for name, data in sorted(schemas.items())}
    pages = {file_of(kind): ("\n".join(_page(kind, schema)) + "\n").encode() for kind, schema in told.items()}
    return pages | {"language.md": ("\n".join(_contents(told)) + "\n").encode()}


def file_of(kind: str) -> str:
    """The page of a kind."""
    return f"language-{kind.replace('_', '-')}.md"


def _contents(told: Mapping[str, _Schema]) -> Iterator[str]:
    yield "# The language\n"
    yield "One spec a file, in a strict subset of YAML: every scalar is text. The first key of a file says its kind and its name.\n"
    yield "| kind | what it says |\n|---|---|"
    yield from (f"| [`{kind}`]({file_of(kind)}) | {_cell(schema['description'])} |" for kind, schema in told.items())
    yield "\nWhat `where` and conditions may say is a language of its own: [filters](filters.md)."


def _page(kind: str, schema: _Schema) -> Iterator[str]:
    yield f"# Specs of kind `{kind}`\n"
    yield f"{schema['description']}\n"
    if properties := _properties(schema):
        yield from _keys(properties, schema.get("required", ()), schema)
    for name, part in _in_order(schema):
        yield f"\n## {title(name)}\n"
        yield f"{part.get('description', '')}\n"
        yield from _keys(part.get("properties", {}), part.get("required", ()), schema)


def _in_order(schema: _Schema) -> Iterator[tuple[str, _Schema]]:
    """Parts as a reader comes across them: those that the kind names, then those that these name."""
    parts, seen = schema.get("$defs", {}), dict[str, None]()
    waiting = list(_references({key: value for key, value in schema.items() if key != "$defs"}))
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen[name] = None
            waiting += _references(parts[name])
    return ((name, parts[name]) for name in seen)


def _references(tree: object) -> Iterator[str]:
    match tree:
        case {"$ref": str(reference)}:
            yield reference.rsplit("/", 1)[-1]
        case dict():
            for key in sorted(tree):
                yield from _references(tree[key])
        case list():
            for one in tree:
                yield from _references(one)


def _properties(schema: _Schema) -> _Schema:
    """The keys of a kind; nothing where one key says which keys there are, as each has a section then."""
    found: _Schema = schema.get("properties", {})
    return found


def _keys(properties: _Schema, required: object, schema: _Schema) -> Iterator[str]:
    yield "| key | what it says | value |\n|---|---|---|"
    needed = frozenset(required) if isinstance(required, list) else frozenset[str]()
    for key in sorted(properties, key=lambda key: (key not in needed, key)):
        told = properties[key]
        says = _cell(told.get("description") or _part(told, schema).get("description", ""))
        value = _value(told) + (f"; by itself `{_yaml(told['default'])}`" if "default" in told else "")
        yield f"| `{key}`{', needed' if key in needed else ''} | {says} | {_cell(value)} |"


def _part(told: _Schema, schema: _Schema) -> _Schema:
    """What a key refers to, if all of it stands elsewhere."""
    found: _Schema = schema["$defs"][told["$ref"].rsplit("/", 1)[-1]] if "$ref" in told else {}
    return found


def title(name: str) -> str:
    """A part of the language in words: `FieldSpec` is a field."""
    kind, _, which = name.partition("-")
    if which:
        return f"{kind} of {which}"
    return _HUMPS.sub(" ", name.removesuffix("Spec")).lower()


def _anchor(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title(name)).strip("-")


def _value(told: _Schema) -> str:
    """What may stand there, in words."""
    if "$ref" in told:
        name = told["$ref"].rsplit("/", 1)[-1]
        return f"[{title(name)}](#{_anchor(name)})"
    if "const" in told:
        return f"`{told['const']}`"
    if "enum" in told:
        return ", ".join(f"`{_yaml(one)}`" for one in told["enum"])
    if "items" in told:
        return f"a list: {_value(told['items'])}"
    if isinstance(below := told.get("additionalProperties"), dict):
        return f"keys, each with {_value(below)}"
    if "anyOf" in told:
        return _choices(told)
    if (other := told.get("then") or told.get("else")) and _value(other):
        return _value(other)
    message = told.get("errorMessage", "")
    return message.removeprefix(_NO_MATCH) if message.startswith(_NO_MATCH) else {"object": "keys and values"}.get(told.get("type", ""), "")


def _choices(told: _Schema) -> str:
    """One of several shapes; that of a list or of a mapping stands behind a condition."""
    shown = [_value(one) for one in told["anyOf"] if one.get("title") != _FOR_EDITORS]
    shown += [_value(told[key]) for key in ("then", "else") if isinstance(told.get(key), dict)]
    said = list(dict.fromkeys(one for one in shown if one and one != "keys and values"))
    if len(said) == 2 and said[1] == f"a list: {said[0]}":
        said[1] = "a list of such"
    return ", or ".join(said)


def _yaml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
