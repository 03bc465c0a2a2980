"""The files of connected campaigns: what machines read, what people follow, what is loaded into Salesforce."""

import csv
import json
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from connected_estates import CONNECTOR, campaign, estate, files
from syncwright.platforms.account_engagement.campaigns.data import MOST
from syncwright.platforms.account_engagement.campaigns.data import files as records
from syncwright.platforms.account_engagement.campaigns.document import Campaign, Campaigns, Status, Value
from syncwright.platforms.account_engagement.campaigns.sheet import sheet
from syncwright.platforms.account_engagement.campaigns.tasks import tasks
from syncwright.platforms.account_engagement.units import units

EMEA = "account_engagement/emea/campaigns"


def test_each_unit_has_the_campaigns_that_are_for_it():
    made = files(estate(campaign("forum"), campaign("fair", **{"for": "ae/amer", "record_type": "AMER"})))
    units_of = {path.split("/")[1]: json.loads(data) for path, data in made.items() if path.endswith("campaigns.json")}
    assert {unit: [one["name"] for one in doc["campaigns"]] for unit, doc in units_of.items()} == {"amer": ["Fair"], "emea": ["Forum"]}
    assert (units_of["emea"]["business_unit"], units_of["amer"]["business_unit"]) == ("0Uv7Q0000004CaTSAU", None)


def test_records_say_what_the_specs_say():
    made = files(estate(campaign("forum", extra="fields: {Seats__c: '120'}\n", starts="2026-03-01", ends="2026-03-02", active="true")))
    [record] = json.loads(made[f"{EMEA}/tree/Campaign-1.json"])["records"]
    assert record == {
        "attributes": {"type": "Campaign", "referenceId": "forum"},
        "Name": "Forum",
        "RecordTypeId": "RECORD_TYPE_EMEA",
        "IsActive": True,
        "StartDate": "2026-03-01",
        "EndDate": "2026-03-02",
        "Seats__c": "120",
    }
    statuses = json.loads(made[f"{EMEA}/tree/CampaignMemberStatus-1.json"])["records"]
    assert [(one["CampaignId"], one["Label"], one["SortOrder"], one["IsDefault"], one["HasResponded"]) for one in statuses] == [
        ("@forum", "Invited", 1, True, False),
        ("@forum", "Attended", 2, False, True),
    ]


def test_a_campaign_is_sent_after_the_one_above_it():
    made = files(estate(campaign("a", parent="b"), campaign("b", parent="c"), campaign("c")))
    plan = json.loads(made[f"{EMEA}/tree/plan.json"])
    assert [name for one in plan for name in one["files"]] == [
        "Campaign-1.json",
        "Campaign-2.json",
        "Campaign-3.json",
        "CampaignMemberStatus-1.json",
    ]
    assert all(one["resolveRefs"] for one in plan)
    parents = [json.loads(made[f"{EMEA}/tree/Campaign-{number}.json"])["records"][0].get("ParentId") for number in (1, 2, 3)]
    assert parents == [None, "@c", "@b"]


def test_a_parent_of_another_unit_is_set_by_hand():
    made = files(estate(campaign("a", parent="b"), campaign("b", **{"for": "ae/amer", "record_type": "AMER"})))
    [record] = json.loads(made[f"{EMEA}/tree/Campaign-1.json"])["records"]
    assert "ParentId" not in record
    assert "Parent campaign: B (of another unit: set it by hand)" in made[f"{EMEA}/campaigns.md"].decode()


def test_the_tables_have_names_where_the_tree_has_ids():
    made = files(estate(campaign("forum", user="'Doe, Jane'", starts="2026-03-01")))
    [row] = csv.DictReader(StringIO(made[f"{EMEA}/Campaign.csv"].decode()))
    assert row == {
        "Name": "Forum",
        "RecordType.DeveloperName": "EMEA",
        "Parent.Name": "",
        "Owner.Name": "Doe, Jane",
        "IsActive": "false",
        "StartDate": "2026-03-01",
    }


