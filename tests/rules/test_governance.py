"""The neutral rules on values: when each speaks, where, and that it is silent where it knows too little."""

from collections.abc import Mapping
from datetime import date

import pytest

from small_estate import FILES, Diagnostic, compiled, org, placed, spec, user
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.automation import Automation
from syncwright.records import replace

TEXT = Field(type="Text", length=80)


def estate(policy: str) -> dict[str, str]:
    return {"estate.yaml": f"{FILES['estate.yaml']}policy: {{{policy}}}\n"}


def said(
    rule: str, files: Mapping[str, str], objects: Mapping[str, Object] | Org | None = None, today: date = date(2026, 6, 1)
) -> list[Diagnostic]:
    """What one rule says of an estate."""
    return [one for one in compiled(files, objects, today=today).diagnostics if one.rule.id == rule]


def places(rule: str, files: Mapping[str, str], objects: Mapping[str, Object] | None = None) -> list[str]:
    return [placed(one) for one in said(rule, files, objects)]


def bare(fields: str, objects: str = "Lead", connectors: str = "marketo", defaults: str = "{sync: from-salesforce}", head: str = "") -> str:
    """An object spec that says nothing by itself; the fields begin on line 7."""
    return f"object: {objects}\nowner: ops\nwhy: w\nfor: [{connectors}]\ndefaults: {defaults}\n{head}fields:\n{fields}"


# ------------------------------------------------------------------ GOV504 grant-without-why


def test_all_grants_of_a_user_that_give_no_reason_are_one_finding_at_the_first():
    grants = (
        "objects: {Lead: {access: create}, Contact: {access: read}}, permissions: {ConvertLeads: {}, EditTask: {why: w}}, pages: {Home: {}}"
    )
    [one] = said("GOV504", user(grants))
    assert one.message == "nothing says why `marketo-sync` is granted `Contact`, `Lead`, `Home` and 1 more"
    assert placed(one) == "users/marketo-sync.yaml:3:44"


def test_each_user_has_a_finding_of_its_own():
    files = {**user("permissions: {EditTask: {}}"), **user("apps: {standard__Sales: }", name="other")}
    assert places("GOV504", files) == ["users/marketo-sync.yaml:3:24", "users/other.yaml:3:17"]


@pytest.mark.parametrize(
    "grants", ["", "permissions: {EditTask: {why: w}}", "why: w, permissions: {EditTask: {}}, tabs: {standard-Lead: {}}"]
)
def test_what_has_a_reason_of_its_own_or_one_for_all_is_fine(grants):
    assert said("GOV504", user(grants)) == []


# ------------------------------------------------------------------ GOV505 field-without-privacy-class


def test_all_fields_of_a_file_without_a_class_are_one_finding():
    fields = (
        "".join(f"  {name}: {{why: w}}\n" for name in ("Title", "Email", "Phone", "Fax", "Website")) + "  Rating: {why: w, pii: none}\n"
    )
    [one] = said("GOV505", {"objects/lead.yaml": bare(fields)})
    assert one.message == "nothing says the privacy class of `Email`, `Fax`, `Phone` and 2 more"
    assert placed(one) == "objects/lead.yaml:6:1"


def test_a_field_that_several_objects_share_is_named_once():
    [one] = said("GOV505", {"objects/people.yaml": bare("  Email: {why: w}\n", "[Lead, Contact]")})
    assert (one.message, placed(one)) == ("nothing says the privacy class of `Email`", "objects/people.yaml:7:3")


@pytest.mark.parametrize(
    ("fields", "defaults"),
    [
        ("  Email: {why: w, pii: contact}\n", "{sync: from-salesforce}"),
        ("  Email: {why: w}\n", "{sync: from-salesforce, pii: contact}"),
        ("  Email: {why: w}\n", "{sync: hidden}"),
        ("  Email: {why: w, retire: {stage: hidden, since: 2026-01-01}}\n", "{sync: from-salesforce}"),
    ],
)
def test_a_class_is_asked_only_of_what_syncs_and_says_none(fields, defaults):
    assert said("GOV505", {"objects/lead.yaml": bare(fields, defaults=defaults)}) == []


