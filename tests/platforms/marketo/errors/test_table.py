"""The table of sync errors: sourced, each known by its name and by what Adobe shows of it, and never surer than its source."""

import csv

import pytest

from small_estate import compiled, org
from syncwright.diagnosis.cures import LOOKS
from syncwright.diagnosis.page import LOOKED_AT, page
from syncwright.diagnosis.recognise import recognised
from syncwright.diagnosis.salesforce_codes import CONNECT, MEASURE
from syncwright.inventory import Org
from syncwright.platforms.marketo.errors.cures import ERRORS, OTHERS, PEOPLE
from syncwright.platforms.marketo.errors.page import PATH
from syncwright.platforms.marketo.errors.table import KINDS, NOTES
from syncwright.platforms.marketo.types.objects import OBJECTS

ORG = Org(org())

#: What Adobe's two pages show of each error, without the parts that belong to one org.
SHOWN = {
    "API is disabled for this user": "API_CURRENTLY_DISABLED",
    "API_DISABLED : API calls have been disabled for this user": "API_CURRENTLY_DISABLED",
    "invalid_grant: authentication failure": "AUTHENTICATION_FAILURE",
    "cannot reference converted lead": "CANNOT_UPDATE_CONVERTED_LEAD",
    "the entity is locked for editing": "ENTITY_IS_LOCKED",
    "invalid_grant: expired access/refresh token": "EXPIRED_ACCESS",
    "Value does not exist or does not match filter criteria": "FIELD_FILTER_VALIDATION_EXCEPTION",
    "invalid_grant: inactive organization": "INACTIVE_ORGANIZATION",
    "invalid_grant: inactive user": "INACTIVE_USER",
    "insufficient access rights on object id": "INSUFFICIENT_ACCESS_OR_READONLY",
    "insufficient access rights on cross-reference id": "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
    "invalid_grant: ip restricted": "INVALID_GRANT",
    "Your query request was running too long": "QUERY_TIMEOUT",
    "ConcurrentPerOrgLongTxn Limit exceeded": "REQUEST_LIMIT_EXCEEDED",
    "TotalRequests Limit exceeded": "REQUEST_LIMIT_EXCEEDED",
    "server too busy": "SERVER_UNAVAILABLE",
    "unable to obtain exclusive access to this record or 1 records": "UNABLE_TO_LOCK_ROW",
    "RECORD_NONCOMPLIANT_WITH_VALIDATION_RULES : CRM ErrorCode: FIELD_CUSTOM_VALIDATION_EXCEPTION": "FIELD_CUSTOM_VALIDATION_EXCEPTION",
    "MISSING_REQUIRED_FIELD : CRM ErrorCode: REQUIRED_FIELD_MISSING": "REQUIRED_FIELD_MISSING",
    "MISSING_FIELD_READ_PERMISSION : INVALID_FIELD: SystemModstamp,IsDeleted": "INVALID_FIELD",
    "MISSING_RECORD_OBJECT_PERMISSIONS : CRM ErrorCode: INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY": "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
    "System.LimitException: Apex CPU time limit exceeded": "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
    "duplicate value found: Email_Unique__c duplicates value on record": "DUPLICATE_VALUE",
    "You're creating a duplicate record. We recommend you use an existing record instead.": "DUPLICATES_DETECTED",
    "SFDC Field length exceeded": "1077",
    "First Name: data value too large: x (max length=40)": "STRING_TOO_LONG",
}


@pytest.mark.parametrize(("text", "code"), SHOWN.items(), ids=SHOWN.values())
def test_each_text_that_adobe_shows_is_known(text, code):
    found = recognised(text, ERRORS, ORG)
    assert found.kind is not None
    assert found.kind.code == code


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_each_kind_is_known_by_every_name_and_says_where_it_was_read(kind):
    for name in (kind.code, *kind.also):
        if not name.isdigit():
            assert recognised(f"{name}: something", ERRORS, ORG).kind is kind
    assert all(fact.says and fact.source for fact in (*kind.causes, *kind.fixes))
    assert set(kind.looks) <= LOOKS.keys()


def test_a_code_that_adobe_does_not_list_is_not_stated_as_certain():
    [fact] = next(kind for kind in KINDS if kind.code == "STRING_TOO_LONG").causes
    assert not fact.certain
    for kind in KINDS:
        for fact in (*kind.causes, *kind.fixes):
            assert not fact.certain or fact.source.startswith("Adobe: "), kind.code


def test_that_these_are_sister_products_is_said():
    assert any(CONNECT in note.source and MEASURE in note.source and "no codes of the native sync" in note.says for note in ERRORS.notes)


def test_every_look_is_used_by_some_kind():
    assert {look for kind in KINDS for look in kind.looks} == LOOKS.keys()


def test_the_objects_that_errors_are_about_are_those_that_marketo_writes():
    """A task is written by a step and by activities, though tasks sync from Salesforce."""
    assert {*PEOPLE, *OTHERS} - {"Task"} == {name for name, one in OBJECTS.items() if one.direction == "two-way"}


@pytest.mark.real_orgs
def test_numbers_of_the_rest_api_are_known_by_the_texts_that_adobe_lists(real_data):
    with (real_data / "marketo-api" / "error_codes.csv").open(encoding="utf-8") as file:
        said = {row[1]: row[2] for row in csv.reader(file) if row[1].isdigit()}
    numbers = [kind.code for kind in KINDS if kind.code.isdigit()]
    assert numbers == ["1076", "1077", "1078"]
    for number in numbers:
        kind = recognised(said[number], ERRORS, ORG).kind
        assert kind is not None
        assert kind.code == number, said[number]


def test_the_page_has_a_row_for_each_kind_with_the_numbers_of_its_sources():
    lines = page(KINDS, NOTES).splitlines()
    rows = [line for line in lines if line.startswith("| ") and not line.startswith("| error |")]
    assert len(rows) == len(KINDS)
    listed = [line.partition(". ") for line in lines if line[:1].isdigit()]
    assert {source for _, _, source in listed} >= {CONNECT, MEASURE}
    assert [int(number) for number, _, _ in listed] == list(range(1, len(listed) + 1))
    assert "(observed, not documented)" in next(row for row in rows if "`STRING_TOO_LONG`" in row)
    assert LOOKED_AT.keys() == LOOKS.keys()
    assert all(row.replace("\\|", "").count("|") == 6 for row in rows)


def test_the_page_is_built_wherever_there_is_a_marketo_connector():
    compilation = compiled({})
    assert [one.keys for one in compilation.artifacts() if one.path == PATH] == [("connector/marketo",)]
    without = compiled({"connectors/marketo.yaml": None, "users/marketo-sync.yaml": None})
    assert PATH not in [one.path for one in without.artifacts()]
