"""What a Marketo instance says of its fields becomes specs: matched, named, in the right direction, and nothing that is there already twice."""

import json

import pytest

from adopt.instances import ESTATE, HELD, adopted, after, compiled, describe2, field, read, tree_of
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.access import Holder, People
from syncwright.inventory.source import Unreadable
from syncwright.text import SourceFile


def directions(done, files=ESTATE) -> dict[str, str]:
    """Which way each field goes after an adoption."""
    catalog = compiled(tree_of(after(done, files))).catalog
    assert catalog is not None
    return {f"{one.object}.{one.name}": one.directions["marketo"] for one in catalog.fields()}


def spec(done, name: str) -> str:
    return done.files[f"specs/objects/{name}.yaml"]


def test_standard_fields_are_found_by_the_default_mapping_and_need_no_name():
    done = adopted(describe2(field("title", "Job Title"), field("sicCode", "SIC Code")))
    assert directions(done) == {"Lead.Title": "two-way", "Contact.Title": "two-way", "Account.Sic": "from-salesforce"}
    assert "at:" not in spec(done, "person-adopted") + spec(done, "account-adopted")
    assert spec(done, "person-adopted").startswith("object: [Lead, Contact]\n")


def test_a_part_of_an_address_is_a_part_of_its_spec():
    done = adopted(describe2(field("country", "Country"), field("city", "City"), field("billingCity", "Billing City")))
    assert directions(done) == {"Lead.Address": "two-way", "Contact.MailingAddress": "two-way", "Account.BillingAddress": "from-salesforce"}
    catalog = compiled(tree_of(after(done))).catalog
    assert catalog is not None
    assert set(catalog.objects["Contact"].fields["MailingAddress"].spec.parts) == {"City", "Country"}


def test_a_custom_field_is_found_by_its_api_name_and_says_what_it_is_called_there():
    done = adopted(describe2(field("Tier__c", "Tier")))
    assert directions(done) == {"Lead.Tier__c": "two-way", "Contact.Tier__c": "two-way"}
    assert '    why: "adopted from describe2.json, found by its API name"\n' in spec(done, "person-adopted")
    assert "at:\n      marketo: {field: Tier__c}" in spec(done, "person-adopted")


def test_a_lead_s_and_a_contact_s_field_of_one_label_are_one_idea_where_one_field_is_both():
    done = adopted(describe2(field("siteRole", "Role on site")))
    text = spec(done, "person-adopted")
    assert "is: {Lead: Role__c, Contact: Site_Role__c}" in text
    assert "found by its label" in text
    assert directions(done) == {"Lead.Role__c": "two-way", "Contact.Site_Role__c": "two-way"}


def test_a_label_that_two_fields_of_an_object_have_finds_none():
    twice = Org(
        {
            **HELD.objects,
            "Lead": Object("Lead", "standard", {**HELD.objects["Lead"].fields, "Rank__c": Field(type="Text", label="Tier", length=9)}),
        }
    )
    done = adopted(describe2(field("theTier", "Tier")), held=twice)
    assert done.files == {}
    [unknown] = done.unknown
    assert set(unknown.several) == {"Lead.Tier__c", "Lead.Rank__c", "Contact.Tier__c"}


def test_what_another_field_surely_is_is_not_taken_by_a_label():
    done = adopted(describe2(field("Tier__c", "Something else"), field("tier", "Tier")))
    assert [one.field.name for one in done.unknown] == ["tier"]


def test_what_cannot_be_written_on_either_side_comes_from_salesforce():
    done = adopted(describe2(field("Fit__c", "Fit"), field("title", "Job Title", updateable=False)))
    assert directions(done) == {"Lead.Fit__c": "from-salesforce", "Lead.Title": "from-salesforce", "Contact.Title": "from-salesforce"}


def test_what_the_sync_user_may_do_says_which_way_a_field_goes():
    rows = {"objects": {"Lead": "read edit", "Contact": "read edit"}, "fields": {"Lead.Tier__c": "read", "Contact.Tier__c": "edit"}}
    profile = Holder("Marketo", "profile", rows=rows)
    estate = {**ESTATE, "users/marketo-sync.yaml": "sync_user: marketo-sync\nowner: ops\nprofile: Marketo\n"}
    held = Org(HELD.objects, people=People(profiles={"Marketo": profile}))
    done = adopted(describe2(field("Tier__c", "Tier")), estate, held)
    catalog = compiled(tree_of(after(done, estate)), held).catalog
    assert catalog is not None
    assert catalog.objects["Lead"].fields["Tier__c"].directions["marketo"] == "from-salesforce"
    assert catalog.objects["Contact"].fields["Tier__c"].directions["marketo"] == "two-way"
    assert not any("nothing here says whether the sync user may edit" in note for note in done.notes)


