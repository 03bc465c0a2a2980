"""Objects that live on a marketing platform alone."""

from small_estate import compiled, found

PERSON = "object: Person\nof: marketo\nowner: ops\nwhy: plumbing\nfields:\n  utm: {why: attribution, create: {label: UTM, type: string}}\n"


def test_its_fields_are_in_the_catalog_by_connector_and_name():
    catalog = compiled({"objects/person.yaml": PERSON}).catalog
    field = catalog.elsewhere["marketo"]["Person"].fields["utm"]
    assert (field.key, field.why, dict(field.directions), field.held) == ("object/Person#utm", "attribution", {}, None)
    assert "Person" not in catalog.objects


def test_files_of_one_object_are_put_together():
    more = PERSON.replace("utm:", "agent:").replace("plumbing", "more plumbing")
    catalog = compiled({"objects/a.yaml": PERSON, "objects/b.yaml": more}).catalog
    assert list(catalog.elsewhere["marketo"]["Person"].fields) == ["agent", "utm"]


def test_a_connector_that_is_none_has_none():
    compilation = compiled({"objects/person.yaml": PERSON.replace("of: marketo", "of: hubspot")})
    assert ("REF406", "objects/person.yaml:2:5") in found(compilation)
    assert compilation.catalog.elsewhere == {}


def test_details_may_be_said_for_the_connector_that_it_lives_on():
    text = PERSON.replace("why: attribution, ", "why: attribution, at: {marketo: {field: utmLast}}, ")
    assert [rule for rule, _ in found(compiled({"objects/person.yaml": text})) if rule == "REF406"] == []
    other = text.replace("at: {marketo:", "at: {ae:")
    assert [rule for rule, _ in found(compiled({"objects/person.yaml": other})) if rule == "REF406"] == ["REF406"]


def test_an_estate_without_any_has_an_empty_shelf():
    assert compiled({}).catalog.elsewhere == {}
