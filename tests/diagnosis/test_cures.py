"""What cures an error is found in the specs and in the inventory, and has its place there."""

from collections.abc import Mapping

import pytest

from small_estate import FILES, compiled, org, spec, told, user
from syncwright.compile import Compilation
from syncwright.diagnosis.cures import cures
from syncwright.diagnosis.errors import Cure, Known
from syncwright.diagnosis.recognise import recognised
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.model import ValidationRule, ValueSet
from syncwright.platforms.marketo.errors.cures import ERRORS
from syncwright.records import replace

COUNTRIES = "map: country\nwhy: forms have free text\nowner: ops\nvalues: {USA: United States, BRD: Germany}\n"
NORMALISE = (
    "campaign: normalise-country\nfor: marketo\nowner: ops\nwhy: picklists refuse free text\ntype: batch\nevery: {day: '02:00'}\n"
    "qualify: every-time\nwho: Country in keys of country\nobjects: Lead\nflow:\n  - {change: Country, map: country}\n"
)


def held(extra: Mapping[str, dict[str, Field]] | None = None, **more: object) -> Org:
    objects = org(extra)
    for name, said in more.items():
        objects[name] = replace(objects[name], **said)  # type: ignore[arg-type]
    return Org(objects)


def known(compilation: Compilation) -> Known:
    catalog = compilation.catalog
    assert catalog is not None, told(compilation)
    graph = compilation.graph(everything=True)
    return Known(catalog, catalog.connectors["marketo"], compilation.seen(), graph.granted.of, ERRORS.people, ERRORS.others)


def found(
    text: str, files: Mapping[str, str | None], objects: Org | Mapping[str, Object] | None = None, owner: str | None = None
) -> list[Cure]:
    one = known(compiled(files, objects))
    return list(cures(one, recognised(text, ERRORS, one.catalog.org, owner), ERRORS))


def placed(cure: Cure) -> tuple[str, str, tuple[str | int, ...]]:
    return cure.where, cure.place.path.removeprefix("specs/") if cure.place else "", cure.place.keys if cure.place else ()


EDIT = "INVALID_FIELD_FOR_INSERT_UPDATE: Unable to create/update fields: Motto__c. Please check the security settings of this field"


def test_a_direction_that_does_not_write_is_where_an_edit_is_cured():
    [one] = found(EDIT, {"objects/a.yaml": spec("Lead", {"Motto__c": "sync: from-salesforce"})}, owner="Lead")
    assert placed(one) == ("specs", "objects/a.yaml", ("fields", "Motto__c", "sync"))
    assert one.says.startswith("`Lead.Motto__c` is `from-salesforce` for `marketo`: say `two-way` or `to-salesforce`")


def test_a_direction_of_the_whole_file_is_pointed_at_there():
    [one] = found(EDIT, {"objects/a.yaml": spec("Lead", {"Motto__c": ""})}, owner="Lead")
    assert placed(one) == ("specs", "objects/a.yaml", ("defaults", "sync"))


def test_what_the_specs_grant_already_has_to_be_deployed():
    [one] = found(EDIT, {"objects/a.yaml": spec("Lead", {"Motto__c": "sync: two-way"})}, owner="Lead")
    assert placed(one) == ("deploy", "objects/a.yaml", ("fields", "Motto__c", "sync"))
    assert one.command == "syncwright plan"
    assert "through permission set Marketo_Sync" in one.says


def test_a_field_that_no_spec_names_is_to_be_named_where_its_object_is():
    lead, contact = found(EDIT, {"objects/a.yaml": spec("Lead", {"Score__c": "sync: two-way"})})
    assert placed(lead) == ("specs", "objects/a.yaml", ("object",))
    assert placed(contact) == ("specs", "", ())
    assert "no spec says that `marketo` syncs `Contact.Motto__c`" in contact.says


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        (Field(type="Text", formula="Name"), "it is a formula"),
        (Field(type="AutoNumber"), "Salesforce sets it itself"),
        (Field(type="Text", fls="read"), "Salesforce sets it itself"),
    ],
)
def test_nobody_edits_what_salesforce_works_out(field, reason):
    [one] = found(EDIT, {"objects/a.yaml": spec("Lead", {"Motto__c": ""})}, held({"Lead": {"Motto__c": field}}), owner="Lead")
    assert (one.where, reason in one.says) == ("platform", True)


def test_a_field_that_the_inventory_lacks_is_no_field_of_any_spec():
    [one] = found(EDIT.replace("Motto__c", "Gone__c"), {})
    assert (one.where, one.command) == ("salesforce", "syncwright import")


