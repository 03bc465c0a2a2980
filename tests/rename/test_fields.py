"""Fields under new names: every place that names them, and what they were called before."""

import pytest

from plan_estates import request
from rename.estates import after, holding, renamed
from small_estate import FILES, spec
from syncwright.plan.changes import Rename
from syncwright.rename import NotToRename, Refused

BOTH = "object: [Lead, Contact]\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {sync: two-way, pii: none}\nused_by: w\nfields:\n"
PERSON = "objects/person.yaml"
DEVICE = "objects/device.yaml"


def test_a_field_is_renamed_where_an_object_names_it_and_says_what_it_was():
    files = {DEVICE: "# all devices\n" + spec("Device__c", {"Text__c": "sync: two-way", "Other__c": ""})}
    assert after("Device__c.Text__c", "Motto__c", files) == {
        DEVICE: (
            "# all devices\nobject: Device__c\nowner: ops\nwhy: it is needed\nfor: [marketo]\n"
            "defaults: {sync: from-salesforce, pii: none}\nfields:\n"
            "  Motto__c: {why: w, sync: two-way, previously: Text__c}\n  Other__c: {why: w, }\nused_by: w\n"
        )
    }


def test_values_stay_in_their_column():
    files = {DEVICE: spec("Device__c", "  Text__c:  {why: w}   # of devices\n  Email__c: {why: w}\n  # apart\n  Other__c: {why: w}\n")}
    [text] = after("Device__c.Text__c", "A_Longer_Name__c", files).values()
    assert "  A_Longer_Name__c: {why: w, previously: Text__c}   # of devices\n  Email__c:         {why: w}\n" in text
    [text] = after("Device__c.Email__c", "E__c", files).values()
    assert "  Text__c:  {why: w}   # of devices\n  E__c:     {why: w, previously: Email__c}\n" in text


def test_renaming_back_takes_the_former_name_away():
    files = {DEVICE: spec("Device__c", "  Text__c:  {why: w}   # of devices\n  Email__c:\n    # a note\n    why: w\n")}
    for name in ("Text__c", "Email__c"):
        there = after(f"Device__c.{name}", "A_Longer_Name__c", files)
        assert after("Device__c.A_Longer_Name__c", name, there) == files


def test_one_object_of_several_goes_its_own_way_by_is():
    files = {PERSON: BOTH + "  Motto__c: {why: w}   # words\n"}
    there = after("Lead.Motto__c", "Creed__c", files)
    assert there[PERSON].endswith("  Motto__c:   # words\n    is: {Lead: Creed__c}\n    previously: Motto__c\n    why: w\n")
    both = after("Contact.Motto__c", "Creed__c", there)
    assert both[PERSON].endswith("  Creed__c:   # words\n    is: {Lead: Creed__c}\n    previously: Motto__c\n    why: w\n")
    assert after("Lead.Creed__c", "Motto__c", there)[PERSON].endswith("  Motto__c:   # words\n    why: w\n")


def test_a_note_says_which_object_keeps_the_name():
    done = renamed("Lead.Motto__c", "Creed__c", {PERSON: BOTH + "  Motto__c: {why: w}\n"})
    assert done.notes[0].startswith("`Contact.Motto__c` keeps its name; `syncwright rename 'Lead.Motto__c Contact.Motto__c' ...`")


def test_several_objects_are_renamed_together():
    files = {PERSON: BOTH + "  Motto__c: {why: w, convert: Contact.Motto__c}\n"}
    for what in ("Lead.Motto__c Contact.Motto__c", "*.Motto__c", "?ead.Motto__c Con*.Motto__c"):
        [text] = after(what, "Creed__c", files).values()
        assert text.endswith("  Creed__c: {why: w, convert: Contact.Creed__c, previously: Motto__c}\n")


def test_what_is_names_an_idea_that_keeps_its_own_name():
    files = {PERSON: BOTH + "  Words:\n    is: {Lead: Motto__c, Contact: Score__c}   # apart since 2019\n    why: w\n"}
    [text] = after("Lead.Motto__c", "Creed__c", files).values()
    assert text.endswith(
        "  Words:\n    is: {Lead: Creed__c, Contact: Score__c}   # apart since 2019\n    previously: Motto__c\n    why: w\n"
    )


