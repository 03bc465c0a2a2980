#!/usr/bin/env python3
"""`contacts.py ROWS OUT`: an export of contacts, 30 columns, as OUT/Contact.csv and OUT/Contact.parquet. The same arguments make the same rows.

Scores and dates are as an org has them, one in seven blank; in the CSV a few are damaged, as spreadsheets do it.
"""

import sys
from pathlib import Path

import duckdb

COUNTRIES = "'Netherlands','Germany','France','Belgium','United Kingdom','Ireland','Spain','Italy','Portugal','Poland','Austria','Sweden','Norway','Denmark','Finland','United States','Canada','Mexico','Brazil','Japan','India','Australia'"
ID = "lpad(i::VARCHAR, 12, '0')"
#: Columns by name, as an expression over `i` from 0 and a hash `h` of it.
COLUMNS = {
    "Id": f"'003' || {ID} || 'AAA'",
    "OwnerId": "'005000000000' || lpad((h % 400)::VARCHAR, 3, '0') || 'AAA'",
    "AccountId": "'001' || lpad((i // 5)::VARCHAR, 12, '0') || 'AAA'",
    "FirstName": "'First' || (h % 5000)",
    "LastName": "'Last' || (h // 7 % 90000)",
    "Email": "CASE WHEN h % 7 = 0 THEN NULL WHEN h % 211 = 1 THEN 'p' || i || '@meridian-valves.example' ELSE 'p' || i || '@customer' || (h % 9000) || '.example' END",
    "Phone": "'+31 20 ' || lpad((h % 10000000)::VARCHAR, 7, '0')",
    "MobilePhone": "CASE WHEN h % 3 = 0 THEN '+31 6 ' || lpad((h // 3 % 100000000)::VARCHAR, 8, '0') END",
    "Title": "'Title ' || (h % 300)",
    "Department": "'Department ' || (h % 40)",
    "MailingStreet": "'Street ' || (h % 70000) || ' ' || (h % 200)",
    "MailingCity": "'City ' || (h % 3000)",
    "MailingPostalCode": "lpad((h % 9999)::VARCHAR, 4, '0') || ' AB'",
    "MailingCountry": f"CASE WHEN h % 11 = 0 THEN NULL ELSE list_extract([{COUNTRIES}], (h // 11 % 22)::INTEGER + 1) END",
    "LeadSource": "list_extract(['Web','Trade fair','Partner','Other'], (h % 4)::INTEGER + 1)",
    "Do_Not_Sync_to_Marketo__c": "h % 13 = 0",
    "Newsletter_Opt_In__c": "h % 2 = 0",
    "mkto71_Lead_Score__c": "CASE WHEN h // 13 % 7 <> 0 THEN (h // 5 % 101)::INTEGER END",
    "pi__score__c": "CASE WHEN h % 5 <> 0 THEN (h // 9 % 500)::INTEGER END",
    "Satisfaction__c": "CASE WHEN h % 3 <> 0 THEN ((h % 1001) / 10)::DECIMAL(5, 1) END",
    "Annual_Valve_Spend__c": "CASE WHEN h % 4 <> 0 THEN (h % 1000000)::DECIMAL(18, 0) END",
    "Persona__c": "list_extract(['Engineer','Operator','Purchasing','Management'], (h // 4 % 4)::INTEGER + 1)",
    "Buying_Role__c": "list_extract(['Specifier','Buyer','Plant manager','Maintenance'], (h // 16 % 4)::INTEGER + 1)",
    "Preferred_Language__c": "list_extract(['en','de','fr','nl'], (h // 64 % 4)::INTEGER + 1)",
    "Last_Portal_Login__c": "CASE WHEN h // 17 % 7 <> 0 THEN TIMESTAMP '2024-01-01 00:00:00' + to_seconds((h // 3 % 90000000)::BIGINT) END",
    "Consent_Date__c": "CASE WHEN h % 6 <> 0 THEN TIMESTAMP '2020-01-01 00:00:00' + to_seconds((h // 2 % 190000000)::BIGINT) END",
    "CreatedDate": "TIMESTAMP '2015-01-01 00:00:00' + to_seconds((h % 340000000)::BIGINT)",
    "LastModifiedDate": "TIMESTAMP '2025-01-01 00:00:00' + to_seconds((h // 11 % 50000000)::BIGINT)",
    "SystemModstamp": "TIMESTAMP '2025-06-01 00:00:00' + to_seconds((h // 19 % 40000000)::BIGINT)",
    "Description": "'Met at stand ' || (h % 900) || ', wants to hear of \"valves\"'",
}
_MOMENTS = ("Last_Portal_Login__c", "Consent_Date__c", "CreatedDate", "LastModifiedDate", "SystemModstamp")


def make(rows: int, out: Path) -> None:
    """Both files."""
    listed = ", ".join(f"{sql} AS {name}" for name, sql in COLUMNS.items())
    typed = f"SELECT {listed} FROM (SELECT i, (hash(i) >> 8)::BIGINT AS h FROM range({rows}) AS numbers(i))"
    text = ", ".join(_text(name) for name in COLUMNS)
    parquet, csv = out / "Contact.parquet", out / "Contact.csv"
    with duckdb.connect() as run:
        run.execute(f"COPY ({typed}) TO '{parquet}' (FORMAT parquet)")
        run.execute(f"COPY (SELECT {text} FROM read_parquet('{parquet}')) TO '{csv}' (FORMAT csv, HEADER true)")


def _text(name: str) -> str:
    """A column as an export writes it."""
    if name in _MOMENTS:
        return f"strftime({name}, '%Y-%m-%dT%H:%M:%S.000+0000') AS {name}"
    if name == "mkto71_Lead_Score__c":
        return f"CASE WHEN ends_with(Id, '777AAA') THEN 'n/a' ELSE {name}::VARCHAR END AS {name}"
    return name


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]))
