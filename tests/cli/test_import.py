"""`syncwright import`: what it says of an org and of what changed in it, what it writes, and when it writes nothing."""

import json
import shutil
from pathlib import Path

import pytest

BASE = Path(__file__).parents[1] / "rules" / "base"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="http://soap.sforce.com/2006/04/metadata">\n{1}\n</{0}>\n'
OBJECTS = "force-app/objects"


@pytest.fixture
def estate(tmp_path, syncwright):
    """Specs without an inventory, an org of three files beside them, and the command in that folder."""
    shutil.copytree(BASE, tmp_path / "specs")
    shutil.rmtree(tmp_path / "specs" / "inventory")
    estate = Estate(tmp_path, syncwright)
    estate.write(
        f"{OBJECTS}/Lead/fields/A__c.field-meta.xml", "CustomField", "<fullName>A__c</fullName><length>80</length><type>Text</type>"
    )
    estate.write(f"{OBJECTS}/Done__e/Done__e.object-meta.xml", "CustomObject", "<label>Done</label>")
    estate.write(
        "force-app/permissionsets/Readers.permissionset-meta.xml", "PermissionSet", row("Lead.A__c", "read") + row("Lead.ns__B__c", "read")
    )
    return estate


class Estate:
    def __init__(self, root: Path, syncwright) -> None:
        self.root, self.syncwright = root, syncwright
        self.inventory = root / "specs" / "inventory" / "production"

    def write(self, path: str, kind: str, body: str) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(HEAD.format(kind, body), "utf-8")
        return target

    def imports(self, *arguments: str, code: int = 0) -> str:
        ran = self.syncwright("import", *(arguments or ("force-app",)), cwd=self.root)
        assert (ran.returncode, ran.stderr) == (code, "nothing was written\n" if code == 1 else ""), ran.stdout + ran.stderr
        return ran.stdout

    def files(self) -> dict[str, bytes]:
        return {path.relative_to(self.inventory).as_posix(): path.read_bytes() for path in self.inventory.rglob("*") if path.is_file()}


def row(field: str, access: str) -> str:
    return f"<fieldPermissions><editable>{'true' if access == 'edit' else 'false'}</editable><field>{field}</field><readable>true</readable></fieldPermissions>"


def describe(name: str = "Lead") -> str:
    field = {
        "name": "B__c",
        "label": "B",
        "type": "string",
        "length": 80,
        "custom": True,
        "nillable": True,
        "createable": True,
        "updateable": True,
    }
    return json.dumps({"name": name, "label": name, "keyPrefix": "00Q", "custom": False, "fields": [field], "recordTypeInfos": []})


def test_the_first_import_says_what_is_there(estate):
    assert estate.imports() == (
        "2 objects, 1 field, 1 permission set written to specs/inventory/production\n"
        "recorded, though they cannot be synced: 1 platform event\n"
        "1 of 2 rows of permission sets and profiles name 1 field that no file here defines, such as those of other packages: ns 1\n"
    )
    assert sorted(estate.files()) == ["objects/Done__e.json", "objects/Lead.json", "permission_sets/Readers.json"]


def test_importing_again_changes_nothing_and_says_so(estate):
    estate.imports()
    before = estate.files()
    assert estate.imports().endswith("\nnothing changed since the last import\n")
    assert estate.files() == before


def test_what_changed_is_listed(estate):
    estate.write(f"{OBJECTS}/Lead/fields/Old__c.field-meta.xml", "CustomField", "<fullName>Old__c</fullName><type>Text</type>")
    estate.imports()
    (estate.root / OBJECTS / "Lead/fields/Old__c.field-meta.xml").unlink()
    estate.write(
        f"{OBJECTS}/Lead/fields/A__c.field-meta.xml",
        "CustomField",
        "<fullName>A__c</fullName><length>90</length><required>true</required><type>Text</type>",
    )
    estate.write(f"{OBJECTS}/Fund__c/Fund__c.object-meta.xml", "CustomObject", "<label>Fund</label>")
    estate.write(
        "force-app/permissionsets/Readers.permissionset-meta.xml", "PermissionSet", row("Lead.A__c", "edit") + row("Lead.Email", "read")
    )
    said = estate.imports()
    assert said[said.index("since") :] == (
        "since the last import 1 added, 1 removed, 2 changed:\n"
        "  + object Fund__c\n"
        "  ~ field Lead.A__c: length 80 -> 90; required no -> yes\n"
        "  - field Lead.Old__c\n"
        "  ~ permission set Readers: 1 row gained: Lead.Email read; 1 row lost: Lead.ns__B__c read; 1 row changed: Lead.A__c read -> edit\n"
    )


