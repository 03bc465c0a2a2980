"""What the org asks of a record before it is saved, held against what Account Engagement writes."""

import pytest

from small_estate import FILES, compiled, placed, spec
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.access import Holder, People
from syncwright.inventory.model import ValidationRule

USER = "users/ae-integration.yaml"
AE = "".join(line for line in FILES["connectors/ae.yaml"].splitlines(keepends=True) if not line.startswith("settings:"))
SAVING = ("AEN837", "AEN838", "AEN839")
WRITTEN = {"Title": "sync: two-way"}


def there(name="Lead", **more):
    """An org whose object asks something."""
    held = Holder("Bypass", "permission_set", rows={"custom_permissions": {"Skip": "yes"}})
    return Org({name: Object(name, "standard", more.pop("fields", {}), **more)}, people=People(permission_sets={"Bypass": held}))


def rules(formula, *, active=True):
    return {"Stops": ValidationRule(formula, active)}


def found(org, fields=WRITTEN, owner="Lead", user="", connector=""):
    files = {
        "objects/people.yaml": spec(owner, fields, "ae"),
        USER: FILES[USER] + user,
        "connectors/ae.yaml": AE + connector,
    }
    return [(one.message, placed(one)) for one in compiled(files, org).diagnostics if one.rule.id in SAVING]


@pytest.mark.parametrize("owner", ["Lead", "Contact"])
def test_a_validation_rule_that_nothing_lets_the_user_pass_is_flagged(owner):
    assert found(there(owner, validation_rules=rules("ISBLANK(Title)")), owner=owner) == [
        (
            f"the validation rule `Stops` of `{owner}` may refuse what `ae` writes: nothing lets `ae-integration` pass",
            "objects/people.yaml:1:9",
        )
    ]


def test_one_that_is_off_is_not():
    assert found(there(validation_rules=rules("ISBLANK(Title)", active=False))) == []


def test_what_is_only_read_is_never_refused():
    assert found(there(validation_rules=rules("ISBLANK(Title)")), {"Title": "sync: from-salesforce"}) == []


@pytest.mark.parametrize("more", ["grants: {custom_permissions: {Skip: {why: w}}}\n", "with: [Bypass]\n"])
def test_who_has_the_permission_that_a_rule_asks_for_passes(more):
    org = there(validation_rules=rules("AND(NOT($permission.Skip), ISBLANK(Title))"))
    assert found(org, user=more) == []
    assert len(found(org)) == 1


@pytest.mark.parametrize("word", ["$User.Alias", "$Profile.Name", "$UserRole.Name", "$Setup.Switches__c.Off__c"])
def test_a_rule_that_looks_at_the_user_is_not_judged(word):
    assert found(there(validation_rules=rules(f"AND(ISBLANK(Title), {word} <> 'x')"))) == []


REQUIRED = {
    "Region__c": Field(type="Picklist", required=True),
    "Total__c": Field(type="Text"),
    "LastName": Field(type="Text", required=True),
}


def test_a_required_field_that_account_engagement_does_not_fill_is_flagged():
    message = "`Region__c` is a required field of `Lead`, and a record that `ae` creates has no value there"
    assert [said for said, _ in found(there(fields=REQUIRED))] == [message]
    assert [said for said, _ in found(there(fields=REQUIRED), {**WRITTEN, "Region__c": "sync: from-salesforce"})] == [message]
    assert found(there(fields=REQUIRED), {**WRITTEN, "Region__c": "sync: to-salesforce"}) == []


@pytest.mark.parametrize(
    ("owner", "settings", "flagged"),
    [
        ("Lead", "", True),
        ("Contact", "", False),
        ("Lead", "settings: {creates: contact}\n", False),
        ("Contact", "settings: {creates: contact}\n", True),
        ("Lead", "settings: {creates: person_account}\n", False),
    ],
)
def test_fields_are_required_of_what_is_created(owner, settings, flagged):
    assert bool(found(there(owner, fields=REQUIRED), owner=owner, connector=settings)) is flagged


def test_duplicate_rules_that_are_on_are_flagged_together():
    org = there(duplicate_rules={"Lead_B": True, "Lead_A": True, "Lead_C": False})
    assert [said for said, _ in found(org)] == ["the duplicate rules `Lead_A`, `Lead_B` of `Lead` may refuse what `ae` writes"]


def test_many_names_are_counted():
    org = there(validation_rules={f"R{number}": ValidationRule("true", True) for number in range(9)})
    assert "`R4` and 4 more of `Lead`" in found(org)[0][0]
