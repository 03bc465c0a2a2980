"""The page of filters: in words, on each object, with what people wrote as text."""

from markdown_it import MarkdownIt

from small_estate import FILES as ESTATE
from small_estate import clean, org
from syncwright.inventory import Field, Org

SCOPE = """filter: scope
why: "stale people | `only` cost *backlog*"
owner: ops
objects: [Lead, Contact]
where: |
  (Email is not blank and Motto__c contains '<b>_x_') and Title != 'a'
"""
UNITS = """partition: units
why: each sees its own
owner: ops
objects: Contact
as: {field: Unit__c}
cases:
  EMEA: {for: ae/emea, where: MailingCountry = 'DE'}
  AMER: {for: ae/amer, where: true}
otherwise: EMEA
"""
ORG = Org(org({"Contact": {"Motto__c": Field(type="Text", label="Motto <i>"), "Unit__c": Field(type="Picklist", values=("EMEA", "AMER"))}}))
PERSON = """object: Contact
why: who they are
for: [ae]
defaults: {why: w, owner: ops, pii: none, reviewed: 2026-05-01, sync: from-salesforce}
fields: {Email: }
"""
QUIET = "policy: {rules: {sharing-rule-without-its-pair: off, otherwise-unreachable: off}}\n"
FILES = {
    "estate.yaml": ESTATE["estate.yaml"] + QUIET,
    "connectors/ae.yaml": ESTATE["connectors/ae.yaml"]
    + "marketing_data_sharing: true\nsame_email_prospects: true\nbusiness_units: {amer: {why: w}, emea: {why: w}}\n",
    "objects/person.yaml": PERSON,
    "filters/scope.yaml": SCOPE,
    "filters/units.yaml": UNITS,
}


def page(files=FILES) -> str:
    return next(one.data for one in clean(files, ORG).artifacts() if one.path == "dictionary/filters.md").decode()


def test_a_filter_is_said_on_each_object():
    text = page()
    assert "**Lead** is in scope if:\n\n- all of these hold:\n  - *Email* is not blank\n" in text
    assert "  - *Title* is not 'a', or is blank\n" in text
    assert text.count("is in scope if:") == 2


def test_a_partition_is_said_case_by_case():
    text = page()
    assert "the answer is kept in `Unit__c`" in text
    assert "**Contact** is EMEA, for ae/emea, if:\n\n- *Mailing Country* is 'DE'\n" in text
    assert "**Contact** is AMER, for ae/amer, if none of the above, and:\n\n- every record\n" in text
    assert text.endswith("**Contact** is EMEA in any other case.\n")


def test_what_people_wrote_is_text():
    html = MarkdownIt("js-default").render(page())
    assert "&lt;b&gt;_x_" in html
    assert "<em>Motto &lt;i&gt;</em>" in html
    assert "`only` cost *backlog*" in html


def test_an_estate_without_filters_has_no_such_page():
    assert "dictionary/filters.md" not in [one.path for one in clean({}, ORG).artifacts()]


def test_the_page_comes_from_its_specs():
    found = next(one for one in clean(FILES, ORG).artifacts() if one.path == "dictionary/filters.md")
    assert found.keys == ("filter/scope", "partition/units", "environment/production", "estate/tiny")


def test_each_platform_s_form_stands_below_or_why_it_has_none():
    text = page()
    of_lead = text[text.index("**Lead** is in scope") : text.index("**Contact** is in scope")]
    assert "Salesforce formula:\n\n```\nAND(NOT(ISBLANK(Email)), " in of_lead
    assert "Salesforce query:\n\n```sql\nEmail != null AND " in of_lead
    today = {**FILES, "filters/scope.yaml": SCOPE.replace("Title != 'a'", "Birthdate >= today").replace("[Lead, Contact]", "Contact")}
    assert "Salesforce query: none, as it speaks of today" in page(today)


def test_a_form_is_shown_whatever_is_in_it():
    """A text that would end its block makes the block's fence longer."""
    files = {**FILES, "filters/scope.yaml": SCOPE.replace("<b>_x_", "```")}
    html = MarkdownIt("js-default").render(page(files))
    assert "CONTAINS(LOWER(Motto__c), &quot;```&quot;)" in html
