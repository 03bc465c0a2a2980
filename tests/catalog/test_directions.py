"""Which way a field goes for each connector, from what the field, the file and the connectors' details say."""

import pytest

from small_estate import clean, compiled, found, spec, told

IN, OUT, BOTH, HID = "from-salesforce", "to-salesforce", "two-way", "hidden"

#: What the field says, what `defaults:` says, and the directions for marketo and ae.
TABLE = [
    ("sync: two-way", "{}", BOTH, BOTH),
    ("", "{sync: from-salesforce}", IN, IN),
    ("sync: two-way", "{sync: from-salesforce}", BOTH, BOTH),
    ("sync: hidden", "{sync: two-way}", HID, HID),
    # a mapping: who is not named sees nothing
    ("sync: {marketo: two-way}", "{sync: from-salesforce}", BOTH, HID),
    ("sync: {ae: to-salesforce, marketo: hidden}", "{}", HID, OUT),
    ("", "{sync: {ae: two-way}}", HID, BOTH),
    ("sync: two-way", "{sync: {ae: hidden}}", BOTH, BOTH),
    # details of one connector
    ("sync: two-way, at: {ae: {sync: hidden}}", "{}", BOTH, HID),
    ("at: {ae: {sync: hidden}}", "{sync: two-way}", BOTH, HID),
    ("at: {ae: {field: f}}", "{sync: two-way}", BOTH, BOTH),
    ("sync: {marketo: two-way}, at: {ae: {sync: to-salesforce}}", "{}", BOTH, OUT),
    ("", "{sync: two-way, at: {ae: {sync: from-salesforce}}}", BOTH, IN),
    ("at: {ae: {sync: hidden}}", "{sync: two-way, at: {ae: {sync: from-salesforce}}}", BOTH, HID),
    ("at: {marketo: {sync: hidden}}", "{sync: two-way, at: {ae: {sync: from-salesforce}}}", HID, IN),
    # a direction of the field's own goes before the file's details of a connector
    ("sync: two-way", "{sync: hidden, at: {ae: {sync: from-salesforce}}}", BOTH, BOTH),
    # details alone are a direction too
    ("at: {ae: {sync: two-way}}", "{}", HID, BOTH),
    ("", "{at: {marketo: {sync: from-salesforce}}}", IN, HID),
    # on its way out
    ("sync: two-way, retire: {stage: hidden, since: 2026-01-01}", "{}", HID, HID),
    ("at: {ae: {sync: two-way}}, retire: {stage: delete, since: 2026-01-01}", "{sync: two-way}", HID, HID),
]


@pytest.mark.parametrize(("said", "defaults", "marketo", "ae"), TABLE)
def test_a_field_goes(said, defaults, marketo, ae):
    catalog = clean({"objects/contact.yaml": spec("Contact", {"Score__c": said}, "marketo, ae", defaults)}).catalog
    assert catalog.objects["Contact"].fields["Score__c"].directions == {"marketo": marketo, "ae": ae}


def test_the_direction_of_records_is_that_of_fields_that_say_none():
    text = "object: Lead\nowner: ops\nwhy: w\nfor: [marketo]\nsync: from-salesforce\nfields: {Score__c: {why: w, pii: none}}\n"
    lead = clean({"objects/lead.yaml": text}).catalog.objects["Lead"]
    assert lead.fields["Score__c"].directions == lead.records == {"marketo": IN}


def test_a_connector_that_the_file_is_not_for_has_no_direction_at_all():
    lead = clean({"objects/lead.yaml": spec("Lead", {"Score__c": "sync: two-way"}, "marketo")}).catalog.objects["Lead"]
    assert lead.fields["Score__c"].directions == {"marketo": BOTH}
    assert (lead.syncs("marketo"), lead.syncs("ae")) == (True, False)


