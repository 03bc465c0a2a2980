"""Values that never leave: hidden wherever they are written, and known, so that what leaves can be searched for them. Also PyJWT's home."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping
from json import dumps
from typing import Any
from urllib.parse import quote, quote_plus

#: The shortest secret, in characters. A shorter one is refused: hiding it would hide half of what people have to read.
SHORTEST = 8
#: The shortest line of a key that is hidden by itself.
_LINE = 40
#: What stands in place of a secret.
HIDDEN = "(secret)"

#: Every form of every secret that this run knows.
_KNOWN: set[str] = set()


class TooShort(ValueError):
    """A secret of fewer characters than can be hidden."""


class NotAKey(ValueError):
    """A text that nothing can be signed with. Says nothing of what is in it."""


class Secret:
    """A value that hides itself in every text. `reveal` is called where it is sent, and nowhere else."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        if len(value) < SHORTEST:
            raise TooShort(f"it has fewer than {SHORTEST} characters")
        self._value = value
        _KNOWN.update(_forms(value))

    def reveal(self) -> str:
        """The value itself."""
        return self._value

    def __repr__(self) -> str:
        return HIDDEN

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    __hash__ = None  # type: ignore[assignment]


def _forms(value: str) -> set[str]:
    """A secret as it stands in texts, URLs, JSON and headers; one of several lines also line by line, as far as they are long."""
    lines = [line for line in value.splitlines() if len(line) >= _LINE and not line.startswith("-----")]
    return set().union(*map(_written, [value, *(lines if "\n" in value.strip() else [])]))


def _written(value: str) -> set[str]:
    raw = value.encode()
    forms = {value, quote(value, safe=""), quote_plus(value), dumps(value)[1:-1]}
    for encode in (b64encode, urlsafe_b64encode):
        for skipped in range(3):  # where it stands in what is encoded moves its letters
            inner = encode(b"\0" * skipped + raw).decode().rstrip("=")
            forms.add(inner[-(-skipped * 4 // 3) : len(inner) - (1 if (skipped + len(raw)) % 3 else 0)])
    return {form for form in forms if len(form) >= SHORTEST}


def assertion(claims: Mapping[str, Any], key: Secret) -> Secret:
    """Claims, signed with a private RSA key in PEM form (RS256). Raises NotAKey."""
    import jwt  # rarely needed, and slow to import

    try:
        return Secret(jwt.encode(dict(claims), key.reveal(), algorithm="RS256"))
    except (jwt.PyJWTError, AttributeError, TypeError, ValueError):  # a key of another kind fails wherever it is used first
        raise NotAKey("it is no private RSA key") from None


def hidden(text: str) -> str:
    """A text without the secrets that this run knows."""
    for form in sorted(_KNOWN, key=len, reverse=True):
        if form in text:
            text = text.replace(form, HIDDEN)
    return text


def begun(text: str) -> int:
    """How many characters at the end of `text` may be the beginning of a secret."""
    return max((_begun(form, text[1 - len(form) :]) for form in _KNOWN), default=0)


def _begun(form: str, end: str) -> int:
    at = end.find(form[0])
    while at >= 0 and not form.startswith(end[at:]):
        at = end.find(form[0], at + 1)
    return len(end) - at if at >= 0 else 0


def known() -> bool:
    """Whether there is anything to hide."""
    return bool(_KNOWN)
