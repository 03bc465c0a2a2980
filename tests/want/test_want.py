"""Wants carry who wants what and why, down to the place in the specs."""

from small_estate import clean, spec, user
from syncwright.catalog.model import Named
from syncwright.want import Reason, WantField, WantObject, WantPermission, because, granted


def test_the_reason_of_a_field_is_its_own_why_or_the_files():
    text = "object: Lead\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {sync: two-way, why: shared, pii: none}\nfields:\n  Email: {why: own}\n  Title:\n"
    fields = clean({"objects/lead.yaml": text}).catalog.objects["Lead"].fields
    assert because(fields["Email"]) == Reason("own", "object/Lead#Email", "specs/objects/lead.yaml", ("fields", "Email"))
    assert because(fields["Title"]).why == "shared"
    assert because(fields["Title"], "another").why == "another"


def test_the_reason_of_an_idea_is_keyed_by_field_and_stands_at_the_idea():
    text = spec("[Lead, Contact]", {"Home": "is: {Lead: Address, Contact: MailingAddress}"})
    reason = because(clean({"objects/people.yaml": text}).catalog.objects["Contact"].fields["MailingAddress"])
    assert (reason.key, reason.keys, reason.place.part) == ("object/Contact#MailingAddress", ("fields", "Home"), "key")


def test_what_a_user_is_granted_is_wanted_with_its_own_reasons():
    grants = (
        "objects: {Lead: {access: [create, edit], why: a}}, fields: {Account.Type: {access: edit, why: b}, Lead.Email: {access: read, why: c}}, "
        "permissions: {ConvertLeads: {why: d}}"
    )
    one: Named = clean(user(grants)).catalog.users["marketo-sync"]

    def reason(why: str, *keys: str) -> Reason:
        return Reason(why, f"sync_user/marketo-sync#grants.{'.'.join(keys)}", "specs/users/marketo-sync.yaml", ("grants", *keys))

    assert list(granted(one)) == [
        WantObject("marketo-sync", "Lead", ("create", "edit"), reason("a", "objects", "Lead")),
        WantField("marketo-sync", "Account", "Type", True, reason("b", "fields", "Account.Type")),
        WantField("marketo-sync", "Lead", "Email", False, reason("c", "fields", "Lead.Email")),
        WantPermission("marketo-sync", "ConvertLeads", reason("d", "permissions", "ConvertLeads")),
    ]


def test_a_user_without_grants_wants_nothing():
    assert list(granted(clean({}).catalog.users["marketo-sync"])) == []