def test_picklist_values_that_came_and_went_are_named_and_long_texts_are_not_shown(estate):
    def lead(values: str, formula: str) -> None:
        values = "".join(f"<value><fullName>{one}</fullName></value>" for one in values)
        body = f"<fullName>P__c</fullName><type>Picklist</type><valueSet><valueSetDefinition>{values}</valueSetDefinition></valueSet>"
        estate.write(f"{OBJECTS}/Lead/fields/P__c.field-meta.xml", "CustomField", body)
        estate.write(f"{OBJECTS}/Lead/fields/F__c.field-meta.xml", "CustomField", f"<fullName>F__c</fullName><formula>{formula}</formula>")

    lead("ABC", "1")
    estate.imports()
    lead("ACDEFG", "2 " * 40)
    said = estate.imports()
    assert "  ~ field Lead.F__c: formula changed\n  ~ field Lead.P__c: values +D +E +F and 2 more\n" in said
    lead("GFEDCA", "2 " * 40)
    assert "  ~ field Lead.P__c: values in another order\n" in estate.imports()


def test_a_long_list_of_changes_is_cut_and_the_document_has_all(estate):
    estate.imports()
    for number in range(60):
        name = f"F{number:02}__c"
        estate.write(f"{OBJECTS}/Lead/fields/{name}.field-meta.xml", "CustomField", f"<fullName>{name}</fullName><type>Date</type>")
    doc = estate.imports("force-app", "--format", "json")
    changes = json.loads(doc)["changes"]
    assert [one["name"] for one in changes] == [f"Lead.F{number:02}__c" for number in range(60)]
    assert changes[0] == {"what": "field", "name": "Lead.F00__c", "change": "added", "details": {}}
    shutil.rmtree(estate.root / OBJECTS / "Lead")
    shutil.rmtree(estate.root / OBJECTS / "Done__e")
    for number in range(60):
        estate.write(f"{OBJECTS}/O{number:02}__c/O{number:02}__c.object-meta.xml", "CustomObject", "")
    lines = estate.imports().splitlines()
    assert lines[-1] == "  and 22 more; `--format json` lists all"
    assert len([line for line in lines if line.startswith("  + ")]) + len([line for line in lines if line.startswith("  - ")]) == 40


def test_the_document_holds_counts_changes_what_is_external_and_findings(estate):
    doc = json.loads(estate.imports("force-app", "--format", "json"))
    assert doc["target"] == "specs/inventory/production"
    assert {kind: number for kind, number in doc["counts"]["objects"].items() if number} == {"standard": 1, "event": 1}
    assert (doc["counts"]["fields"], doc["counts"]["permission_sets"], doc["counts"]["rows"]) == (1, 1, {"fields": 2})
    assert doc["changes"] is None
    assert doc["external"] == [{"namespace": "ns", "fields": 1, "rows": 1}]
    assert doc["findings"]["diagnostics"] == []


def test_a_warning_is_told_and_the_inventory_is_written(estate):
    estate.write("force-app/profiles/Admin.profile-meta.xml", "Profile", "<newest>true</newest>")
    said = estate.imports()
    assert (
        "warning[INV306]: `newest` in `Profile` is not known and was left out\n --> force-app/profiles/Admin.profile-meta.xml:3:1" in said
    )
    assert "1 profile written" in said
    assert "profiles/Admin.json" in estate.files()


@pytest.mark.parametrize("form", ["human", "json"])
def test_an_error_leaves_the_inventory_as_it_was(estate, form):
    estate.imports()
    before = estate.files()
    estate.write("force-app/profiles/Admin.profile-meta.xml", "Profile", "<custom>\n")
    estate.write(f"{OBJECTS}/Lead/fields/A__c.field-meta.xml", "CustomField", "<fullName>A__c</fullName>")
    assert "INV301" in estate.imports("force-app", "--format", form, code=1)
    assert estate.files() == before


def test_paths_are_laid_over_each_other_in_their_order(estate):
    overlay = "more/objects/Lead/fields/A__c.field-meta.xml"
    estate.write(overlay, "CustomField", "<fullName>A__c</fullName><type>Date</type>")
    estate.imports("force-app", "more")
    assert b'"A__c":{"type":"Date"}' in estate.files()["objects/Lead.json"]
    estate.imports("more", "force-app")
    assert b'"A__c":{"length":80,"type":"Text"}' in estate.files()["objects/Lead.json"]


