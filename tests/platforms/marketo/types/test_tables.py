"""Facts about objects and fields, held to what was read in the vendor's pages, and to what we know of Salesforce's own fields."""

import csv

import pytest

from syncwright.inventory import Org
from syncwright.inventory.store import whole_org
from syncwright.platforms.marketo.facts import ADDED, FLOOR, SYNCS_VISIBLE
from syncwright.platforms.marketo.types.added import RECOMMENDED, added
from syncwright.platforms.marketo.types.editions import EDITIONS
from syncwright.platforms.marketo.types.floor import VERIFY, enforced, query
from syncwright.platforms.marketo.types.ignored import EVERYWHERE, OF_OBJECT, ignored
from syncwright.platforms.marketo.types.objects import CUSTOM, OBJECTS, PAUSE, object_sync


def rows(path):
    return list(csv.DictReader(path.read_text().splitlines()))


@pytest.fixture(scope="module")
def standard():
    return whole_org(Org()).objects


@pytest.mark.real_orgs
def test_the_floor_is_the_list_of_the_article_in_two_parts(real_data):
    listed = {}
    for row in rows(real_data / "marketo-sfdc-sync-facts/sync_user_requirements.csv"):
        if row["kind"].startswith("field required visible"):
            owner, _, name = row["name"].partition(".")
            listed.setdefault(owner, set()).add(name)
    assert {owner: {*enforced(owner), *VERIFY[owner]} for owner in VERIFY} == listed


def test_what_is_enforced_has_field_level_security_and_what_is_verified_has_none(standard):
    for owner, names in FLOOR.items():
        assert all(standard[owner].fields[name].fls in ("yes", "read") for name in names)
    for owner, names in VERIFY.items():
        own = [name for name in names if "." not in name and name in standard[owner].fields]
        assert all(standard[owner].fields[name].fls == "no" for name in own), owner


def test_what_is_verified_is_asked_of_the_org_in_one_query():
    assert query("Account") == "SELECT CreatedDate, Id, IsDeleted, MasterRecordId, Name, OwnerId, SystemModstamp FROM Account LIMIT 1"
    assert query("Task") is None


@pytest.mark.real_orgs
def test_the_added_fields_have_the_types_of_the_page(real_data):
    table = rows(real_data / "marketo-sfdc-sync-facts/marketo_recommended_sfdc_fields.csv")
    assert {row["api_name"]: row["label"] for row in table} == ADDED
    assert {row["api_name"] for row in table if row["recommended"] == "yes"} == set(RECOMMENDED)
    for row in table:
        held = added(row["api_name"])
        size = f"{held.precision},{held.scale}" if held.precision is not None else str(held.length or "")
        assert (held.type, size) == (row["type"], row["length_or_precision"])


@pytest.mark.real_orgs
def test_public_orgs_have_the_added_fields_with_these_types(real_data):
    seen = [row for row in rows(real_data / "vendor-field-facts/package_fields.csv") if row["field"] in ADDED]
    assert len(seen) == 32
    assert {row["type"] for row in seen} <= {"Text", "Number", "DateTime"}
    assert all(added(row["field"]).type == row["type"] for row in seen)


def test_another_field_is_none_of_marketo_s():
    assert added("Score__c") is None


def test_the_precedence_differs_between_leads_and_contacts():
    assert (OBJECTS["Lead"].wins, OBJECTS["Contact"].wins) == ("marketo", "salesforce")
    assert PAUSE == 5


def test_the_directions_agree_with_what_syncs_when_it_is_visible():
    assert {name: OBJECTS[name].direction for name in SYNCS_VISIBLE} == SYNCS_VISIBLE


def test_custom_objects_go_one_way_and_of_other_standard_objects_nothing_is_said():
    assert object_sync("Visit__c") == object_sync("Order__x") == CUSTOM
    assert object_sync("Quote") is None


def test_ignored_fields_exist_and_the_mailing_address_is_not_among_them(standard):
    for owner, names in OF_OBJECT.items():
        there = standard[owner].fields
        assert {name for name in names if name not in there} <= {"LastCURequestDate", "LastCUUpdateDate"}
    assert ignored("Contact", "HomePhone")
    assert ignored("Lead", "LastActivityDate")
    assert ignored("Account", "ShippingAddress")
    assert not ignored("Contact", "MailingCity")
    assert not ignored("Lead", "HomePhone")
    assert "SystemModstamp" in EVERYWHERE and not ignored("Lead", "SystemModstamp")


def test_every_edition_says_what_opens_fields():
    assert EDITIONS["professional"].by == "page layouts"
    assert {EDITIONS[name].by for name in ("enterprise", "unlimited")} == {"field-level security"}
    assert [name for name, one in EDITIONS.items() if not one.api] == ["professional"]
