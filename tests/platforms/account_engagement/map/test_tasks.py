"""Fields in the runbook: what is made, what is set, and what is signed; and when it has to be done again."""

from field_map_estates import ORG, catalog_of, people
from small_estate import compiled, told
from syncwright.platforms.account_engagement.map.tasks import tasks
from syncwright.platforms.account_engagement.runbook.standing import standing
from syncwright.platforms.account_engagement.runbook.task import Task
from syncwright.platforms.account_engagement.units import units

TIER = "at: {ae: {field: Tier, wins: salesforce}}"
OPT = "at: {ae: {wins: salesforce}}"


def found(fields: dict[str, str]) -> dict[str, Task]:
    compilation = compiled(people(fields), ORG)
    assert not compilation.failed, told(compilation)
    catalog = catalog_of(compilation)
    [unit] = units(catalog)
    return {one.id: one for one in tasks(catalog, unit)}


def asks(fields: dict[str, str], task_id: str) -> tuple[str, ...]:
    """What was attested holds as long as this stays."""
    catalog = catalog_of(compiled(people(fields), ORG))
    return next(one.asks for one in standing(catalog) if one.name == f"runbook/ae/{task_id}")


def test_there_are_three_where_there_is_work_for_each():
    assert list(found({"Tier__c": TIER, "HasOptedOutOfEmail": OPT})) == ["fields", "opted-out", "sync-behaviours"]
    assert list(found({"Email": OPT})) == ["sync-behaviours"], "default fields are mapped by themselves"
    assert list(found({"Tier__c": "at: {ae: {field: Tier}}"})) == ["fields"], "nobody said how it syncs"
    assert list(found({"pi__score__c": ""})) == [], "nobody can change how it syncs"


def test_behaviours_are_set_once_the_fields_are_there_and_consent_is_signed():
    task = found({"Tier__c": TIER, "HasOptedOutOfEmail": OPT})["sync-behaviours"]
    assert task.after == ("fields", "opted-out")
    assert task.rests_on == ("Lead.HasOptedOutOfEmail: Use Salesforce's value", "Lead.Tier__c: Use Salesforce's value")
    assert task.file == "account_engagement/ae/field-map.md"


def test_who_owns_the_consent_field_signs_and_knows_what_is_reported():
    said = people({"HasOptedOutOfEmail": f"owner: law, {OPT}"})
    owners = "owners: {ops: {title: Operations, contact: ops@tiny.example}, law: {title: Counsel, contact: law@tiny.example}}"
    said["estate.yaml"] = f"estate: tiny\nowner: ops\n{owners}\nsalesforce: {{edition: enterprise}}\n"
    compilation = compiled(said, ORG)
    assert not compilation.failed, told(compilation)
    catalog = catalog_of(compilation)
    task = next(one for one in tasks(catalog, next(units(catalog))) if one.id == "opted-out")
    assert (task.owner, task.values[0]) == ("law", ("Sync Behavior", "Use Salesforce's value"))
    assert "an unsubscribe is overwritten by the next sync (observed, not documented)" in task.notes[0]


def test_what_was_attested_holds_until_a_type_a_value_or_a_behaviour_changes():
    before = asks({"Tier__c": TIER}, "fields")
    assert before == asks({"Tier__c": TIER, "Email": OPT}, "fields")
    assert before != asks({"Tier__c": TIER.replace("field: Tier", "field: Tier, type: radio_button")}, "fields")
    assert before != asks({"Tier__c": TIER.replace("field: Tier", "field: Tier, values: [Gold, Silver, Tin]")}, "fields")
    assert before != asks({"Tier__c": TIER, "Motto__c": "at: {ae: {field: Motto, wins: salesforce}}"}, "fields")
    other = {"Tier__c": TIER.replace("wins: salesforce", "wins: account_engagement")}
    assert asks({"Tier__c": TIER}, "sync-behaviours") != asks(other, "sync-behaviours")
    assert before == asks(other, "fields")
