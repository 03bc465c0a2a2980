"""Names that lead nowhere: each is found once, where it stands, with the name that was most likely meant."""

import pytest

from small_estate import FILES, ORG, clean, compiled, found, org, spec, told, user
from syncwright.inventory import Field, Object

LEAD = spec("Lead", {"Score__c": ""})


def the_one(files, **more):
    compilation = compiled(files, **more)
    assert len(found(compilation)) == 1, told(compilation)
    one = compilation.diagnostics[0]
    return found(compilation)[0], one.message, one.help


def changed(name: str, old: str, new: str) -> dict[str, str]:
    assert old in FILES[name]
    return {name: FILES[name].replace(old, new)}


# files over the small estate, (rule, place), part of the message, part of the help
UNKNOWN = [
    # owners
    (changed("estate.yaml", "owner: ops", "owner: opps"), ("REF405", "estate.yaml:2:8"), "`opps` is no owner", "did you mean `ops`?"),
    (changed("users/marketo-sync.yaml", "ops", "sales"), ("REF405", "users/marketo-sync.yaml:2:8"), "`sales` is no owner", "owners: `ops`"),
    ({"objects/lead.yaml": spec("Lead", {"Score__c": "owner: nobody"})}, ("REF405", "objects/lead.yaml:7:29"), "`nobody`", "owners: `ops`"),
    (
        {"objects/lead.yaml": spec("Lead", {}, defaults="{owner: nobody}")},
        ("REF405", "objects/lead.yaml:5:19"),
        "`nobody`",
        "owners: `ops`",
    ),
    ({"maps/a.yaml": "map: a\nowner: nobody\nwhy: w\nvalues: {a: b}\n"}, ("REF405", "maps/a.yaml:2:8"), "`nobody`", "owners: `ops`"),
    (
        {
            "connectors/marketo.yaml": FILES["connectors/marketo.yaml"]
            + "operations: {errors_owner: ops, deputy: nobody, review_every: 1 day}\n"
        },
        ("REF405", "connectors/marketo.yaml:6:41"),
        "`nobody`",
        "owners: `ops`",
    ),
    # connectors
    (
        {"objects/lead.yaml": spec("Lead", {"Score__c": ""}, "marketto")},
        ("REF406", "objects/lead.yaml:4:7"),
        "no connector `marketto`",
        "did you mean `marketo`?",
    ),
    (
        {"objects/lead.yaml": spec("Lead", {"Score__c": ""}, "pardot")},
        ("REF406", "objects/lead.yaml:4:7"),
        "no connector `pardot`",
        "connectors: `ae`, `marketo`",
    ),
    (
        {"objects/lead.yaml": spec("Lead", {"Score__c": "sync: {ae: two-way}"})},
        ("REF406", "objects/lead.yaml:7:29"),
        "`ae` is not among",
        "add it to `for: [marketo]`",
    ),
    (
        {"objects/lead.yaml": spec("Lead", {"Score__c": "at: {ae: {field: f}}"})},
        ("REF406", "objects/lead.yaml:7:27"),
        "`ae` is not among",
        None,
    ),
    (
        {"objects/lead.yaml": spec("Lead", {}, defaults="{sync: {ae: hidden}}")},
        ("REF406", "objects/lead.yaml:5:19"),
        "`ae` is not among",
        None,
    ),
    (
        {"objects/lead.yaml": spec("Lead", {}, defaults="{at: {ae: {field: f}}}")},
        ("REF406", "objects/lead.yaml:5:17"),
        "`ae` is not among",
        None,
    ),
    (
        {"objects/lead.yaml": spec("Lead", {"Address": "parts: {City: {sync: {marketo: from-salesforce, ae: hidden}}}"})},
        ("REF406", "objects/lead.yaml:7:69"),
        "`ae` is not among",
        None,
    ),
    (
        {"objects/person.yaml": "object: Person\nof: market\nwhy: w\nfields: {}\n"},
        ("REF406", "objects/person.yaml:2:5"),
        "neither `salesforce` nor a connector",
        "did you mean `marketo`?",
    ),
    (
        {"environments/production.yaml": FILES["environments/production.yaml"] + "connectors: {ae/emea: absent}\n"},
        ("REF406", "environments/production.yaml:3:14"),
        "no connector `ae/emea`",
        None,
    ),
    # sync users
    (
        changed("connectors/marketo.yaml", "marketo-sync", "marketo-sink"),
        ("REF407", "connectors/marketo.yaml:5:12"),
        "no sync user `marketo-sink`",
        "did you mean `marketo-sync`?",
    ),
    (
        {"environments/production.yaml": FILES["environments/production.yaml"] + "users: {bob: {username: a@b.c}}\n"},
        ("REF407", "environments/production.yaml:3:9"),
        "no sync user `bob`",
        None,
    ),
    # objects
    ({"objects/lead.yaml": spec("Led", {"Score__c": ""})}, ("REF408", "objects/lead.yaml:1:9"), "no object `Led`", "did you mean `Lead`?"),
    (
        {"objects/lead.yaml": spec("[Lead, Devise__c]", {"Id": ""})},
        ("REF408", "objects/lead.yaml:1:16"),
        "no object `Devise__c`",
        "did you mean `Device__c`?",
    ),
    (
        {"objects/lead.yaml": spec("Zebra__c", {"Score__c": ""})},
        ("REF408", "objects/lead.yaml:1:9"),
        "no object `Zebra__c`",
        "syncwright import",
    ),
    (
        user("objects: {Leads: {access: read, why: w}}"),
        ("REF408", "users/marketo-sync.yaml:3:20"),
        "no object `Leads`",
        "did you mean `Lead`?",
    ),
    (
        user("fields: {Leads.Score__c: {access: read, why: w}}"),
        ("REF408", "users/marketo-sync.yaml:3:19"),
        "no object `Leads`",
        "did you mean `Lead`?",
    ),
    # fields
    (
        {"objects/lead.yaml": spec("Lead", {"Scores__c": ""})},
        ("REF409", "objects/lead.yaml:7:3"),
        "`Lead` has no field `Scores__c`",
        "did you mean `Score__c`?",
    ),
    (
        {"objects/lead.yaml": spec("Lead", {"score__c": ""})},
        ("REF409", "objects/lead.yaml:7:3"),
        "no field `score__c`",
        "it is written `Score__c`",
    ),
    (
        {"objects/lead.yaml": spec("Entitlement", {"Id": ""})},
        ("REF408", "objects/lead.yaml:1:9"),
        "no object `Entitlement`",
        "as of API 67.0",
    ),
    (
        {"objects/lead.yaml": spec("Lead", {"Zebra": ""})},
        ("REF409", "objects/lead.yaml:7:3"),
        "no field `Zebra`",
        "as of API 67.0",
    ),
    (
        user("fields: {Lead.Zebra__c: {access: read, why: w}}"),
        ("REF409", "users/marketo-sync.yaml:3:19"),
        "no field `Zebra__c`",
        "syncwright import",
    ),
    (
        {"objects/lead.yaml": spec("Lead", {"Zebra__c": ""})},
        ("REF409", "objects/lead.yaml:7:3"),
        "no field `Zebra__c`",
        "syncwright import",
    ),
    (
        {"objects/lead.yaml": spec("Lead", {"Idea": "is: {Lead: Scores__c}"})},
        ("REF409", "objects/lead.yaml:7:29"),
        "no field `Scores__c`",
        "did you mean `Score__c`?",
    ),
    (
        user("fields: {Lead.Scores__c: {access: read, why: w}}"),
        ("REF409", "users/marketo-sync.yaml:3:19"),
        "no field `Scores__c`",
        "did you mean `Score__c`?",
    ),
    (
        {"objects/lead.yaml": spec("Lead", {"Score__c": "convert: Contact.Scores__c"})},
        ("REF409", "objects/lead.yaml:7:31"),
        "no field `Contact.Scores__c` to convert to",
        "did you mean `Score__c`?",
    ),
    (
        {"objects/lead.yaml": spec("Lead", {"Score__c": "convert: Contakt.Score__c"})},
        ("REF409", "objects/lead.yaml:7:31"),
        "no field `Contakt.Score__c`",
        "did you mean `Contact`?",
    ),
    # rules
    (
        {"estate.yaml": FILES["estate.yaml"] + "policy: {rules: {field-witout-why: off}}\n"},
        ("REF413", "estate.yaml:5:18"),
        "no rule `field-witout-why`",
        "did you mean `field-without-why`?",
    ),
    (
        {"estate.yaml": FILES["estate.yaml"] + "policy: {rules: {unknown-field: off}}\n"},
        ("REF413", "estate.yaml:5:18"),
        "no rule `unknown-field` whose severity can be set",
        None,
    ),
    (
        {"objects/lead.yaml": spec("Lead", {"Score__c": "allow: {cannot-hyde: {why: w, until: 2026-12-31}}"})},
        ("REF413", "objects/lead.yaml:7:30"),
        "no rule `cannot-hyde` that can be allowed",
        "did you mean `cannot-hide`?",
    ),
    # environments
    (
        changed("estate.yaml", "owners", "default_environment: prod\nowners"),
        ("REF403", "estate.yaml:3:22"),
        "no environment `prod`",
        "environments: `production`",
    ),
]