def test_a_namespace_is_filled_in_where_source_leaves_a_place_for_it(estate):
    estate.write("more/objects/___NAMESPACE___Fund__c.object", "CustomObject", "<fields><fullName>%%%NAMESPACE%%%A__c</fullName></fields>")
    estate.imports("more")
    assert list(estate.files()) == ["objects/Fund__c.json"]
    assert "+ object npsp__Fund__c\n" in estate.imports("more", "--namespace", "npsp")
    assert b'"npsp__A__c"' in estate.files()["objects/npsp__Fund__c.json"]


@pytest.mark.parametrize("namespace", ["npsp__ x", "1a", "a" * 16, "é"])
def test_what_cannot_be_a_namespace_is_wrong_usage(estate, namespace):
    ran = estate.syncwright("import", "force-app", "--namespace", namespace, cwd=estate.root)
    assert ran.returncode == 64
    assert "cannot be a namespace" in ran.stderr


# ------------------------------------------------------------------ JSON


def test_describe_json_is_told_from_other_json(estate):
    (estate.root / "org").mkdir()
    (estate.root / "org" / "Lead.describe.json").write_text(describe())
    (estate.root / "org" / "package.json").write_text('{"name":"lead","files":["fields"]}')
    (estate.root / "org" / "broken.json").write_text("{")
    assert estate.imports("org") == "1 object, 1 field written to specs/inventory/production\n"
    assert json.loads(estate.files()["objects/Lead.json"])["fields"]["B__c"]["length"] == 80


def test_source_and_describe_merge(estate):
    (estate.root / "Lead.json").write_text(describe())
    estate.imports("force-app", "Lead.json")
    assert sorted(json.loads(estate.files()["objects/Lead.json"])["fields"]) == ["A__c", "B__c"]


def test_json_that_cannot_be_read_does_not_stand_in_the_way(estate):
    (estate.root / "force-app" / "large.json").write_bytes(b" " * ((16 << 20) + 1))
    (estate.root / "force-app" / "linked.json").symlink_to(estate.root / "nowhere")
    said = estate.imports()
    assert "warning[INV306]: the file is more than 16,777,216 bytes long (file size): it was left out" in said
    assert "warning[INV306]: a symbolic link is not followed: it was left out" in said
    assert "2 objects, 1 field, 1 permission set written" in said


def test_json_that_is_named_has_to_be_a_describe(estate):
    (estate.root / "package.json").write_text('{"name":"lead"}')
    assert "error[INV302]" in estate.imports("package.json", code=1)


def test_a_file_that_is_named_and_of_no_known_kind_is_refused(estate):
    (estate.root / "package.xml").write_text("<Package/>")
    said = estate.imports("package.xml", code=1)
    assert "error[INV302]: nothing is known of files that end like this one" in said


# ------------------------------------------------------------------ where it is written


def test_an_inventory_as_older_versions_laid_it_out_is_replaced(estate):
    estate.inventory.mkdir(parents=True)
    (estate.inventory / "Lead.json").write_text('{"kind":"standard","name":"Lead","fields":{}}\n')
    (estate.inventory / "Gone__c.json").write_text('{"kind":"custom","name":"Gone__c","fields":{}}\n')
    (estate.inventory / "NOTES.md").write_text("mine")
    said = estate.imports()
    assert "since the last import" not in said
    assert sorted(estate.files()) == ["NOTES.md", "objects/Done__e.json", "objects/Lead.json", "permission_sets/Readers.json"]


def test_what_the_org_no_longer_has_goes_and_what_is_not_ours_stays(estate):
    estate.imports()
    (estate.inventory / "objects" / "mine.txt").write_text("mine")
    shutil.rmtree(estate.root / "force-app" / "permissionsets")
    assert "- permission set Readers\n" in estate.imports()
    assert sorted(estate.files()) == ["objects/Done__e.json", "objects/Lead.json", "objects/mine.txt"]


@pytest.mark.parametrize("link", ["specs/inventory", "specs/inventory/production"])
def test_nothing_is_written_through_a_link(estate, link):
    elsewhere = estate.root / "elsewhere" / "production"
    elsewhere.mkdir(parents=True)
    path = estate.root / link
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(elsewhere if link.endswith("production") else elsewhere.parent)
    ran = estate.syncwright("import", "force-app", cwd=estate.root)
    assert ran.returncode == 64
    assert f"`{link}` is a symbolic link: an inventory is not written through one" in ran.stderr
    assert list(elsewhere.iterdir()) == []


def test_specs_that_are_named_through_a_link_are_written(estate):
    (estate.root / "linked").symlink_to(estate.root / "specs")
    estate.imports("force-app", "--specs", "linked")
    assert "objects/Lead.json" in estate.files()
