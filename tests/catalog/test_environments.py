"""Which environment is compiled, and what is absent there."""

import pytest

from small_estate import FILES, clean, compiled, found, spec, told

PRODUCTION = FILES["environments/production.yaml"]
UAT = PRODUCTION.replace("production\n", "uat\n", 1)
BOTH = {"environments/uat.yaml": UAT}
DEFAULT = {"estate.yaml": FILES["estate.yaml"] + "default_environment: production\n"}
LEAD = {"objects/lead.yaml": spec("Lead", {"Score__c": "sync: two-way", "Region__c": "sync: two-way"}, "marketo, ae")}
AE_UNITS = (
    FILES["connectors/ae.yaml"]
    + "marketing_data_sharing: true\nsame_email_prospects: true\nbusiness_units: {emea: {why: w}, amer: {why: w}}\n"
)


@pytest.mark.parametrize(
    ("files", "asked", "chosen"),
    [
        ({}, None, "production"),
        ({}, "production", "production"),
        ({**BOTH, **DEFAULT}, None, "production"),
        ({**BOTH, **DEFAULT}, "uat", "uat"),
        (BOTH, "uat", "uat"),
    ],
)
def test_the_environment_is(files, asked, chosen):
    assert clean(files, environment=asked).catalog.environment.name == chosen


@pytest.mark.parametrize(
    ("files", "asked", "place", "message", "help_"),
    [
        (BOTH, None, "estate.yaml:1:9", "there are several environments and none is the default", "--env"),
        ({"environments/production.yaml": None}, None, "estate.yaml:1:9", "there is no environment", "environments/production.yaml"),
        ({}, "prodution", "specs:1:1", "there is no environment `prodution`", "did you mean `production`?"),
        (BOTH, "dev", "specs:1:1", "there is no environment `dev`", "environments: `production`, `uat`"),
    ],
)
def test_no_environment_can_be_chosen(files, asked, place, message, help_):
    compilation = compiled(files, environment=asked)
    assert found(compilation) == [("REF403", place)], told(compilation)
    assert message in compilation.diagnostics[0].message
    assert help_ in compilation.diagnostics[0].help
    assert compilation.catalog is None


def placed(text: str) -> dict[str, str]:
    return {**LEAD, "environments/production.yaml": f"{PRODUCTION}connectors: {text}\n"}


def names(compilation) -> tuple[list[str], list[str], list[str]]:
    return sorted(compilation.catalog.connectors), sorted(compilation.catalog.users), [one.name for one in compilation.resources]


def test_a_connector_of_which_the_environment_says_nothing_is_there():
    assert names(clean(placed("{}"))) == (["ae", "marketo"], ["ae-integration", "marketo-sync"], ["Ae_Integration", "Marketo_Sync"])


def test_an_absent_connector_gets_nothing_and_its_user_no_permission_set():
    assert names(clean(placed("{marketo: absent}"))) == (["ae"], ["ae-integration"], ["Ae_Integration"])


def test_an_absent_business_unit_leaves_the_others():
    files = {**placed("{ae/emea: absent}"), "connectors/ae.yaml": AE_UNITS}
    assert names(clean(files))[0] == ["ae", "marketo"]


def test_a_connector_without_any_business_unit_here_is_absent():
    files = {**placed("{ae/emea: absent, ae/amer: absent}"), "connectors/ae.yaml": AE_UNITS}
    assert names(clean(files)) == (["marketo"], ["marketo-sync"], ["Marketo_Sync"])


def test_a_user_of_two_connectors_stays_with_the_one_that_is_there():
    files = {**placed("{marketo: absent}"), "connectors/ae.yaml": FILES["connectors/ae.yaml"].replace("ae-integration", "marketo-sync")}
    assert names(clean(files)) == (["ae"], ["ae-integration", "marketo-sync"], ["Marketo_Sync"])


def test_a_user_without_a_connector_stays():
    files = {
        **placed("{marketo: absent}"),
        "users/other.yaml": "sync_user: other\nowner: ops\ngrants: {permissions: {ApiEnabled: {why: w}}}\n",
    }
    assert names(clean(files))[2] == ["Ae_Integration", "Other"]


def test_specs_may_still_name_a_connector_that_is_absent_here():
    assert found(compiled(placed("{marketo: absent, ae: absent}"))) == []
