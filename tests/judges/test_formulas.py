"""Salto's formula reader finds the same names in formulas as we do, as far as it can read them."""

import json

import pytest

from judges import formulas
from syncwright.graph.formula import references

#: What it takes for a name and is none.
WORDS = {"null", "true", "false", "not", "and", "or"}


def compared(texts: list[str]) -> int:
    """How many formulas both read. To the judge the two sides of a colon, as in `Owner:User.Name`, are two names."""
    both = 0
    for text, theirs in zip(texts, formulas.names(texts), strict=True):
        if theirs is not None:
            both += 1
            ours = {part.lower() for one in references(text) for part in one.split(":")}
            assert ours == {one.lower() for one in theirs} - WORDS, text
    return both


@pytest.mark.real_orgs
def test_on_the_formulas_of_real_orgs(real_data):
    from graph.test_real_orgs import COUNTED
    from graph.test_real_orgs import formulas as of_tree

    texts = [text for tree in COUNTED for _, _, text in of_tree(real_data / tree) if "%%%" not in text]
    assert compared(texts) > 200


@pytest.mark.real_orgs
def test_on_formulas_of_every_function(real_data):
    lines = [line for path in sorted((real_data / "formula-golden").glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    texts = sorted({json.loads(line)["formula"] for line in lines[:4_000]})
    assert compared(texts) > 500


def test_on_what_is_odd():
    texts = [
        "Account.Owner.Email & Foo__r.Bar__r.Baz__c",
        "IF(Owner:User.IsActive, $User.Id, 'it\\'s')",
        '"Lead.Email" & Name',
        "Name /* Lead.Email */ & Phone",
        "$CustomMetadata.Rate__mdt.High.Value__c",
    ]
    assert compared(texts) == len(texts)
