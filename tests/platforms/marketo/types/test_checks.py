"""What is found where the two sides of a field do not go together."""

from small_estate import compiled, found, org
from syncwright.inventory import Field, Org
from syncwright.inventory.automation import Automation
from syncwright.records import replace

HELD = {
    "Lead": {
        "Long__c": Field(type="LongTextArea", length=32_768, label="Long"),
        "Note__c": Field(type="LongTextArea", length=1000),
        "Agent__c": Field(type="Lookup", references=("Account",)),
        "Worth__c": Field(type="Currency", precision=16, scale=2),
        "Score__c": Field(type="Number", precision=4, scale=0),
        "Hot__c": Field(type="Checkbox", formula="Score__c > 80"),
        "Tier__c": Field(type="Picklist", values=("Gold", "Silver")),
        "Short__c": Field(type="Text", length=5),
        "When__c": Field(type="DateTime"),
        "mkto71_Lead_Score__c": Field(type="Text", length=10),
        "mkto71_Acquisition_Date__c": Field(type="DateTime"),
    },
    "Contact": {},
    "Device__c": {"Account__c": Field(type="MasterDetail", references=("Account",)), "CurrencyIsoCode": Field(type="Picklist")},
}
ORG = org(HELD)


def spec(fields: str, owner: str = "Lead", sync: str = "two-way") -> str:
    head = (
        f"object: {owner}\nowner: ops\nwhy: who they are\nfor: [marketo]\ndefaults: {{sync: {sync}, why: greeting, pii: none}}\nfields:\n"
    )
    return head + "".join(f"  {line}\n" for line in fields.split("\n"))


def types(fields: str, **more: str) -> list[tuple[str, str]]:
    """Rules of this room, and the line and column of each."""
    compilation = compiled({"objects/a.yaml": spec(fields), **more}, ORG)
    return [(one, place.partition(":")[2]) for one, place in found(compilation) if "MKT720" <= one <= "MKT732"]


def test_a_type_that_marketo_has_not_is_found_at_the_word():
    assert types("Short__c: {at: {marketo: {type: picklist}}}") == [("MKT720", "7:35")]
    assert types("Short__c: {at: {marketo: {type: Text Area}}}") == []


def test_a_type_for_a_whole_file_is_found_once_in_its_defaults():
    text = spec("Short__c:\nScore__c:").replace("pii: none}", "pii: none, at: {marketo: {type: picklist}}}")
    compilation = compiled({"objects/a.yaml": text}, ORG)
    assert [(one, place) for one, place in found(compilation) if one == "MKT720"] == [("MKT720", "objects/a.yaml:5:74")]


def test_a_field_of_person_needs_a_type_of_marketo():
    person = "object: Person\nof: marketo\nowner: ops\nwhy: plumbing\nfields:\n  x: {why: a, create: {label: X, type: picklist}}\n"
    assert types("FirstName:", **{"objects/person.yaml": person}) == [("MKT720", "6:40")]
    assert types("FirstName:", **{"objects/person.yaml": person.replace("picklist", "score")}) == []


def test_a_long_text_is_noted_where_even_ascii_does_not_fit():
    assert types("Long__c:\nNote__c:") == [("MKT721", "7:3")]
    assert types("Note__c: {at: {marketo: {type: string}}}") == [("MKT721", "7:3")]


def test_only_a_type_that_somebody_said_is_held_against_the_other_side():
    assert types("When__c: {at: {marketo: {type: date}}}") == [("MKT722", "7:34")]
    assert types("When__c:\nScore__c:") == []


def test_a_lookup_of_a_person_is_found_and_that_of_a_custom_object_is_not():
    assert types("Agent__c:") == [("MKT723", "7:3")]
    device = spec("Account__c:", "Device__c", "from-salesforce")
    assert types("FirstName:", **{"objects/device.yaml": device}) == []


def test_a_field_that_the_sync_ignores_is_found():
    contact = spec("HomePhone:\nMailingAddress:", "Contact", "from-salesforce")
    assert types("FirstName:", **{"objects/contact.yaml": contact}) == [("MKT724", "7:3")]


def test_nothing_is_written_to_accounts():
    account = spec("Industry:\nWebsite: {sync: from-salesforce}", "Account")
    assert types("FirstName:", **{"objects/account.yaml": account}) == [("MKT725", "7:3")]


def test_a_standard_mapping_is_as_documented_also_of_a_part():
    assert types("Email: {at: {marketo: {field: mail}}}") == [("MKT729", "7:33")]
    assert types("Address: {parts: {City: {at: {marketo: {field: town}}}}}") == [("MKT729", "7:50")]
    assert types("Email: {at: {marketo: {field: email}}}") == []


def test_two_fields_of_one_object_are_two_in_marketo():
    assert types("Short__c: {at: {marketo: {field: a}}}\nTier__c: {at: {marketo: {field: a}}}") == [("MKT730", "8:35")]
    contact = spec("FirstName: {at: {marketo: {field: firstName}}}", "Contact")
    assert types("FirstName: {at: {marketo: {field: firstName}}}", **{"objects/contact.yaml": contact}) == []


