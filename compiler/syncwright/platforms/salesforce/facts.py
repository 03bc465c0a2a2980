"""What Salesforce's permissions need of each other, with sources. Counts are over public permission sets and profiles.

Sources: DOC = Salesforce's Object Reference, Metadata API Developer Guide or the samples it publishes in
forcedotcom/sf-skills (commit 2476476); COUNT = true in every one of the public files counted (3,862 permission sets and
profiles), which is evidence and no proof; HELP = Salesforce Help; WIKI = wiki.sfxd.org, a third party.
"""

from syncwright.facts import Fact
from syncwright.spec.words import Access

#: What access to an object needs on the same object. DOC: ObjectPermissions.
IMPLIED: dict[Access, tuple[Access, ...]] = {
    "read": (),
    "create": ("read",),
    "edit": ("read",),
    "delete": ("edit", "read"),
    "view-all": ("read",),
    "modify-all": ("delete", "edit", "read", "view-all"),
}
#: Reported by several third parties, one of whom shows it by check-only deploys.
DETAIL_FACT = Fact("a detail needs Read on its master in the same permission set", "third parties", certain=False)

IMPLIED_FACT = Fact(
    "Create and Edit need Read, Delete needs Edit, View All needs Read, Modify All needs Delete and View All", "DOC ObjectPermissions"
)

#: Objects of which any permission needs Read on another object, as a detail's does on its master. COUNT: 523 of 524, 508 of 513,
#: 284 of 285 files. View All needs View All there too: COUNT (188 of 190, 202 of 205) and WIKI, which says the same of details.
PARENTS: dict[str, str] = {"Asset": "Account", "Contract": "Account", "Quote": "Opportunity"}
PARENTS_FACT = Fact(
    "Asset and Contract need Read on Account, Quote on Opportunity, and View All needs View All there", "COUNT, WIKI", certain=False
)

#: What stands for an access: a user permission, or an access to another object.
Stand = str | tuple[str, Access]
#: Objects that take no object permissions of their own (COUNT: none in 156,579 blocks), and what stands for them. HELP for members
#: ("Displaying and Editing a Campaign Member") and roles ("Add or edit opportunity contact roles"). Everybody reads users.
STANDS_FOR: dict[str, dict[Access, Stand]] = {
    "Task": {"read": "ActivitiesAccess", "create": "EditTask", "edit": "EditTask"},
    "Event": {"read": "ActivitiesAccess", "create": "EditEvent", "edit": "EditEvent"},
    "CampaignMember": dict.fromkeys(("read", "create", "edit", "delete"), ("Campaign", "read")),
    "OpportunityContactRole": {"read": ("Opportunity", "read"), "create": ("Opportunity", "edit"), "edit": ("Opportunity", "edit")},
    "User": {},
}
STANDS_FOR_FACT = Fact("access comes from user permissions or from the parent object", "COUNT, HELP", certain=False)

#: What user permissions need. COUNT, but for the second column of ConvertLeads (WIKI).
PERMISSION_NEEDS: dict[str, tuple[str, ...]] = {
    "AuthorApex": ("ModifyMetadata", "ViewSetup"),
    "ConvertLeads": ("EditTask",),
    "CustomizeApplication": ("ManageCustomPermissions", "ViewRoles", "ViewSetup"),
    "EmailMass": ("EditTask", "EmailSingle"),
    "EmailSingle": ("EditTask",),
    "ExportReport": ("RunReports",),
    "ManageProfilesPermissionsets": ("ViewRoles", "ViewSetup"),
    "ModifyMetadata": ("ViewRoles", "ViewSetup"),
    "QueryAllFiles": ("ViewAllData",),
    "ViewAllData": ("ViewEventLogFiles", "ViewPublicDashboards", "ViewPublicReports", "ViewRoles", "ViewSetup"),
}
PERMISSION_NEEDS_OBJECT: dict[str, tuple[tuple[str, Access], ...]] = {
    "ConvertLeads": (("Account", "create"),),
    "ImportPersonal": (("Account", "create"), ("Account", "edit"), ("Contact", "create"), ("Contact", "edit")),
    "TransferAnyCase": (("Case", "create"), ("Case", "read")),
}
PERMISSION_FACT = Fact("some user permissions need others", "COUNT and WIKI", certain=False)

#: Field types that nobody can write. DOC: FieldPermissions (`PermissionsEdit` is not allowed on them).
READ_ONLY_TYPES = frozenset({"AutoNumber", "Summary"})

#: Longest texts, in characters. DOC: PermissionSet.
LABEL_LENGTH = 80
NAME_LENGTH = 80
DESCRIPTION_LENGTH = 255
