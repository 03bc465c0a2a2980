"""Access that reaches far beyond a sync is found, by whatever the user has it; what a vendor's page asks for is not."""

import pytest

from small_estate import FILES, compiled, found, spec, user
from small_people import peopled, permission_set, profile
from syncwright.inventory.access import SetGroup


def messages(compilation):
    return [one.message for one in compilation.diagnostics if one.rule.id == "SFC612"]


FAR = "ModifyAllData ViewAllData CustomizeApplication ManageUsers AuthorApex ModifyMetadata".split()


@pytest.mark.parametrize("name", FAR)
def test_a_far_reaching_permission_that_is_granted_is_one_finding_at_its_row(name):
    compilation = compiled(user(f"permissions: {{{name}: {{why: w}}}}"))
    assert found(compilation) == [("SFC612", "users/marketo-sync.yaml:3:24")], "and none for what it brings along"
    assert compilation.diagnostics[0].severity == "warning"
    assert f"is granted `{name}`, which " in compilation.diagnostics[0].message


@pytest.mark.parametrize("access", ["view-all", "modify-all", "view-all-fields"])
def test_so_is_access_to_all_of_an_object(access):
    assert len(messages(compiled(user(f"objects: {{Loose__c: {{access: {access}, why: w}}}}")))) == 1


def test_objects_are_one_finding_for_each_access():
    compilation = compiled(user("objects: {Lead: {access: view-all, why: w}, Account: {access: [read, view-all], why: w}}"))
    assert messages(compilation) == [
        "`marketo-sync` is granted View All on `Account`, `Lead`, which reads every record, whatever sharing says"
    ]
    [one] = compilation.diagnostics
    assert [at.label for at in one.related] == ["and here"]


def test_a_permission_for_all_data_is_not_said_again_of_each_object():
    compilation = compiled(user("objects: {Lead: {access: modify-all, why: w}}, permissions: {ModifyAllData: {why: w}}"))
    assert len(messages(compilation)) == 1


@pytest.mark.parametrize("access", ["read", "create", "edit", "delete"])
def test_ordinary_access_is_none(access):
    assert messages(compiled(user(f"objects: {{Loose__c: {{access: {access}, why: w}}}}, permissions: {{ConvertLeads: {{why: w}}}}"))) == []


@pytest.mark.parametrize("preset", ["least-privilege", "documented"])
def test_what_a_connector_asks_for_itself_is_none(preset):
    ordinary = {"users/ae-integration.yaml": f"sync_user: ae-integration\nowner: ops\npreset: {preset}\n"}
    compilation = compiled({**ordinary, "objects/a.yaml": spec("Lead", {"Title": ""}, "ae")})
    assert found(compilation) == []
    asked = user("why: w, objects: {Lead: {access: [view-all, modify-all]}}", name="ae-integration", more=f"preset: {preset}\n")
    assert messages(compiled({**asked, "objects/a.yaml": spec("Lead", {"Title": ""}, "ae")})) == []
    assert messages(
        compiled({**user("why: w, objects: {Lead: {access: modify-all}}"), "objects/a.yaml": spec("Lead", {"Title": ""}, "ae")})
    )


def test_what_was_adopted_is_judged_like_any_other():
    files = user("why: w, permissions: {ModifyAllData: , ApiEnabled: }", more="preset: adopted\n")
    assert ("SFC612", "users/marketo-sync.yaml:4:32") in found(compiled(files))
    ae = user("why: w, objects: {Lead: {access: [read, view-all]}}", name="ae-integration", more="preset: adopted\n")
    assert messages(compiled({**ae, "objects/a.yaml": spec("Lead", {"Title": ""}, "ae")})) == []


# ------------------------------------------------------------------ by what the user has besides


@pytest.mark.parametrize(
    ("more", "held", "whence"),
    [
        ("profile: P\n", [profile("P", permissions="AuthorApex")], "profile `P`"),
        ("with: [A]\n", [permission_set("A", permissions="AuthorApex")], "permission set `A`"),
        ("with: [G]\n", [SetGroup("G", sets=("A",)), permission_set("A", permissions="AuthorApex")], "permission set `A`"),
    ],
)
def test_a_source_that_gives_it_is_named_at_its_place(more, held, whence):
    compilation = compiled(user(more=more), peopled(*held))
    assert [one.partition(":")[0] for _, one in found(compilation)] == ["users/marketo-sync.yaml"]
    assert messages(compilation) == [f"{whence} gives `marketo-sync` `AuthorApex`, which writes Apex code"]


def test_all_that_one_source_gives_is_one_finding():
    held = profile("P", {}, {"Lead": "read view-all", "Account": "read view-all modify-all"}, "AuthorApex ManageUsers")
    [message] = messages(compiled(user(more="profile: P\n"), peopled(held)))
    assert message.split("; ") == [
        "profile `P` gives `marketo-sync` `AuthorApex`, which writes Apex code",
        "`ManageUsers`, which makes and changes users",
        "Modify All on `Account`, which changes and deletes every record",
        "View All on `Lead`, which reads every record, whatever sharing says",
    ]


def test_the_profile_of_the_integration_user_comes_with_the_platform():
    ae = {"users/ae-integration.yaml": FILES["users/ae-integration.yaml"] + "profile: B2BMA Integration User\n"}
    assert found(compiled(ae, peopled(profile("B2BMA Integration User", permissions="ViewAllData ModifyMetadata")))) == []
    assert found(
        compiled(
            {**ae, **user(more="profile: B2BMA Integration User\n")}, peopled(profile("B2BMA Integration User", permissions="ViewAllData"))
        )
    )
