#!/usr/bin/env python3
"""`estate.py FIELDS OUT [--seed N]`: a made-up estate and the org it describes, the same bytes for the same arguments.

OUT/specs  an estate in our language, all styles of writing mixed: a file an object, and for two of ten objects one more that they share.
OUT/org    the same objects and fields as an SFDX project, one file a field.

FIELDS counts pairs of object and field, 100 an object; the last object has what is left.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

# `bench` is a package below tests/, as pytest sees it, also when this file is run by itself.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import org_text, spec_text
from bench.spec_text import Shared
from bench.vocabulary import ADDRESS, ASPECTS, EVENTS, SUBJECTS, THINGS, Aspect

PER_OBJECT = 100
#: The first two objects of so many share a file, and in it so many fields.
FAMILY = 10
SHARED = 10
_OBJECTS = "org/force-app/main/default/objects"
_POOL = [(f"{subject}_{aspect.word}__c", aspect) for subject in SUBJECTS for aspect in ASPECTS]


@dataclass(frozen=True, slots=True)
class Made:
    """One object: its own fields, and those it shares with its neighbour."""

    name: str
    own: list[tuple[str, Aspect]]
    shared: list[tuple[str, Aspect]]


def files(fields: int, seed: int) -> Iterator[tuple[str, str]]:
    """Every file by its path below OUT."""
    yield "org/sfdx-project.json", org_text.PROJECT
    yield "org/force-app/main/default/profiles/Minimum Access - Salesforce.profile-meta.xml", org_text.PROFILE
    for path, text in spec_text.standing_files().items():
        yield f"specs/{path}", text
    sizes = [min(PER_OBJECT, fields - start) for start in range(0, fields, PER_OBJECT)]
    for start in range(0, len(sizes), FAMILY):
        # A generator of its own for each family: the beginning of a large estate is the small one.
        rng = Random(f"{seed} {start}")
        yield from _family(rng, start, sizes[start : start + FAMILY])


def _family(rng: Random, start: int, sizes: list[int]) -> Iterator[tuple[str, str]]:
    pairing = len(sizes) > 1 and sizes[1] >= 2 * SHARED
    shared = _shared(rng, people=start == 0) if pairing else []
    for offset, size in enumerate(sizes):
        with_us = [(names[offset], aspect) for names, aspect in shared] if offset < 2 else []
        one = _object(rng, start + offset, size, with_us)
        yield f"specs/objects/{_stem(start + offset, one.name)}.yaml", spec_text.object_file(rng, one.name, one.own)
        yield from _org(one)
    if pairing:
        objects = (_object_name(start), _object_name(start + 1))
        yield f"specs/objects/{start:05d}_shared.yaml", spec_text.shared_file(rng, objects, shared)


def _shared(rng: Random, *, people: bool) -> list[Shared]:
    """The fields of one idea on both objects; some of them have two names."""
    address = [(("Address", "MailingAddress"), ADDRESS)] if people else []
    picked = rng.sample(_POOL, SHARED - len(address))
    return address + [((name, f"Other_{name}" if i % 3 == 0 else name), aspect) for i, (name, aspect) in enumerate(picked)]


def _object(rng: Random, index: int, size: int, shared: list[tuple[str, Aspect]]) -> Made:
    taken = {name for name, _ in shared}
    pool = [pair for pair in _POOL if pair[0] not in taken]
    return Made(_object_name(index), rng.sample(pool, size - len(shared)), shared)


def _object_name(index: int) -> str:
    """Leads and contacts first; every other object is a custom one."""
    if index < 2:
        return ("Lead", "Contact")[index]
    thing, event = THINGS[index % len(THINGS)], EVENTS[index // len(THINGS) % len(EVENTS)]
    return f"{thing}_{event}_{index:04d}__c"


def _stem(index: int, name: str) -> str:
    return f"{index:05d}_{name.removesuffix('__c').lower()}"


def _org(one: Made) -> Iterator[tuple[str, str]]:
    yield f"{_OBJECTS}/{one.name}/{one.name}.object-meta.xml", org_text.object_file(one.name)
    for name, aspect in one.own + one.shared:
        yield f"{_OBJECTS}/{one.name}/fields/{name}.field-meta.xml", org_text.field_file(name, aspect)


def write(out: Path, made: Iterator[tuple[str, str]]) -> None:
    """Write the files below `out`, which is made if need be."""
    folders: set[Path] = set()
    for name, text in made:
        path = out / name
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Read the arguments and write the estate."""
    parser = argparse.ArgumentParser(description="Write a made-up estate and the org it describes.")
    parser.add_argument("fields", type=int, help="how many fields, over all objects")
    parser.add_argument("out", type=Path, help="folder to write into")
    parser.add_argument("--seed", type=int, default=1)
    said = parser.parse_args()
    if said.fields < 1:
        parser.error("an estate has at least one field")
    write(said.out, files(said.fields, said.seed))


if __name__ == "__main__":
    main()
