"""Elements of metadata that are known, so that what is not read was left out on purpose, and what is new is told.

Source: wsdl_segment and fields of these types in the Metadata API Developer Guide, v67, with the deprecated ones that older files have.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CUSTOM_FIELD = _words("""
    businessOwnerGroup businessOwnerUser businessStatus caseSensitive complianceGroup customDataType defaultValue deleteConstraint deprecated description
    displayFormat displayLocationInDecimal elementType encrypted encryptionScheme escapeMarkup externalDeveloperName externalId fieldManageability formula
    formulaTreatBlanksAs fullName globalPicklist indexed inlineHelpText isAIPredictionField isConvertLeadDisabled isFilteringDisabled isNameField
    isSortingDisabled label length lookupFilter maskChar maskType metadataRelationshipControllingField mktDataLakeFieldAttributes
    mktDataModelFieldAttributes picklist populateExistingRows precision referenceTargetField referenceTo relationshipLabel relationshipName
    relationshipOrder reparentableMasterDetail required restrictedAdminField scale securityClassification startingNumber stripMarkup summarizedField
    summaryFilterItems summaryForeignKey summaryOperation trackFeedHistory trackHistory trackTrending translateData trueValueIndexed type unique valueSet
    visibleLines writeRequiresMasterRead
""")

_CUSTOM_OBJECT = _words("""
    actionOverrides allowInChatterGroups articleTypeChannelDisplay businessProcesses compactLayoutAssignment compactLayouts customHelp customHelpPage
    customSettingsType customSettingsVisibility dataStewardGroup dataStewardUser deploymentStatus deprecated description enableActivities enableBulkApi
    enableDataTranslation enableDivisions enableEnhancedLookup enableFeeds enableHistory enableLicensing enablePublishStatusTracking enableReports
    enableSearch enableSharing enableStreamingApi enrichments eventType externalDataSource externalName externalRepository externalSharingModel fieldSets
    fields fullName gender historyRetentionPolicy household indexes label listViews mktDataLakeAttributes mktDataModelAttributes nameField namedFilter
    namedFilters pluralLabel profileSearchLayouts publishBehavior recordTypeTrackFeedHistory recordTypeTrackHistory recordTypes searchLayouts sharingModel
    sharingReasons sharingRecalculations startsWith validationRules visibility webLinks
""")

#: Elements of an object that can stand more than once.
PARTS = _words("""
    actionOverrides businessProcesses compactLayouts fieldSets fields indexes listViews namedFilters profileSearchLayouts recordTypes sharingReasons
    sharingRecalculations validationRules webLinks
""")

_RECORD_TYPE = _words("active businessProcess compactLayoutAssignment description fullName label picklistValues")
_VALIDATION_RULE = _words("active description errorConditionFormula errorDisplayField errorMessage fullName")
_DUPLICATE_RULE = _words("""
    actionOnInsert actionOnUpdate alertText description duplicateRuleFilter duplicateRuleMatchRules fullName isActive masterLabel operationsOnInsert
    operationsOnUpdate securityOption sortOrder
""")
_LEAD_CONVERSION = _words("allowOwnerChange fullName objectMapping opportunityCreationOptions")
_GLOBAL_VALUE_SET = _words("customValue description fullName masterLabel sorted")
_STANDARD_VALUE_SET = _words("fullName groupingStringEnum sorted standardValue")

_GROUP = _words("description fullName hasActivationRequired label mutingPermissionSets permissionSets status")

#: Elements of a kind of metadata, by its root element. Those of permission sets and profiles are in `access` and `holders`.
KNOWN = {
    "CustomField": _CUSTOM_FIELD,
    "CustomObject": _CUSTOM_OBJECT,
    "RecordType": _RECORD_TYPE,
    "ValidationRule": _VALIDATION_RULE,
    "DuplicateRule": _DUPLICATE_RULE,
    "LeadConvertSettings": _LEAD_CONVERSION,
    "GlobalValueSet": _GLOBAL_VALUE_SET,
    "StandardValueSet": _STANDARD_VALUE_SET,
    "PermissionSetGroup": _GROUP,
}
