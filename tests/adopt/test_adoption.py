"""What an adoption writes, on values: small permission sets and profiles, and the specs that come of them."""

import pytest

from adopt.estates import BARE, MARKETO, adopted, built, inventory, specs_after, told
from small_estate import org
from syncwright.adopt import Given
from syncwright.inventory import Field
from syncwright.inventory.access import Holder
from syncwright.syntax.format import format_text

HELD = inventory(org({"Account": {"Tier__c": Field(type="Text"), "Rank__c": Field(type="Text", formula="Tier__c")}}))


def a_set(name="Sales", **rows: dict[str, str]) -> Given:
    """A permission set with these rows."""
    return Given(f"{name}.permissionset-meta.xml", Holder(name, "permission_set", name, rows=rows))


def a_profile(name="Sales", elsewhere=None, **rows: dict[str, str]) -> Given:
    """A profile with these rows."""
    return Given(f"{name}.profile-meta.xml", Holder(name, "profile", license="Salesforce", rows=rows, elsewhere=elsewhere or {}))


def text(*lines: str) -> str:
    return "\n".join([*lines, ""])


def user_spec(adoption) -> str:
    assert not adoption.after.failed, told(adoption)
    return adoption.files[adoption.spec]


READ = {"Device__c": "read"}

PRESET_STAYS = (
    "`somebody` has `preset: least-privilege`, which stays: what connectors ask for, and what the rows need, is added to them; "
    "say `preset: adopted` to build no more than was adopted"
)


# ------------------------------------------------------------------ a user that nobody has written


def test_a_permission_set_becomes_the_spec_of_a_user():
    holder = Holder(
        "Field_Sales",
        "permission_set",
        "Field: sales",
        "What people in the field need.\nNo more.",
        "Salesforce",
        activation_required=True,
        rows={
            "tabs": {"standard-Lead": "available", "Device__c": "visible"},
            "permissions": {"RunReports": "yes", "ApiEnabled": "yes"},
            "fields": {"Device__c.Text__c": "edit", "Device__c.Formula__c": "read"},
            "objects": {"Device__c": "read create edit", "Account": "read"},
            "external_credentials": {"ERP-Field Sales": "yes"},
        },
    )
    adoption = adopted([Given("Field_Sales.permissionset-meta.xml", holder)], HELD)
    assert adoption.files == {
        "specs/users/somebody.yaml": text(
            "sync_user: somebody",
            "owner: ops",
            "preset: adopted",
            "permission_set:",
            "  name: Field_Sales",
            '  label: "Field: sales"',
            '  description: "What people in the field need.\\nNo more."',
            "  license: Salesforce",
            "  activation_required: true",
            "grants:",
            "  why: adopted from permission set Field_Sales",
            "  objects:",
            "    Account: {access: read}",
            "    Device__c: {access: [read, create, edit]}",
            "  fields:",
            "    Device__c.Formula__c: {access: read}",
            "    Device__c.Text__c: {access: edit}",
            "  permissions:",
            "    ApiEnabled:",
            "    RunReports:",
            "  external_credentials:",
            "    ERP-Field Sales:",
            "  tabs:",
            "    Device__c:",
            "    standard-Lead: {visibility: available}",
        )
    }
    assert list(built(specs_after(adoption), HELD)) == ["Field_Sales.permissionset-meta.xml"]


def test_a_profile_becomes_a_permission_set_of_the_user_and_what_it_cannot_hold_is_listed():
    profile = a_profile("Custom%3A Portal", {"layoutAssignments": ("layout: Lead-Lead Layout",)}, objects=READ)
    adoption = adopted([profile], HELD)
    assert user_spec(adoption) == text(
        "sync_user: somebody",
        "owner: ops",
        "preset: adopted",
        "license: Salesforce",
        "grants:",
        '  why: "adopted from profile Custom: Portal"',
        "  objects:",
        "    Device__c: {access: read}",
    )
    assert adoption.reports[0].elsewhere == {"layoutAssignments": ("layout: Lead-Lead Layout",)}
    assert list(built(specs_after(adoption), HELD)) == ["Somebody.permissionset-meta.xml"]


def test_what_is_too_long_for_salesforce_is_shortened_and_said():
    holder = Holder("Long", "permission_set", "x" * 90, "y" * 300)
    adoption = adopted([Given("Long.permissionset-meta.xml", holder)], HELD)
    assert f"label: {'x' * 80}\n" in user_spec(adoption)
    assert len(adoption.notes) == 2
    assert adoption.notes[0] == "the label is 90 characters long, and Salesforce takes 80: the rest was left out"


