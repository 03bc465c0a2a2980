"""Permission sets, muting sets and profiles as rows: what is kept of them, and what a deploy over an older one makes. Knows no org."""

from syncwright.sandbox.salesforce.schema import ordered
from syncwright.xml import Element

#: What a row is about, for each element that is one: two rows that are about the same are one row.
KEYS: dict[str, tuple[str, ...]] = {
    "agentAccesses": ("agentName",),
    "applicationVisibilities": ("application",),
    "categoryGroupVisibilities": ("dataCategoryGroup",),
    "classAccesses": ("apexClass",),
    "customMetadataTypeAccesses": ("name",),
    "customPermissions": ("name",),
    "customSettingAccesses": ("name",),
    "emailRoutingAddressAccesses": ("name",),
    "externalCredentialPrincipalAccesses": ("externalCredentialPrincipal",),
    "externalDataSourceAccesses": ("externalDataSource",),
    "fieldPermissions": ("field",),
    "flowAccesses": ("flow",),
    "genComputingSummaryDefAccesses": ("configName",),
    "layoutAssignments": ("layout", "recordType"),
    "loginIpRanges": ("startAddress", "endAddress"),
    "objectPermissions": ("object",),
    "pageAccesses": ("apexPage",),
    "profileActionOverrides": ("actionName", "pageOrSobjectType", "formFactor", "recordType", "type"),
    "recordTypeVisibilities": ("recordType", "personAccountDefault"),
    "servicePresenceStatusAccesses": ("servicePresenceStatus",),
    "tabSettings": ("tab",),
    "tabVisibilities": ("tab",),
    "userPermissions": ("name",),
}
#: What a row has to say, one of these, or it grants nothing.
GRANTING = {"enabled": "true", "visible": "true", "readable": "true", "editable": "true"} | dict.fromkeys(
    ("allowCreate", "allowDelete", "allowEdit", "allowRead", "modifyAllRecords", "viewAllFields", "viewAllRecords"), "true"
)


def key_of(row: Element) -> tuple[str, ...]:
    """What the row is about: its element and the names in it."""
    return (row.tag, *(row.get(name) or "" for name in KEYS[row.tag]))


def twice(root: Element) -> list[Element]:
    """Rows that are about what an earlier row is about."""
    seen: set[tuple[str, ...]] = set()
    found = []
    for row in root.children:
        if row.tag in KEYS:
            key = key_of(row)
            if key in seen:
                found.append(row)
            seen.add(key)
    return found


def grants(row: Element) -> bool:
    """The row gives something. A tab is given by any word but None."""
    if row.tag in {"tabSettings", "tabVisibilities"}:
        return row.get("visibility") not in {None, "None"}
    words = [child for child in row.children if child.tag in GRANTING]
    return not words or any(child.text == GRANTING[child.tag] for child in words)


def tidied(root: Element, type_: str, computed: set[str]) -> Element:
    """As it is kept and given back: rows that grant nothing dropped, sorted. Whoever edits reads; what is computed nobody edits."""
    rows = [_row(child, computed) for child in root.children if child.tag in KEYS]
    kept = sorted((row for row in rows if grants(row)), key=key_of)
    return ordered(Element(root.tag, root.line, "", [child for child in root.children if child.tag not in KEYS] + kept), type_)


def overlaid(before: Element | None, after: Element, type_: str, computed: set[str]) -> Element:
    """What is there with what is new over it: a row that is not named stays. Profiles, and permission sets before version 40."""
    old = [] if before is None else before.children
    new_keys = {key_of(child) for child in after.children if child.tag in KEYS}
    new_tags = {child.tag for child in after.children if child.tag not in KEYS}
    stay = [child for child in old if (key_of(child) not in new_keys if child.tag in KEYS else child.tag not in new_tags)]
    rows = [_row(child, computed) if child.tag in KEYS else child for child in [*stay, *after.children]]
    rows.sort(key=lambda child: key_of(child) if child.tag in KEYS else (child.tag,))
    return ordered(Element(after.tag, after.line, "", rows), type_)


def _row(row: Element, computed: set[str]) -> Element:
    if row.tag != "fieldPermissions":
        return row
    edits = row.get("editable") == "true" and row.get("field") not in computed
    reads = row.get("readable") == "true" or edits
    return made(row.tag, {"editable": _word(edits), "field": row.get("field") or "", "readable": _word(reads)}, row.line)


def made(tag: str, values: dict[str, str], line: int = 1) -> Element:
    """An element of elements with text."""
    return Element(tag, line, "", [Element(name, line, text) for name, text in values.items()])


def _word(value: bool) -> str:
    return "true" if value else "false"
