"""Values, objects, and what the estate has named itself, under new names."""

import pytest

from rename.estates import after, all_after, holding, renamed
from small_estate import FILES, spec
from syncwright.inventory import Field, Object, Org
from syncwright.rename import NotToRename, Refused
from syncwright.spec.words import Direction

PERSON = "objects/person.yaml"
DEVICE = "objects/device.yaml"


def picklist(*values: str) -> Org:
    held = holding()
    lead = held.objects["Lead"]
    region = Field(type="Picklist", values=values)
    return Org({**held.objects, "Lead": Object("Lead", lead.kind, {**lead.fields, "Region__c": region})})


def valued(*lines: str) -> dict[str, str]:
    return {PERSON: spec("Lead", "  Region__c:\n    why: w\n    values:\n" + "".join(f"      {line}\n" for line in lines))}


def test_a_value_says_what_it_was():
    files = valued("EMEA:   # Europe", "AMER: {}", "'Asia, Pacific':")
    assert after("Lead.Region__c:EMEA", "Europe & Africa", files, picklist("EMEA", "AMER", "Asia, Pacific")) == valued(
        "Europe & Africa: {previously: EMEA}   # Europe", "AMER: {}", "'Asia, Pacific':"
    )
    assert (
        after("Lead.Region__c:Asia, Pacific", "APAC", files, picklist("EMEA", "AMER", "Asia, Pacific"))[PERSON].count(
            "'APAC': {previously: \"Asia, Pacific\"}"
        )
        == 1
    )


def test_a_value_that_goes_back_says_nothing():
    files = valued("EMEA:   # Europe", "AMER:")
    there = after("Lead.Region__c:EMEA", "Europe: all", files, picklist("EMEA", "AMER"))
    assert '"Europe: all": {previously: EMEA}   # Europe\n' in there[PERSON]
    back = after("Lead.Region__c:Europe: all", "EMEA", there, picklist("EMEA", "AMER"))
    assert back[PERSON].replace('"EMEA": {}', "EMEA:").replace('"EMEA":', "EMEA:") == files[PERSON]


def test_a_value_remembers_all_that_records_may_have():
    files = valued("Europe: {previously: EMEA}")
    assert "Continent: {previously: EMEA}" in after("Lead.Region__c:Europe", "Continent", files, picklist("EMEA"))[PERSON]
    both = after("Lead.Region__c:Europe", "Continent", files, picklist("EMEA", "Europe"))[PERSON]
    assert "Continent: {previously: [EMEA, Europe]}" in both
    assert "Continent: {previously: [EMEA, Europe]}" in after("Lead.Region__c:Europe", "Continent", files, picklist("Europe"))[PERSON]


def test_a_value_of_several_objects_is_renamed_for_all_or_none():
    shared = "object: [Task, Event]\nowner: ops\nwhy: w\nfor: [marketo]\nused_by: w\nfields:\n"
    files = {PERSON: shared + "  Outcome__c: {why: w, pii: none, sync: from-salesforce, values: {A: {}, B: {}}}\n"}
    held = holding()
    activity = Object("Activity", "standard", {"Outcome__c": Field(type="Picklist", values=("A", "B"))})
    org = Org({**held.objects, "Activity": activity})
    with pytest.raises(Refused, match=r"name all: `'Task.Outcome__c Event.Outcome__c:A'`"):
        after("Task.Outcome__c:A", "C", files, org)
    [text] = after("Task.Outcome__c Event.Outcome__c:A", "C", files, org).values()
    assert "values: {C: {previously: A}, B: {}}" in text


def test_a_value_that_nobody_names_or_that_is_there_is_refused():
    with pytest.raises(NotToRename, match="no spec names the value `APAC`"):
        after("Lead.Region__c:APAC", "X", valued("EMEA:"))
    with pytest.raises(NotToRename, match="has a value `amer` already"):
        after("Lead.Region__c:EMEA", "amer", valued("EMEA:", "AMER:"))


# ------------------------------------------------------------------ objects


