"""The gate before a unit is unpaused: what the specs show, what people attest, and what keeps each check open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate_estates import EMEA, attested, catalog, checks, files, sound
from sharing_estates import ORG, PARTITION
from small_estate import compiled, placed, spec
from syncwright.apply.standing import stands
from syncwright.gates import Evidence
from syncwright.ledger.chain import linked
from syncwright.planning.standing import standing
from syncwright.platforms.account_engagement.gate.contents import ITEMS
from syncwright.platforms.account_engagement.gate.gate import GATING

#: Some e-mail addresses are on two records; prospects of whom one has no record; of four one takes no mail.
COUNTS = {
    "repeated": {"addresses": 2, "records": 5},
    "unmatched": {"prospects": 4, "assigned": 3, "unmatched": 1},
    "load": {"prospects": 4, "mailable": 3},
    "filled/Contact": {"records": 9, "answered": 4, "missing": 0, "stale": 0},
    "filled/Lead": {"records": 8, "answered": 3, "missing": 0, "stale": 0},
}


def states(found):
    return {number: one.state for number, one in found.items()}


def test_there_are_32_checks_in_the_order_that_people_know():
    assert [one.number for one in ITEMS] == list(range(1, 33))
    assert len({one.name for one in ITEMS}) == 32
    assert [one.number for one in ITEMS if one.then] == [30, 31, 32]


def test_nothing_is_open_once_everything_is_said_and_attested():
    compilation = sound(files())
    found = checks(compilation, attested(compilation))
    assert [number for number, one in found.items() if one.state == "open"] == []


def test_without_a_ledger_only_what_the_specs_show_is_closed():
    found = checks(sound(files()), [])
    closed = {number for number, one in found.items() if one.state == "closed"}
    assert closed == {4, 5, 7, 12, 13, 22, 26}
    assert {number for number, one in found.items() if one.state == "not needed"} == {9, 10, 11, 21}


@pytest.mark.parametrize(
    ("old", "new", "number", "says"),
    [
        ("edition: advanced\n", "", 4, "the specs do not say which edition it is"),
        ("edition: advanced", "edition: growth", 4, "business units and Marketing Data Sharing are not part of the growth edition"),
        (", assignment: user", "", 18, "the specs leave `assignment` open"),
        (", default_campaign: Inbound", "", 18, "the specs leave `default_campaign` open"),
        (
            "{public_groups: [Europe], profiles: {Marketing: Marketing}}",
            "{profiles: {Marketing: Marketing}}",
            20,
            "do not say which Salesforce users",
        ),
        ("connected_campaigns: false\n", "", 21, "do not say whether Connected Campaigns is on"),
        ("connected_campaigns: false", "connected_campaigns: true", 21, "name no record type of its campaigns"),
        ("deputy: sales, ", "", 26, "nobody stands in for `ops`"),
        ("partner: Valve Partners\n", "", 28, "name nobody who reviews the set-up of 2 units"),
    ],
)
def test_what_the_specs_lack_keeps_its_check_open(old, new, number, says):
    compilation = sound(files(old, new))
    found = checks(compilation, attested(compilation))
    assert [one for one, check in found.items() if check.state == "open"] == [number]
    assert says in found[number].says
    assert found[number].help


def test_a_unit_without_rules_stays_shut_and_so_does_one_whose_connector_is_said_to_run():
    compilation = sound(files(partition=""))
    found = checks(compilation, attested(compilation))
    assert found[13].state == "open"
    assert found[13].says == "it uses Marketing Data Sharing and has no rule for leads and contacts"
    assert found[14].state == "not needed", "nobody enters a rule that is not there"
    running = sound(files(emea="running"))
    assert checks(running, attested(running))[2].says == "the environment `production` says `state: running`"


def test_without_data_sharing_nothing_is_asked_of_rules():
    one_unit = files("marketing_data_sharing: true\n", "", partition="")
    text = one_unit["connectors/ae.yaml"]
    one_unit["connectors/ae.yaml"] = text[: text.index("  amer:")]
    one_unit["environments/production.yaml"] = one_unit["environments/production.yaml"].replace(
        ", ae/amer: {business_unit: 0Uv7Q0000004CbFSAU, state: paused}", ""
    )
    compilation = sound(one_unit)
    found = checks(compilation, attested(compilation))
    assert [states(found)[number] for number in (13, 14, 15, 28)] == ["not needed"] * 4


@pytest.mark.parametrize(
    ("task", "number"),
    [
        ("verify-connector", 3),
        ("no-permission-banner", 8),
        ("sharing-rules", 14),
        ("connector-settings", 18),
        ("user-sync", 20),
        ("api-allocation", 24),
        ("backup", 25),
        ("smoke-test", 27),
        ("change-window", 29),
    ],
)
def test_what_nobody_attests_keeps_its_check_open_and_says_how(task, number):
    compilation = sound(files())
    found = checks(compilation, attested(compilation, f"{EMEA}/{task}"))
    assert found[number].state == "open"
    assert f"nobody attests `runbook/ae/emea/{task}`" in found[number].says
    assert found[number].help == f"do it, then `syncwright attest runbook/ae/emea/{task} --by WHO`"


def test_a_rule_that_asks_for_something_else_is_entered_again():
    before, after = (
        sound(files()),
        sound(files(partition=PARTITION.replace("EMEA:", "AMER_:").replace("AMER:", "EMEA:").replace("AMER_:", "AMER:"))),
    )
    found = checks(after, attested(before))
    assert found[14].state == "open"
    assert "was attested by Ann, and asks for something else since" in found[14].says


def test_counts_close_what_nobody_has_to_attest_then():
    compilation = sound(files())
    left = ("duplicates", "unmatched-prospects", "load", "sharing-fields-filled")
    records = attested(compilation, *left)
    assert [number for number, one in checks(compilation, records).items() if one.state == "open"] == [15, 16, 19, 23]
    found = checks(compilation, records, COUNTS)
    assert [number for number, one in found.items() if one.state == "open"] == []
    assert found[16].says == "2 e-mail addresses are on 5 leads and contacts in an export"
    assert found[19].says == "1 of 3 assigned prospects match no record in an export: as many are made"
    assert found[23].says.startswith("3 of 4 prospects in an export are mailable; the first load takes ")
    assert found[23].says.endswith("; the contract allows 3")


@pytest.mark.parametrize(
    ("name", "numbers", "number", "says"),
    [
        ("load", {"prospects": 9, "mailable": 4}, 23, "and the contract allows 3"),
        (
            "filled/Lead",
            {"records": 8, "answered": 3, "missing": 2, "stale": 0},
            15,
            "2 Lead records lack their answer, and 0 have one that does not hold",
        ),
        ("filled/Lead", {"records": 8, "answered": 3, "missing": 0, "stale": 1}, 15, "0 Lead records lack their answer, and 1 have one"),
    ],
)
def test_numbers_that_do_not_do_keep_a_check_open_whatever_was_attested(name, numbers, number, says):
    compilation = sound(files())
    found = checks(compilation, attested(compilation), {**COUNTS, name: numbers})
    assert [one for one, check in found.items() if check.state == "open"] == [number]
    assert says in found[number].says


def test_what_comes_afterwards_keeps_nothing_shut():
    compilation = sound(files())
    records = attested(compilation, "/unpause", "/after-unpause")
    found = checks(compilation, records)
    assert [one.state for one in found.values() if one.number in (30, 31, 32)] == ["then"] * 3
    assert not any(one.state == "open" for one in found.values())


def test_what_waits_is_begun_with_what_it_waits_for():
    compilation = sound(files())
    opened = [linked(None, "opened", at="2026-01-01T00:00:00.000000Z", by="a@b", plan="", step="", body={})]
    found = checks(compilation, opened)
    assert "`runbook/ae/emea/smoke-test` waits for `runbook/ae/emea/verify-connector`, `runbook/ae/emea/sharing-rules`" in found[27].says
    assert found[27].help == "do it, then `syncwright attest runbook/ae/emea/verify-connector --by WHO`"


def test_every_check_says_why_and_where_that_was_read():
    for item in ITEMS:
        assert item.fact.says
        assert item.fact.source


def test_a_gate_is_of_one_unit():
    said = files()
    compilation = sound(said)
    records = attested(compilation, f"{EMEA}/backup")
    assert checks(compilation, records)[25].state == "open"
    assert checks(compilation, records, unit="ae/amer")[25].state == "closed"
    assert catalog(said).environment.name == "production"


ALL = sound(files())
NAMES = tuple(
    f"/{one.task.name.rpartition('/')[2]}" for one in stands(standing(ALL), attested(ALL)) if one.task.name.startswith("runbook/ae/emea/")
)


@given(left=st.sets(st.sampled_from(NAMES)), more=st.sets(st.sampled_from(NAMES)))
def test_attesting_more_opens_nothing(left, more):
    open_ = [
        {number for number, one in checks(ALL, attested(ALL, *names)).items() if one.state == "open"}
        for names in (left, left | more)
        if names
    ]
    if len(open_) == 2:
        assert open_[0] <= open_[1]


@pytest.mark.parametrize(
    ("old", "new", "partition", "says"),
    [
        ("", "", "", "`ae/emea` is to run, and it uses Marketing Data Sharing and has no rule for leads and contacts"),
        ("", "", PARTITION, None),
        ("edition: advanced\n", "", PARTITION, None),
    ],
)
def test_to_run_is_an_error_where_the_specs_alone_forbid_it(old, new, partition, says):
    compilation = compiled(files(old, new, emea="running", partition=partition), ORG)
    found = [one for one in compilation.diagnostics if one.rule.id == "AEN880"]
    assert [one.message for one in found] == ([says] if says else [])
    assert all(placed(one) == "environments/production.yaml:3:66" for one in found)


def test_a_field_that_its_user_does_not_see_keeps_the_gate_shut():
    hidden = {"objects/lead.yaml": spec("Lead", "  Title__c: {why: w}\n", "ae", "{sync: two-way, pii: none}")}
    compilation = sound(files() | hidden)
    assert compilation.catalog is not None
    tasks = {one.task.name: one for one in stands(standing(compilation), attested(compilation))}
    found = GATING.gate(compilation.catalog, EMEA, Evidence(tasks, seen=Nobody()))
    [check] = [one for one in found.checks if one.number == 7]
    assert check.state == "open"
    assert check.says.startswith("`ae-integration` lacks access: `Lead.Title__c` is not seen")
    assert "`Lead.Unit__c`, which its rule asks for, is not read and edited" in check.says
    assert checks(compilation, attested(compilation))[7].state == "closed"


class Nobody:
    """Nobody sees anything."""

    def __call__(self, owner, name):
        return ()

    def alike(self, owner, names):
        return [() for _ in names]
