"""The edges of a small estate: each kind, which way it goes, and where it is said."""

import pytest

from small_estate import compiled, org, spec, user
from syncwright.graph import Graph
from syncwright.graph.model import KINDS
from syncwright.inventory import Field, Object, Org
from syncwright.inventory.model import ValueSet
from syncwright.records import replace

EXTRA = {
    "Device__c": {
        "Text__c": Field(type="Text", length=80),
        "Line__c": Field(type="Picklist", value_set="Lines"),
        "Model__c": Field(type="Picklist", controlled_by="Line__c"),
        "Account__c": Field(type="MasterDetail", references=("Account",)),
        "Keeper__c": Field(type="Lookup", references=("Contact",)),
        "Greeting__c": Field(type="Text", formula="Text__c & Keeper__r.FirstName & $Label.Hello & pkg__Rank__c"),
        "Visits__c": Field(type="Summary", summary="count Visit__c.Device__c", summary_over="Visit__c.Device__c"),
        "Cost__c": Field(type="Summary", summary="sum Visit__c.Cost__c", summary_over="Visit__c.Device__c"),
        "Score__c": Field(type="Number"),
        "Score_Band__c": Field(type="Text"),
        "Kept__c": Field(type="Checkbox"),
    },
    "Visit__c": {"Device__c": Field(type="MasterDetail", references=("Device__c",)), "Cost__c": Field(type="Currency")},
}
FILES = {
    "objects/device.yaml": spec(
        "Device__c",
        {
            "Text__c": "sync: two-way",
            "Line__c": "sync: {marketo: from-salesforce}",
            "Model__c": "sync: hidden",
            "Account__c": "",
            "Greeting__c": "sync: hidden",
            "Visits__c": "",
            "Cost__c": "sync: hidden, owner: sales",
            "Score__c": "sync: hidden",
            "Score_Band__c": "band: {of: Score__c, edges: [10, 50]}",
        },
        connectors="marketo, ae",
    ),
    "objects/person.yaml": spec(
        "[Lead, Contact]",
        {"Score": "is: {Lead: Score__c, Contact: Score__c}, convert: Contact.Score__c", "Motto__c": ""},
        connectors="marketo",
    ),
    "objects/lead.yaml": "object: Lead\nowner: ops\nwhy: w\nfor: marketo\nfields:\n  Address:\n    why: w\n    pii: contact\n    sync: two-way\n    parts:\n      City:\n",
    "estate.yaml": (
        "estate: tiny\nowner: ops\nowners:\n  ops: {title: Operations, contact: ops@tiny.example}\n"
        "  sales: {title: Sales, contact: sales@tiny.example}\nsalesforce: {edition: enterprise}\n"
    ),
    "campaigns/greet.yaml": (
        "campaign: greet\nfor: marketo\nowner: sales\nwhy: w\ntype: trigger\nobjects: Contact\nqualify: every-time\n"
        "when: [{changes: Motto__c}]\nwho: Score > 5 and Account.Site is not blank\n"
        "flow:\n- {change: Motto__c, choices: [{if: Department = 'Sales', to: a}]}\n- {change: Department, to: b}\n"
    ),
    "filters/old.yaml": "filter: old\nwhy: w\nowner: sales\nobjects: Device__c\nwhere: Score__c > 5 and Keeper__r.Department is blank\n",
    "filters/kept.yaml": (
        "filter: kept\nwhy: w\nobjects: Device__c\nwhere: not (filter old) and Text__c is not blank\nas: {field: Kept__c}\nfor: [marketo]\n"
    ),
    "filters/lines.yaml": (
        "partition: lines\nwhy: w\nobjects: Device__c\ncases:\n  A: {for: ae, where: Line__c = 'A'}\n  B: {for: marketo, where: filter kept}\n"
    ),
    **user("objects: {Loose__c: {access: [read, create], why: w}}, fields: {Account.Type: {access: edit, why: w}}"),
}


def small_org() -> Org:
    objects = org(EXTRA)
    objects["Lead"] = replace(
        objects["Lead"], conversion={"Motto__c": ("Contact.Motto__c", "Account.Site"), "Region__c": ("Contact.Department",)}
    )
    return Org(objects, {"Lines": ValueSet("Lines", "global", ("A", "B"), "Product lines")})


@pytest.fixture(scope="module")
def graph() -> Graph:
    compilation = compiled(FILES, small_org())
    assert compilation.catalog is not None
    return compilation.graph()


def ways(graph: Graph, kind: str) -> set[tuple[str, str, str]]:
    """Every edge of a kind, found from each end."""
    ids = graph.scope.ids()
    into = {(e.source, e.target, e.detail) for one in ids for e in graph.up(one) if e.kind == kind}
    out_of = {(e.source, e.target, e.detail) for one in ids for e in graph.down(one) if e.kind == kind}
    assert into == out_of, "an edge is seen from both its ends"
    return into


@pytest.mark.parametrize("kind", KINDS)
def test_in_the_whole_org_every_edge_is_seen_from_both_its_ends(kind):
    whole = compiled(FILES, small_org()).graph(everything=True)
    assert ways(whole, kind)
    assert len(whole.scope.ids()) > 1_000