OBJECT = {
    DEVICE: spec("Loose__c", {"Text__c": ""}),
    "users/marketo-sync.yaml": (
        "sync_user: marketo-sync\nowner: ops\ngrants:\n  why: w\n  objects:\n    Loose__c: {access: read}   # all\n"
        "  fields:\n    Loose__c.Text__c: {access: edit}\n  tabs: {Loose__c: {}}\n"
    ),
}


def test_an_object_is_renamed_once_the_org_has_done_so():
    held = holding("Free__c.Text__c")
    left = {name: one for name, one in held.objects.items() if name != "Loose__c"}
    done = after("Loose__c", "Free__c", OBJECT, Org(left))
    assert done[DEVICE] == OBJECT[DEVICE].replace("Loose__c", "Free__c")
    assert done["users/marketo-sync.yaml"] == OBJECT["users/marketo-sync.yaml"].replace("Loose__c", "Free__c")


@pytest.mark.parametrize(
    ("what", "new", "message"),
    [
        ("Loose__c", "Free__c", "rename it in Setup, run `syncwright import`, then `syncwright rename Loose__c Free__c`"),
        ("Lead", "Person__c", "`Lead` is a standard object"),
        ("Lose__c", "Free__c", "no spec names `Lose__c`"),
        ("Nowhere", "Free__c", "there is no object `Nowhere`"),
        ("Loose__c", "Free", "cannot be the name of a custom object"),
        ("ns__Loose__c", "Free__c", "comes with a package"),
    ],
)
def test_an_object_that_cannot_be_renamed_says_why(what, new, message):
    held = holding("Free__c.Text__c") if what == "Lose__c" else holding()
    with pytest.raises(NotToRename) as refused:
        after(what, new, OBJECT, held)
    assert message in str(refused.value)


# ------------------------------------------------------------------ what the estate has named itself


ESTATE = {
    "objects/lead.yaml": (
        "object: Lead\nowner: ops\nwhy: w\nfor: [marketo, ae]   # both\nsync: {marketo: from-salesforce}\nused_by: w\n"
        "defaults: {owner: ops, sync: {marketo: two-way}, pii: none, at: {ae: {wins: salesforce}}}\n"
        "fields:\n  Motto__c: {why: w, owner: ops, sync: {ae: two-way, marketo: hidden}, at: {ae: {field: ae}, ae/emea: {field: ae}}}\n"
    ),
    "connectors/ae.yaml": (
        "connector: ae\nplatform: account_engagement\nowner: ops\nwhy: ae ops\nsync_user: ae-integration\nversion: 2\nmarketing_data_sharing: true\n"
        "same_email_prospects: true\npartner: the agency\nsettings: {match_users: true}\n"
        "operations: {errors_owner: ops, deputy: ops, review_every: 1 day}\nbusiness_units:\n  emea: {why: w}   # ae\n  amer: {why: w}\n"
    ),
    "environments/production.yaml": (
        "environment: production\n"
        "salesforce: {org: 00D7Q000000vKmR, instance: tiny.my.salesforce.com, inventory: inventory/production}\n"
        "connectors:\n  marketo: {munchkin: 123-ABC-456}\n  ae/emea: {business_unit: 0Uv7Q0000004CaT, state: paused}\n  ae/amer: absent\n"
        "users:\n  marketo-sync: {username: sync@tiny.example}\n"
    ),
    "maps/land.yaml": "map: land\nwhy: w\nowner: ops\nvalues: {land: ops}\n",
}
#: The same with a filter that is for one unit. Whether it can be a rule there is another question.
SHARED = {
    **ESTATE,
    "estate.yaml": FILES["estate.yaml"] + "policy: {rules: {sharing-rule-shape: off}}\n",
    "objects/lead.yaml": ESTATE["objects/lead.yaml"].replace("object: Lead", "object: [Lead, Contact]"),
    "filters/units.yaml": (
        "partition: units\nwhy: w\nowner: ops\nobjects: [Lead, Contact]\ncases: {X: {for: ae/emea, where: Title = 'ae/emea'}}\notherwise: blank\n"
    ),
}