def test_a_set_that_grants_nothing_is_adopted_too():
    adoption = adopted([a_set("Empty")], HELD)
    assert "permission_set: {name: Empty, label: Empty}\n" in user_spec(adoption)
    assert adoption.reports[0].kinds == {}


def test_rows_of_other_packages_are_declared_external_and_rows_of_the_org_are_not():
    rows = {
        "objects": {"Device__c": "read", "npsp__Batch__c": "read edit"},
        "fields": {
            "Device__c.Text__c": "read",
            "Device__c.npsp__Amount__c": "edit",
            "npsp__Batch__c.npsp__Name__c": "read",
            "Task.Outcome__c": "read",
            "Event.Worth__c": "read",
            "Lead.Address": "edit",
        },
        "classes": {"npsp__Batches": "yes"},
    }
    adoption = adopted([a_set(**rows)], HELD)
    spec = user_spec(adoption)
    external = [line.strip().partition(":")[0] for line in spec.splitlines() if "external: true" in line]
    assert external == ["npsp__Batch__c", "Device__c.npsp__Amount__c", "npsp__Batch__c.npsp__Name__c"]
    assert adoption.reports[0].kinds["fields"] == {"read": 6, "granted": 6, "synced": 0, "external": 2, "off": 0}


def test_a_spec_with_another_name_is_not_overwritten():
    specs = {
        **BARE,
        "users/somebody.yaml": "sync_user: nobody\nowner: ops\n",
        "Users/Somebody-2.yaml": "sync_user: nobody-else\nowner: ops\n",
    }
    adoption = adopted([a_set(objects=READ)], HELD, specs)
    assert list(adoption.files) == ["specs/users/somebody-3.yaml"]


def test_specs_with_errors_are_handed_back_as_they_compile():
    adoption = adopted([a_set(objects=READ)], HELD, {**BARE, "users/other.yaml": "sync_user: other\nowner: nobody\n"})
    assert adoption.after.failed
    assert adoption.files == {}
    assert "REF405" in told(adoption)


def test_a_connector_that_waits_for_its_user_is_no_error():
    assert "sync_user: somebody" in user_spec(adopted([a_set(objects=READ)], HELD, {**BARE, **MARKETO}))


# ------------------------------------------------------------------ several, and again


def test_two_sets_for_one_user_are_one_and_more_access_wins():
    one = a_set("One", objects={"Device__c": "read"}, fields={"Device__c.Text__c": "read"}, tabs={"Device__c": "available"})
    two = a_set(
        "Two",
        objects={"Device__c": "read edit", "Account": "read"},
        fields={"Device__c.Text__c": "edit", "Device__c.Other__c": "read"},
        tabs={"Device__c": "visible"},
        permissions={"ApiEnabled": "yes"},
    )
    adoption = adopted([one, two], HELD)
    assert user_spec(adoption).partition("grants:\n")[2] == text(
        "  why: adopted from permission set One",
        "  objects:",
        "    Account: {access: read, why: adopted from permission set Two}",
        "    Device__c: {access: [read, edit], why: adopted from permission set One; edit from permission set Two}",
        "  fields:",
        "    Device__c.Other__c: {access: read, why: adopted from permission set Two}",
        "    Device__c.Text__c: {access: edit, why: adopted from permission set One; edit from permission set Two}",
        "  permissions:",
        "    ApiEnabled: {why: adopted from permission set Two}",
        "  tabs:",
        "    Device__c: {why: adopted from permission set One; visible from permission set Two}",
    )
    assert adoption.notes == ("name, label and licence of permission set Two are left out: what is built is permission set One",)
    assert list(built(specs_after(adoption), HELD)) == ["One.permissionset-meta.xml"]


def test_adopting_the_same_again_changes_nothing():
    given = [a_set(objects={"Device__c": "read edit"}, fields={"Device__c.Text__c": "edit"}, tabs={"Device__c": "available"})]
    once = specs_after(adopted(given, HELD))
    again = adopted(given, HELD, once)
    assert again.files == {}
    assert not again.after.failed


