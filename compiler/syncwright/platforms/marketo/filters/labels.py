"""What Marketo calls the fields of leads and contacts. It maps some by default; others keep the label that they had when it made them.

Source: Adobe's "Default Salesforce Field Mapping", which names fields by their labels; the API names are those of the standard objects.
"""

from collections.abc import Mapping

#: The field that says what a person is in Salesforce: `Lead` or `Contact`, and nothing where they are not there.
TYPE = "SFDC Type"

_SHARED = {
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
    "MobilePhone": "Mobile Phone Number",
    "Phone": "Phone Number",
    "Salutation": "Salutation",
    "Title": "Job Title",
    "mkto71_Lead_Score__c": "Score",
}
DEFAULT: Mapping[str, Mapping[str, str]] = {
    "Lead": {
        **{name: label for name, label in _SHARED.items() if name != "Birthdate"},
        "AnnualRevenue": "Annual Revenue",
        "City": "City",
        "Company": "Company Name",
        "ConvertedDate": "SFDC Converted Date",
        "Country": "Country",
        "Industry": "Industry",
        "IsConverted": "SFDC Is Converted",
        "NumberOfEmployees": "Num Employees",
        "PostalCode": "Postal Code",
        "Rating": "Rating",
        "State": "State",
        "Status": "Status",
        "Street": "Address",
        "Website": "Website",
    },
    "Contact": {
        **_SHARED,
        "MailingCity": "City",
        "MailingCountry": "Country",
        "MailingPostalCode": "Postal Code",
        "MailingState": "State",
        "MailingStreet": "Address",
    },
}


def label(owner: str, name: str, in_salesforce: str) -> tuple[str, bool]:
    """What Marketo calls a field, and whether that is documented. `in_salesforce`: its label there."""
    known = DEFAULT.get(owner, {}).get(name)
    return (known, True) if known is not None else (in_salesforce or name, False)
