"""Where the path of a formula leads."""

import pytest

from syncwright.graph.paths import Paths
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.store import whole_org


def lookup(*targets: str, type_: str = "Lookup") -> Field:
    return Field(type=type_, references=targets)


ORG = whole_org(
    Org(
        {
            "Visit__c": Object(
                "Visit__c",
                "custom",
                {
                    "Device__c": lookup("Device__c", type_="MasterDetail"),
                    "Guide__c": lookup("Contact", "Partner__c"),
                    "Text__c": Field(type="Text"),
                    "Region__c": lookup("Region__c"),
                },
            ),
            "Device__c": Object("Device__c", "custom", {"Account__c": lookup("Account"), "Previous__c": lookup("Device__c")}),
            "Partner__c": Object("Partner__c", "custom", {"Level__c": Field(type="Text")}),
            "Contact": Object("Contact", "standard", {"Level__c": Field(type="Text")}),
            "Account": Object("Account", "standard", {"Person_Region__pc": lookup("Device__c")}),
            "Switches__c": Object("Switches__c", "setting", {"On__c": Field(type="Checkbox")}),
            "Rate__mdt": Object("Rate__mdt", "metadata", {"Value__c": Field(type="Number")}),
        }
    )
)

CASES = [
    ("Visit__c", "Text__c", ["Visit__c.Text__c"]),
    ("Visit__c", "Name", ["Visit__c.Name"]),
    ("Visit__c", "Id", ["Visit__c.Id"]),
    ("Contact", "Account.Owner.Email", ["Contact.AccountId", "Account.OwnerId", "User.Email"]),
    ("Contact", "ReportsTo.Account.Name", ["Contact.ReportsToId", "Contact.AccountId", "Account.Name"]),
    ("Account", "Parent.Parent.Industry", ["Account.ParentId", "Account.ParentId", "Account.Industry"]),
    ("Visit__c", "Device__r.Account__r.Name", ["Visit__c.Device__c", "Device__c.Account__c", "Account.Name"]),
    ("Device__c", "Previous__r.Previous__r.Name", ["Device__c.Previous__c", "Device__c.Previous__c", "Device__c.Name"]),
    ("Account", "Person_Region__pr.Name", ["Account.Person_Region__pc", "Device__c.Name"]),
    # A lookup to several objects: those that have the field, or the one that is named.
    ("Visit__c", "Guide__r.Level__c", ["Visit__c.Guide__c", "Contact.Level__c", "Partner__c.Level__c"]),
    ("Visit__c", "Guide__r.Phone", ["Visit__c.Guide__c", "Contact.Phone"]),
    ("Case", "Owner:User.Email", ["Case.OwnerId", "User.Email"]),
    ("Visit__c", "CreatedBy.Email", ["Visit__c.CreatedById", "User.Email"]),
    ("Visit__c", "RecordType.DeveloperName", ["Visit__c.RecordTypeId", "RecordType.DeveloperName"]),
    # Case means nothing to Salesforce.
    ("Contact", "ACCOUNT.industry", ["Contact.AccountId", "Account.Industry"]),
    ("Visit__c", "device__R.name", ["Visit__c.Device__c", "Device__c.name"]),
    # Globals.
    ("Visit__c", "$User.Email", ["User.Email"]),
    ("Visit__c", "$Setup.Switches__c.On__c", ["Switches__c.On__c"]),
    ("Visit__c", "$Setup.switches__c.on__c", ["Switches__c.On__c"]),
    ("Visit__c", "$CustomMetadata.Rate__mdt.High.Value__c", ["Rate__mdt.Value__c"]),
    ("Visit__c", "$Label.Greeting", ["$Label.Greeting"]),
    ("Visit__c", "$User", ["$User"]),
    # What the org does not hold is external, and keeps what is known of it.
    ("Visit__c", "pkg__Rank__c", ["Visit__c.pkg__Rank__c"]),
    ("Visit__c", "pkg__Boss__r.Name", ["Visit__c.pkg__Boss__c", "Visit__c.pkg__Boss__r.Name"]),
    ("Visit__c", "Boss.Owner.Name", ["Visit__c.BossId", "Visit__c.Boss.Owner.Name"]),
    ("Visit__c", "Region__r.Name", ["Visit__c.Region__c", "Region__c.Name"]),
    ("Visit__c", "Region__r.Boss__r.Name", ["Visit__c.Region__c", "Region__c.Boss__c", "Region__c.Boss__r.Name"]),
    ("Unknown__c", "Text__c", ["Unknown__c.Text__c"]),
]


@pytest.mark.parametrize(("owner", "path", "expected"), CASES, ids=[f"{owner} {path}" for owner, path, _ in CASES])
def test_where_a_path_leads(owner, path, expected):
    assert [reached.id for reached in Paths(ORG).reached(owner, path)] == expected
