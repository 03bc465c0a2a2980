"""Queries about stored bands: which records a flow would give another band if they were saved now. Knows no step."""

from syncwright.platforms.salesforce.band_flow import BandFlow
from syncwright.platforms.salesforce.filters.answer_flow import CONVERTED
from syncwright.platforms.salesforce.filters.soql import quoted


def stale(flow: BandFlow) -> str:
    """The condition that the stored band is not the one that the score has, with the dead band that lets it stay."""
    score, field = flow.score, flow.field
    others = " AND ".join(f"{field} != {quoted(band.name)}" for band in flow.bands)
    parts = [f"({score} = null AND {field} != null)", f"({score} != null AND ({field} = null OR ({others})))"]
    for band in flow.bands:
        ends = [] if band.start is None else [f"{score} < {band.start - flow.dead_band}"]
        ends += [] if band.end is None else [f"{score} >= {band.end + flow.dead_band}"]
        if ends:
            left = " OR ".join(ends)
            parts.append(f"({field} = {quoted(band.name)} AND {f'({left})' if len(ends) > 1 else left})")
    found = " OR ".join(parts)
    # A converted lead keeps what it had: hardly anybody may change it.
    return f"{CONVERTED[flow.object]} = FALSE AND ({found})" if flow.object in CONVERTED else found


def count_stale(flow: BandFlow) -> str:
    """A query that counts them."""
    return f"SELECT COUNT() FROM {flow.object} WHERE {stale(flow)}"  # noqa: S608 - for people to run
