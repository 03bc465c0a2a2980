"""Each judge is shown something right and something wrong: a judge that accepts everything proves nothing."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from judges import metadata_types, node_tools, xsd
from judges.language_client import ServerSilent
from judges.metadata_types import metadata_elements, unknown_elements, wrong_values
from judges.sdr import Component, convert
from judges.yaml_language_server import Diag, diagnostics

ROOM = "force-app/main/default"


def xml(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://soap.sforce.com/2006/04/metadata">\n{content}\n</{root}>\n'


READS_MOTTO = """\
    <fieldPermissions>
        <editable>false</editable>
        <field>Motto__c.Text__c</field>
        <readable>true</readable>
    </fieldPermissions>"""
PERMISSION_SET = xml("PermissionSet", f"{READS_MOTTO}\n    <label>Marketo Sync</label>")
OBJECT = xml(
    "CustomObject",
    "<deploymentStatus>Deployed</deploymentStatus><label>Motto</label><nameField><label>Name</label><type>Text</type></nameField>"
    "<pluralLabel>Mottos</pluralLabel><sharingModel>ReadWrite</sharingModel>",
)
FIELD = xml("CustomField", "<fullName>Text__c</fullName><label>Text</label><length>80</length><type>Text</type>")

PROJECT = {
    "sfdx-project.json": json.dumps({"packageDirectories": [{"path": "force-app", "default": True}], "sourceApiVersion": "67.0"}),
    f"{ROOM}/permissionsets/Marketo_Sync.permissionset-meta.xml": PERMISSION_SET,
    f"{ROOM}/objects/Motto__c/Motto__c.object-meta.xml": OBJECT,
    f"{ROOM}/objects/Motto__c/fields/Text__c.field-meta.xml": FIELD,
}


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


# Node and npm


def test_the_lock_names_no_host():
    lock = json.loads((node_tools.HERE / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]


def test_an_npm_without_a_registry_is_said_so_and_leaves_nothing(tmp_path, monkeypatch):
    for name, value in {"registry": "http://127.0.0.1:9", "cache": str(tmp_path / "packages"), "fetch_retries": "0"}.items():
        monkeypatch.setenv(f"npm_config_{name}", value)
    with pytest.raises(node_tools.JudgesUnavailable, match=r"npm could not install the judges(.|\n)*ECONNREFUSED"):
        node_tools.install(tmp_path / "home")
    assert not list(tmp_path.glob("home*"))


def test_askers_at_the_same_time_share_one_install(tmp_path, monkeypatch):
    installs = []
    monkeypatch.setenv("SYNCWRIGHT_JUDGES_CACHE", str(tmp_path))
    monkeypatch.setattr(node_tools, "npm_ci", installs.append)
    with ThreadPoolExecutor(4) as askers:
        homes = set(askers.map(lambda _: node_tools.tools.__wrapped__(), range(4)))
    assert len(installs) == len(homes) == 1
    assert (homes.pop() / "package-lock.json").is_file()


# Salesforce's own library


def test_sdr_converts_a_valid_project(tmp_path):
    result = convert(written(tmp_path / "project", PROJECT), tmp_path / "out")
    assert result.error is None
    assert result.components == (
        Component("CustomField", "Motto__c.Text__c"),
        Component("CustomObject", "Motto__c"),
        Component("PermissionSet", "Marketo_Sync"),
    )
    assert result.files == ("objects/Motto__c.object", "package.xml", "permissionsets/Marketo_Sync.permissionset")
    assert result.unclaimed == ()
    assert "<version>67.0</version>" in (tmp_path / "out" / "package.xml").read_text(encoding="utf-8")


def test_sdr_refuses_a_wrong_suffix(tmp_path):
    project = written(tmp_path, {**PROJECT, f"{ROOM}/permissionsets/Other.permissionsetz-meta.xml": PERMISSION_SET})
    assert "Could not infer a metadata type" in (convert(project, tmp_path / "out").error or "")


def test_sdr_refuses_a_project_that_does_not_say_its_version(tmp_path):
    project = written(tmp_path, {**PROJECT, "sfdx-project.json": '{"packageDirectories": [{"path": "force-app"}]}'})
    assert "no sourceApiVersion" in (convert(project, tmp_path / "out").error or "")


@pytest.mark.parametrize("suffix", ["permissionset.xml", "md"])
def test_a_file_that_sdr_passes_over_in_silence_is_unclaimed(tmp_path, suffix):
    stray = f"{ROOM}/permissionsets/Other.{suffix}"
    result = convert(written(tmp_path / "project", {**PROJECT, stray: PERMISSION_SET}), tmp_path / "out")
    assert (result.error, result.unclaimed) == (None, (stray,))


# Salesforce's declared types


def test_a_type_has_the_elements_of_what_it_extends():
    assert {"fullName", "fieldPermissions", "label"} <= metadata_elements("MutingPermissionSet").keys()
    assert metadata_elements("PermissionSet")["label"].required
    assert metadata_elements("PermissionSet")["fieldPermissions"].many


@pytest.mark.parametrize("text", [PERMISSION_SET, OBJECT, FIELD])
def test_the_types_accept_what_is_right(tmp_path, text):
    file = written(tmp_path, {"it.xml": text}) / "it.xml"
    assert unknown_elements(file) + wrong_values(file) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (PERMISSION_SET.replace("editable", "editabel"), "PermissionSet.fieldPermissions.editabel is unknown"),
        (PERMISSION_SET.replace("editable", "editabel"), "PermissionSet.fieldPermissions.editable is missing"),
        (xml("PermissionSet", READS_MOTTO), "PermissionSet.label is missing"),
        (xml("PermissionSet", "<label>A</label><label>B</label>"), "PermissionSet.label is repeated"),
        (xml("PermisionSet", "<label>A</label>"), "PermisionSet is no metadata type"),
        (xml("PermissionSet", '<label xmlns="">A</label>'), "PermissionSet.{}label is unknown"),
        (PERMISSION_SET.replace("</label>", ""), "it.xml is not well-formed: mismatched tag: line 9, column 2"),
        ("<PermissionSet><label>A</label></PermissionSet>", f"PermissionSet is not in the namespace {metadata_types.NAMESPACE}"),
    ],
)
def test_the_types_refuse_what_is_wrong(tmp_path, text, fault):
    assert fault in unknown_elements(written(tmp_path, {"it.xml": text}) / "it.xml")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (FIELD.replace("<type>Text<", "<type>text<"), "CustomField.type: `text` is no FieldType"),
        (FIELD.replace("80", "eighty"), "CustomField.length: `eighty` is no number"),
        (PERMISSION_SET.replace("false", "no"), "PermissionSet.fieldPermissions.editable: `no` is no boolean"),
    ],
)
def test_the_types_refuse_a_wrong_value(tmp_path, text, fault):
    assert wrong_values(written(tmp_path, {"it.xml": text}) / "it.xml") == [fault]


def test_what_the_types_forgot_is_still_forgotten():
    declared = metadata_types.declarations().elements
    assert not [name for owner, name in metadata_types.FORGOTTEN if name in declared[owner]]


def test_declarations_of_a_new_shape_are_refused():
    with pytest.raises(ValueError, match=r"metadata\.d\.ts:2: not understood inside a type"):
        metadata_types.read("export type A = {\n    b: Partial<C>;\n};")


# Salesforce's schema

XSD = pytest.mark.skipif(
    not xsd.available(), reason=f"left out: nothing here is judged by Salesforce's XSD, as there is no {xsd.schema_file()}"
)


@XSD
@pytest.mark.real_orgs
@pytest.mark.parametrize("text", [PERMISSION_SET, OBJECT, FIELD])
def test_the_xsd_accepts_what_is_right(tmp_path, text):
    assert xsd.validate(written(tmp_path, {"it.xml": text}) / "it.xml") == []


@XSD
@pytest.mark.real_orgs
@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        (xml("PermissionSet", f"{READS_MOTTO}\n    <label>A</label>\n{READS_MOTTO}"), 9, "fieldPermissions': This element is not expected"),
        (xml("PermissionSet", "<label>A</label>\n<description>B</description>"), 4, "description': This element is not expected"),
        (xml("PermissionSet", READS_MOTTO), 2, "Missing child element"),
        (PERMISSION_SET.replace("editable", "editabel"), 4, "editabel': This element is not expected"),
        (PERMISSION_SET.replace("false", "no"), 4, "'no' is not a valid value of the atomic type 'xs:boolean'"),
        (PERMISSION_SET.replace("</label>", ""), 9, "not well-formed"),
    ],
)
def test_the_xsd_refuses_what_is_wrong(tmp_path, text, line, fault):
    found = xsd.validate(written(tmp_path, {"it.xml": text}) / "it.xml")
    assert [each for each in found if each.startswith(f"line {line}: ") and fault in each]


@XSD
@pytest.mark.real_orgs
def test_real_permission_sets_and_fields_agree_with_the_types():
    files = [*xsd.data().rglob("*.permissionset-meta.xml"), *xsd.data().rglob("*.field-meta.xml")]
    assert len(files) > 2000
    assert {file: faults for file in files if (faults := unknown_elements(file) + wrong_values(file))} == {}


# The language server of people's editors

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string"}
ANY_SCALAR = {"type": ["string", "number", "boolean", "null"]}

#: What our schemas may rely on: a schema, a value it accepts, a value it refuses.
RELIABLE = {
    "$ref and what stands beside it": ({"$ref": "#/$defs/count", "maximum": 5}, "3", "9"),
    "$anchor": ({"$ref": "#count"}, "3", "a"),
    "additionalProperties": ({"properties": {"a": TEXT}, "additionalProperties": False}, "{a: b}", "{c: d}"),
    "anyOf": ({"anyOf": [TEXT, {"type": "array", "items": TEXT}]}, "[a]", "{a: b}"),
    "const chooses in oneOf": (
        {"oneOf": [{"properties": {"k": {"const": "a"}}}, {"properties": {"k": {"const": "b"}, "x": TEXT}, "required": ["x"]}]},
        "{k: b, x: y}",
        "{k: b}",
    ),
    "contains": ({"contains": {"const": "a"}, "minContains": 1, "maxContains": 2}, "[a, b]", "[b]"),
    "dependentRequired": ({"dependentRequired": {"a": ["b"]}}, "{a: x, b: y}", "{a: x}"),
    "dependentSchemas": ({"dependentSchemas": {"a": {"required": ["b"]}}}, "{a: x, b: y}", "{a: x}"),
    "if then else": ({"if": {"required": ["a"]}, "then": {"required": ["b"]}}, "{a: x, b: y}", "{a: x}"),
    "minProperties": ({"minProperties": 1}, "{a: x}", "{}"),
    "not": ({"not": {"required": ["a"]}}, "{b: x}", "{a: x}"),
    "patternProperties": ({"patternProperties": {r"^\p{Lu}\w*__c$": TEXT}, "additionalProperties": False}, "{Ära__c: a}", "{ära__c: a}"),
    "prefixItems": ({"prefixItems": [TEXT, {"type": "integer"}], "items": False}, "[a, 1]", "[a, 1, 2]"),
    "propertyNames": ({"propertyNames": {"pattern": "^[a-z]+$"}}, "{abc: 1}", "{ABC: 1}"),
    "unevaluatedItems": ({"allOf": [{"prefixItems": [TEXT]}], "unevaluatedItems": False}, "[a]", "[a, b]"),
    "unevaluatedProperties": ({"allOf": [{"properties": {"a": TEXT}}], "unevaluatedProperties": False}, "{a: b}", "{c: d}"),
    "uniqueItems of scalars": ({"uniqueItems": True}, "[a, b]", "[a, a]"),
    "unquoted numbers where only text is allowed": (TEXT, '"67.0"', "67.0"),
    "unquoted ids where only text is allowed": (TEXT, "00eabc", "005e00000000001"),
    "any scalar": (ANY_SCALAR, "67.0", "[67.0]"),
    "any scalar, ids": (ANY_SCALAR, "005e00000000001", "{a: b}"),
}

#: Where it differs from JSON Schema 2020-12: a schema, a value, and what it wrongly says of that value.
LIMITS = {
    "`uniqueItems` sees scalars alone": ({"uniqueItems": True}, "[{a: b}, {a: b}]", "accepted"),
    "a property that `properties` knows is not held to `patternProperties`": (
        {"properties": {"a": TEXT}, "patternProperties": {"a": {"const": "b"}}},
        "{a: c}",
        "accepted",
    ),
    "`format` refuses": ({"format": "date"}, "31.12.2026", "refused"),
    "`format: uri` does not": ({"format": "uri"}, "no uri", "accepted"),
    "a pattern says nothing of an unquoted number": ({**ANY_SCALAR, "pattern": "^a"}, "67.0", "accepted"),
    "a number is no text in `enum`": ({"enum": ["67.0"]}, "67.0", "refused"),
    "a key that looks like a number has no entry in `properties`": (
        {"properties": {"67": TEXT}, "additionalProperties": False},
        "{67: a}",
        "refused",
    ),
}


@pytest.fixture(scope="module")
def verdicts():
    """Every case's diagnostics, from one call: the server waits 0.2 s before it judges, however much there is."""
    cases = {name: {"accepted": good, "refused": bad} for name, (_, good, bad) in RELIABLE.items()}
    cases |= {name: {"limit": value} for name, (_, value, _) in LIMITS.items()}
    schema = {
        "$schema": DRAFT,
        "$defs": {"count": {"$anchor": "count", "type": "integer"}},
        "properties": {name: case[0] for name, case in {**RELIABLE, **LIMITS}.items()},
    }
    files = {(name, kind): f"{json.dumps(name)}: {value}\n" for name, kinds in cases.items() for kind, value in kinds.items()}
    found = diagnostics({f"{index}.yaml": text for index, text in enumerate(files.values())}, schema)
    return dict(zip(files, found.values(), strict=True))