@pytest.mark.parametrize(("files", "found_at", "message", "help_"), UNKNOWN, ids=range(len(UNKNOWN)))
def test_an_unknown_name_is_one_finding(files, found_at, message, help_):
    place, said, helped = the_one(files)
    assert place == found_at
    assert message in said
    assert help_ is None or help_ in helped


# ------------------------------------------------------------------ taken names


@pytest.mark.parametrize("name", ["connectors/marketo.yaml", "users/marketo-sync.yaml", "environments/production.yaml"])
def test_a_name_that_is_taken_points_at_both(name):
    compilation = compiled({"zz.yaml": FILES[name]})
    assert found(compilation) == [("REF402", f"zz.yaml:1:{FILES[name].index(':') + 3}")]
    assert [one.path for one in compilation.diagnostics[0].related] == [f"specs/{name}"]


def test_a_second_estate_is_a_finding():
    (rule, place), message, _ = the_one({"zz.yaml": FILES["estate.yaml"].replace("tiny\n", "other\n", 1)})
    assert (rule, place, message) == ("REF402", "zz.yaml:1:9", "there is an estate already")


def test_a_field_named_twice_over_files_points_at_both():
    compilation = compiled({"objects/a.yaml": LEAD, "objects/b.yaml": spec("[Contact, Lead]", {"Score__c": ""})})
    assert found(compilation) == [("REF410", "objects/b.yaml:7:3")]
    assert [(one.path, one.span.start.line) for one in compilation.diagnostics[0].related] == [("specs/objects/a.yaml", 7)]


