"""Whether a text is a credential or looks like one: those that this run knows, and the forms that the systems we speak to give them."""

import re
from collections.abc import Iterable

from syncwright.secret import hidden

#: Forms, and what they are. Each is so special that no name, address, digest or sentence has it by chance.
_FORMS = (
    # A Salesforce session id: the org's id, `!`, and at least 80 more.
    (re.compile(r"00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?!\S"), "a Salesforce access token"),
    (re.compile(r"force://[^\s@]*:[^\s@]*@"), "an SFDX auth URL"),
    (re.compile(r"\bey[A-Za-z0-9_-]{8,}\.ey[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"), "a signed token"),
    (re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"), "a private key"),
    (re.compile(r"\b(?i:bearer|basic) [A-Za-z0-9+/=_.!-]{16,}"), "an authorization header"),
    (re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/:@]*:[^\s/@]+@"), "a URL with a password"),
)


def credential(texts: Iterable[str]) -> str:
    """What the first text with a credential in it has there, in words; empty if none does."""
    return next((found for found in map(_credential, texts) if found), "")


def _credential(text: str) -> str:
    if hidden(text) != text:
        return "a credential of this run"
    return next((what for form, what in _FORMS if form.search(text)), "")
