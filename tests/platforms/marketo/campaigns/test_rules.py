"""What is found of campaigns that run too often, for too many, or do something else than they look like; and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expression.scopes import CLOCK, predicates, records
from small_estate import FILES, compiled, found, org, told
from syncwright.compile import Compilation
from syncwright.expression.evaluate import passes
from syncwright.inventory import Field, Org
from syncwright.platforms.marketo.campaigns.choosing import _never, _partly

ORG = Org(
    org(
        {
            owner: {
                "Motto__c": Field(type="Text", length=20),
                "Role__c": Field(type="Picklist", values=("Buyer", "Seller")),
                "Score__c": Field(type="Number"),
                "Secret__c": Field(type="Text", length=20),
                "Unsaid__c": Field(type="Text", length=20),
            }
            for owner in ("Lead", "Contact")
        }
    )
)
PERSON = """object: [Lead, Contact]
why: who they are
for: [marketo]
defaults: {why: w, owner: ops, pii: none, reviewed: 2026-05-01, sync: two-way}
fields:
  Email: {sync: from-salesforce}
  Address: {is: {Lead: Address, Contact: MailingAddress}, parts: {City: {sync: hidden}, Country: , State: {at: {marketo: {sync: two-way}}}}}
  Motto__c:
  Role__c:
  Score__c: {sync: from-salesforce}
  Secret__c: {sync: hidden}
"""
ALONE = "object: Person\nof: marketo\nwhy: w\nowner: ops\nfields:\n  greeting: {why: w, create: {label: Greeting, type: string}}\n"
BATCH = "campaign: tidy\nfor: marketo\nwhy: w\nowner: ops\ntype: batch\n"
TRIGGER = BATCH.replace("batch", "trigger")
NIGHTLY = BATCH + 'every: {day: "02:00"}\n'
ALWAYS = "qualify: every-time\n"


def estate(text: str, *, preset: str = "least-privilege", edition: str = "enterprise") -> Compilation:
    files = {
        "estate.yaml": FILES["estate.yaml"].replace("edition: enterprise", f"edition: {edition}"),
        "users/marketo-sync.yaml": f"sync_user: marketo-sync\nowner: ops\npreset: {preset}\n",
        "objects/person.yaml": PERSON,
        "objects/alone.yaml": ALONE,
        "filters/known.yaml": "filter: known\nwhy: w\nowner: ops\nobjects: [Lead, Contact]\nwhere: Role__c is not blank\n",
        "maps/mottos.yaml": "map: mottos\nwhy: w\nvalues: {a: b, b: c, d: c}\n",
        "campaigns/tidy.yaml": text,
    }
    return compiled(files, ORG)


def rules(text: str, **more: str) -> list[tuple[str, str]]:
    """Rules of campaigns that find something, and where in the campaign's file."""
    compilation = estate(text, **more)
    assert not [one for one in compilation.diagnostics if not one.rule.adjustable], told(compilation)
    return [(rule, place.rpartition("yaml:")[2]) for rule, place in found(compilation) if "MKT775" <= rule <= "MKT789"]


# ------------------------------------------------------------------ fields


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BATCH + "flow:\n- {change: Secret__c, to: a}\n", [("MKT775", "7:12")]),
        (BATCH + "flow:\n- {change: Unsaid__c, to: a}\n", [("MKT775", "7:12")]),
        (BATCH + "who: Secret__c is blank\nflow:\n- {change: Motto__c, to: a}\n", [("MKT775", "6:6")]),
        (BATCH + "who: Email is blank\nflow:\n- {change: Motto__c, to: a}\n", []),
        (BATCH + "flow:\n- {change: Address.City, to: a}\n", [("MKT775", "7:12")]),
        (BATCH + "flow:\n- {change: Address.State, to: a}\n- {change: Address.Country, to: a}\n", []),
        (BATCH + "flow:\n- {change: greeting, to: a}\n", []),
        (BATCH + "objects: Contact\nwho: Account.Site is blank\nflow:\n- {change: Motto__c, to: a}\n", []),
        (BATCH + "objects: Lead\nwho: Status = 'Open'\nflow:\n- {change: Motto__c, to: a}\n", []),
        (TRIGGER + "objects: Lead\nwhen: [{changes: Secret__c}]\nflow:\n- {alert: {email: e, to: sales-owner}}\n", [("MKT775", "7:18")]),
        (
            BATCH + "objects: Lead\nflow:\n- {change: Motto__c, choices: [{if: Secret__c = 'a', to: b}]}\n",
            [("MKT775", "8:37")],
        ),
    ],
)
def test_a_field_that_does_not_sync_is_found_where_it_is_named(text, expected):
    assert rules(text) == expected


