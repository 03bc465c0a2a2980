"""What is granted is closed under what it needs, nothing is added that nothing needs, and each addition says which grant it serves."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_estate import ORG, clean, compiled, found, objects_of, org, permission_set, permissions_of, spec, told, user
from syncwright.inventory import Field, Org
from syncwright.inventory.store import whole_org
from syncwright.platforms.salesforce.closure import close
from syncwright.platforms.salesforce.facts import PERMISSION_NEEDS
from syncwright.platforms.salesforce.grants import Grants
from syncwright.platforms.salesforce.names import user_permissions
from syncwright.resource import Resource
from syncwright.want import Reason

# What Salesforce says, written out again: a wrong table of ours must not confirm itself.
NEEDS = {
    "read": set(),
    "create": {"read"},
    "edit": {"read"},
    "delete": {"read", "edit"},
    "view-all": {"read"},
    "modify-all": {"read", "edit", "delete", "view-all"},
}
PARENTS = {
    "Asset": "Account",
    "Contract": "Account",
    "Quote": "Opportunity",
    "Device__c": "Account",
    "Visit__c": "Device__c",
    "Deep__c": "Visit__c",
}
PERMISSIONS = {
    "ConvertLeads": {"EditTask"},
    "EmailSingle": {"EditTask"},
    "EmailMass": {"EmailSingle", "EditTask"},
    "ExportReport": {"RunReports"},
    "ViewAllData": {"ViewSetup", "ViewRoles", "ViewEventLogFiles", "ViewPublicReports", "ViewPublicDashboards"},
    "QueryAllFiles": {"ViewAllData"},
}
DEEP = {"Deep__c": {"Visit__c": Field(type="MasterDetail", references=("Visit__c",)), "Text__c": Field(type="Text")}}
OBJECTS = ["Lead", "Account", "Opportunity", "Asset", "Contract", "Quote", "Loose__c", "Device__c", "Visit__c", "Deep__c"]


def granted(grants: str) -> Resource:
    compilation = compiled(user(grants), org(DEEP))
    assert {rule for rule, _ in found(compilation)} <= {"SFC612"}, told(compilation)
    return permission_set(compilation)


def accesses(one: Resource) -> dict[str, set[str]]:
    return {name: set(words.split()) for name, words in one.attributes["object_permissions"].items()}


@pytest.mark.parametrize(("access", "needed"), NEEDS.items())
def test_an_access_brings_what_it_needs_on_the_same_object(access, needed):
    assert accesses(granted(f"objects: {{Loose__c: {{access: {access}, why: w}}}}")) == {"Loose__c": {access, *needed}}


@pytest.mark.parametrize(("detail", "parent"), PARENTS.items())
@pytest.mark.parametrize("access", ["read", "create", "edit", "delete"])
def test_a_detail_brings_reading_its_master_and_the_masters_master(detail, parent, access):
    above, name = {}, detail
    while name in PARENTS:
        name = PARENTS[name]
        above[name] = {"read"}
    assert accesses(granted(f"objects: {{{detail}: {{access: {access}, why: w}}}}")) == {detail: {access, *NEEDS[access]}, **above}


@pytest.mark.parametrize("access", ["view-all", "modify-all"])
def test_seeing_all_records_of_a_detail_brings_seeing_all_of_its_master(access):
    assert accesses(granted(f"objects: {{Visit__c: {{access: {access}, why: w}}}}")) == {
        "Visit__c": {access, *NEEDS[access]},
        "Device__c": {"read", "view-all"},
        "Account": {"read", "view-all"},
    }


@pytest.mark.parametrize(("permission", "needed"), PERMISSIONS.items())
def test_a_user_permission_brings_what_it_needs(permission, needed):
    held = set(granted(f"permissions: {{{permission}: {{why: w}}}}").attributes["user_permissions"])
    assert held >= {permission, *needed}


def test_managing_users_brings_what_both_the_error_of_a_server_and_public_files_list():
    assert set(granted("permissions: {ManageUsers: {why: w}}").attributes["user_permissions"]) == {
        "ApiEnabled",
        "ManageUsers",
        *"AssignPermissionSets DelegatedTwoFactor ManageInternalUsers ManageIpAddresses ManageLoginAccessPolicies".split(),
        *"ManagePasswordPolicies ManageProfilesPermissionsets ManageRoles ManageSharing ViewAllUsers".split(),
        *"ViewRoles ViewSetup".split(),
    }


def test_modifying_all_data_brings_its_company_and_no_object():
    one = granted("permissions: {ModifyAllData: {why: w}}")
    asked = {"ViewAllData", "EditTask", "EditEvent", "ConvertLeads", "ImportLeads", "TransferAnyLead", "TransferAnyEntity", "RunReports"}
    assert set(one.attributes["user_permissions"]) >= asked | {"ModifyMetadata", "ManageCategories", "ViewRoles"}
    assert accesses(one) == {}
    assert all(reason.added and "(observed, not documented)" in reason.why for reason in one.because["user_permissions"]["ViewAllData"])


def test_converting_leads_brings_what_help_asks_for_when_it_is_done():
    one = granted("permissions: {ConvertLeads: {why: w}}")
    whole = {"create", "edit", "read"}
    assert accesses(one) == {"Account": whole, "Contact": whole, "Lead": whole, "Opportunity": whole, "Campaign": {"read"}}
    [reason] = one.because["object_permissions"]["Contact:edit"]
    assert (reason.added, reason.key) == (True, "sync_user/marketo-sync#grants.permissions.ConvertLeads")
    assert reason.why == "Salesforce Help, as quoted in its community, asks for Edit on `Contact` to convert leads"


@pytest.mark.parametrize("name", ["Contact", "Opportunity", "Case"])
def test_objects_that_do_not_need_the_account_do_not_bring_it(name):
    assert accesses(granted(f"objects: {{{name}: {{access: edit, why: w}}}}")) == {name: {"edit", "read"}}


@pytest.mark.parametrize("field", ["Device__c.Text__c", "Device__c.Required__c", "Device__c.Account__c"])
def test_a_field_brings_its_object_even_where_it_is_no_row(field):
    assert accesses(granted(f"fields: {{{field}: {{access: read, why: w}}}}")) == {"Device__c": {"read"}, "Account": {"read"}}


def test_what_was_asked_for_is_not_said_to_be_added():
    one = granted("objects: {Loose__c: {access: [delete, edit], why: to tidy up}}")
    said = {name: [(reason.why, reason.added) for reason in reasons] for name, reasons in one.because["object_permissions"].items()}
    assert said["Loose__c:delete"] == said["Loose__c:edit"] == [("to tidy up", False)]
    [(why, added)] = said["Loose__c:read"]
    assert (" on `Loose__c` needs Read" in why, added) == (True, True)


def test_an_addition_points_at_the_grant_that_it_serves():
    compilation = clean({"objects/a.yaml": spec("Visit__c", {"Text__c": ""})})
    [reason] = permission_set(compilation).because["object_permissions"]["Account:read"]
    assert (reason.key, reason.path, reason.added) == ("object/Visit__c", "specs/objects/a.yaml", True)
    assert reason.why == "`Device__c` is a detail of `Account`, which must be readable in the same set (observed, not documented)"


def test_every_permission_that_others_need_is_a_known_one():
    assert {*PERMISSION_NEEDS, *(needed for all_needed in PERMISSION_NEEDS.values() for needed in all_needed)} <= user_permissions()


@pytest.mark.parametrize("access", ["delete", "modify-all"])
def test_records_that_nobody_edits_are_deleted_without_editing(access):
    grants = Grants()
    grants.grant("Reading__b", access, ASKED)
    close(grants, ORG_WITH_DETAILS, objects_of_fields=True)
    assert ("Reading__b", "read") in grants.objects and ("Reading__b", "edit") not in grants.objects


# ------------------------------------------------------------------ over all combinations


def gaps(org_: Org, grants: Grants) -> Iterator[str]:
    held = grants.objects
    for name, access in held:
        yield from (f"{access} {name} needs {needed}" for needed in NEEDS[access] if (name, needed) not in held)
        if name in PARENTS:
            above = PARENTS[name]
            yield from (
                f"{access} {name} needs {needed} {above}"
                for needed in {"read", access} & {"read", "view-all"}
                if (above, needed) not in held
            )
    for field in grants.fields:
        owner = field.partition(".")[0]
        assert owner in org_.objects
        if (owner, "read") not in held:
            yield f"{field} needs its object"
    for permission in grants.permissions:
        yield from (f"{permission} needs {needed}" for needed in PERMISSIONS.get(permission, ()) if needed not in grants.permissions)


ASKED = Reason("asked for", "sync_user/u", "u.yaml", ("grants",))
ORG_WITH_DETAILS = whole_org(Org(org(DEEP)))
FIELDS = [f"{owner}.{name}" for owner in ("Device__c", "Visit__c", "Deep__c", "Loose__c") for name in {**ORG, **DEEP}[owner]]


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(OBJECTS), st.sampled_from(sorted(NEEDS))), max_size=6),
    st.lists(st.sampled_from(FIELDS), max_size=3),
    st.lists(st.sampled_from(sorted(PERMISSIONS)), max_size=3),
)
def test_the_closure_has_no_gaps_keeps_what_was_asked_and_gives_reasons(objects, fields, permissions):
    grants = Grants()
    for name, access in objects:
        grants.grant(name, access, ASKED)
    grants.fields.update(dict.fromkeys(fields, (ASKED,)))
    for permission in permissions:
        grants.permit(permission, ASKED)
    close(grants, ORG_WITH_DETAILS, objects_of_fields=True)
    assert list(gaps(ORG_WITH_DETAILS, grants)) == []
    assert grants.objects.keys() >= set(objects) and grants.permissions.keys() >= set(permissions)
    for name, reasons in (*grants.objects.items(), *grants.permissions.items()):
        asked = name in objects or name in permissions
        assert reasons and all(reason.why and reason.key == ASKED.key for reason in reasons)
        assert any(not reason.added for reason in reasons) == asked, "what nobody asked for says that it was added"


@settings(max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(OBJECTS), st.sampled_from(sorted(NEEDS))), max_size=6), st.randoms(use_true_random=False))
def test_the_closure_does_not_depend_on_order_and_closes_once(objects, random):
    def closed(asked):
        grants = Grants()
        for name, access in asked:
            grants.grant(name, access, ASKED)
        close(grants, ORG_WITH_DETAILS, objects_of_fields=True)
        return grants

    once, shuffled = closed(objects), closed(random.sample(objects, len(objects)))
    assert once.objects.keys() == shuffled.objects.keys()
    before = dict(once.objects)
    close(once, ORG_WITH_DETAILS, objects_of_fields=True)
    assert once.objects == before


@settings(max_examples=15)
@given(st.sets(st.sampled_from(OBJECTS), max_size=4), st.sets(st.sampled_from(FIELDS), max_size=4))
def test_no_object_is_granted_without_reading_it(objects, fields):
    grants = f"objects: {{{', '.join(f'{name}: {{access: create, why: w}}' for name in sorted(objects))}}}"
    grants += f", fields: {{{', '.join(f'{name}: {{access: read, why: w}}' for name in sorted(fields))}}}"
    compilation = clean(user(grants), org(DEEP))
    assert all("read" in held for held in objects_of(compilation).values())
    assert permissions_of(compilation) == {"ApiEnabled"}


def test_the_integration_user_brings_its_objects_along():
    compilation = clean({"objects/a.yaml": spec("Device__c", {"Text__c": ""}, "ae")})
    assert objects_of(compilation, "Ae_Integration") == {}