def test_a_field_named_twice_under_an_idea_is_a_finding():
    compilation = compiled({"objects/a.yaml": spec("Lead", {"Score__c": "", "Idea": "is: {Lead: Score__c}"})})
    assert found(compilation) == [("REF410", "objects/a.yaml:8:3")]


def test_one_object_in_several_files_is_one_object():
    catalog = clean({"objects/a.yaml": LEAD, "objects/b.yaml": spec("[Contact, Lead]", {"Motto__c": ""})}).catalog
    assert sorted(catalog.objects["Lead"].fields) == ["Motto__c", "Score__c"]


# ------------------------------------------------------------------ what cannot sync


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Rule__mdt", "a custom metadata type"),
        ("Done__e", "a platform event"),
        ("Log__b", "a big object"),
        ("Switches__c", "a custom setting"),
    ],
)
def test_what_no_platform_syncs_is_refused_to_sync_and_to_grant(name, words):
    objects = org({name: ORG["Loose__c"]})
    if words == "a custom setting":
        objects[name] = Object(name, "setting", ORG["Loose__c"])
    for files, place in [
        ({"objects/a.yaml": spec(name, {"Text__c": ""})}, "objects/a.yaml:1:9"),
        (user(f"objects: {{{name}: {{access: read, why: w}}}}"), "users/marketo-sync.yaml:3:20"),
        (user(f"fields: {{{name}.Text__c: {{access: read, why: w}}}}"), "users/marketo-sync.yaml:3:19"),
    ]:
        found_at, message, _ = the_one(files, objects=objects)
        assert found_at == ("REF411", place)
        assert f"`{name}` is {words}" in message


def test_an_object_of_a_marketing_platform_is_not_looked_up_in_salesforce():
    clean(
        {
            "objects/person.yaml": "object: Person\nof: marketo\nowner: ops\nwhy: w\nfields: {utm: {why: w, create: {label: l, type: string}}}\n"
        }
    )


def test_a_field_to_be_created_is_granted_as_if_it_were_there():
    compilation = clean({"objects/lead.yaml": spec("Lead", {"New__c": "pii: none, create: {label: New, type: Text, length: 40}"})})
    granted = next(one for one in compilation.resources if one.name == "Marketo_Sync")
    assert granted.attributes["field_permissions"]["Lead.New__c"] == "read"


def test_a_field_to_be_created_is_what_leads_convert_to():
    files = {
        "objects/lead.yaml": spec("Lead", {"New__c": "pii: none, convert: Contact.New__c, create: {label: New, type: Text, length: 40}"}),
        "objects/contact.yaml": spec("Contact", {"New__c": "pii: none, create: {label: New, type: Text, length: 40}"}),
    }
    compilation = clean(files)
    assert compilation.catalog.objects["Contact"].fields["New__c"].held == Field(type="Text", label="New", length=40, description="w")


def test_a_field_that_the_org_holds_stays_as_it_is_there():
    compilation = compiled({"objects/lead.yaml": spec("Lead", {"Motto__c": "pii: none, create: {label: Slogan, type: Text, length: 40}"})})
    assert compilation.catalog.objects["Lead"].fields["Motto__c"].held == Field(type="Text")


def test_one_file_that_is_refused_does_not_make_names_unknown():
    assert found(compiled({"users/marketo-sync.yaml": "sync_user: marketo-sync\n"})) == [("SPC204", "users/marketo-sync.yaml:1:1")]


def test_a_file_of_another_object_that_is_refused_leaves_the_rest_checked():
    compilation = compiled({"objects/a.yaml": "object: Lead\n", "objects/b.yaml": spec("Contact", {"Scores__c": ""})})
    assert {rule for rule, _ in found(compilation)} == {"SPC204", "REF409"}


def test_an_object_for_nobody_is_a_finding(tmp_path):
    from syncwright.catalog.fields import resolve_objects
    from syncwright.catalog.model import ObjectFile
    from syncwright.spec.load import load
    from syncwright.syntax import parse
    from syncwright.text import SourceFile

    loaded = load(parse(SourceFile("lead.yaml", b"object: Lead\nwhy: w\nsync: two-way\nfields: {}\n")), {})
    _, _, [finding] = resolve_objects([ObjectFile("Lead", loaded.spec, loaded.path, loaded.notes)], {"marketo": None, "ae": None}, None)
    assert (finding.rule.name, finding.place.keys, finding.help) == (
        "missing-key",
        ("object",),
        "say `for: [marketo, ae]`, or those of them",
    )
