"""Permission sets and profiles of several folders, put together as deploys in that order would."""

import pytest

from syncwright.inventory.access import Holder, People, SetGroup
from syncwright.inventory.reader import Imported, read_sources
from syncwright.text import SourceFile

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="http://soap.sforce.com/2006/04/metadata">\n{1}\n</{0}>\n'


def permission(name: str, enabled: str = "true") -> str:
    return f"<userPermissions><enabled>{enabled}</enabled><name>{name}</name></userPermissions>"


def field(name: str, editable: str, readable: str) -> str:
    return f"<fieldPermissions><editable>{editable}</editable><field>{name}</field><readable>{readable}</readable></fieldPermissions>"


def file(path: str, body: str) -> SourceFile:
    root = {
        "permissionset": "PermissionSet",
        "profile": "Profile",
        "mutingpermissionset": "MutingPermissionSet",
        "permissionsetgroup": "PermissionSetGroup",
    }
    return SourceFile(path, HEAD.format(root[path.rpartition(".")[2]], body).encode())


def told(got: Imported) -> list[tuple[str, str, list[str]]]:
    return [(one.rule.id, one.place.path, [place.path for place, _ in one.related]) for one in got.findings]


def test_each_kind_has_its_place():
    got = read_sources(
        [
            file("a/Set.permissionset", permission("A")),
            file("a/Same.profile", permission("B")),
            file("a/Same.mutingpermissionset", permission("C")),
            file("a/Same.permissionsetgroup", "<permissionSets>Set</permissionSets>"),
        ]
    )
    assert not got.findings
    assert got.people == People(
        {"Set": Holder("Set", "permission_set", rows={"permissions": {"A": "yes"}})},
        {"Same": Holder("Same", "profile", rows={"permissions": {"B": "yes"}})},
        {"Same": Holder("Same", "muting_set", rows={"permissions": {"C": "yes"}})},
        {"Same": SetGroup("Same", sets=("Set",))},
    )


@pytest.mark.parametrize("ending", ["permissionset", "mutingpermissionset"])
def test_a_later_set_replaces_an_earlier_one_whole_and_that_is_noted(ending):
    base, trial = file(f"base/A.{ending}", permission("X") + permission("Y")), file(f"trial/A.{ending}", permission("Y"))
    got = read_sources([base, trial])
    [holder] = [*got.people.permission_sets.values(), *got.people.muting_sets.values()]
    assert holder.rows == {"permissions": {"Y": "yes"}}
    assert told(got) == [("INV308", trial.path, [base.path])]
    assert got.findings[0].rule.severity == "note"
    assert read_sources([trial, base]).findings[0].place.path == base.path


def test_the_same_set_in_two_folders_is_nothing_to_speak_of():
    got = read_sources([file("a/A.permissionset", permission("X")), file("b/A.permissionset", permission("X"))])
    assert (list(got.people.permission_sets), got.findings) == (["A"], [])


def test_a_later_profile_is_laid_over_an_earlier_one_row_by_row():
    base = file(
        "base/Admin.profile",
        permission("X")
        + permission("Y")
        + field("Lead.A__c", "true", "true")
        + field("Lead.B__c", "true", "true")
        + "<userLicense>Salesforce</userLicense><layoutAssignments><layout>A</layout></layoutAssignments>",
    )
    over = file(
        "over/Admin.profile",
        permission("X", "false") + field("Lead.A__c", "false", "true") + field("Lead.B__c", "false", "false") + field("Lead.C__c", "false", "true")
        + "<layoutAssignments><layout>B</layout></layoutAssignments>",
    )  # fmt: skip
    got = read_sources([base, over])
    assert got.people.profiles["Admin"] == Holder(
        "Admin",
        "profile",
        license="Salesforce",
        rows={"fields": {"Lead.A__c": "read", "Lead.C__c": "read"}, "permissions": {"Y": "yes"}},
        elsewhere={"layoutAssignments": ("layout: A", "layout: B")},
    )
    assert told(got) == [("INV308", over.path, [base.path])]
    assert got.findings[0].message == "the profile `Admin` is put together of 2 files; where they differ, the later one holds"


def test_two_files_of_one_folder_are_a_finding_and_the_first_is_read():
    got = read_sources(
        [
            file("a/A.permissionset", permission("X")),
            SourceFile("a/A.permissionset-meta.xml", HEAD.format("PermissionSet", permission("Y")).encode()),
        ]
    )
    assert got.people.permission_sets["A"].rows == {"permissions": {"X": "yes"}}
    assert told(got) == [("INV305", "a/A.permissionset-meta.xml", ["a/A.permissionset"])]


def test_a_file_that_is_named_twice_is_read_once_in_effect():
    once = file("a/Admin.profile", permission("X"))
    assert read_sources([once, once]) == read_sources([once])


def test_a_manifest_with_the_name_of_a_profile_does_not_stand_in_the_way():
    got = read_sources([SourceFile("lib/admin.profile-meta.xml", b"<Package/>"), file("a/Admin.profile", permission("X"))])
    assert list(got.people.profiles) == ["Admin"]
    assert told(got) == [("INV306", "lib/admin.profile-meta.xml", [])]