def test_a_second_adoption_keeps_what_people_made_of_the_first():
    first = specs_after(adopted([a_set("One", objects={"Device__c": "read", "Visit__c": "read"}, permissions={"ApiEnabled": "yes"})], HELD))
    edited = first["users/somebody.yaml"].replace(
        "    Device__c: {access: read}\n",
        "    # asked of the service team\n    Device__c:   {access: read, why: 'the device, on the person'}   # keep\n",
    )
    two = a_set("Two", objects={"Account": "read", "Device__c": "read edit", "Loose__c": "read"}, classes={"Routes": "yes"})
    adoption = adopted([two], HELD, {**first, "users/somebody.yaml": edited})
    assert user_spec(adoption).partition("grants:\n")[2] == text(
        "  why: adopted from permission set One",
        "  objects:",
        "    Account: {access: read, why: adopted from permission set Two}",
        "    # asked of the service team",
        '    Device__c:   {access: [read, edit], why: "the device, on the person; edit from permission set Two"}   # keep',
        "    Loose__c: {access: read, why: adopted from permission set Two}",
        "    Visit__c: {access: read}",
        "  permissions:",
        "    ApiEnabled:",
        "  classes:",
        "    Routes: {why: adopted from permission set Two}",
    )
    assert adoption.notes == ("name, label and licence of permission set Two are left out: what is built is permission set One",)


def test_a_set_that_has_grown_is_adopted_again_without_further_words():
    first = specs_after(adopted([a_set(objects=READ)], HELD))
    adoption = adopted([a_set(objects={"Device__c": "read edit", "Account": "read"})], HELD, first)
    assert "    Account: {access: read}\n    Device__c: {access: [read, edit]}\n" in user_spec(adoption)
    assert adoption.notes == ()


def test_a_user_that_people_wrote_keeps_its_preset_and_the_report_says_what_that_means():
    user = text(
        "# the integration of the service team",
        "sync_user: somebody",
        "owner: ops",
        "license: Salesforce   # seat 12",
        "grants:",
        "  permissions: {RunReports: {why: the nightly export reads one}}",
    )
    adoption = adopted(
        [a_set(objects={"Device__c": "read"}, permissions={"ApiEnabled": "yes", "RunReports": "yes"})], HELD, {**BARE, "people/a.yml": user}
    )
    assert adoption.spec == "specs/people/a.yml"
    assert user_spec(adoption) == text(
        "# the integration of the service team",
        "sync_user: somebody",
        "owner: ops",
        "license: Salesforce   # seat 12",
        "grants:",
        "  objects:",
        "    Device__c: {access: read, why: adopted from permission set Sales}",
        "  permissions:",
        "    ApiEnabled: {why: adopted from permission set Sales}",
        "    RunReports: {why: the nightly export reads one}",
    )
    assert adoption.notes == (
        PRESET_STAYS,
        "name, label and licence of permission set Sales are left out: what is built is the permission set named after `somebody`",
    )


# ------------------------------------------------------------------ what a connector claims

LEAD = {"Lead": "read edit"}


@pytest.mark.parametrize(
    ("path", "access", "becomes"),
    [
        ("Lead.Score__c", "edit", "two-way"),
        ("Lead.Score__c", "read", "from-salesforce"),
        ("Lead.Email", "edit", "two-way"),
        ("Lead.Address", "read", "from-salesforce"),
        ("Account.Tier__c", "read", "from-salesforce"),
        ("Account.Tier__c", "edit", "from-salesforce, and a grant"),
        ("Account.Rank__c", "read", "from-salesforce"),
        ("Account.Rank__c", "edit", "a grant"),  # a formula that nobody can write
        ("Lead.Region__c", "edit", "a grant"),  # required: no field-level security
        ("Lead.City", "read", "a grant"),  # a part of the address
        ("Lead.OtherPackage__c", "read", "an external grant"),
        ("Device__c.Text__c", "read", "a grant"),  # nothing says that Marketo syncs the object
        ("Task.Outcome__c", "read", "a grant"),
        ("Contact.Score__c", "edit", "a grant"),  # contacts cannot be read
    ],
)
def test_a_field_that_syncs_because_the_user_sees_it_becomes_a_direction(path, access, becomes):
    rows = {"objects": {"Lead": "read edit", "Account": "read", "Device__c": "read"}, "fields": {path: access}}
    adoption = adopted([a_set(**rows)], HELD, {**BARE, **MARKETO})
    spec = user_spec(adoption)
    owner, _, field = path.partition(".")
    fields = adoption.files.get(f"specs/objects/{owner.lower()}-adopted.yaml", "")
    said = "two-way" if f"{field}: {{sync: two-way}}" in fields else "from-salesforce" if f"  {field}:\n" in fields else ""
    granted = "" if path not in spec else "an external grant" if "external: true" in spec else "a grant"
    assert (f"{said}, and {granted}" if said and granted else said or granted) == becomes
    assert fields == format_text(fields)


