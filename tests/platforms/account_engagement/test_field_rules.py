"""What the specs say of fields that Account Engagement has otherwise: which rule, and at which words."""

import pytest

from small_estate import FILES, compiled, org, placed
from syncwright.inventory import Field, Org
from syncwright.inventory.access import Layout, People
from syncwright.inventory.model import ValueSet

AE = FILES["connectors/ae.yaml"]
UNITS = AE + "marketing_data_sharing: true\nbusiness_units: {amer: {why: w}, emea: {why: w}}\n"
CUSTOM = {
    "Agent__c": Field(type="Lookup", references=("Account",)),
    "Place__c": Field(type="Location"),
    "Mobile_2__c": Field(type="Phone"),
    "Opt_In__c": Field(type="Checkbox"),
    "Line__c": Field(type="Picklist", values=("Drives", "Sensors ", "Spare Parts")),
    "Shared__c": Field(type="MultiselectPicklist", value_set="Market"),
    "Worth__c": Field(type="Number", formula="1"),
    "Size__c": Field(type="Number"),
    "Day__c": Field(type="Date"),
    "Motto__c": Field(type="Text", length=80),
    "Other__c": Field(type="Text", length=80),
    "Count__c": Field(type="AutoNumber"),
    "pi__score__c": Field(type="Number"),
    "pi__campaign__c": Field(type="Text", length=255),
}
HISTORY = {"HasOptedOutOfEmail": Field(type="Checkbox", tracked=True)}
SETS = {"Market": ValueSet("Market", "global", ("Energy", "Food"))}


def held(**more: dict[str, Field]) -> Org:
    objects = {"Lead": {**CUSTOM, **HISTORY}, "Contact": {**CUSTOM, **HISTORY, "MOTTO__c": CUSTOM["Motto__c"]}, "Account": dict(CUSTOM)}
    return Org(org({**objects, **{name: {**objects.get(name, {}), **fields} for name, fields in more.items()}}), SETS)


def spec(fields: str, owner: str = "Lead", defaults: str = "sync: two-way") -> str:
    head = f"object: {owner}\nowner: ops\nwhy: who they are\nfor: [ae]\ndefaults: {{why: greeting, pii: none, {defaults}}}\nfields:\n"
    return head + "".join(f"  {line}\n" for line in fields.split("\n"))


def diagnostics(fields: str, owner: str = "Lead", defaults: str = "sync: two-way", objects: Org | None = None, **more: str):
    files = {"connectors/ae.yaml": UNITS, "objects/a.yaml": spec(fields, owner, defaults), **more}
    return [one for one in compiled(files, objects or held()).diagnostics if "AEN840" <= one.rule.id <= "AEN859"]


def rules(
    fields: str, owner: str = "Lead", defaults: str = "sync: two-way", objects: Org | None = None, **more: str
) -> list[tuple[str, str]]:
    """Rules of this room, and the line and column of each."""
    found = diagnostics(fields, owner, defaults, objects, **more)
    return [(one.rule.id, placed(one).partition(":")[2]) for one in found]


BOTH = "[Lead, Contact]"


