"""What filters and partitions become as Marketing Data Sharing rules, what access that needs, and what is found of those that cannot be."""

import re

import pytest

from sharing_estates import AE, CONNECTOR, ORG, PARTITION, SCOPE, estate, fine
from small_estate import compiled, fields_of, found, permission_set, spec
from syncwright.compile import Compilation
from syncwright.expression.predicate import Column, Test
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.model import ValueSet
from syncwright.platforms.account_engagement.sharing.form import Refused, equals
from syncwright.platforms.account_engagement.sharing.rule import sharing_rules

STORED = SCOPE + "as: {field: In_Scope__c}\n"
ORDINARY = {"users/ae-integration.yaml": "sync_user: ae-integration\nowner: ops\n"}
#: One unit, so that a filter for it leaves none without rules.
ALONE = CONNECTOR.replace("emea: {why: w}, amer: {why: w}", "emea: {why: w}")


def alone(*specs: str, **more: str) -> dict[str, str]:
    return estate(*specs, connectors_ae=ALONE, **more)


def rules(compilation: Compilation) -> dict[str, tuple[str, str | bool]]:
    return {f"{one.unit.address}.{one.object}": (one.field, one.value) for one in sharing_rules(compilation.catalog)}


def said(files: dict[str, str], rule: str, *besides: str) -> list[str]:
    """What one rule says, and that no other speaks but those `besides`."""
    compilation = compiled(files, ORG)
    assert {one.rule.id for one in compilation.diagnostics} <= {rule, *besides}, [
        (one.rule.id, one.message) for one in compilation.diagnostics
    ]
    return [one.message for one in compilation.diagnostics if one.rule.id == rule]


# ------------------------------------------------------------------ what becomes of them


def test_a_case_is_a_rule_of_its_unit_by_the_name_that_the_field_keeps():
    assert rules(fine(PARTITION)) == {
        "ae/amer.Contact": ("Unit__c", "AMER"),
        "ae/amer.Lead": ("Unit__c", "AMER"),
        "ae/emea.Contact": ("Unit__c", "EMEA"),
        "ae/emea.Lead": ("Unit__c", "EMEA"),
    }


@pytest.mark.parametrize(("polarity", "value"), [("", True), (", syncs_when: true", True), (", syncs_when: false", False)])
def test_a_filter_is_a_rule_by_the_value_that_means_in_scope(polarity, value):
    compilation = compiled(alone(SCOPE + f"as: {{field: In_Scope__c{polarity}}}\n"), ORG)
    assert rules(compilation) == {"ae/emea.Contact": ("In_Scope__c", value), "ae/emea.Lead": ("In_Scope__c", value)}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("Blocked__c = false", ("Blocked__c", False)),
        ("not Blocked__c = false", ("Blocked__c", True)),
        ("Blocked__c != true", ("Blocked__c", False)),
        ("Market__c = 'energy'", ("Market__c", "Energy")),
        ("Market__c in ['Food']", ("Market__c", "Food")),
        ("not (Market__c != 'Water')", ("Market__c", "Water")),
    ],
)
def test_a_condition_of_one_test_is_a_rule_by_itself(where, expected):
    compilation = compiled(alone(SCOPE.replace("Title__c is not blank", where)), ORG)
    assert set(rules(compilation).values()) == {expected}
    assert {rule for rule, _ in found(compilation)} == {"AEN811"}, "a lead's own field, which no conversion takes along"


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("Market__c != 'Energy'", "asks for more than that one field equals one value"),
        ("Market__c in ['Energy', 'Food']", "takes several values of `Market__c`"),
        ("Market__c = 'Energy' and Blocked__c = false", "asks for more than that one field equals one value"),
        ("Market__c is not blank", "asks whether `Market__c` is blank"),
        ("Title__c = 'x'", "tests `Title__c`, a text, of which a rule minds the case and a filter does not"),
        (
            "Track__c = 'Buyer'",
            "tests `Track__c`, a picklist that is not known to be restricted: a record may hold a value in another case, which a rule minds",
        ),
        ("Score__c = 5", "tests `Score__c`, a number, and what a rule makes of that is not documented"),
        ("Score__c > 5", "asks of `Score__c` more than what it equals"),
        ("CreatedBy.IsActive = true", "tests `CreatedBy.IsActive`, and the field of a rule is one of the object's own"),
        ("true", "takes every record, and without a rule they all sync"),
    ],
)
def test_what_a_rule_cannot_say_exactly_is_refused_by_name(where, says):
    compilation = compiled(alone(SCOPE.replace("Title__c is not blank", where).replace("[Lead, Contact]", "Contact")), ORG)
    messages = [one.message for one in compilation.diagnostics if one.rule.id == "FIL945"]
    assert messages == [f"the filter `scope` cannot be a Marketing Data Sharing rule of `ae/emea` on `Contact`: it {says}"]
    assert rules(compilation) == {}


