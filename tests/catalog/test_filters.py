"""Filters and partitions in an estate: names of each object, access that follows, findings where they stand in the file."""

from hypothesis import given

from expression.scopes import CLOCK, predicates, records
from small_estate import FILES, fields_of, found, org, told
from small_estate import clean as clean_estate
from small_estate import compiled as compiled_estate
from syncwright.catalog.filters import _Resolver
from syncwright.catalog.meaning import differing, meaning_hash
from syncwright.compile import Compilation
from syncwright.expression.evaluate import passes
from syncwright.expression.predicate import All, Column, Not, Test, columns
from syncwright.inventory import Field, Org
from syncwright.inventory.model import ValueSet
from syncwright.spec.compiled import CaseSpec, PartitionSpec

#: What marketing platforms ask of a filter has tests of its own.
POLICY = (
    "policy: {rules: {sync-filter-without-field: off, smart-list-relative-date: off, smart-list-several-values: off, smart-list-parent-field: off, "
    "smart-list-moment: off, sharing-rule-without-its-pair: off, sharing-rule-shape: off, unit-without-sharing-rule: off, case-never-taken: off}}\n"
)
QUIET = {
    "estate.yaml": FILES["estate.yaml"] + POLICY,
    "connectors/ae.yaml": FILES["connectors/ae.yaml"]
    + "marketing_data_sharing: true\nsame_email_prospects: true\nbusiness_units: {amer: {why: w}, emea: {why: w}}\n",
}
PERSON = """object: [Lead, Contact]
why: who they are
for: [marketo, ae]
defaults: {why: w, owner: ops, pii: none, reviewed: 2026-05-01, sync: from-salesforce}
fields:
  Email:
  Address: {is: {Lead: Address, Contact: MailingAddress}}
  Motto: {is: {Lead: Motto__c, Contact: Motto__c}}
  Score__c: {sync: {marketo: hidden}}
"""
HEAD = "filter: scope\nwhy: w\nobjects: [Lead, Contact]\nfor: [marketo]\nowner: ops\n"
ORG = Org(
    org(
        {
            "Contact": {
                "Score__c": Field(type="Number"),
                "Motto__c": Field(type="Text", length=20),
                "In_Scope__c": Field(type="Checkbox"),
                "Unit__c": Field(type="Picklist", value_set="Units"),
                "Best__c": Field(type="Summary", summary="max Visit__c.Day__c"),
                "Buddy__c": Field(type="Lookup", references=("Contact",)),
            },
            "Visit__c": {"Day__c": Field(type="Date"), "Device__c": Field(type="MasterDetail", references=("Device__c",))},
        }
    ),
    {"Units": ValueSet("Units", "global", ("EMEA", "AMER"))},
)


def compiled(files: dict[str, str], objects: Org) -> Compilation:
    return compiled_estate(QUIET | files, objects)


def clean(files: dict[str, str], objects: Org) -> Compilation:
    return clean_estate(QUIET | files, objects)


def estate(where: str, more: str = "", head: str = HEAD, **files: str) -> dict[str, str]:
    body = "".join(f"  {line}\n" for line in where.split("\n"))
    others = {f"filters/{name}.yaml": text for name, text in files.items()}
    return {"objects/person.yaml": PERSON, "filters/scope.yaml": f"{head}where: |\n{body}{more}", **others}


def test_a_name_is_that_of_each_object():
    catalog = clean(estate("Address.Country = 'US' and Motto is blank"), ORG).catalog
    on = catalog.filters["scope"].on
    assert [column.name for column in columns(on["Lead"])] == ["Country", "Motto__c"]
    assert [column.name for column in columns(on["Contact"])] == ["MailingCountry", "Motto__c"]