def test_one_cause_on_two_objects_is_one_finding():
    [one] = [one for one in estate(BATCH + "flow:\n- {change: Secret__c, to: a}\n").diagnostics if one.rule.id == "MKT775"]
    assert one.message == "`tidy` changes `Lead.Secret__c` and `Contact.Secret__c`, which `marketo` does not sync"


def test_what_no_spec_names_may_be_seen_by_a_user_who_has_more():
    text = BATCH + "flow:\n- {change: Unsaid__c, to: a}\n"
    assert rules(text, preset="adopted") == []
    assert rules(text, edition="professional") == []
    assert {rule for rule, _ in rules(BATCH + "flow:\n- {change: Secret__c, to: a}\n", preset="adopted")} == {"MKT775"}


# ------------------------------------------------------------------ how often, for how many


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NIGHTLY + "flow:\n- {change: Motto__c, to: a}\n", ["MKT776"]),
        (NIGHTLY + "qualify: once\nflow:\n- {change: Motto__c, to: a}\n", ["MKT776"]),
        (NIGHTLY + ALWAYS + "flow:\n- {change: Motto__c, to: a}\n", []),
        (NIGHTLY + "qualify: {every: 7 days}\nflow:\n- {change: Motto__c, to: a}\n", []),
        (NIGHTLY + "limit: 10\nwho: Email is blank\nflow:\n- {send_email: e}\n", []),
        (BATCH + "flow:\n- {change: Motto__c, to: a}\n", []),
        (TRIGGER + "when: [{changes: Role__c}]\nflow:\n- {change: Motto__c, to: a}\n", ["MKT777"]),
        (TRIGGER + "when: [{changes: Role__c}, {created: true}]\nflow:\n- {change: greeting, to: a}\n- {wait: 1 day}\n", ["MKT777"]),
        (TRIGGER + "when: [{changes: Role__c}]\nflow:\n- {add_to_list: l}\n", []),
        (TRIGGER + "when: [{fills_out_form: any}]\nflow:\n- {change: Motto__c, to: a}\n", ["MKT778"]),
        (TRIGGER + "when: [{fills_out_form: any}]\nflow:\n- {change: greeting, to: a}\n", []),
        (TRIGGER + "when: [{fills_out_form: any}]\nflow:\n- {change: Address.State, to: a}\n", ["MKT778"]),
        (TRIGGER + "when: [{changes: Role__c}]\nflow:\n- {change: Motto__c, to: a}\n- {sync_person: true}\n", ["MKT778"]),
        (BATCH + "who: Email is blank\nflow:\n- {send_email: e}\n", ["MKT779"]),
        (BATCH + "who: Email is blank\nlimit: 5\nflow:\n- {send_email: e}\n", []),
        (TRIGGER + "when: [{created: true}]\nflow:\n- {send_email: e}\n", []),
        (TRIGGER + ALWAYS + "when: [{visits_page: any}]\nflow:\n- {send_email: e}\n", ["MKT779"]),
        (TRIGGER + ALWAYS + "when: [{visits_page: any}]\nwho: Role__c = 'Buyer'\nflow:\n- {send_email: e}\n", []),
        (NIGHTLY + ALWAYS + "flow:\n- {sync_person: true}\n", ["MKT786"]),
        (NIGHTLY + ALWAYS + "who: Role__c = 'Buyer'\nflow:\n- {sync_person: true}\n", []),
        (BATCH + "flow:\n- {sync_person: true}\n", []),
        (BATCH + "who: Role__c = 'Buyer' and Role__c = 'Seller'\nflow:\n- {change: Motto__c, to: a}\n", ["MKT785"]),
        (BATCH + "who: Role__c = 'Buyer' and not filter known\nflow:\n- {change: Motto__c, to: a}\n", ["MKT785"]),
        (BATCH + "who: 'false'\nflow:\n- {change: Motto__c, to: a}\n", []),
    ],
)
def test_how_often_and_for_how_many(text, expected):
    assert [rule for rule, _ in rules(text)] == expected


