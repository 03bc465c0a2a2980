"""`graph.json`: what stands in it, line by line."""

import json

import pytest

from graph.test_edges import FILES, small_org
from small_estate import compiled, spec
from syncwright.generated import generated_tree
from syncwright.graph.artifact import graphed, parts, spec_keys
from syncwright.inventory import Field, Object


@pytest.fixture(scope="module")
def compilation():
    return compiled(FILES, small_org())


@pytest.fixture(scope="module")
def doc(compilation):
    return json.loads(graphed(compilation.catalog)[0])


def test_a_field_says_whose_it_is_where_it_goes_and_what_it_needs(doc):
    nodes = doc["nodes"]
    assert nodes["Device__c.Text__c"] == {
        "kind": "field",
        "owner": "ops",
        "pii": "none",
        "sync": {"ae": "two-way", "marketo": "two-way"},
        "type": "text",
    }
    assert nodes["Device__c.Greeting__c"]["needs"] == {
        "formula": ["$Label.Hello", "Contact.FirstName", "Device__c.Keeper__c", "Device__c.Text__c", "Device__c.pkg__Rank__c"]
    }
    assert nodes["Device__c.Cost__c"]["needs"] == {"roll-up": ["Visit__c.Cost__c", "Visit__c.Device__c"]}
    assert nodes["Device__c.Score_Band__c"]["needs"] == {"band": ["Device__c.Score__c"]}
    assert nodes["Lead.Motto__c"]["becomes"] == ["Account.Site", "Contact.Motto__c"]
    assert nodes["Lead.Motto__c"]["same_idea"] == ["Contact.Motto__c"]
    assert nodes["Account.Type"]["grant"] == {"marketo-sync": "edit"}


def test_a_campaign_says_what_it_reads_and_changes(doc):
    assert doc["nodes"]["campaign:greet"] == {
        "kind": "campaign",
        "connector": "marketo",
        "owner": "sales",
        "type": "trigger",
        "reads": ["Account.Site", "Contact.AccountId", "Contact.Department", "Contact.Score__c"],
        "starts_by": ["Contact.Motto__c"],
        "changes": ["Contact.Department", "Contact.Motto__c"],
    }


def test_everything_that_is_named_stands_there(doc):
    for one in doc["nodes"].values():
        inner = [name for names in one.get("needs", {}).values() for name in names] + one.get("becomes", []) + one.get("same_idea", [])
        inner += [*one.get("reads", []), *one.get("starts_by", []), *one.get("changes", [])]
        inner += [f"connector:{name}" for name in one.get("sync", {})] + [f"sync_user:{name}" for name in one.get("grant", {})]
        owners = one["owner"] if isinstance(one.get("owner"), list) else [one["owner"]] if "owner" in one else []
        assert doc["nodes"].keys() >= {*inner, *(f"owner:{name}" for name in owners)}
    assert all(
        name.partition(".")[0] in doc["nodes"] for name, one in doc["nodes"].items() if one["kind"] == "field" and "external" not in one
    )


def test_its_edges_are_those_of_the_graph(compilation, doc):
    graph = compilation.graph()
    for name, one in doc["nodes"].items():
        if one["kind"] == "field" and graph.scope.said(name) is not None:
            edges = [
                edge for edge in (*graph.needs(name), *graph.serves(name)) if edge.kind not in ("contains", "owns", "same-idea", "grant")
            ]
            named = {(kind, other) for kind, others in one.get("needs", {}).items() for other in others}
            named |= {("conversion", other) for other in one.get("becomes", [])}
            named |= {("hidden" if way == "hidden" else "sync", f"connector:{other}") for other, way in one["sync"].items()}
            assert named == {(edge.kind, edge.source if edge.target == name else edge.target) for edge in edges}, name


def test_there_is_a_line_a_node_and_nothing_of_places(compilation, doc):
    data = graphed(compilation.catalog)[0]
    assert len(data.splitlines()) == len(doc["nodes"]) + 2
    assert b".yaml" not in data
    assert b"inventory" not in data


def test_fields_stand_in_order_below_their_object(doc):
    names = [name for name, one in doc["nodes"].items() if name.partition(".")[0] in ("Device__c", "Lead") and one["kind"] != "external"]
    in_specs = [name for name in names if "owner" in doc["nodes"][name]]
    assert in_specs == sorted(in_specs)


def test_the_order_of_files_does_not_show(compilation):
    renamed = {f"objects/{9 - n}.yaml" if path.startswith("objects/") else path: text for n, (path, text) in enumerate(FILES.items())}
    catalog = compiled(renamed, small_org()).catalog
    made = graphed(catalog)
    assert made == graphed(compilation.catalog)
    assert list(parts(catalog, made[1])) == list(parts(compilation.catalog, made[1]))


def test_the_manifest_names_its_specs_and_not_its_fields(compilation):
    assert spec_keys(compilation.catalog) == (
        "estate/tiny",
        "campaign/greet",
        "connector/ae",
        "connector/marketo",
        "object/Contact",
        "object/Device__c",
        "object/Lead",
        "sync_user/ae-integration",
        "sync_user/marketo-sync",
    )


def test_a_build_writes_it():
    compilation = compiled({"objects/device.yaml": spec("Device__c", {"Text__c": ""})})
    files = generated_tree(compilation.artifacts(), "tiny", "production")
    assert files["graph.json"] == graphed(compilation.catalog)[0]


def test_odd_words_of_an_inventory_stay_text():
    odd = {
        "Device__c": Object("Device__c", "custom", {"Text__c": Field(type='Te"xt\n'), "Other__c": Field(type="Text", value_set='A"\\ü')})
    }
    compilation = compiled({"objects/device.yaml": spec("Device__c", {"Text__c": "", "Other__c": ""})}, odd)
    nodes = json.loads(graphed(compilation.catalog)[0])["nodes"]
    assert nodes["Device__c.Text__c"]["type"] == 'te"xt\n'
    assert nodes["Device__c.Other__c"]["needs"] == {"value-set": ['value_set:A"\\ü']}
    assert nodes['value_set:A"\\ü'] == {"kind": "value_set"}
