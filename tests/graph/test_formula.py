"""What a formula refers to: names are found, and nothing else is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.graph.formula import references

CASES = [
    ("Amount", ["Amount"]),
    ("Amount__c * 2 + Amount__c", ["Amount__c"]),
    ("Account.Owner.Email", ["Account.Owner.Email"]),
    ("Parent__r.Owner__r.Name", ["Parent__r.Owner__r.Name"]),
    ("Owner:User.FirstName & ' ' & Owner:Queue.QueueName", ["Owner:User.FirstName", "Owner:Queue.QueueName"]),
    ("$User.Id", ["$User.Id"]),
    ("$CustomMetadata.Rate__mdt.High.Value__c", ["$CustomMetadata.Rate__mdt.High.Value__c"]),
    ("IF(ISBLANK(Email), NULL, LOWER (Email))", ["Email"]),
    ("AND(IsActive, NOT IsConverted, TRUE, false, Null)", ["IsActive", "IsConverted"]),
    ('"Lead.Email" & Name', ["Name"]),
    ("'it\\'s Lead.Email' & Name", ["Name"]),
    ('"a \\" Lead.Email" & Name', ["Name"]),
    ('"a \\\\" & Name', ["Name"]),
    ("Name /* Lead.Email */ & Phone", ["Name", "Phone"]),
    ("Name /* 'not a text */ & Phone", ["Name", "Phone"]),
    ("'/* no comment' & Phone & ' */'", ["Phone"]),
    ("1.5e10 + 2E5 - Fee__c/3x", ["Fee__c"]),
    ("HYPERLINK('/' & Id, Name, \"_blank\")", ["Id", "Name"]),
    ("TEXT(Status)<>''&&Größe__c", ["Status", "Größe__c"]),
    ("{!Account.Name}", ["Account.Name"]),
    ("a\n+\tb -- c", ["a", "b", "c"]),
    ('Name & "no end Lead.Email', ["Name"]),
    ("Name /* no end Lead.Email", ["Name"]),
    ("", []),
]


@pytest.mark.parametrize(("formula", "expected"), CASES, ids=[formula[:30] for formula, _ in CASES])
def test_what_a_formula_refers_to(formula, expected):
    assert list(references(formula)) == expected


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text):
    assert all(path.strip() == path and path for path in references(text))


@given(st.lists(st.sampled_from(['"', "'", "\\", "/*", "*/", "a", "a.b", "$x", " ", "(", "1e"]), max_size=40).map("".join))
def test_no_quoting_is_too_odd(text):
    assert set(references(text)) <= set(references(text.replace("(", " "))) | set(references(text))


@pytest.mark.parametrize("piece", ['"', "\\", "/*", "a.", "a(", "'\\", "1.", "$", "a:"])
def test_time_grows_with_the_length_alone(piece):
    started = time.process_time()
    references(piece * 100_000)
    assert time.process_time() - started < 1
