"""REST names of the fields that every Marketo instance has, and that are neither of Salesforce nor made by anybody. A table only.

Source: two recorded answers of a describe (public test fixtures of two connectors) name them alike, or one of them does where its subscription has
no custom fields. What Adobe's pages list stands in `known_fields.py`.
"""

OWN = frozenset(
    {
        "blackListed", "blackListedCause", "contactCompany", "cookies", "ecids", "emailSuspended", "emailSuspendedAt", "emailSuspendedCause",
        "externalCompanyId", "externalSalesPersonId", "facebookDisplayName", "facebookId", "facebookPhotoURL", "facebookProfileURL",
        "facebookReach", "facebookReferredEnrollments", "facebookReferredVisits", "gender", "id", "isLead", "lastReferredEnrollment",
        "lastReferredVisit", "leadPartitionId", "leadPerson", "leadRevenueCycleModelId", "leadRevenueStageId", "linkedInDisplayName",
        "linkedInId", "linkedInPhotoURL", "linkedInProfileURL", "linkedInReach", "linkedInReferredEnrollments", "linkedInReferredVisits",
        "marketingSuspended", "marketingSuspendedCause", "mktoDoNotCallCause", "mktoIsCustomer", "mktoIsPartner", "mktoName",
        "personLevelEngagementScore", "personPrimaryLeadInterest", "personTimeZone", "personType", "registrationSourceInfo",
        "registrationSourceType", "relativeUrgency", "syndicationId", "totalReferredEnrollments", "totalReferredVisits", "twitterDisplayName",
        "twitterId", "twitterPhotoURL", "twitterProfileURL", "twitterReach", "twitterReferredEnrollments", "twitterReferredVisits",
    }
)  # fmt: skip
#: How the names begin of those that the sync itself keeps. Source: Adobe's developer guide, Fields: `sfdcId`, `sfdcLeadId`, `sfdcContactId`.
SYNC_KEEPS = "sfdc"