def test_what_is_allowed_at_one_field_is_not_allowed_for_the_others():
    allow = "allow: {field-without-privacy-class: {why: w, until: 2026-12-31}}"
    fields = f"  Email: {{why: w, {allow}}}\n  Fax: {{why: w}}\n  Phone: {{why: w}}\n"
    found = said("GOV505", {"objects/lead.yaml": bare(fields)})
    assert [(placed(one), one.allowed is not None) for one in found] == [("objects/lead.yaml:6:1", False), ("objects/lead.yaml:7:3", True)]
    assert "`Fax` and `Phone`" in found[0].message


# ------------------------------------------------------------------ GOV506 review-overdue


@pytest.mark.parametrize(
    ("today", "overdue"),
    [(date(2026, 5, 31), False), (date(2027, 2, 28), False), (date(2027, 3, 1), True)],
)
def test_a_review_holds_through_the_day_on_which_its_time_ends(today, overdue):
    files = {**estate("review_every: 12 months"), "objects/lead.yaml": bare("  Email: {why: w, pii: none, reviewed: 2026-02-28}\n")}
    found = said("GOV506", files, today=today)
    assert bool(found) is overdue
    for one in found:
        assert one.message == "the review of `Email` is overdue since 2027-02-28: the last one was on 2026-02-28"
        assert placed(one) == "objects/lead.yaml:7:40"
        assert "12 months" in one.help


def test_a_day_for_the_whole_file_is_one_finding_and_days_of_fields_are_their_own():
    fields = "  Email: {why: w}\n  Fax: {why: w, reviewed: 2024-01-01}\n  Phone: {why: w}\n  Title: {why: w, reviewed: 2026-05-01}\n"
    files = {
        **estate("review_every: 1 year"),
        "objects/lead.yaml": bare(fields, defaults="{sync: two-way, pii: none, reviewed: 2025-05-01}"),
    }
    assert [(placed(one), one.message.partition(" is ")[0]) for one in said("GOV506", files)] == [
        ("objects/lead.yaml:5:48", "the review of `Email` and `Phone`"),
        ("objects/lead.yaml:8:27", "the review of `Fax`"),
    ]


def test_fields_that_were_never_reviewed_are_one_finding_a_file():
    fields = "  Email: {why: w}\n  Fax: {why: w}\n  Title: {why: w, reviewed: 2026-05-01}\n  Phone: {why: w, sync: hidden}\n"
    files = {**estate("review_every: 1 year"), "objects/lead.yaml": bare(fields, defaults="{sync: two-way, pii: none}")}
    [one] = said("GOV506", files)
    assert (one.message, placed(one)) == ("nobody has reviewed `Email` and `Fax`", "objects/lead.yaml:6:1")


def test_without_a_policy_nothing_is_overdue():
    assert said("GOV506", {"objects/lead.yaml": bare("  Email: {why: w, reviewed: 1999-01-01}\n  Fax: {why: w}\n")}) == []


# ------------------------------------------------------------------ GOV507 unused-custom-object


def test_a_custom_object_of_which_nothing_says_the_use_is_found_at_its_name():
    files = {"objects/a.yaml": bare("  Text__c: {why: w}\n", "[Lead, Loose__c]"), "objects/b.yaml": bare("  Name: {why: w}\n", "Loose__c")}
    extra = {"Lead": {"Text__c": TEXT}}
    [one] = said("GOV507", files, org(extra))
    assert (placed(one), one.message) == ("objects/a.yaml:1:16", "`Loose__c` syncs with `marketo`, and nothing says what uses it")


@pytest.mark.parametrize(
    "text",
    [
        bare("  Text__c: {why: w}\n", "Loose__c", head="used_by: a report\n"),
        bare("  Text__c: {why: w, used_by: a report}\n", "Loose__c"),
        bare("  Text__c: {why: w}\n", "Loose__c", defaults="{sync: hidden}"),
        bare("  Phone: {why: w}\n", "Lead"),
    ],
)
def test_a_use_is_asked_only_of_custom_objects_that_sync(text):
    assert said("GOV507", {"objects/a.yaml": text}) == []


