"""An org to begin with: its own records, its users, and what a folder of source holds. Reads SFDX trees and folders in the Metadata API's format.

Nothing is checked: whatever is in the folder is there, as it would be in an org that grew.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from syncwright.sandbox.salesforce import flows
from syncwright.sandbox.salesforce.fields import parsed
from syncwright.sandbox.salesforce.grants import tidied
from syncwright.sandbox.salesforce.kinds import INNER, INNER_BY_TYPE, KINDS, inside, prefix_of
from syncwright.sandbox.salesforce.schema import known, ordered, parts_of, written
from syncwright.sandbox.salesforce.users import ADMIN_PROFILE
from syncwright.sandbox.state import State, long_id
from syncwright.xml import Element, XmlError, read

META = "-meta.xml"
#: What templates have in place of a namespace; in an org there is nothing.
TOKENS = ("___NAMESPACE___", "%%%NAMESPACE%%%", "%%%NAMESPACED_ORG%%%")
INTEGRATION_PROFILE = "Minimum Access - API Only Integrations"
#: Profiles that every org has, with the name that the Metadata API uses, and their licences.
PROFILES = {
    ADMIN_PROFILE: ("Admin", "Salesforce"),
    "Standard User": ("Standard", "Salesforce"),
    "Minimum Access - Salesforce": ("Minimum Access - Salesforce", "Salesforce"),
    INTEGRATION_PROFILE: (INTEGRATION_PROFILE, "Salesforce Integration"),
}
#: Licences of permission sets: name of the developer and label.
SET_LICENSES = {"SalesforceAPIIntegrationPsl": "Salesforce API Integration"}


class NoOrg(Exception):
    """A folder that cannot be read as an org's source."""


def new_org(state: State, org_id: str, admins: Sequence[str], usernames: Sequence[str], groups: Sequence[str]) -> None:
    """The records that every org has, and its users: `NAME` or `NAME=ID`."""
    with state.transaction():
        state.keep("org_id", long_id(org_id))
        state.keep("began", repr(state.now()))
        for name in {licence for _, licence in PROFILES.values()}:
            _record(state, "UserLicense", "100", Name=name, LicenseDefinitionKey=name.upper().replace(" ", "_"), Status="Active")
        for name, label in SET_LICENSES.items():
            _record(state, "PermissionSetLicense", "0PL", DeveloperName=name, MasterLabel=label, Status="Active", TotalLicenses=100)
        licences = {one["Name"]: one["Id"] for one in state.records("UserLicense", fresh=True)}
        for label, (name, licence) in PROFILES.items():
            profile = state.write_component("Profile", name, _profile(licence), "", "00e")
            _write(state, "Profile", Id=profile.id, Name=label, UserLicenseId=licences[licence], UserType="Standard")
        first, *_ = [_user(state, name, ADMIN_PROFILE) for name in admins]
        state.keep("admin", first)
        for name in usernames:
            _user(state, name, INTEGRATION_PROFILE)
        for name in groups:
            _group(state, name)
        _organization(state)


def _profile(licence: str) -> str:
    return f"<custom>false</custom><userLicense>{licence}</userLicense>"


def _group(state: State, name: str) -> None:
    label = name.replace("_", " ")
    component = state.write_component("Group", name, f"<doesIncludeBosses>true</doesIncludeBosses><name>{label}</name>", "", "00G")
    _write(state, "Group", Id=component.id, DeveloperName=name, Name=label, Type="Regular", DoesIncludeBosses=True)


def _organization(state: State) -> None:
    sandbox = not state.knobs.production
    _write(
        state,
        "Organization",
        Id=state.org_id,
        Name="Stand-in",
        InstanceName="LOOPBACK",
        IsSandbox=sandbox,
        OrganizationType="Enterprise Edition",
        NamespacePrefix=None,
        TrialExpirationDate=None,
        LanguageLocaleKey="en_US",
        TimeZoneSidKey="Europe/Berlin",
    )


def _user(state: State, said: str, profile: str) -> str:
    username, _, wanted = said.partition("=")
    id_ = long_id(wanted) if wanted else state.new_id("005")
    profiles = {one["Name"]: one["Id"] for one in state.records("Profile", fresh=True)}
    name = username.partition("@")[0].replace(".", " ").title()
    _write(
        state,
        "User",
        Id=id_,
        Username=username,
        Name=name,
        LastName=name,
        Email=username,
        Alias=name.replace(" ", "")[:8].lower(),
        IsActive=True,
        ProfileId=profiles[profile],
        UserType="Standard",
        TimeZoneSidKey="Europe/Berlin",
        LanguageLocaleKey="en_US",
        LocaleSidKey="en_US",
        EmailEncodingKey="UTF-8",
    )
    return id_