def test_everything_that_names_the_field_follows():
    created = (
        '  Sum__c:\n    why: w\n    create:\n      label: Sum\n      type: Text\n      formula: |\n        TEXT(Motto__c) & "Motto__c" & My_Motto__c /* Motto__c */\n'
        "        & motto__c\n"
    )
    files = {
        "objects/lead.yaml": spec("Lead", f"  Motto__c: {{why: w}}\n  My_Motto__c: {{why: w, convert: Contact.Motto__c}}\n{created}"),
        "objects/device.yaml": spec("Device__c", {"Text__c": ""}),
        "users/marketo-sync.yaml": "sync_user: marketo-sync\nowner: ops\ngrants:\n  fields:\n    'Lead.Motto__c': {access: edit, why: w}\n",
    }
    done = after("Lead.Motto__c", "Creed__c", files, holding("Lead.My_Motto__c"))
    assert set(done) == {"objects/lead.yaml", "users/marketo-sync.yaml"}
    assert "    'Lead.Creed__c': {access: edit, why: w}\n" in done["users/marketo-sync.yaml"]
    lead = done["objects/lead.yaml"]
    assert '        TEXT(Creed__c) & "Motto__c" & My_Motto__c /* Motto__c */\n        & Creed__c\n' in lead
    assert "convert: Contact.Motto__c" in lead
    assert "  Creed__c: {why: w, previously: Motto__c}\n" in lead


def test_formulas_are_followed_through_lookups():
    formula = "  Sum__c: {why: w, create: {label: S, type: Text, formula: Lookup__r.Motto__c & Account__r.Motto__c & Lookup__c}}\n"
    files = {DEVICE: spec("Device__c", f"  Lookup__c: {{why: w}}\n{formula}"), PERSON: spec("Contact", {"Motto__c": ""})}
    held = holding("Account.Motto__c")
    assert "formula: Lookup__r.Creed__c & Account__r.Motto__c & Lookup__c" in after("Contact.Motto__c", "Creed__c", files, held)[DEVICE]
    assert "formula: Person__r.Motto__c & Account__r.Motto__c & Person__c" in after("Device__c.Lookup__c", "Person__c", files, held)[DEVICE]


def test_a_band_follows_its_score_and_one_for_several_objects_is_refused_for_one():
    band = "  Score__c: {why: w, sync: hidden}\n  Band__c: {why: w, sync: from-salesforce, band: {of: Score__c, edges: [0, 50, 100]}}\n"
    files = {PERSON: BOTH + band}
    [text] = after("*.Score__c", "Points__c", files).values()
    assert "band: {of: Points__c, edges: [0, 50, 100]}" in text
    with pytest.raises(Refused, match="this names `Score__c` of `Lead` and `Contact`: rename the field on all of them") as refused:
        after("Lead.Score__c", "Points__c", files)
    assert refused.value.place.keys == ("fields", "Band__c", "band", "of")


def test_task_and_event_share_a_field():
    files = {"objects/activity.yaml": spec("[Task, Event]", {"Outcome__c": "pii: none"})}
    [text] = after("Task.Outcome__c", "Result__c", files).values()
    assert "  Result__c: {why: w, pii: none, previously: Outcome__c}\n" in text
    apart = {
        "objects/task.yaml": spec("Task", {"Outcome__c": "pii: none"}),
        "objects/event.yaml": spec("Event", {"Outcome__c": "pii: none"}),
    }
    assert set(after("Event.Outcome__c", "Result__c", apart)) == set(apart)


def test_words_and_comments_are_left_and_listed():
    files = {
        DEVICE: "# Text__c is old\n" + spec("Device__c", "  Text__c: {why: what Text__c says}\n  Other__c: {why: see my_Text__c}\n"),
        "objects/loose.yaml": spec("Loose__c", {"Text__c": ""}),
    }
    left = renamed("Device__c.Text__c", "Motto__c", files).left
    assert [(one.path, one.line) for one in left] == [("specs/objects/device.yaml", 1), ("specs/objects/device.yaml", 8)]


FILTER = """\
filter: scope
why: w
owner: ops
objects: [Device__c]
where: |
  Text__c = 'Text__c' and not (Text__c is blank)
  or filter other
for: [marketo]
"""


