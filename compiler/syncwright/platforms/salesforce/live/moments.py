"""Moments as Salesforce writes them, in one form."""

from datetime import UTC, datetime


def at(text: str) -> str:
    """UTC, ISO, to the second; empty for what is none. Salesforce writes `2026-11-22T11:12:50.013+0000` or `…Z`."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