def test_the_sheet_connects_what_is_there_and_asks_to_look_otherwise():
    text = files(estate(campaign("forum", connects="Forum 2025"), campaign("fair")))[f"{EMEA}/campaigns.md"].decode()
    forum, fair = text.split("\n## Forum\n")[1], text.split("\n## Fair\n")[1].split("\n## Forum\n")[0]
    assert "- [ ] Connect the campaign Forum 2025 of Account Engagement to it." in forum
    assert "`POST /api/v5/objects/campaigns/ID/do/connectSalesforceCampaign` with `salesforceCampaignId`" in forum
    assert "connectSalesforceCampaign" not in fair
    assert "Whether that happens by itself is not documented" in fair


def test_a_name_is_text_in_the_sheet_and_in_its_queries():
    text = files(estate(campaign("forum", name='"O\'Neill *live* <b>"')))[f"{EMEA}/campaigns.md"].decode()
    assert "WHERE Name IN ('O\\'Neill *live* <b>')" in text
    html = MarkdownIt("commonmark").render(text)
    assert "<b>" not in html and "<em>live" not in html


def test_the_version_changes_with_what_there_is_to_make_alone():
    def version(**said: str) -> str:
        return json.loads(files(estate(campaign("forum", **said)))[f"{EMEA}/campaigns.json"])["version"]

    assert version() == version(why="they come for the coffee")
    assert version() != version(starts="2026-03-01")


def test_the_task_of_a_unit_is_to_follow_its_sheet():
    catalog = estate(campaign("forum")).catalog
    assert catalog is not None
    emea = next(unit for unit in units(catalog) if unit.address == "ae/emea")
    [task] = tasks(catalog, emea)
    assert (task.name("ae/emea"), task.file) == ("runbook/ae/emea/campaigns", f"{EMEA}/campaigns.md")
    assert dict(task.values)["Campaigns"] == "Forum"
    assert any("rror 218" in note for note in task.notes) and any("129" in note for note in task.notes)


def test_a_unit_of_record_types_alone_has_the_task_to_choose_them():
    catalog = estate().catalog
    assert catalog is not None
    [task] = tasks(catalog, next(iter(units(catalog))))
    assert (dict(task.values), task.file) == ({"Connected Campaigns": "on", "Record types": "AMER"}, None)


def test_without_connected_campaigns_there_is_no_task():
    text = (
        CONNECTOR.replace("connected_campaigns: true\n", "")
        .replace(", campaign_record_types: [EMEA]", "")
        .replace(", campaign_record_types: [AMER]", "")
    )
    catalog = estate(connectors_ae=text).catalog
    assert catalog is not None
    assert [task for unit in units(catalog) for task in tasks(catalog, unit)] == []


@given(st.integers(0, 450), st.integers(1, 3), st.randoms(use_true_random=False))
def test_every_record_is_sent_once_in_files_that_the_api_takes(count, width, random):
    """Whatever stands above what: each file holds at most as many as one call takes, and nothing is sent with what it refers to."""
    some = tuple(
        Campaign(f"campaign/c{n}", f"c{n}", f"C{n}", None, None, f"c{random.randrange(n)}" if n and width > 1 else None, None, (Value("IsActive", "true"),),
                 tuple(Status(str(s), s, True, s == 1) for s in range(1, width + 1)), None, None, "w")
        for n in range(count)
    )  # fmt: skip
    made = dict(records(Campaigns(1, "", "e", "p", "ae", None, (), "o", some)))
    known: set[str] = set()
    for step in json.loads(made["tree/plan.json"]):
        [name] = step["files"]
        held = json.loads(made[f"tree/{name}"])["records"]
        assert 0 < len(held) <= MOST
        for one in held:
            needed = one.get("ParentId") or one.get("CampaignId")
            assert needed is None or needed.removeprefix("@") in known
        ids = {one["attributes"]["referenceId"] for one in held}
        assert len(ids) == len(held) and not ids & known
        known |= ids
    assert len(known) == count * (1 + width)


def test_a_line_of_the_sheet_leads_to_its_campaign():
    compilation = estate(campaign("forum"))
    assert compilation.catalog is not None
    from syncwright.platforms.account_engagement.campaigns.made import documents

    [(_, _, doc)] = documents(compilation.catalog)
    page = sheet(doc)
    keys = dict(zip(page.lines, page.keys, strict=True))
    assert keys["- [ ] Record type: EMEA"] == ("campaign/forum",)
    assert keys["| Invited | yes |  |"] == ("campaign/forum#statuses",)