@pytest.mark.parametrize("name", RELIABLE)
def test_the_language_server_tells_right_from_wrong(verdicts, name):
    assert verdicts[name, "accepted"] == []
    assert verdicts[name, "refused"]


@pytest.mark.parametrize("name", LIMITS)
def test_the_limits_of_the_language_server_are_what_they_were(verdicts, name):
    assert bool(verdicts[name, "limit"]) == (LIMITS[name][2] == "refused")


def test_the_language_server_points_at_the_line():
    found = diagnostics(
        {"estate.yaml": "name: a\napi: 67.0\n", "right.yaml": "api: '67.0'\n"}, {"$schema": DRAFT, "properties": {"api": TEXT}}
    )
    assert found == {"estate.yaml": [Diag(2, 'Incorrect type. Expected "string".', "error")], "right.yaml": []}


def test_without_its_draft_a_schema_is_taken_for_an_older_one():
    schema = {"dependentRequired": {"a": ["b"]}, "unevaluatedProperties": False}
    assert diagnostics({"it.yaml": "a: x\n"}, schema) == {"it.yaml": []}
    assert len(diagnostics({"it.yaml": "a: x\n"}, {"$schema": DRAFT, **schema})["it.yaml"]) == 2


def test_a_schema_that_is_no_schema_is_said_so():
    [found] = diagnostics({"it.yaml": "a: x\n"}, {"$schema": DRAFT, "properties": {"a": {"type": "txt"}}})["it.yaml"]
    assert "is not valid" in found.message


