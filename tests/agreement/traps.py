"""Every known trap in which platforms take other records for the same words, and every refusal that was asked for, with what shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """`says`: the trap. `by`: tests that show it, each a file below tests/ and a function in it."""

    says: str
    by: tuple[str, ...]


def here(name: str) -> str:
    return f"agreement/test_traps.py::test_{name}"


_SMART = "platforms/marketo/test_smart_list.py::test_a_smart_list_finds_whom_the_reference_lets_pass_and_another_the_rest"

TRAPS = {
    "T1": Shown("`not (N > 5)` drops blanks", (here("t1_what_is_not_more_may_be_blank"),)),
    "T2": Shown("blanks taken as zeroes", (here("t2_a_blank_is_no_zero"),)),
    "T3": Shown("record evaluation and generated SQL differ on NOT of a null", (here("t3_not_of_a_blank_is_the_same_everywhere"),)),
    "T4": Shown("`=` on text minds case in a formula and not in a query", (here("t4_the_case_of_a_text_does_not_matter"),)),
    "T5": Shown("a percentage is a fraction to formulas", (here("t5_fifty_per_cent_is_fifty_per_cent"),)),
    "T6": Shown("CONTAINS with the field as its part takes blanks", (here("t6_a_blank_is_in_no_list"),)),
    "T7": Shown("CONTAINS and BEGINS of a blank are null", (here("t7_a_blank_contains_nothing"),)),
    "T8": Shown("ISNULL of a text is false", (here("t8_a_text_without_a_value_is_blank"),)),
    "T9": Shown("ISBLANK takes no picklist and no checkbox", (here("t9_a_picklist_is_asked_through_its_text"),)),
    "T10": Shown("what a query's `!=` does with null is not documented", (here("t10_every_reading_of_null_gives_the_same"),)),
    "T11": Shown("LIKE has wildcards", (here("t11_a_wildcard_is_a_character"),)),
    "T12": Shown("one value of a multi-select picklist is a part of another", (here("t12_a_value_is_no_part_of_another"),)),
    "T13": Shown(
        "Marketo's `is 0`, `before` and `on or before` take blanks", (_SMART, here("t13_marketo_takes_blanks_where_it_is_not_asked_to"))
    ),
    "T14": Shown(
        "Marketo's `in past` leaves future dates out",
        (here("t14_marketo_s_past_has_no_future"), here("a_refusal_has_a_rule_whose_page_shows_it")),
    ),
    "T15": Shown(
        "a relative date changes its answer without anybody's edit",
        (here("t15_a_filter_drifts_at_midnight"), here("a_refusal_has_a_rule_whose_page_shows_it")),
    ),
    "T16": Shown("a parent's change does not touch its children", (here("a_refusal_has_a_rule_whose_page_shows_it"),)),
    "T17": Shown(
        "`today` is the day of whoever asks", (here("t17_a_day_begins_in_the_org_s_zone"), here("a_refusal_has_a_rule_whose_page_shows_it"))
    ),
    "T18": Shown("DuckDB's TIMESTAMP drops an offset", (here("t18_an_offset_is_not_dropped"),)),
    "T19": Shown("an empty text in quotes is not NULL everywhere", (here("t19_an_empty_text_is_blank"),)),
    "T20": Shown("types that are guessed from an export", (here("t20_types_come_from_the_inventory"),)),
    "T21": Shown(
        "a backslash escapes in some dialects",
        (
            "judges/test_dialects.py::test_an_escape_that_belongs_to_another_dialect_shows",
            here("t21_a_backslash_is_a_backslash_in_every_dialect"),
        ),
    ),
    "T22": Shown(
        "lower case differs beyond ASCII",
        ("judges/test_dialects.py::test_of_a_small_dotted_i_duckdb_makes_one_character_and_java_two", here("t22_no_case_is_guessed")),
    ),
    "T23": Shown("ids that differ in case alone", (here("t23_ids_mind_their_case"),)),
    "T24": Shown("a value that is in no value set never holds", (here("t24_a_value_that_is_none_is_refused"),)),
    "T25": Shown("a label is no API name", (here("t25_a_label_is_no_value"),)),
    "T27": Shown("quotes and backslashes in a formula's text", (here("t27_quotes_and_backslashes_stay_what_they_are"),)),
    "T28": Shown("an inner join loses records without a parent", (here("t28_who_has_no_parent_is_asked_too"),)),
}

#: Traps that change no filter's answer, with the reason why no test shows them.
NOT_OURS = {
    "T26": "SystemModstamp moves without an edit: how much that makes a platform sync, and not which records pass; it belongs to the forecast of a backlog",
}

#: Refusals as they were asked for, with the rule that refuses. Its page has an example, which the tests of pages run.
REFUSALS = {
    "F-TEXT-ORDER": "FIL908",
    "F-LONGTEXT": "FIL910",
    "F-ENCRYPTED": "FIL911",
    "F-PICKLIST-VALUE": "FIL914",
    "F-MSP-ORDER": "FIL915",
    "F-DATE-INVALID": "FIL904",
    "F-ID-LENGTH": "FIL916",
    "F-CASEFOLD": "FIL917",
    "F-EMPTY-LITERAL": "FIL918",
    "F-RELDATE-FLOW": "FIL925",
    "F-RELDATE-MARKETO": "MKT709",
    "F-MSP-MARKETO": "MKT710",
    "F-MDS-SHAPE": "FIL945",
    "F-MDS-MAPPED": "FIL946",
    "F-SIZE": "FIL931",
    "F-CROSS-OBJECT-STALE": "FIL926",
    "F-MULTICURRENCY": "FIL928",
    "F-TZ-MISSING": "FIL919",
    "F-250": "FIL932",
}
#: Refusals that nothing can lead to, with the reason.
CANNOT_HAPPEN = {
    "F-FLOW-INCLUDES": "no flow holds a filter: it copies what the formula says",
}
