"""The report on fields on their way out: made only where there are any, complete, and nothing in it but text."""

import json

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from lxml import html
from syrupy.assertion import SnapshotAssertion

from plan_estates import built
from small_estate import compiled, org, spec, told, user
from syncwright.inventory import Field, Org
from syncwright.inventory.access import Holder, People
from syncwright.inventory.model import ValidationRule
from syncwright.origin import lines_of
from syncwright.records import replace

HOSTILE = "*a* <img src=x onerror=y> [l](e.html) `c` | {{ t }} \u2028 ~~s~~ # h"


def files(**retired: str) -> dict[str, str]:
    fields = {"Email": "", **{name: f"retire: {{{said}}}" for name, said in retired.items()}}
    return {"objects/lead.yaml": spec("Lead", fields, "marketo, ae")}


def report(specs, objects=None) -> dict:
    compilation = compiled(specs, objects)
    assert not compilation.failed, told(compilation)
    doc = json.loads(built(compilation)["retirement.json"])
    return {one["name"]: one for one in doc["fields"]}


def used() -> dict:
    """The org, with what uses `Lead.Motto__c`."""
    held = org()
    lead = held["Lead"]
    fields = {**lead.fields, "Shout__c": Field(type="Text", formula="UPPER(Motto__c)")}
    rules = {"Short": ValidationRule("LEN(Motto__c) > 9")}
    return {**held, "Lead": replace(lead, fields=fields, validation_rules=rules, conversion={"Motto__c": ("Contact.Motto__c",)})}


WIDE = {
    "objects/lead.yaml": (
        "object: Lead\nowner: ops\nwhy: people who ask\nfor: [marketo, ae]\nused_by: w\ndefaults: {sync: from-salesforce, pii: none}\nfields:\n"
        "  Email: {why: match key}\n"
        "  Motto__c:\n    why: the booth asked for it\n    used_by: [the brochure of 2019]\n    retire: {stage: hidden, since: 2026-01-31, delete_after: 1 month}\n"
        "  Score__c: {why: another score took its place, retire: {stage: delete, since: 2026-02-01}}\n"
        "  Title: {why: nobody keeps it up, retire: {stage: hidden, since: 2026-03-01}}\n"
    ),
    **user(more="with: [Shared]\n"),
}


def shared() -> Org:
    return Org(
        used(), people=People(permission_sets={"Shared": Holder("Shared", "permission_set", rows={"fields": {"Lead.Motto__c": "edit"}})})
    )


def test_where_nothing_is_retired_there_is_no_report():
    assert not [path for path in built(compiled(files())) if path.startswith("retirement")]


def test_the_report_reads_well(snapshot: SnapshotAssertion):
    compilation = compiled({**WIDE, "estate.yaml": ESTATE}, shared())
    assert built(compilation)["retirement.md"].decode() == snapshot


#: The estate of the tests, with a policy that lets a leak through.
ESTATE = (
    "estate: tiny\nowner: ops\nowners: {ops: {title: Operations, contact: ops@tiny.example}}\nsalesforce: {edition: enterprise}\n"
    "policy: {rules: {hidden-field-leaks: warning}}\n"
)


def test_it_says_who_still_sees_a_field_and_through_what():
    one = report({**WIDE, "estate.yaml": ESTATE}, shared())["Lead.Motto__c"]
    assert one["seen"] == [{"user": "marketo-sync", "reads": ["permission set Shared"], "edits": []}]


def test_it_says_what_still_uses_a_field():
    one = report(files(Motto__c="stage: hidden, since: 2026-01-01"), used())["Lead.Motto__c"]
    assert [(use["kind"], use["what"]) for use in one["uses"]] == [
        ("conversion", "Contact.Motto__c"),
        ("formula", "Lead.Shout__c"),
        ("inactive-validation-rule", "Lead.Short"),
    ]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("stage: hidden, since: 2026-01-31, delete_after: 1 month", "2026-02-28"),
        ("stage: delete, since: 2026-01-31, delete_after: 90 days", "2026-05-01"),
        ("stage: delete, since: 2026-01-31", "2026-01-31"),
        ("stage: hidden, since: 2026-01-31", None),
    ],
)
def test_it_says_the_earliest_day_on_which_a_field_is_deleted(said, day):
    assert report(files(Motto__c=said))["Lead.Motto__c"]["earliest_deletion"] == day


