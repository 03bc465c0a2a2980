"""What exports say of a unit before its connector is unpaused: the questions, and what the numbers mean. Runs nothing.

An export of prospects is read by the names of the API's fields or by the labels of the user interface.
"""

from collections.abc import Iterator, Mapping

from syncwright.catalog.model import Catalog
from syncwright.gates import Question
from syncwright.impact.question import Question as ScopeQuestion
from syncwright.platforms.account_engagement.connection.freshness import worded
from syncwright.platforms.account_engagement.gate.verdict import Subject, Verdict, needless, not_so, so, unknown
from syncwright.platforms.account_engagement.settings import mailable_prospects
from syncwright.platforms.account_engagement.units import Unit
from syncwright.sql import people

PROSPECT = "Prospect"
_EMAIL = ("Email",)
_ASSIGNED = ("assignedToId", "Assigned User", "assigned_to")
_CRM_ID = ("salesforceId", "CRM ID", "crmContactFid", "crm_contact_fid")
_OPTED_OUT = ("optedOut", "Opted Out", "opted_out")
_NO_MAIL = ("isDoNotEmail", "Do Not Email", "is_do_not_email")

REPEATED, UNMATCHED, LOAD, FILLED = "repeated", "unmatched", "load", "filled"
#: SQL names of a table and of its columns, by object.
Tables = Mapping[str, tuple[str, ...]]
#: What records are in that have an answer.
HAS = "in scope"
_PEOPLE = ("Contact", "Lead")


def questions() -> Iterator[Question]:
    """Everything that can be counted of people, whatever unit it is for."""
    yield Question(REPEATED, dict.fromkeys(_PEOPLE, (_EMAIL,)), ("addresses", "records"), _repeated, frozenset(_PEOPLE))
    yield Question(
        UNMATCHED,
        {PROSPECT: (_EMAIL, _ASSIGNED, _CRM_ID), **dict.fromkeys(_PEOPLE, (_EMAIL,))},
        ("prospects", "assigned", "unmatched"),
        _unmatched,
    )
    yield Question(LOAD, {PROSPECT: (_EMAIL, _OPTED_OUT, _NO_MAIL)}, ("prospects", "mailable"), _mailable)


# ------------------------------------------------------------------ e-mail addresses


def _addresses(tables: Tables) -> list[tuple[str, str]]:
    return [(tables[one][0], tables[one][1]) for one in _PEOPLE if one in tables]


def _repeated(tables: Tables) -> str:
    return people.repeated(_addresses(tables))


def _unmatched(tables: Tables) -> str:
    table, email, user, crm = tables[PROSPECT]
    return people.alone(table, email, user, crm, _addresses(tables))


def _mailable(tables: Tables) -> str:
    table, _, *flags = tables[PROSPECT]
    return people.unticked(table, flags)


def repeated(subject: Subject) -> Verdict:
    """Whether several records of one address are a question that was decided."""
    held = subject.evidence.counts.get(REPEATED)
    if held is None:
        return unknown("e-mail addresses that several leads and contacts have were not counted")
    number, records = held.numbers["addresses"], held.numbers["records"]
    says = (
        f"{number:,} e-mail addresses are on {records:,} leads and contacts in {held.data}"
        if number
        else f"no e-mail address is on two records in {held.data}"
    )
    if number and not subject.unit.connector.spec.same_email_prospects:
        return unknown(f"{says}, and the specs match records by e-mail address")
    return so(says)


def unmatched(subject: Subject) -> Verdict:
    """How many leads are made at once."""
    held = subject.evidence.counts.get(UNMATCHED)
    if held is None:
        return unknown("assigned prospects without a record were not counted")
    return so(
        f"{held.numbers['unmatched']:,} of {held.numbers['assigned']:,} assigned prospects match no record in {held.data}: as many are made"
    )


def load(subject: Subject) -> Verdict:
    """Whether the mailable prospects are within the contract, and how long the first load takes."""
    held, most = subject.evidence.counts.get(LOAD), mailable_prospects(subject.unit)
    if held is None:
        return unknown("mailable prospects were not counted")
    number, every = held.numbers["mailable"], held.numbers["prospects"]
    says = f"{number:,} of {every:,} prospects in {held.data} are mailable; the first load takes {worded(every)}"
    if most is None:
        return unknown(f"{says}; the specs do not say how many the contract allows (`mailable_prospects:`)")
    if number > most:
        return not_so(f"{says}, and the contract allows {most:,}", "mail fewer, or have the contract widened")
    return so(f"{says}; the contract allows {most:,}")


# ------------------------------------------------------------------ fields of sharing rules


def kept(catalog: Catalog, unit: Unit) -> dict[str, ScopeQuestion]:
    """Of each rule that asks for a kept answer: which records have it, and which are to have it, by object."""
    if not unit.connector.spec.marketing_data_sharing or not (catalog.filters or catalog.partitions):
        return {}
    # Start-up time: most estates have no filter.
    from syncwright.platforms.account_engagement.sharing.apart import has, takes
    from syncwright.platforms.account_engagement.sharing.rule import sharing_rules

    ours = (rule for rule in sharing_rules(catalog) if rule.unit.address == unit.address and rule.stored)
    return {one.object: ScopeQuestion(one.object, ((HAS, has(one)),), ((HAS, takes(one)),)) for one in ours}


def filled(subject: Subject) -> Verdict:
    """Whether each record has the answer that its condition says."""
    asked = kept(subject.catalog, subject.unit)
    if not asked:
        return needless("no rule asks for an answer that is kept in a field")
    counts = {name: subject.evidence.counts.get(f"{FILLED}/{name}") for name in sorted(asked)}
    lacking = [name for name, one in counts.items() if one is None]
    if lacking:
        return unknown(f"the answers of {' and '.join(lacking)} records were not counted")
    held = {name: one.numbers for name, one in counts.items() if one is not None}
    wrong = [
        f"{one['missing']:,} {name} records lack their answer, and {one['stale']:,} have one that does not hold"
        for name, one in held.items()
        if one["missing"] or one["stale"]
    ]
    if wrong:
        return not_so("; ".join(wrong), "activate the flow that keeps it, and run its backfill")
    return so(
        "; ".join(
            f"{one['answered']:,} of {one['records']:,} {name} records are its own, and each has its answer" for name, one in held.items()
        )
    )