def test_a_refusal_is_said_once_for_all_its_objects_where_the_condition_stands():
    compilation = compiled(alone(SCOPE), ORG)
    assert found(compilation) == [("FIL945", "filters/0.yaml:6:1")]
    assert "on `Lead` and `Contact`: it asks whether `Title__c` is blank" in compilation.diagnostics[0].message


CASES = """partition: unit
why: each unit mails its own
owner: ops
objects: [Lead, Contact]
cases:
  Energy: {for: ae/emea, where: Market__c = 'Energy'}
  Food: {for: ae/amer, where: Market__c = 'Food'}
"""


def test_cases_that_exclude_each_other_by_their_values_need_no_field():
    compilation = compiled(estate(CASES), ORG)
    assert rules(compilation)["ae/amer.Lead"] == ("Market__c", "Food")
    assert {rule for rule, _ in found(compilation)} == {"AEN811"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Market__c = 'Energy'", "Blocked__c = true", "the case `Food` of `unit` cannot be .* does not get what `Energy` takes"),
        ("Market__c = 'Energy'", "Title__c is blank", "the case `Food` of `unit` cannot be .* does not get what `Energy` takes"),
        ("cases:", "otherwise: Food\ncases:", "the case `Food` of `unit` cannot be .* also gets what no case takes"),
    ],
)
def test_a_case_whose_records_the_rule_would_not_know_is_refused(old, new, says):
    compilation = compiled(estate(CASES.replace(old, new)), ORG)
    messages = [one.message for one in compilation.diagnostics if one.rule.id == "FIL945"]
    assert any(re.match(says, message) for message in messages), messages
    assert "ae/amer.Lead" not in rules(compilation)


def test_units_that_are_absent_have_no_rules():
    place = (
        "environment: production\nsalesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
    )
    absent = estate(PARTITION, environments_production=place + "connectors: {ae/amer: absent}\n")
    assert list(rules(compiled(absent, ORG))) == ["ae/emea.Contact", "ae/emea.Lead"]


def test_a_connector_without_units_is_one():
    files = estate(STORED.replace("ae/emea", "ae"), connectors_ae=CONNECTOR.partition("business_units")[0])
    assert rules(compiled(files, ORG)) == {"ae.Contact": ("In_Scope__c", True), "ae.Lead": ("In_Scope__c", True)}


# ------------------------------------------------------------------ access


def test_the_field_of_a_rule_is_read_and_edited_and_nothing_else_that_the_filter_tests():
    compilation = fine(PARTITION)
    assert fields_of(compilation, "Ae_Integration") == {"Contact.Unit__c": "edit", "Lead.Unit__c": "edit"}
    [reason] = permission_set(compilation, "Ae_Integration").because["field_permissions"]["Lead.Unit__c"]
    assert reason.key == "partition/unit#as.field"
    assert reason.why == (
        "the partition `unit` tests it, and its connector user needs to read and edit the field of a Marketing Data Sharing rule"
    )


def test_for_the_integration_user_hidden_is_not_mapped_and_seen_all_the_same():
    hidden = {"objects/unit.yaml": spec("[Lead, Contact]", {"Unit__c": "sync: hidden"}, "ae")}
    compilation = compiled(estate(PARTITION) | hidden, ORG)
    assert found(compilation) == []
    assert fields_of(compilation, "Ae_Integration")["Lead.Unit__c"] == "edit"


def test_from_an_ordinary_user_a_field_is_hidden_or_in_a_rule():
    hidden = {"objects/unit.yaml": spec("[Lead, Contact]", {"Unit__c": "sync: hidden"}, "ae")}
    compilation = compiled(estate(PARTITION) | hidden | ORDINARY, ORG)
    assert {rule for rule, _ in found(compilation)} == {"FIL924", "AEN813"}


def test_a_user_that_was_adopted_without_the_edit_lacks_it():
    adopted = {"users/ae-integration.yaml": "sync_user: ae-integration\nowner: ops\npreset: adopted\n"}
    compilation = compiled(estate(PARTITION) | adopted, ORG)
    assert [one.message for one in compilation.diagnostics if "Unit__c" in one.message], "a gap is a finding"


