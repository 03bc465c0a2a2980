"""The table of Account Engagement's errors: known by the texts that pages quote and by the numbers of its API, sourced, and cured where the specs say it."""

import pytest

from small_estate import FILES, compiled, org, spec
from syncwright.diagnosis.cures import LOOKS, cures
from syncwright.diagnosis.errors import Cure, Known
from syncwright.diagnosis.page import page
from syncwright.diagnosis.recognise import recognised
from syncwright.diagnosis.salesforce_codes import CODES
from syncwright.inventory import Field, Org
from syncwright.platforms.account_engagement.connection.objects import OBJECTS
from syncwright.platforms.account_engagement.errors.cures import ERRORS, OTHERS, PEOPLE
from syncwright.platforms.account_engagement.errors.page import PATH
from syncwright.platforms.account_engagement.errors.table import KINDS, NOTES
from syncwright.platforms.marketo.errors.table import KINDS as MARKETO

ORG = Org(org())

#: Texts as the pages quote them, those of the API in each of its three forms.
SHOWN = {
    "Deleted from CRM: This prospect (1234) has previously been deleted in your CRM and will not be resynced.": "Deleted from CRM",
    "bad value for restricted picklist field: XXX": "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
    "FIELD_CUSTOM_VALIDATION_EXCEPTION: field X is required": "FIELD_CUSTOM_VALIDATION_EXCEPTION",
    "Use one of these records?": "DUPLICATES_DETECTED",
    "The connector user lacks recommended permissions": "lacks recommended permissions",
    "Unable to sync Prospect with Salesforce": "121",
    '{"code": 234, "message": "A v2 Salesforce connector is required for this action"}': "234",
    '{"code":201,"message":"?"}': "201",
    '<rsp stat="fail" version="1.0"><err code="122">Daily API rate limit met</err></rsp>': "122",
    '{"@attributes": {"stat": "fail", "err_code": "66"}, "err": "?"}': "66",
    "error 128": "128",
    "invalid cross reference id": "INVALID_CROSS_REFERENCE_KEY",
}


@pytest.mark.parametrize(("text", "code"), SHOWN.items(), ids=SHOWN.values())
def test_each_text_is_known(text, code):
    found = recognised(text, ERRORS, ORG)
    assert found.kind is not None
    assert found.kind.code == code


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_each_kind_is_known_by_its_name_and_its_texts_and_says_where_it_was_read(kind):
    name = f"error code {kind.code}" if kind.code.isdigit() else kind.code
    assert recognised(f"{name}: something", ERRORS, ORG).kind is kind
    for text in kind.texts:
        assert recognised(text, ERRORS, ORG).kind in ((kind,) if not kind.outer else (kind, None)), text
    assert all(fact.says and fact.source for fact in (*kind.causes, *kind.fixes))
    assert set(kind.looks) <= LOOKS.keys()


@pytest.mark.real_orgs
def test_recorded_answers_of_the_api_are_known_by_their_number_or_said_not_to_be(real_data):
    folder = real_data / "account-engagement-api" / "v5-amp" / "providers" / "salesforce" / "test" / "pardot"
    told = {path.name: recognised(path.read_text("utf-8"), ERRORS, ORG) for path in folder.rglob("err-*.json")}
    assert {name: (one.kind.code if one.kind is not None else None, one.named) for name, one in told.items()} == {
        "err-missing-header.json": ("181", None),
        "err-missing-query.json": (None, "13"),
        "err-not-found.json": (None, "109"),
    }


def test_a_number_that_is_no_errors_is_none():
    assert recognised("the import of 128 records took 122 seconds", ERRORS, ORG).kind is None
    assert recognised("ERROR: 37 of 201 records failed", ERRORS, ORG).kind is None
    unknown = recognised('{"code": 999, "message": "?"}', ERRORS, ORG)
    assert (unknown.kind, unknown.named) == (None, "999")


def test_salesforces_codes_mean_the_same_for_both_platforms():
    """One table, to which each adds what is told of it alone."""
    here, there = {one.code: one for one in KINDS}, {one.code: one for one in MARKETO}
    shared = here.keys() & there.keys()
    assert shared == here.keys() & CODES.keys()
    assert len(shared) == 18
    for code in shared:
        assert here[code].title == there[code].title == CODES[code].title
        assert set(CODES[code].causes) <= set(here[code].causes) & set(there[code].causes)


