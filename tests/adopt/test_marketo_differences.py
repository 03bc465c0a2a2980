"""Where a Marketo instance and the specs disagree about what the CRM manages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.instances import ESTATE, adopted, after, describe2, differ, field
from syncwright.text import SourceFile


def spec(fields: str, sync: str = "two-way", head: str = "object: Lead") -> dict[str, str]:
    text = f"{head}\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {{sync: {sync}, why: w, pii: none}}\nfields:\n{fields}"
    return {**ESTATE, "objects/lead.yaml": text}


def told(*args) -> list[tuple[str, str]]:
    return [(one.what, one.field) for one in differ(*args)]


@pytest.mark.parametrize(
    ("fields", "estate", "expected"),
    [
        ([field("rating", "Rating")], ESTATE, [("not in specs", "Lead.Rating")]),
        ([field("rating", "Rating")], spec("  Rating:\n"), []),
        ([field("rating", "Rating")], spec("  Rating: {sync: hidden}\n"), [("hidden in specs", "Lead.Rating")]),
        ([field("rating", "Rating", crm=False)], spec("  Rating:\n"), [("not managed", "Lead.Rating")]),
        ([field("other", "Other")], spec("  Rating:\n"), [("not known", "other"), ("not managed", "Lead.Rating")]),
        ([field("rating", "Rating", updateable=False)], spec("  Rating:\n"), [("read-only there", "Lead.Rating")]),
        ([field("rating", "Rating", updateable=False)], spec("  Rating:\n", "from-salesforce"), []),
        ([field("x", crm=False)], spec("  Tier__c: {at: {marketo: {field: tier}}}\n"), [("no such name", "Lead.Tier__c")]),
        ([field("tier")], spec("  Tier__c: {at: {marketo: {field: tier}}}\n"), []),
        (
            [field("country", "Country")],
            spec("  Address: {parts: {Country: , City: }}\n"),
            [("not in specs", "Contact.MailingCountry"), ("not managed", "Lead.City")],
        ),
    ],
    ids=["unnamed", "agreed", "hidden", "not managed", "unknown", "read-only", "read", "wrong name", "right name", "parts"],
)
def test_each_kind_of_difference_is_found_and_nothing_else(fields, estate, expected):
    assert told(describe2(*fields), estate) == expected


def test_a_difference_stands_where_somebody_can_mend_it():
    [hidden] = differ(describe2(field("rating", "Rating")), spec("  Rating: {sync: hidden}\n"))
    assert (hidden.place.path, hidden.place.keys) == ("specs/objects/lead.yaml", ("fields", "Rating"))
    source = describe2(field("rating", "Rating"))
    [unnamed] = differ(source)
    assert unnamed.place.path == "describe2.json"
    assert unnamed.place.span is not None
    assert source.line(unnamed.place.span.start.line).strip() == '"name": "rating",'


def test_a_field_of_marketo_alone_that_the_crm_manages_is_told_once():
    person = "object: Person\nof: marketo\nowner: ops\nwhy: w\nfields:\n  utm: {why: w, create: {label: UTM, type: string}}\n  own: {why: w, create: {label: Own, type: string}}\n"
    source = describe2(field("utm", "UTM"), field("own", "Own", crm=False))
    assert told(source, {**ESTATE, "objects/person.yaml": person}) == [("not alone", "utm")]


def test_a_list_of_names_alone_disagrees_with_nothing():
    assert told(SourceFile("f.csv", b"REST API Name\nrating\nother\n"), spec("  Tier__c:\n")) == []


MARKETO = st.sampled_from(
    [
        "title",
        "country",
        "city",
        "billingCity",
        "sicCode",
        "rating",
        "phone",
        "industry",
        "Tier__c",
        "siteRole",
        "Segment__c",
        "Score__c",
        "utm",
        "id",
    ]
)
LABELS = {"siteRole": "Role on site", "country": "Country", "city": "City", "billingCity": "Billing City"}


@settings(max_examples=40)
@given(st.dictionaries(MARKETO, st.tuples(st.booleans(), st.booleans()), min_size=1))
def test_after_an_adoption_nothing_that_the_crm_manages_is_unnamed_and_adopting_again_writes_nothing(chosen):
    source = describe2(*(field(name, LABELS.get(name, name), crm=crm, updateable=writable) for name, (crm, writable) in chosen.items()))
    done = adopted(source)
    estate = after(done)
    left = {one.what for one in differ(source, estate)}
    assert left <= {"not known", "not managed"}
    assert adopted(source, estate).files == {}
    assert (
        done.counts["read"]
        == len(chosen)
        == sum(done.counts[kind] for kind in ("named_already", "added", "alone", "own", "always_visible", "unknown"))
    )
