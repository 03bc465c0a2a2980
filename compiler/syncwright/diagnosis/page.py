"""A platform's table of sync errors as people read it, with the source of every sentence. Says the same of every estate: `diagnose` says what holds for one."""

from collections.abc import Sequence

from syncwright.diagnosis.errors import ErrorKind, Look
from syncwright.facts import Fact

#: What each look looks at, in words.
LOOKED_AT: dict[Look, str] = {
    "field-edit": "the direction of the field, and whether the sync user may edit it",
    "field-read": "the direction of the field, and whether the sync user may read it",
    "object-access": "what the specs grant on the object",
    "restricted-value": "the values of the picklist",
    "replaced-value": "the campaign and the map that replace others",
    "geography": "the campaign and the map that replace countries and states",
    "validation": "the active validation rules that read what is written",
    "required": "whether the field is written, and the options that fill it",
    "duplicate-rule": "the active duplicate rules of the object",
    "unique": "the field's spec",
    "length": "the length of the field",
    "owner": "campaigns that change owners",
}


def page(kinds: Sequence[ErrorKind], notes: Sequence[Fact]) -> str:
    """The whole page. Sources are numbered and told once."""
    sources: dict[str, int] = {}
    said = [f"{one[0].upper()}{one[1:]}." for one in (_sentence(note, sources) for note in notes)]
    rows = [_row(kind, sources) for kind in kinds]
    lines = [
        "# Errors of the Salesforce sync",
        "",
        *said,
        "",
        "`syncwright diagnose` takes the text of an error or an export of them, and says which line of the specs cures it.",
        "",
        "| error | means | because | what people do | where Syncwright looks |",
        "|---|---|---|---|---|",
        *rows,
        "",
        *(f"{number}. {source}" for source, number in sources.items()),
    ]
    return "\n".join(lines) + "\n"


def _row(kind: ErrorKind, sources: dict[str, int]) -> str:
    also = f" (also {', '.join(f'`{one}`' for one in kind.also)})" if kind.also else ""
    looks = "; ".join(LOOKED_AT[look] for look in kind.looks)
    cells = (f"`{kind.code}`{also}", kind.title, _facts(kind.causes, sources), _facts(kind.fixes, sources), looks)
    return f"| {' | '.join(cells)} |"


def _facts(facts: Sequence[Fact], sources: dict[str, int]) -> str:
    return "; ".join(_sentence(fact, sources) for fact in facts)


def _sentence(fact: Fact, sources: dict[str, int]) -> str:
    numbers = ", ".join(str(sources.setdefault(one, len(sources) + 1)) for one in fact.source.split("; "))
    return f"{fact.worded(fact.says)} [{numbers}]"
