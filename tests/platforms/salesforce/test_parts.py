"""Parts of a compound: naming one grants the whole and the reason says so; a part that goes another way than the whole is refused."""

import pytest

from small_estate import FILES, clean, compiled, fields_of, found, permission_set, spec, told, user

AE = {"users/ae-integration.yaml": "sync_user: ae-integration\nowner: ops\n"}


def address(parts, sync="from-salesforce", connectors="marketo", name="Lead", field="Address"):
    return {"objects/a.yaml": spec(name, {field: f"sync: {sync}, parts: {{{parts}}}"}, connectors)}


def test_a_part_that_is_named_grants_the_whole_and_the_reason_says_so():
    compilation = clean(address("Country: , City: "))
    assert fields_of(compilation)["Lead.Address"] == "read"
    [reason] = permission_set(compilation).because["field_permissions"]["Lead.Address"]
    assert reason.why == "w (for `City`, `Country`: access is granted on the whole of `Address`)"
    assert reason.key == "object/Lead#Address"


def test_a_whole_without_parts_has_the_reason_as_it_was_written():
    compilation = clean({"objects/a.yaml": spec("Lead", {"Address": ""})})
    assert permission_set(compilation).because["field_permissions"]["Lead.Address"][0].why == "w"


def test_a_whole_that_a_user_is_granted_has_the_reason_of_the_grant():
    compilation = clean({**address("City: "), **user("fields: {Lead.Address: {access: edit, why: clean-up}}")})
    whys = [reason.why for reason in permission_set(compilation).because["field_permissions"]["Lead.Address"]]
    assert whys == ["w (for `City`: access is granted on the whole of `Address`)", "clean-up"]


@pytest.mark.parametrize(
    ("parts", "column"),
    [
        ("Country: , Street: {sync: hidden}", 63),
        ("Street: {sync: hidden}", 52),
        ("Street: {sync: {ae: two-way}}, Country: ", 52),
        ("Street: {at: {marketo: {sync: hidden}}}", 52),
    ],
)
def test_a_part_cannot_be_hidden_beside_the_whole(parts, column):
    connectors = "marketo, ae" if "ae:" in parts else "marketo"
    compilation = compiled(address(parts, connectors=connectors))
    assert found(compilation) == [("SFC615", f"objects/a.yaml:7:{column}")], told(compilation)
    [one] = compilation.diagnostics
    assert one.message == "`Street` cannot be hidden from `marketo`: access is granted on the whole of `Address`"


def test_a_part_of_a_hidden_whole_is_hidden():
    assert found(compiled(address("Street: {sync: hidden}", sync="hidden"))) == []


def test_a_part_need_not_be_mapped_by_the_integration_user():
    assert found(compiled(address("Street: {sync: hidden}, City: ", connectors="ae"))) == []
    assert found(compiled({**AE, **address("Street: {sync: hidden}, City: ", connectors="ae")})) == [("SFC615", "objects/a.yaml:7:52")]


def test_what_one_business_unit_does_with_a_part_its_connector_has_to_be_able_to():
    units = "marketing_data_sharing: true\nbusiness_units: {amer: {why: w}, emea: {why: w}}\n"
    there = {**AE, "connectors/ae.yaml": FILES["connectors/ae.yaml"] + units}

    def messages(part):
        compilation = compiled({**there, **address(f"City: {part}", connectors="ae")})
        return [one.message for one in compilation.diagnostics if one.rule.id == "SFC615"]

    [one] = messages("{at: {ae/emea: {sync: two-way}}}")
    assert one.startswith("`City` is to sync `two-way`, but access is granted on the whole")
    assert messages("{at: {ae/emea: {sync: hidden}}}") == []
    assert messages("{at: {ae/emea: {sync: from-salesforce}}}") == []


def test_a_part_of_a_whole_that_another_connector_of_the_same_user_reads_is_the_finding_of_the_whole():
    shared = {
        "connectors/ae.yaml": "connector: ae\nplatform: account_engagement\nowner: ops\nwhy: w\nsync_user: marketo-sync\nversion: 2\noperations: {errors_owner: ops, review_every: 1 day}\nsettings: {match_users: true}\nallow: {connector-user-shared: {why: w, until: 2026-12-31}}\n"
    }
    files = address("Street: {sync: {ae: from-salesforce}}", sync="{ae: from-salesforce}", connectors="marketo, ae")
    assert found(compiled({**shared, **files})) == [("SFC603", "objects/a.yaml:7:3")]
    assert found(compiled({**AE, **files})) == []


@pytest.mark.parametrize(
    ("part", "whole"), [("two-way", "from-salesforce"), ("to-salesforce", "from-salesforce"), ("from-salesforce", "hidden")]
)
def test_a_part_cannot_ask_for_more_than_the_whole(part, whole):
    compilation = compiled(address(f"City: {{sync: {part}}}", sync=whole))
    assert [rule for rule, _ in found(compilation)] == ["SFC615"]
    assert (
        compilation.diagnostics[0].message == f"`City` is to sync `{part}`, but access is granted on the whole, and `Address` is `{whole}`"
    )
    assert compilation.diagnostics[0].help == f"say `sync: {part}` on `Address` itself"


@pytest.mark.parametrize(("part", "whole"), [("from-salesforce", "two-way"), ("two-way", "two-way"), ("to-salesforce", "two-way")])
def test_a_part_may_ask_for_less(part, whole):
    assert found(compiled(address(f"City: {{sync: {part}}}", sync=whole))) == []


def test_one_part_of_two_objects_is_one_finding():
    text = "  Home: {why: w, is: {Lead: Address, Contact: MailingAddress}, parts: {Street: {sync: hidden}, City: }}\n"
    assert [rule for rule, _ in found(compiled({"objects/a.yaml": spec("[Lead, Contact]", text)}))] == ["SFC615"]