def test_filters_follow_and_texts_in_them_stay():
    files = {
        DEVICE: spec("Device__c", {"Text__c": "", "Other__c": ""}),
        "filters/scope.yaml": FILTER,
        "filters/other.yaml": "filter: other\nwhy: w\nobjects: [Device__c]\nwhere: Other__c is not blank\nfor: [marketo]\n",
    }
    texts = after("Device__c.Text__c", "Motto__c", files)
    assert "  Motto__c = 'Text__c' and not (Motto__c is blank)\n  or filter other\n" in texts["filters/scope.yaml"]
    assert "filters/other.yaml" not in texts
    texts = after("filter:other", "reachable", files)
    assert "filter: reachable\n" in texts["filters/other.yaml"]
    assert "  or filter reachable\n" in texts["filters/scope.yaml"]


# ------------------------------------------------------------------ what a field was called before


CHAIN = {DEVICE: spec("Device__c", "  Second__c: {why: w, previously: Text__c}\n")}


def said_before(files, what: str, new: str, held) -> str | None:
    [text] = after(what, new, files, held).values()
    return text.partition("previously: ")[2].partition("}")[0] or None


def test_what_the_org_still_calls_by_its_first_name_was_never_renamed():
    assert said_before(CHAIN, "Device__c.Second__c", "Third__c", holding()) == "Text__c"


def test_what_the_org_has_renamed_since_gets_its_last_name():
    held = holding("Device__c.Second__c", without=("Device__c.Text__c",))
    assert said_before(CHAIN, "Device__c.Second__c", "Third__c", held) == "Second__c"


def test_back_to_the_first_name_needs_none_or_the_one_that_the_org_has():
    assert said_before(CHAIN, "Device__c.Second__c", "Text__c", holding()) is None
    held = holding("Device__c.Second__c", without=("Device__c.Text__c",))
    assert said_before(CHAIN, "Device__c.Second__c", "Text__c", held) == "Second__c"


def test_specs_follow_an_org_that_has_renamed_already():
    files = {DEVICE: spec("Device__c", "  Text__c: {why: w}\n")}
    held = holding("Device__c.Motto__c", without=("Device__c.Text__c",))
    done = renamed("Device__c.Text__c", "Motto__c", files, held)
    assert not done.stopped
    assert "previously" not in done.files[f"specs/{DEVICE}"]


UAT = {
    "environments/uat.yaml": "environment: uat\nsalesforce: {org: 00D9V0000004wHz, instance: uat.my.salesforce.com, inventory: inventory/uat}\n",
    "estate.yaml": (
        "estate: tiny\nowner: ops\ndefault_environment: production\nowners: {ops: {title: O, contact: ops@tiny.example}}\nsalesforce: {edition: enterprise}\n"
    ),
}


def test_every_environment_counts():
    files = {DEVICE: spec("Device__c", "  Text__c: {why: w}\n"), **UAT}
    new = holding("Device__c.Motto__c", without=("Device__c.Text__c",))
    assert said_before(files, "Device__c.Text__c", "Motto__c", {"production": new, "uat": holding()}) == "Text__c"


def test_orgs_with_two_former_names_are_refused():
    held = {"production": holding(), "uat": holding("Device__c.Second__c", without=("Device__c.Text__c",))}
    with pytest.raises(
        Refused, match=r"one former name, and orgs hold it as .*Text__c. in .production. and as .*Second__c. in .uat.; finish"
    ):
        renamed("Device__c.Second__c", "Third__c", {**CHAIN, **UAT}, held)


# ------------------------------------------------------------------ what a plan makes of it


def test_a_plan_since_then_renames_the_field_and_no_other():
    from plan_estates import fine
    from syncwright.planning import observe_revision, plan_estate, wanted

    files = {DEVICE: spec("Device__c", {"Text__c": "", "Other__c": ""})}
    old, new = fine(files), fine(after("Device__c.Text__c", "Motto__c", files))
    want = wanted(new, in_source=False)
    plan = plan_estate(new, want, observe_revision(old, want, "HEAD"), request(in_source=False))
    fields = [change for change in plan.changes if change.address.startswith("salesforce.field/")]
    [change] = fields
    assert isinstance(change, Rename)
    assert (change.before.address, change.address) == ("salesforce.field/Device__c.Text__c", "salesforce.field/Device__c.Motto__c")


# ------------------------------------------------------------------ what cannot be done