def test_what_only_third_parties_say_is_not_certain_and_neither_is_what_no_page_explains():
    for kind in KINDS:
        for fact in (*kind.causes, *kind.fixes):
            official = fact.source.startswith(("Adobe: ", "Salesforce Help", "help.pardot.com", "Account Engagement API", "Trailhead"))
            assert fact.certain is False or official, (kind.code, fact.source)
    assert any("is not documented" in note.says for note in NOTES)
    unexplained = [kind for kind in KINDS if kind.code in ("INVALID_EMAIL_ADDRESS", "INVALID_CROSS_REFERENCE_KEY", "ENTITY_IS_DELETED")]
    assert [fact.certain for kind in unexplained for fact in kind.causes] == [False, False, False]


def test_what_adobes_products_do_by_themselves_is_not_said_of_account_engagement():
    [locked] = [kind for kind in KINDS if kind.code == "UNABLE_TO_LOCK_ROW"]
    assert "tried again" in CODES[locked.code].fixes[0].says
    assert [fact.says for fact in locked.fixes] == ["look for a slow or failing trigger"]
    assert any("as Adobe explains it" in note.says for note in NOTES)


def test_no_campaign_is_looked_for_that_account_engagement_does_not_have():
    assert not {"replaced-value", "geography", "owner"} & {look for kind in KINDS for look in kind.looks}


def test_the_objects_that_errors_are_about_are_those_that_it_writes():
    """A campaign is made there only without Connected Campaigns; the connector's user may write it all the same."""
    assert {*PEOPLE, *OTHERS} - {"Campaign"} == {one.object for one in OBJECTS if one.way != "from-salesforce"}


# ------------------------------------------------------------------ cures

PLAIN = (
    "connector: ae\nplatform: account_engagement\nowner: ops\nwhy: w\nsync_user: ae-integration\nversion: 2\n"
    "operations: {errors_owner: ops, review_every: 2 days}\n"
)
UNITS = PLAIN + "marketing_data_sharing: true\nbusiness_units: {emea: {why: w}, amer: {why: w}}\n"
ENVIRONMENT = FILES["environments/production.yaml"] + "connectors:\n  ae/emea: {business_unit: 0Uv7Q0000004CaTSAU, state: paused}\n"
TIER = {"Lead": {"Tier__c": Field(type="Picklist", values=("Hot", "Cold"))}}


def found(text: str, more: dict[str, str], extra: dict[str, dict[str, Field]] | None = None, *, blind: bool = False) -> list[Cure]:
    """`blind`: nothing that is built lets anybody see a field."""
    compilation = compiled({"connectors/ae.yaml": UNITS, "environments/production.yaml": ENVIRONMENT, **more}, org(extra or {}))
    catalog = compilation.catalog
    assert catalog is not None
    seen = (lambda _owner, _name: ()) if blind else compilation.seen()
    asked = compilation.graph(everything=True).granted.of
    known = Known(catalog, catalog.connectors["ae"], seen, asked, ERRORS.people, ERRORS.others)
    return list(cures(known, recognised(text, ERRORS, catalog.org), ERRORS))


def lead(fields: dict[str, str]) -> dict[str, str]:
    return {"objects/lead.yaml": spec("Lead", fields, "marketo, ae")}


def test_a_value_that_a_picklist_does_not_take_leads_to_its_values_and_to_the_field_there_of_each_unit():
    cured = found(
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: bad value for restricted picklist field: Lukewarm: [Tier__c]",
        lead({"Tier__c": "sync: two-way, at: {ae: {field: tier, type: text}, ae/amer: {type: dropdown}}"}),
        TIER,
    )
    assert cured[0].says == "`Lead.Tier__c` has the values `Hot`, `Cold`: `Lukewarm` is not one of them"
    by_unit = {unit: one for one in cured[1:] for unit in ("ae/emea", "ae/amer") if f"`{unit}`" in one.says}
    assert len(cured) == 3
    assert "the field `tier` in `ae/emea` is of type Text" in by_unit["ae/emea"].says
    assert "needs the picklist's values to the letter" in by_unit["ae/amer"].says
    assert all(one.place is not None and one.place.path == "specs/objects/lead.yaml" for one in cured)


