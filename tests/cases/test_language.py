"""The language by example, as its designers wrote it: every file loads, or is of a kind that this version says it does not compile yet."""

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
NOT_YET = {"campaign"}


@pytest.fixture(scope="module")
def language(real_data):
    folder = real_data.parent / "language"
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
    assert len(files) >= 18
    return files


def test_every_file_loads_as_its_kind_or_is_of_a_kind_that_comes_later(language):
    later = {}
    for name, data in language.items():
        source = SourceFile(name, data)
        one = load(parse(source), connector_models(installed()))
        room = name.partition("/")[0]
        if isinstance(one, Loaded):
            expected = "partition" if name == "filters/business-unit.yaml" else KINDS.get(room, "estate")
            assert one.kind == expected, name
            continue
        found = diagnose(one, Locator({name: source}))
        assert [finding.rule.name for finding in found] == ["kind-not-yet"], (name, [finding.message for finding in found])
        later[name] = found[0].message.split("`")[1]
    assert set(later.values()) <= NOT_YET
    assert {name.partition("/")[0] for name in later} == {"campaigns"}


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
