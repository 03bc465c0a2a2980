"""What a permission set, a profile, a muting set and a group say, and what of it cannot be read."""

import pytest

from syncwright.inventory.access import ELEMENTS, KINDS, Holder, SetGroup
from syncwright.inventory.holders import read_holder, read_holder_file
from syncwright.inventory.source import Unreadable
from syncwright.text import SourceFile

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="http://soap.sforce.com/2006/04/metadata">\n{1}\n</{0}>\n'
ROOTS = {
    "permissionset": "PermissionSet",
    "profile": "Profile",
    "mutingpermissionset": "MutingPermissionSet",
    "permissionsetgroup": "PermissionSetGroup",
}


def file(body: str, name: str = "Readers", ending: str = "permissionset", meta: str = "-meta.xml") -> SourceFile:
    return SourceFile(f"force-app/{name}.{ending}{meta}", HEAD.format(ROOTS[ending], body).encode())


def row(tag: str, **said: str) -> str:
    return f"<{tag}>{''.join(f'<{name}>{value}</{name}>' for name, value in said.items())}</{tag}>\n"


def rows(body: str, ending: str = "permissionset") -> dict[str, dict[str, str]]:
    holder, findings = read_holder_file(file(body, ending=ending))
    assert findings == []
    assert isinstance(holder, Holder)
    return holder.rows


def refused(source: SourceFile) -> tuple[str, int, str]:
    with pytest.raises(Unreadable) as caught:
        read_holder(source)
    found = caught.value.finding
    assert found.place.span is not None
    return found.rule.id, found.place.span.start.line, found.message


@pytest.mark.parametrize("meta", ["", "-meta.xml"])
def test_the_head_of_a_permission_set_is_kept_and_its_name_is_that_of_the_file(meta):
    body = "<description>d</description><hasActivationRequired>true</hasActivationRequired><label>L</label><license>Salesforce</license>"
    assert read_holder(file(body, meta=meta)) == Holder(
        "Readers", "permission_set", label="L", description="d", license="Salesforce", activation_required=True
    )


def test_the_licence_of_old_files_is_kept():
    held = read_holder(file("<userLicense>Salesforce</userLicense>"))
    assert isinstance(held, Holder)
    assert held.license == "Salesforce"


SIMPLE = [one for one in ELEMENTS if one.kind not in ("objects", "fields", "tabs")]


@pytest.mark.parametrize("ending", ["permissionset", "profile", "mutingpermissionset"])
@pytest.mark.parametrize("element", SIMPLE, ids=[one.kind for one in SIMPLE])
def test_a_row_of_every_kind_is_kept_if_it_is_true(element, ending):
    body = "".join(
        row(element.tag, **{element.flag: flag, element.name: name}) for name, flag in (("A", "true"), ("B", "false"), ("C", "1"))
    )
    assert rows(body, ending) == {element.kind: {"A": "yes", "C": "yes"}}


def test_every_kind_of_row_is_tried_here():
    assert len(SIMPLE) == len(KINDS) - 3


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"editable": "true", "readable": "true"}, "edit"),
        ({"editable": "false", "readable": "true"}, "read"),
        ({"editable": "false", "readable": "false"}, None),
        ({"editable": "false"}, None),
        ({"editable": "true"}, "edit"),
        ({"editable": "false", "hidden": "false"}, "read"),
        ({"editable": "false", "hidden": "true"}, None),
        ({"editable": "false", "readable": "false", "hidden": "true"}, None),
        ({"editable": "false", "readable": "true", "hidden": "false"}, "read"),
    ],
    ids=str,
)
def test_a_field_can_be_edited_read_or_neither(said, word):
    body = row("fieldPermissions", field="Lead.Email", **said)
    assert rows(body, "profile") == ({"fields": {"Lead.Email": word}} if word else {})


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"allowRead": "true"}, "read"),
        ({"allowCreate": "true", "allowDelete": "true", "allowEdit": "true", "allowRead": "true"}, "read create edit delete"),
        (
            {"viewAllFields": "true", "allowRead": "true", "modifyAllRecords": "true", "viewAllRecords": "true"},
            "read view-all modify-all view-all-fields",
        ),
        ({"allowRead": "false", "allowEdit": "false"}, None),
    ],
    ids=str,
)
def test_an_object_goes_by_words_and_what_is_not_said_is_false(said, words):
    assert rows(row("objectPermissions", object="Lead", **said)) == ({"objects": {"Lead": words}} if words else {})