def test_a_standard_field_is_never_deleted():
    one = report(files(Title="stage: hidden, since: 2026-01-31, delete_after: 1 month"))["Lead.Title"]
    assert (one["earliest_deletion"], one["only_hidden_because"]) == (None, "it is a standard field, which can only be hidden")
    assert {step["when"] for step in one["steps"]} == {"before", "hide", "hidden"}


def test_each_connector_of_the_file_says_what_it_loses():
    both = report(files(Motto__c="stage: hidden, since: 2026-01-01"))["Lead.Motto__c"]
    assert {one["system"] for one in both["loses"]} == {"Account Engagement", "Marketo Engage", "Salesforce"}
    alone = report({"objects/lead.yaml": spec("Lead", {"Email": "", "Motto__c": "retire: {stage: hidden, since: 2026-01-01}"}, "marketo")})
    assert {one["system"] for one in alone["Lead.Motto__c"]["loses"]} == {"Marketo Engage", "Salesforce"}


def test_a_roll_up_is_gone_for_good():
    held = {"objects/device.yaml": spec("Device__c", {"Rollup__c": "retire: {stage: delete, since: 2026-01-01}"})}
    says = [one["says"] for one in report(held)["Device__c.Rollup__c"]["loses"]]
    assert "deleting a roll-up summary field is always final" in says
    assert not any("15 days" in one for one in says)


def test_steps_stand_in_the_order_in_which_they_are_done():
    steps = report(files(Motto__c="stage: hidden, since: 2026-01-01"))["Lead.Motto__c"]["steps"]
    order = ("before", "hide", "hidden", "delete", "deleted")
    assert [order.index(step["when"]) for step in steps] == sorted(order.index(step["when"]) for step in steps)
    assert all(step["owner"] == "ops" and step["proves"] for step in steps)


def test_the_days_of_other_fields_do_not_matter():
    one = files(Motto__c="stage: hidden, since: 2026-01-01", Score__c="stage: hidden, since: 2026-02-01")
    other = files(Motto__c="stage: hidden, since: 2026-01-01", Score__c="stage: hidden, since: 2026-03-01")
    assert report(one)["Lead.Motto__c"] == report(other)["Lead.Motto__c"]


def test_each_line_comes_from_the_spec_of_its_field():
    compilation = compiled(files(Motto__c="stage: hidden, since: 2026-01-01", Title="stage: hidden, since: 2026-01-01"))
    for artifact in compilation.artifacts():
        if artifact.path == "retirement.md":
            lines = artifact.data.decode().split("\n")
            starts = [sum(map(lines_of, artifact.parts[:number])) for number in range(1, len(artifact.parts))]
            assert [(lines[start + 1], part.keys) for start, part in zip(starts, artifact.parts[1:], strict=True)] == [
                ("## Lead.Motto__c", ("object/Lead#Motto__c",)),
                ("## Lead.Title", ("object/Lead#Title",)),
            ]
            assert sum(map(lines_of, artifact.parts)) == len(lines) - 1


def test_what_people_wrote_stays_text():
    said = json.dumps(HOSTILE, ensure_ascii=True)
    specs = {
        "objects/lead.yaml": (
            f"object: Lead\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {{sync: from-salesforce, pii: none}}\nused_by: w\nfields:\n"
            f"  Email: {{why: w}}\n  Motto__c:\n    why: {said.replace(chr(92) + 'u2028', ' ')}\n    used_by: [{said.replace(chr(92) + 'u2028', ' ')}]\n"
            "    retire: {stage: hidden, since: 2026-01-01}\n"
        )
    }
    held = org({"Lead": {"Motto__c": Field(type="Text", label=HOSTILE)}})
    made = built(compiled(specs, held))["retirement.md"].decode()
    page = html.fromstring(f"<div>{github_flavored_markdown_to_html(made, Options.CMARK_OPT_UNSAFE)}</div>")
    assert {one.tag for one in page.iter()} <= {
        "div", "h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "ul", "ol", "li", "code", "input", "br"
    }  # fmt: skip
    assert "{{" not in made
    assert page.text_content().count("<img src=x onerror=y>") == 3
