"""Campaigns in an estate: what their names mean on each object, what follows from that, and findings where they stand in the file."""

import pytest

from small_estate import FILES, compiled, found, org, told
from syncwright.catalog.campaign_scope import KIND_OF_WORD
from syncwright.catalog.maps import values_of
from syncwright.catalog.meaning import differing, meaning_hash
from syncwright.catalog.model import CatalogCampaign
from syncwright.expression.predicate import Test, columns
from syncwright.expression.written import canonical
from syncwright.inventory import Field, Org

ORG = Org(
    org(
        {
            "Lead": {"Motto__c": Field(type="Text", length=20), "Score__c": Field(type="Number"), "Story__c": Field(type="LongTextArea")},
            "Contact": {
                "Creed__c": Field(type="Text", length=20),
                "Score__c": Field(type="Number"),
                "Story__c": Field(type="LongTextArea"),
            },
        }
    )
)
PERSON = """object: [Lead, Contact]
why: who they are
for: [marketo]
defaults: {why: w, owner: ops, pii: none, reviewed: 2026-05-01, sync: two-way}
fields:
  Email:
  Address: {is: {Lead: Address, Contact: MailingAddress}}
  Motto: {is: {Lead: Motto__c, Contact: Creed__c}}
  Score__c:
  Story__c:
"""
ALONE = """object: Person
of: marketo
why: what only the mails need
owner: ops
fields:
  greetingName: {why: w, create: {label: Greeting name, type: string}}
  doubtful: {why: w}
  seen: {why: w, at: {marketo: {type: datetime}}}
"""
MAPS = {
    "maps/mottos.yaml": "map: mottos\nwhy: w\nvalues: {a: b, c: d}\n",
    "filters/known.yaml": "filter: known\nwhy: w\nowner: ops\nobjects: [Lead, Contact]\nwhere: Motto in keys of mottos\n",
    "filters/leads.yaml": "filter: leads\nwhy: w\nowner: ops\nobjects: Lead\nwhere: Email is not blank\n",
}
HEAD = "campaign: tidy\nfor: marketo\nwhy: w\nowner: ops\ntype: batch\n"
FLOW = "flow:\n- {change: Motto, to: b}\n"


def estate(text: str, **files: str) -> dict[str, str]:
    return {"objects/person.yaml": PERSON, "objects/alone.yaml": ALONE, **MAPS, "campaigns/tidy.yaml": text, **files}


def campaign(text: str) -> CatalogCampaign:
    compilation = compiled(estate(text), ORG)
    assert not [one for one in compilation.diagnostics if one.severity == "error"], told(compilation)
    assert compilation.catalog is not None
    return compilation.catalog.campaigns["tidy"]


def wrong(text: str) -> list[tuple[str, str]]:
    """Rule and place of what is found in the campaign alone."""
    return [(rule, place.removeprefix("campaigns/tidy.yaml:")) for rule, place in found(compiled(estate(text), ORG)) if "tidy" in place]


# ------------------------------------------------------------------ what names mean


def test_an_idea_is_each_object_s_own_field():
    [step] = campaign(HEAD + FLOW).steps
    assert [(one.object, one.field, one.access) for one in step.fields] == [
        ("Lead", "Motto__c", "Motto__c"),
        ("Contact", "Creed__c", "Creed__c"),
    ]
    assert (step.number, step.kind, step.keys) == (0, "change", ("flow", 0))


def test_access_to_a_part_is_access_to_the_whole():
    [step] = campaign(HEAD + "flow:\n- {change: Address.Country, to: Norway}\n").steps
    assert [(one.object, one.field, one.access) for one in step.fields] == [
        ("Lead", "Country", "Address"),
        ("Contact", "MailingCountry", "MailingAddress"),
    ]
    assert all(one.held is not None and one.held.part_of == one.access for one in step.fields)


def test_a_field_of_marketo_alone_is_one_for_all_people():
    [step] = campaign(HEAD + "flow:\n- {change: greetingName, to: NULL}\n").steps
    assert [(one.object, one.field, one.held) for one in step.fields] == [("Person", "greetingName", None)]


def test_an_audience_reads_both_sides():
    one = campaign(HEAD + "who: greetingName is blank and Address.Country = 'Norway' and seen < 2026-01-01T00:00:00Z\n" + FLOW)
    assert {owner: [column.name for column in columns(held)] for owner, held in one.on.items()} == {
        "Lead": ["Country", "greetingName", "seen"],
        "Contact": ["MailingCountry", "greetingName", "seen"],
    }
    kinds = {column.name: (column.kind, column.needs) for column in columns(one.on["Lead"])}
    assert kinds == {"Country": ("text", ("Lead.Address",)), "greetingName": ("text", ()), "seen": ("datetime", ())}


