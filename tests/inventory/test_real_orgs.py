"""Real orgs are read whole: what the readers find is what was counted when the trees were collected, by other means (SOURCE.md in each).

There a name with a placeholder for a namespace is another one than the same name without; here it is so with a namespace filled in.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from syncwright.files import read_tree
from syncwright.inventory import Field
from syncwright.inventory.access import Holder
from syncwright.inventory.holders import SUFFIXES as HOLDERS
from syncwright.inventory.holders import holder_file
from syncwright.inventory.reader import SUFFIXES, Imported, read_sources
from syncwright.inventory.source import Reading, Unreadable
from syncwright.inventory.tokens import filled, filled_path
from syncwright.limits import INVENTORY
from syncwright.text import SourceFile

pytestmark = pytest.mark.real_orgs

TREES = (
    "dreamhouse ebikes nav-arbeidsgiver nebula-logger npsp outboundfunds "
    "sercante-campaign-influence sercante-campaign-name-enforcer sercante-protected-campaign-statuses"
).split()

#: What SOURCE.md calls the kinds of objects.
KINDS = {"custom-setting": "setting", "custom-metadata": "metadata", "platform-event": "event", "big-object": "big"}

#: A manifest that has the name of a profile, and is counted as one there.
MANIFESTS = {"outboundfunds": 1}

#: Rows that stand twice in one file.
REPEATED = {"npsp": 11}

#: What there is to say of a tree, by rule. Nothing is an error.
TOLD = {"npsp": {"INV307": 2, "INV308": 2}, "outboundfunds": {"INV306": 1}}


class Tree(NamedTuple):
    """One tree: its files, what each alone says, what they say together, and the counts that came with it."""

    name: str
    sources: list[SourceFile]
    alone: list[Imported]
    whole: Imported
    counts: dict[str, list[int]]
    kinds: dict[str, int]


@pytest.fixture(scope="module", params=TREES)
def tree(request, real_data) -> Tree:
    folder = real_data / request.param
    read = read_tree(str(folder), SUFFIXES, INVENTORY)
    assert read.findings == []
    alone = [read_sources([one]) for one in read.sources]
    counts = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", (folder / "SOURCE.md").read_text("utf-8"), re.MULTILINE))
    kinds = {KINDS.get(kind, kind): int(number) for kind, number in re.findall(r"([a-z-]+) (\d+)", counts["objects"])}
    numbers = {what: [int(number) for number in re.findall(r"\d+", said)] for what, said in counts.items()}
    return Tree(request.param, read.sources, alone, read_sources(read.sources, namespace="zz9"), numbers, kinds)


def fields(tree: Tree) -> list[Field]:
    """Every field. The name of a record is none where no file lists it as a field."""
    owners = tree.whole.objects.values()
    return [field for owner in owners for name, field in owner.fields.items() if name != "Name" or field.fls is None]


def test_every_file_is_read_and_nothing_is_wrong_with_it(tree):
    assert Counter(one.rule.id for one in tree.whole.findings) == TOLD.get(tree.name, {})
    assert all(one.rule.severity != "error" for one in tree.whole.findings)


def test_objects_are_those_that_were_counted_by_kind(tree):
    kinds = Counter(one.kind for one in tree.whole.objects.values())
    assert (len(tree.whole.objects), kinds) == (tree.counts["objects"][0], tree.kinds)


def test_fields_are_those_that_were_counted(tree):
    found, counts = fields(tree), tree.counts
    assert len(found) == counts["field definitions"][0]
    assert sum(one.formula is not None for one in found) == counts["formula"][0]
    # Relationships of custom metadata that are required were not counted.
    required = [one for one in found if one.required and one.type != "MetadataRelationship"]
    assert len(required) == counts["required (metadata `required=true`)"][0]
    types = Counter(one.type for one in found)
    assert [types["MasterDetail"], types["Summary"], types["Lookup"]] == [
        counts[what][0] for what in ("master-detail", "roll-up summary", "lookup")
    ]
    names = [owner.fields["Name"].type for owner in tree.whole.objects.values() if "Name" in owner.fields]
    assert [types["AutoNumber"], names.count("AutoNumber")] == counts["auto-number"]
    assert [sum(one.external_id for one in found), sum(one.unique for one in found)] == counts["external id / unique"]
    assert sum(one.controlled_by is not None for one in found) == counts["dependent picklists"][0]
    assert [sum(getattr(one, name) is not None for one in found) for name in ("description", "help", "classification")] == counts[
        "fields with description / inline help / securityClassification"
    ]


def test_roll_ups_and_lookups_have_their_targets(tree):
    custom = [one for owner in tree.whole.objects.values() for name, one in owner.fields.items() if name.endswith("__c")]
    assert all(one.summary and one.summary_over for one in custom if one.type == "Summary")
    assert all(one.references for one in custom if one.type in ("Lookup", "MasterDetail", "MetadataRelationship"))


def test_value_sets_are_those_that_were_counted(tree):
    held = tree.whole.value_sets.values()
    on_sets = sum(one.value_set is not None for one in fields(tree))
    kinds = Counter(one.kind for one in held)
    assert [on_sets, kinds["global"], kinds["standard"]] == tree.counts["picklists on a global value set"]
    assert all(one.values for one in held)


def test_record_types_and_validation_rules_are_those_that_were_counted(tree):
    owners = [owner for one in tree.alone for owner in one.objects.values()]
    assert [sum(len(one.validation_rules) for one in owners), sum(len(one.record_types) for one in owners)] == tree.counts[
        "validation rules / record types"
    ]


def test_permission_sets_groups_and_profiles_are_those_that_were_counted(tree):
    people = [one.people for one in tree.alone]
    found = [sum(len(getattr(one, kind)) for one in people) for kind in ("permission_sets", "groups", "muting_sets", "profiles")]
    found[-1] += MANIFESTS.get(tree.name, 0)
    assert found == tree.counts["permission sets / groups / muting / profiles"]


def test_rows_are_those_that_were_counted(tree):
    rows = Counter(row for source in tree.sources for row in kinds_of_rows(source))
    rows["fields"] += REPEATED.get(tree.name, 0)
    assert [rows[kind] for kind in ("fields", "objects", "permissions")] == tree.counts["FLS / object / user permission entries"]


def kinds_of_rows(source: SourceFile) -> Iterator[str]:
    """The kind of each row of a file, also of those that grant nothing."""
    if Path(source.path.removesuffix("-meta.xml")).suffix not in HOLDERS:
        return
    try:
        read = holder_file(Reading(filled(source), filled_path(source.path)))
    except Unreadable:
        return
    assert isinstance(read.holder, Holder)
    for kind, held in [*read.holder.rows.items(), *read.off.items()]:
        yield from [kind] * len(held)
