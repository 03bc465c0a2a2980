"""What somebody changed behind our back, as people and machines read it in a plan."""

import re

import pytest

from plan.plans import BINDING, MARKETO, TITLES, TYPES, WHOLE, changes
from syncwright.plan.drift import Drift, DriftedPart
from syncwright.plan.model import Plan
from syncwright.plan.stored import read_document, read_plan
from syncwright.records import pretty, replace
from syncwright.views.paint import Paint
from syncwright.views.plan import READERS, document, for_reader, human, markdown

THERE = replace(WHOLE, attributes={**WHOLE.attributes, "fields": {"Lead.Email": "read", "Lead.Fax": "read"}})
PARTS = (
    DriftedPart("fields", "Lead.Fax", None, "read", True),
    DriftedPart("fields", "Lead.Email", "edit", "read", True),
    DriftedPart("fields", "Lead.Lead_Score__c", "read", None, False),
)
MADE = "2026-11-20T10:00:00.123456+00:00"


def planned(*drift: Drift) -> Plan:
    return Plan(changes([THERE], [WHOLE]), (), (), BINDING, (), (), drift)


def drawn(*drift: Drift):
    return document(planned(*drift), TYPES, TITLES, [], "0.1")


def shown(doc) -> str:
    """On lines without breaks."""
    return " ".join(human(doc, Paint(False)).split())


CHANGED = Drift(MARKETO, "changed", PARTS, MADE, "a" * 64, "Ann Admin", "2026-11-21T08:00:00Z")


def test_each_part_says_how_it_was_made_and_is_and_what_the_plan_does():
    text = shown(drawn(CHANGED))
    assert (
        "! permission set Marketo_Sync: last changed by Ann Admin at 2026-11-21T08:00:00Z; we made it at 2026-11-20T10:00:00Z by plan aaaaaaaa"
        in text
    )
    assert "+ field Lead.Fax: read; this plan undoes it ~ field Lead.Email: edit -> read; this plan undoes it" in text
    assert "- field Lead.Lead_Score__c: read; the specs say something else again" in text


def test_it_stands_before_what_the_specs_change():
    text = shown(drawn(CHANGED))
    assert text.index("changed behind our back") < text.index("who loses and who gains access") < text.index("Salesforce: 1 to change")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("gone", "it is no longer there; this plan makes it again"),
        ("back", "a plan deleted it, and it is there again"),
        ("unknown", "it is not as we made it, and which parts differ is not known"),
    ],
)
def test_what_has_no_parts_is_said_in_words(what, said):
    text = shown(drawn(Drift(MARKETO, what, (), MADE, "", None, None)))
    assert "who changed it is not known; we made it at 2026-11-20T10:00:00Z !" in text and said in text


def test_no_drift_is_not_spoken_of():
    assert "behind our back" not in shown(drawn()) + markdown(drawn())


@pytest.mark.parametrize("reader", ["salesforce-admin", "security"])
def test_readers_who_decide_of_it_see_it(reader):
    assert reader in READERS
    assert "changed behind our back" in for_reader(drawn(CHANGED), reader, Paint(False))


def test_many_parts_are_counted():
    many = tuple(DriftedPart("fields", f"Lead.F{number}__c", None, "read", True) for number in range(50))
    assert "and 30 more parts" in shown(drawn(replace(CHANGED, parts=many)))


@pytest.mark.parametrize("harm", ["\x1b[31mred", "a\nb", "</details><script>", "::error::no", "`x`", "@everyone", "| a |"])
def test_names_from_the_org_are_shown_and_do_nothing(harm):
    doc = drawn(replace(CHANGED, by=harm, parts=(DriftedPart("fields", harm, None, harm, True),)))
    text, comment = human(doc, Paint(False)), markdown(doc)
    assert "\x1b" not in text + comment
    assert "<script>" not in re.sub(r"`[^`]*`", "", comment), "in code it is shown, and nothing else"
    assert not any(line.lstrip().startswith("::error") for line in text.splitlines())


def test_what_is_saved_is_what_was_planned():
    data = pretty(drawn(CHANGED)).encode()
    assert read_plan(data).drift == (CHANGED,)
    assert read_document(data).drift[0].parts == PARTS
