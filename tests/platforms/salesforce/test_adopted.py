"""What was adopted is kept, row for row; what it lacks and what does not fit are findings, and never errors that forbid building."""

import pytest

from small_estate import FILES, compiled, fields_of, found, objects_of, permission_set, permissions_of, rows, spec, told, user, xml
from small_people import peopled, profile
from small_people import permission_set as a_set
from syncwright.inventory import Field, Org
from syncwright.inventory.store import whole_org

ADOPTED = "preset: adopted\nprofile: Sync\n"
#: A profile that has all that a connector without objects asks for.
SYNC = profile("Sync", permissions="ApiEnabled")


def adopted(grants, more=ADOPTED, files=None, held=(), extra=None):
    return compiled({**user(f"why: adopted from the org, {grants}", more=more), **(files or {})}, peopled(SYNC, *held, extra=extra))


def gaps(compilation):
    assert not compilation.failed, told(compilation)
    return [one.message.removeprefix("`marketo-sync` was adopted without ") for one in compilation.diagnostics if one.rule.id == "SFC608"]


def unfit(compilation):
    assert not compilation.failed, told(compilation)
    return [one.message for one in compilation.diagnostics if one.rule.id == "SFC609"]


# ------------------------------------------------------------------ kept as it is


def test_nothing_is_added_to_what_was_adopted():
    compilation = adopted(
        "objects: {Visit__c: {access: [read, delete]}}, fields: {Lead.Score__c: {access: read}}, permissions: {ConvertLeads: }",
        files={"objects/a.yaml": spec("Loose__c", {"Text__c": "sync: two-way"})},
    )
    assert objects_of(compilation) == {"Visit__c": {"read", "delete"}}
    assert fields_of(compilation) == {"Lead.Score__c": "read", "Loose__c.Text__c": "edit"}, "and the fields that sync"
    assert permissions_of(compilation) == {"ConvertLeads"}
    assert not compilation.failed


KEPT = {
    "Device__c.Required__c": "a required field is visible to whoever sees the object",
    "Device__c.Required_Lookup__c": "a required field is visible to whoever sees the object",
    "Device__c.Account__c": "a master-detail field is visible to whoever sees the object",
    "Lead.LastName": "this standard field has no field-level security",
    "Contact.MailingCity": "access is granted on the whole of `MailingAddress`",
}


@pytest.mark.parametrize("access", ["read", "edit"])
@pytest.mark.parametrize(("path", "because"), KEPT.items())
def test_a_row_that_no_deployment_takes_is_kept_and_found(path, because, access):
    compilation = adopted(f"fields: {{{path}: {{access: {access}}}}}")
    assert fields_of(compilation) == {path: access}
    assert unfit(compilation) == [f"the row of `{path}` was adopted and is kept, but {because}"], told(compilation)


@pytest.mark.parametrize("path", ["Device__c.Formula__c", "Device__c.Rollup__c", "Device__c.Number__c"])
def test_an_edit_of_what_nobody_can_write_is_kept_and_found(path):
    compilation = adopted(f"fields: {{{path}: {{access: edit}}}}")
    assert fields_of(compilation) == {path: "edit"}
    assert rows(xml(permission_set(compilation)))["fieldPermissions"] == [{"editable": "true", "field": path, "readable": "true"}]
    [message] = unfit(compilation)
    assert "cannot be written" in message and message.endswith("a deployment is reported to take such a row and to ignore the edit")
    assert unfit(adopted(f"fields: {{{path}: {{access: read}}}}")) == []


def test_of_a_standard_field_that_is_read_only_nothing_is_reported_of_deployments():
    [message] = unfit(adopted("fields: {Opportunity.ExpectedRevenue: {access: edit}}"))
    assert message == "the edit of `Opportunity.ExpectedRevenue` was adopted and is kept, but this standard field cannot be written"


def test_a_row_of_the_name_of_a_custom_object_is_no_finding():
    """Sets of published apps hold such rows, and are deployed with them."""
    compilation = adopted("objects: {Loose__c: {access: read}}, fields: {Loose__c.Name: {access: edit}}")
    assert fields_of(compilation) == {"Loose__c.Name": "edit"}
    assert found(compilation) == [], told(compilation)


