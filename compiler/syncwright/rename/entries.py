"""A field under a new name: its entry in an object's spec, what the entry says of its former name, and everything else that names it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from syncwright.graph.formula import paths
from syncwright.graph.paths import Paths
from syncwright.inventory import Org
from syncwright.rename.asked import NotToRename
from syncwright.rename.files import Folder, Refused, Spec, names_of
from syncwright.rename.places import FIELD_NAMES, FIELD_PATHS, FORMULAS, Mention, mentions
from syncwright.syntax.respell import alone
from syncwright.syntax.tree import Tree, fold

#: The org of each environment, by the environment's name.
Orgs = Mapping[str, Org]
Names = Mapping[str, str]
#: The new name of a part of a formula's path: of the object it starts from, the parts, and the number of the part. None if it stays.
Meant = Callable[[str, Sequence[str], int], str | None]


def rename_fields(folder: Folder, names: Names, orgs: Orgs, org: Org) -> None:
    """Everything that names these fields. `org`: as the specs see it, for the paths of formulas."""
    for environment, held in orgs.items():
        for path, new in names.items():
            owner, _, old = path.partition(".")
            if held.field(owner, new) is not None and held.field(owner, old) is not None and fold(new) != fold(old):
                raise NotToRename(f"the org of `{environment}` has a field `{owner}.{new}` already, beside `{path}`")
    meant = _meant(names, org)
    for spec in folder.specs:
        for said, field in spec.fields():
            _entry(spec, said, field, names, orgs)
            _band(spec, said, field, names)
        taken = {one.text for one in spec.mentions(FIELD_PATHS) if one.part == "key"}
        for one in spec.mentions(FIELD_PATHS):
            if one.text in names:
                new = f"{one.text.partition('.')[0]}.{names[one.text]}"
                if one.part == "key" and new in taken:
                    raise Refused(spec.at(*one.keys), f"`{new}` stands here too")
                spec.spell(one, new)
        _names(spec, names)
        respell_formulas(spec, meant)


def _names(spec: Spec, names: Names) -> None:
    """Fields that are named without their object."""
    for pattern, of in FIELD_NAMES.get(spec.kind, {}).items():
        found = list(mentions(spec.tree, pattern))
        for one in found:
            new = names.get(f"{of or one.keys[1]}.{one.text}")
            if new is not None and any(other.text == new and other.keys[:-1] == one.keys[:-1] for other in found if other is not one):
                raise Refused(spec.at(*one.keys), f"`{new}` stands here too")
            if new is not None:
                spec.spell(one, new)


def _entry(spec: Spec, said: str, field: dict[str, Tree], names: Names, orgs: Orgs) -> None:
    """The entry's own name, or what `is:` says of it where the objects of the file go apart."""
    old = names_of(spec, said, field)
    new = {owner: names.get(f"{owner}.{name}", name) for owner, name in old.items()}
    if new == old:
        return
    known = field.get("is") or {}
    key = _key(spec, said, known, old, new)
    if key != said:
        spec.spell(Mention(("fields", said), "key", said), key)
    dropped = [owner for owner in known if owner in new and new[owner] != old[owner] and new[owner] == key]
    added = {owner: name for owner, name in new.items() if owner not in known and name != key}
    for owner in known:
        if owner in new and new[owner] not in (old[owner], key):
            spec.spell(Mention(("fields", said, "is", owner), "value", known[owner]), new[owner])
    if len(dropped) == len(known) and dropped and not added:
        spec.dropped.append(("fields", said, "is"))
    else:
        spec.dropped += [("fields", said, "is", owner) for owner in dropped]
    for owner, name in added.items():
        spec.put(("fields", key, "is", owner), name)
    _former(spec, said, key, field.get("previously"), _formerly(spec, said, field.get("previously"), old, new, orgs))


def _key(spec: Spec, said: str, known: Mapping[str, str], old: Names, new: Names) -> str:
    """What the entry is called from now on: the new name, if all objects that call the field by the entry's name have it."""
    by_key = [owner for owner in old if owner not in known]
    wanted = {new[owner] for owner in by_key}
    if len(wanted) != 1 or any(new[owner] == old[owner] for owner in by_key):
        return said
    [key] = wanted
    others = {fold(other) for other in spec.tree["fields"] if other != said}
    return said if fold(key) in others else key