def test_where_nothing_says_what_the_user_may_do_that_is_said():
    done = adopted(describe2(field("Tier__c", "Tier"), field("Fit__c", "Fit")))
    [note] = [note for note in done.notes if "may edit" in note]
    assert note.startswith("nothing here says whether the sync user may edit 1 of the fields")


def test_fields_that_the_crm_does_not_manage_live_in_marketo_alone():
    done = adopted(
        describe2(
            field("utmLast", "UTM (last)", crm=False), field("leadPartitionId", crm=False), field("odd", crm=False, dataType="formula")
        )
    )
    assert list(done.files) == ["specs/objects/person-of-marketo-adopted.yaml"]
    catalog = compiled(tree_of(after(done))).catalog
    assert catalog is not None
    [one] = catalog.elsewhere["marketo"]["Person"].fields.values()
    assert (one.name, one.spec.create.label, one.spec.create.type) == ("utmLast", "UTM (last)", "string")
    assert (done.counts["alone"], done.counts["own"]) == (1, 2)


def test_adopting_twice_changes_nothing():
    source = describe2(
        field("title", "Job Title"),
        field("Tier__c", "Tier"),
        field("country", "Country"),
        field("utm", crm=False),
        field("siteRole", "Role on site"),
    )
    first = adopted(source)
    second = adopted(source, after(first))
    assert second.files == {}
    assert second.counts["added"] == second.counts["alone"] == second.counts["said"] == 0


def test_what_comes_later_goes_into_the_files_of_the_first_time():
    first = adopted(describe2(field("title", "Job Title"), field("utm", crm=False)))
    more = describe2(field("title", "Job Title"), field("phone", "Phone Number"), field("utm", crm=False), field("utm2", crm=False))
    second = adopted(more, after(first))
    assert sorted(second.files) == ["specs/objects/person-adopted.yaml", "specs/objects/person-of-marketo-adopted.yaml"]
    assert set(directions(second, after(first))) == {"Lead.Title", "Contact.Title", "Lead.Phone", "Contact.Phone"}


WRITTEN = (
    "object: [Lead, Contact]   # by hand\nowner: ops\nwhy: people\nfor: [marketo]\ndefaults: {sync: two-way, why: w, pii: none}\n"
    "fields:\n  Tier__c:   # the key accounts\n  Title:\n  Role: {is: {Lead: Role__c, Contact: Site_Role__c}}\n"
)


def test_a_field_that_people_wrote_gets_its_name_and_keeps_its_comments():
    estate = {**ESTATE, "objects/people.yaml": WRITTEN}
    done = adopted(describe2(field("tier_there", "Tier"), field("title", "Job Title")), estate)
    assert list(done.files) == ["specs/objects/people.yaml"]
    text = done.files["specs/objects/people.yaml"]
    assert "# by hand" in text and "# the key accounts" in text
    catalog = compiled(tree_of(after(done, estate))).catalog
    assert catalog is not None
    assert catalog.objects["Lead"].fields["Tier__c"].spec.at["marketo"].field == "tier_there"
    assert not catalog.objects["Lead"].fields["Title"].spec.at
    assert (done.counts["said"], done.counts["added"]) == (1, 0)


def test_a_pair_that_is_two_fields_there_gets_no_name_and_is_told():
    estate = {**ESTATE, "objects/people.yaml": WRITTEN}
    done = adopted(describe2(field("Role__c", "Role on site"), field("Site_Role__c", "Role on site")), estate)
    assert done.files == {}
    [note] = [note for note in done.notes if "two fields" in note]
    assert note.startswith("`Role` of specs/objects/people.yaml is `Role__c` and `Site_Role__c` in `marketo`")