def test_a_row_of_an_object_that_takes_none_is_kept_and_found():
    compilation = adopted("objects: {Task: {access: [read, delete]}}")
    assert objects_of(compilation) == {"Task": {"read", "delete"}}
    assert [message.partition(",")[0] for message in unfit(compilation)] == ["the row of `Task` was adopted and is kept"]


def test_rows_that_the_api_version_is_too_old_for_are_kept_and_found():
    old = {"estate.yaml": FILES["estate.yaml"].replace("enterprise", "enterprise, api_version: 62.0")}
    compilation = adopted("objects: {Lead: {access: [read, view-all-fields]}}", files=old)
    assert objects_of(compilation) == {"Lead": {"read", "view-all-fields"}}
    assert unfit(compilation) == ["API version 62.0 has no rows for View All Fields: they came with 63.0"]


def test_rows_that_are_fine_are_no_findings():
    compilation = adopted("objects: {Lead: {access: read}}, fields: {Lead.Score__c: {access: edit}, Lead.Email: {access: read}}")
    assert found(compilation) == [], told(compilation)


def test_a_standard_field_of_which_nothing_is_documented_is_shown_to_have_security_by_its_row():
    owner, name = next(
        (owner, name)
        for owner, one in sorted(whole_org(Org()).objects.items())
        for name, field in one.fields.items()
        if field.fls is None and not field.required
    )
    assert found(adopted(f"objects: {{{owner}: {{access: read}}}}, fields: {{{owner}.{name}: {{access: read}}}}")) == []


def test_what_another_package_brings_is_kept():
    grants = "objects: {ns__Bill__c: {access: read, external: true}}, fields: {ns__Bill__c.ns__Sum__c: {access: edit, external: true}}"
    compilation = adopted(grants)
    assert found(compilation) == [], told(compilation)
    assert fields_of(compilation) == {"ns__Bill__c.ns__Sum__c": "edit"}


def test_an_adopted_user_has_a_set_even_if_nothing_was_granted():
    assert permission_set(compiled(user(more=ADOPTED), peopled(SYNC))).attributes["user_permissions"] == {}


def test_a_field_that_syncs_is_as_strict_as_ever():
    compilation = adopted("", files={"objects/a.yaml": spec("Device__c", {"Formula__c": "sync: two-way", "Required__c": ""})})
    assert ("SFC601", "objects/a.yaml:7:3") in found(compilation)
    assert fields_of(compilation) == {"Device__c.Formula__c": "read"}


# ------------------------------------------------------------------ gaps


def test_an_access_without_what_it_needs_is_one_gap_at_its_row():
    compilation = adopted("objects: {Lead: {access: delete}}")
    assert gaps(compilation) == ["Edit on `Lead`, Read on `Lead`: Delete on `Lead` needs Edit; Delete on `Lead` needs Read"]
    assert found(compilation) == [("SFC608", "users/marketo-sync.yaml:5:47")]


def test_a_detail_without_its_master_is_a_gap():
    assert gaps(adopted("objects: {Device__c: {access: [read]}}")) == [
        "Read on `Account`: `Device__c` is a detail of `Account`, which must be readable in the same set (observed, not documented)"
    ]


def test_the_masters_master_is_the_same_gap():
    [gap] = gaps(adopted("objects: {Visit__c: {access: [read]}}"))
    assert gap.startswith("Read on `Device__c`, Read on `Account`: ")


def test_a_user_permission_without_those_it_needs_is_one_gap():
    assert gaps(adopted("permissions: {EmailMass: , EmailSingle: }")) == [
        "`EditTask`: `EmailSingle` needs `EditTask` (observed, not documented)"
    ]
    [gap] = gaps(adopted("permissions: {ModifyAllData: }"))
    assert gap.startswith("`AssignTopics`, `ConnectOrgToEnvironmentHub`, `ConvertLeads`, `CreateCustomizeDashboards` and 31 more: ")
    assert gap.endswith("; and so on")


