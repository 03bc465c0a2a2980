"""The language of filters as a page for people, made of the grammar and the table of types. Knows no file."""

from collections.abc import Iterator

from syncwright.expression.grammar import GRAMMAR, TOKENS
from syncwright.expression.types import GROUPS, KIND_OF_TYPE, KINDS, REFUSED, REFUSED_TYPES, TITLES, VALUES, WRITTEN

#: Where the page lies, beside the schemas.
FILE = "filters.md"

_HEAD = """# Filters

A filter says which records are in scope: `where` in specs of kind `filter` and `partition`.

```
Email is not blank
and Address.Country in ['US', 'CA']
and not (LeadSource = 'Import' or Email contains '@example.')
and LastActivityDate >= today - 365 days
```

## What a filter means

- Every test is true or false, of every record. **A blank passes no test** but `is blank`.
- `not` is the exact opposite, so **a blank passes what is negated**: `Country != 'US'`, `not in`, `not contains` and `excludes` let records without a country in.
  Say `Country is not blank and Country != 'US'` where that is not meant.
- Text is compared without regard to case, ids with regard to it. A text is blank if it is empty. A checkbox is never blank.
- `not` binds closer than `and`, and `and` closer than `or`.

## What is proven of filters

`check` says where no record or every record passes a filter (FIL950, FIL951), where no record can go to a case or to `otherwise` of a partition (FIL952, FIL954),
and where two filters say the same (FIL953). `plan` says whether another revision of a filter is wider, narrower, both or the same, with a record
that starts and one that stops. Whatever is said is proven from the values, the ranges and the blanks of each field, for today and every day to come, or shown
by a record that was evaluated. What is not proven is called not provable; it is never guessed.

- A picklist may hold a value that it does not list, as records keep what was taken out of it. Numbers may have any decimals. Days are whole, and moments are to the second.
- A text is proven to be impossible or made up from what it has to contain. One that would have to begin or end with a space, or to be longer than its field, is not made up.
"""


def page() -> bytes:
    """The page, in Markdown."""
    return ("\n".join([_HEAD, *_grammar(), *_tests(), *_types()]) + "\n").encode()


def _grammar() -> Iterator[str]:
    width = max(map(len, GRAMMAR))
    yield "## Grammar\n"
    yield "```"
    yield from (f"{name:<{width}} = {rule}" for name, rule in GRAMMAR.items())
    yield "```\n"
    yield "| token | such as | |"
    yield "|---|---|---|"
    for token, (examples, says) in TOKENS.items():
        yield f"| `{token}` | {', '.join(map(_code, examples))} | {says} |"
    yield "\nWords are written in lower case. Line breaks mean nothing, and there are no comments: write them above the key `where`.\n"


def _code(text: str) -> str:
    return f"`{text}`"


def _tests() -> Iterator[str]:
    yield "## What can be asked of which field\n"
    yield f"| | {' | '.join(WRITTEN[group] for group in GROUPS)} | compared with |"
    yield "|---|" + "---|" * (len(GROUPS) + 1)
    for kind in KINDS:
        cells = (_cell(REFUSED[group].get(kind)) if group in REFUSED else "yes" for group in GROUPS)
        yield f"| {TITLES[kind]} | {' | '.join(cells)} | {VALUES[kind]} |"
    yield ""


def _cell(refused: object) -> str:
    rule = getattr(refused, "rule", None)
    return "yes" if rule is None else rule.id


def _types() -> Iterator[str]:
    yield "## What each type of field is to a filter\n"
    yield "| type | is |"
    yield "|---|---|"
    for type_, kind in KIND_OF_TYPE.items():
        yield f"| {type_} | {TITLES[kind]} |"
    for type_, refused in REFUSED_TYPES.items():
        yield f"| {type_} | {refused.rule.id}: {refused.says} |"
    yield "\nA formula is of the type that it gives, a roll-up of the type that it sums up. `syncwright explain FIL909` and the like say why a test is refused."
