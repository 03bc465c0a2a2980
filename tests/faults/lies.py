"""Sandboxes that say that something is done and do otherwise. Each function makes the process that it runs in such a one."""

import re
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any

from syncwright.sandbox.state import Component, State

#: Seconds after which a sandbox that reverts takes everything back.
REVERTS_AFTER = 2.0

_WRITE_COMPONENT, _WRITE_RECORD = State.write_component, State.write_record


def nothing() -> None:
    """It writes no component and no record."""
    State.write_component = _kept  # type: ignore[method-assign]
    State.write_record = lambda self, object_, values, **more: None  # type: ignore[method-assign]


def half() -> None:
    """It writes every second component."""
    count = [0]

    def write(self: State, type_: str, name: str, body: str, actor: str, prefix: str) -> Component:
        count[0] += 1
        return (_WRITE_COMPONENT if count[0] % 2 else _kept)(self, type_, name, body, actor, prefix)

    State.write_component = write  # type: ignore[method-assign]


def another() -> None:
    """It writes something else: what was to be granted is not, and every text is another."""

    def write(self: State, type_: str, name: str, body: str, actor: str, prefix: str) -> Component:
        other = re.sub(r"<(readable|enabled|allowRead)>true</", r"<\1>false</", body)
        other = re.sub(r"<(label|masterLabel)>[^<]*</", r"<\1>something else</", other)
        return _WRITE_COMPONENT(self, type_, name, other, actor, prefix)

    State.write_component = write  # type: ignore[method-assign]


def other_record() -> None:
    """It writes records with each flag turned round."""

    def write(self: State, object_: str, values: Mapping[str, Any], *, at_once: bool = False) -> None:
        turned = {name: not value if isinstance(value, bool) else value for name, value in values.items()}
        _WRITE_RECORD(self, object_, turned, at_once=at_once)

    State.write_record = write  # type: ignore[method-assign]


def not_activated() -> None:
    """It activates no flow."""
    from syncwright.sandbox.salesforce import flows

    _in_every_module(flows.activate, lambda state, name, number, actor: True)


def not_deleted() -> None:
    """It deletes no component."""
    State.delete_component = lambda self, type_, name: None  # type: ignore[method-assign]


def no_lead() -> None:
    """It writes every record but those of an object of people."""

    def write(self: State, object_: str, values: Mapping[str, Any], *, at_once: bool = False) -> None:
        if object_ != "Lead":
            _WRITE_RECORD(self, object_, values, at_once=at_once)

    State.write_record = write  # type: ignore[method-assign]


def _in_every_module(function: Callable[..., Any], instead: Callable[..., Any]) -> None:
    """Modules hold functions of others by their name."""
    for module in [one for name, one in sys.modules.items() if name.startswith("syncwright.sandbox")]:
        for name, held in list(vars(module).items()):
            if held is function:
                setattr(module, name, instead)


def reverts() -> None:
    """It writes every component, and takes it back a while later."""
    _reverting(REVERTS_AFTER)


def reverts_at_once() -> None:
    """The same, before anybody can look."""
    _reverting(0.0)


def _reverting(seconds: float) -> None:
    due: list[tuple[float, Callable[[State], None]]] = []
    lock = threading.Lock()

    def write(self: State, type_: str, name: str, body: str, actor: str, prefix: str) -> Component:
        before = self.component(type_, name)
        made = _WRITE_COMPONENT(self, type_, name, body, actor, prefix)

        def back(state: State) -> None:
            if before is None:
                state.delete_component(type_, name)
            else:
                _WRITE_COMPONENT(state, type_, name, before.body, actor, prefix)

        with lock:
            due.append((self.now() + seconds, back))
        return made

    def now_and_then(state: State) -> None:
        with lock:
            ripe = [one for one in due if one[0] <= state.now()]
            due[:] = [one for one in due if one[0] > state.now()]
        for _, back in ripe:
            back(state)

    State.write_component = write  # type: ignore[method-assign]
    _before_each_question(now_and_then)


def _before_each_question(deed: Callable[[State], None]) -> None:
    """Do something before a component is read."""
    originals = State.component, State.components
    busy: list[bool] = []

    def reading(original: Callable[..., Any]) -> Callable[..., Any]:
        def read(self: State, *arguments: Any) -> Any:
            if not busy:
                busy.append(True)
                try:
                    deed(self)
                finally:
                    busy.pop()
            return original(self, *arguments)

        return read

    State.component, State.components = map(reading, originals)  # type: ignore[method-assign]


def _kept(self: State, type_: str, name: str, body: str, actor: str, prefix: str) -> Component:  # noqa: ARG001 - the signature of what it stands for
    """What is there, as if it had been written."""
    found = self.component(type_, name)
    return found or Component(type_, name, "000000000000000AAA", body, actor, 0.0, actor, 0.0)