def test_an_owner_is_renamed_wherever_somebody_owns_something():
    done = all_after("owner:ops", "owner:crew", ESTATE)
    assert sum(text.count("crew") for text in done.values()) == 12
    assert "owners: {crew: {title: Operations, contact: ops@tiny.example}}" in done["estate.yaml"]
    assert "values: {land: ops}" in done["maps/land.yaml"]
    assert all("owner: ops" not in text for text in done.values())


def test_a_connector_is_renamed_with_its_business_units():
    done = after("connector:ae", "engage", ESTATE)
    assert "for: [marketo, engage]   # both" in done["objects/lead.yaml"]
    assert "sync: {engage: two-way, marketo: hidden}, at: {engage: {field: ae}, engage/emea: {field: ae}}" in done["objects/lead.yaml"]
    assert "at: {engage: {wins: salesforce}}" in done["objects/lead.yaml"]
    assert "connector: engage\n" in done["connectors/ae.yaml"]
    assert "why: ae ops\n" in done["connectors/ae.yaml"]
    assert "  engage/emea: {business_unit: 0Uv7Q0000004CaT, state: paused}\n  engage/amer: absent\n" in done["environments/production.yaml"]


def test_a_business_unit_is_renamed_in_its_connector_and_its_environments():
    done = after("connector:ae/emea", "ae/europe", ESTATE)
    assert done == {
        "connectors/ae.yaml": ESTATE["connectors/ae.yaml"].replace("emea:", "europe:"),
        "environments/production.yaml": ESTATE["environments/production.yaml"].replace("ae/emea", "ae/europe"),
        "objects/lead.yaml": ESTATE["objects/lead.yaml"].replace("ae/emea", "ae/europe"),
    }
    assert after("connector:ae/emea", "europe", ESTATE) == done


@pytest.mark.parametrize(("what", "new", "unit"), [("connector:ae", "engage", "engage/emea"), ("connector:ae/emea", "europe", "ae/europe")])
def test_a_partition_for_a_business_unit_is_for_it_under_its_new_name(what, new, unit):
    done = after(what, new, SHARED)
    assert f"    for: {unit}\n    where: |-\n      Title = 'ae/emea'\n" in done["filters/units.yaml"]
    assert f"{unit}: {{field: ae}}" in done["objects/lead.yaml"]


def test_a_sync_user_takes_the_name_of_its_permission_set_along_and_a_note_says_so():
    done = renamed("sync_user:marketo-sync", "robot", ESTATE)
    assert not done.stopped
    assert {path for path in done.files} == {
        "specs/connectors/marketo.yaml",
        "specs/environments/production.yaml",
        "specs/users/marketo-sync.yaml",
    }
    assert "`salesforce.permission_set/Robot` is made instead of `salesforce.permission_set/Marketo_Sync`" in done.notes[0]


def test_a_map_and_an_environment_are_renamed():
    assert after("map:land", "country", ESTATE) == {"maps/land.yaml": ESTATE["maps/land.yaml"].replace("map: land", "map: country")}
    with_default = {
        **ESTATE,
        "estate.yaml": "estate: tiny\nowner: ops\ndefault_environment: production   # live\nowners: {ops: {title: O, contact: o@t.example}}\nsalesforce: {edition: enterprise}\n",
    }
    done = renamed("environment:production", "live", with_default)
    assert "default_environment: live   # live\n" in done.files["specs/estate.yaml"]
    assert "environment: live\n" in done.files["specs/environments/production.yaml"]
    assert "inventory: inventory/production" in done.files["specs/environments/production.yaml"]