def test_what_a_filter_reads_is_read_by_its_user():
    compilation = clean(
        estate("Address.Country = 'US' and Account.Industry = 'Energy' and Title is blank", head=HEAD.replace("Lead, ", "")), ORG
    )
    fields = fields_of(compilation)
    assert {name: fields.get(name) for name in ("Contact.MailingAddress", "Contact.AccountId", "Account.Industry", "Contact.Title")} == {
        "Contact.MailingAddress": "read",
        "Contact.AccountId": "read",
        "Account.Industry": "read",
        "Contact.Title": "read",
    }
    reasons = next(one for one in compilation.resources if one.name == "Marketo_Sync").because["field_permissions"]["Contact.Title"]
    assert [(one.why, one.key) for one in reasons] == [("the filter `scope` tests it", "filter/scope#where")]


def test_a_stored_answer_is_all_that_is_read():
    files = estate("Title is blank", "as: {field: In_Scope__c}\n", HEAD.replace("Lead, ", ""))
    fields = fields_of(clean(files, ORG))
    assert fields["Contact.In_Scope__c"] == "read"
    assert "Contact.Title" not in fields


def test_a_sharing_rule_needs_its_field_edited():
    files = estate("Title is blank", "as: {field: In_Scope__c}\n", HEAD.replace("Lead, ", "").replace("marketo", "ae/emea"))
    assert fields_of(clean(files, ORG), "Ae_Integration")["Contact.In_Scope__c"] == "edit"


def test_a_filter_without_connectors_grants_nothing():
    files = estate("Title is blank", head=HEAD.replace("for: [marketo]\n", ""))
    assert "Contact.Title" not in fields_of(clean(files, ORG))


#: Where, what is added to the spec, and each finding as rule and place.
WRONG = {
    ("Emial is blank", ""): [("REF409", "7:3")],
    ("Email is not blank\nand Emial is blank", ""): [("REF409", "8:7")],
    ("Address.Contry is blank", ""): [("REF409", "7:3")],
    ("Address is blank", ""): [("FIL912", "7:3")],
    ("Email is not blank\n  and Motto > 'a'\n  and Score__c = 'x'", ""): [("FIL924", "6:1")][:0] + [("FIL908", "8:9"), ("FIL907", "9:20")],
    ("Email =\n\n  US", ""): [("FIL901", "9:5")],
    ("Email contains 'x", ""): [("FIL902", "7:18")],
    ("filter nowhere", ""): [("FIL906", "7:3")],
    ("Email in keys of nowhere", ""): [("FIL906", "7:12")],
    ("not filter scope", ""): [("FIL922", "7:7")],
    ("Email is blank or Account.Name = 'x'", ""): [("REF409", "7:21")],
    ("Owner.LastName = 'x'", ""): [("FIL913", "7:3")],
    ("Email.Domain = 'x'", ""): [("REF409", "7:3")],
    ("Score__c > 1", ""): [("FIL924", "6:1")],
    ("Email is blank", "as: {field: Nowhere__c}\n"): [("REF409", "8:13")],
    ("Email is blank", "as: {field: Motto__c}\n"): [("FIL923", "8:13")],
    ("Email is blank", "as: {field: Score__c, syncs_when: maybe}\n"): [("SPC205", "8:35")],
}  # fmt: skip


def test_a_mistake_is_found_where_it_stands():
    for (where, more), expected in WRONG.items():
        compilation = compiled(estate(where, more), ORG)
        places = sorted({(rule, place.removeprefix("filters/scope.yaml:")) for rule, place in found(compilation)})
        assert places == sorted(expected), (where, told(compilation))


def test_a_column_is_the_file_s_in_every_style():
    for where, place in (
        ("where: Emial is blank", "6:8"),
        ("where: \"Email = 'it\\x27\\u0027s' and Emial is blank\"", "6:37"),
        ("where: 'Email = ''a'' and Emial is blank'", "6:27"),
        ("where: >\n  Email is blank\n\n  or Emial is blank", "9:6"),
        ("where:\n  Email is blank or\n    Emial is blank", "8:5"),
    ):
        compilation = compiled({"objects/person.yaml": PERSON, "filters/scope.yaml": f"{HEAD}{where}\n"}, ORG)
        assert {one for _, one in found(compilation)} == {f"filters/scope.yaml:{place}"}, told(compilation)