def test_the_spec_of_an_object_says_where_it_comes_from():
    rows = {"objects": {"Lead": "read edit"}, "fields": {"Lead.Score__c": "edit", "Lead.Email": "read"}}
    adoption = adopted([a_set(**rows)], HELD, {**BARE, **MARKETO})
    assert adoption.files["specs/objects/lead-adopted.yaml"] == text(
        "object: Lead",
        "owner: ops",
        "why: Marketo Engage syncs every field of it that somebody sees",
        "for: [marketo]",
        "defaults: {sync: from-salesforce, why: adopted from permission set Sales}",
        "fields:",
        "  Email:",
        "  Score__c: {sync: two-way}",
    )
    assert "fields" not in user_spec(adoption)
    assert adoption.reports[0].kinds["fields"] == {"read": 2, "granted": 0, "synced": 2, "external": 0, "off": 0}


def test_what_the_user_cannot_edit_is_not_written_by_marketo():
    adoption = adopted([a_set(objects={"Lead": "read"}, fields={"Lead.Score__c": "edit"})], HELD, {**BARE, **MARKETO})
    assert adoption.files["specs/objects/lead-adopted.yaml"].endswith("fields:\n  Score__c:\n")
    assert "    Lead.Score__c: {access: edit}\n" in user_spec(adoption)


def test_with_view_all_data_every_object_can_be_read():
    adoption = adopted([a_set(permissions={"ViewAllData": "yes"}, fields={"Lead.Score__c": "read"})], HELD, {**BARE, **MARKETO})
    assert "specs/objects/lead-adopted.yaml" in adoption.files


def test_another_object_is_claimed_once_the_specs_have_it_sync():
    objects = "object: Device__c\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {sync: from-salesforce, why: w}\nfields:\n  Other__c:\n"
    rows = {"objects": READ, "fields": {"Device__c.Text__c": "edit", "Device__c.Other__c": "read", "Device__c.Email__c": "read"}}
    specs = {**BARE, **MARKETO, "objects/device.yaml": objects}
    adoption = adopted([a_set(**rows)], HELD, specs)
    assert adoption.files["specs/objects/device-adopted.yaml"].partition("fields:\n")[2] == "  Email__c:\n  Text__c:\n"
    assert "  fields:\n    Device__c.Text__c: {access: edit}\n" in user_spec(adoption)
    assert adoption.notes == (
        "1 field syncs from Salesforce alone and can be edited all the same: a grant says so, such as `Device__c.Text__c`",
    )


def test_an_object_that_may_sync_is_named_in_a_note():
    adoption = adopted([a_set(objects=READ, fields={"Device__c.Text__c": "read"})], HELD, {**BARE, **MARKETO})
    assert adoption.notes == (
        "nothing says that a connector of `somebody` syncs `Device__c`: its fields are grants; write a spec of the objects that it does sync",
    )


@pytest.mark.parametrize(
    ("sync", "access", "granted"),
    [("two-way", "edit", False), ("from-salesforce", "read", False), ("from-salesforce", "edit", True), ("two-way", "read", False)],
)
def test_a_field_that_the_specs_name_keeps_its_spec(sync, access, granted):
    lead = f"object: Lead\nowner: ops\nwhy: w\nfor: [marketo]\nfields:\n  Score__c: {{why: w, sync: {sync}}}\n"
    adoption = adopted([a_set(objects=LEAD, fields={"Lead.Score__c": access})], HELD, {**BARE, **MARKETO, "objects/lead.yaml": lead})
    assert list(adoption.files) == ["specs/users/somebody.yaml"]
    assert ("Lead.Score__c" in user_spec(adoption)) is granted


def test_a_field_that_the_specs_hide_and_the_set_grants_is_an_error_and_nothing_is_written_over():
    lead = "object: Lead\nowner: ops\nwhy: w\nfor: [marketo]\nfields:\n  Score__c: {why: w, sync: hidden}\n"
    adoption = adopted([a_set(objects=LEAD, fields={"Lead.Score__c": "read"})], HELD, {**BARE, **MARKETO, "objects/lead.yaml": lead})
    assert adoption.after.failed
    assert "SFC603" in told(adoption)


