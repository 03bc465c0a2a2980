"""The tickets that only Marketo Support can answer: which filter is in force, other maps, and the link of a sandbox."""

import json

from small_estate import compiled, org, spec, told
from syncwright.inventory import Field, Org
from syncwright.platform import Artifact
from syncwright.platforms.marketo.runbook.contents import contents
from syncwright.platforms.marketo.runbook.instances import connectors
from syncwright.platforms.marketo.runbook.task import Task

HELD = Org(
    org(
        {
            "Lead": {"Plant_Role__c": Field(type="Text", label="Role at the plant", length=80), "Sync__c": Field(type="Checkbox")},
            "Contact": {
                "Site_Role__c": Field(type="Text", label="Role at the plant", length=80),
                "Mail_Language__c": Field(type="Text", label="Language", length=40),
                "Sync__c": Field(type="Checkbox"),
            },
        }
    )
)
PRODUCTION = (
    "environment: production\nprotected: true\n"
    "salesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
    "connectors: {marketo: {munchkin: 517-MVX-204}}\nusers: {marketo-sync: {username: sync@tiny.example}}\n"
)
UAT = (
    "environment: uat\nsalesforce: {org: 00D9V0000004wHz, instance: tiny--uat.sandbox.my.salesforce.com, inventory: inventory/uat}\n"
    "connectors: {marketo: {munchkin: 836-MVS-117}}\n"
)
PEOPLE = "object: [Lead, Contact]\nowner: ops\nwhy: people\nfor: [marketo]\ndefaults: {sync: two-way, pii: none}\nused_by: w\nfields:\n"
PLACES = {"environments/production.yaml": PRODUCTION}


def support(files: dict[str, str], environment: str = "production") -> dict[str, Artifact]:
    compilation = compiled({**PLACES, **files}, HELD, environment)
    assert not compilation.failed, told(compilation)
    prefix = "marketo/support/marketo/"
    return {one.path.removeprefix(prefix): one for one in compilation.artifacts() if one.path.startswith(prefix)}


def read(files: dict[str, Artifact], name: str) -> dict:
    return json.loads(files[f"{name}.json"].data)


def text(files: dict[str, Artifact], name: str) -> str:
    return files[f"{name}.md"].data.decode()


def test_every_connector_has_the_ticket_that_asks_which_filter_is_in_force():
    found = support({"objects/lead.yaml": spec("Lead", {"Email": ""}), "objects/contact.yaml": spec("Contact", {"Email": "sync: hidden"})})
    assert sorted(found) == ["filter-in-force.json", "filter-in-force.md"]
    doc = read(found, "filter-in-force")
    assert doc["objects"] == [{"object": "Lead", "expected": []}]
    assert (doc["munchkin"], doc["username"], doc["owner"]) == ("517-MVX-204", "sync@tiny.example", "Operations")
    assert "- Lead: no filter\n" in text(found, "filter-in-force")


def test_an_estate_without_marketo_has_no_tickets():
    without = {"connectors/marketo.yaml": None, "users/marketo-sync.yaml": None}
    compilation = compiled({"objects/lead.yaml": spec("Lead", {"Email": ""}, "ae"), **without}, HELD)
    assert not [one for one in compilation.artifacts() if one.path.startswith("marketo/")]


def test_what_a_spec_expects_stands_beside_the_question():
    scope = (
        "filter: scope\nwhy: others cost backlog\nowner: ops\nobjects: [Lead]\nwhere: |\n  Email is not blank\nfor: [marketo]\n"
        "as: {field: Sync__c, syncs_when: false}\n"
    )
    found = support(
        {
            "filters/scope.yaml": scope,
            "objects/people.yaml": PEOPLE + "  Email: {why: match key}\n  Sync__c: {why: scope, sync: from-salesforce}\n",
        }
    )
    contact, lead = read(found, "filter-in-force")["objects"]
    assert (contact["object"], contact["expected"]) == ("Contact", [])
    assert lead["expected"] == [{"from": "filter/scope", "field": "Sync__c", "syncs_when": ["false"], "shared": False}]
    assert "- Lead: records of which Sync\\_\\_c is false, by filter scope\n" in text(found, "filter-in-force")


def test_a_filter_kept_by_sharing_expects_none_to_be_set_up():
    shared = "filter: scope\nwhy: w\nowner: ops\nobjects: [Lead]\nwhere: Sync__c = true\nfor: [marketo]\nshare: {group: Users}\n"
    found = support({"filters/scope.yaml": shared, "objects/people.yaml": PEOPLE + "  Sync__c: {why: scope}\n"})
    assert "- Lead: no filter, as sharing keeps records from the sync user, by filter scope\n" in text(found, "filter-in-force")


def test_a_rename_asks_for_the_old_and_the_new_name_of_the_same_field():
    renamed = spec("Contact", {"Mail_Language__c": "previously: Language__c"})
    doc = read(support({"objects/contact.yaml": renamed}), "re-mapping")
    [one] = doc["maps"]
    assert (one["why"], one["rest"], one["label_documented"]) == ("renamed", None, False)
    assert one["sides"] == [
        {
            "object": "Contact",
            "from": "object/Contact#Mail_Language__c",
            "now": "Language__c",
            "desired": "Mail_Language__c",
            "label": "Language",
            "standard_map": False,
        }
    ]


def test_a_hidden_field_is_mapped_to_nothing():
    assert "re-mapping.md" not in support(
        {"objects/c.yaml": spec("Contact", {"Mail_Language__c": "previously: Language__c, sync: hidden"})}
    )