def test_a_version_is_cured_where_it_is_said():
    [one] = found("error 234", {"connectors/ae.yaml": UNITS.replace("version: 2", "version: 1")})
    assert (one.where, one.place.keys if one.place else None) == ("specs", ("version",))
    [other] = found("error 234", {})
    assert other.where == "platform"


def test_a_unit_that_is_not_found_leads_to_the_ids_of_the_environment():
    one, other = found("error 201", {})
    told = {"emea" if "ae/emea" in each.says else "amer": each for each in (one, other)}
    assert "the environment has the id `0Uv7Q0000004CaTSAU`" in told["emea"].says
    assert told["emea"].place is not None
    assert told["emea"].place.keys == ("connectors", "ae/emea", "business_unit")
    assert "does not say the id of `ae/amer`" in told["amer"].says


def test_a_connector_that_is_already_paused_leads_to_the_state_that_the_environment_says():
    [one] = found("error 235", {})
    assert one.says == "the environment says that `ae/emea` is paused: see that this is so"


OPT_OUT = {owner: {"HasOptedOutOfEmail": Field(type="Checkbox")} for owner in ("Lead", "Contact")}
BANNER = "The connector user lacks recommended permissions"


def test_the_banner_names_the_opt_out_where_nothing_grants_it():
    cured = found(BANNER, lead({"HasOptedOutOfEmail": "sync: two-way"}), OPT_OUT)
    assert [(one.where, "`Contact.HasOptedOutOfEmail`" in one.says) for one in cured] == [("specs", True), ("deploy", False)]
    both = {
        **lead({"HasOptedOutOfEmail": "sync: two-way"}),
        "objects/contact.yaml": spec("Contact", {"HasOptedOutOfEmail": "sync: two-way"}, "ae"),
    }
    assert [one.where for one in found(BANNER, both, OPT_OUT)] == ["deploy"]


def test_the_banner_names_what_syncs_and_cannot_be_read():
    cured = found(BANNER, lead({f"{name}__c": "sync: two-way" for name in ("Motto", "Score")}), blind=True)
    assert [(one.where, one.says.partition(" syncs")[0]) for one in cured[:2]] == [
        ("specs", "`Lead.Motto__c`"),
        ("specs", "`Lead.Score__c`"),
    ]
    assert "deploy" not in {one.where for one in cured}


def test_what_may_not_be_written_there_is_found_in_the_specs():
    account = spec("Account", {"Name": "sync: two-way", "Industry": "sync: from-salesforce"}, "marketo, ae")
    [one] = found("error 37", {"objects/account.yaml": account})
    assert one.says == "`Account.Name` is `two-way`: say `from-salesforce`"


def test_where_addresses_are_shared_no_setting_keeps_a_deletion_away():
    [shared] = found(next(iter(SHOWN)), {"connectors/ae.yaml": UNITS + "same_email_prospects: true\n"})
    assert shared.place is not None
    assert shared.place.keys == ("same_email_prospects",)
    one, other = found(next(iter(SHOWN)), {"connectors/ae.yaml": UNITS + "settings: {delete_and_merge: true}\n"})
    assert "`delete_and_merge` is `true` for `ae/amer`" in one.says + other.says


# ------------------------------------------------------------------ the page


def test_the_page_has_a_row_for_each_kind_and_is_built_wherever_there_is_a_connector():
    rows = [line for line in page(KINDS, NOTES).splitlines() if line.startswith("| `")]
    assert len(rows) == len(KINDS)
    assert all(row.replace("\\|", "").count("|") == 6 for row in rows)
    assert [one.keys for one in compiled({}).artifacts() if one.path == PATH] == [("connector/ae",)]
    without = compiled({"connectors/ae.yaml": None, "users/ae-integration.yaml": None})
    assert PATH not in [one.path for one in without.artifacts()]