def test_an_object_that_no_spec_syncs_is_why_it_cannot_be_read():
    [one] = found("INVALID_TYPE: sObject type 'Loose__c' is not supported.", {})
    assert one.says == "no spec has `marketo` sync `Loose__c`, so `marketo-sync` gets no access to it"
    assert placed(one) == ("specs", "connectors/marketo.yaml", ("connector",))


def test_access_to_records_that_nothing_grants_is_cured_by_a_grant():
    files = {"objects/a.yaml": spec("Lead", {"Motto__c": "sync: two-way"})}
    create, deployed, sharing = found("insufficient access rights on object id: 00Q5e00000AbCdE", files)
    assert placed(create) == ("specs", "users/marketo-sync.yaml", ("sync_user",))
    assert create.says.startswith("the specs do not let `marketo-sync` create records of `Lead`")
    assert "the specs let `marketo-sync` read and edit records of `Lead`" in deployed.says
    assert (deployed.where, sharing.where) == ("deploy", "salesforce")
    assert "RecordId = '00Q5e00000AbCdEEAV'" in sharing.says
    granted = {**files, **user("objects: {Lead: {access: [create, edit], why: w}}")}
    found_then = found("INSUFFICIENT_ACCESS_OR_READONLY", granted, owner="Lead")
    assert [one.where for one in found_then] == ["deploy", "salesforce"]


PICKLIST = "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: bad value for restricted picklist field: Hott: [Tier__c]"
TIERS = held({"Lead": {"Tier__c": Field(type="Picklist", values=("Hot", "Cold"))}})


def test_a_refused_value_is_shown_beside_those_that_are_taken():
    files = {"objects/a.yaml": spec("Lead", {"Tier__c": "sync: two-way"})}
    values, campaign = found(PICKLIST, files, TIERS)
    assert values.says == "`Lead.Tier__c` has the values `Hot`, `Cold`: `Hott` is not one of them; did you mean `Hot`?"
    assert placed(values) == ("specs", "objects/a.yaml", ("fields", "Tier__c", "sync"))
    assert "no campaign replaces values of `Lead.Tier__c`" in campaign.says


def test_a_value_that_the_picklist_has_is_a_matter_of_record_types():
    first = found(PICKLIST.replace("Hott", "Hot"), {"objects/a.yaml": spec("Lead", {"Tier__c": "sync: two-way"})}, TIERS)[0]
    assert (first.where, "the record type of the record" in first.says) == ("salesforce", True)


def test_values_of_a_shared_set_count():
    lead = held({"Lead": {"Tier__c": Field(type="Picklist", value_set="Tiers")}})
    shared = Org(lead.objects, {"Tiers": ValueSet("Tiers", "global", ("Gold",))})
    first = found(PICKLIST, {"objects/a.yaml": spec("Lead", {"Tier__c": "sync: two-way"})}, shared)[0]
    assert "has the values `Gold`" in first.says


COUNTRY = (
    "FIELD_INTEGRITY_EXCEPTION: There's a problem with this country, even though it may appear correct. Please select a country/territory"
)


def test_a_country_that_salesforce_refuses_is_cured_by_the_campaign_that_normalises_it():
    files = {
        "objects/a.yaml": spec("Lead", {"Address": "sync: two-way"}),
        "maps/country.yaml": COUNTRIES,
        "campaigns/normalise.yaml": NORMALISE.replace("Country in", "Address.Country in").replace(
            "change: Country", "change: Address.Country"
        ),
    }
    [one] = found(COUNTRY, files)
    assert placed(one) == ("specs", "maps/country.yaml", ("values",))
    assert one.says == "the campaign `normalise-country` replaces values of `Lead.Country` by the map `country`"
    without = {**files, "campaigns/normalise.yaml": None}
    [one] = found(COUNTRY, without)
    assert (one.command, placed(one)[:2]) == ("syncwright campaign templates", ("specs", "objects/a.yaml"))


def test_a_map_says_whether_it_has_the_value():
    files = {
        "objects/a.yaml": spec("Lead", {"Tier__c": "sync: two-way"}),
        "maps/tier.yaml": "map: tier\nwhy: forms have free text\nowner: ops\nvalues: {hott: Hot, Hotttt: Hot}\n",
        "campaigns/tiers.yaml": NORMALISE.replace("normalise-country", "tiers")
        .replace("Country in keys of country", "Tier__c in keys of tier")
        .replace("{change: Country, map: country}", "{change: Tier__c, map: tier}"),
    }
    [_, named] = found(PICKLIST, files, TIERS)
    assert named.says == "the map `tier` replaces `Hott`: the campaign `tiers` has not reached this person before the sync did"
    [_, lacking] = found(PICKLIST.replace("Hott", "Warm"), files, TIERS)
    assert lacking.says.endswith("by the map `tier`, which does not name `Warm`: add it there")
    assert placed(lacking) == ("specs", "maps/tier.yaml", ("values",))


