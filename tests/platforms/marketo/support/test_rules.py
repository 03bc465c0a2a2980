"""What Marketo Support could not do as the specs have it: subscriptions and orgs, pairs under two names, accounts without their contacts."""

import pytest

from small_estate import compiled, found, org, spec
from syncwright.inventory import Field, Org

HELD = Org(
    org(
        {
            "Lead": {"Plant_Role__c": Field(type="Text", label="Role", length=80)},
            "Contact": {"Site_Role__c": Field(type="Text", label="Role", length=80)},
        }
    )
)
PEOPLE = (
    "object: [Lead, Contact]\nowner: ops\nwhy: people\nfor: [marketo]\ndefaults: {sync: from-salesforce, pii: none}\nused_by: w\nfields:\n"
)


def place(name: str, org_id: str, connectors: str) -> dict[str, str]:
    text = f"environment: {name}\nsalesforce: {{org: {org_id}, instance: {name}.my.salesforce.com, inventory: inventory/{name}}}\nconnectors: {connectors}\n"
    return {f"environments/{name}.yaml": text}


def rules(files: dict[str, str]) -> list[tuple[str, str]]:
    return [one for one in found(compiled(files, HELD, "production")) if one[0] in ("MKT765", "MKT766", "MKT767", "MKT769")]


ONE, OTHER = "00D7Q000000vKmR", "00D9V0000004wHz"
LIVE = place("production", ONE, "{marketo: {munchkin: 517-MVX-204}}")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (place("uat", OTHER, "{marketo: {munchkin: 836-MVS-117}}"), []),
        (place("uat", ONE, "{marketo: {munchkin: 836-MVS-117}}"), [("MKT765", "environments/uat.yaml:2:19")]),
        (place("uat", OTHER, "{marketo: {munchkin: 517-MVX-204}}"), [("MKT766", "environments/uat.yaml:3:34")]),
        (place("uat", ONE, "{marketo: absent}"), []),
        (place("uat", ONE, "{marketo: {munchkin: 517-MVX-204}}"), []),
    ],
    ids=["two of each", "one org", "one subscription", "absent", "the same twice"],
)
def test_each_subscription_has_an_org_of_its_own(other, expected):
    assert rules({**LIVE, **other, "objects/lead.yaml": spec("Lead", {"Email": ""})}) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("  Role: {why: w, is: {Lead: Plant_Role__c, Contact: Site_Role__c}}\n", 1),
        ("  Role: {why: w, is: {Lead: Plant_Role__c, Contact: Site_Role__c}, sync: hidden}\n", 0),
        ("  Role: {why: w, is: {Lead: Plant_Role__c, Contact: Site_Role__c}, at: {marketo: {field: role}}}\n", 0),
        ("  Address: {why: w, is: {Lead: Address, Contact: MailingAddress}, parts: {City: , Country: }}\n", 0),
        ("  Address: {why: w, is: {Lead: Address, Contact: MailingAddress}, parts: {City: , CountryCode: }}\n", 1),
        ("  Score__c: {why: w}\n", 0),
    ],
    ids=["apart", "hidden", "said", "mapped by default", "codes", "one name"],
)
def test_a_pair_under_two_names_is_noted_unless_something_makes_it_one(fields, expected):
    assert [one for one, _ in rules({**LIVE, "objects/people.yaml": PEOPLE + fields})] == ["MKT767"] * expected


ACCOUNTS = "filter: accounts\nwhy: w\nowner: ops\nobjects: [Account]\nwhere: |\n  Name is not blank\nfor: [marketo]\n"
CONTACTS = "filter: contacts\nwhy: w\nowner: ops\nobjects: [Contact]\nwhere: |\n  Email is not blank\nfor: [marketo]\n"


@pytest.mark.parametrize(
    ("filters", "contacts", "expected"),
    [
        ([ACCOUNTS], "", [("MKT769", "filters/0.yaml:4:10")]),
        ([ACCOUNTS], "sync: hidden", []),
        ([ACCOUNTS, CONTACTS], "", []),
        ([CONTACTS], "", []),
    ],
    ids=["accounts alone", "no contacts", "both", "contacts alone"],
)
def test_accounts_are_not_kept_out_without_their_contacts(filters, contacts, expected):
    objects = {"objects/c.yaml": spec("Contact", {"Email": contacts}), "objects/a.yaml": spec("Account", {"Industry": ""})}
    texts = {f"filters/{number}.yaml": text for number, text in enumerate(filters)}
    assert rules({**LIVE, **objects, **texts}) == expected
