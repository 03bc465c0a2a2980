"""The nearest name: what somebody most likely meant. Knows only strings."""

from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """A help line that proposes the known name nearest to `name`; None if nothing is near."""
    known = list(known)
    folded = {k.casefold(): k for k in sorted(known, reverse=True)}
    if name.casefold() in folded:
        return f"did you mean `{folded[name.casefold()]}`?"
    # difflib costs a tenth of the start-up time, and most runs have no name to look up.
    from difflib import get_close_matches

    near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.7)
    return f"did you mean `{folded[near[0]]}`?" if near else None