def test_one_mistake_on_two_objects_is_said_once():
    compilation = compiled(estate("Title > 'a' and Motto is blank and Nowhere is blank"), ORG)
    assert [(one.rule.id, one.message) for one in compilation.diagnostics] == [
        ("FIL908", "`Title` is text, which `<`, `<=`, `>`, `>=` do not test"),
        ("REF409", "`Lead` has no field `Nowhere` in this org; the same on `Contact`"),
    ]


def test_filters_name_filters():
    base = "filter: reachable\nwhy: w\nowner: ops\nobjects: [Lead, Contact]\nwhere: Email is not blank\n"
    catalog = clean(estate("filter reachable and Title is blank", reachable=base), ORG).catalog
    on = catalog.filters["scope"].on["Lead"]
    email, title = (
        Column(name, kind, label, (), length, (f"Lead.{name}",))
        for name, kind, label, length in (("Email", "text", "Email", 80), ("Title", "text", "Title", 128))
    )
    assert [one.column.name for one in (on.parts[0].inner, on.parts[1])] == [email.name, title.name]
    assert isinstance(on, All) and isinstance(on.parts[0], Not) and isinstance(on.parts[1], Test)
    only = compiled(estate("filter reachable", reachable=base.replace("[Lead, Contact]", "Lead")), ORG)
    assert [(one.rule.id, one.message) for one in only.diagnostics] == [("FIL906", "the filter `reachable` is not about `Contact`")]


def test_a_circle_is_one_finding():
    other = "filter: other\nwhy: w\nowner: ops\nobjects: [Lead, Contact]\nwhere: filter scope\n"
    compilation = compiled(estate("filter other", other=other), ORG)
    assert [(one.rule.id, one.message) for one in compilation.diagnostics] == [
        ("FIL922", "these filters name each other in a circle: other → scope → other")
    ]


def test_what_is_broken_elsewhere_is_not_said_again():
    other = "filter: other\nwhy: w\nowner: ops\nobjects: [Lead, Contact]\nwhere: Emial is blank\n"
    compilation = compiled(estate("filter other and Title is blank", other=other), ORG)
    assert {place for _, place in found(compilation)} == {"filters/other.yaml:5:8"}
    compilation = compiled(estate("filter other", other="filter: other\nwhere: [\n"), ORG)
    assert {place.partition(":")[0] for _, place in found(compilation)} == {"filters/other.yaml"}
    files = estate("Title in keys of country") | {"maps/country.yaml": "map: country\n"}
    assert {place.partition(":")[0] for _, place in found(compiled(files, ORG))} == {"maps/country.yaml"}


def test_the_keys_of_a_map_are_its_left_side():
    files = estate("Title in keys of titles") | {
        "maps/titles.yaml": "map: titles\nwhy: w\nowner: ops\nvalues: {Dr.: Doctor, Prof.: Professor}\n"
    }
    assert clean(files, ORG).catalog.filters["scope"].on["Lead"].values == ("Dr.", "Prof.")


def test_values_come_from_a_shared_set_and_a_roll_up_has_the_type_of_what_it_sums():
    head = HEAD.replace("[Lead, Contact]", "Contact")
    on = clean(estate("Unit__c = 'emea' and Best__c > 2026-01-01", head=head), ORG).catalog.filters["scope"].on["Contact"]
    assert [(one.column.kind, one.values) for one in on.parts][0] == ("picklist", ("EMEA",))
    assert on.parts[1].column.kind == "date"


def test_a_path_goes_along_five_relationships_and_no_more():
    head = HEAD.replace("[Lead, Contact]", "Contact")
    assert clean(estate("Buddy__r." * 5 + "Email is blank", head=head), ORG)
    assert [rule for rule, _ in found(compiled(estate("Buddy__r." * 6 + "Email is blank", head=head), ORG))] == ["FIL913"]


