"""Work on very many bytes, which is done outside of the interpreter: reading, hashing, writing. It goes on in a thread beside what comes next."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def aside(work: Callable[[], T]) -> Callable[[], T]:
    """Begins at once. What is given waits for the end, and returns or raises what the work did."""
    from concurrent.futures import ThreadPoolExecutor  # start-up time

    pool = ThreadPoolExecutor(1)
    ended = pool.submit(work)
    pool.shutdown(wait=False)
    return ended.result
