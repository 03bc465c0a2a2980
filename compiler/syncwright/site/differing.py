"""How the parts of one connector differ, such as its business units: what holds of each, and what each calls a field and does with it."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.crossing import Crossing
from syncwright.environments import told
from syncwright.parts import ConnectorPart, Word
from syncwright.records import Struct
from syncwright.site.overview import WAYS

UNKNOWN = "not documented"
_NOT_SAID = "nobody has decided it"


class Told(Struct, frozen=True):
    """One thing that holds of a part. `elsewhere`: what holds instead of other parts, by their addresses."""

    about: str
    name: str
    value: str
    by: str
    elsewhere: Sequence[tuple[str, str]]


class Field(Struct, frozen=True):
    """One field as a part has it, None where it does not sync there. `elsewhere`: what is otherwise in other parts, by their addresses."""

    object: str
    name: str
    here: Crossing | None
    elsewhere: Sequence[tuple[str, str]]


def words_of(part: ConnectorPart, others: Sequence[ConnectorPart]) -> list[Told]:
    """What holds of a part, beside the others."""
    known = [(one.address, {(word.about, word.name): _worded(word) for word in one.words}) for one in others]
    found = []
    for word in part.words:
        value = _worded(word)
        theirs = [(address, held.get((word.about, word.name), _NOT_SAID)) for address, held in known]
        by = "" if word.value in (None, ()) else part.address if word.own else part.address.partition("/")[0]
        found.append(Told(word.about, word.name.replace("_", " "), value, by, [one for one in theirs if one[1] != value]))
    return found


def fields_of(part: ConnectorPart, others: Sequence[ConnectorPart]) -> list[Field]:
    """Every field that syncs with it or with another, those that differ first, then by object and name."""
    own = {(one.object, one.field): one for one in part.fields}
    known = [(one.address, {(each.object, each.field): each for each in one.fields}) for one in others]
    keys = {*own, *(key for _, held in known for key in held)}
    found = [
        Field(*key, own.get(key), [(address, said) for address, held in known if (said := _otherwise(own.get(key), held.get(key)))])
        for key in keys
    ]
    return sorted(found, key=lambda one: (not one.elsewhere, one.object, one.name))


def _otherwise(here: Crossing | None, there: Crossing | None) -> str:
    """What is otherwise there, in words; empty if nothing is."""
    if here is None or there is None:
        return "" if here is there else "does not sync" if there is None else "syncs"
    left, right = _shown(here), _shown(there)
    return ", ".join(f"{name} {text}" for name, text in right.items() if text != left[name])


def _shown(one: Crossing) -> Mapping[str, str]:
    lost = "; ".join(f"{loss.way}: {loss.says}" for loss in one.losses)
    return {
        "called": one.there or UNKNOWN,
        "labelled": one.label_there or UNKNOWN,
        "of type": one.type_there or UNKNOWN,
        "goes": WAYS[one.direction],
        "wins:": (one.wins or UNKNOWN).replace("_", " "),
        "loses:": lost or "nothing that is known",
    }


def differing(parts: Sequence[ConnectorPart]) -> Iterator[tuple[str, list[str]]]:
    """What is not the same in all parts, with the value of each in their order."""
    every = [{(word.about, word.name): _worded(word) for word in one.words} for one in parts]
    for about, name in dict.fromkeys(key for held in every for key in held):
        values = [held.get((about, name), _NOT_SAID) for held in every]
        if len(set(values)) > 1:
            yield f"{about}: {name.replace('_', ' ')}", values


def _worded(word: Word) -> str:
    return "none" if word.value == () else told(word.value) or _NOT_SAID
