"""Fields of people that live in Marketo alone: made by hand, under the name that the specs give them."""

from runbook_estates import RUNS, marketo, person, tasks
from small_estate import clean

UTM = "utmCampaignLast: {why: attribution of the last form, create: {label: UTM campaign (last), type: string}}"


def test_each_field_that_is_created_is_a_task():
    task = tasks({**RUNS, **marketo(), **person(UTM)})["person-field/utmCampaignLast"]
    assert task.values == (("Object", "Person"), ("Type", "String"), ("Name", "UTM campaign (last)"))
    assert task.verify == "Export Field Names has `utmCampaignLast` as its API name"
    assert task.path == "Admin > Field Management > New Custom Field"


def test_a_field_that_is_there_already_is_none():
    assert not [one for one in tasks({**RUNS, **marketo(), **person("utm: {why: w}")}) if one.startswith("person-field/")]


def test_the_name_in_the_api_is_what_the_specs_say_it_is():
    said = "utm: {why: w, at: {marketo: {field: mktoUtm}}, create: {label: UTM, type: text area}}"
    files = {**marketo(), **person(said)}
    files["objects/person.yaml"] = files["objects/person.yaml"].replace("of: marketo", "of: marketo\nfor: marketo")
    task = tasks({**RUNS, **files})["person-field/utm"]
    assert task.verify == "Export Field Names has `mktoUtm` as its API name"
    assert dict(task.values)["Type"] == "Text Area"


def test_nothing_of_them_is_granted():
    bare, more = clean(marketo()), clean({**marketo(), **person(UTM)})
    assert bare.resources == more.resources