# ------------------------------------------------------------------ for whom


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BATCH + "flow:\n- {create_task: {subject: s}}\n", [("MKT780", "7:17")]),
        (BATCH + "objects: [Lead, Contact]\nflow:\n- {create_task: {subject: s}}\n", []),
        (BATCH + "flow:\n- {sync_person: true}\n- {create_task: {subject: s}}\n", []),
        (BATCH + "flow:\n- {wait: 1 day}\n- {create_task: {subject: s}}\n- {create_task: {subject: t}}\n", [("MKT780", "8:17")]),
        (BATCH + "objects: Contact\nflow:\n- {sync_person: {queue: q}}\n", [("MKT781", "8:17")]),
        (BATCH + "objects: Contact\nflow:\n- {sync_person: {user: u}}\n", []),
        (BATCH + "objects: Contact\nflow:\n- {change_owner: u}\n", [("MKT781", "8:18")]),
        (BATCH + "objects: [Lead, Contact]\nflow:\n- {change_owner: {queue: q}}\n", [("MKT781", "8:18")]),
        (BATCH + "objects: Contact\nflow:\n- {convert_person: true}\n", [("MKT781", "8:20")]),
        (BATCH + "objects: Lead\nflow:\n- {convert_person: true}\n- {change_owner: {queue: q}}\n", []),
    ],
)
def test_steps_that_do_something_else_to_some_people(text, expected):
    assert rules(text) == expected


def test_what_is_only_reported_is_said_to_be():
    [one] = [one for one in estate(BATCH + "objects: Contact\nflow:\n- {change_owner: u}\n").diagnostics if one.rule.id == "MKT781"]
    assert one.message.endswith("(observed, not documented)")
    [one] = [
        one for one in estate(BATCH + "objects: Contact\nflow:\n- {change_owner: {queue: q}}\n").diagnostics if one.rule.id == "MKT781"
    ]
    assert "observed" not in one.message


# ------------------------------------------------------------------ choices and maps


def choosing(*choices: str, more: str = "") -> str:
    rows = "".join(f"  - {{if: {json}, to: v{number}}}\n" for number, json in enumerate(f'"{one}"' for one in choices))
    return BATCH + more + "flow:\n- change: Motto__c\n  choices:\n" + rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (choosing("Role__c is not blank", "Role__c = 'Buyer'"), [("MKT782", "10:10")]),
        (choosing("Role__c = 'Buyer'", "Role__c is not blank"), []),
        (choosing("Score__c >= 75", "Score__c >= 50", "Score__c >= 25"), []),
        (choosing("Score__c >= 25", "Score__c < 25", "Score__c = 3"), [("MKT782", "11:10")]),
        (choosing("Role__c = 'Buyer'", "Score__c > 5"), [("MKT783", "10:10")]),
        (choosing("Role__c = 'Buyer'", "Role__c = 'Seller'"), []),
        (choosing("Role__c = 'Buyer'", "Score__c > 5", more="who: Role__c = 'Buyer'\n"), [("MKT782", "11:10")]),
        (choosing("Role__c = 'Buyer'", "Score__c > 5", more="who: Role__c = 'Seller'\n"), []),
        (BATCH + "flow:\n- {change: Motto__c, choices: [{if: Role__c = 'Buyer', to: a}, {if: Score__c > 5, to: a}]}\n", []),
        (BATCH + "flow:\n- {change: Motto__c, map: mottos}\n", [("MKT784", "3:13")]),
    ],
)
def test_choices_and_maps(text, expected):
    assert rules(text) == expected


@given(st.lists(predicates, min_size=2, max_size=4), records)
def test_a_choice_that_is_never_taken_is_taken_by_no_record(choices, some):
    last = len(choices) - 1
    if _never(choices, last, CLOCK):
        for record in some:
            first = next((index for index, choice in enumerate(choices) if passes(choice, record, CLOCK)), None)
            assert first != last


@given(predicates, predicates)
def test_two_choices_overlap_whichever_is_first(one, other):
    assert _partly(one, other, CLOCK) == _partly(other, one, CLOCK)


def test_a_campaign_of_another_platform_is_none_of_ours():
    text = (BATCH + "flow:\n- {change: Secret__c, to: a}\n").replace("for: marketo", "for: ae")
    compilation = estate(text)
    assert [rule for rule, _ in found(compilation) if rule.startswith("MKT77") or rule == "REF431"] == ["REF431"]