def test_a_schema_file_refers_to_its_neighbours_and_is_read_anew(tmp_path):
    written(
        tmp_path,
        {
            "text.json": json.dumps({"$schema": DRAFT, **TEXT}),
            "it.json": json.dumps({"$schema": DRAFT, "properties": {"a": {"$ref": "text.json"}}}),
        },
    )
    assert diagnostics({"it.yaml": "a: 1\n"}, tmp_path / "it.json")["it.yaml"]
    written(tmp_path, {"it.json": json.dumps({"$schema": DRAFT})})
    assert diagnostics({"it.yaml": "a: 1\n"}, tmp_path / "it.json")["it.yaml"] == []


def test_a_file_may_name_its_schema_itself(tmp_path):
    written(tmp_path, {"schemas/it.json": json.dumps({"$schema": DRAFT, "properties": {"a": TEXT}})})
    text = "# yaml-language-server: $schema=../schemas/it.json\na: 1\n"
    assert [each.line for each in diagnostics({"specs/it.yaml": text}, None, root=tmp_path)["specs/it.yaml"]] == [2]


def test_a_silent_server_is_an_error_and_the_next_call_is_served():
    with pytest.raises(ServerSilent, match=r"too slow; awaited diagnostics of file:///judged/it\.yaml"):
        diagnostics({"it.yaml": "a: 1\n"}, None, timeout=0.01)
    assert diagnostics({"it.yaml": "a: 1\n"}, None) == {"it.yaml": []}
