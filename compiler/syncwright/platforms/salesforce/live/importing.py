"""An org's metadata as files, as far as an inventory reads it: one retrieve of all that its readers know. Knows neither readers nor specs."""

import re
from collections.abc import Collection

from syncwright.inventory.store import standard_objects
from syncwright.platform import Fetched
from syncwright.platforms.salesforce import metadata
from syncwright.platforms.salesforce.live.archive import NotAnArchive, unpacked
from syncwright.platforms.salesforce.live.org import Org
from syncwright.target import TargetError
from syncwright.text import SourceFile

#: Types of which `*` names every component that the org has.
_ALL = (
    "CustomApplication", "CustomPermission", "CustomTab", "DuplicateRule", "Flow", "GlobalValueSet", "Layout", "LeadConvertSettings",
    "MutingPermissionSet", "PermissionSet", "PermissionSetGroup", "Profile", "Workflow",
)  # fmt: skip
#: An answer to a retrieve holds of a profile what it says of components of the same request. DOC: Profile in the Metadata API Developer Guide.
_PROFILES = "profiles are read without what they give of Apex classes, Visualforce pages and other code, which is not asked for"
#: `*` stands for no standard value set. DOC: the names that Salesforce's skill for value sets lists (sf-skills platform-value-set-generate).
_VALUE_SETS = (
    "AccountRating", "AccountType", "CaseOrigin", "CasePriority", "CaseReason", "CaseStatus", "Industry", "LeadSource", "LeadStatus",
    "OpportunityStage", "OpportunityType", "Product2Family", "Salutation", "TaskPriority", "TaskStatus",
)  # fmt: skip
_ROOT = "unpackaged/"
#: Endings of the files that are looked into; the others were asked for so that profiles speak of them.
SUFFIXES = (
    ".duplicateRule", ".flow", ".globalValueSet", ".layout", ".LeadConvertSetting", ".mutingpermissionset", ".object", ".permissionset",
    ".permissionsetgroup", ".profile", ".standardValueSet", ".workflow",
)  # fmt: skip
#: What a retrieve says of what it does not find. Read in public logs; not documented.
_NOT_FOUND = re.compile(r"Entity of type '[A-Za-z]+' named '.+' cannot be found", re.DOTALL)


def fetched(org: Org, objects: Collection[str]) -> Fetched:
    """Every file. `objects`: standard objects to look for besides those that every inventory knows: `*` stands for custom ones alone.

    That an org lacks a standard object or value set is no note: editions differ. Raises TargetError.
    """
    standard = {one for one in objects if "__" not in one}
    wanted = [
        ("CustomObject", sorted({"*", "Activity", *standard_objects(), *standard})),
        ("StandardValueSet", list(_VALUE_SETS)),
        *((kind, ["*"]) for kind in _ALL),
    ]
    answer = org.retrieve(metadata.package(sorted(wanted), org.version))
    try:
        files = unpacked(answer.zip)
    except NotAnArchive as error:
        raise TargetError("bad-answer", f"{org.host} answers a retrieve with a zip that cannot be used: {error}", "look") from error
    notes = [f"{org.host}: {words}" for _, words in answer.messages if not _NOT_FOUND.search(words)]
    named = {path.removeprefix(_ROOT): data for path, data in files.items() if path.endswith(SUFFIXES)}
    if any(path.startswith("profiles/") for path in named):
        notes.append(_PROFILES)
    return Fetched(tuple(SourceFile(f"{org.host}/{path}", data) for path, data in sorted(named.items())), tuple(notes))