def test_a_part_that_a_spec_lacks_is_put_into_it():
    estate = {
        **ESTATE,
        "objects/lead.yaml": "object: Lead\nowner: ops\nwhy: w\nfor: [marketo]\ndefaults: {sync: two-way, why: w, pii: none}\nfields:\n  Address: {parts: {City: }}\n",
    }
    done = adopted(describe2(field("country", "Country")), estate)
    catalog = compiled(tree_of(after(done, estate))).catalog
    assert catalog is not None
    assert set(catalog.objects["Lead"].fields["Address"].spec.parts) == {"City", "Country"}
    assert set(catalog.objects["Contact"].fields) == {"MailingAddress"}


def test_a_hidden_field_stays_hidden():
    hidden = {
        **ESTATE,
        "objects/lead.yaml": "object: [Lead, Contact]\nowner: ops\nwhy: w\nfor: [marketo]\nfields: {Tier__c: {why: w, sync: hidden, pii: none}}\n",
    }
    assert adopted(describe2(field("Tier__c", "Tier")), hidden).files == {}


def test_names_that_no_spec_can_hold_are_counted_and_left_out():
    odd = [field("utm", crm=False), field("UTM", crm=False), field("1st", crm=False), field("a b", crm=False)]
    done = adopted(describe2(*odd))
    catalog = compiled(tree_of(after(done))).catalog
    assert catalog is not None
    assert list(catalog.elsewhere["marketo"]["Person"].fields) == ["UTM"]
    assert done.notes == ("3 fields have names that no spec can hold, such as `1st`, `a b`, `utm`",)


def test_what_an_instance_calls_a_field_stays_text_whatever_it_is():
    name = "it's: {odd}, # really\\ ü"
    done = adopted(SourceFile("f.csv", f'REST API Name,CRM Managed,CRM Field\n"{name}",true,Lead.Tier__c\n'.encode()))
    catalog = compiled(tree_of(after(done))).catalog
    assert catalog is not None
    assert catalog.objects["Lead"].fields["Tier__c"].spec.at["marketo"].field == name


# ------------------------------------------------------------------ what is read


def names(text: str, path: str = "fields.csv") -> dict[str, tuple[str | None, str | None, bool | None]]:
    instance, _ = read(SourceFile(path, text.encode()))
    return {one.field.name: (one.field.label, one.field.type, one.field.of_crm) for one in instance.fields}


@pytest.mark.parametrize(
    "text",
    [
        "REST API Name,SOAP API Name,Friendly Label,Description\nemail,Email,Email Address,Key\n",
        "\ufeffFriendly Label;REST API name\r\nEmail Address;email\r\n",
        "Object\tDisplay Name\tAPI Name\nPerson\tEmail Address\temail\nCustom Activity\tScore\tscore\n",
        'Name,Label\n"email","Email Address"\n',
    ],
    ids=["standard fields", "semicolons and a mark", "tabs and objects", "quoted"],
)
def test_tables_are_read_by_the_words_of_their_headers(text):
    assert names(text) == {"email": ("Email Address", None, None)}


def test_a_table_that_a_spreadsheet_saved_as_unicode_is_read():
    instance, _ = read(SourceFile("fields.txt", "REST API Name\tFriendly Label\nemail\tE-Mail-Adresse ü\n".encode("utf-16")))
    assert [(one.field.name, one.field.label) for one in instance.fields] == [("email", "E-Mail-Adresse ü")]


def test_a_table_with_the_map_beside_each_name_says_what_it_is():
    done = adopted(SourceFile("fields.csv", b'REST API Name,CRM Managed,CRM Field Map\nrank,true,"Tier__c (SFDC Lead), Contact.Tier__c"\n'))
    assert directions(done) == {"Lead.Tier__c": "two-way", "Contact.Tier__c": "two-way"}
    assert "found by" not in spec(done, "person-adopted")


def test_without_word_of_the_crm_names_count_and_labels_do_not():
    instance, _ = read(SourceFile("f.csv", b"REST API Name,Friendly Label\nTier__c,Tier\nsiteRole,Role on site\nutm,UTM\n"))
    found = {one.field.name: [f"{each.object}.{each.field}" for each in one.counterparts] for one in instance.fields}
    assert found == {"Tier__c": ["Lead.Tier__c", "Contact.Tier__c"], "siteRole": [], "utm": []}
    assert not instance.says_crm
    done = adopted(SourceFile("f.csv", b"REST API Name,Friendly Label\nTier__c,Tier\nutm,UTM\n"))
    assert list(done.files) == ["specs/objects/person-adopted.yaml"]
    assert any("none of the files says which fields the CRM manages" in note for note in done.notes)