def test_a_formula_is_read_alone_and_said_to_be_unsure():
    files = alone(SCOPE.replace("Title__c is not blank", "Hot__c = true"))
    messages = said(files, "FIL947")
    assert [one.partition(":")[0] for one in messages] == [
        f"nobody can edit `{owner}.Hot__c`, and its connector user needs to read and edit the field of a Marketing Data Sharing rule"
        for owner in ("Contact", "Lead")
    ]
    assert all("is not documented" in one for one in messages)
    assert fields_of(compiled(files, ORG), "Ae_Integration") == {"Contact.Hot__c": "read", "Lead.Hot__c": "read"}


# ------------------------------------------------------------------ what the documentation asks of rules


def test_a_field_that_syncs_must_not_be_in_a_rule():
    synced = {"objects/unit.yaml": spec("[Lead, Contact]", {"Unit__c": "sync: from-salesforce"}, "ae")}
    assert said(estate(PARTITION) | synced, "FIL946") == [
        f"`{owner}.Unit__c` syncs with `ae`, and what a Marketing Data Sharing rule asks for must not be mapped"
        for owner in ("Contact", "Lead")
    ]


def test_a_unit_has_one_rule_of_an_object():
    two = PARTITION.replace("ae/amer", "ae/emea")
    assert said(alone(two), "AEN805") == [
        "`ae/emea` gets the rule of the case `AMER` of `unit` for `Lead` besides that of the case `EMEA` of `unit`, and it takes one"
    ]
    assert [rule for rule, _ in found(compiled(alone(STORED, PARTITION.replace("ae/amer", "marketo")), ORG))] == ["AEN805"]


def test_leads_and_contacts_have_rules_together():
    only = STORED.replace("[Lead, Contact]", "Lead")
    assert said(alone(only), "AEN806") == ["`ae/emea` gets a rule for `Lead` and none for `Contact`"]
    other = only.replace("Lead", "Contact").replace("filter: scope", "filter: other").replace("Title__c is not", "Motto__c is not")
    assert said(alone(only, other), "AEN806") == []


def test_every_unit_has_rules_once_one_has():
    [message] = said(estate(STORED), "AEN807")
    assert message.startswith("`ae/amer` has no rule for leads and contacts, and `ae/emea` has: without a rule the permissions of the")


def test_a_filter_for_two_units_is_one_rule_in_both():
    for named in ("[ae/emea, ae/amer]", "ae"):
        [message] = said(estate(STORED.replace("for: ae/emea", f"for: {named}")), "AEN808")
        assert message.startswith("`ae/amer` and `ae/emea` both take every `Contact` whose `In_Scope__c` is 'true'")


def two(one: str, other: str) -> dict[str, str]:
    second = SCOPE.replace("filter: scope", "filter: second").replace("ae/emea", "ae/amer").replace("Title__c is not blank", other)
    return estate(STORED.replace("Title__c is not blank", one), second + "as: {field: Blocked__c}\n")


def test_units_whose_conditions_share_no_record_are_apart():
    assert said(two("Market__c = 'Energy'", "Market__c in ['Food', 'Water']"), "") == []


def test_units_whose_conditions_share_a_record_are_found_with_it():
    [message] = said(two("Market__c = 'Energy'", "Market__c != 'Food'"), "AEN808")
    assert "both take a `Contact` with `Market__c` 'Energy'" in message


def test_units_of_which_that_is_not_provable_are_said_to_be_so():
    long = (
        "Title__c contains 'customers of the team of the port of Rotterdam'",
        "Title__c contains 'customers of the team of the port of Houston'",
    )
    [message] = said(two(*long), "AEN809")
    assert message.endswith("that no record passes both is not provable")


@pytest.mark.parametrize(
    ("owner", "where", "says"),
    [
        ("Campaign", "IsActive = true", "as far as is documented"),
        ("Case", "IsEscalated = true", "that it can is reported by a third party"),
        ("pi__ObjectChangeLog__c", "In_Scope__c = true", "the ObjectChangeLog is not supported together with Marketing Data Sharing"),
    ],
)
def test_objects_without_rules(owner, where, says):
    text = SCOPE.replace("[Lead, Contact]", owner).replace("Title__c is not blank", where)
    [message] = said(alone(text), "AEN810")
    assert message.endswith(says)


def test_version_1_has_no_data_sharing():
    one = ALONE.replace("version: 2", "version: 1")
    assert said(estate(connectors_ae=one), "AEN803", "AEN816", "AEN817") == [
        "`ae` has version 1, and `ae` uses marketing data sharing, for which all have version 2"
    ]
    other = {
        "connectors/old.yaml": ALONE.replace("connector: ae", "connector: old")
        .replace("version: 2", "version: 1")
        .replace("sharing: true", "sharing: false")
    }
    assert said(estate() | other, "AEN803", "AEN801", "AEN816", "AEN817") == [
        "`old` has version 1, and `ae` uses marketing data sharing, for which all have version 2"
    ]


