"""The grammar of filters as people read it. A test derives filters from it and reads each of them."""

from collections.abc import Mapping

#: In EBNF: `{ }` any number of times, `[ ]` once or not at all, `|` one or the other. Capitals are tokens.
GRAMMAR: Mapping[str, str] = {
    "filter": "all { 'or' all }",
    "all": "one { 'and' one }",
    "one": "'not' one | '(' filter ')' | test | 'filter' SPEC | 'true' | 'false'",
    "test": "FIELD ( compared | listed | contained | included | blank )",
    "compared": "( '=' | '!=' | '<' | '<=' | '>' | '>=' ) value",
    "listed": "[ 'not' ] 'in' values",
    "contained": "[ 'not' ] ( 'contains' | 'starts with' ) value",
    "included": "( 'includes any' | 'includes all' | 'excludes' ) values | ( 'includes' | 'excludes' ) TEXT",
    "blank": "'is' [ 'not' ] 'blank'",
    "values": "'[' value { ',' value } ']' | 'keys of' SPEC",
    "value": "TEXT | NUMBER | 'true' | 'false' | DAY | MOMENT | 'today' [ ( '+' | '-' ) COUNT ( 'days' | 'weeks' ) ]",
}

#: What the tokens look like: examples, and what is to be known of them.
TOKENS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "FIELD": (
        ("Email", "Address.Country", "Account.Industry", "Region__r.Name"),
        "a field by its API name, or by the idea's name where an object spec gives one with `is:`; a part of a compound field; a field of a parent",
    ),
    "SPEC": (("marketo-scope", "country"), "the name of a filter or of a map"),
    "TEXT": (
        ("'Rotterdam'", '"King\'s Lynn"', "'it''s'"),
        "in single or double quotes; a quote inside is written twice; a backslash is a backslash",
    ),
    "NUMBER": (("1500", "2.5", "-1", "50%"), "of at most 18 digits; a percentage with or without `%`, fifty per cent being 50"),
    "DAY": (("2026-03-31",), "a calendar day; of a date with a time, that day in the org's time zone"),
    "MOMENT": (("2026-03-31T10:00:00Z", "2026-03-31T12:00:00+02:00"), "to the second, with its offset from UTC"),
    "COUNT": (("365", "1"), "a whole number"),
}
