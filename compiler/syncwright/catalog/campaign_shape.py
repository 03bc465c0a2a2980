"""What the keys of a campaign say together: that a step says one thing, an event another, and a schedule when. Knows no names."""

from collections.abc import Iterator, Sequence
from typing import Any

from syncwright.catalog import rules
from syncwright.catalog.model import Named
from syncwright.catalog.zones import known_zone
from syncwright.diagnostics import Finding, Key
from syncwright.spec.compiled import FlowCampaignSpec, FlowStepSpec

_DETAILS = {"to": "change", "map": "change", "choices": "change", "otherwise": "change", "by": "change_score"}
_PERIODS = ("day", "week", "month")


def step_findings(one: Named[FlowCampaignSpec], spec: FlowStepSpec, keys: tuple[Key, ...], kinds: Sequence[str]) -> Iterator[Finding]:
    """What is wrong with the keys of one step."""
    said = [key for key in kinds if getattr(spec, key) is not None]
    if len(said) != 1:
        yield _one_of(one, keys, said, kinds, "a step does one thing")
        return
    for key, of in _DETAILS.items():
        if getattr(spec, key) and of != said[0]:
            yield rules.STEP_UNCLEAR(one.at(*keys, key), f"`{key}` means nothing beside `{said[0]}`", help=f"it belongs to `{of}`")
    if said[0] == "change":
        yield from _value(one, spec, keys)
    elif said[0] == "change_score" and spec.by is None:
        yield rules.STEP_UNCLEAR(
            one.at(*keys, "change_score"), "nothing says how the score changes", help="say `by:`, such as `+5` or `=0`"
        )
    yield from _assigned(one, spec, keys, said[0])


def _value(one: Named[FlowCampaignSpec], spec: FlowStepSpec, keys: tuple[Key, ...]) -> Iterator[Finding]:
    values = [key for key in ("to", "map", "choices") if getattr(spec, key)]
    if not values:
        message = f"nothing says which value `{spec.change}` gets"
        yield rules.STEP_UNCLEAR(one.at(*keys, "change"), message, help="say `to:`, `map:` or `choices:`")
    elif len(values) > 1:
        message = f"`{values[0]}` and `{values[1]}` both say which value `{spec.change}` gets"
        yield rules.STEP_UNCLEAR(one.at(*keys, values[1]), message, help="keep one of the two")
    elif spec.otherwise is not None and not spec.choices:
        message = "`otherwise` is for those whom no choice fits, and there are no choices"
        yield rules.STEP_UNCLEAR(one.at(*keys, "otherwise"), message, help="leave it out, or write `choices:`")


def _assigned(one: Named[FlowCampaignSpec], spec: FlowStepSpec, keys: tuple[Key, ...], kind: str) -> Iterator[Finding]:
    held: Any = getattr(spec, kind)
    if kind in ("sync_person", "change_owner") and not isinstance(held, str) and (held.user is None) == (held.queue is None):
        message = "either a user or a queue becomes the owner"
        yield rules.STEP_UNCLEAR(one.at(*keys, kind), message, help="say one of `user:` and `queue:`")


def event_findings(one: Named[FlowCampaignSpec], spec: Any, keys: tuple[Key, ...], kinds: Sequence[str]) -> Iterator[Finding]:
    """What is wrong with the keys of one event."""
    said = [key for key in kinds if getattr(spec, key) is not None]
    if len(said) != 1:
        yield _one_of(one, keys, said, kinds, "an event is one thing")
    elif spec.to is not None and said[0] != "changes":
        yield rules.STEP_UNCLEAR(one.at(*keys, "to"), f"`to` means nothing beside `{said[0]}`", help="it belongs to `changes`")


def _one_of(one: Named[FlowCampaignSpec], keys: tuple[Key, ...], said: Sequence[str], kinds: Sequence[str], rule: str) -> Finding:
    if said:
        message = f"`{said[0]}` and `{said[1]}` stand together, and {rule}"
        return rules.STEP_UNCLEAR(one.at(*keys, said[1]), message, help="write an entry for each")
    return rules.STEP_UNCLEAR(one.at(*keys), "nothing here says what happens", help=f"one of {', '.join(f'`{key}`' for key in kinds)}")


def schedule_findings(one: Named[FlowCampaignSpec]) -> Iterator[Finding]:
    """What is wrong with when a batch runs, and with how many people it takes."""
    spec: Any = one.spec
    every, limit = getattr(spec, "every", None), getattr(spec, "limit", None)
    if limit is not None and limit < 1:
        yield rules.SCHEDULE_UNCLEAR(one.at("limit"), f"at most {limit} people are nobody", help="say a number above 0")
    if every is None:
        return
    said = [key for key in _PERIODS if getattr(every, key) is not None]
    if len(said) != 1:
        message = f"`{said[0]}` and `{said[1]}` both say when it runs" if said else "nothing says when it runs"
        yield rules.SCHEDULE_UNCLEAR(one.at("every", *said[1:2]), message, help="say one of `day:`, `week:` and `month:`")
    if every.month is not None and not 1 <= every.month.on <= 31:
        yield rules.SCHEDULE_UNCLEAR(one.at("every", "month", "on"), f"no month has a day {every.month.on}", help="say 1 to 31")
    if every.timezone is not None and not known_zone(every.timezone):
        message = f"there is no time zone `{every.timezone}`"
        yield rules.SCHEDULE_UNCLEAR(one.at("every", "timezone"), message, help="write it as in `Europe/Amsterdam`")