@pytest.mark.parametrize(("word", "kind"), sorted(KIND_OF_WORD.items()))
def test_a_field_of_marketo_alone_is_tested_by_the_type_that_the_specs_give_it(word, kind):
    files = estate(HEAD + "who: odd is blank or odd is not blank\n" + FLOW if kind != "checkbox" else HEAD + "who: odd = true\n" + FLOW)
    files["objects/alone.yaml"] += f"  odd: {{why: w, at: {{marketo: {{type: {word.upper()}}}}}}}\n"
    catalog = compiled(files, ORG).catalog
    assert catalog is not None
    assert {column.kind for held in catalog.campaigns["tidy"].on.values() for column in columns(held)} == {kind}


def test_the_specs_name_for_a_field_goes_before_what_marketo_holds_alone():
    files = estate(HEAD + "flow:\n- {change: Motto, to: b}\n")
    files["objects/alone.yaml"] += "  Motto: {why: w, create: {label: Motto, type: string}}\n"
    catalog = compiled(files, ORG).catalog
    assert catalog is not None
    assert {one.object for one in catalog.campaigns["tidy"].steps[0].fields} == {"Lead", "Contact"}


def test_events_and_choices_are_resolved_on_each_object():
    text = HEAD.replace("batch", "trigger") + "when: [{changes: Motto, to: x}, {fills_out_form: any}, {score_changes: Score__c}]\n"
    one = campaign(
        text + "flow:\n- {change: Motto, choices: [{if: Motto = 'a', to: b}, {if: filter known}], otherwise: c}\n- {wait: 1 day}\n"
    )
    assert [(event.kind, [(field.object, field.field) for field in event.fields]) for event in one.events] == [
        ("changes", [("Lead", "Motto__c"), ("Contact", "Creed__c")]),
        ("fills_out_form", []),
        ("score_changes", [("Lead", "Score__c"), ("Contact", "Score__c")]),
    ]
    assert {owner: [columns(each)[0].name for each in held] for owner, held in one.steps[0].choices.items()} == {
        "Lead": ["Motto__c", "Motto__c"],
        "Contact": ["Creed__c", "Creed__c"],
    }
    assert one.uses == ("filter/known", "map/mottos")


def test_a_campaign_is_for_both_kinds_of_people_unless_it_says_one():
    assert campaign(HEAD + FLOW).objects == ("Lead", "Contact")
    one = campaign(HEAD + "objects: Lead\nwho: filter leads\n" + FLOW)
    assert (one.objects, [*one.on], one.uses) == (("Lead",), ["Lead"], ("filter/leads",))


def test_a_map_is_used_by_its_steps_and_by_those_that_ask_for_its_keys():
    assert campaign(HEAD + "flow:\n- {change: Motto, map: mottos}\n").uses == ("map/mottos",)
    assert set(campaign(HEAD + "who: filter known\nflow:\n- {change: Motto, map: mottos}\n").uses) == {"map/mottos", "filter/known"}


def test_a_campaign_of_an_absent_connector_is_not_there():
    files = estate(HEAD + FLOW)
    files["environments/production.yaml"] = FILES["environments/production.yaml"] + "connectors: {marketo: absent}\n"
    compilation = compiled(files, ORG)
    assert compilation.catalog is not None
    assert compilation.catalog.campaigns == {}


