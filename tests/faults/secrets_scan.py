"""Looks for secrets in everything that runs have left behind, in every form in which they could hide there."""

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

#: Beginnings of names of files that may hold a token: the org itself knows its own, and says one when it starts.
MAY_HOLD = ("state.sqlite", "sandbox-")
#: A piece of a secret counts as the secret from this length on.
_LEAST = 12


def forms(secret: str) -> dict[str, bytes]:
    """A secret as text and as what is made of it, by what was done to it. Base64 in the three ways that it can lie in longer text."""
    data = secret.encode()
    made = {
        "plain": data,
        "reversed": data[::-1],
        "hex": data.hex().encode(),
        "reversed hex": data.hex().encode()[::-1],
        "hex of the reversed": data[::-1].hex().encode(),
        "URL-encoded": quote(secret, safe="").encode(),
        "form-encoded": quote_plus(secret).encode(),
        "escaped": secret.encode("unicode_escape"),
        "utf-16": secret.encode("utf-16-le"),
    }
    for shift in range(3):
        for name, encode in (("base64", base64.b64encode), ("URL base64", base64.urlsafe_b64encode)):
            # Characters at both ends depend on what stands around it.
            made[f"{name} at {shift}"] = encode(b"\0" * shift + data).rstrip(b"=")[(0, 2, 3)[shift] : -2]
    head = secret[: max(len(secret) * 2 // 3, _LEAST)]
    tail = secret[-max(len(secret) * 2 // 3, _LEAST) :]
    made["its beginning"], made["its end"] = head.encode(), tail.encode()
    return made


def found_in(data: bytes, secrets: Iterable[str]) -> Iterator[str]:
    """Forms of secrets that these bytes hold."""
    for secret in secrets:
        assert len(secret) >= _LEAST, "what is so short is found everywhere"
        for name, form in forms(secret).items():
            if form in data or (name in ("hex", "reversed hex") and form in data.lower()):
                yield name


def found_below(roots: Iterable[Path], secrets: Iterable[str], but: Iterable[str] = ()) -> list[str]:
    """The same of all files below folders, in words. `but`: beginnings of names of files that may hold them, such as the org's own state."""
    known, spared = list(secrets), tuple(but)
    hits = []
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink() and not (spared and path.name.startswith(spared)):
                hits += [f"{path}: {name}" for name in found_in(path.read_bytes(), known)]
    return hits


def of_process(pid: int) -> bytes:
    """What everybody on the machine can see of a process: its command line."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def children(pid: int) -> list[int]:
    """The processes that a process has started and that still run, with theirs."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            direct = [int(one) for one in task.read_text().split()]
        except OSError:
            continue
        found += [each for one in direct for each in (one, *children(one))]
    return found
