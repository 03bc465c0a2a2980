"""What Salesforce's permissions need of each other, with sources. Counts are over public permission sets and profiles.

Sources: DOC = Salesforce's Object Reference, Metadata API Developer Guide or the samples it publishes in
forcedotcom/sf-skills (commit 2476476); COUNT = true in every one of the public files counted (3,862 permission sets and
profiles), which is evidence and no proof; HELP = Salesforce Help; WIKI = wiki.sfxd.org, a third party; REPORT = the text of a
server's error, as third parties report it.
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
    "view-all-fields": ("read",),
    "modify-all": ("delete", "edit", "read", "view-all"),
}
#: Objects whose records nobody edits, so that Delete and Modify All come without Edit: big objects, and this one. COUNT: the 25 rows that
#: lack it are all of these.
NEVER_EDITED = ("__b", "PendingOrderSummary")

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

#: What user permissions need. COUNT. For ManageUsers what a REPORT lists as well: of that list FreezeUsers and MonitorLoginHistory are
#: missing in public files. With translations switched on CustomizeApplication needs ManageTranslation too (REPORT); which orgs have them
#: is not known here.
PERMISSION_NEEDS: dict[str, tuple[str, ...]] = {
    "AuthorApex": ("ModifyMetadata", "ViewSetup"),
    "ConvertLeads": ("EditTask",),
    "CustomizeApplication": ("ManageCustomPermissions", "ViewRoles", "ViewSetup"),
    "EmailMass": ("EditTask", "EmailSingle"),
    "EmailSingle": ("EditTask",),
    "ExportReport": ("RunReports",),
    "ManageProfilesPermissionsets": ("ViewRoles", "ViewSetup"),
    "ManageUsers": (
        "AssignPermissionSets",
        "DelegatedTwoFactor",
        "ManageInternalUsers",
        "ManageIpAddresses",
        "ManageLoginAccessPolicies",
        "ManagePasswordPolicies",
        "ManageProfilesPermissionsets",
        "ManageRoles",
        "ManageSharing",
        "ViewAllUsers",
    ),
    "ModifyAllData": (
        "AssignTopics",
        "ConnectOrgToEnvironmentHub",
        "ConvertLeads",
        "CreateCustomizeDashboards",
        "CreateCustomizeFilters",
        "CreateCustomizeReports",
        "CreateDashboardFolders",
        "CreateReportFolders",
        "CreateTopics",
        "DeleteTopics",
        "EditEvent",
        "EditMyDashboards",
        "EditMyReports",
        "EditPublicDocuments",
        "EditPublicFilters",
        "EditPublicTemplates",
        "EditTask",
        "EditTopics",
        "ImportLeads",
        "ManageCategories",
        "ManageDashbdsInPubFolders",
        "ManageNetworks",
        "ManageReportsInPubFolders",
        "ModifyMetadata",
        "RunReports",
        "SolutionImport",
        "TransferAnyEntity",
        "TransferAnyLead",
        "UseTeamReassignWizards",
        "ViewAllData",
    ),
    "ModifyMetadata": ("ViewRoles", "ViewSetup"),
    "QueryAllFiles": ("ViewAllData",),
    "ViewAllData": ("ViewEventLogFiles", "ViewPublicDashboards", "ViewPublicReports", "ViewRoles", "ViewSetup"),
}
#: Access to objects that user permissions need. COUNT and REPORT; Create on Account for ConvertLeads is from WIKI.
PERMISSION_NEEDS_OBJECT: dict[str, tuple[tuple[str, Access], ...]] = {
    "ConvertLeads": (("Account", "create"),),
    "ImportPersonal": (("Account", "create"), ("Account", "edit"), ("Contact", "create"), ("Contact", "edit")),
    "TransferAnyCase": (("Case", "create"), ("Case", "read")),
}
PERMISSION_FACT = Fact("some user permissions need others", "COUNT, WIKI and REPORT", certain=False)

#: What converting a lead takes besides, once somebody does it; a deployment does not ask for it. HELP, as its text is quoted in
#: Salesforce's community (90630000000gzvlAAA).
CONVERTING: tuple[tuple[str, Access], ...] = (
    *((name, access) for name in ("Account", "Contact", "Lead", "Opportunity") for access in ("create", "edit")),
    ("Campaign", "read"),
)
CONVERTING_FACT = Fact("Salesforce Help, as quoted in its community, asks for {} to convert leads", "HELP, quoted")

#: With these a user reads every object whatever else is granted; with the second it changes every record. DOC: PermissionSet.
#: Public sets with ModifyAllData hold no object permissions that others would need (COUNT, 9 sets).
SEES_ALL = ("ViewAllData", "ModifyAllData")
CHANGES_ALL = "ModifyAllData"

#: User permissions that reach far beyond what a sync reads and writes, and what they let a user do. The labels of PermissionSet (DOC).
#: No vendor's set-up page that was read asks for one of them.
FAR_REACHING: dict[str, str] = {
    "AssignPermissionSets": "gives permission sets to users",
    "AuthorApex": "writes Apex code",
    "CustomizeApplication": "changes the org's objects and fields",
    "ManageInternalUsers": "makes and changes users",
    "ManageProfilesPermissionsets": "changes profiles and permission sets",
    "ManageUsers": "makes and changes users",
    "ModifyAllData": "changes and deletes every record of every object",
    "ModifyMetadata": "changes the org's configuration through the API",
    "QueryAllFiles": "reads every file",
    "ViewAllData": "reads every record of every object",
}
#: The same of object permissions.
FAR_REACHING_ACCESS: dict[Access, str] = {
    "modify-all": "changes and deletes every record",
    "view-all": "reads every record, whatever sharing says",
    "view-all-fields": "reads every field",
}

#: First API version of elements that older ones refuse. DOC: PermissionSet.
SINCE: dict[str, int] = {
    "agents": 63,
    "computing_summaries": 66,
    "custom_settings": 47,
    "email_routing_addresses": 62,
    "external_credentials": 59,
    "flows": 47,
    "metadata_types": 47,
    "service_presence_statuses": 64,
    "view-all-fields": 63,
}

#: Field types that nobody can write. DOC: FieldPermissions (`PermissionsEdit` is not allowed on them).
READ_ONLY_TYPES = frozenset({"AutoNumber", "Summary"})
#: One third party shows it by check-only deploys; 121 such rows stand in public permission sets.
EDITABLE_FACT = Fact("a deployment is reported to take such a row and to ignore the edit", "third party", certain=False)

#: Longest texts, in characters. DOC: PermissionSet.
LABEL_LENGTH = 80
NAME_LENGTH = 80
DESCRIPTION_LENGTH = 255
