"""A connected campaign is a campaign: a node of the graph, owned, renamed with what it names, different between environments, part of what specs mean."""

import json

from connected_estates import CONNECTOR, ORG, PRODUCTION, campaign, estate
from rename.estates import after
from small_estate import FILES, spec
from syncwright.catalog.meaning import differing
from syncwright.graph import Graph
from syncwright.graph.artifact import graphed, spec_keys


def named(what: str, new: str) -> dict[str, str]:
    """The campaigns that a rename changes."""
    around = {
        "connectors/ae.yaml": CONNECTOR,
        "environments/production.yaml": PRODUCTION,
        "objects/campaign.yaml": spec("Campaign", "  Channel__c: {why: w, sync: from-salesforce}\n"),
    }
    files = around | campaign("forum", parent="year", extra="fields: {Channel__c: Webinar}\n") | campaign("year")
    done = after(what, new, {**FILES, **files}, ORG)
    return {path: text for path, text in done.items() if path.startswith("campaigns/")}


def test_it_is_a_node_of_its_connector_and_its_owner():
    compilation = estate(campaign("forum"))
    catalog = compilation.catalog
    assert catalog is not None
    graph = compilation.graph(everything=False)
    assert isinstance(graph, Graph) and graph.scope.inside("campaign:forum")
    assert {(edge.source, edge.kind) for edge in graph.campaigns.into("campaign:forum")} == {
        ("connector:ae", "runs"),
        ("owner:ops", "owns"),
    }
    assert graph.campaigns.out("campaign:forum") == []
    assert "campaign:forum" in set(graph.owned("ops"))
    nodes = json.loads(graphed(catalog)[0])["nodes"]
    assert nodes["campaign:forum"] == {"kind": "campaign", "connector": "ae", "owner": "ops", "type": "connected"}
    assert "campaign/forum" in spec_keys(catalog)


def test_a_child_follows_the_name_of_its_parent():
    changed = named("campaign:year", "programme")
    assert "campaign: programme\n" in changed["campaigns/year.yaml"]
    assert "parent: programme\n" in changed["campaigns/forum.yaml"]


def test_a_unit_and_a_field_are_followed():
    assert "for: ae/europe\n" in named("connector:ae/emea", "europe")["campaigns/forum.yaml"]
    assert "fields: {Route__c: Webinar}\n" in named("Campaign.Channel__c", "Route__c")["campaigns/forum.yaml"]


def test_another_value_is_another_meaning_and_another_order_of_keys_is_none():
    before, other = estate(campaign("forum")), estate(campaign("forum", starts="2026-03-01"))
    assert before.catalog is not None and other.catalog is not None
    assert differing(before.catalog, other.catalog) == ["campaign/forum"]
    text = campaign("forum")["campaigns/forum.yaml"]
    head, _, rest = text.partition("\n")
    turned = estate({"campaigns/forum.yaml": rest + head + "\n"}).catalog
    assert turned is not None
    assert differing(before.catalog, turned) == []


def test_an_unknown_owner_is_found():
    [one] = [one for one in estate(campaign("forum", owner="nobody")).diagnostics if one.rule.name == "unknown-owner"]
    assert one.message == "`nobody` is no owner of this estate"


def test_what_is_allowed_in_its_file_is_allowed():
    extra = "allow: {campaign-of-no-unit: {why: w, until: 2026-12-31}}\n"
    [one] = [one for one in estate(campaign("forum", record_type="AMER", extra=extra)).diagnostics if one.rule.id == "AEN871"]
    assert one.allowed is not None