@pytest.mark.parametrize(
    ("ending", "tag", "visibility", "word"),
    [
        ("permissionset", "tabSettings", "Visible", "visible"),
        ("permissionset", "tabSettings", "Available", "available"),
        ("permissionset", "tabSettings", "None", None),
        ("profile", "tabVisibilities", "DefaultOn", "visible"),
        ("profile", "tabVisibilities", "DefaultOff", "available"),
        ("profile", "tabVisibilities", "Hidden", None),
    ],
)
def test_a_tab_is_visible_available_or_neither(ending, tag, visibility, word):
    assert rows(row(tag, tab="standard-Lead", visibility=visibility), ending) == ({"tabs": {"standard-Lead": word}} if word else {})


PROFILE = """
    <applicationVisibilities><application>standard__Sales</application><default>true</default><visible>true</visible></applicationVisibilities>
    <applicationVisibilities><application>standard__Chatter</application><default>false</default><visible>true</visible></applicationVisibilities>
    <categoryGroupVisibilities><dataCategoryGroup>Topics</dataCategoryGroup><visibility>ALL</visibility></categoryGroupVisibilities>
    <custom>true</custom>
    <layoutAssignments><layout>Lead-Lead Layout</layout></layoutAssignments>
    <layoutAssignments><layout>Lead-Partner Layout</layout><recordType>Lead.Partner</recordType></layoutAssignments>
    <loginFlows><flow>Welcome</flow><flowType>UI</flowType><friendlyName>Welcome</friendlyName><uiLoginFlowType>VF</uiLoginFlowType></loginFlows>
    <loginHours><mondayStart>480</mondayStart><mondayEnd>1080</mondayEnd></loginHours>
    <loginIpRanges><startAddress>192.0.2.0</startAddress><endAddress>192.0.2.255</endAddress></loginIpRanges>
    <profileActionOverrides><actionName>View</actionName><pageOrSobjectType>Lead</pageOrSobjectType></profileActionOverrides>
    <recordTypeVisibilities>
        <default>true</default><personAccountDefault>true</personAccountDefault><recordType>Account.Person</recordType><visible>true</visible>
    </recordTypeVisibilities>
    <userLicense>Salesforce</userLicense>"""


def test_what_no_permission_set_can_hold_is_kept_for_people():
    held = read_holder(file(PROFILE, "Sales %28EMEA%29", "profile"))
    assert held == Holder(
        "Sales %28EMEA%29",
        "profile",
        license="Salesforce",
        rows={"apps": {"standard__Sales": "yes", "standard__Chatter": "yes"}, "record_types": {"Account.Person": "yes"}},
        elsewhere={
            "applicationVisibilities": ("default: standard__Sales",),
            "categoryGroupVisibilities": ("dataCategoryGroup: Topics, visibility: ALL",),
            "custom": ("true",),
            "layoutAssignments": ("layout: Lead-Lead Layout", "layout: Lead-Partner Layout, recordType: Lead.Partner"),
            "loginFlows": ("flow: Welcome, flowType: UI, friendlyName: Welcome, uiLoginFlowType: VF",),
            "loginHours": ("mondayStart: 480, mondayEnd: 1080",),
            "loginIpRanges": ("startAddress: 192.0.2.0, endAddress: 192.0.2.255",),
            "profileActionOverrides": ("actionName: View, pageOrSobjectType: Lead",),
            "recordTypeVisibilities": ("default for person accounts: Account.Person", "default: Account.Person"),
        },
    )


def test_a_group_names_its_sets_and_its_muting_set():
    body = (
        "<description>d</description><hasActivationRequired>true</hasActivationRequired><label>L</label>"
        "<mutingPermissionSets>Quiet</mutingPermissionSets><permissionSets>B</permissionSets><permissionSets>A</permissionSets><status>Updated</status>"
    )
    assert read_holder(file(body, "Desk", "permissionsetgroup")) == SetGroup(
        "Desk", "L", "d", ("A", "B"), ("Quiet",), activation_required=True
    )