def test_converting_leads_may_be_completed_by_what_the_user_has_besides():
    whole = "read create edit"
    held = dict.fromkeys(("Account", "Contact", "Lead", "Opportunity"), whole) | {"Campaign": "read"}
    grants = "permissions: {ConvertLeads: , EditTask: }, objects: {Account: {access: [read, create]}}"
    files = user(f"why: adopted, {grants}", more=ADOPTED)
    [gap] = gaps(adopted(grants))
    assert gap == (
        "Edit on `Account`, Create on `Contact`, Edit on `Contact`, Create on `Lead` and 4 more: "
        "Salesforce Help, as quoted in its community, asks for it to convert leads"
    )
    complete = profile("Sync", objects=held, permissions="ApiEnabled")
    assert gaps(compiled(files, peopled(complete))) == []
    assert gaps(compiled(files, peopled(profile("Sync", permissions="ApiEnabled ModifyAllData")))) == []


def test_fields_without_their_objects_are_one_gap_for_all():
    compilation = adopted("fields: {Lead.Score__c: {access: read}, Contact.Score__c: {access: read}, Task.Outcome__c: {access: read}}")
    assert gaps(compilation) == [
        "Read on `Contact`, Read on `Lead`, `ActivitiesAccess`: fields of an object are reached only through the object"
    ]
    reads = profile("Sync", objects={"Contact": "read", "Lead": "read"}, permissions="ApiEnabled ActivitiesAccess")
    files = user("why: w, fields: {Lead.Score__c: {access: read}, Task.Outcome__c: {access: read}}", more=ADOPTED)
    assert gaps(compiled(files, peopled(reads))) == []


SYNCED = {"objects/a.yaml": spec("Lead", {"Score__c": "sync: two-way", "Title": ""})}


def test_what_a_connector_wants_and_nothing_grants_is_a_gap_for_each_cause():
    compilation = compiled({**user("why: w, classes: {A: }", more="preset: adopted\nprofile: Sync\n"), **SYNCED}, peopled(profile("Sync")))
    assert gaps(compilation) == [
        "Edit on `Lead`: `Score__c` is written",
        "Read on `Lead.Email`: a Marketo Community article lists it among the fields without which the sync fails",
        "Read on `Lead`: it is needed",
        "`ApiEnabled`: Marketo reads and writes through the API",
    ]
    assert {placed for _, placed in found(compilation)} == {"users/marketo-sync.yaml:3:9"}
    assert objects_of(compilation) == {}


def test_what_another_source_grants_is_no_gap():
    full = profile("Sync", {"Lead.Email": "read"}, {"Lead": "read edit"}, "ApiEnabled")
    assert gaps(compiled({**user("why: w, classes: {A: }", more=ADOPTED), **SYNCED}, peopled(full))) == []
    besides = a_set("Besides", {"Lead.Email": "read"}, {"Lead": "read edit"})
    more = ADOPTED + "with: [Besides]\n"
    assert gaps(compiled({**user("why: w, classes: {A: }", more=more), **SYNCED}, peopled(SYNC, besides))) == []


@pytest.mark.parametrize(
    ("more", "help_"),
    [
        ("preset: adopted\n", "grant it, or say which profile the user has, if that grants it"),
        (ADOPTED + "with: [Elsewhere]\n", "grant it, or import `Elsewhere`, which may grant it"),
        (ADOPTED, "grant it, or allow this finding with what you saw in the org"),
    ],
)
def test_the_help_says_where_else_it_may_come_from(more, help_):
    compilation = compiled({**user("why: w, fields: {Lead.Score__c: {access: read}}", more=more)}, peopled(SYNC))
    assert {one.help for one in compilation.diagnostics if one.rule.id == "SFC608"} == {help_}


def test_fields_without_security_are_never_missing():
    files = {"objects/a.yaml": spec("Opportunity", {"Amount": ""})}
    required = {"Opportunity": {"CampaignId": Field(type="Lookup", required=True)}}
    grants = (
        "objects: {Opportunity: {access: read}}, fields: {Opportunity.AccountId: {access: read}, Opportunity.IsPrivate: {access: read}}"
    )
    assert gaps(adopted(grants, files=files, extra=required)) == [
        "Read on `Opportunity.Probability`: a Marketo Community article lists it among the fields without which the sync fails"
    ]


def test_users_that_were_not_adopted_have_no_gaps():
    compilation = compiled(user("objects: {Lead: {access: delete, why: w}}"))
    assert found(compilation) == [] and objects_of(compilation) == {"Lead": {"delete", "edit", "read"}}