@pytest.mark.parametrize(
    ("what", "new", "message"),
    [
        ("owner:opps", "crew", "there is no owner `opps`; did you mean `ops`?"),
        ("owner:ops", "The Crew", "is not a name: lower-case letters"),
        ("connector:ae", "marketo", "there is a connector `marketo` already"),
        ("connector:ae", "ae", "`ae` is called so already"),
        ("connector:ae/emea", "marketo/emea", "cannot be moved to `marketo`"),
        ("connector:ae/emea", "amer", "there is a connector `ae/amer` already"),
        ("sync_user:nobody-at-all", "x", "there is no sync user `nobody-at-all`; there is `ae-integration`, `marketo-sync`"),
        ("thing:x", "y", "is nothing that can be renamed"),
    ],
)
def test_a_name_that_cannot_be_given_says_why(what, new, message):
    with pytest.raises(NotToRename) as refused:
        after(what, new, ESTATE)
    assert message in str(refused.value)


def test_directions_are_no_connectors():
    """A connector may be called as a direction is."""
    words = Direction.__args__
    files = {**ESTATE, "connectors/ae.yaml": ESTATE["connectors/ae.yaml"].replace("connector: ae", f"connector: {words[3]}")}
    files["objects/lead.yaml"] = files["objects/lead.yaml"].replace("ae:", "hidden:").replace("marketo, ae", "marketo, hidden")
    files["environments/production.yaml"] = files["environments/production.yaml"].replace("ae/", "hidden/")
    done = after("connector:hidden", "ae", files | {})
    assert "sync: {ae: two-way, marketo: hidden}" in done["objects/lead.yaml"]


CAMPAIGN = "campaigns/tidy.yaml"
TIDY = """\
campaign: tidy   # of m1
for: marketo
why: tidy keeps ops sane
owner: ops
type: batch
objects: Lead
who: Motto__c in keys of mottos and filter known
flow:
  - {change: Motto__c, map: mottos}
  - {wait: 1 day}
  - change: Motto__c
    choices:
      - {if: "Motto__c = 'mottos' or filter known", to: known}
"""
AROUND = {
    CAMPAIGN: TIDY,
    "maps/mottos.yaml": "map: mottos\nwhy: w\nvalues: {a: b}\n",
    "filters/known.yaml": "filter: known\nwhy: w\nowner: ops\nobjects: [Lead]\nwhere: Email is not blank\n",
    PERSON: spec("Lead", {"Motto__c": "sync: two-way", "Email": ""}),
}


@pytest.mark.parametrize(
    ("what", "new", "changes"),
    [
        ("campaign:tidy", "clean", [("campaign: tidy ", "campaign: clean ")]),
        ("map:mottos", "creeds", [("keys of mottos", "keys of creeds"), ("map: mottos}", "map: creeds}")]),
        ("filter:known", "met", [("and filter known", "and filter met"), ("or filter known", "or filter met")]),
        ("connector:marketo", "m1", [("for: marketo", "for: m1")]),
        ("owner:ops", "crm", [("owner: ops", "owner: crm")]),
        (
            "Lead.Motto__c",
            "Creed__c",
            [("who: Motto__c", "who: Creed__c"), ("{change: Motto__c", "{change: Creed__c"), ("- change: Motto__c", "- change: Creed__c"), ('"Motto__c', '"Creed__c')],
        ),
    ],
)  # fmt: skip
def test_a_campaign_follows_what_it_names(what, new, changes):
    text = TIDY
    for old, wanted in changes:
        assert old in text
        text = text.replace(old, wanted)
    assert all_after(what, new, AROUND)[CAMPAIGN] == text


def test_a_campaign_for_both_kinds_of_people_is_not_half_renamed():
    files = AROUND | {CAMPAIGN: TIDY.replace("objects: Lead\n", "").replace(" and filter known", "").replace(" or filter known", "")}
    files |= {PERSON: spec("[Lead, Contact]", {"Motto__c": "sync: two-way", "Email": ""})}
    with pytest.raises(Refused, match="this reads fields of `Lead` and `Contact`"):
        renamed("Lead.Motto__c", "Creed__c", files)
    assert "Motto__c" not in all_after("*.Motto__c", "Creed__c", files)[CAMPAIGN]