def test_placeholders_for_a_namespace_are_filled_in_rows_and_names():
    source = file(row("classAccesses", apexClass="%%%NAMESPACE%%%Router", enabled="true"), "___NAMESPACE___Gift_Entry")
    assert read_holder(source) == Holder("Gift_Entry", "permission_set", rows={"classes": {"Router": "yes"}})
    assert read_holder(source, "npsp") == Holder("npsp__Gift_Entry", "permission_set", rows={"classes": {"npsp__Router": "yes"}})


# ------------------------------------------------------------------ rows that stand twice


def twice(*bodies: str, ending: str = "permissionset") -> tuple[dict[str, dict[str, str]], list[tuple[str, int, list[int], str]]]:
    holder, findings = read_holder_file(file("\n".join(bodies), ending=ending))
    assert isinstance(holder, Holder)
    told = [(one.rule.id, one.place.span.start.line, [at.span.start.line for at, _ in one.related], one.message) for one in findings]
    return holder.rows, told


@pytest.mark.parametrize(
    ("first", "second", "held", "said"),
    [
        (
            row("fieldPermissions", field="Lead.A__c", editable="false", readable="true"),
            row("fieldPermissions", field="Lead.A__c", editable="true", readable="true"),
            {"fields": {"Lead.A__c": "edit"}},
            "`Lead.A__c` stands in two rows: `read` there and `edit` here; what either grants was read",
        ),
        (
            row("objectPermissions", object="Lead", allowRead="true", allowEdit="true"),
            row("objectPermissions", object="Lead", allowRead="true", allowCreate="true"),
            {"objects": {"Lead": "read create edit"}},
            "`Lead` stands in two rows: `read edit` there and `read create` here; what either grants was read",
        ),
        (
            row("userPermissions", name="ViewSetup", enabled="true"),
            row("userPermissions", name="ViewSetup", enabled="false"),
            {"permissions": {"ViewSetup": "yes"}},
            "`ViewSetup` stands in two rows: `yes` there and `no` here; what either grants was read",
        ),
        (
            row("tabSettings", tab="A", visibility="Available"),
            row("tabSettings", tab="A", visibility="Visible"),
            {"tabs": {"A": "visible"}},
            "`A` stands in two rows: `available` there and `visible` here; what either grants was read",
        ),
    ],
    ids=["field", "object", "permission", "tab"],
)
def test_of_rows_that_differ_what_either_grants_is_read_and_both_lines_are_told(first, second, held, said):
    assert twice(first, second) == (held, [("INV307", 5, [3], said)])
    assert twice(second, first)[0] == held


def test_rows_that_say_the_same_are_one_warning_for_the_file():
    one, other = (row("pageAccesses", apexPage=name, enabled="true") for name in "AB")
    assert twice(one, one, other, other, other) == (
        {"pages": {"A": "yes", "B": "yes"}},
        [("INV307", 5, [], "`A` and 2 more stand in two rows that say the same")],
    )
    assert twice(one, one)[1][0][3] == "`A` stands in two rows that say the same"


# ------------------------------------------------------------------ what is not known


@pytest.mark.parametrize(
    ("body", "ending", "line", "message"),
    [
        ("<label>L</label>\n<enrichments><a/></enrichments>\n<enrichments/>", "permissionset", 4, "`enrichments` in `PermissionSet`"),
        (row("pageAccesses", apexPage="A", enabled="true", audited="true"), "profile", 3, "`audited` in `Profile`"),
        ("<layoutAssignments><layout>A</layout></layoutAssignments>", "permissionset", 3, "`layoutAssignments` in `PermissionSet`"),
        (
            row("recordTypeVisibilities", recordType="Lead.A", visible="true", default="true"),
            "permissionset",
            3,
            "`default` in `PermissionSet`",
        ),
        ("<licence>A</licence>", "permissionsetgroup", 3, "`licence` in `PermissionSetGroup`"),
    ],
    ids=range(5),
)
def test_an_element_that_nobody_knows_is_told_once_and_the_rest_is_read(body, ending, line, message):
    holder, findings = read_holder_file(file(body, ending=ending))
    assert holder.name == "Readers"
    assert [(one.rule.id, one.rule.severity, one.place.span.start.line, one.message) for one in findings] == [
        ("INV306", "warning", line, f"{message} is not known and was left out")
    ]