def test_an_amount_is_found_in_an_org_of_several_currencies_alone():
    assert types("Worth__c:") == [("MKT731", "7:3")]
    one = org({**HELD, "Device__c": {}})
    assert [rule for rule, _ in found(compiled({"objects/a.yaml": spec("Worth__c:")}, one)) if rule == "MKT731"] == []


def test_a_field_of_the_set_up_page_has_its_type():
    assert types("mkto71_Lead_Score__c:\nmkto71_Acquisition_Date__c:") == [("MKT732", "7:3")]


def test_another_platform_is_not_asked():
    text = spec("Agent__c:\nLong__c:").replace("[marketo]", "[ae]")
    assert [rule for rule, _ in found(compiled({"objects/a.yaml": text}, ORG)) if rule.startswith("MKT")] == []


def test_a_hidden_field_loses_nothing():
    assert types("Agent__c: {sync: hidden}\nWorth__c: {sync: hidden}\nLong__c: {sync: hidden}") == []


# ------------------------------------------------------------------ campaigns

FIELDS = "Score__c:\nHot__c: {sync: from-salesforce}\nTier__c:\nShort__c:"
HEAD = "campaign: hot\nfor: marketo\nowner: ops\nwhy: bonus\nobjects: [Lead]\n"


def campaign(flow: str, more: str = "type: batch\nwho: Tier__c is blank\n") -> list[tuple[str, str]]:
    maps = "map: tiers\nwhy: old names\nowner: ops\nvalues: {a: Gold, b: Bronze}\n"
    text = f"{HEAD}{more}flow:\n  - {flow}\n"
    return types(FIELDS, **{"campaigns/hot.yaml": text, "maps/tiers.yaml": maps})


def test_a_value_that_is_none_of_the_picklist_is_found_where_it_is_written():
    assert campaign("{change: Tier__c, to: Bronze}") == [("MKT726", "9:27")]
    assert campaign("{change: Tier__c, to: Gold}") == []
    assert campaign("{change: Tier__c, map: tiers}") == [("MKT726", "9:28")]
    assert campaign("{change: Tier__c, choices: [{if: Score__c > 5, to: Gold}, {if: Score__c > 3, to: Tin}]}") == [("MKT726", "9:86")]
    assert campaign("{change: Tier__c, to: 'NULL'}") == []
    assert campaign('{change: Tier__c, to: "{{my.Tier}}"}') == []


def test_a_value_that_is_too_long_is_found():
    assert campaign("{change: Short__c, to: abcdef}") == [("MKT726", "9:28")]
    assert campaign("{change: Short__c, to: abcde}") == []


def test_a_campaign_that_changes_what_only_salesforce_writes_is_found():
    assert campaign("{change: Hot__c, to: 'true'}") == [("MKT727", "9:14")]


LOOP = "type: trigger\nqualify: every-time\nwhen: [{changes: Hot__c}]\n"


def test_a_campaign_that_starts_itself_through_a_formula_is_found():
    assert campaign('{change_score: Score__c, by: "+5"}', LOOP) == [("MKT728", "10:20")]


def test_a_campaign_that_runs_once_or_changes_something_else_goes_round_in_no_circle():
    assert campaign('{change_score: Score__c, by: "+5"}', LOOP.replace("every-time", "once")) == []
    assert campaign("{change: Tier__c, to: Gold}", LOOP) == []


def through(*automations: Automation) -> list[tuple[str, str]]:
    """What is found of a campaign that waits for the tier and changes the score, in an org with these automations."""
    text = f'{HEAD}type: trigger\nqualify: every-time\nwhen: [{{changes: Tier__c}}]\nflow:\n  - {{change_score: Score__c, by: "+5"}}\n'
    held = Org(ORG, automations={one.name: one for one in automations})
    compilation = compiled({"objects/a.yaml": spec(FIELDS), "campaigns/hot.yaml": text}, held)
    return [(one, place.partition(":")[2]) for one, place in found(compilation) if one == "MKT728"]


def test_a_campaign_that_starts_itself_through_flows_and_workflow_rules_of_the_org_is_found():
    up, down = ("create", "update"), ("delete",)
    flow = Automation("Set_Tier", "flow", "Lead", up, True, ("Lead.Tier__c",), ("Score__c",))
    assert through(flow) == [("MKT728", "10:20")]
    assert through(replace(flow, active=False)) == through(replace(flow, on=down)) == through(replace(flow, reads=("Short__c",))) == []
    first = Automation("Set_Short", "flow", "Lead", up, True, ("Lead.Short__c",), ("Score__c",))
    then = Automation("Lead.Tier", "workflow rule", "Lead", up, True, ("Lead.Tier__c",), formulas=('IF(Short__c = "a", "Gold", "")',))
    assert (through(first, then), through(first), through(then)) == ([("MKT728", "10:20")], [], [])


def test_a_batch_that_asks_for_what_it_makes_is_a_circle_only_if_it_recurs():
    once = "type: batch\nqualify: every-time\nwho: Hot__c = true\n"
    assert campaign('{change_score: Score__c, by: "+5"}', once) == []
    daily = once + 'every: {day: "02:00"}\n'
    assert campaign('{change_score: Score__c, by: "+5"}', daily) == [("MKT728", "11:20")]