def test_a_connector_that_chooses_no_records_has_no_rules():
    assert said(alone(STORED) | {AE: ALONE.replace("sharing: true", "sharing: false")}, "AEN804") == [
        "the filter `scope` is for `ae/emea`, and `ae` chooses no records by rules"
    ]


def test_a_field_that_prospects_have_by_default_is_said_to_be_observed():
    text = SCOPE.replace("Title__c is not blank", "HasOptedOutOfEmail = false")
    messages = said(alone(text), "AEN812")
    assert len(messages) == 2
    assert all(one.endswith("a default field of prospects is mapped to it (observed, not documented)") for one in messages)


# ------------------------------------------------------------------ what other rules hold


def test_a_case_is_a_value_of_its_field_letter_for_letter():
    compilation = compiled(estate(PARTITION.replace("EMEA:", "emea:")), ORG)
    assert {(one.rule.id, one.help) for one in compilation.diagnostics} == {("FIL923", "did you mean `EMEA`?")}
    assert "ae/emea.Lead" not in rules(compilation)


def test_a_field_is_on_leads_and_on_contacts():
    missing = Org({**ORG.objects, "Contact": Object("Contact", "standard", {"Title__c": Field(type="Text")})}, ORG.value_sets)
    compilation = compiled(estate(PARTITION), missing)
    assert {(one.rule.id, one.message.partition(" yet")[0]) for one in compilation.diagnostics} == {
        ("REF409", "the org has no `Contact.Unit__c`")
    }


@pytest.mark.parametrize(("more", "expected"), [("", True), (", restricted: false", False)])
def test_a_picklist_that_the_estate_creates_is_restricted_unless_it_says_otherwise(more, expected):
    create = f"create: {{label: Came by, type: Picklist, order: [Fair, Web]{more}}}, values: {{Fair: , Web: }}, sync: {{marketo: from-salesforce}}, convert: Contact.Came_By__c"
    files = alone(
        SCOPE.replace("Title__c is not blank", "Came_By__c = 'Fair'"), objects_came=spec("[Lead, Contact]", {"Came_By__c": create})
    )
    compilation = compiled(files, ORG)
    assert ("ae/emea.Lead" in rules(compilation)) is expected
    assert {rule for rule, _ in found(compilation)} == (set() if expected else {"FIL945"})


def test_values_that_differ_in_case_alone_are_one_to_a_filter_and_two_to_a_rule():
    column = Column("Market__c", "picklist", values=("Energy", "energy"))
    assert equals(Test(column, "=", ("Energy",)), lambda _: True) == Refused("tests `Market__c`, of which two values differ in case alone")


def test_with_an_ordinary_user_the_integration_user_is_recommended():
    assert [(rule, place) for rule, place in found(compiled(estate(PARTITION) | ORDINARY, ORG))] == [("AEN813", "connectors/ae.yaml:5:12")]


def test_a_set_of_a_standard_field_is_not_known_to_be_all_that_it_holds():
    standard = Field(type="Picklist", label="Industry", value_set="Industry", fls="yes")
    held = Org(
        {**ORG.objects, "Contact": Object("Contact", "standard", {"Industry__c": standard})},
        {**ORG.value_sets, "Industry": ValueSet("Industry", "standard", ("Energy", "Food"))},
    )
    text = SCOPE.replace("[Lead, Contact]", "Contact").replace("Title__c is not blank", "Industry__c = 'Food'")
    assert "FIL945" in {rule for rule, _ in found(compiled(alone(text), held))}


def test_a_case_for_a_whole_connector_is_one_rule_in_all_its_units():
    text = PARTITION.replace("ae/emea", "marketo").replace("ae/amer", "ae")
    [message] = said(estate(text), "AEN808")
    assert message.startswith("`ae/amer` and `ae/emea` both take every `Contact` whose `Unit__c` is 'AMER'")


def test_what_no_case_takes_counts_where_it_gets_the_name_of_one():
    part = PARTITION.replace("  AMER: {for: ae/amer, where: Title__c is not blank}\n", "otherwise: {}\n")
    part = part.replace("Title__c contains 'x'", "Market__c = 'Energy'")
    other = SCOPE.replace("ae/emea", "ae/amer").replace("Title__c is not blank", "Market__c = 'Food'") + "as: {field: In_Scope__c}\n"
    assert said(estate(part.replace("{}", "blank"), other), "") == []
    [message] = said(estate(part.replace("{}", "EMEA"), other), "AEN808")
    assert "both take a `Contact` with `Market__c` 'Food'" in message
