"""What is said of a field at an address: key by key the nearest holds, and a connector's way is the widest of its units'."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_estate import FILES, compiled, placed, spec
from syncwright.catalog.at import direction, inherits, part_said_at, place_said, said_at, widest
from syncwright.catalog.meaning import differing
from syncwright.graph.said import direction_place

IN, OUT, BOTH, HID = "from-salesforce", "to-salesforce", "two-way", "hidden"
AE = FILES["connectors/ae.yaml"] + ("marketing_data_sharing: true\nbusiness_units: {amer: {why: the Americas}, emea: {why: Europe}}\n")


def catalog_of(said: str, defaults: str = "{}", more: str = ""):
    compilation = compiled(
        {"connectors/ae.yaml": AE, "objects/lead.yaml": spec("Lead", {"Motto__c": said}, "marketo, ae", defaults) + more}
    )
    assert compilation.catalog is not None
    return compilation.catalog


def field_of(said: str, defaults: str = "{}"):
    return catalog_of(said, defaults).objects["Lead"].fields["Motto__c"]


#: What the field says, what its file says of all, and the ways of the connector, of amer and of emea.
DIRECTIONS = [
    ("sync: two-way", "{}", (BOTH, BOTH, BOTH)),
    ("sync: two-way, at: {ae/emea: {sync: hidden}}", "{}", (BOTH, BOTH, HID)),
    ("sync: hidden, at: {ae/emea: {sync: from-salesforce}}", "{}", (IN, HID, IN)),
    ("sync: from-salesforce, at: {ae/emea: {sync: to-salesforce}}", "{}", (BOTH, IN, OUT)),
    ("sync: hidden, at: {ae: {sync: from-salesforce}, ae/emea: {sync: to-salesforce}}", "{}", (BOTH, IN, OUT)),
    ("sync: two-way, at: {ae/amer: {sync: from-salesforce}, ae/emea: {sync: from-salesforce}}", "{}", (IN, IN, IN)),
    ("at: {ae: {sync: hidden}}", "{at: {ae/emea: {sync: two-way}}}", (HID, HID, HID)),
    ("at: {ae/amer: {sync: from-salesforce}}", "{at: {ae/emea: {sync: to-salesforce}}}", (BOTH, IN, OUT)),
    ("sync: from-salesforce", "{at: {ae/emea: {sync: two-way}}}", (IN, IN, IN)),
    ("sync: {marketo: two-way}, at: {ae/emea: {sync: from-salesforce}}", "{}", (IN, HID, IN)),
    ("sync: two-way, at: {ae/emea: {sync: hidden}}, retire: {stage: hidden, since: 2026-01-01}", "{}", (HID, HID, HID)),
]


@pytest.mark.parametrize(("said", "defaults", "ways"), DIRECTIONS)
def test_a_unit_goes_its_own_way_and_its_connector_the_widest(said, defaults, ways):
    field = field_of(said, defaults)
    assert (field.directions["ae"], direction(field, "ae/amer"), direction(field, "ae/emea")) == ways
    assert direction(field, "ae") == ways[0]


def test_of_each_key_the_nearest_holds():
    field = field_of(
        "at: {ae: {field: of_connector, type: text}, ae/emea: {field: of_unit}}",
        "{sync: two-way, at: {ae/emea: {type: number, wins: salesforce}, ae: {wins: account_engagement, values: [a, b]}}}",
    )
    assert (one := said_at(field, "ae/emea")) is not None
    assert (one.field, one.type, one.wins, one.values) == ("of_unit", "text", "salesforce", ("a", "b"))
    assert (other := said_at(field, "ae/amer")) is not None
    assert (other.field, other.wins) == ("of_connector", "account_engagement")
    assert said_at(field, "marketo") is None


def test_the_place_is_where_the_nearest_stands():
    field = field_of("at: {ae: {field: x}, ae/emea: {type: text}}", "{sync: two-way, at: {ae: {wins: salesforce, type: number}}}")
    said = {key: place_said(field, "ae/emea", key) for key in ("field", "type", "wins", "values")}
    assert {key: place.keys for key, place in said.items() if place is not None} == {
        "field": ("fields", "Motto__c", "at", "ae", "field"),
        "type": ("fields", "Motto__c", "at", "ae/emea", "type"),
        "wins": ("defaults", "at", "ae", "wins"),
    }


def test_what_a_file_says_of_all_holds_where_the_field_says_nothing_nearer():
    field = field_of("at: {ae: {type: text}}", "{sync: two-way, at: {ae: {type: number}, ae/emea: {type: date, wins: salesforce}}}")
    assert not inherits(field, "ae", "type")
    assert not inherits(field, "ae")
    assert inherits(field, "ae/emea")
    assert not inherits(field, "ae/emea", "type")


def test_a_default_that_only_its_key_leaves_open_is_part_of_what_the_field_means():
    before = catalog_of("at: {ae: {field: x}}", "{sync: two-way, at: {ae: {wins: salesforce}}}")
    after = catalog_of("at: {ae: {field: x}}", "{sync: two-way, at: {ae: {wins: account_engagement}}}")
    on_the_field = catalog_of("at: {ae: {field: x, wins: salesforce}}", "{sync: two-way}")
    assert differing(before, after) == ["object/Lead#Motto__c"]
    assert differing(before, on_the_field) == []


def test_a_part_has_words_of_its_own():
    text = "  Address: {why: w, parts: {City: {at: {ae: {field: town}, ae/emea: {type: text}}}}}\n"
    compilation = compiled({"connectors/ae.yaml": AE, "objects/lead.yaml": spec("Lead", text, "ae", "{sync: two-way}")})
    part = compilation.catalog.objects["Lead"].fields["Address"].spec.parts["City"]
    assert (part_said_at(part, "ae/emea").field, part_said_at(part, "ae/emea").type) == ("town", "text")
    assert part_said_at(part, "ae/amer").type is None


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("at: {ae/apac: {type: text}}", "`ae` has no `apac`"),
        ("at: {marketo/emea: {type: text}}", "`marketo` has nothing inside it that could be addressed"),
        ("at: {other/emea: {type: text}}", "`other` is not among the connectors that this file is `for`"),
    ],
)
def test_an_address_that_is_not_there_is_found(said, says):
    files = {"connectors/ae.yaml": AE, "objects/lead.yaml": spec("Lead", {"Motto__c": said}, "marketo, ae", "{sync: two-way}")}
    [one] = [one for one in compiled(files).diagnostics if one.rule.id == "REF406"]
    assert (placed(one), one.message) == ("objects/lead.yaml:7:27", says)


def test_what_is_no_address_is_refused_with_its_place():
    files = {"connectors/ae.yaml": AE, "objects/lead.yaml": spec("Lead", {"Motto__c": "at: {ae/: {type: text}}"}, "ae", "{sync: two-way}")}
    assert any("`ae/` is not a connector, such as `marketo` or `ae/emea`" in one.message for one in compiled(files).diagnostics)


WAYS = (IN, OUT, BOTH, HID)


@given(st.lists(st.sampled_from(WAYS), max_size=5))
def test_the_widest_does_all_that_any_does_whatever_their_order(ways):
    does = {IN: {"read"}, OUT: {"write"}, BOTH: {"read", "write"}, HID: set()}
    assert does[widest(ways)] == set().union(*(does[way] for way in ways))
    assert widest(ways) == widest(reversed(ways))


def test_every_pair_of_units_gives_its_connector_the_widest():
    for amer, emea in product(WAYS, WAYS):
        field = field_of(f"sync: hidden, at: {{ae/amer: {{sync: {amer}}}, ae/emea: {{sync: {emea}}}}}")
        assert (direction(field, "ae/amer"), direction(field, "ae/emea")) == (amer, emea)
        assert field.directions["ae"] == widest((amer, emea))


@pytest.mark.parametrize(
    ("said", "defaults", "keys"),
    [
        ("at: {ae/emea: {sync: hidden}}", "{sync: two-way}", ("defaults", "sync")),
        ("sync: hidden, at: {ae/emea: {sync: two-way}}", "{}", ("fields", "Motto__c", "at", "ae/emea", "sync")),
        ("at: {ae: {sync: hidden}, ae/emea: {sync: two-way}}", "{}", ("fields", "Motto__c", "at", "ae/emea", "sync")),
        ("at: {ae: {sync: from-salesforce}, ae/emea: {sync: to-salesforce}}", "{}", ("fields", "Motto__c", "at", "ae", "sync")),
        ("", "{sync: hidden, at: {ae/emea: {sync: two-way}}}", ("defaults", "at", "ae/emea", "sync")),
    ],
)
def test_the_place_of_a_connectors_direction_is_where_it_is_said(said, defaults, keys):
    assert direction_place(field_of(said, defaults), "ae").keys == keys
