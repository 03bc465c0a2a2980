"""The runbook as a document and as a page: every task once, with its command, and nothing in it that a page would take for markup."""

import json
import re

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from lxml import html
from syrupy.assertion import SnapshotAssertion

from runbook_estates import PRODUCTION, catalog, marketo, person, placed, spec
from small_estate import ORG, org
from syncwright.inventory import Field
from syncwright.platforms.marketo.runbook.document import artifacts

FULL = {
    PRODUCTION: placed("munchkin: 123-ABC-456"),
    **marketo(
        "activities: [Filled out form]\nvolumes: {Filled out form: 40}\ncustom_objects: {Device__c: {why: service reminders, constraints: [Text__c]}}\n"
        "program_member_fields: {Source__c: {field: Invited by, why: w}}\nmember_statuses: {Webinar: [Invited, Attended]}\n"
        "options: {campaign_sync: true, default_company: '[unknown]', owner_notifications: true}\n"
        "operations: {errors_owner: ops, deputy: ops, review_every: 2 days}\n"
    ),
    **person("utm: {why: w, create: {label: UTM *last*, type: string}}"),
    "objects/lead.yaml": spec("Lead", {"Email": "sync: two-way", "Motto__c": "sync: two-way"}),
    "objects/contact.yaml": spec("Contact", {"Motto__c": "sync: two-way"}),
    "objects/device.yaml": spec("Device__c", {"Text__c": ""}),
    "objects/member.yaml": spec("CampaignMember", {"Source__c": "sync: two-way"}),
}


def files(specs) -> dict[str, bytes]:
    return {one.path: one.data for one in artifacts(catalog(specs))}


@pytest.fixture(scope="module")
def full() -> dict[str, bytes]:
    return files(FULL)


def tasks(doc) -> list[dict]:
    return [task for connector in doc["connectors"] for part in connector["parts"] for task in part["tasks"]]


def test_the_page_reads_well(full, snapshot: SnapshotAssertion):
    assert full["marketo/runbook.md"].decode() == snapshot


def test_both_files_are_made_and_say_the_same(full):
    doc = json.loads(full["marketo/runbook.json"])
    page = full["marketo/runbook.md"].decode()
    assert full.keys() == {"marketo/runbook.json", "marketo/runbook.md"}
    commands = [task["attest"] for task in tasks(doc)] + [doc["connectors"][0]["review"]["attest"]]
    assert re.findall(r"^  - `(syncwright attest .*)`$", page, re.MULTILINE) == commands
    assert page.count("\n- [ ] ") == len(commands)


def test_every_task_has_a_box_in_the_rendered_page(full):
    doc = json.loads(full["marketo/runbook.json"])
    tree = html.fromstring(github_flavored_markdown_to_html(full["marketo/runbook.md"].decode(), Options.CMARK_OPT_UNSAFE))
    assert len(tree.xpath("//ul/li[starts-with(normalize-space(.), '[ ]') or input]")) == len(tasks(doc)) + 1


def test_what_comes_before_what_comes_after(full):
    """In the order of the page nothing waits for what is told later."""
    seen: set[str] = set()
    for task in tasks(json.loads(full["marketo/runbook.json"])):
        assert set(task["after"]) <= seen
        seen.add(task["id"])


def test_each_task_has_a_source_an_owner_and_what_proves_it(full):
    for task in tasks(json.loads(full["marketo/runbook.json"])):
        assert task["source"].startswith(("Adobe: ", "Marketing Nation: "))
        assert task["certain"] == task["source"].startswith("Adobe: ")
        assert task["owner"] == "Operations"
        assert task["verify"]
        assert task["where"] is None or task["where"] != "not documented"


HOSTILE = "</b> <script>alert(1)</script> `x` [a](javascript:1) | * _ # {{my.token}}"


def test_what_people_wrote_is_shown_and_obeyed_by_nobody():
    lines = json.dumps(HOSTILE)
    specs = {
        **FULL,
        **marketo(
            f"custom_objects: {{Device__c: {{why: {lines}}}}}\nmember_statuses: {{{lines}: [{lines}]}}\n"
            f"options: {{campaign_sync: true, default_last_name: {lines}}}\n"
        ),
    }
    page = files(specs)["marketo/runbook.md"].decode()
    tree = html.fromstring(github_flavored_markdown_to_html(page, Options.CMARK_OPT_UNSAFE))
    assert not tree.xpath("//script | //a[starts-with(@href, 'javascript')]")
    assert tree.text_content().count("<script>alert(1)</script>") >= 4
    assert "{{" not in page, "a site's templates see nothing"


def test_without_a_marketo_connector_there_is_no_runbook():
    assert files({"connectors/marketo.yaml": None, "users/marketo-sync.yaml": None}) == {}


def test_a_connector_that_is_absent_here_has_none():
    absent = placed("").replace("{marketo: {}}", "{marketo: absent}")
    assert files({PRODUCTION: absent, **marketo()}) == {}


def test_the_same_specs_make_the_same_bytes(full):
    assert files(dict(reversed(FULL.items()))) == full


def test_lines_come_from_the_specs_behind_them(full):
    [page] = [one for one in artifacts(catalog(FULL)) if one.path.endswith(".md")]
    assert sum(part.count for part in page.parts) == page.data.count(b"\n")
    keys = {key for part in page.parts for key in part.keys}
    assert {"connector/marketo#activities", "object/Person#utm", "object/Device__c"} <= keys


def test_fields_of_the_org_are_called_as_they_are_there():
    held = org({"CampaignMember": {**ORG["CampaignMember"], "Source__c": Field(type="Text", label="Who *sent* it")}})
    page = {one.path: one.data for one in artifacts(catalog(FULL, held))}["marketo/runbook.md"].decode()
    assert r"Who \*sent\* it (Source\_\_c): **Invited by**" in page