# ------------------------------------------------------------------ GOV508 lost-at-conversion

LEADS = bare("  Score__c: {why: w}\n  Motto__c: {why: w}\n  Email: {why: w}\n", defaults="{sync: two-way, pii: none}")
CONTACTS = bare("  Email: {why: w}\n", "Contact", defaults="{sync: two-way, pii: none}")
PEOPLE = {"objects/lead.yaml": LEADS, "objects/contact.yaml": CONTACTS}


def mapping(conversion: dict[str, tuple[str, ...]]) -> dict[str, Object]:
    objects = org()
    return {**objects, "Lead": replace(objects["Lead"], conversion=conversion)}


def test_what_the_org_maps_to_nothing_is_lost():
    [one] = said("GOV508", PEOPLE, mapping({"Motto__c": ("Contact.Motto__c",)}))
    assert one.message == "the org's lead conversion maps `Score__c` to nothing: what it holds stays behind"
    assert placed(one) == "objects/lead.yaml:7:3"


def test_what_the_org_maps_anywhere_is_not_lost():
    assert said("GOV508", PEOPLE, mapping({"Motto__c": ("Contact.Motto__c",), "Score__c": ("Opportunity.Score__c",)})) == []


def test_where_nothing_is_known_of_the_org_it_is_said_so():
    text = LEADS.replace("Motto__c: {why: w}", "Motto__c: {why: w, convert: Contact.Motto__c}")
    [one] = said("GOV508", {**PEOPLE, "objects/lead.yaml": text})
    assert one.message == "nothing says what takes `Score__c` when a lead is converted"
    assert "import" in one.help


def test_a_user_that_converts_leads_is_reason_enough_to_ask():
    files = {**PEOPLE, **user("permissions: {ConvertLeads: {why: w}}")}
    [one] = said("GOV508", files)
    assert "`Motto__c` and `Score__c`" in one.message


@pytest.mark.parametrize(
    "files",
    [
        PEOPLE,  # nothing says that leads are converted here
        {"objects/lead.yaml": LEADS, **user("permissions: {ConvertLeads: {why: w}}")},  # contacts are no concern of this estate
        {
            "objects/lead.yaml": LEADS,
            "objects/contact.yaml": CONTACTS.replace("marketo", "ae"),  # another connector has the contacts
            **user("permissions: {ConvertLeads: {why: w}}"),
        },
        {
            **PEOPLE,
            "objects/lead.yaml": LEADS.replace("why: w}", "why: w, sync: hidden}"),
            **user("permissions: {ConvertLeads: {why: w}}"),
        },
    ],
)
def test_it_is_silent_where_nothing_is_lost_or_nothing_is_known(files):
    assert said("GOV508", files) == []


def test_a_formula_holds_nothing_that_could_be_lost():
    objects = org({"Lead": {"Score__c": Field(type="Number", formula="1"), "Motto__c": TEXT}})
    files = {**PEOPLE, **user("permissions: {ConvertLeads: {why: w}}")}
    [one] = said("GOV508", files, objects)
    assert "`Motto__c`" in one.message and "Score__c" not in one.message


# ------------------------------------------------------------------ GOV509 names-nearly-alike


def alike(lead: str, contact: str, connectors: tuple[str, str] = ("marketo", "marketo")) -> list[Diagnostic]:
    files = {
        "objects/lead.yaml": bare(f"  {lead}: {{why: w}}\n", "Lead", connectors[0]),
        "objects/contact.yaml": bare(f"  {contact}: {{why: w}}\n", "Contact", connectors[1]),
    }
    return said("GOV509", files, org({"Lead": {lead: TEXT}, "Contact": {contact: TEXT}}))


