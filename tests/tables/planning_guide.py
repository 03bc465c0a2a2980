#!/usr/bin/env python3
"""Each statement of Salesforce's planning guide, what of Syncwright carries it, and which test shows that. Writes `planning_guide.md` beside it.

The guide: Trailhead, "Plan your Pardot and Salesforce integration", in words of our own and in its order. What stands in backticks is looked for where it
says it is, by `test_planning_guide.py`: commands, rules, keys of specs, files of `generated/`.
"""

from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "planning_guide.md"


class Statement(NamedTuple):
    """`feature`: Markdown. `shown`: tests, as `path::function` below tests/."""

    says: str
    feature: str
    shown: tuple[str, ...]


AE = "platforms/account_engagement"
CONNECTION = f"{AE}/connection"
UNIT = "generated/account_engagement/emea"

STATEMENTS = (
    Statement(
        "the two systems allow and share data by different models; what flows is what the connector's user may see",
        "what a connector wants of its user, each grant with its reason; "
        "`generated/account_engagement/visibility.md`: what users of Account Engagement see that Salesforce hides from them; `AEN836`",
        (
            f"{AE}/test_wants.py::test_a_reason_names_the_help_page",
            f"{AE}/test_visibility.py::test_a_mapped_field_that_a_profile_does_not_show_is_told",
        ),
    ),
    Statement(
        "it is settled how records sync, how that is set up, and who watches the queue of sync errors",
        "`operations` with `errors_owner`, `deputy` and `review_every`, which falls due; `AEN814`, `AEN815`; `syncwright diagnose`, `generated/account_engagement/sync-errors.md`",
        (
            f"{CONNECTION}/test_rules.py::test_somebody_watches_the_errors_and_it_is_not_the_user_that_makes_them",
            f"{CONNECTION}/test_rules.py::test_errors_are_looked_at_once_a_week_or_more",
        ),
    ),
    Statement(
        "there is a list of pages that help",
        f"`{UNIT}/runbook.md` names Salesforce's pages",
        (f"{AE}/runbook/test_runbook.py::test_the_pages_to_read_are_salesforces_own",),
    ),
    Statement(
        "the version of the connector is known; an Account Engagement Administrator looks it up in the settings",
        f"`version`; a task of `{UNIT}/runbook.md`, with both labels and the role; `AEN816`, `AEN817`",
        (
            f"{CONNECTION}/test_tasks.py::test_the_version_is_found_under_either_label",
            f"{CONNECTION}/test_rules.py::test_version_1_has_no_integration_user_and_no_pause",
        ),
    ),
    Statement(
        "a connector is paused when it is made; steps come before it is unpaused, and with business units a partner helps",
        f"`state` of each unit in each environment; `syncwright unpause`; `{UNIT}/unpause.md`; `partner`, `AEN827`",
        (
            "cli/test_unpause.py::test_it_refuses_with_what_is_open_why_and_what_to_do",
            f"{AE}/gate/test_gate.py::test_there_are_32_checks_in_the_order_that_people_know",
            f"{CONNECTION}/test_rules.py::test_several_units_have_somebody_who_reviews_them",
        ),
    ),
    Statement(
        "an account has one Salesforce connector",
        "`business_units` stand inside one connector, each with its own id; `AEN820`",
        (f"{CONNECTION}/test_rules.py::test_one_id_is_one_unit_however_it_is_written",),
    ),
    Statement(
        "person accounts can be part of it",
        "`person_accounts`; the request to Support; `AEN824`",
        (
            f"{CONNECTION}/test_rules.py::test_person_accounts_are_seen_by_what_only_an_org_with_them_has",
            f"{AE}/support/test_requests.py::test_person_accounts_are_a_box_by_one_page_and_support_s_by_another",
        ),
    ),
    Statement(
        "an import syncs prospects; those that are not assigned sync, and make no record where no address matches",
        "`syncwright would-sync` of a prospect: assigned or not, with or without a match",
        (f"{AE}/test_would_sync.py::test_a_record_is_made_of_a_prospect_that_is_assigned",),
    ),
    Statement(
        "changes are looked for about every two minutes",
        "`generated/account_engagement/sync-method.md`: how soon a change is on the other side, and what many take; hours in the queue beside what costs them",
        (f"{CONNECTION}/test_freshness.py::test_a_few_records_are_not_batched_and_an_estimate_says_what_it_is",),
    ),
    Statement(
        "with version 2 no record syncs while the connector is paused, but users, campaigns and metadata do, and single prospects by hand",
        f"`generated/account_engagement/sync-method.md`; the step that pauses, in a plan; the smoke test in `{UNIT}/runbook.md`",
        (
            f"{CONNECTION}/test_freshness.py::test_users_and_campaigns_move_while_it_is_paused_and_people_only_by_hand",
            f"{AE}/test_would_sync.py::test_a_campaign_goes_while_the_connector_is_paused",
        ),
    ),
    Statement(
        "the integration user sees all that can sync, so that several accounts on one org use it only with Marketing Data Sharing",
        "`marketing_data_sharing`; `AEN801`; rules of each unit from filters and partitions, `AEN808`, `AEN809`",
        (
            f"{AE}/test_wants.py::test_several_units_on_one_org_need_data_sharing_with_the_integration_user",
            f"{AE}/test_would_sync.py::test_a_record_syncs_with_the_unit_whose_rule_it_passes_letter_for_letter",
        ),
    ),
    Statement(
        "where prospects may share an e-mail address the CRM id is the key both ways, and else the address",
        "`same_email_prospects`; `AEN828`, `AEN885`; the request in `generated/account_engagement/emea/support/same-email.md`",
        (
            f"{AE}/test_would_sync.py::test_what_matches_is_the_id_where_addresses_are_shared_and_else_the_address",
            f"{CONNECTION}/test_freshness.py::test_records_are_matched_by_id_only_where_addresses_are_shared",
        ),
    ),
    Statement(
        "the integration user is made by itself; only Account Engagement logs in as it, after a Salesforce admin has set it up",
        f"`sync_user` of the kind `account_engagement_integration_user`; `AEN821`, `AEN823`, `AEN829`; the task in `{UNIT}/runbook.md`",
        (
            f"{CONNECTION}/test_rules.py::test_no_other_platform_works_through_the_integration_user",
            f"{CONNECTION}/test_rules.py::test_the_integration_user_is_the_one_that_is_provisioned",
        ),
    ),
    Statement(
        "one of three ways to sync is chosen: the integration user, Marketing Data Sharing, a connector user of one's own",
        "`generated/account_engagement/sync-method.md`: what the specs say, what suits, what forbids the others; `AEN813`, `AEN818`",
        (f"{CONNECTION}/test_choosing.py::test_what_is_allowed_and_recommended_suits",),
    ),
    Statement(
        "what marketing automation is, and a film about it",
        f"nothing to set up; `{UNIT}/runbook.md` names the unit among its pages",
        (f"{AE}/runbook/test_runbook.py::test_the_pages_to_read_are_salesforces_own",),
    ),
)


def markdown() -> str:
    """The table."""
    head = [
        "# Salesforce's planning guide, and what carries it",
        "",
        "Written by `tests/tables/planning_guide.py`; `make test` holds it to the rules, commands, keys, files and tests that it names.",
        "",
        "| statement | in Syncwright | shown by |",
        "| --- | --- | --- |",
    ]
    return (
        "\n".join([*head, *(f"| {one.says} | {one.feature} | {'<br>'.join(_link(each) for each in one.shown)} |" for one in STATEMENTS)])
        + "\n"
    )


def _link(test: str) -> str:
    path, _, function = test.partition("::")
    return f"[{function}](../{path})"


if __name__ == "__main__":
    FILE.write_text(markdown(), "utf-8")