def _record(state: State, object_: str, prefix: str, **values: Any) -> None:
    _write(state, object_, Id=state.new_id(prefix), **values)


def _write(state: State, object_: str, **values: Any) -> None:
    state.write_record(object_, values, at_once=True)


def read_org(state: State, folder: Path) -> int:
    """Put what a folder holds into the org; what lies in later files goes over what lies in earlier ones. How many components. Raises NoOrg."""
    if not folder.is_dir():
        raise NoOrg(f"`{folder}` is no folder")
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not _hidden(path.relative_to(folder)))
    count = 0
    with state.transaction():
        for path in paths:
            for type_, name, root in _components(path):
                _put(state, type_, name, root)
                count += 1
        _as_records(state)
    if not count:
        raise NoOrg(f"`{folder}` holds no metadata")
    return count


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _components(path: Path) -> Iterator[tuple[str, str, Element]]:
    """What is in a file, by the file's name alone: the folders above it may be called anything."""
    stem, suffix = _stem(path.name)
    single = {inner.type[0].lower() + inner.type[1:]: inner for inner in INNER} | {"field": INNER_BY_TYPE["CustomField"]}
    kind = next((one for one in KINDS if one.suffix == suffix), None)
    if kind is not None:
        root = _root(path)
        for child in root.children:
            inner = inside(kind.type).get(child.tag)
            if inner is not None:
                yield inner.type, f"{stem}.{child.get('fullName') or ''}", child
        yield kind.type, stem, root
    elif suffix in single:
        yield single[suffix].type, f"{_clean(path.parent.parent.name)}.{stem}", _root(path)


def _stem(name: str) -> tuple[str, str]:
    stem, _, suffix = name.removesuffix(META).rpartition(".")
    return unquote(_clean(stem)), suffix


def _clean(text: str) -> str:
    for token in TOKENS:
        text = text.replace(token, "")
    return text


def _root(path: Path) -> Element:
    try:
        return read(_clean(path.read_text("utf-8-sig")).encode())
    except (XmlError, OSError, UnicodeDecodeError) as error:
        raise NoOrg(f"`{path}` cannot be read: {error}") from None


def _put(state: State, type_: str, name: str, root: Element) -> None:
    inner = inside(type_)
    content = _known(
        Element(root.tag, root.line, "", [one for one in root.children if one.tag != "fullName" and one.tag not in inner]), type_
    )
    before = state.component(type_, name)
    if before is not None and inner:
        named = {child.tag for child in content.children}
        content.children = [*(child for child in parsed(before.body).children if child.tag not in named), *content.children]
    if not content.children and inner:
        return  # the shell of a standard object
    if type_ in {"PermissionSet", "MutingPermissionSet"}:
        content = tidied(content, type_, set())
    if type_ == "Flow":
        _flow(state, name, content)
    else:
        state.write_component(type_, name, written(ordered(content, type_)), state.setting("admin"), prefix_of(type_))


def _flow(state: State, name: str, content: Element) -> None:
    root = ordered(content, "Flow")
    body = written(Element("", 1, "", [child for child in root.children if child.tag != "status"]))
    component = state.write_component("Flow", name, body, state.setting("admin"), prefix_of("Flow"))
    flows.add_version(state, name, component.id, body, content.get("status") or "Draft", state.setting("admin"))


def _known(root: Element, type_: str) -> Element:
    """Without what this stand-in has no shape for, such as elements of versions long gone."""
    parts = parts_of(type_)
    children: list[Element] = []
    for child in root.children:
        part = parts.get(child.tag)
        if part is not None:
            children.append(_known(child, part.type) if known(part.type) else child)
    return Element(root.tag, root.line, "" if children else root.text, children)


def _as_records(state: State) -> None:
    """Profiles and public groups are records, too."""
    there = {one["Id"] for object_ in ("Profile", "Group") for one in state.records(object_, fresh=True)}
    licences = {one["Name"]: one["Id"] for one in state.records("UserLicense", fresh=True)}
    for one in state.components("Profile"):
        if one.id not in there:
            licence = licences.get(parsed(one.body).get("userLicense") or "Salesforce")
            _write(state, "Profile", Id=one.id, Name=one.name, UserLicenseId=licence, UserType="Standard")
    for one in state.components("Group"):
        if one.id not in there:
            label = parsed(one.body).get("name") or one.name
            _write(state, "Group", Id=one.id, DeveloperName=one.name, Name=label, Type="Regular", DoesIncludeBosses=True)