def _formerly(spec: Spec, said: str, before: str | None, old: Names, new: Names, orgs: Orgs) -> str | None:
    """The name under which orgs still hold the field; its last one where no org tells."""
    changed = [owner for owner in old if new[owner] != old[owner]]
    needed: dict[str, str] = {}
    everywhere = bool(orgs)
    for environment, org in orgs.items():
        for owner in old:
            if org.field(owner, new[owner]) is not None:
                continue
            everywhere = False
            for name in (old[owner], before):
                if name is not None and name != new[owner] and org.field(owner, name) is not None:
                    needed.setdefault(name, f"`{owner}.{name}` in `{environment}`")
                    break
    if len(needed) > 1:
        message = f"a field has one former name, and orgs hold it as {' and as '.join(needed.values())}; finish the former rename first"
        raise Refused(spec.at("fields", said), message)
    if needed:
        return next(iter(needed))
    if before is not None:
        return None if before in {new[owner] for owner in changed} else before
    return None if everywhere else old[changed[0]]


def _former(spec: Spec, said: str, key: str, before: str | None, now: str | None) -> None:
    if before is not None and now is None:
        spec.dropped.append(("fields", said, "previously"))
    elif before is not None and now != before:
        spec.spell(Mention(("fields", said, "previously"), "value", before), now or "")
    elif now is not None and before is None:
        spec.put(("fields", key, "previously"), now)


def _band(spec: Spec, said: str, field: dict[str, Tree], names: Names) -> None:
    """The score behind a banded copy: one name for all objects of the file."""
    score = (field.get("band") or {}).get("of")
    if score is None:
        return
    owners = spec.objects()
    wanted = {names.get(f"{owner}.{score}", score) for owner in owners}
    place = Mention(("fields", said, "band", "of"), "value", score)
    if len(wanted) > 1:
        raise Refused(
            spec.at(*place.keys), f"this names `{score}` of {_together(owners)}: rename the field on all of them, or part the file"
        )
    if (new := wanted.pop()) != score:
        spec.spell(place, new)


# ------------------------------------------------------------------ formulas


def respell_formulas(spec: Spec, meant: Meant) -> None:
    """Parts of paths in formulas."""
    for one in spec.mentions(FORMULAS):
        owners = spec.objects()
        found = [list(_parts(one.text, owner, meant)) for owner in owners]
        if any(other != found[0] for other in found):
            raise Refused(spec.at(*one.keys), f"this reads fields of {_together(owners)}: rename them on all, or part the file")
        words: dict[tuple[str, str], list[int]] = {}
        for at, word, new in found[0]:
            index = sum(1 for match in re.finditer(alone(word), one.text) if match.start() < at)
            words.setdefault((word, new), []).append(index)
        for (word, new), indexes in words.items():
            spec.spell(one, new, was=word, within=tuple(indexes))


def _parts(formula: str, owner: str, meant: Meant) -> Iterator[tuple[int, str, str]]:
    """The parts of paths that get a new name: where they begin, what they are, what they become."""
    for start, path in paths(formula):
        parts, at = path.split("."), start
        for index, part in enumerate(parts):
            word = part.partition(":")[0]
            if (new := meant(owner, parts, index)) is not None:
                yield at, word, new
            at += len(part) + 1


def _meant(names: Names, org: Org) -> Meant:
    """Whether a part of a path is one of the fields, itself or as the relationship that it makes."""
    follow = Paths(org)
    wanted = {path.lower(): new for path, new in names.items()}
    words = {name.rpartition(".")[2][:-1] for name in wanted}

    def new_name(owner: str, parts: Sequence[str], index: int) -> str | None:
        word = parts[index].partition(":")[0]
        if word.lower()[:-1] not in words:
            return None
        path = ".".join([*parts[:index], _field(word)])
        passed = len(list(follow.reached(owner, ".".join([*parts[: index - 1], _field(parts[index - 1])])))) if index else 0
        ends = list(follow.reached(owner, path))[passed:]
        new = next((wanted[one.id.lower()] for one in ends if one.id.lower() in wanted), None)
        return new if new is None or word[-1:].lower() == "c" else f"{new[:-1]}r"

    return new_name


def _field(part: str) -> str:
    """The lookup behind a relationship of a custom field, `Device__c` for `Device__r`; a field's name stays."""
    word = part.partition(":")[0]
    return f"{word[:-1]}c" if word.lower().endswith(("__r", "__pr")) else word


def _together(owners: Sequence[str]) -> str:
    return " and ".join(f"`{owner}`" for owner in owners)