def test_an_account_engagement_user_gets_grants_because_fields_are_mapped_there():
    ae = "connector: ae\nplatform: account_engagement\nowner: ops\nwhy: w\nsync_user: somebody\nversion: 2\noperations: {errors_owner: ops, review_every: 1 day}\nsettings: {match_users: true}\n"
    adoption = adopted([a_set(objects=LEAD, fields={"Lead.Score__c": "edit"})], HELD, {**BARE, "connectors/ae.yaml": ae})
    assert list(adoption.files) == ["specs/users/somebody.yaml"]
    assert "Lead.Score__c: {access: edit}" in user_spec(adoption)


def test_a_second_adoption_adds_to_the_spec_of_the_object_and_to_no_other():
    specs = {**BARE, **MARKETO}
    first = specs_after(adopted([a_set("One", objects=LEAD, fields={"Lead.Score__c": "edit"})], HELD, specs), specs)
    first["objects/lead-adopted.yaml"] += "  # Motto__c: the people of sales do not want it\n"
    two = adopted([a_set("Two", objects=LEAD, fields={"Lead.Email": "read", "Lead.Title": "edit"})], HELD, first)
    assert two.files["specs/objects/lead-adopted.yaml"].partition("fields:\n")[2] == text(
        "  Email: {why: adopted from permission set Two}",
        "  Score__c: {sync: two-way}",
        "  Title: {sync: two-way, why: adopted from permission set Two}",
        "  # Motto__c: the people of sales do not want it",
    )
    other = {
        **specs_after(two, first),
        "connectors/second.yaml": MARKETO["connectors/marketo.yaml"].replace("marketo\nplat", "second\nplat"),
    }
    three = adopted([a_set("Three", objects=LEAD, fields={"Lead.Phone": "read"})], HELD, other)
    assert "for: [marketo, second]" in three.files["specs/objects/lead-adopted-2.yaml"]


def test_two_sets_in_one_call_make_one_direction_of_what_both_grant():
    one = a_set("One", objects=LEAD, fields={"Lead.Score__c": "read"})
    two = a_set("Two", objects=LEAD, fields={"Lead.Score__c": "edit"})
    adoption = adopted([one, two], HELD, {**BARE, **MARKETO})
    assert (
        "  Score__c: {sync: two-way, why: adopted from permission set One; edit from permission set Two}\n"
        in adoption.files["specs/objects/lead-adopted.yaml"]
    )


def test_a_connector_that_is_absent_in_the_environment_claims_nothing():
    environment = BARE["environments/production.yaml"] + "connectors: {marketo: absent}\n"
    specs = {**BARE, **MARKETO, "environments/production.yaml": environment}
    adoption = adopted([a_set(objects=LEAD, fields={"Lead.Score__c": "edit"})], HELD, specs)
    assert list(adoption.files) == ["specs/users/somebody.yaml"]
    assert not adoption.after.failed


def test_two_thousand_rows_are_adopted_and_merged_in_seconds():
    rows = {f"Big__c.Field_{number:05}__c": "edit" for number in range(2_000)}
    first = specs_after(adopted([a_set("One", fields=rows)], HELD))
    more = {f"Big__c.Field_{number:05}__c": "edit" for number in range(0, 4_000, 10)}
    second = adopted([a_set("Two", fields=more)], HELD, first)
    assert user_spec(second).count("permission set Two}") == 200


def test_two_of_one_name_are_two():
    one, two = a_profile("Admin", objects={"Account": "read"}), a_profile("Admin", objects={"Account": "read edit", "Device__c": "read"})
    assert user_spec(adopted([one, two], HELD)).endswith(
        text(
            "    Account: {access: [read, edit], why: adopted from profile Admin; edit from profile Admin}",
            "    Device__c: {access: read}",
        )
    )


def test_names_that_differ_in_case_alone_are_one():
    one = a_set("One", objects={"device__C": "read"}, fields={"DEVICE__c.text__c": "read"}, classes={"Routes": "yes"})
    two = a_set(
        "Two", objects={"Device__c": "edit read"}, fields={"Device__c.Text__c": "edit"}, classes={"routes": "yes"}, apps={"Fair": "yes"}
    )
    first = adopted([one], HELD)
    assert user_spec(first).partition("  objects:\n")[2] == text(
        "    Device__c: {access: read}", "  fields:", "    Device__c.Text__c: {access: read}", "  classes:", "    Routes:"
    )
    for adoption in (adopted([one, two], HELD), adopted([two], HELD, specs_after(first))):
        spec = user_spec(adoption)
        assert "    Device__c.Text__c: {access: edit, why: adopted from permission set One; edit from permission set Two}\n" in spec
        assert "external" not in spec
        assert "routes" not in spec
        assert adoption.reports[-1].kinds["classes"]["granted"] == 1
