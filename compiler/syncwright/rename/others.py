"""What is no field under a new name: a value of a picklist, an object, and what the estate has named itself."""

import re
from collections.abc import Iterator, Mapping, Sequence

from syncwright.expression.tokens import tokens
from syncwright.inventory import Org
from syncwright.rename.asked import NotToRename, RenameObject, RenameOurs, RenameValue
from syncwright.rename.entries import respell_formulas
from syncwright.rename.files import Folder, Refused, Spec, names_of
from syncwright.rename.places import CONDITIONS, OBJECTS, OF_OBJECTS, OURS, Mention, mentions
from syncwright.syntax.respell import alone
from syncwright.syntax.tree import Tree, fold

#: What stands before a name in a filter.
_BEFORE_NAMES = {"filter": ("filter",), "map": ("keys", "of")}
#: Globals of formulas whose next part is an object.
_BEFORE_OBJECTS = ("$setup", "$custommetadata")


def rename_value(folder: Folder, asked: RenameValue, orgs: Mapping[str, Org]) -> None:
    """A value where a field's `values:` name it, with the value that it was before."""
    found = False
    for spec in folder.specs:
        for said, field in spec.fields():
            paths = [f"{owner}.{name}" for owner, name in names_of(spec, said, field).items()]
            values = field.get("values") or {}
            if asked.old not in values or not set(paths) & set(asked.fields):
                continue
            found = True
            if not set(paths) <= set(asked.fields):
                message = (
                    f"these values are those of {' and '.join(f'`{path}`' for path in paths)}; name all: `'{' '.join(paths)}:{asked.old}'`"
                )
                raise Refused(spec.at("fields", said, "values", asked.old), message)
            if any(fold(other) == fold(asked.new) for other in values if other != asked.old):
                raise NotToRename(f"`{paths[0]}` has a value `{asked.new}` already")
            _value(spec, said, values[asked.old] or {}, asked, _held(paths, orgs))
    if not found:
        said = " and ".join(f"`{path}`" for path in asked.fields)
        raise NotToRename(f"no spec names the value `{asked.old}` under `values:` of {said}")


def _value(spec: Spec, said: str, value: dict[str, Tree], asked: RenameValue, held: set[str]) -> None:
    keys = ("fields", said, "values")
    spec.spell(Mention((*keys, asked.old), "key", asked.old), asked.new)
    for one in mentions(spec.tree["fields"][said], "create.order"):
        if one.text == asked.old:
            spec.spell(Mention(("fields", said, *one.keys), one.part, one.text), asked.new)
    before = value.get("previously") or []
    before = before if isinstance(before, list) else [before]
    now = _formerly(before, asked, held)
    if now == before:
        return
    if before and now[: len(before)] != before:
        spec.dropped.append((*keys, asked.old, "previously"))
    if now:
        spec.put((*keys, asked.new, "previously"), now if len(now) > 1 or before else now[0])


def _formerly(before: list[str], asked: RenameValue, held: set[str]) -> list[str]:
    """The values that records may still have. One that no org holds, while orgs hold the one before it, was never there."""
    left = [one for one in before if one != asked.new]
    was_there = asked.old in held or not (before and held & set(before))
    return (
        left if asked.old in left or (before and len(left) < len(before) and asked.old not in held) or not was_there else [*left, asked.old]
    )


def _held(paths: Sequence[str], orgs: Mapping[str, Org]) -> set[str]:
    """The values that orgs give these fields."""
    found: set[str] = set()
    for org in orgs.values():
        for path in paths:
            field = org.field(*path.split(".", 1))
            if field is not None:
                shared = org.value_sets.get(field.value_set or "")
                found.update(field.values, shared.values if shared is not None else ())
    return found


def rename_object(folder: Folder, asked: RenameObject) -> None:
    """An object, everywhere."""
    for spec in folder.specs:
        for one in spec.mentions(OBJECTS):
            if one.text == asked.old:
                spec.spell(one, asked.new)
        for one in spec.mentions(OF_OBJECTS):
            owner, dot, rest = one.text.partition(".")
            if owner == asked.old and dot:
                spec.spell(one, f"{asked.new}.{rest}")
        respell_formulas(spec, lambda _owner, parts, index: asked.new if _an_object(parts, index, asked.old) else None)


def _an_object(parts: Sequence[str], index: int, name: str) -> bool:
    return index == 1 and parts[0].lower() in _BEFORE_OBJECTS and fold(parts[1]) == fold(name)


def rename_ours(folder: Folder, asked: RenameOurs) -> None:
    """What the estate has named itself, and everything that refers to it."""
    for spec in folder.specs:
        for one, new in _ours(spec, asked):
            spec.spell(one, new)
        if asked.kind in _BEFORE_NAMES:
            for one in spec.mentions(CONDITIONS):
                if within := tuple(_in_condition(one.text, asked)):
                    spec.spell(one, asked.new, was=asked.old, within=within)


def _in_condition(text: str, asked: RenameOurs) -> Iterator[int]:
    """Where a filter names it: which of the places at which the word stands alone."""
    held = tokens(text)
    before = _BEFORE_NAMES[asked.kind]
    for index, token in enumerate(held):
        words = tuple(one.text for one in held[max(0, index - len(before)) : index])
        if token.kind == "name" and token.text == asked.old and words == before:
            yield sum(1 for match in re.finditer(alone(asked.old), text) if match.start() < token.at.start)


def _ours(spec: Spec, asked: RenameOurs) -> Iterator[tuple[Mention, str]]:
    owner, _, unit = asked.old.partition("/")
    if unit and spec.kind == "connector" and spec.tree["connector"] == owner:
        yield from ((one, asked.new.partition("/")[2]) for one in mentions(spec.tree, "*.@") if one.text == unit)
    for one in spec.mentions(OURS[asked.kind]):
        if one.text == asked.old:
            yield one, asked.new
        elif asked.kind == "connector" and one.text.startswith(f"{asked.old}/"):
            yield one, asked.new + one.text[len(asked.old) :]