def test_several_files_are_one_instance():
    now = compiled(tree_of({}))
    assert now.catalog is not None
    from syncwright.platforms.marketo.plans import adopt

    files = [SourceFile("f.csv", b"REST API Name,Friendly Label\nTier__c,Tier\n"), describe2(field("Tier__c", "other"), field("x", "X"))]
    instance = adopt(now.catalog, now.catalog.connectors["marketo"], files)
    assert instance.title == "f.csv and describe2.json"
    assert [(one.field.name, one.field.label, one.field.of_crm) for one in instance.fields] == [("Tier__c", "Tier", True), ("x", "X", True)]


def test_describe_has_the_names_of_rest_and_no_word_of_the_crm():
    entry = {"id": 1, "displayName": "Tier", "dataType": "string", "rest": {"name": "tierRest", "readOnly": True}, "soap": {"name": "Tier"}}
    only_soap = {"id": 2, "displayName": "Old", "dataType": "string", "soap": {"name": "Old"}}
    instance, _ = read(SourceFile("describe.json", json.dumps({"success": True, "result": [entry, only_soap]}).encode()))
    [one] = instance.fields
    assert (one.field.name, one.field.label, one.field.writable, one.field.of_crm) == ("tierRest", "Tier", False, None)


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b'{"success": true,\n "result": [{"name": ]}', 2, "this is no JSON: expecting value"),
        (b'{"success": false, "errors": [{"code": "602", "message": "expired"}]}', 1, "the answer is an error: 602 expired"),
        (b'{"result": [{"displayName": "x"}]}', 1, "something here has no name"),
        (b'["x"]', 1, "this is no answer that describes fields"),
        (b'{"result": []}', 1, "`f` names no field of people"),
        (b"PK\x03\x04rest", 1, "`f` is a workbook"),
        (b"Friendly Label,Type\nTier,String\n", 1, "no column of this header is the REST API name of a field: Friendly Label, Type"),
        (b'REST API Name,Type\nemail,Email\nx,"y\n', 3, "this line cannot be read"),
        (b"REST API Name,Type\nemail,Email,more\n", 2, "this line has 3 values, and the header names 2 columns"),
        (b"", 1, "`f` names no field of people"),
    ],
)
def test_what_is_no_list_of_fields_is_refused_where_it_breaks(data, line, says):
    with pytest.raises(Unreadable) as refused:
        read(SourceFile("f", data))
    finding = refused.value.finding
    assert finding.rule.id == "MKT768"
    assert finding.place.span is not None and finding.place.span.start.line == line
    assert finding.message.startswith(says)


@pytest.mark.real_orgs
def test_recorded_answers_are_read_whole(real_data):
    """Two public fixtures: a describe as REST answers it, and the fields of a whole instance with types in capitals."""
    answer = SourceFile("describe.json", (real_data / "marketo-api/embulk-fixtures/lead_describe.json").read_bytes())
    described = {one["rest"]["name"]: one["dataType"] for one in json.loads(answer.data)["result"] if "rest" in one}
    instance, _ = read(answer)
    assert {one.field.name: one.field.type for one in instance.fields} == described
    recorded = json.loads((real_data / "marketo-api/embulk-fixtures/lead_describe_marketo_fields_full.json").read_bytes())
    all_of_it = describe2(*(field(one["name"], crm=False, dataType=one["marketoDataType"].lower()) for one in recorded))
    done = adopted(all_of_it)
    assert done.counts["read"] == len(recorded) == 129
    assert {"customFieldInt", "tdid", "mBteststring24"} <= {
        one.name for one in compiled(tree_of(after(done))).catalog.elsewhere["marketo"]["Person"].fields.values()
    }
    assert done.counts["alone"] + done.counts["own"] == 129


@pytest.mark.real_orgs
def test_members_of_programmes_are_no_people(real_data):
    source = SourceFile("f.json", (real_data / "marketo-api/doc-samples/program-members/01-describe.json").read_bytes())
    with pytest.raises(Unreadable, match="`API Program Membership` is described here, and not people"):
        read(source)
