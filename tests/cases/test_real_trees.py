"""Real trees of other people are imported whole: every field that a file defines becomes a field, of every kind that a file says."""

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from small_estate import compiled, fields_of, found, objects_of, spec, told
from syncwright.files import read_tree
from syncwright.inventory.reader import SUFFIXES, Imported, read_sources
from syncwright.limits import INVENTORY

pytestmark = pytest.mark.real_orgs

BASE = Path(__file__).parents[1] / "rules" / "base"
NAMESPACE = "{http://soap.sforce.com/2006/04/metadata}"
TREES = (
    "dreamhouse ebikes nav-arbeidsgiver nebula-logger npsp outboundfunds "
    "sercante-campaign-influence sercante-campaign-name-enforcer sercante-protected-campaign-statuses"
).split()


def in_files(tree: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Object and name of every field in source and in metadata format, with its elements, read by another library; overlays over their bases."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for path in sorted(map(str, [*tree.rglob("*.field-meta.xml"), *tree.rglob("*.object")])):
        root = ElementTree.fromstring(re.sub(r"%%%\w+?%%%", "", Path(path).read_text("utf-8")))
        owner = path.split("/")[-3] if path.endswith(".field-meta.xml") else Path(path).stem.replace("___NAMESPACE___", "")
        for field in [root] if path.endswith(".field-meta.xml") else root.findall(f"{NAMESPACE}fields"):
            said = {child.tag.removeprefix(NAMESPACE): (child.text or "").strip() for child in field}
            name = said["fullName"]
            whole = name.endswith("__c") and "type" in said
            found[owner, name] = said if whole else found.get((owner, name), {}) | said
    return found


def read(tree: Path) -> Imported:
    return read_sources(read_tree(str(tree), SUFFIXES, INVENTORY).sources)


@pytest.fixture(scope="module", params=TREES)
def tree(request, real_data):
    return real_data / request.param


def test_a_tree_is_imported_whole(tree, tmp_path, syncwright):
    shutil.copytree(BASE, tmp_path / "specs")
    ran = syncwright("import", tree, cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
    inventory = {}
    for path in (tmp_path / "specs" / "inventory" / "production" / "objects").iterdir():
        one = json.loads(path.read_bytes())
        inventory.update({(one["name"], name): field for name, field in one["fields"].items()})
    expected = in_files(tree).keys()
    assert inventory.keys() >= expected
    assert {name for _, name in inventory.keys() - expected} <= {"Name"}, "no file lists the name of a custom object"


def test_what_the_files_say_is_what_is_kept(tree):
    objects = read(tree).objects
    for (owner, name), said in in_files(tree).items():
        held = objects[owner].fields[name]
        assert (held.type, held.label, held.formula) == tuple(said.get(key) for key in ("type", "label", "formula")), f"{owner}.{name}"
        flags = [said.get(key) == "true" for key in ("required", "unique", "externalId")]
        assert [held.required, held.unique, held.external_id] == flags, f"{owner}.{name}"
        assert [None if n is None else str(n) for n in (held.length, held.precision, held.scale)] == [
            said.get(key) for key in ("length", "precision", "scale")
        ], f"{owner}.{name}"


def test_custom_settings_are_told_from_objects(tree):
    objects = read(tree).objects
    settings = {
        path.parent.name
        for path in tree.rglob("*.object-meta.xml")
        if ElementTree.parse(path).getroot().find(f"{NAMESPACE}customSettingsType") is not None
    }
    assert {name for name, one in objects.items() if one.kind == "setting"} == settings


def row(owner: str, said: dict[str, str]) -> str | None:
    """What a permission set says of a custom field that a connector writes as far as that can be; None for no row."""
    if not said.get("formula") and (said["type"] == "MasterDetail" or said.get("required") == "true"):
        return None
    return "read" if said.get("formula") or said["type"] in ("Summary", "AutoNumber") else "edit"


def test_all_that_can_sync_is_granted_as_salesforce_allows_it(tree):
    objects = read(tree).objects
    rows: dict[str, str] = {}
    files: dict[str, dict[str, str]] = {}
    for (owner, name), said in in_files(tree).items():
        if objects[owner].kind not in ("standard", "custom") or not name.endswith("__c") or "type" not in said:
            continue
        access = row(owner, said)
        for one in ("Task", "Event") if owner == "Activity" else (owner,):
            files.setdefault(one, {})[name] = f"sync: {'two-way' if access == 'edit' else 'from-salesforce'}"
            rows |= {} if access is None else {f"{one}.{name}": access}
    compilation = compiled({f"objects/{owner}.yaml": spec(owner, fields) for owner, fields in files.items()}, objects)
    assert not compilation.failed, told(compilation)
    # Marketo writes leads and contacts alone, keeps less of a long text, and has ids for lookups; what is asked for is granted all the same.
    assert {rule for rule, _ in found(compilation)} <= {"GOV503", "MKT721", "MKT723", "MKT725"}
    assert {path: access for path, access in fields_of(compilation).items() if path.endswith("__c")} == rows
    granted = objects_of(compilation)
    assert all("read" in accesses for accesses in granted.values())
    masters = {said["referenceTo"] for (owner, _), said in in_files(tree).items() if said.get("type") == "MasterDetail" and owner in files}
    assert masters <= granted.keys()