@pytest.mark.parametrize(
    ("lead", "contact", "by"),
    [("Site_Role__c", "SiteRole__c", "`_`"), ("SiteRole__c", "siterole__c", "case"), ("site_role__c", "SiteRole__c", "`_`")],
)
def test_names_that_differ_by_case_or_underscore_alone_are_found_at_both(lead, contact, by):
    [one] = alike(lead, contact)
    assert one.message == f"`Lead.{lead}` and `Contact.{contact}` differ by {by} alone, and stand here as two ideas"
    assert (placed(one), [other.path for other in one.related]) == ("objects/lead.yaml:7:3", ["specs/objects/contact.yaml"])


@pytest.mark.parametrize(
    ("lead", "contact"),
    [("Site_Role__c", "Site_Role__c"), ("Site_Role__c", "Site_Roles__c"), ("npsp__Role__c", "Role__c"), ("Title", "Title__c")],
)
def test_names_that_differ_otherwise_or_not_at_all_are_fine(lead, contact):
    assert alike(lead, contact) == []


def test_two_connectors_do_not_confuse_each_others_names():
    assert alike("Site_Role__c", "SiteRole__c", ("marketo", "ae")) == []


def test_a_field_with_a_namesake_of_its_own_is_not_confused():
    files = {
        "objects/people.yaml": bare("  Site_Role__c: {why: w}\n", "[Lead, Contact]"),
        "objects/contact.yaml": bare("  SiteRole__c: {why: w}\n", "Contact"),
    }
    both = {"Site_Role__c": TEXT, "SiteRole__c": TEXT}
    assert said("GOV509", files, org({"Lead": both, "Contact": both})) == []


def test_names_of_one_idea_are_told_apart_by_the_specs():
    files = {"objects/people.yaml": bare("  Role: {why: w, is: {Lead: Site_Role__c, Contact: SiteRole__c}}\n", "[Lead, Contact]")}
    assert said("GOV509", files, org({"Lead": {"Site_Role__c": TEXT}, "Contact": {"SiteRole__c": TEXT}})) == []


# ------------------------------------------------------------------ GOV510 pair-does-not-match

IN, BOTH = "from-salesforce", "two-way"


def pair(lead: Field, contact: Field, sync: str = BOTH) -> list[str]:
    objects = org({"Lead": {"X__c": lead}, "Contact": {"X__c": contact}})
    files = {"objects/people.yaml": bare("  X__c: {why: w}\n", "[Lead, Contact]", defaults=f"{{sync: {sync}}}")}
    return [one.message for one in said("GOV510", files, objects)]


def picklist(*values: str) -> Field:
    return Field(type="Picklist", values=values)


@pytest.mark.parametrize(
    ("lead", "contact", "sync", "words"),
    [
        (TEXT, Field(type="Number", precision=4, scale=0), IN, "`Lead.X__c` is Text(80) and `Contact.X__c` Number(4, 0)"),
        (Field(type="Checkbox"), TEXT, IN, "Checkbox"),
        (Field(type="Date"), Field(type="DateTime"), IN, "Date and"),
        (TEXT, Field(type="Email"), BOTH, "Email"),
        (picklist("a"), TEXT, BOTH, "Picklist"),
        (TEXT, replace(TEXT, length=40), BOTH, "what `Lead` holds may not fit `Contact`"),
        (replace(TEXT, length=40), TEXT, BOTH, "what `Contact` holds may not fit `Lead`"),
        (Field(type="LongTextArea", length=1000), TEXT, BOTH, "what `Lead` holds may not fit `Contact`"),
        (Field(type="TextArea"), TEXT, BOTH, "what `Lead` holds may not fit `Contact`"),
        (Field(type="Number", precision=18, scale=0), Field(type="Number", precision=18, scale=2), BOTH, "may not fit `Contact`"),
        (picklist("a", "b"), picklist("a"), BOTH, "the picklist `Contact.X__c` lacks `b`, which `Lead.X__c` has"),
        (picklist("a"), picklist("A"), BOTH, "lacks `a`"),
    ],
)
def test_a_pair_that_does_not_match_is_found(lead, contact, sync, words):
    [message] = pair(lead, contact, sync)
    assert words in message