def test_objects_hold_their_fields(graph):
    held = ways(graph, "contains")
    assert ("Device__c", "Device__c.Text__c", "") in held
    assert ("Account", "Account.Type", "") in held, "it is granted, and so in the graph"
    assert ("Lead", "Lead.City", "") in held
    assert not any(target == "Lead.Region__c" for _, target, _ in held), "no spec names it, and it is needed by nothing"


def test_lookups_and_details_need_what_they_point_to(graph):
    assert ways(graph, "master-detail") == {
        ("Account", "Device__c.Account__c", ""),
        ("Device__c", "Visit__c.Device__c", ""),
    }
    assert ("Contact", "Device__c.Keeper__c", "") in ways(graph, "lookup"), "a formula reads through it"


def test_a_formula_needs_what_it_reads_and_the_lookups_on_the_way(graph):
    read = {(source, detail) for source, target, detail in ways(graph, "formula") if target == "Device__c.Greeting__c"}
    assert read == {
        ("Device__c.Text__c", ""),
        ("Device__c.Keeper__c", "Keeper__r.FirstName"),
        ("Contact.FirstName", "Keeper__r.FirstName"),
        ("$Label.Hello", "$Label.Hello"),
        ("Device__c.pkg__Rank__c", ""),
    }


def test_a_roll_up_needs_what_it_sums_up_and_the_detail_s_field(graph):
    assert ways(graph, "roll-up") == {
        ("Visit__c.Device__c", "Device__c.Visits__c", "count"),
        ("Visit__c.Device__c", "Device__c.Cost__c", "sum"),
        ("Visit__c.Cost__c", "Device__c.Cost__c", "sum"),
    }


def test_picklists_need_their_values(graph):
    assert ways(graph, "value-set") == {("value_set:Lines", "Device__c.Line__c", "")}
    assert ways(graph, "controls") == {("Device__c.Line__c", "Device__c.Model__c", "")}
    assert graph.node("value_set:Lines").label == "Product lines"


def test_parts_need_their_compound(graph):
    assert ("Lead.Address", "Lead.City", "") in ways(graph, "part")
    assert ("Contact.Name", "Contact.FirstName", "") in ways(graph, "part")


def test_a_band_needs_its_score(graph):
    assert ways(graph, "band") == {("Device__c.Score__c", "Device__c.Score_Band__c", "")}


def test_conversions_are_the_specs_and_the_orgs(graph):
    assert ways(graph, "conversion") == {
        ("Lead.Score__c", "Contact.Score__c", ""),
        ("Lead.Motto__c", "Contact.Motto__c", ""),
        ("Lead.Motto__c", "Account.Site", ""),
    }


def test_directions_and_what_is_hidden(graph):
    synced, hidden = ways(graph, "sync"), ways(graph, "hidden")
    assert ("Device__c.Text__c", "connector:ae", "two-way") in synced
    assert ("Device__c.Line__c", "connector:marketo", "from-salesforce") in synced
    assert ("Device__c.Line__c", "connector:ae", "") in hidden
    assert ("Device__c.Model__c", "connector:marketo", "") in hidden


def test_grants_are_those_of_fields_and_of_users(graph):
    granted = ways(graph, "grant")
    assert ("Device__c.Text__c", "sync_user:marketo-sync", "edit") in granted
    assert ("Device__c", "sync_user:marketo-sync", "read edit") in granted
    assert ("Loose__c", "sync_user:marketo-sync", "read create") in granted
    assert ("Account.Type", "sync_user:marketo-sync", "edit") in granted
    assert ("Lead.Email", "sync_user:marketo-sync", "read") in granted, "the connector needs it, whatever the specs say"
    assert not any(source == "Device__c.Model__c" for source, _, _ in granted)


def test_owners_own_and_users_are_used(graph):
    assert ("owner:sales", "Device__c.Cost__c", "") in ways(graph, "owns")
    assert ("owner:ops", "connector:marketo", "") in ways(graph, "owns")
    assert ways(graph, "uses") == {("sync_user:ae-integration", "connector:ae", ""), ("sync_user:marketo-sync", "connector:marketo", "")}


def test_a_campaign_reads_waits_for_and_changes_fields(graph):
    me = "campaign:greet"
    read = {"Contact.Score__c", "Contact.AccountId", "Account.Site", "Contact.Department"}
    assert ways(graph, "audience") == {(field, me, "") for field in read}
    assert ways(graph, "starts") == {("Contact.Motto__c", me, "")}
    assert ways(graph, "changes") == {(me, "Contact.Motto__c", ""), (me, "Contact.Department", "")}
    assert ways(graph, "runs") == {("connector:marketo", me, "")}
    assert ("owner:sales", me, "") in ways(graph, "owns")
    assert (graph.node(me).type, graph.node(me).owner) == ("trigger", "sales")
    places = {(edge.kind, edge.source): edge.place.keys for edge in graph.needs(me)}
    assert places["audience", "Contact.Score__c"] == ("who",)
    assert places["audience", "Contact.Department"] == ("flow", 0, "choices", 0, "if")
    assert [edge.place.keys for edge in graph.serves(me)] == [("flow", 0), ("flow", 1)]


