"""How far long work is, on a terminal: a line on standard error that goes when the work is done."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Nothing is said of what takes no longer, in seconds; then how often.
_AFTER, _EVERY = 1.0, 0.3


@contextmanager
def progress(title: str, done: Callable[[], float | None]) -> Iterator[None]:
    """Show a title and, where it is known, how many per cent are done. Nothing is shown where nobody watches."""
    if not sys.stderr.isatty():
        yield
        return
    ended = threading.Event()
    thread = threading.Thread(target=_watch, args=(title, done, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _watch(title: str, done: Callable[[], float | None], ended: threading.Event) -> None:
    shown = 0
    while not ended.wait(_EVERY if shown else _AFTER):
        known = done()
        text = f"{title} ..." if known is None else f"{title} ... {known:.0f} %"
        sys.stderr.write("\r" + text.ljust(shown))
        sys.stderr.flush()
        shown = max(shown, len(text))
    if shown:
        sys.stderr.write("\r" + " " * shown + "\r")
        sys.stderr.flush()