@pytest.mark.parametrize(
    ("lead", "contact", "sync"),
    [
        (TEXT, TEXT, BOTH),
        (TEXT, replace(TEXT, length=40), IN),
        (TEXT, Field(type="Email"), IN),
        (picklist("a", "b"), picklist("a"), IN),
        (picklist("a", "b"), picklist("b", "a"), BOTH),
        (picklist("a"), Field(type="Picklist", value_set="Unread"), BOTH),
        (TEXT, Field(), BOTH),
        (Field(type="Number", precision=18, scale=2), Field(type="Number", precision=18, scale=2), BOTH),
        (Field(type="Text", formula="1"), TEXT, IN),
        (TEXT, Field(type="Number", precision=4), "hidden"),
    ],
)
def test_a_pair_that_matches_or_cannot_be_told_is_fine(lead, contact, sync):
    assert pair(lead, contact, sync) == []


def test_a_pair_is_one_by_its_name_in_two_files_too_and_both_places_are_shown():
    files = {
        "objects/lead.yaml": bare("  X__c: {why: w}\n", "Lead"),
        "objects/contact.yaml": bare("  X__c: {why: w}\n", "Contact"),
    }
    objects = org({"Lead": {"X__c": TEXT}, "Contact": {"X__c": Field(type="Checkbox")}})
    [one] = said("GOV510", files, objects)
    assert (placed(one), [other.path for other in one.related]) == ("objects/lead.yaml:7:3", ["specs/objects/contact.yaml"])
    assert said("GOV510", {**files, "objects/contact.yaml": files["objects/contact.yaml"].replace("marketo", "ae")}, objects) == []


def test_a_pair_of_standard_fields_is_nobodys_to_change():
    files = {"objects/people.yaml": bare("  Phone: {why: w}\n", "[Lead, Contact]", defaults="{sync: two-way}")}
    objects = org({"Lead": {"Phone": Field(type="Phone", length=10)}, "Contact": {"Phone": Field(type="Text", length=40)}})
    assert said("GOV510", files, objects) == []


# ------------------------------------------------------------------ GOV511 conversion-does-not-fit


def converted(lead: Field, target: Field, path: str = "Contact.To__c") -> list[str]:
    owner, _, name = path.partition(".")
    objects = org({"Lead": {"X__c": lead}, owner: {name: target}})
    files = {"objects/lead.yaml": bare(f"  X__c: {{why: w, convert: {path}}}\n")}
    return [one.message for one in said("GOV511", files, objects)]


@pytest.mark.parametrize(
    ("lead", "target", "words"),
    [
        (Field(type="Number", precision=4), TEXT, "is Number(4, 0) and `Contact.To__c` Text(80): a lead's field of that type"),
        (Field(type="Checkbox"), Field(type="Picklist"), "of that type"),
        (picklist("a"), Field(type="LongTextArea", length=1000), "of that type"),
        (Field(type="AutoNumber"), Field(type="Number", precision=8), "of that type"),
        (TEXT, Field(type="Email"), "of that type"),
        (TEXT, replace(TEXT, length=79), "as long"),
        (Field(type="LongTextArea", length=32000), Field(type="LongTextArea", length=1000), "as long"),
        (Field(type="Number", precision=18, scale=0), Field(type="Number", precision=10, scale=0), "as long"),
        (Field(type="Currency", precision=18, scale=2), Field(type="Currency", precision=18, scale=0), "decimal places"),
        (Field(type="Lookup", references=("Account",)), Field(type="Lookup", references=("Contact",)), "one object"),
        (TEXT, Field(type="Text", formula="1"), "is a formula"),
    ],
)
def test_a_conversion_that_salesforce_refuses_is_found(lead, target, words):
    [message] = converted(lead, target)
    assert words in message


