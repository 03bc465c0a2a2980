"""Ways to make apply wrong, one each: what a careless edit of it could leave behind. Each function does so in the process that it runs in.

`test_sabotage.py` runs the proofs against each of them, and they have to notice. One that cannot be made any more, as what it takes away has another
name now, fails by itself.
"""

from collections.abc import Callable
from typing import Any


def _instead(owner: Any, name: str, made: Callable[..., Any]) -> None:
    assert hasattr(owner, name), f"{owner.__name__} has no {name} any more: see to it that this sabotage still takes away what it says"
    setattr(owner, name, made)


def no_look_up() -> None:
    """What was begun and not seen to end is begun again, without looking."""
    from syncwright.platforms.salesforce.live.target import SalesforceTarget
    from syncwright.target import Absent

    _instead(SalesforceTarget, "find", lambda self, work, since, job: Absent())


def no_window() -> None:
    """It looks at once, whatever the system needs until reads show a write."""
    from syncwright.apply import step

    _instead(step, "wait_out", lambda clock, since, window: None)


def effect_before_intent() -> None:
    """A step is begun before the ledger says so."""
    from syncwright.apply.journal import Journal
    from syncwright.platforms.salesforce.live.target import SalesforceTarget

    held: list[tuple[Any, ...]] = []
    intended, begin = Journal.intended, SalesforceTarget.begin

    def later(self: Any, work: Any, checked: Any) -> str:
        held.append((self, work, checked))
        return str(self._clock.now())

    def first(self: Any, work: Any, checked: Any) -> Any:
        made = begin(self, work, checked)
        while held:
            intended(*held.pop())
        return made

    _instead(Journal, "intended", later)
    _instead(SalesforceTarget, "begin", first)


def no_read_back() -> None:
    """What the system says counts as done, then and at the end."""
    from syncwright.apply import run
    from syncwright.platforms.salesforce.live.target import SalesforceTarget
    from syncwright.target import Held

    really = SalesforceTarget.holds
    _instead(SalesforceTarget, "holds", lambda self, work: Held((), really(self, work).digests))
    _instead(run, "last_look", lambda *_: None)


def no_lock() -> None:
    """Everybody gets the lock."""
    from syncwright.ledger import file_lock

    _instead(file_lock.fcntl, "flock", lambda descriptor, how: None)


def no_job() -> None:
    """The id of what the system does by itself is not written down."""
    from syncwright.apply.journal import Journal

    _instead(Journal, "job", lambda self, step, job: None)


def not_burnt() -> None:
    """A plan that was carried out may be carried out again."""
    from syncwright.apply import starting

    _instead(starting, "plan_state", lambda records, plan: "new")


def no_look_before() -> None:
    """A step does not look at what it is about to change."""
    from syncwright.apply import step

    _instead(step, "seen", lambda run, work: {})


def not_stale() -> None:
    """Whatever differs from when the plan was made is let pass."""
    from syncwright.planning import stale

    for name in ("_age", "_other", "_identity", "_observed"):
        _instead(stale, name, lambda *_: iter(()))


def no_chain() -> None:
    """Records are not looked at when a ledger is opened to write."""
    from syncwright.ledger import database

    _instead(database, "verified", lambda records: None)


def repeats_what_was_lost() -> None:
    """A request that changes something is sent again where its answer was lost."""
    from syncwright.platforms.salesforce.live.rest_org import RestOrg

    _instead(RestOrg, "_change", RestOrg._read)


def no_seal() -> None:
    """A plan may be edited."""
    from syncwright.plan import stored

    _instead(stored, "is_sealed", lambda document: True)


def hides_nothing() -> None:
    """No secret is known, so that none is hidden."""
    from syncwright import secret

    _instead(secret, "_forms", lambda value: set())


def interrupts_lost() -> None:
    """Nobody hears that somebody asks to stop."""
    import signal

    _instead(signal, "signal", lambda number, handler: None)
