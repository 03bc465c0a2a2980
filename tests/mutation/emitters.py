"""What is tried: modules that write a filter for one place, each with the tests that are to notice; those that are quick come first."""

from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path("compiler/syncwright")
#: How many pairs of a filter and a record a trial asks.
PAIRS = 5_000


@dataclass(frozen=True, slots=True)
class Emitter:
    """`path` is of the checkout, below PACKAGE; `tests` as pytest takes them."""

    path: Path
    tests: tuple[str, ...]

    @property
    def module(self) -> str:
        return ".".join(("syncwright", *self.path.relative_to(PACKAGE).with_suffix("").parts))


def emitter(path: str, *tests: str) -> Emitter:
    return Emitter(PACKAGE / path, tuple(f"tests/{one}" for one in tests))


def asked(side: str) -> str:
    return f"mutation/asked.py::test_the_side_takes_the_records_that_the_reference_takes[{side}]"


def of(module: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{module}::test_{name}" for name in names)


_FILTERS = "platforms/salesforce/test_filters.py"
_DUCKDB, _DIALECTS, _MEANING = "sql/test_duckdb.py", "sql/test_dialects.py", "expression/test_evaluate.py"
_LISTS, _ENGAGEMENT = "platforms/marketo/test_smart_list.py", "platforms/account_engagement"

EMITTERS = {
    "formula": emitter(
        "platforms/salesforce/filters/formula.py",
        *of(
            _FILTERS,
            "a_filter_is_written",
            "what_is_not_equal_is_not_blank_either",
            "what_a_blank_never_equals_needs_no_test_beside_it_and_the_rest_does",
            "the_limits_of_a_formula_are_those_of_salesforce_s_help",
            "a_formula_s_size_counts_the_formulas_that_it_refers_to",
            "a_formula_sees_no_more_of_a_parent_s_text_than_its_start",
        ),
        asked("formula"),
    ),
    "soql": emitter(
        "platforms/salesforce/filters/soql.py",
        *of(
            _FILTERS,
            "a_filter_is_written",
            "what_is_not_equal_is_not_blank_either",
            "what_is_negative_says_in_a_query_that_a_blank_is_not_meant",
            "a_query_counts_what_passes",
        ),
        asked("query, where null matches"),
        asked("query, where null never"),
    ),
    "duckdb": emitter(
        "sql/duckdb.py",
        *of(
            _DUCKDB,
            "what_is_emitted_can_be_read",
            "a_condition_says",
            "what_is_not_equal_is_not_blank_either",
            "of_several_values_each_letter_has_its_case_folded",
            "an_empty_text_is_blank_in_whatever_holds_texts",
            "a_name_with_a_quote_is_quoted",
            "what_no_test_decides_is_said_as_such",
            "a_column_may_have_another_name",
            "a_small_dotted_i_is_looked_for_only_where_it_could_stand",
            "today_is_the_clock_s",
        ),
        asked("duckdb"),
    ),
    "dialects": emitter(
        "sql/dialects.py",
        *of(
            _DIALECTS,
            "a_dialect_says",
            "all_dialects_are_said_at_once",
            "a_moment_has_no_zone_of_whoever_asks_in_any_dialect",
            "a_parent_s_field_has_a_name_without_dots",
            "without_the_extra_it_is_said_what_to_install",
        ),
    ),
    "normal": emitter(
        "expression/normal.py",
        *of(_FILTERS, "a_filter_is_written"),
        *of(
            _MEANING,
            "the_atoms_of_a_form_are_its_tests_in_order",
            "every_operator_has_an_opposite",
            "the_normal_form_is_flat_and_holds_nothing_that_decides_nothing",
        ),
        asked("formula"),
        asked("duckdb"),
    ),
    "smart-list": emitter(
        "platforms/marketo/filters/smart_list.py",
        *of(
            _LISTS,
            "a_smart_list_is_written",
            "only_leads_and_contacts_are_people",
            "what_a_smart_list_cannot_say_is_refused_with_its_reason",
            "a_reason_is_told_once_a_field",
            "nothing_is_asked_twice",
            "every_column_of_a_list_is_known_to_it",
        ),
        "mutation/asked.py::test_a_smart_list_finds_whom_the_reference_lets_pass",
        "platforms/marketo/campaigns/test_audience.py",
        *of("platforms/marketo/campaigns/test_document.py", "the_audience_is_one_smart_list"),
    ),
    "sharing-rule": emitter(
        "platforms/account_engagement/sharing/form.py",
        f"{_ENGAGEMENT}/test_sharing_form.py",
        *of(
            f"{_ENGAGEMENT}/test_sharing_rules.py",
            "what_a_rule_cannot_say_exactly_is_refused_by_name",
            "a_condition_of_one_test_is_a_rule_by_itself",
            "cases_that_exclude_each_other_by_their_values_need_no_field",
        ),
        f"{_ENGAGEMENT}/test_sharing_rules.py",
        *of(
            f"{_ENGAGEMENT}/test_sharing_agreement.py",
            "whatever_else_is_a_rule_takes_the_same_records",
            "a_case_without_a_field_is_a_rule_only_if_it_takes_the_same_records",
        ),
    ),
    "sharing-criteria": emitter(
        "platforms/salesforce/sharing_criteria.py",
        "platforms/salesforce/test_sharing_criteria.py",
        *of(
            "platforms/salesforce/test_sharing.py",
            "what_criteria_cannot_say_exactly_is_refused",
            "a_condition_that_criteria_can_say_needs_no_stored_answer",
            "a_stored_answer_is_one_criterion_with_the_value_of_what_is_in_scope",
            "criteria_take_the_records_that_the_reference_takes",
        ),
    ),
    "english": emitter("expression/english.py", "expression/test_english.py"),
}