# ------------------------------------------------------------------ what cannot be read


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (SourceFile("a.profile", b"<Profile>\n<a></Profile>"), ("INV301", 2, "this is not XML that can be read: mismatched tag")),
        (
            SourceFile("a.profile", b"<!DOCTYPE a><Profile/>"),
            ("INV301", 1, "this is not XML that can be read: a document type is not read"),
        ),
        (SourceFile("a.permissionset", b"<Profile/>"), ("INV302", 1, "the root element is `Profile`, and `PermissionSet` was expected")),
        (SourceFile("a/.permissionset", b"<PermissionSet/>"), ("INV302", 1, "`` cannot be the name of a PermissionSet")),
        (SourceFile(f"{'a' * 201}.profile", b"<Profile/>"), ("INV302", 1, f"`{'a' * 59}…` cannot be the name of a Profile")),
        (
            SourceFile("a.profile-meta.xml", b"<Package>\n</Package>"),
            ("INV306", 1, "this is the manifest of a package, whatever its name says, and was left out"),
        ),
        (
            file("\n" + row("fieldPermissions", field="Lead.A", editable="\nyes")),
            ("INV302", 4, "`editable` is `yes`, which is neither `true` nor `false`"),
        ),
        (file("\n" + row("fieldPermissions", editable="true")), ("INV302", 4, "a row of `fieldPermissions` has no `field`")),
        (file(row("userPermissions", name="", enabled="true")), ("INV302", 3, "a row of `userPermissions` has no `name`")),
        (
            file(row("objectPermissions", object="Lead", allowRead="True")),
            ("INV302", 3, "`allowRead` is `True`, which is neither `true` nor `false`"),
        ),
        (
            file(row("tabSettings", tab="A", visibility="Shown")),
            (
                "INV302",
                3,
                "a tab's `visibility` is `Shown`, and not one of `Visible`, `Available`, `DefaultOn`, `DefaultOff`, `None`, `Hidden`",
            ),
        ),
        (file("<label>A</label>\n<label>B</label>"), ("INV302", 4, "`label` stands here for the second time")),
        (
            file("<pageAccesses><apexPage>A</apexPage>\n<apexPage>B</apexPage></pageAccesses>"),
            ("INV302", 4, "`apexPage` stands here for the second time"),
        ),
        (
            file("<hasActivationRequired>sometimes</hasActivationRequired>"),
            ("INV302", 3, "`hasActivationRequired` is `sometimes`, which is neither `true` nor `false`"),
        ),
        (file("<permissionSets/>", ending="permissionsetgroup"), ("INV302", 3, "`permissionSets` names nothing")),
    ],
    ids=range(15),
)
def test_a_file_that_cannot_be_read_is_a_finding_with_its_line(source, said):
    assert refused(source) == said


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"editable": "true", "readable": "false"}, "edit-only"),
        ({"editable": "true", "readable": "true"}, "edit"),
        ({"editable": "false", "readable": "true"}, "read"),
    ],
)
def test_a_muting_set_takes_editing_alone_or_reading_too(said, word):
    assert rows(row("fieldPermissions", field="Lead.Score__c", **said), "mutingpermissionset") == {"fields": {"Lead.Score__c": word}}


def test_two_rows_of_a_muting_set_take_what_both_take():
    body = row("fieldPermissions", field="Lead.Score__c", editable="true", readable="false")
    body += row("fieldPermissions", field="Lead.Score__c", editable="false", readable="true")
    holder, [finding] = read_holder_file(file(body, ending="mutingpermissionset"))
    assert isinstance(holder, Holder)
    assert holder.rows == {"fields": {"Lead.Score__c": "edit"}}
    assert finding.rule.id == "INV307"
