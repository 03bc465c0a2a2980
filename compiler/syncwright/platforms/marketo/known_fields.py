"""The fields that Marketo itself has, and which of them the standard fields of Salesforce become. Tables only; knows no catalog.

Sources: MAPPING = Adobe's "Default Salesforce Field Mapping", which names the fields of both sides by their labels; the API names are those of
the standard objects. REST = Adobe's "Standard Fields" of the REST API. RECORDED = a describe of people, recorded in a public test fixture.
"""

from collections.abc import Mapping

from syncwright.platforms.marketo.types.words import MarketoType

#: The field that says what a person is in Salesforce: `Lead` or `Contact`, and nothing where they are not there.
TYPE = "SFDC Type"

#: The fields of the mapping, by object and API name, as Marketo labels them. MAPPING.
DEFAULT: Mapping[str, Mapping[str, str]] = {
    "Lead": {
        "AnnualRevenue": "Annual Revenue",
        "City": "City",
        "Company": "Company Name",
        "ConvertedDate": "SFDC Converted Date",
        "Country": "Country",
        "CreatedDate": "SFDC Created Date",
        "Description": "Person Notes",
        "Email": "Email Address",
        "Fax": "Fax Number",
        "FirstName": "First Name",
        "HasOptedOutOfEmail": "Unsubscribed",
        "Industry": "Industry",
        "IsConverted": "SFDC Is Converted",
        "IsDeleted": "SFDC Is Deleted",
        "LastName": "Last Name",
        "LeadSource": "Source",
        "MobilePhone": "Mobile Phone Number",
        "NumberOfEmployees": "Num Employees",
        "Phone": "Phone Number",
        "PostalCode": "Postal Code",
        "Rating": "Rating",
        "Salutation": "Salutation",
        "State": "State",
        "Status": "Status",
        "Street": "Address",
        "Title": "Job Title",
        "Website": "Website",
        "mkto71_Lead_Score__c": "Score",
    },
    "Contact": {
        "Birthdate": "Date of Birth",
        "CreatedDate": "SFDC Created Date",
        "Description": "Person Notes",
        "Email": "Email Address",
        "Fax": "Fax Number",
        "FirstName": "First Name",
        "HasOptedOutOfEmail": "Unsubscribed",
        "IsDeleted": "SFDC Is Deleted",
        "LastName": "Last Name",
        "LeadSource": "Source",
        "MailingCity": "City",
        "MailingCountry": "Country",
        "MailingPostalCode": "Postal Code",
        "MailingState": "State",
        "MailingStreet": "Address",
        "MobilePhone": "Mobile Phone Number",
        "Phone": "Phone Number",
        "Salutation": "Salutation",
        "Title": "Job Title",
        "mkto71_Lead_Score__c": "Score",
    },
    "Account": {
        "AnnualRevenue": "Annual Revenue",
        "BillingCity": "Billing City",
        "BillingCountry": "Billing Country",
        "BillingPostalCode": "Billing Postal Code",
        "BillingState": "Billing State",
        "BillingStreet": "Billing Address",
        "Description": "Company Notes",
        "Industry": "Industry",
        "IsDeleted": "SFDC Is Deleted",
        "Name": "Company Name",
        "NumberOfEmployees": "Num Employees",
        "Phone": "Main Phone",
        "Sic": "SIC Code",
        "Site": "Site",
        "Type": "SFDC Type",
        "Website": "Website",
    },
}

