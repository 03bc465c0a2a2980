"""Source that was cut, doubled or typed into is read or refused with a place, whatever kind of file it is. Nothing else comes of it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncwright.inventory.reader import read_sources
from syncwright.text import SourceFile

ORG = Path(__file__).parents[1] / "orgs" / "meridian"

#: The largest file of each kind that the project's own org has.
KINDS = (
    *(
        "*.field-meta.xml",
        "*.object-meta.xml",
        "*.object",
        "*.recordType-meta.xml",
        "*.validationRule-meta.xml",
        "*.globalValueSet-meta.xml",
    ),
    *(
        "*.standardValueSet-meta.xml",
        "*.duplicateRule-meta.xml",
        "*.LeadConvertSetting-meta.xml",
        "*.permissionset-meta.xml",
        "*.profile-meta.xml",
    ),
    *("*.permissionsetgroup-meta.xml", "*.mutingpermissionset-meta.xml"),
)
PIECES = st.sampled_from(
    [b"", b"<a>", b"</fields>", b"<fullName/>", b"&", b"&lt;", b"true", b"<label>x</label>", b"\x00", b"\xff", b"%%%", b"<!--", b"]]>"]
)


@pytest.mark.parametrize("pattern", KINDS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_at_a_line_of_it(pattern, data):
    path = max(ORG.rglob(pattern), key=lambda one: one.stat().st_size)
    whole = path.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 200)))
    source = SourceFile(str(path), whole[:start] + data.draw(PIECES) + whole[end:])
    for finding in read_sources([source]).findings:
        assert finding.rule.id in ("INV301", "INV302", "INV305", "INV306", "INV307")
        assert finding.place.path == source.path
        assert finding.place.span is not None
        assert 1 <= finding.place.span.start.line <= len(source.lines)