@pytest.mark.parametrize(
    ("lead", "target"),
    [
        (TEXT, TEXT),
        (TEXT, replace(TEXT, length=255)),
        (TEXT, Field(type="LongTextArea", length=1000)),
        (TEXT, Field(type="TextArea")),
        (TEXT, Field(type="Picklist")),
        (picklist("a"), picklist("b")),
        (picklist("a"), TEXT),
        (Field(type="AutoNumber"), TEXT),
        (Field(type="Lookup", references=("Account",)), Field(type="Lookup", references=("Account",))),
        (Field(type="Number", precision=18, scale=2), Field(type="Number", precision=18, scale=2)),
        (Field(type="Text", formula="1"), Field(type="Checkbox")),  # no source says what becomes of a formula
        (Field(type="Time"), Field(type="Text", length=5)),  # nor of a time
        (Field(), TEXT),
    ],
)
def test_a_conversion_that_fits_or_of_which_no_source_speaks_is_fine(lead, target):
    assert converted(lead, target) == []


def test_a_lead_becomes_no_other_object():
    [message] = converted(TEXT, TEXT, "Device__c.To__c")
    assert "`Device__c` is none of them" in message


@pytest.mark.parametrize("path", ["Account.To__c", "Contact.To__c", "Opportunity.To__c", "Contact.Description"])
def test_a_lead_becomes_an_account_a_contact_and_an_opportunity(path):
    assert converted(TEXT, TEXT, path) == []


def test_a_field_takes_the_value_of_one_field():
    files = {"objects/lead.yaml": bare("  A__c: {why: w, convert: Contact.To__c}\n  B__c: {why: w, convert: Contact.To__c}\n")}
    [one] = said("GOV511", files, org({"Lead": {"A__c": TEXT, "B__c": TEXT}, "Contact": {"To__c": TEXT}}))
    assert one.message == "`Contact.To__c` takes the value of one field, and `A__c` is converted to it too"
    assert (placed(one), one.related[0].span.start.line) == ("objects/lead.yaml:8:27", 7)


def test_a_conversion_is_the_leads_where_contacts_share_the_field():
    files = {"objects/people.yaml": bare("  X__c: {why: w, convert: Contact.X__c}\n", "[Lead, Contact]")}
    assert said("GOV511", files, org({"Lead": {"X__c": TEXT}, "Contact": {"X__c": TEXT}})) == []


# ------------------------------------------------------------------ GOV512 band-edges-not-rising


@pytest.mark.parametrize(
    ("edges", "column", "words"),
    [("[25, 75, 50]", 58, "50 stands after 75"), ("[25, 25]", 54, "25 stands after 25"), ("[3, 2, 1]", 53, "2 stands after 3")],
)
def test_edges_that_do_not_rise_are_found_at_the_first_that_does_not(edges, column, words):
    files = {"objects/lead.yaml": bare(f"  Band__c: {{why: w, band: {{of: Score__c, edges: {edges}}}}}\n")}
    [one] = said("GOV512", files)
    assert words in one.message
    assert placed(one) == f"objects/lead.yaml:7:{column}"


@pytest.mark.parametrize(("edges", "words"), [("[]", "no edges"), ("[25]", "one edge")])
def test_a_band_takes_two_edges(edges, words):
    [one] = said("GOV512", {"objects/lead.yaml": bare(f"  Band__c: {{why: w, band: {{of: Score__c, edges: {edges}}}}}\n")})
    assert words in one.message
    assert placed(one) == "objects/lead.yaml:7:49"


@pytest.mark.parametrize("edges", ["[0, 25]", "[-5, 0, 25]"])
def test_edges_that_rise_are_fine(edges):
    assert said("GOV512", {"objects/lead.yaml": bare(f"  Band__c: {{why: w, band: {{of: Score__c, edges: {edges}}}}}\n")}) == []


# ------------------------------------------------------------------ GOV513 score-syncs-beside-its-band


def beside(score, band, connectors="marketo, ae"):
    text = f"  Score__c: {{why: w, sync: {score}}}\n  Band__c: {{why: w, sync: {band}, band: {{of: Score__c, edges: [0, 50, 100]}}}}\n"
    return said("GOV513", {"objects/lead.yaml": bare(text, connectors=connectors)})