@pytest.mark.parametrize(
    ("said", "defaults"), [("", "{}"), ("at: {ae: {field: f}}", "{}"), ("", "{at: {ae: {wins: salesforce}}}"), ("pii: none", "{pii: none}")]
)
def test_a_field_of_which_nothing_says_the_direction_is_a_finding(said, defaults):
    text = spec("[Lead, Contact]", {"Score__c": said}, "marketo, ae", defaults)
    assert found(compiled({"objects/lead.yaml": text})) == [("REF412", "objects/lead.yaml:7:3")]


def test_an_object_that_syncs_by_no_field_syncs_by_its_records():
    text = "object: OpportunityContactRole\nwhy: w\nfor: [marketo, ae]\nsync: {marketo: from-salesforce}\nfields: {}\n"
    one = clean({"objects/role.yaml": text}).catalog.objects["OpportunityContactRole"]
    assert (one.syncs("marketo"), one.syncs("ae")) == (True, False)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [(IN, IN, IN), (IN, OUT, BOTH), (HID, OUT, OUT), (HID, HID, HID), (BOTH, IN, BOTH), (OUT, BOTH, BOTH)],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_what_two_files_say_of_records_adds_up_in_any_order(one, other, together, swapped):
    text = "object: Loose__c\nwhy: w\nused_by: w\nfor: [marketo]\nsync: {}\nfields: {{}}\n"
    first, second = (other, one) if swapped else (one, other)
    compilation = clean({"objects/a.yaml": text.format(first), "objects/b.yaml": text.format(second)})
    assert compilation.catalog.objects["Loose__c"].records == {"marketo": together}


# ------------------------------------------------------------------ names of one idea


def test_is_gives_the_name_on_each_object():
    text = spec("[Lead, Contact]", {"Home": "is: {Lead: Address, Contact: MailingAddress}"})
    catalog = clean({"objects/people.yaml": text}).catalog
    assert {(one.object, one.name, one.said) for one in catalog.fields()} == {
        ("Lead", "Address", "Home"),
        ("Contact", "MailingAddress", "Home"),
    }
    assert {one.key for one in catalog.fields()} == {"object/Lead#Address", "object/Contact#MailingAddress"}


def test_is_may_name_only_the_objects_where_the_name_differs():
    text = spec("[Lead, Contact]", {"Address": "is: {Contact: MailingAddress}"})
    assert {one.name for one in clean({"objects/people.yaml": text}).catalog.fields()} == {"Address", "MailingAddress"}


def test_an_idea_without_a_name_on_one_object_is_told_to_give_it():
    compilation = compiled({"objects/people.yaml": spec("[Lead, Contact]", {"Home": "is: {Lead: Address}"})})
    assert found(compilation) == [("REF409", "objects/people.yaml:7:3")], told(compilation)
    assert compilation.diagnostics[0].help == "say under `is:` which field of `Contact` is meant"


def test_is_that_names_another_object_is_one_finding():
    compilation = compiled({"objects/people.yaml": spec("[Lead, Contact]", {"Home": "is: {Led: Address, Contact: MailingAddress}"})})
    assert found(compilation) == [("REF408", "objects/people.yaml:7:23")], told(compilation)
    assert compilation.diagnostics[0].help == "did you mean `Lead`?"


def test_parts_are_named_without_the_prefix_of_their_address():
    text = spec("[Lead, Contact]", {"Home": "is: {Lead: Address, Contact: MailingAddress}, parts: {City: , Country: , PostalCode: }"})
    clean({"objects/people.yaml": text})


@pytest.mark.parametrize(
    ("part", "help_"),
    [("Cty", "did you mean `City`?"), ("MailingCity", "parts: `City`, `Country`"), ("Nothing", "parts: `City`, `Country`")],
)
def test_an_unknown_part_is_a_finding(part, help_):
    compilation = compiled({"objects/contact.yaml": spec("Contact", {"MailingAddress": f"parts: {{{part}: }}"})})
    assert found(compilation) == [("REF409", "objects/contact.yaml:7:36")]
    assert help_ in compilation.diagnostics[0].help


def test_the_first_and_the_last_name_are_parts_of_a_name():
    clean({"objects/lead.yaml": spec("Lead", {"Name": "parts: {FirstName: , LastName: }"})})