REFUSED = {
    ("Device__c.Name", "X__c"): "`Device__c.Name` is a standard field, and Salesforce does not let its name be changed",
    ("Lead.Emial", "X__c"): "`Lead` has no field `Emial`",
    ("Device__c.Txet__c", "X__c"): "`Device__c` has no field `Txet__c`; did you mean `Text__c`?",
    ("Devise__c.Text__c", "X__c"): "there is no object `Devise__c`; did you mean `Device__c`?",
    ("Device__c.Text__c", "Text__c"): "`Device__c.Text__c` is called so already",
    ("Device__c.Text__c", "Other__c"): "the specs have a field `Device__c.Other__c` already",
    ("Device__c.Text__c", "other__C"): "cannot be the name of a custom field",
    ("Device__c.Text__c", "OTHER__c"): "the specs have a field `Device__c.OTHER__c` already; Salesforce takes no notice of case",
    ("Device__c.Text__c", "Email__c"): "the org of `production` has a field `Device__c.Email__c` already, beside `Device__c.Text__c`",
    ("Device__c.Text__c", "Motto"): "`Motto` cannot be the name of a custom field",
    ("Device__c.Text__c", "1st__c"): "cannot be the name of a custom field",
    ("Device__c.Text__c", "A__B__c"): "cannot be the name of a custom field",
    ("Device__c.Text__c", "Ä__c"): "cannot be the name of a custom field",
    ("Device__c.Text__c", f"{'A' * 90}__c"): "cannot be the name of a custom field",
    ("Device__c.Text__c", "Lead.Motto__c"): "a field cannot be moved to another object",
    ("Lead.Motto__c", "Creed__c"): "no spec names `Lead.Motto__c`, so that there is nothing to rename",
    ("*.Nothing__c", "Creed__c"): "no spec names a field that matches",
    ("Lead.ns__Motto__c", "Creed__c"): "comes with a package",
    ("Account.Motto__pc", "Creed__c"): "is how a person account shows `Contact.Motto__c`; rename that",
    ("what ever", "X__c"): "`what ever` is nothing that can be renamed",
}


@pytest.mark.parametrize(("words", "message"), REFUSED.items(), ids=lambda one: " ".join(one) if isinstance(one, tuple) else "")
def test_what_cannot_be_renamed_says_why(words, message):
    files = {DEVICE: spec("Device__c", {"Text__c": "", "Other__c": ""})}
    with pytest.raises(NotToRename) as refused:
        renamed(*words, files, holding("Lead.ns__Motto__c", "Account.Motto__pc"))
    assert message in str(refused.value)


def test_specs_with_errors_are_not_touched():
    files = {DEVICE: spec("Device__c", {"Text__c": "", "Nothing__c": ""})}
    done = renamed("Device__c.Text__c", "Motto__c", files)
    assert done.stopped
    assert [one.rule.id for one in done.after.diagnostics if one.severity == "error"] == ["REF409"]
    broken = renamed("Device__c.Text__c", "Motto__c", {DEVICE: "object: [\n"})
    assert broken.stopped
    assert broken.files == {}


CONNECTOR = "connectors/marketo.yaml"
ENABLED = (
    FILES[CONNECTOR] + "custom_objects:\n  Device__c: {why: w, constraints: [Text__c, Other__c]}   # reminders\n"
    "program_member_fields: {Source__c: {field: Source, why: w}}\noptions: {campaign_sync: true}\n"
)
SAID = {
    CONNECTOR: ENABLED,
    "users/marketo-sync.yaml": FILES["users/marketo-sync.yaml"] + "marketing_user: true\n",
    DEVICE: spec("Device__c", {"Text__c": "", "Other__c": ""}),
    "objects/member.yaml": spec("CampaignMember", {"Source__c": "sync: two-way"}),
}


def test_fields_that_a_connector_names_without_their_object_are_renamed():
    assert after("Device__c.Text__c", "Motto__c", SAID)[CONNECTOR] == ENABLED.replace("[Text__c, ", "[Motto__c, ")
    assert after("CampaignMember.Source__c", "Origin__c", SAID)[CONNECTOR] == ENABLED.replace("{Source__c:", "{Origin__c:")


def test_a_field_of_another_object_keeps_its_name_there():
    files = {**SAID, "objects/loose.yaml": spec("Visit__c", {"Text__c": ""})}
    files[CONNECTOR] = files[CONNECTOR].replace("# reminders", "# reminders\n  Visit__c: {why: w}")
    assert CONNECTOR not in after("Visit__c.Text__c", "Motto__c", files)


def test_an_object_that_a_connector_enables_is_renamed_there():
    assert after("Device__c", "Gadget__c", SAID, holding("Gadget__c.Text__c", "Gadget__c.Other__c"))[CONNECTOR] == ENABLED.replace(
        "Device__c", "Gadget__c"
    )