def test_a_pair_under_two_names_asks_for_both_in_one_field():
    pair = PEOPLE + "  Role: {why: w, is: {Lead: Plant_Role__c, Contact: Site_Role__c}}\n"
    found = support({"objects/people.yaml": pair})
    [one] = read(found, "re-mapping")["maps"]
    assert [(side["object"], side["now"], side["desired"]) for side in one["sides"]] == [
        ("Lead", None, "Plant_Role__c"),
        ("Contact", None, "Site_Role__c"),
    ]
    lines = text(found, "re-mapping").splitlines()
    assert "| Lead | (fill in, or: to a Marketo field of its own) | Plant\\_Role\\_\\_c |" in lines
    export, ask = (next(i for i, line in enumerate(lines) if word in line) for word in ("Export the people", "Please map these fields"))
    assert export < ask


def test_a_pair_whose_marketo_field_is_said_needs_no_ticket():
    pair = PEOPLE + "  Role: {why: w, is: {Lead: Plant_Role__c, Contact: Site_Role__c}, at: {marketo: {field: plantRole}}}\n"
    assert "re-mapping.md" not in support({"objects/people.yaml": pair})


def test_parts_of_an_address_are_mapped_by_default_and_the_codes_are_not():
    whole = PEOPLE + "  Address: {why: w, is: {Lead: Address, Contact: MailingAddress}, parts: {Country: , CountryCode: }}\n"
    doc = read(support({"objects/people.yaml": whole}), "re-mapping")
    assert [[side["desired"] for side in one["sides"]] for one in doc["maps"]] == [["CountryCode", "MailingCountryCode"]]


def test_a_sandbox_is_linked_to_the_protected_subscription_whichever_is_built():
    people = {"objects/lead.yaml": spec("Lead", {"Email": ""}), "environments/uat.yaml": UAT}
    for environment in ("production", "uat"):
        doc = read(support(people, environment), "sandbox-link")
        assert doc["environment"] == environment
        assert [(one["environment"], one["munchkin"]) for one in doc["live"]] == [("production", "517-MVX-204")]
        assert [(one["environment"], one["munchkin"]) for one in doc["sandboxes"]] == [("uat", "836-MVS-117")]


def test_without_a_second_subscription_there_is_nothing_to_link():
    people = {"objects/lead.yaml": spec("Lead", {"Email": ""})}
    assert "sandbox-link.md" not in support(people)
    absent = UAT.replace("{munchkin: 836-MVS-117}", "absent")
    assert "sandbox-link.md" not in support({**people, "environments/uat.yaml": absent})


def test_a_ticket_comes_from_what_it_names():
    found = support(
        {
            "objects/people.yaml": PEOPLE + "  Role: {why: w, is: {Lead: Plant_Role__c, Contact: Site_Role__c}}\n",
            "environments/uat.yaml": UAT,
        }
    )
    assert "object/Lead#Plant_Role__c" in found["re-mapping.md"].keys
    assert {"environment/uat", "environment/production", "connector/marketo"} <= {*found["sandbox-link.md"].keys}


def test_what_people_wrote_stays_text_in_a_ticket():
    estate = {
        "estate.yaml": "estate: tiny\nowner: ops\nowners: {ops: {title: '<b>|Ops', contact: ops@tiny.example}}\nsalesforce: {edition: enterprise}\n"
    }
    found = support({**estate, "objects/lead.yaml": spec("Lead", {"Email": ""})})
    assert "Owner: &lt;b&gt;\\|Ops." in text(found, "filter-in-force")


def tasks(files: dict[str, str]) -> dict[str, Task]:
    """Tasks of the runbook that are tickets, by id."""
    catalog = compiled({**PLACES, **files}, HELD, "production").catalog
    assert catalog is not None
    [connector] = connectors(catalog)
    return {one.id: one for one in contents(catalog, connector) if one.part == "support"}


def test_each_ticket_is_a_task_of_the_runbook_with_a_file_that_is_built():
    scope = "filter: scope\nwhy: others cost backlog\nowner: ops\nobjects: [Lead]\nwhere: |\n  Email is not blank\nfor: [marketo]\nas: {field: Sync__c}\n"
    people = PEOPLE + "  Email: {why: w}\n  Role: {why: w, is: {Lead: Plant_Role__c, Contact: Site_Role__c}}\n"
    files = {"filters/scope.yaml": scope, "objects/people.yaml": people, "environments/uat.yaml": UAT}
    found = tasks(files)
    assert list(found) == ["filter-in-force", "sync-filter/scope", "purge/scope", "re-mapping", "sandbox-link"]
    assert found["sync-filter/scope"].after == ("filter-in-force",)
    assert found["sync-filter/scope"].values == (("Lead.Sync__c", "true"),)
    assert found["purge/scope"].after == ("sync-filter/scope",)
    built = {one.path for one in compiled({**PLACES, **files}, HELD, "production").artifacts()}
    assert {one.file for one in found.values()} <= built


def test_a_filter_of_no_people_has_a_ticket_and_nobody_to_purge():
    loose = spec("Loose__c", {"Text__c": ""})
    scope = (
        "filter: scope\nwhy: w\nowner: ops\nobjects: [Loose__c]\nwhere: |\n  Text__c is not blank\nfor: [marketo]\nas: {field: Keep__c}\n"
    )
    held = Org(org({"Loose__c": {"Text__c": Field(type="Text", length=80), "Keep__c": Field(type="Checkbox")}}))
    catalog = compiled({**PLACES, "objects/loose.yaml": loose, "filters/scope.yaml": scope}, held).catalog
    assert catalog is not None
    [connector] = connectors(catalog)
    assert [one.id for one in contents(catalog, connector) if one.part == "support"] == ["filter-in-force", "sync-filter/scope"]