@pytest.mark.parametrize(
    ("score", "band", "who"),
    [
        ("from-salesforce", "from-salesforce", "`marketo` and `ae` sync `Score__c`"),
        ("{ae: two-way}", "from-salesforce", "`ae` syncs `Score__c`"),
        ("{marketo: to-salesforce}", "{marketo: from-salesforce}", "`marketo` syncs `Score__c`"),
    ],
)
def test_a_score_that_a_connector_of_its_band_syncs_is_found(score, band, who):
    [one] = beside(score, band)
    assert one.message == f"{who} beside its band `Band__c`, which saves nothing then"
    assert one.related[0].span.start.line == 7


@pytest.mark.parametrize(("score", "band"), [("hidden", "from-salesforce"), ("{ae: two-way}", "{marketo: from-salesforce}")])
def test_a_score_for_other_connectors_than_its_band_is_fine(score, band):
    assert beside(score, band) == []


# ------------------------------------------------------------------ GOV514 dead-band-unfit


@pytest.mark.parametrize(
    ("dead_band", "words"), [(-1, "is -1"), (10, "its narrowest band is 10 wide"), (99, "its narrowest band is 10 wide")]
)
def test_a_dead_band_that_does_not_fit_is_found(dead_band, words):
    text = f"  Band__c: {{why: w, band: {{of: Score__c, edges: [0, 10, 50, 100], dead_band: {dead_band}}}}}\n"
    [one] = said("GOV514", {"objects/lead.yaml": bare(text)})
    assert words in one.message


@pytest.mark.parametrize(("edges", "dead_band"), [("[0, 10, 50]", 9), ("[0, 10, 50]", 0), ("[0, 10]", 50)])
def test_a_dead_band_narrower_than_each_band_is_fine(edges, dead_band):
    text = f"  Band__c: {{why: w, band: {{of: Score__c, edges: {edges}, dead_band: {dead_band}}}}}\n"
    assert said("GOV514", {"objects/lead.yaml": bare(text)}) == []


# ------------------------------------------------------------------ GOV515 written-back


def written(*automations: Automation, sync: str = "two-way") -> list[Diagnostic]:
    held = Org(org(), automations={one.name: one for one in automations})
    return said("GOV515", {"objects/lead.yaml": bare(f"  Motto__c: {{why: w, sync: {sync}}}\n  Address: {{why: w, sync: {sync}}}\n")}, held)


CAP = Automation("Cap", "flow", "Lead", ("create", "update"), True, ("Contact.Motto__c", "Lead.City", "Lead.Motto__c"))


def test_a_field_that_syncs_both_ways_and_is_written_at_each_change_is_found_also_as_part_of_an_address():
    one, other = written(CAP)
    assert (placed(one), placed(other)) == ("objects/lead.yaml:7:3", "objects/lead.yaml:8:3")
    assert other.message.startswith("`Lead.City` syncs both ways")
    assert one.message.startswith("`Lead.Motto__c` syncs both ways with `marketo`, and the flow `Cap` of the org may write it")


def test_everything_that_writes_it_is_one_finding():
    rule = replace(CAP, name="Lead.Rule", kind="workflow rule", writes=("Lead.Motto__c",))
    [one] = written(replace(CAP, writes=("Lead.Motto__c",)), rule)
    assert "the flow `Cap` and the workflow rule `Lead.Rule` of the org" in one.message


@pytest.mark.parametrize("change", [{"active": False}, {"on": ("create",)}, {"on": ("schedule",)}, {"object": "Account"}])
def test_what_does_not_run_when_the_record_is_changed_writes_nothing_back(change):
    assert written(replace(CAP, **change)) == []


def test_a_field_that_goes_one_way_is_not_written_back():
    assert written(CAP, sync="from-salesforce") == written(CAP, sync="to-salesforce") == []


# ------------------------------------------------------------------ all of them


def test_a_small_estate_with_everything_said_is_clean():
    compilation = compiled({"objects/lead.yaml": spec("[Lead, Contact]", {"Email": "sync: two-way"})})
    assert compilation.diagnostics == []
