"""What a permission needs of others: facts, and the sentence that says so. Knows no org and no file.

Objects: the object reference of ObjectPermissions says what each flag requires. Standard details: 98 to 99 of 100 public files that grant Asset,
Contract or Quote grant their master too, and public reports show the sentence for them. User permissions: those that were together in every one of at least nine
public permission sets, with their numbers; together is no proof, and an org may ask for more.
"""

#: What each flag of an object needs, in the order in which it is named.
OBJECT_NEEDS: dict[str, tuple[str, ...]] = {
    "allowCreate": ("allowRead",),
    "allowEdit": ("allowRead",),
    "allowDelete": ("allowRead", "allowEdit"),
    "viewAllRecords": ("allowRead",),
    "modifyAllRecords": ("allowRead", "allowEdit", "allowDelete", "viewAllRecords"),
    "viewAllFields": ("allowRead",),
}
#: How the sentence names a flag; only Read, Create, Edit, Delete and Read All were seen in it.
WORDS = {
    "allowRead": "Read",
    "allowCreate": "Create",
    "allowEdit": "Edit",
    "allowDelete": "Delete",
    "viewAllRecords": "Read All",
    "modifyAllRecords": "Modify All",
    "viewAllFields": "View All Fields",
}
#: Masters of standard details, and whether their View All needs the master's.
STANDARD_MASTERS = {"Asset": "Account", "Contract": "Account", "Quote": "Opportunity"}
VIEW_ALL_FOLLOWS = {"Asset", "Contract"}
#: Objects that take no object permissions: none in 3,862 public files.
REFUSED = frozenset({"Task", "Event", "CampaignMember", "User", "OpportunityContactRole"})

USER_NEEDS: dict[str, tuple[str, ...]] = {
    "AuthorApex": ("ModifyMetadata", "ViewSetup"),
    "ConvertLeads": ("EditTask",),
    "CustomizeApplication": ("ManageCustomPermissions", "ViewRoles", "ViewSetup"),
    "EmailMass": ("EditTask", "EmailSingle"),
    "EmailSingle": ("EditTask",),
    "ExportReport": ("RunReports",),
    "ManageProfilesPermissionsets": ("ViewRoles", "ViewSetup"),
    "ModifyAllData": (
        "ConvertLeads", "EditEvent", "EditTask", "ImportLeads", "ManageCategories", "ModifyMetadata", "RunReports", "TransferAnyEntity",
        "TransferAnyLead", "ViewAllData",
    ),
    "ModifyMetadata": ("ViewRoles", "ViewSetup"),
    "QueryAllFiles": ("ViewAllData",),
    "ViewAllData": ("ViewEventLogFiles", "ViewPublicDashboards", "ViewPublicReports", "ViewRoles", "ViewSetup"),
}  # fmt: skip
#: What a user permission needs of objects, by what reports of the sentence say.
USER_NEEDS_OBJECTS: dict[str, tuple[tuple[str, str], ...]] = {
    "ConvertLeads": (("Account", "allowCreate"),),
    "ImportPersonal": (("Account", "allowCreate"), ("Contact", "allowCreate"), ("Account", "allowEdit"), ("Contact", "allowEdit")),
    "TransferAnyCase": (("Case", "allowCreate"), ("Case", "allowRead")),
}


def sentence(permission: str, needed: list[str]) -> str:
    """The refusal, in the words that many public reports show."""
    return f"Permission {permission} depends on permission(s): {', '.join(needed)}"


def of_object(flag: str, object_: str) -> str:
    """`Read Child__c`."""
    return f"{WORDS[flag]} {object_}"
