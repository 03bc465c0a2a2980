"""Whether anything changed since the last sync of a record and its prospect, as far as both say when. Decides nothing: only a third party says what is compared."""

from collections.abc import Iterator
from datetime import datetime

from syncwright.candidates.answer import Remark
from syncwright.candidates.read import Candidate
from syncwright.facts import Fact

COMPARED = Fact(
    "what is newer than the last sync has it done again: the prospect's last activity or change, or the change of the lead or contact",
    "invadosolutions.com: when Pardot syncs with Salesforce",
    certain=False,
)
#: What a prospect does that counts as activity.
INTENT = Fact(
    "what a prospect does on purpose starts a sync, such as a tracked visit of a page or a form; opening an e-mail does not",
    COMPARED.source,
    certain=False,
)
_OURS = ("SystemModstamp", "LastModifiedDate")
_THEIRS = ("updatedAt", "lastActivityAt", "updated_at", "last_activity_at")
_LAST = ("salesforceLastSync", "crm_last_sync")


def triggers(candidate: Candidate) -> Iterator[Remark]:
    """Nothing without a prospect that says when it synced last."""
    there = candidate.there
    last = next((moment for name in _LAST if there is not None and (moment := _moment(there, name)) is not None), None)
    if there is None or last is None:
        return
    sides = {**{name: _moment(candidate, name) for name in _OURS}, **{name: _moment(there, name) for name in _THEIRS}}
    known = {name: moment for name, moment in sides.items() if moment is not None}
    newer = [name for name, moment in known.items() if moment > last]
    if newer:
        says = (
            f"{' and '.join(f'`{name}`' for name in newer)} {'is' if len(newer) == 1 else 'are'} newer than the last sync: {COMPARED.says}"
        )
    elif known.keys() & {*_OURS} and known.keys() & {*_THEIRS}:
        says = f"nothing that the two say is newer than the last sync: {COMPARED.says}"
    else:
        return
    yield Remark("since the last sync", "note", says, None, COMPARED.source, COMPARED.certain)


def _moment(one: Candidate, name: str) -> datetime | None:
    """A moment with its zone: one without is nobody's to compare."""
    said = one.get(name)
    try:
        found = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
