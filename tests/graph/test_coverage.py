"""Fields that no spec names: which they are, and in which order."""

from small_estate import compiled, org, spec, user
from syncwright.graph.coverage import coverage
from syncwright.inventory import Object, Org
from syncwright.inventory.access import Holder, People


def holder(name: str, *paths: str) -> Holder:
    return Holder(name, "permission_set", rows={"fields": dict.fromkeys(paths, "read")})


FILES = {
    "objects/device.yaml": spec("Device__c", {"Text__c": ""}),
    "objects/lead.yaml": spec("Lead", {"Address": ""}),
    **user("fields: {Device__c.Other__c: {access: read, why: w}}"),
}
PEOPLE = People(
    {"A": holder("A", "Device__c.Email__c", "Loose__c.Text__c", "Device__c.Text__c"), "B": holder("B", "Loose__c.Text__c")},
    {"P": Holder("P", "profile", rows={"fields": {"Device__c.Email__c": "edit", "Loose__c.Text__c": "edit"}})},
)


def covered():
    objects = org() | {"Switches__c": Object("Switches__c", "setting", dict(org()["Device__c"].fields))}
    compilation = compiled(FILES, Org(objects, people=PEOPLE))
    assert compilation.catalog is not None
    return coverage(compilation.catalog, compilation.seen())


def test_sync_users_count_before_the_holders_of_the_org():
    found = {f"{one.object}.{one.field}": one for one in covered().fields}
    assert found["Device__c.Other__c"].users == ("marketo-sync",)
    assert (found["Loose__c.Text__c"].users, found["Loose__c.Text__c"].holders) == ((), 3)
    order = list(found)
    assert order.index("Device__c.Other__c") < order.index("Loose__c.Text__c") < order.index("Device__c.Email__c")
    assert order.index("Device__c.Email__c") < order.index("CampaignMember.Source__c")


def test_custom_fields_come_before_standard_ones_of_the_same_standing():
    fields = [one for one in covered().fields if one.object == "Lead" and not one.users and not one.holders]
    customs = [one.field.endswith("__c") for one in fields]
    assert customs == sorted(customs, reverse=True)
    assert any(customs)


def test_what_is_named_is_not_listed_nor_what_every_record_has():
    found = {f"{one.object}.{one.field}" for one in covered().fields}
    assert found.isdisjoint({"Device__c.Text__c", "Lead.Address", "Lead.City", "Contact.MailingCity", "Lead.CreatedDate", "Lead.Id"})
    assert {"Contact.MailingAddress", "Lead.OwnerId", "Lead.FirstName"} <= found


def test_what_cannot_sync_is_not_listed():
    assert "Switches__c" not in {one.object for one in covered().fields} | {one.object for one in covered().objects}


def test_objects_have_their_totals():
    totals = {one.object: one for one in covered().objects}
    device = totals["Device__c"]
    assert (device.in_specs, device.fields, device.named) == (True, 11, 1)
    seen = [one.field for one in covered().fields if one.object == "Device__c" and one.users]
    assert device.seen == len(seen) > 1
    assert [one.object for one in covered().objects][:2] == sorted(["Device__c", "Lead"], key=lambda name: -totals[name].seen)
    for one in covered().objects:
        assert one.fields - one.named == sum(1 for field in covered().fields if field.object == one.object)
