"""Packages for the stand-in of Salesforce, and orgs to send them to. Written without the compiler's own code for either."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from syncwright.sandbox.salesforce import deploys
from syncwright.sandbox.salesforce.deploy_result import document
from syncwright.sandbox.salesforce.seed import new_org, read_org
from syncwright.sandbox.state import Knobs, State

NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"'
ORG_ID = "00D5g0000000001EAA"
ADMIN = "admin@stand-in.example"
ROBOT = "marketo.sync@meridian-valves.example"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = 1_800_000_000.0

    def __call__(self) -> float:
        return self.at


def new_state(path: Path, knobs: Knobs | None = None, org: Path | None = None, clock: Clock | None = None) -> State:
    """An org with one administrator and one integration user."""
    state = State(path, knobs, clock or Clock())
    new_org(state, ORG_ID, [ADMIN], [ROBOT], ["Marketo_Sync_Users"])
    if org is not None:
        read_org(state, org)
    return state


def xml(type_: str, inner: str) -> bytes:
    """A file of metadata."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{type_} {NAMESPACE}>{inner}</{type_}>\n'.encode()


def manifest(members: Mapping[str, list[str]], version: str = "67.0") -> bytes:
    """A package.xml."""
    types = "".join(
        f"<types>{''.join(f'<members>{name}</members>' for name in names)}<name>{type_}</name></types>" for type_, names in members.items()
    )
    return xml("Package", f"{types}<version>{version}</version>")


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """A zip of files."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return out.getvalue()


def permission_set(inner: str, name: str = "Robot", version: str = "67.0", label: str = "<label>Robot</label>") -> dict[str, bytes]:
    """A package of one permission set."""
    return {
        "package.xml": manifest({"PermissionSet": [name]}, version),
        f"permissionsets/{name}.permissionset": xml("PermissionSet", inner + label),
    }


def fields(inner: Mapping[str, str], object_: str = "Lead", version: str = "67.0") -> dict[str, bytes]:
    """A package of fields of one object: the inside of each by its name."""
    rows = "".join(f"<fields><fullName>{name}</fullName>{one}</fields>" for name, one in inner.items())
    return {
        "package.xml": manifest({"CustomField": [f"{object_}.{name}" for name in inner]}, version),
        f"objects/{object_}.object": xml("CustomObject", rows),
    }


def read_row(field: str, editable: str = "false") -> str:
    """A row of field-level security."""
    return f"<fieldPermissions><editable>{editable}</editable><field>{field}</field><readable>true</readable></fieldPermissions>"


def object_row(name: str, *flags: str, **more: str) -> str:
    """A row of object permissions; `flags` are the letters C, D, E, R, M (modify all) and V (view all)."""
    tags = {"allowCreate": "C", "allowDelete": "D", "allowEdit": "E", "allowRead": "R", "modifyAllRecords": "M", "viewAllRecords": "V"}
    inner = "".join(f"<{tag}>{'true' if letter in flags else 'false'}</{tag}>" for tag, letter in tags.items())
    inner += "".join(f"<{tag}>{word}</{tag}>" for tag, word in more.items())
    return f"<objectPermissions>{inner}<object>{name}</object></objectPermissions>"


def deploy(state: State, files: Mapping[str, bytes | str], **options: Any) -> dict[str, Any]:
    """Send a package, wait for its end, and give back what is said of it."""
    return ended(state, deploys.take_on(state, state.setting("admin"), zipped(files), {"singlePackage": True, **options}))


def ended(state: State, id_: str) -> dict[str, Any]:
    """What is said of a request once it has run."""
    deploys.run_due(state)
    row = deploys.request(state, id_)
    assert row is not None
    return document(state, row, details=True)


def refusals(result: Mapping[str, Any]) -> list[str]:
    """What was wrong, in the words of the org."""
    return [one["problem"] for one in result["details"]["componentFailures"]]


def log(state: State) -> list[tuple[str, str]]:
    """Each effect: what was done, and to what."""
    return [(row["kind"], row["what"]) for row in state.db.execute("SELECT kind, what FROM log ORDER BY number")]


def as_package(source: Path) -> dict[str, bytes]:
    """An SFDX source tree in the Metadata API's format, with a manifest of all that is in it: fields go into their object's file."""
    files: dict[str, bytes] = {}
    members: dict[str, list[str]] = {}
    rows: dict[str, list[str]] = {}
    for path in sorted(source.rglob("*-meta.xml")):
        text = path.read_text("utf-8")
        found = re.search(r"<(\w+) xmlns=[^>]*>(.*)</\1>", text, re.DOTALL)
        assert found is not None, path
        type_, inner = found.groups()
        name = path.name.removesuffix("-meta.xml").rpartition(".")[0]
        if type_ == "CustomField":
            rows.setdefault(path.parent.parent.name, []).append(f"<fields>{inner}</fields>")
            members.setdefault(type_, []).append(f"{path.parent.parent.name}.{name}")
        else:
            files[f"{path.parent.name}/{path.name.removesuffix('-meta.xml')}"] = text.encode()
            members.setdefault(type_, []).append(name)
    files |= {f"objects/{name}.object": xml("CustomObject", "".join(one)) for name, one in rows.items()}
    return {"package.xml": manifest(members), **files}
