#!/usr/bin/env python3
"""`by_hand.py FILE`: what `impact` counts in the benchmark, as somebody writes it who knows DuckDB and this one filter. Prints JSON.

One pass that keeps each record's answers, and the rest over what was kept. Uses nothing of Syncwright.
"""

import json
import sys

import duckdb

COUNTRIES = "('netherlands', 'germany', 'france', 'belgium', 'united kingdom', 'ireland', 'spain', 'italy', 'portugal', 'poland', 'austria', 'sweden')"
TEXT = """
    NULLIF(trim(Email), '') AS email, NULLIF(trim(MailingCountry), '') AS country, NULLIF(trim(OwnerId), '') AS owner,
    NULLIF(trim(mkto71_Lead_Score__c), '') AS score_text, TRY_CAST(NULLIF(trim(mkto71_Lead_Score__c), '') AS DECIMAL(18, 2)) AS score,
    NULLIF(trim(Last_Portal_Login__c), '') AS login_text,
    TRY_CAST(NULLIF(trim(Last_Portal_Login__c), '') AS TIMESTAMPTZ) AT TIME ZONE 'UTC' AS login,
    coalesce(TRY_CAST(NULLIF(trim(Do_Not_Sync_to_Marketo__c), '') AS BOOLEAN), FALSE) AS blocked
"""
TYPED = """
    NULLIF(trim(Email), '') AS email, NULLIF(trim(MailingCountry), '') AS country, NULLIF(trim(OwnerId), '') AS owner,
    mkto71_Lead_Score__c AS score_text, mkto71_Lead_Score__c AS score, Last_Portal_Login__c AS login_text, Last_Portal_Login__c AS login,
    coalesce(Do_Not_Sync_to_Marketo__c, FALSE) AS blocked
"""
#: `2025-11-21` is 365 days before the day that is asked for; it begins an hour earlier in UTC.
STAGE = f"""
CREATE TEMP TABLE f AS SELECT Id, owner, country,
    coalesce(email IS NOT NULL AND NOT blocked AND score >= 10 AND lower(country) IN {COUNTRIES}, FALSE) AS a,
    coalesce(email IS NOT NULL AND NOT blocked AND (score >= 25 OR login >= TIMESTAMP '2025-11-20 23:00:00')
        AND strpos(lower(email), '@meridian-valves.') = 0 AND lower(country) IN {COUNTRIES}, FALSE) AS b,
    email IS NULL AS no_email, country IS NULL AS no_country, score_text IS NULL AS no_score, login_text IS NULL AS no_login,
    score_text IS NOT NULL AND score IS NULL AS bad_score, login_text IS NOT NULL AND login IS NULL AS bad_login
FROM (SELECT Id, %s FROM %s)
"""
TOTALS = """
SELECT count(*), count_if(a), count_if(b), count_if(b AND NOT a), count_if(a AND NOT b), count_if(no_email), count_if(no_country),
    count_if(no_score), count_if(no_login), count_if(bad_score), count_if(bad_login),
    count_if(no_email OR no_country OR no_score OR no_login) FROM f
"""
BY = """
SELECT {0}, count_if(a), count_if(b), count_if(b AND NOT a) AS starts, count_if(a AND NOT b) AS stops FROM f GROUP BY {0}
ORDER BY starts + stops DESC
"""


def main(path: str) -> None:
    """Count, and print."""
    source = f"read_csv('{path}', all_varchar = true, header = true)" if path.endswith(".csv") else f"read_parquet('{path}')"
    run = duckdb.connect()
    run.execute("SET TimeZone = 'UTC'")
    run.execute(STAGE % (TEXT if path.endswith(".csv") else TYPED, source))
    totals = run.execute(TOTALS).fetchone()
    by = {column: run.execute(BY.format(column)).fetchall() for column in ("owner", "country")}
    samples = {
        name: run.execute(f"SELECT Id FROM f WHERE {where} ORDER BY Id LIMIT 10").fetchall()
        for name, where in (("starts", "b AND NOT a"), ("stops", "a AND NOT b"))
    }
    print(json.dumps({"totals": totals, "by": by, "samples": samples}))


if __name__ == "__main__":
    main(sys.argv[1])