def test_validation_rules_that_read_what_is_written_are_named():
    rules = {
        "Motto_Set": ValidationRule("ISBLANK(Motto__c)", active=True),
        "Old": ValidationRule("ISBLANK(Motto__c)"),
        "Score_Set": ValidationRule("ISBLANK(Score__c)", active=True),
    }
    lead = held(None, Lead={"validation_rules": rules})
    files = {"objects/a.yaml": spec("Lead", {"Motto__c": "sync: two-way", "Score__c": "sync: from-salesforce"})}
    text = "FIELD_CUSTOM_VALIDATION_EXCEPTION, A motto is needed"
    assert [one.says.split("`")[1] for one in found(text, files, lead, owner="Lead")] == ["Motto_Set"]
    assert [one.says.split("`")[1] for one in found(f"{text}: [Score__c]", files, lead, owner="Lead")] == ["Score_Set"]
    [none] = found(text, {"objects/a.yaml": spec("Lead", {"Score__c": ""})}, lead, owner="Lead")
    assert "no active validation rule of `Lead`" in none.says


def test_a_required_field_that_nothing_fills_is_cured_where_its_direction_stands():
    text = "REQUIRED_FIELD_MISSING: Required fields are missing: [Motto__c]"
    [one] = found(text, {"objects/a.yaml": spec("Lead", {"Motto__c": "sync: from-salesforce"})}, owner="Lead")
    assert placed(one) == ("specs", "objects/a.yaml", ("fields", "Motto__c", "sync"))
    [one] = found(text, {"objects/a.yaml": spec("Lead", {"Motto__c": "sync: two-way"})}, owner="Lead")
    assert one.where == "platform"


@pytest.mark.parametrize(
    ("options", "where", "place"),
    [
        ("options: {default_company: Unknown}\n", "platform", ("options", "default_company")),
        ("", "specs", ("connector",)),
    ],
)
def test_a_company_is_filled_by_an_option(options, where, place):
    files = {"connectors/marketo.yaml": FILES["connectors/marketo.yaml"] + options}
    one = found("Required fields are missing: [Company]", files, owner="Lead")[-1]
    assert placed(one) == (where, "connectors/marketo.yaml", place)


def test_duplicate_rules_of_the_org_are_named():
    lead = held(None, Lead={"duplicate_rules": {"Same_Mail": True, "Old": False}})
    [one] = found("DUPLICATES_DETECTED: You're creating a duplicate record.", {}, lead, owner="Lead")
    assert one.says.startswith("active duplicate rules of `Lead`: `Same_Mail`;")


def test_calls_are_saved_by_what_costs_them():
    files = {
        "connectors/marketo.yaml": FILES["connectors/marketo.yaml"] + "activities: [Filled out form]\n",
        "campaigns/sync.yaml": (
            "campaign: at-once\nfor: marketo\nowner: ops\nwhy: sales wants them at once\ntype: trigger\nwhen: [{created: true}]\n"
            "flow: [{wait: 1 day}, {sync_person: true}]\n"
        ),
    }
    activities, campaign = found("REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.", files)
    assert placed(activities) == ("specs", "connectors/marketo.yaml", ("activities",))
    assert placed(campaign) == ("specs", "campaigns/sync.yaml", ("flow", 1))


def test_a_permission_that_is_missing_is_named_and_one_that_is_there_is_to_be_deployed():
    text = "INACTIVE_OWNER_OR_USER: operation performed with inactive user [005] as owner of contact"
    [one] = found(text, {})
    assert placed(one) == ("specs", "users/marketo-sync.yaml", ("sync_user",))
    [one] = found(text, user("permissions: {UpdateWithInactiveOwner: {why: w}}"))
    assert (one.where, one.place.keys if one.place else ()) == ("deploy", ("grants", "permissions", "UpdateWithInactiveOwner"))


def test_a_needed_field_is_never_to_be_hidden():
    [one] = [each for each in found("INVALID_FIELD: ParentId", {}, owner="Account") if "never hide" in each.says]
    assert "observed, not documented" in one.says


def test_every_kind_of_error_is_looked_into_without_anything_in_the_specs():
    one = known(compiled({}))
    for kind in ERRORS.kinds:
        failure = recognised(kind.code if not kind.code.isdigit() else kind.texts[0], ERRORS, one.catalog.org)
        assert failure.kind is kind
        assert all(cure.says for cure in cures(one, failure, ERRORS))