def test_a_filter_reads_fields_keeps_its_answer_in_one_and_limits_connectors(graph):
    read = {"Device__c.Score__c", "Device__c.Keeper__c", "Contact.Department"}
    of_filters = {(field, one, "") for field in read for one in ("filter:old", "filter:kept", "partition:lines")}
    of_filters |= {("Device__c.Text__c", one, "") for one in ("filter:kept", "partition:lines")}
    assert ways(graph, "scope") == {*of_filters, ("Device__c.Line__c", "partition:lines", "")}
    assert ways(graph, "stored") == {("filter:kept", "Device__c.Kept__c", "")}
    assert ways(graph, "limits") == {
        ("filter:kept", "connector:marketo", ""),
        ("partition:lines", "connector:ae", "A: ae"),
        ("partition:lines", "connector:marketo", "B: marketo"),
    }
    assert ways(graph, "named") == {("filter:old", "filter:kept", ""), ("filter:kept", "partition:lines", "")}
    assert ("owner:sales", "filter:old", "") in ways(graph, "owns")
    places = {(edge.kind, edge.source): edge.place.keys for edge in graph.needs("partition:lines")}
    assert places["scope", "Device__c.Line__c"] == ("cases", "A", "where")
    assert places["named", "filter:kept"] == ("cases",)


def test_one_idea_is_one_edge_for_each_pair(graph):
    assert ways(graph, "same-idea") == {("Contact.Score__c", "Lead.Score__c", ""), ("Contact.Motto__c", "Lead.Motto__c", "")}


def test_every_edge_has_the_place_where_it_is_said(graph):
    places = {(e.kind, e.target): e.place for one in graph.scope.ids() for e in graph.up(one)}
    device = "specs/objects/device.yaml"
    assert (places["sync", "connector:marketo"].path, places["uses", "connector:marketo"].path)[1] == "specs/connectors/marketo.yaml"
    assert places["owns", "Device__c.Cost__c"].keys == ("fields", "Cost__c", "owner")
    assert places["owns", "Device__c.Text__c"].keys == ("owner",)
    assert (places["band", "Device__c.Score_Band__c"].path, places["band", "Device__c.Score_Band__c"].keys) == (
        device,
        ("fields", "Score_Band__c", "band", "of"),
    )
    inventory = places["formula", "Device__c.Greeting__c"]
    assert (inventory.path, inventory.keys) == ("specs/inventory/production/objects/Device__c.json", ("fields", "Greeting__c"))
    said = {
        (e.source, e.target): e.place.keys for one in graph.scope.ids() for e in graph.up(one) if e.kind in ("conversion", "sync", "hidden")
    }
    assert said["Lead.Score__c", "Contact.Score__c"] == ("fields", "Score", "convert")
    assert said["Lead.Motto__c", "Account.Site"] == ("conversion", "Motto__c")
    assert said["Device__c.Text__c", "connector:ae"] == ("fields", "Text__c", "sync")
    assert said["Device__c.Line__c", "connector:marketo"] == ("fields", "Line__c", "sync", "marketo")
    assert said["Device__c.Line__c", "connector:ae"] == ("fields", "Line__c", "sync")
    assert said["Device__c.Account__c", "connector:ae"] == ("defaults", "sync")


def test_what_the_org_does_not_hold_is_external(graph):
    assert graph.node("Device__c.pkg__Rank__c").external
    assert (graph.node("$Label.Hello").kind, graph.node("$Label.Hello").external) == ("global", True)
    assert not graph.node("Contact.FirstName").external
    assert not graph.node("Contact.FirstName").in_specs


def test_a_node_says_what_people_want_to_see_of_it(graph):
    node = graph.node("Device__c.Cost__c")
    assert (node.kind, node.type, node.owner, node.pii, node.in_specs) == ("field", "roll-up", "sales", "none", True)
    assert node.directions == {"marketo": "hidden", "ae": "hidden"}
    assert graph.node("connector:ae").type == "account_engagement"
    assert graph.node("owner:ops").label == "Operations"


def test_what_connectors_ask_of_an_adopted_user_is_no_grant():
    adopted = user("objects: {Loose__c: {access: read, why: w}}", more="preset: adopted\n")
    graph = compiled({**FILES, **adopted}, small_org()).graph()
    granted = {e.source for e in graph.up("sync_user:marketo-sync") if e.kind == "grant"}
    assert "Loose__c" in granted
    assert "Device__c.Text__c" in granted, "a spec gives the field a direction"
    assert granted.isdisjoint({"Device__c", "Lead.Email"}), "only the connector asks for these"


def test_objects_kept_in_the_specs_alone_have_no_edges_from_the_org():
    files = {"objects/device.yaml": spec("Device__c", {"Text__c": ""})}
    graph = compiled(files, {"Device__c": Object("Device__c", "custom", {"Text__c": Field(type="Text")})}).graph()
    assert {e.kind for e in graph.up("Device__c.Text__c")} == {"contains", "owns"}
