"""The language by example, as its designers wrote it: every file loads as what it is."""

import pytest

from syncwright.diagnostics import diagnose
from syncwright.platform import connector_models, installed
from syncwright.spec.load import Loaded, load
from syncwright.syntax import parse
from syncwright.syntax.positions import Locator
from syncwright.text import SourceFile

pytestmark = pytest.mark.real_orgs

KINDS = {
    "campaigns": "campaign",
    "connectors": "connector",
    "environments": "environment",
    "filters": "filter",
    "maps": "map",
    "objects": "object",
    "users": "sync_user",
}


@pytest.fixture(scope="module")
def language(real_data):
    folder = real_data.parent / "language"
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
    assert len(files) >= 18
    return files


def test_every_file_loads_as_its_kind(language):
    for name, data in language.items():
        source = SourceFile(name, data)
        one = load(parse(source), connector_models(installed()))
        assert isinstance(one, Loaded), [finding.message for finding in diagnose(one, Locator({name: source}))]
        expected = "partition" if name == "filters/business-unit.yaml" else KINDS.get(name.partition("/")[0], "estate")
        assert one.kind == expected, name


def test_nothing_of_what_loads_is_lost_on_the_way(language):
    """An unknown key is refused, so what loads has been understood to the last key; here, that a few of them mean what they say."""
    models = connector_models(installed())
    specs = {name: one.spec for name, data in language.items() if isinstance(one := load(parse(SourceFile(name, data)), models), Loaded)}
    assert specs["filters/marketo-scope.yaml"].as_.field == "Sync_to_Marketo__c"
    assert [*specs["filters/business-unit.yaml"].cases] == ["EMEA", "AMER"]
    assert specs["objects/account.yaml"].fields["Account_Score_Band__c"].band.edges == (0, 26, 51, 76, 100)
    assert specs["objects/person-identity.yaml"].fields["Address"].is_ == {"Lead": "Address", "Contact": "MailingAddress"}
    assert specs["objects/person-fit.yaml"].fields["Product_Line__c"].values["Sensors"].previously == ("SENSOR",)
    assert specs["environments/uat.yaml"].connectors["ae/amer"] == "absent"
    assert specs["users/marketo-sync.yaml"].grants.permissions.keys() == {"ConvertLeads"}
    assert (specs["connectors/ae.yaml"].version, specs["connectors/ae.yaml"].person_accounts) == ("2", "off")
    campaign = specs["campaigns/normalise-country.yaml"]
    assert (campaign.every.day, campaign.qualify, [(step.change, step.map) for step in campaign.flow]) == (
        "02:00",
        "every-time",
        [("Address.Country", "country")],
    )
