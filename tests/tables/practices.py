#!/usr/bin/env python3
"""Each practice of Adobe's guidance on the Salesforce sync, what of Syncwright carries it, and which test shows that. Writes `practices.md` beside it.

The guidance: Adobe, "Marketo and mochas: Salesforce sync", best practices 1 to 10, in words of our own. What stands in backticks is looked for where it
says it is, by `test_practices.py`: commands, rules, keys of specs, files of `generated/`.
"""

from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "practices.md"


class Practice(NamedTuple):
    """`number`: of the guidance. `feature`: Markdown. `shown`: tests, as `path::function` below tests/."""

    number: int
    asks: str
    feature: str
    shown: tuple[str, ...]


MARKETO = "platforms/marketo"

PRACTICES = (
    Practice(
        1,
        "know which way each object goes, and who wins",
        "`generated/dictionary/marketo.md`: direction and precedence of each object, both sides of each field",
        ("docs/test_both_sides.py::test_each_object_says_which_way_records_go_and_who_wins",),
    ),
    Practice(
        1,
        "the sync user is the bridge: it writes leads and contacts and reads the rest",
        "`sync_user` with `preset: least-privilege` or `documented`; each grant with its reason; `syncwright why`",
        (f"{MARKETO}/test_wants.py::test_a_direction_is_the_access_that_it_needs",),
    ),
    Practice(
        1,
        "changes go through about every five minutes; what is urgent goes by Sync Person to SFDC",
        "flow step `sync_person`; `syncwright campaign new sync-at-once`; `syncwright history` measures how far apart runs are",
        (
            "cli/test_campaign.py::test_all_that_is_shipped_together_checks_clean_and_is_formatted",
            "diagnosis/test_runs.py::test_each_object_has_its_numbers",
        ),
    ),
    Practice(
        2,
        "sync what is used, and know why",
        "`why`, `owner`, `used_by`, `reviewed` of every field; `GOV501`, `GOV506`; `syncwright coverage`",
        (
            "cli/test_why.py::test_governance_says_where_each_word_stands",
            "rules/test_governance.py::test_a_review_holds_through_the_day_on_which_its_time_ends",
        ),
    ),
    Practice(
        2,
        "take fields out that are no longer relevant",
        "`retire`, in stages; hiding plans both halves, in Salesforce and in Marketo; `generated/retirement.md`",
        (f"{MARKETO}/test_planning.py::test_a_field_that_is_hidden_stays_in_marketo_until_it_is_hidden_there",),
    ),
    Practice(2, "sync no formula fields", "`GOV503`", ("rules/test_pages.py::test_what_is_flagged_gives_findings_of_this_rule_alone",)),
    Practice(
        3,
        "avoid what fans out: bands instead of scores",
        "`band`, with its flow and the writes a day that it saves; `GOV513`; `syncwright campaign new band-score`",
        (
            "platforms/salesforce/test_band_flow.py::test_the_flow_does_what_the_arithmetic_says_and_writes_only_a_change",
            "cli/test_campaign.py::test_a_second_band_of_a_score_uses_the_field_that_is_there",
        ),
    ),
    Practice(
        3,
        "batch campaigns instead of trigger campaigns",
        "`MKT777`, `MKT778`; batch campaigns cost a call for two hundred people, trigger campaigns one for each",
        (f"{MARKETO}/campaigns/test_rules.py::test_how_often_and_for_how_many",),
    ),
    Practice(
        3,
        "know what a change costs",
        "API calls, tasks and hours in the queue, beside each step that costs them",
        (f"{MARKETO}/test_cost.py::test_the_worked_example_of_the_article",),
    ),
    Practice(
        4,
        "find what a sync error means and who mends it",
        "`syncwright diagnose`, for a text or the export of Sync Errors; `generated/marketo/sync-errors.md`",
        ("cli/test_diagnose.py::test_an_error_points_at_the_line_of_the_spec_that_cures_it",),
    ),
    Practice(
        4,
        "look at Salesforce as the sync user",
        "`syncwright diagnose` of a describe that the sync user asked for; `syncwright would-sync`, with the query of its access",
        (
            "cli/test_diagnose.py::test_a_describe_that_the_sync_user_asked_for_is_held_against_the_specs",
            "cli/test_would_sync.py::test_a_record_that_passes_would_sync",
        ),
    ),
    Practice(
        4,
        "recurring campaigns that normalise countries and states",
        "`campaign` with `map` and `base`; `syncwright campaign new normalise-country`, which the example estate has, and `syncwright campaign new clean-up-after-errors`; `MKT776`",
        (
            f"{MARKETO}/campaigns/test_document.py::test_the_campaign_of_the_language_reference_is_one_step_with_a_choice_for_each_name",
            "maps/test_places.py::test_what_people_write_becomes_the_name_that_is_kept",
        ),
    ),
    Practice(
        5,
        "a custom sync filter keeps records out",
        "`filter` with `as`: stored field, access, flow, backfill, counts, ticket, smart lists, purge; `generated/marketo/filters/`",
        (
            f"{MARKETO}/test_filter_bundle.py::test_the_bundle_has_every_part_with_its_file",
            f"{MARKETO}/support/test_tickets.py::test_what_a_spec_expects_stands_beside_the_question",
        ),
    ),
    Practice(
        6,
        "write few activities to Salesforce as tasks",
        "`activities` out of twelve, each with its box in the runbook and its cost; `MKT750`",
        (f"{MARKETO}/runbook/test_options.py::test_every_activity_has_its_box_so_that_none_stays_ticked_by_chance",),
    ),
    Practice(
        7,
        "work with the Salesforce admin: permissions, changes, who does what",
        "`syncwright plan` in a pull request, with the owners who approve; `generated/marketo/runbook.md`, `syncwright steps`, `syncwright attest`",
        (
            f"{MARKETO}/runbook/test_document.py::test_each_task_has_a_source_an_owner_and_what_proves_it",
            "cli/test_runbook.py::test_the_command_to_attest_is_one_that_works",
        ),
    ),
    Practice(
        7,
        "work with Adobe's Support",
        "`generated/marketo/support/`: filter, which filter is in force, re-mapping, sandbox",
        (f"{MARKETO}/support/test_tickets.py::test_each_ticket_is_a_task_of_the_runbook_with_a_file_that_is_built",),
    ),
    Practice(
        8,
        "watch the sync: errors, spikes, a backlog that grows",
        "`syncwright history` of the export of Sync Status and of backlogs; `operations` with a routine check that falls due",
        (
            "cli/test_history.py::test_each_file_is_told_by_its_columns",
            "diagnosis/test_runs.py::test_four_hours_with_far_more_records_are_a_spike",
            "diagnosis/test_runs.py::test_a_backlog_grows_if_it_is_more_than_six_hours_before",
        ),
    ),
    Practice(
        9,
        "sync custom objects only with a reason",
        "`custom_objects` with what each is for; `GOV507`; tasks that switch the sync off, refresh, enable and switch it on",
        (f"{MARKETO}/runbook/test_custom_objects.py::test_a_list_says_which_and_what_for",),
    ),
    Practice(
        9,
        "nothing writes back what the other side just wrote",
        "`MKT728`, `MKT727`: formulas, flows and campaigns on either side",
        (f"{MARKETO}/types/test_checks.py::test_a_campaign_that_starts_itself_through_a_formula_is_found",),
    ),
    Practice(
        10,
        "keep a list of what syncs as things grow",
        "`generated/dictionary/`: what, why, direction, names and types on both sides, what is lost",
        ("docs/test_both_sides.py::test_a_field_is_told_with_its_names_and_types_on_both_sides",),
    ),
    Practice(
        10,
        "hold the list to what Marketo has",
        "`syncwright adopt marketo`, and with `--drift` what differs",
        ("adopt/test_marketo_differences.py::test_each_kind_of_difference_is_found_and_nothing_else",),
    ),
)


def markdown() -> str:
    """The table."""
    head = [
        "# Adobe's practices, and what carries them",
        "",
        "Written by `tests/tables/practices.py`; `make test` holds it to the rules, commands, keys, files and tests that it names.",
        "",
        "| # | practice | in Syncwright | shown by |",
        "| --- | --- | --- | --- |",
    ]
    rows = [f"| {one.number} | {one.asks} | {one.feature} | {'<br>'.join(_link(each) for each in one.shown)} |" for one in PRACTICES]
    return "\n".join([*head, *rows]) + "\n"


def _link(test: str) -> str:
    path, _, function = test.partition("::")
    return f"[{function or path}](../{path})"


if __name__ == "__main__":
    FILE.write_text(markdown(), "utf-8")
