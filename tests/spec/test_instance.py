"""Where an org is, as specs say it: a host name, and a port only on this machine."""

import json

import pytest

from small_estate import compiled

SPEC = "environment: production\nsalesforce: {{org: 00D7Q000000vKmR, instance: {}, inventory: inventory/production}}\n"


def errors(said: str) -> list[str]:
    return [one.message for one in compiled({"environments/production.yaml": SPEC.format(said)}).diagnostics if one.severity == "error"]


@pytest.mark.parametrize(
    "said", ["acme.my.salesforce.com", "acme--uat.sandbox.my.salesforce.com", "127.0.0.1:8080", "localhost:65535", "localhost", "127.0.0.1"]
)
def test_a_host_or_this_machine_is_taken(said, repository):
    assert errors(said) == []
    pattern = json.loads((repository / "schemas" / "environment.schema.json").read_text("utf-8"))
    assert "127" in json.dumps(pattern)


@pytest.mark.parametrize(
    "said",
    [
        "acme.my.salesforce.com:443",
        "127.0.0.1:0",
        "127.0.0.1:123456",
        "10.0.0.1",
        "127.0.0.2",
        "https://acme.my.salesforce.com",
        "localhost:x",
    ],
)
def test_a_port_elsewhere_and_an_address_are_refused(said):
    assert any("a host name and nothing more" in one for one in errors(said))
