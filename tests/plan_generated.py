"""Small estates and trees of source of every shape, for hypothesis."""

from collections.abc import Mapping

from hypothesis import strategies as st

from small_estate import FILES, spec

DIRECTIONS = ("two-way", "from-salesforce", "hidden")
FIELDS = {
    "Lead": ("Email", "Title", "Phone", "Motto__c", "Score__c"),
    "Contact": ("Email", "Title", "Motto__c", "Score__c"),
    "Device__c": ("Text__c", "Other__c", "Email__c"),
}
GONE = "retire: {stage: delete, since: 2026-01-01}"
WAITING = "retire: {stage: delete, since: 2026-01-01, delete_after: 2 years}"


@st.composite
def object_files(draw) -> dict[str, str]:
    """Objects with some of their fields, each for both connectors."""
    files = {}
    for name, fields in FIELDS.items():
        said = {}
        for field in draw(st.lists(st.sampled_from(fields), unique=True, max_size=len(fields))):
            ways = [f"{connector}: {draw(st.sampled_from(DIRECTIONS))}" for connector in ("marketo", "ae")]
            going = st.sampled_from(["", "", "", GONE, WAITING]) if field.endswith("__c") else st.just("")
            said[field] = draw(going) or f"sync: {{{', '.join(ways)}}}"
        if said:
            files[f"objects/{name}.yaml"] = spec(name, said, "marketo, ae")
    return files


@st.composite
def users(draw) -> dict[str, str]:
    """The Marketo user, with any of what a user can be."""
    lines = ["sync_user: marketo-sync", "owner: ops"]
    lines += draw(
        st.lists(st.sampled_from(["group: true", "marketing_user: true", "license: Salesforce Integration", "with: [Shared]"]), unique=True)
    )
    profile = draw(st.sampled_from(["", "profile: Sync", "profile: {name: Sync, manage: true}"]))
    grants = draw(
        st.lists(
            st.sampled_from(["tabs: {standard-Lead: {why: w}}", "permissions: {ViewSetup: {why: w}}", "apps: {A: {why: w}}"]), unique=True
        )
    )
    lines += [profile] if profile else []
    lines += [f"grants: {{{', '.join(grants)}}}"] if grants else []
    return {"users/marketo-sync.yaml": "\n".join(lines) + "\n"}


@st.composite
def estates(draw) -> dict[str, str]:
    """Files over those of the small estate."""
    return {**draw(object_files()), **draw(users())}


def everything(files: Mapping[str, str]) -> dict[str, str]:
    """All files of an estate, to write them to disk."""
    return {**FILES, **files}


# ------------------------------------------------------------------ trees

HOME = "force-app/main/default"
SET_FILE = f"{HOME}/permissionsets/Marketo_Sync.permissionset-meta.xml"
PROFILE_FILE = f"{HOME}/profiles/Sync.profile-meta.xml"
_ROOT = 'xmlns="http://soap.sforce.com/2006/04/metadata"'
_ROWS = (
    "<fieldPermissions><editable>true</editable><field>Lead.Motto__c</field><readable>true</readable></fieldPermissions>",
    "<fieldPermissions><editable>false</editable><field>Contact.Title</field><readable>false</readable></fieldPermissions>",
    (
        "<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead>"
        "<modifyAllRecords>false</modifyAllRecords><object>Case</object><viewAllRecords>false</viewAllRecords></objectPermissions>"
    ),
    "<userPermissions><enabled>true</enabled><name>ViewAllData</name></userPermissions>",
    "<label>Somebody's own</label>",
    "<description>by hand</description>",
    "<license>Salesforce</license>",
)

#: Files that somebody put there; None takes one away.
sets = st.lists(st.sampled_from(_ROWS), unique=True).map(lambda rows: f"<PermissionSet {_ROOT}>{''.join(rows)}</PermissionSet>".encode())
profiles = st.lists(st.sampled_from(_ROWS[:2]), unique=True).map(lambda rows: f"<Profile {_ROOT}>\n{''.join(rows)}</Profile>".encode())
fields = st.sampled_from(["Lead/fields/Motto__c", "Lead/fields/Score__c", "Contact/fields/Motto__c", "Device__c/fields/Text__c"])


def a_field(name: str) -> bytes:
    return f"<CustomField {_ROOT}><fullName>{name.rpartition('/')[2]}</fullName><type>Text</type></CustomField>".encode()


@st.composite
def meddling(draw) -> tuple[str, bytes | None]:
    """One thing that somebody does to a tree: a path, and what lies there afterwards."""
    kind = draw(st.sampled_from(["set", "profile", "field", "other", "gone"]))
    match kind:
        case "set":
            return SET_FILE, draw(sets)
        case "profile":
            return PROFILE_FILE, draw(profiles)
        case "field":
            name = draw(fields)
            return f"{HOME}/objects/{name}.field-meta.xml", a_field(name)
        case "other":
            return draw(
                st.sampled_from([f"{HOME}/classes/A.cls", "README.md", f"{HOME}/permissionsets/Other.permissionset-meta.xml"])
            ), draw(st.binary(max_size=40))
        case _:
            return draw(st.sampled_from([SET_FILE, PROFILE_FILE, "README.md"])), None


trees = st.lists(meddling(), max_size=6).map(lambda files: {path: data for path, data in files if data is not None})