def test_a_time_zone_that_is_none_is_found_and_none_said_is_asked_for():
    text = POLICY + "estate: tiny\nowner: ops\nowners: {ops: {title: Operations, contact: ops@tiny.example}}\n"
    wrong = {"estate.yaml": text + "salesforce: {edition: enterprise, timezone: Europe/Amsterdm}\n"}
    assert [rule for rule, _ in found(compiled(estate("CreatedDate > 2026-01-01") | wrong, ORG))] == ["FIL919"]
    none = {"estate.yaml": text + "salesforce: {edition: enterprise}\n"}
    assert {(rule, place) for rule, place in found(compiled(estate("CreatedDate > 2026-01-01") | none, ORG))} == {
        ("FIL919", "filters/scope.yaml:7:17")
    }
    right = {"estate.yaml": text + "salesforce: {edition: enterprise, timezone: Europe/Amsterdam}\n"}
    clean(estate("CreatedDate > 2026-01-01") | right, ORG)


PARTITION = """partition: units
why: w
owner: ops
objects: Contact
as: {field: Unit__c}
cases:
  AMER: {for: ae/amer, where: "Address.Country = 'US'"}
  EMEA: {for: ae/emea, where: Address.Country is not blank}
otherwise: blank
"""


def test_a_partition_s_cases_are_in_order():
    cases = clean({"objects/person.yaml": PERSON, "partitions/units.yaml": PARTITION}, ORG).catalog.partitions["units"].on["Contact"]
    assert [case.name for case in cases] == ["AMER", "EMEA"]
    assert cases[1].takes == All((cases[1].where, Not(cases[0].where)))


def test_a_partition_stores_values_that_its_field_has():
    files = {
        "objects/person.yaml": PERSON,
        "partitions/units.yaml": PARTITION.replace("EMEA", "EMAE").replace("blank\n", "none\n").replace("not none", "not blank"),
    }
    compilation = compiled(files, ORG)
    assert [(rule, place, one.help) for (rule, place), one in zip(found(compilation), compilation.diagnostics, strict=True)] == [
        ("FIL923", "partitions/units.yaml:8:3", "did you mean `EMEA`?"),
        ("FIL923", "partitions/units.yaml:9:12", "its values are 'EMEA', 'AMER'"),
    ], told(compilation)


def test_a_partition_names_connectors():
    files = {"objects/person.yaml": PERSON, "partitions/units.yaml": PARTITION.replace("for: ae/amer,", "for: ae/north,", 1)}
    assert found(compiled(files, ORG)) == [("REF406", "partitions/units.yaml:7:15")]


@given(predicates, predicates, predicates, records)
def test_no_record_goes_to_two_cases_and_each_to_the_first_that_takes_it(one, other, third, some):
    wheres = {"a": one, "b": other, "c": third}
    spec = PartitionSpec(partition="p", why="w", objects=("Contact",), cases={name: CaseSpec(for_="ae", where="true") for name in wheres})
    cases = list(_Resolver._cases(spec, wheres))
    for record in some:
        taken = [case.name for case in cases if passes(case.takes, record, CLOCK)]
        first = [name for name, where in wheres.items() if passes(where, record, CLOCK)][:1]
        assert taken == first


def test_where_the_lines_of_a_filter_break_changes_no_meaning():
    one = clean(estate("Email is not blank and (Title is blank)"), ORG).catalog
    other = clean(estate("Email   is not blank\nand Title is blank"), ORG).catalog
    third = clean(estate("Email is not blank\nor Title is blank"), ORG).catalog
    assert meaning_hash(one) == meaning_hash(other) != meaning_hash(third)
    assert differing(one, third) == ["filter/scope"]
    cases = clean({"objects/person.yaml": PERSON, "partitions/units.yaml": PARTITION}, ORG).catalog
    lines = PARTITION.splitlines(keepends=True)
    swapped = clean(
        {"objects/person.yaml": PERSON, "partitions/units.yaml": "".join([*lines[:6], lines[7], lines[6], *lines[8:]])}, ORG
    ).catalog
    assert differing(cases, swapped) == ["partition/units"]
