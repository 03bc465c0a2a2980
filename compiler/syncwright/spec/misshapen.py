"""What pydantic found wrong, in the words of the language and with the keys that lead there."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.json_schema import GenerateJsonSchema

from syncwright.diagnostics import Finding, Key, Place
from syncwright.limits import FILE_FINDINGS
from syncwright.names import did_you_mean
from syncwright.spec import rules
from syncwright.spec.models import model_of
from syncwright.spec.values import SHAPES
from syncwright.syntax.positions import Node, compose
from syncwright.syntax.rules import PROSE_IN_BRACES, too_many
from syncwright.text import SourceFile, Span, short

_MAPPING_WANTED = frozenset({"dict_type", "model_type", "model_attributes_type"})
_TEXT_WANTED = frozenset({"literal_error", "string_type"})


@dataclass(frozen=True, slots=True)
class _Wrong:
    """One error of pydantic's: keys that exist in the tree, the name that doesn't, and what stands there."""

    type: str
    keys: tuple[Key, ...]
    name: str
    on_key: bool
    value: Any
    context: Mapping[str, Any]
    message: str


def explain(source: SourceFile, tree: Mapping[str, Any], kind: type[object]) -> tuple[Finding, ...]:
    """One finding for each cause. The tree was refused by the struct that was made of the model, so the model refuses it too."""
    model = model_of(kind)
    try:
        model.model_validate(tree)
    except ValidationError as error:
        return _findings_of(source, tree, model, error)
    raise AssertionError(f"struct and model of {model.__name__} disagree over {source.path}")


def _findings_of(source: SourceFile, tree: Mapping[str, Any], model: type[BaseModel], error: ValidationError) -> tuple[Finding, ...]:
    errors = error.errors(include_url=False, include_input=False)
    wrongs = _causes([_wrong(tree, e) for e in errors[:FILE_FINDINGS]])
    root = compose(source)
    prose = {w.keys: w for w in wrongs if w.type == "extra_forbidden" and w.value == "" and _goes_on_in_braces(root, w.keys)}
    findings = list(_prose(source, root, prose))
    findings += [_finding(source.path, w, model) for w in wrongs if w.keys not in prose]
    if len(errors) > FILE_FINDINGS:
        findings.append(too_many(Place(source.path, _wrong(tree, errors[FILE_FINDINGS]).keys, "key")))
    assert findings, f"{source.path} was refused without a finding"
    return tuple(findings)


def _wrong(tree: Mapping[str, Any], error: Any) -> _Wrong:
    """Follow `loc` as far as it names what is in the tree; pydantic also puts names of union members into it."""
    node: Any = tree
    keys: list[Key] = []
    name, on_key = "", False
    for part in error["loc"]:
        if part == "[key]":
            on_key = True
        elif (isinstance(node, dict) and part in node) or (isinstance(node, list) and isinstance(part, int) and part < len(node)):
            node = node[part]
            keys.append(part)
        else:
            name = str(part)
    return _Wrong(error["type"], tuple(keys), name, on_key, node, error.get("ctx", {}), error["msg"])


def _causes(wrongs: Sequence[_Wrong]) -> list[_Wrong]:
    """Of a union every member complains; keep the complaints of the member that was meant."""
    above = {w.keys[:depth] for w in wrongs for depth in range(len(w.keys))}
    types: dict[tuple[Key, ...], set[str]] = {}
    for wrong in wrongs:
        types.setdefault(wrong.keys, set()).add(wrong.type)
    return [w for w in wrongs if not _explained(w, above, types[w.keys])]


def _explained(wrong: _Wrong, above: Collection[tuple[Key, ...]], types: AbstractSet[str]) -> bool:
    """Whether another complaint says better what is wrong: one deeper inside, or one of the member that was meant."""
    if wrong.type == "too_short" and wrong.value:
        return True  # of a list pydantic counts the items that are right, and has complained of the others
    if isinstance(wrong.value, (dict, list)) and wrong.type in _TEXT_WANTED:
        return wrong.keys in above or not types <= _TEXT_WANTED
    return isinstance(wrong.value, str) and wrong.type in _MAPPING_WANTED and not types <= _MAPPING_WANTED


def _finding(path: str, wrong: _Wrong, model: type[BaseModel]) -> Finding:
    place = Place(path, wrong.keys, "key" if wrong.on_key or wrong.type == "extra_forbidden" else "value")
    shown = _shown(wrong)
    match wrong.type:
        case "extra_forbidden":
            known = sorted(_known(model, wrong.keys[:-1]))
            help_ = did_you_mean(str(wrong.keys[-1]), known) or f"keys here: {', '.join(f'`{k}`' for k in known)}"
            return rules.UNKNOWN_KEY(place, f"{shown} is not a key here", help=help_)
        case "missing":
            return rules.MISSING_KEY(Place(path, wrong.keys, "key"), f"`{wrong.name}` is missing", help=_described(model, wrong))
        case "literal_error":
            expected = [e.strip("' ") for e in wrong.context["expected"].replace(" or ", ", ").split(",")]
            one_of = f"{'one of ' if len(expected) > 1 else ''}{', '.join(f'`{e}`' for e in expected)}"
            if wrong.value == "":
                return rules.WRONG_VALUE(place, "nothing stands here, and something must", help=f"write {one_of}")
            if not isinstance(wrong.value, str):
                return rules.WRONG_VALUE(place, f"{one_of} is expected here, not {shown}")
            return rules.WRONG_VALUE(place, f"{shown} is not {one_of}", help=did_you_mean(wrong.value, expected))
        case "string_pattern_mismatch":
            return rules.WRONG_VALUE(place, f"{shown} is not {SHAPES[wrong.context['pattern']]}")
        case "shape":
            return rules.WRONG_VALUE(place, f"{shown} is not {wrong.context['what']}")
        case "string_too_short" | "too_short":
            return rules.WRONG_VALUE(place, "nothing stands here, and something must", help=_described(model, wrong))
        case "string_too_long":
            return rules.WRONG_VALUE(place, f"longer than {wrong.context['max_length']} characters", help="shorten it")
        case "dict_type" | "model_type" | "model_attributes_type":
            return rules.WRONG_SHAPE(place, f"keys and values are expected here, not {shown}", help=_described(model, wrong))
        case "tuple_type" | "list_type":
            return rules.WRONG_SHAPE(place, f"a list is expected here, not {shown}", help="write it as `[one, two]`")
        case "string_type":
            return rules.WRONG_SHAPE(place, f"text is expected here, not {shown}")
        case _:
            return rules.WRONG_VALUE(place, wrong.message[:1].lower() + wrong.message[1:])


def _shown(wrong: _Wrong) -> str:
    if wrong.on_key or wrong.type == "extra_forbidden":
        return f"`{short(str(wrong.keys[-1]))}`"
    match wrong.value:
        case dict():
            return "keys and values"
        case list():
            return "a list"
        case "":
            return "nothing"
        case text:
            return f"`{short(text)}`"


def _described(model: type[BaseModel], wrong: _Wrong) -> str | None:
    """What the missing or wrong key is for, from the description that feeds the schema."""
    keys = (*wrong.keys, wrong.name) if wrong.type == "missing" else wrong.keys
    schema = _schema_at(model, keys[:-1]) if keys else {}
    said = schema.get("properties", {}).get(keys[-1], {}).get("description") if keys else None
    return f"{keys[-1]}: {said[0].lower()}{said[1:].removesuffix('.')}" if said else None


def _known(model: type[BaseModel], keys: Sequence[Key]) -> list[str]:
    return list(_schema_at(model, keys).get("properties", {}))


def _schema_at(model: type[BaseModel], keys: Sequence[Key]) -> dict[str, Any]:
    """JSON Schema of what stands under `keys`: the one description that all forms read."""
    root = _schema(model)
    here: dict[str, Any] = root
    for key in (*keys, None):
        here = _mapping_member(root, here)
        if key is None:
            break
        if isinstance(key, int):
            here = here.get("items", {})
        else:
            named = here.get("properties", {}).get(key)
            here = named or here.get("additionalProperties") or next(iter(here.get("patternProperties", {}).values()), {})
    return here


class _WithoutDefaults(GenerateJsonSchema):
    """Only names and descriptions are read here; a default that JSON cannot hold is nothing to warn of."""

    ignored_warning_kinds = {"skipped-choice", "non-serializable-default"}


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(schema_generator=_WithoutDefaults)


def _mapping_member(root: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    """Follow references and choose, of a union, the member that holds keys."""
    while True:
        if "$ref" in here:
            here = root["$defs"][here["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in here:
            members = [_mapping_member(root, m) for m in here["anyOf"]]
            return next((m for m in members if m.get("type") in ("object", "array")), {})
        else:
            return here


def _goes_on_in_braces(root: Node | None, keys: Sequence[Key]) -> bool:
    """Whether a key stands in braces and after another, whose text it may be the rest of."""
    node = root
    for key in keys[:-1]:
        entry = node.child(key) if node else None
        node = entry[1] if entry else None
    first = node.items[0][0] if node is not None and node.style == "flow" and node.items else None
    return first is not None and first.value != keys[-1]


def _prose(source: SourceFile, root: Node | None, prose: Mapping[tuple[Key, ...], _Wrong]) -> Iterator[Finding]:
    """Keys without values in braces are the rest of a text with a comma in it: one finding for each text."""
    for parent in dict.fromkeys(keys[:-1] for keys in prose):
        node = root
        for key in parent:
            entry = node.child(key) if node else None
            node = entry[1] if entry else None
        assert node is not None, "the mapping was found in braces before"
        started: tuple[Node, Node] | None = None
        last: Node | None = None
        for key_node, value in node.items:
            assert key_node is not None, "items of a mapping have keys"
            if (*parent, key_node.value) in prose and started is not None:
                last = key_node
                continue
            if started and last:
                yield _split_text(source, started, last)
            started, last = (key_node, value), None
        if started and last:
            yield _split_text(source, started, last)


def _split_text(source: SourceFile, entry: tuple[Node, Node], last: Node) -> Finding:
    key, value = entry
    place = Place(source.path, span=Span(value.span.start, last.span.end))
    message = f"`,` inside braces ends the text of `{short(str(key.value))}`; `{short(str(last.value))}` became a key"
    return PROSE_IN_BRACES(place, message, help="quote it: put the whole text in double quotes")
