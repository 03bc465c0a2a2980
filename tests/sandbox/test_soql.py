"""Queries against two small objects: what is found, in which order, and what is refused in which words."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.sandbox.salesforce.soql import parse
from syncwright.sandbox.salesforce.soql_rows import answer
from syncwright.sandbox.salesforce.soql_schema import Child, Column
from syncwright.sandbox.salesforce.soql_words import QueryRefused

TODAY = date(2026, 11, 22)


@dataclass
class Table:
    name: str
    held: list[Column]
    records: list[dict]

    def column(self, name):
        return next((one for one in self.held if one.name.lower() == name.lower()), None)

    def columns(self):
        return self.held

    def rows(self):
        return self.records


USERS = Table(
    "User",
    [Column("Id", "id"), Column("Name"), Column("ManagerId", "reference", "Manager", ("User",))],
    [
        {"Id": "0055g0000000001AAA", "Name": "Noor"},
        {"Id": "0055g0000000002AAA", "Name": "Jo", "ManagerId": "0055g0000000001AAA"},
    ],
)
GROUPS = Table(
    "Group",
    [Column("Id", "id"), Column("Name"), Column("Type", "picklist")],
    [{"Id": "00G5g0000000001AAA", "Name": "Queue", "Type": "Queue"}],
)
LEADS = Table(
    "Lead",
    [
        Column("Id", "id"),
        Column("Email", "email"),
        Column("Country", "string"),
        Column("OwnerId", "reference", "Owner", ("Group", "User")),
        Column("Score__c", "double"),
        Column("Seats__c", "int"),
        Column("Opted__c", "boolean"),
        Column("Born__c", "date"),
        Column("CreatedDate", "datetime"),
        Column("Lines__c", "multipicklist"),
        Column("Notes__c", "textarea", filterable=False),
        Column("Address", "address"),
    ],
    [
        {"Id": "00Q5g0000000001AAA", "Email": "a@x.example", "Country": "Norway", "OwnerId": "0055g0000000002AAA", "Score__c": 5.0, "Opted__c": True,
         "Born__c": "2026-11-22", "CreatedDate": "2026-11-21T23:59:59.000+0000", "Lines__c": "Valves;Pumps"},
        {"Id": "00Q5g0000000002AAA", "Email": "100%_b@x.example", "Country": "norway", "OwnerId": "00G5g0000000001AAA", "Score__c": -2.5, "Opted__c": False,
         "Born__c": "2020-02-29", "CreatedDate": "2026-11-22T00:00:00.000+0000", "Lines__c": "Seals"},
        {"Id": "00Q5g0000000003AAa", "Email": None, "Country": "O'Land\\", "OwnerId": "0055g0000000001AAA", "Opted__c": False},
    ],
)  # fmt: skip


class Both:
    def entity(self, name):
        return {"lead": LEADS, "user": USERS, "group": GROUPS}.get(name.lower())

    def child(self, entity, relationship):
        return Child("Lead", "OwnerId") if (entity.name, relationship) == ("User", "Leads") else None


def asked(text):
    return answer(text, Both(), TODAY, lambda kind, id_: f"/{kind}/{id_}")


def found(where):
    """Which of the three leads pass, by number."""
    return [int(one["Id"][14]) for one in asked(f"SELECT Id FROM Lead WHERE {where} ORDER BY Id").records]


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ("Country = 'NORWAY'", [1, 2]),
        ("Country != 'norway'", [3]),
        ("Country IN ('Norway', 'Sweden')", [1, 2]),
        ("Country NOT IN ('Norway')", [3]),
        ("Country = 'O\\'Land\\\\'", [3]),
        ("Email = null", [3]),
        ("Email != NULL", [1, 2]),
        ("Email LIKE '100\\%\\_%'", [2]),
        ("Email LIKE '%X.example'", [1, 2]),
        ("Email LIKE '_@x.example'", [1]),
        ("(NOT Email LIKE 'a%')", [2, 3]),
        ("Email != null AND (NOT Email LIKE 'a%')", [2]),
        ("Score__c > -2.5", [1]),
        ("Score__c >= -2.5", [1, 2]),
        ("Score__c = 5", [1]),
        ("Score__c IN (5.0, -2.5)", [1, 2]),
        ("Score__c < 1e1", [1, 2]),
        ("Score__c != 5", [2, 3]),
        ("Opted__c = TRUE", [1]),
        ("Opted__c != true", [2, 3]),
        ("Born__c = 2020-02-29", [2]),
        ("Born__c = TODAY", [1]),
        ("Born__c < LAST_N_DAYS:30", [2]),
        ("Born__c <= TOMORROW AND Born__c >= THIS_MONTH", [1]),
        ("CreatedDate < 2026-11-22T00:00:00Z", [1]),
        ("CreatedDate >= 2026-11-22T01:00:00+01:00", [2]),
        ("CreatedDate = YESTERDAY", [1]),
        ("CreatedDate = 2026-11-22T00:00:00Z", [2]),
        ("Lines__c INCLUDES ('valves')", [1]),
        ("Lines__c INCLUDES ('Valves;Seals', 'Seals')", [2]),
        ("Lines__c INCLUDES ('Pumps;Valves')", [1]),
        ("Lines__c != null AND Lines__c EXCLUDES ('Valves')", [2]),
        ("Id = '00Q5g0000000001'", [1]),
        ("Id IN ('00Q5g0000000003AAa')", [3]),
        ("OwnerId IN (SELECT Id FROM User WHERE Name = 'Jo')", [1]),
        ("OwnerId NOT IN (SELECT Id FROM User)", [2]),
        ("Owner.Name = 'noor'", [3]),
        ("Owner.Type = 'Queue'", [2]),
        ("Lead.Owner.Name LIKE 'J%'", [1]),
        ("Country = 'Norway' AND (Score__c > 0 OR Opted__c = false)", [1, 2]),
        ("NOT (Country = 'Norway' AND Score__c > 0)", [2, 3]),
        ("Id != null", [1, 2, 3]),
        ("Id = null", []),
    ],
)  # fmt: skip
def test_a_condition_finds(where, numbers):
    assert found(where) == numbers


def test_keywords_and_names_have_no_case():
    assert [one["Email"] for one in asked("select email from LEAD where COUNTRY = 'norway' order by EMAIL desc limit 1").records] == [
        "a@x.example"
    ]


def test_a_record_says_what_it_is_and_parents_are_records_in_it():
    assert asked("SELECT Id, Owner.Name, Owner.Id FROM Lead WHERE Opted__c = true").records == [
        {
            "attributes": {"type": "Lead", "url": "/Lead/00Q5g0000000001AAA"},
            "Id": "00Q5g0000000001AAA",
            "Owner": {"attributes": {"type": "User", "url": "/User/0055g0000000002AAA"}, "Name": "Jo", "Id": "0055g0000000002AAA"},
        }
    ]


def test_a_parent_that_is_not_there_is_null_at_the_link_that_is_missing():
    by_name = {one["Name"]: one for one in asked("SELECT Name, Manager.Manager.Name, Manager.Name FROM User").records}
    assert by_name["Noor"]["Manager"] is None
    assert (by_name["Jo"]["Manager"]["Name"], by_name["Jo"]["Manager"]["Manager"]) == ("Noor", None)


def test_children_are_a_result_of_their_own_or_null():
    by_name = {one["Name"]: one["Leads"] for one in asked("SELECT Name, (SELECT Email FROM Leads WHERE Email != null) FROM User").records}
    assert by_name["Noor"] is None
    assert (by_name["Jo"]["totalSize"], by_name["Jo"]["records"][0]["Email"]) == (1, "a@x.example")


def test_nulls_come_first_unless_said_otherwise():
    def order(clause):
        return [one["Score__c"] for one in asked(f"SELECT Score__c FROM Lead ORDER BY Score__c {clause}").records]

    assert order("") == [None, -2.5, 5.0]
    assert order("DESC") == [None, 5.0, -2.5]
    assert order("DESC NULLS LAST") == [5.0, -2.5, None]


def test_the_first_order_counts_most():
    assert [one["Id"][14] for one in asked("SELECT Id FROM Lead ORDER BY Country, Score__c NULLS LAST").records] == ["2", "1", "3"]


def test_limit_and_offset_cut_what_is_in_order():
    assert [one["Id"][14] for one in asked("SELECT Id FROM Lead ORDER BY Id LIMIT 1 OFFSET 1").records] == ["2"]


def test_a_bare_count_has_no_records():
    counted = asked("SELECT COUNT() FROM Lead WHERE Country = 'Norway'")
    assert (counted.count, counted.records) == (2, [])


def test_totals_have_names_of_their_own_or_numbers():
    [total] = asked("SELECT COUNT(Id), COUNT(Email) filled, MAX(Score__c), SUM(Score__c) FROM Lead").records
    assert total == {"attributes": {"type": "AggregateResult"}, "expr0": 3, "filled": 2, "expr1": 5.0, "expr2": 2.5}


def test_groups_are_counted_each():
    counted = asked("SELECT Opted__c, COUNT(Id) n FROM Lead GROUP BY Opted__c")
    assert {one["Opted__c"]: one["n"] for one in counted.records} == {True: 1, False: 2}
    assert counted.count == 2


def test_fields_all_names_each_column():
    assert set(asked("SELECT FIELDS(ALL) FROM User LIMIT 1").records[0]) == {"attributes", "Id", "Name", "ManagerId"}


@pytest.mark.parametrize(
    ("query", "code", "part"),
    [
        ("SELECT Nope FROM Lead", "INVALID_FIELD", "No such column 'Nope' on entity 'Lead'. If you are attempting to use a custom field, be sure to append the '__c'"),
        ("SELECT Id FROM Lead WHERE Nope__c = 1", "INVALID_FIELD", "No such column 'Nope__c' on entity 'Lead'"),
        ("SELECT Owner.Nope FROM Lead", "INVALID_FIELD", "No such column 'Nope' on entity 'Group'"),
        ("SELECT Nope.Name FROM Lead", "INVALID_FIELD", "Didn't understand relationship 'Nope' in field path."),
        ("SELECT Id FROM Nope__c", "INVALID_TYPE", "sObject type 'Nope__c' is not supported."),
        ("SELECT Id FORM Lead", "MALFORMED_QUERY", "unexpected token: 'FORM'"),
        ("SELECT Id FROM Lead WHERE", "MALFORMED_QUERY", "unexpected token: <EOF>"),
        ("", "MALFORMED_QUERY", "unexpected token: <EOF>"),
        ("SELECT Id FROM Lead WHERE Opted__c = true AND Email = null OR Email = null", "MALFORMED_QUERY", "unexpected token: 'OR'"),
        ('SELECT Id FROM Lead WHERE Email = "a"', "MALFORMED_QUERY", "line 1:34 no viable alternative at character '\"'"),
        ("SELECT Id FROM Lead WHERE Email = 'a", "MALFORMED_QUERY", "no viable alternative at character '''"),
        ("SELECT Id FROM Lead WHERE Email = '\\q'", "MALFORMED_QUERY", "Illegal character sequence '\\q'"),
        ("SELECT Id FROM Lead WHERE Email = 3", "INVALID_FIELD", "value of filter criterion for field 'Email' must be of type string and should be enclosed in quotes"),
        ("SELECT Id FROM Lead WHERE Score__c = '3'", "INVALID_FIELD", "value of filter criterion for field 'Score__c' must be of type double and should not be enclosed in quotes"),
        ("SELECT Id FROM Lead WHERE Opted__c = 'true'", "INVALID_FIELD", "must be of type boolean and should not be enclosed in quotes"),
        ("SELECT Id FROM Lead WHERE Born__c = '2026-01-01'", "INVALID_FIELD", "must be of type date and should not be enclosed in quotes"),
        ("SELECT Id FROM Lead WHERE Born__c = 2026-01-01T00:00:00Z", "INVALID_FIELD", "field 'Born__c' must be of type date"),
        ("SELECT Id FROM Lead WHERE CreatedDate > 2026-01-01", "INVALID_FIELD", "field 'CreatedDate' must be of type dateTime"),
        ("SELECT Id FROM Lead WHERE Born__c = 2026-02-30", "MALFORMED_QUERY", "invalid date literal: 2026-02-30"),
        ("SELECT Id FROM Lead WHERE Notes__c = 'a'", "INVALID_FIELD", "field 'Notes__c' can not be filtered in a query call"),
        ("SELECT Id FROM Lead WHERE Country INCLUDES ('a')", "INVALID_FIELD", "includes or excludes operators only valid on multipicklist field"),
        ("SELECT Id FROM Lead WHERE Id = 'abc'", "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: abc"),
        ("SELECT Id, id FROM Lead", "INVALID_FIELD", "duplicate field selected: id"),
        ("SELECT Id, COUNT(Id) FROM Lead", "MALFORMED_QUERY", "Field must be grouped or aggregated: Id"),
        ("SELECT Id FROM Lead LIMIT -1", "MALFORMED_QUERY", "unexpected token: '-1'"),
        ("SELECT Id FROM Lead OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000"),
        ("SELECT Id FROM Lead; DELETE", "MALFORMED_QUERY", "no viable alternative at character ';'"),
        ("SELECT (SELECT Id FROM Nopes) FROM User", "INVALID_TYPE", "Didn't understand relationship 'Nopes' in FROM part of query call."),
    ],
)  # fmt: skip
def test_a_wrong_query_is_refused(query, code, part):
    with pytest.raises(QueryRefused) as refused:
        asked(query)
    assert refused.value.code == code
    assert part in refused.value.says


def test_a_refusal_marks_the_place():
    with pytest.raises(QueryRefused) as refused:
        asked("SELECT Id,\n  Nope\nFROM Lead")
    assert refused.value.says.startswith("\n  Nope\n  ^\nERROR at Row:2:Column:3\nNo such column 'Nope' on entity 'Lead'.")


@given(st.text(max_size=12))
def test_any_quoted_text_finds_itself_and_nothing_else(text):
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    [test] = [parse(f"SELECT Id FROM Lead WHERE Email = '{quoted}'").where]
    assert test.values[0].value == text
    liked = quoted.replace("%", "\\%").replace("_", "\\_")
    [held] = [parse(f"SELECT Id FROM Lead WHERE Email LIKE '{liked}'").where]
    assert held.values[0].value == text


# Whatever is asked

COLUMNS = st.sampled_from([*(column.name for column in LEADS.held), "Owner.Name", "Owner.Type", "Owner.Manager.Name", "Lead.Email", "Nope"])
LITERALS = st.sampled_from(
    ["'a'", "''", r"'a\%_%'", "null", "true", "1", "-2.5", "1e99999", "2026-01-01", "0001-01-01", "9999-12-31T23:59:59-14:00",
     "0001-01-01T00:00:00+14:00", "TODAY", "LAST_N_DAYS:364999", "NEXT_N_DAYS:99999999999", "SOON", "'00Q5g0000000001'"]
)  # fmt: skip
TESTS = st.one_of(
    st.tuples(COLUMNS, st.sampled_from(["=", "!=", "<>", "<", ">", "<=", ">=", "LIKE"]), LITERALS).map(" ".join),
    st.builds("{} {} ({}, {})".format, COLUMNS, st.sampled_from(["IN", "NOT IN", "INCLUDES", "EXCLUDES"]), LITERALS, LITERALS),
    st.builds("{} IN (SELECT {} FROM {})".format, COLUMNS, COLUMNS, st.sampled_from(["Lead", "User", "Nope"])),
)
CONDITIONS = st.recursive(
    TESTS, lambda inner: st.one_of(inner.map("(NOT {})".format), st.builds("({} AND {})".format, inner, inner)), max_leaves=3
)
SELECTED = st.one_of(
    COLUMNS,
    st.just("COUNT()"),
    st.just("FIELDS(ALL)"),
    st.builds("{}({})".format, st.sampled_from(["MAX", "SUM", "AVG", "COUNT"]), COLUMNS),
)


@given(SELECTED, CONDITIONS, COLUMNS, st.sampled_from(["", "GROUP BY", "ORDER BY"]))
def test_every_query_is_answered_or_refused(selected, condition, column, clause):
    try:
        found = asked(f"SELECT {selected} FROM Lead WHERE {condition} {f'{clause} {column}' if clause else ''}")
    except QueryRefused as refused:
        assert refused.code in {"INVALID_FIELD", "INVALID_TYPE", "MALFORMED_QUERY", "INVALID_QUERY_FILTER_OPERATOR"}
    else:
        assert len(found.records) in (found.count, 0)


@given(st.text(max_size=40))
def test_what_is_no_query_is_refused(text):
    with pytest.raises(QueryRefused) as refused:
        asked(text)
    assert refused.value.code == "MALFORMED_QUERY"
