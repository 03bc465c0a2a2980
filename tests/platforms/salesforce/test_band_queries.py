"""Which records a band's backfill looks for: those that the flow would give another band if they were saved, and no other."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncwright.bands import bands, next_band
from syncwright.platforms.salesforce.band_flow import WORDED, BandFlow
from syncwright.platforms.salesforce.band_queries import count_stale, stale
from syncwright.platforms.salesforce.live.backfilling import backfill


def flow(made, dead_band, owner="Contact"):
    return BandFlow(owner, "Band__c", "Score__c", made, dead_band, "Band", "", "67.0")


def is_stale(one, score, band, converted=False):
    """The condition as SQL: what SOQL says of a null is said of it there, too, but for how it is written."""
    condition = stale(one).replace("!= null", "IS NOT NULL").replace("= null", "IS NULL")
    with closing(sqlite3.connect(":memory:")) as database, database:
        row = "SELECT ? AS Score__c, ? AS Band__c, ? AS IsConverted"
        return bool(database.execute(f"SELECT COUNT(*) FROM ({row}) WHERE {condition}", (score, band, converted)).fetchone()[0])


edges = st.lists(st.integers(-50, 150), min_size=2, max_size=5, unique=True).map(sorted)
scores = st.none() | st.integers(-60, 160) | st.decimals(-60, 160, places=2).map(float)


@given(edges, st.integers(0, 9), scores, st.data())
def test_a_record_is_stale_if_a_save_would_change_its_band(cuts, dead_band, score, data):
    made = bands(cuts)
    band = data.draw(st.none() | st.sampled_from([one.name for one in made]) | st.just("it's gone"))
    assert is_stale(flow(made, dead_band), score, band) is (next_band(made, band, score, dead_band) != band)


@given(edges, st.integers(0, 9), scores, st.data())
def test_what_a_backfill_stores_is_not_stale(cuts, dead_band, score, data):
    """So that doing it again writes nothing."""
    made = bands(cuts)
    band = data.draw(st.none() | st.sampled_from([one.name for one in made]))
    words = {f"{WORDED}{one.name}": _worded(one) for one in made}
    asked = backfill({"object": "Contact", "where": "", "from": "Score__c", "into": "Band__c", "dead_band": str(dead_band), **words})
    stored = asked.value("" if score is None else str(score), band or "")
    assert stored == (next_band(made, band, score, dead_band) or "")
    assert not is_stale(flow(made, dead_band), score, stored or None)


def _worded(band):
    parts = [f"from {band.start}"] if band.start is not None else []
    parts += [f"below {band.end}"] if band.end is not None else []
    return ", ".join(parts) or "every score"


@pytest.mark.parametrize(("converted", "expected"), [(False, True), (True, False)])
def test_converted_leads_keep_what_they_had(converted, expected):
    assert is_stale(flow(bands([0, 26, 51]), 2, "Lead"), 40, None, converted) is expected


def test_the_query_is_written_out():
    assert count_stale(flow(bands([0, 26, 51]), 2)) == (
        "SELECT COUNT() FROM Contact WHERE (Score__c = null AND Band__c != null) OR (Score__c != null AND (Band__c = null OR "
        "(Band__c != '0-25' AND Band__c != '26-51'))) OR (Band__c = '0-25' AND Score__c >= 28) OR (Band__c = '26-51' AND Score__c < 24)"
    )
