"""Changes as files: a set whole, of a profile the rows that change and nothing else, and nothing that a person does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_estates import against, built, carried_out, fine, seen
from small_estate import rows, spec, user
from syncwright.platforms.salesforce.overlay import overlaid

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<Profile xmlns="http://soap.sforce.com/2006/04/metadata">\n'
ONE = {"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "sync: two-way"})}
PROJECT = b'{"packageDirectories": [{"path": "sales"}, {"path": "./service", "default": true}]}'


def a_row(name, editable=True, readable=True):
    flags = [str(flag).lower() for flag in (editable, readable)]
    return (
        f"    <fieldPermissions>\n        <editable>{flags[0]}</editable>\n        <field>{name}</field>\n"
        f"        <readable>{flags[1]}</readable>\n    </fieldPermissions>\n"
    )


def a_profile(*parts):
    return (HEAD + "".join(parts) + "</Profile>\n").encode()


CUSTOM = "    <custom>true</custom>\n"
LICENSE = "    <userLicense>Salesforce</userLicense>\n"


def test_a_row_is_changed_in_place_and_every_other_byte_stays():
    before = a_profile(CUSTOM, a_row("Lead.A__c"), "    <!-- ours -->\n", a_row("Lead.B__c"), "\t", LICENSE)
    after = overlaid(before, {"Lead.B__c": (False, False)})
    assert after == before.replace(a_row("Lead.B__c").encode(), a_row("Lead.B__c", False, False).encode())


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ((), (CUSTOM, "+", LICENSE)),
        (("Lead.A__c",), (CUSTOM, a_row("Lead.A__c"), "+", LICENSE)),
        (("Lead.X__c",), (CUSTOM, "+", a_row("Lead.X__c"), LICENSE)),
        (("Lead.A__c", "Lead.X__c"), (CUSTOM, a_row("Lead.A__c"), "+", a_row("Lead.X__c"), LICENSE)),
    ],
)
def test_a_new_row_stands_with_the_rows_of_its_kind(held, expected):
    before = a_profile(CUSTOM, *map(a_row, held), LICENSE)
    after = overlaid(before, {"Lead.M__c": (False, False)})
    assert after == a_profile(*(a_row("Lead.M__c", False, False) if part == "+" else part for part in expected))


def test_without_a_file_there_are_these_rows_alone():
    assert overlaid(None, {"Lead.B__c": (False, True), "Lead.A__c": (False, False)}) == a_profile(
        a_row("Lead.A__c", False, False), a_row("Lead.B__c", False, True)
    )


names = st.sampled_from([f"Lead.{letter}__c" for letter in "ABCDEFG"])
flags = st.tuples(st.booleans(), st.booleans())


@given(st.dictionaries(names, flags), st.dictionaries(names, flags), st.booleans())
def test_rows_read_back_as_they_were_laid_over(held, laid, one_line):
    before = a_profile(CUSTOM, *(a_row(name, *said) for name, said in sorted(held.items())), LICENSE)
    before = before.replace(b"\n", b"") if one_line else before
    after = rows(overlaid(before, laid))
    found = {row["field"]: (row["editable"] == "true", row["readable"] == "true") for row in after.get("fieldPermissions", [])}
    assert found == {**held, **laid}
    assert (after["custom"], after["userLicense"]) == ([{"": "true"}], [{"": "Salesforce"}])


# ------------------------------------------------------------------ a whole tree


def test_a_tree_that_lacks_everything_holds_it_afterwards():
    compilation = fine({**ONE, **user(more="group: true\nwith: [Shared]\nprofile: {name: Sync, manage: true}\n")})
    tree = carried_out(compilation, against(compilation, {}).changes, {})
    assert against(compilation, tree).empty
    assert sorted(tree) == [f"main/default/{path}" for path in (
        "permissionsetgroups/Marketo_Sync_Group.permissionsetgroup-meta.xml",
        "permissionsets/Marketo_Sync.permissionset-meta.xml",
    )]  # fmt: skip


def test_what_is_there_is_written_where_it_is():
    compilation = fine(ONE)
    tree = {"src/permissionsets/Marketo_Sync.permissionset": b"<PermissionSet><label>x</label></PermissionSet>", "src/other.txt": b"mine"}
    after = carried_out(compilation, against(compilation, tree).changes, tree)
    assert against(compilation, after).empty
    assert after.keys() == tree.keys()
    assert after["src/other.txt"] == b"mine"


@pytest.mark.parametrize(
    ("tree", "home"),
    [
        ({}, "main/default"),
        ({"main/default/classes/A.cls": b"", "main/default/objects/Lead/fields/A.field-meta.xml": b""}, "main/default"),
        ({"objects/Lead/Lead.object-meta.xml": b""}, ""),
        ({"sfdx-project.json": PROJECT}, "service/main/default"),
        ({"sfdx-project.json": PROJECT, "sales/a/objects/x.xml": b"", "service/b/c/profiles/x.xml": b""}, "service/b/c"),
        ({"sfdx-project.json": b"no JSON", "x/y/permissionsets/Other.permissionset-meta.xml": b""}, "x/y"),
        ({"sfdx-project.json": b'{"packageDirectories": [{"path": "../out"}]}'}, "main/default"),
    ],
)
def test_what_is_new_goes_where_its_kind_is_or_into_the_default_package(tree, home):
    compilation = fine(ONE)
    after = carried_out(compilation, against(compilation, tree).changes, tree)
    [new] = after.keys() - tree.keys()
    assert new == f"{home}/permissionsets/Marketo_Sync.permissionset-meta.xml".lstrip("/")


def test_a_field_that_is_deleted_goes_and_nothing_else():
    compilation = fine({"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "retire: {stage: delete, since: 2026-01-01}"})})
    path = "objects/Lead/fields/Motto__c.field-meta.xml"
    field = b'<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Motto__c</fullName></CustomField>'
    tree = {**built(compilation), path: field, path.replace("Lead", "Contact"): field}
    after = carried_out(compilation, against(compilation, tree).changes, tree)
    assert after.keys() == tree.keys() - {path}


def test_writing_what_is_there_already_changes_no_byte():
    compilation = fine({**ONE, **user(more="group: true\n")})
    tree = built(compilation)
    changes = against(compilation, {}).changes
    after = carried_out(compilation, changes, tree)
    assert after == tree
    assert not seen(compilation, after).findings