#: REST names by label. REST; its page calls four of them `Lead Source`, `Lead Score`, `Lead Status` and `Lead Rating`.
REST: Mapping[str, str] = {
    "Address": "address",
    "Annual Revenue": "annualRevenue",
    "Anonymous IP": "anonymousIP",
    "Billing Address": "billingStreet",
    "Billing City": "billingCity",
    "Billing Country": "billingCountry",
    "Billing Postal Code": "billingPostalCode",
    "Billing State": "billingState",
    "City": "city",
    "Company Name": "company",
    "Country": "country",
    "Created At": "createdAt",
    "Date of Birth": "dateOfBirth",
    "Department": "department",
    "Do Not Call": "doNotCall",
    "Do Not Call Reason": "doNotCallReason",
    "Email Address": "email",
    "Email Invalid": "emailInvalid",
    "Email Invalid Cause": "emailInvalidCause",
    "Fax Number": "fax",
    "First Name": "firstName",
    "Industry": "industry",
    "Inferred City": "inferredCity",
    "Inferred Company": "inferredCompany",
    "Inferred Country": "inferredCountry",
    "Inferred Metropolitan Area": "inferredMetropolitanArea",
    "Inferred Phone Area Code": "inferredPhoneAreaCode",
    "Inferred Postal Code": "inferredPostalCode",
    "Inferred State Region": "inferredStateRegion",
    "Is Anonymous": "isAnonymous",
    "Job Title": "title",
    "Last Name": "lastName",
    "Main Phone": "mainPhone",
    "Marketo Data.com ID": "jigsawContactId",
    "Marketo Data.com Status": "jigsawContactStatus",
    "Middle Name": "middleName",
    "Mobile Phone Number": "mobilePhone",
    "Num Employees": "numberOfEmployees",
    "Phone Number": "phone",
    "Postal Code": "postalCode",
    "Priority": "priority",
    "Rating": "rating",
    "Relative Score": "relativeScore",
    "Role": "leadRole",
    "SIC Code": "sicCode",
    "Salutation": "salutation",
    "Score": "leadScore",
    "Site": "site",
    "Source": "leadSource",
    "State": "state",
    "Status": "leadStatus",
    "Unsubscribed": "unsubscribed",
    "Unsubscribed Reason": "unsubscribedReason",
    "Updated At": "updatedAt",
    "Urgency": "urgency",
    "Website": "website",
}
LABELS: Mapping[str, str] = {rest: label for label, rest in REST.items()}

#: REST names of some that the page leaves out. RECORDED.
SEEN: Mapping[str, str] = {
    "Acquisition Date": "mktoAcquisitionDate",
    "Acquisition Program Id": "acquisitionProgramId",
    "Company Notes": "mktoCompanyNotes",
    "Original Referrer": "originalReferrer",
    "Original Search Engine": "originalSearchEngine",
    "Original Search Phrase": "originalSearchPhrase",
    "Original Source Info": "originalSourceInfo",
    "Original Source Type": "originalSourceType",
    "Person Notes": "mktoPersonNotes",
}

#: Types of those that are not `string`. RECORDED, so that they are what one instance had.
_TYPES: Mapping[str, MarketoType] = {
    "acquisitionProgramId": "reference",
    "address": "text",
    "annualRevenue": "currency",
    "billingStreet": "text",
    "createdAt": "datetime",
    "dateOfBirth": "date",
    "doNotCall": "boolean",
    "email": "email",
    "emailInvalid": "boolean",
    "fax": "phone",
    "isAnonymous": "boolean",
    "leadScore": "integer",
    "mktoAcquisitionDate": "datetime",
    "mktoCompanyNotes": "text",
    "mktoPersonNotes": "text",
    "mobilePhone": "phone",
    "numberOfEmployees": "integer",
    "originalReferrer": "url",
    "phone": "phone",
    "priority": "integer",
    "relativeScore": "integer",
    "unsubscribed": "boolean",
    "updatedAt": "datetime",
    "urgency": "float",
    "website": "url",
}
#: Fields of the page that the recorded describe does not have, so that nothing is known of their types.
_UNSEEN = ("jigsawContactId", "jigsawContactStatus")
_TYPED = {*LABELS, *SEEN.values()} - {*_UNSEEN}


def recorded_type(rest: str) -> MarketoType | None:
    """The type that a standard field had in a recorded describe; None where that did not have it."""
    return _TYPES.get(rest, "string") if rest in _TYPED else None