# ------------------------------------------------------------------ what is wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD.replace("marketo", "marketoo") + FLOW, ("REF406", "2:6")),
        (HEAD.replace("owner: ops", "owner: opps") + FLOW, ("REF405", "4:8")),
        (HEAD + "who: Mottto = 'a'\n" + FLOW, ("REF409", "6:6")),
        (HEAD + "who: filter leads\n" + FLOW, ("FIL906", "6:6")),
        (HEAD + "who: filter lead\n" + FLOW, ("FIL906", "6:6")),
        (HEAD + "who: Motto in keys of motto\n" + FLOW, ("FIL906", "6:15")),
        (HEAD + "who: doubtful is blank\n" + FLOW, ("FIL913", "6:6")),
        (HEAD + "who: Motto =\n" + FLOW, ("FIL901", "6:13")),
        (HEAD + "flow:\n- {change: Motto, map: motto}\n", ("REF425", "7:24")),
        (HEAD + "flow:\n- {change: Mottto, to: a}\n", ("REF409", "7:12")),
        (HEAD + "flow:\n- {change: Address, to: a}\n", ("REF429", "7:12")),
        (HEAD + "flow:\n- {change: Account.Site, to: a}\nobjects: Contact\n", ("REF429", "7:12")),
        (HEAD + "flow:\n- {change: Email.Site, to: a}\n", ("REF409", "7:12")),
        (HEAD + "flow:\n- {change: Address.Planet, to: a}\n", ("REF409", "7:12")),
        (HEAD + "flow:\n- {change: Motto, choices: [{if: Mottto = 'a', to: b}]}\n", ("REF409", "7:34")),
        (HEAD + "objects: [Lead, Account]\n" + FLOW, ("REF428", "6:17")),
        (HEAD + "every: {day: '02:00', timezone: Europe/Atlantis}\nqualify: every-time\n" + FLOW, ("REF427", "6:33")),
        (HEAD + "limit: -1\n" + FLOW, ("REF427", "6:8")),
    ],
)
def test_what_is_wrong_is_said_once_and_where(text, expected):
    assert wrong(text) == [expected]


def test_what_is_wrong_on_both_objects_is_one_finding_that_names_both():
    [one] = [one for one in compiled(estate(HEAD + "flow:\n- {change: Mottto, to: a}\n"), ORG).diagnostics if "Mottto" in one.message]
    assert one.message == "`Lead` has no field `Mottto` in this org; the same on `Contact`"


def test_a_long_text_can_be_changed_and_not_asked_for():
    [step] = campaign(HEAD + "flow:\n- {change: Story__c, to: NULL}\n").steps
    assert [one.field for one in step.fields] == ["Story__c", "Story__c"]
    assert wrong(HEAD + "who: Story__c is blank\n" + FLOW) == [("FIL910", "6:6")]


def test_nothing_is_said_of_names_whose_file_was_refused():
    files = estate(HEAD + "who: filter known\nflow:\n- {change: Motto, map: mottos}\n") | {
        "maps/mottos.yaml": "map: mottos\n",
        "filters/known.yaml": "filter: known\n",
    }
    assert not [one for one in found(compiled(files, ORG)) if "tidy" in one[1]]


def test_a_campaign_that_was_refused_leaves_the_rest():
    compilation = compiled(estate("campaign: tidy\nfor: marketo\n"), ORG)
    assert compilation.catalog is not None
    assert (compilation.catalog.campaigns, [*compilation.catalog.filters]) == ({}, ["known", "leads"])


def test_two_campaigns_have_two_names():
    files = estate(HEAD + FLOW, **{"campaigns/tidy2.yaml": HEAD + FLOW})
    assert ("REF402", "campaigns/tidy2.yaml:1:11") in found(compiled(files, ORG))


# ------------------------------------------------------------------ meaning


def test_where_lines_break_means_nothing_and_the_order_of_steps_does():
    flow = "flow:\n- {change: Motto, to: b}\n- {wait: 1 day}\n"
    texts = {
        "one": HEAD + "who: Motto = 'a' and (Email is blank)\n" + flow,
        "wrapped": HEAD + "who: |\n  Motto   = 'a'\n    and Email is blank\n" + flow,
        "turned": HEAD + "who: Motto = 'a' and Email is blank\nflow:\n- {wait: 1 day}\n- {change: Motto, to: b}\n",
    }
    catalogs = {name: compiled(estate(text), ORG).catalog for name, text in texts.items()}
    assert meaning_hash(catalogs["one"]) == meaning_hash(catalogs["wrapped"])
    assert differing(catalogs["one"], catalogs["wrapped"]) == []
    assert differing(catalogs["one"], catalogs["turned"]) == ["campaign/tidy"]
    assert canonical("Motto = 'a' and (Email is blank)") == canonical("Motto = 'a' and Email is blank")


def test_the_keys_of_a_map_are_those_of_its_base_too():
    files = estate(HEAD + "who: Address.Country in keys of places\nflow:\n- {change: Address.Country, map: places}\n")
    files["maps/places.yaml"] = "map: places\nwhy: w\nbase: {states: NL}\nvalues: {Holland: Zuid-Holland}\n"
    catalog = compiled(files, ORG).catalog
    assert catalog is not None
    whole = values_of(catalog.maps["places"].spec)
    assert whole["Holland"] == "Zuid-Holland"
    assert len(whole) > 12
    asked = catalog.campaigns["tidy"].on["Lead"]
    assert isinstance(asked, Test)
    assert set(asked.values) == set(whole)