def test_fields_that_go_together_are_fine():
    said = (
        "FirstName: {at: {ae: {field: firstName, wins: salesforce}}}\n"
        "Email:\n"
        "OwnerId: {sync: from-salesforce}\n"
        "Motto__c: {at: {ae: {field: Motto, type: textarea, wins: account_engagement}}}\n"
        "Opt_In__c: {at: {ae: {field: Opt_In, type: radio_button, wins: salesforce}}}\n"
        "Line__c: {at: {ae: {field: Line, type: dropdown, wins: account_engagement, values: [Drives, 'Sensors ', Spare Parts]}}}\n"
        "Shared__c: {at: {ae: {field: Shared, type: checkbox, wins: account_engagement}}}\n"
        "Size__c: {at: {ae: {field: Size, type: number, wins: account_engagement}}}\n"
        "Worth__c: {sync: from-salesforce, at: {ae: {field: Worth, type: number}}}\n"
        "HasOptedOutOfEmail: {at: {ae: {wins: most_recent_field}}}\n"
        "pi__score__c: {sync: to-salesforce, at: {ae: {field: score, wins: account_engagement}}}\n"
    )
    assert rules(said.strip(), BOTH) == []


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("Agent__c:", [("AEN840", "7:3")]),
        ("Place__c: {sync: from-salesforce}", [("AEN840", "7:3")]),
        ("Agent__c: {sync: hidden}", []),
        ("ReportsToId: {sync: from-salesforce}", []),
        ("Mobile_2__c: {at: {ae: {type: number}}}", [("AEN841", "7:33")]),
        ("Mobile_2__c: {at: {ae: {type: text}}}", []),
        ("Motto__c: {at: {ae: {type: string}}}", [("AEN844", "7:30")]),
        ("Motto__c: {at: {ae: {type: Multi-Select}}}", []),
        ("Worth__c: {sync: from-salesforce, at: {ae: {wins: account_engagement}}}", [("AEN846", "7:53")]),
        ("Count__c: {sync: from-salesforce, at: {ae: {wins: account_engagement}}}", [("AEN846", "7:53")]),
        ("Opt_In__c: {at: {ae: {type: checkbox}}}", [("AEN847", "7:31")]),
        ("Opt_In__c: {at: {ae: {type: text}}}", [("AEN847", "7:31")]),
        ("Opt_In__c: {at: {ae: {values: ['True', 'False']}}}", [("AEN847", "7:33")]),
        ("Opt_In__c: {at: {ae: {values: ['false', 'true']}}}", []),
        ("Line__c: {at: {ae: {type: text, wins: account_engagement}}}", [("AEN848", "7:29")]),
        ("Line__c: {at: {ae: {type: text, wins: salesforce}}}", []),
        ("Line__c: {sync: from-salesforce, at: {ae: {type: text, wins: account_engagement}}}", []),
        ("Size__c: {at: {ae: {type: text, wins: account_engagement}}}", [("AEN848", "7:29")]),
        ("Day__c: {at: {ae: {type: number, wins: account_engagement}}}", [("AEN848", "7:28")]),
        ("Day__c: {at: {ae: {type: hidden, wins: account_engagement}}}", []),
        ("Line__c: {at: {ae: {values: [Drives, Sensors, Spare Parts]}}}", [("AEN849", "7:31")]),
        ("Line__c: {at: {ae: {values: [Drives, 'Sensors ']}}}", [("AEN849", "7:31")]),
        ("Shared__c: {at: {ae: {values: [Energy, Food, Water]}}}", [("AEN849", "7:33")]),
        ("Shared__c: {at: {ae: {values: [Food, Energy]}}}", []),
        ("pi__score__c: {sync: to-salesforce, at: {ae: {field: Points}}}", [("AEN850", "7:56")]),
        ("Motto__c: {at: {ae: {field: grade}}}", [("AEN850", "7:31")]),
        ("pi__score__c: {sync: to-salesforce, at: {ae: {wins: salesforce}}}", [("AEN850", "7:55")]),
        ("pi__campaign__c: {sync: from-salesforce}", [("AEN850", "7:3")]),
        ("OwnerId: {sync: from-salesforce, at: {ae: {wins: account_engagement}}}", [("AEN850", "7:52")]),
        ("Company: {at: {ae: {wins: account_engagement}}}", [("AEN851", "7:29")]),
        ("Motto__c: {at: {ae: {field: company, wins: account_engagement}}}", [("AEN851", "7:46")]),
        ("Email: {at: {ae: {wins: most_recent_field}}}", [("AEN852", "7:27")]),
        ("Email: {at: {ae: {wins: most_recent_record}}}", [("AEN854", "7:27")]),
        ("HasOptedOutOfEmail: {at: {ae: {wins: salesforce}}}", [("AEN855", "7:40")]),
        ("Motto__c: {sync: to-salesforce, at: {ae: {wins: account_engagement}}}", [("AEN857", "7:51")]),
        ("Motto__c: {sync: to-salesforce, at: {ae: {wins: salesforce}}}", []),
        ("Motto__c: {sync: from-salesforce, at: {ae: {wins: salesforce}}}", [("AEN858", "7:53")]),
        ("Opt_In__c: {sync: from-salesforce, at: {ae: {wins: salesforce}}}", []),
        ("Motto__c: {sync: from-salesforce}", []),
    ],
)
def test_one_field_is_found_at_the_words_that_are_wrong(fields, found):
    assert rules(fields) == found


def test_a_field_of_an_account_is_not_written():
    assert rules("Motto__c:", "Account") == [("AEN845", "7:3")]
    assert rules("Motto__c:", "Account", "sync: from-salesforce") == []
    [one] = diagnostics("StageName: {sync: to-salesforce}", "Opportunity")
    assert one.message.endswith("opportunities are read-only in Account Engagement (observed, not documented)")


def test_a_blank_comes_back_unless_support_has_switched_overwriting_on():
    said = "Motto__c: {sync: from-salesforce, at: {ae: {wins: salesforce}}}"
    assert rules(said, **{"connectors/ae.yaml": UNITS + "blank_salesforce_values_overwrite: true\n"}) == []


