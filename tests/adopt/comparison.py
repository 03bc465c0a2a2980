"""What a permission set or a profile grants, read by the standard library alone: a second opinion on what `adopt` and `build` make of it.

Nothing here is imported from the project and no table of it is used, so that it cannot share a mistake. What is compared are rows: of each element that grants,
what is granted by name. The order of rows means nothing, and rows that say no to everything are left out.
"""

from pathlib import Path
from xml.etree import ElementTree

#: Each element that grants, and its child that names what is granted. From the WSDL of the Metadata API, version 67.
NAMED_BY = {
    "agentAccesses": "agentName",
    "applicationVisibilities": "application",
    "classAccesses": "apexClass",
    "customMetadataTypeAccesses": "name",
    "customPermissions": "name",
    "customSettingAccesses": "name",
    "emailRoutingAddressAccesses": "name",
    "externalCredentialPrincipalAccesses": "externalCredentialPrincipal",
    "externalDataSourceAccesses": "externalDataSource",
    "fieldPermissions": "field",
    "flowAccesses": "flow",
    "genComputingSummaryDefAccesses": "configName",
    "objectPermissions": "object",
    "pageAccesses": "apexPage",
    "recordTypeVisibilities": "recordType",
    "servicePresenceStatusAccesses": "servicePresenceStatus",
    "tabSettings": "tab",
    "tabVisibilities": "tab",
    "userPermissions": "name",
}

#: What a profile says besides, which no permission set can hold; and what names and describes the file itself.
OF_PROFILES = {
    "categoryGroupVisibilities",
    "custom",
    "layoutAssignments",
    "loginFlows",
    "loginHours",
    "loginIpRanges",
    "profileActionOverrides",
    "userLicense",
}
ABOUT = {"fullName", "label", "description", "license", "hasActivationRequired"}
#: Children of a row that say which of several is the first choice. Profiles alone have them.
CHOICES = {"default", "personAccountDefault"}
#: A tab in the words of a permission set, for the words of a profile. What is hidden, or "None", is not granted.
TABS = {"DefaultOn": "Visible", "DefaultOff": "Available", "Visible": "Visible", "Available": "Available", "Hidden": "", "None": ""}

Rows = dict[str, dict[str, frozenset[str]]]


def rows(data: bytes) -> Rows:
    """What is granted: by element, and by the name of what it is granted for, the words that are true."""
    granted: dict[str, dict[str, frozenset[str]]] = {}
    for element in _root(data):
        tag = _plain(element.tag)
        if tag not in NAMED_BY:
            assert tag in OF_PROFILES | ABOUT, f"`{tag}` is neither compared nor known to be left out"
            continue
        said = {_plain(child.tag): (child.text or "").strip() for child in element}
        name = said.pop(NAMED_BY[tag])
        words = _words(tag, said)
        if words:
            here = granted.setdefault("tabSettings" if tag == "tabVisibilities" else tag, {})
            # A row that stands there twice grants what both say.
            here[name] = here.get(name, frozenset()) | words
    return granted


def about(data: bytes) -> dict[str, str]:
    """What a permission set says of itself."""
    said = {_plain(child.tag): (child.text or "").strip() for child in _root(data) if _plain(child.tag) in ABOUT}
    return {tag: text for tag, text in said.items() if text not in ("", "false") and tag != "fullName"}


def all_false(data: bytes) -> int:
    """How many rows say no to everything."""
    count = 0
    for element in _root(data):
        tag = _plain(element.tag)
        if tag in NAMED_BY:
            said = {_plain(child.tag): (child.text or "").strip() for child in element}
            said.pop(NAMED_BY[tag])
            count += not _words(tag, said)
    return count


def differences(one: Rows, other: Rows) -> list[str]:
    """What one grants and the other does not, in words."""
    told = []
    for tag in sorted(one.keys() | other.keys()):
        here, there = one.get(tag, {}), other.get(tag, {})
        for name in sorted(here.keys() | there.keys()):
            if here.get(name) != there.get(name):
                told.append(f"{tag} {name}: {sorted(here.get(name, ()))} and {sorted(there.get(name, ()))}")
    return told


def _words(tag: str, said: dict[str, str]) -> frozenset[str]:
    if tag in ("tabSettings", "tabVisibilities"):
        word = TABS[said.pop("visibility")]
        assert not said, f"a tab says {said}"
        return frozenset({word} if word else ())
    assert set(said.values()) <= {"true", "false"}, f"{tag} says {said}"
    true = {word for word, text in said.items() if text == "true" and word not in CHOICES}
    if tag == "fieldPermissions":
        # Of old a row said what is hidden instead of what can be read.
        if "readable" not in said and said.get("hidden") == "false":
            true.add("readable")
        true.discard("hidden")
    return frozenset(true)


def root_tag(data: bytes) -> str:
    """What a file is, whatever it is called."""
    return _plain(ElementTree.fromstring(data).tag)


def _root(data: bytes) -> ElementTree.Element:
    # What a package's source has in place of its namespace is empty outside of the package.
    root = ElementTree.fromstring(data.replace(b"%%%NAMESPACE%%%", b""))
    assert _plain(root.tag) in ("PermissionSet", "Profile"), root.tag
    return root


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]


def holders(tree: Path) -> list[Path]:
    """Every file of a permission set or a profile in a tree."""
    endings = (".permissionset", ".permissionset-meta.xml", ".profile", ".profile-meta.xml")
    found = (path for path in tree.rglob("*") if path.is_file() and path.name.lower().endswith(endings))
    return sorted(path for path in found if root_tag(path.read_bytes()) in ("PermissionSet", "Profile"))
