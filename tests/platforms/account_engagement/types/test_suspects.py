"""The quick pass over fields lets nothing through that a closer look finds something in."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from small_estate import FILES, compiled, org
from syncwright.inventory import Field, Org
from syncwright.inventory.model import ValueSet
from syncwright.platforms.account_engagement.fields import MAPPED
from syncwright.platforms.account_engagement.types.checks import findings
from syncwright.platforms.account_engagement.types.suspects import suspects

AE = FILES["connectors/ae.yaml"] + "marketing_data_sharing: true\nbusiness_units: {amer: {why: w}, emea: {why: w}}\n"
CUSTOM = {
    "Look__c": Field(type="Lookup", references=("Account",)),
    "Phone__c": Field(type="Phone"),
    "Tick__c": Field(type="Checkbox"),
    "List__c": Field(type="Picklist", value_set="Market"),
    "Sum__c": Field(type="Number", formula="1"),
    "Size__c": Field(type="Number"),
    "Text__c": Field(type="Text", length=80),
    "TEXT__c": Field(type="Text", length=80),
}
ORG = Org(org(dict.fromkeys(("Lead", "Contact", "Account"), CUSTOM)), {"Market": ValueSet("Market", "global", ("Food",))})

WAYS = st.sampled_from(["two-way", "from-salesforce", "to-salesforce", "hidden"])
KEYS = {
    "sync": WAYS,
    "field": st.sampled_from(["a", "A", "b", "score", "company", "optedOut", "firstName"]),
    "wins": st.sampled_from(["salesforce", "account_engagement", "most_recent_field", "most_recent_record"]),
    "type": st.sampled_from(["text", "number", "radio_button", "checkbox", "dropdown", "date", "string"]),
    "values": st.sampled_from(["[Food]", "[food]", "[true, false]"]),
}


@st.composite
def words(draw):
    """A few details: of many at once, each would make the field stand out for its own reason."""
    return {key: draw(KEYS[key]) for key in draw(st.lists(st.sampled_from(sorted(KEYS)), min_size=1, max_size=2, unique=True))}


AT = st.dictionaries(st.sampled_from(["ae", "ae/emea"]), words(), max_size=1)
NAMES = ["FirstName", "Email", "HasOptedOutOfEmail", "OwnerId", *CUSTOM]


def flow(said) -> str:
    """A mapping as YAML on one line."""
    return "{" + ", ".join(f"{key}: {flow(value) if isinstance(value, dict) else value}" for key, value in said.items()) + "}"


@st.composite
def estates(draw):
    """One or two files of fields, with what they say of all."""
    files = {}
    for owner in draw(st.lists(st.sampled_from(["Lead", "Contact", "Lead", "Contact", "Account"]), min_size=1, max_size=2, unique=True)):
        defaults = {
            "sync": draw(st.sampled_from(["two-way", "two-way", "from-salesforce", "to-salesforce"])),
            "pii": "none",
            "at": draw(st.sampled_from([{}, {}, {"ae": {"wins": "salesforce"}}])),
        }
        known = [name for name in NAMES if owner != "Account" or name in CUSTOM]
        fields = {
            name: {"why": "w", "at": draw(AT)} for name in draw(st.lists(st.sampled_from(known), min_size=4, max_size=8, unique=True))
        }
        lines = "".join(f"  {name}: {flow(said)}\n" for name, said in fields.items())
        files[f"objects/{owner}.yaml"] = f"object: {owner}\nowner: ops\nwhy: w\nfor: [ae]\ndefaults: {flow(defaults)}\nfields:\n{lines}"
    return files


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(estates())
def test_nothing_is_found_in_a_field_that_it_leaves_out(files):
    catalog = compiled({"connectors/ae.yaml": AE, **files}, ORG).catalog
    assert catalog is not None
    every = [field for owner in MAPPED if owner in catalog.objects for field in catalog.objects[owner].visible("ae")]
    looked_at = suspects(catalog.objects, MAPPED, "ae")
    told = [{(one.rule.id, one.place) for one in findings(catalog, "ae", fields)} for fields in (every, looked_at)]
    assert told[1] == told[0]