def test_a_picklist_that_takes_any_value_takes_a_text():
    made = "New__c: {create: {label: New, type: Picklist, restricted: %s}, values: {a: }, at: {ae: {type: text, wins: account_engagement}}}"
    assert [rule for rule, _ in rules(made % "true")] == ["AEN848"]
    assert rules(made % "false") == []


# ------------------------------------------------------------------ several fields together


def test_one_name_cannot_be_mapped_to_two_fields_whatever_its_capitals():
    more = spec("MOTTO__c: {at: {ae: {field: b}}}", "Contact")
    assert rules("Motto__c: {at: {ae: {field: a}}}", **{"objects/b.yaml": more}) == [("AEN842", "7:31")]
    assert rules("Motto__c: {at: {ae: {field: B}}}", **{"objects/b.yaml": more}) == []
    assert rules("Other__c: {at: {ae: {field: a}}}", **{"objects/b.yaml": spec("Other__c: {at: {ae: {field: c}}}", "Contact")}) == [
        ("AEN842", "7:31")
    ]


def test_two_fields_of_an_object_cannot_be_one():
    assert rules("Motto__c: {at: {ae: {field: a}}}\nOther__c: {at: {ae: {field: A}}}") == [("AEN843", "8:31")]
    assert rules("Motto__c: {at: {ae: {field: firstName}}}\nFirstName:") == [("AEN843", "7:31")]


def test_a_part_and_the_field_itself_cannot_be_two():
    said = "Address: {parts: {City: {at: {ae: {field: town}}}}}\nCity: {at: {ae: {field: city}}}"
    assert rules(said) == [("AEN843", "8:27")]


def test_a_part_is_found_at_its_own_words():
    assert rules("Address: {parts: {City: {at: {ae: {type: string}}}}}") == [("AEN844", "7:44")]


# ------------------------------------------------------------------ business units


def test_what_every_unit_has_is_found_once_and_what_one_says_at_its_words():
    assert rules("Mobile_2__c: {at: {ae: {type: number}}}") == [("AEN841", "7:33")]
    assert rules("Mobile_2__c: {at: {ae: {type: number}, ae/emea: {type: text}}}") == [("AEN841", "7:33")]
    assert rules("Mobile_2__c: {at: {ae/emea: {type: number}}}") == [("AEN841", "7:38")]
    assert rules("Mobile_2__c: {at: {ae: {type: number}, ae/emea: {type: text}, ae/amer: {type: text}}}") == []


def test_a_unit_in_which_a_field_is_hidden_says_nothing_of_it():
    assert rules("Mobile_2__c: {at: {ae: {type: text}, ae/emea: {type: number, sync: hidden}}}") == []


def test_two_units_may_name_a_field_each_in_its_own_way():
    assert rules("Motto__c: {at: {ae/emea: {field: a}, ae/amer: {field: b}}}", BOTH) == []


def test_what_a_file_says_of_all_is_found_once_in_its_defaults():
    found = rules("Motto__c:\nOther__c:", defaults="sync: two-way, at: {ae: {wins: most_recent_record}}")
    assert {place for _, place in found} == {"5:69"}


# ------------------------------------------------------------------ Opted Out


def test_the_most_recent_field_needs_history_on_leads_and_on_contacts():
    said = "HasOptedOutOfEmail: {at: {ae: {wins: most_recent_field}}}"
    assert rules(said, BOTH) == []
    [alone] = diagnostics(said)
    assert (alone.rule.id, "the contact's does not sync with `ae`" in alone.message) == ("AEN853", True)
    untracked = held(Contact={"HasOptedOutOfEmail": Field(type="Checkbox")})
    [kept] = diagnostics(said, BOTH, objects=untracked)
    assert "the history of `Contact.HasOptedOutOfEmail` is not kept in this org" in kept.message


@pytest.mark.parametrize(("shows", "found"), [("edit", ["AEN856"]), ("read", [])])
def test_a_layout_that_lets_people_change_the_opt_out_is_found_where_account_engagement_wins(shows, found):
    layout = Layout("Lead-Lead Layout", {"HasOptedOutOfEmail": shows})
    there = held()
    objects = Org(there.objects, SETS, People(layouts={layout.name: layout}))
    said = "HasOptedOutOfEmail: {at: {ae: {wins: account_engagement}}}"
    assert [rule for rule, _ in rules(said, BOTH, objects=objects)] == found
    assert rules("HasOptedOutOfEmail: {at: {ae: {wins: most_recent_field}}}", BOTH, objects=objects) == []


def test_what_a_third_party_alone_says_is_worded_as_that():
    [one] = diagnostics("HasOptedOutOfEmail: {at: {ae: {wins: salesforce}}}")
    assert (one.severity, one.message.endswith("(observed, not documented)")) == ("warning", True)
