"""A Marketing Data Sharing rule, read by a judge that minds the case, takes the records that the filter takes, and no others."""

from collections.abc import Iterator, Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from expression.scopes import CLOCK, COLUMNS, held, predicates, some_records
from judges.sharing_rule import Rule, lets_sync, read
from sharing_estates import FOUR, ORG, estate, files, holding
from small_estate import compiled
from syncwright.catalog.model import Case, Catalog, CatalogFilter, CatalogPartition, Stored
from syncwright.expression.evaluate import Record, passes
from syncwright.expression.predicate import All, Any, Fixed, Not, Predicate, Test
from syncwright.platforms.account_engagement.sharing.form import Equals, case_equals, equals
from syncwright.spec.compiled import CaseSpec, FilterFieldSpec, FilterSpec, PartitionFieldSpec, PartitionSpec

PAIRS = 20_000
STATUS, BLOCKED = COLUMNS["Status"], COLUMNS["Blocked__c"]
EMEA = "account_engagement/emea/sharing-rules.json"
NAMES = ("EMEA", "emea", "Amérique", 'it\'s "q"', "a\\b", "漢", "*x*", "blank ", "true", "AMER")

CATALOG = compiled(estate(connectors_ae=FOUR), ORG).catalog


def restricted(column) -> bool:
    """Of the columns of these tests one is restricted to its values, and records hold no others."""
    return column is STATUS


def some(seed: int, count: int = 100) -> list[Record]:
    """Records as an org can hold them: of a restricted picklist the values in their own case."""
    draw = Random(seed)  # noqa: S311 - no secret
    return [record | {"Status": draw.choice((*STATUS.values, None))} for record in some_records(seed, count)]


#: Drawn once: to draw records takes longer than all else.
POOLS = [some(seed) for seed in range(40)]
pools = st.sampled_from(POOLS)


def rules_of(catalog: Catalog) -> dict[str, Rule]:
    """What is handed out for leads, by unit."""
    found = {path.split("/")[1]: read(data) for path, data in files(catalog).items() if path.endswith(".json")}
    return {unit: next(rule for rule in rules if rule.object == "Lead") for unit, rules in found.items()}


# ------------------------------------------------------------------ a condition that is a rule by itself

single = st.one_of(
    st.sampled_from(STATUS.values).map(lambda value: Test(STATUS, "=", (value,))),
    st.sampled_from(STATUS.values).map(lambda value: Test(STATUS, "in", (value,))),
    st.booleans().map(lambda value: Test(BLOCKED, "=", (value,))),
)
#: The same, said in a longer way.
said = st.recursive(
    single,
    lambda inner: st.one_of(
        inner.map(lambda one: Not(Not(one))),
        inner.map(lambda one: All((one, one))),
        inner.map(lambda one: Any((one, Fixed(False)))),
        inner.map(lambda one: All((Fixed(True), one, Not(Fixed(False))))),
    ),
    max_leaves=3,
)


def agree(predicate: Predicate, found: Equals, records: Sequence[Record]) -> int:
    """How many records there are, if the rule takes those that the condition takes."""
    rule = Rule("Lead", found.column.name, found.value if isinstance(found.value, str) else str(found.value).lower())
    for record in records:
        assert lets_sync(rule, as_held(record)) is passes(predicate, record, CLOCK), (predicate, record)
    return len(records)


def test_a_condition_that_is_a_rule_takes_the_same_records():
    pairs = 0

    @settings(max_examples=220)
    @given(said, pools)
    def look(predicate: Predicate, records: list[Record]) -> None:
        nonlocal pairs
        found = equals(predicate, restricted)
        assert isinstance(found, Equals), found
        pairs += agree(predicate, found, records)

    look()
    assert pairs >= PAIRS


@settings(max_examples=300)
@given(predicates, pools)
def test_whatever_else_is_a_rule_takes_the_same_records(predicate, records):
    found = equals(predicate, restricted)
    if isinstance(found, Equals):
        agree(predicate, found, records)
    unsure = equals(predicate, lambda column: False)
    assert not isinstance(unsure, Equals) or unsure.column.kind == "checkbox"


def as_held(record: Record) -> Record:
    """As Salesforce has it: a checkbox is never blank."""
    return record | {"Blocked__c": bool(record.get("Blocked__c"))}


# ------------------------------------------------------------------ an answer that is kept


def filtered(predicate: Predicate, *, syncs_when: bool) -> CatalogFilter:
    field = FilterFieldSpec(field="In_Scope__c", syncs_when="true" if syncs_when else "false")
    spec = FilterSpec(filter="scope", why="w", objects=("Lead",), where="kept elsewhere", as_=field, for_=("ae/emea",))
    stored = {"Lead": Stored("Lead", "In_Scope__c", "In_Scope_Now__c", ORG.objects["Lead"].fields["In_Scope__c"])}
    return CatalogFilter("scope", spec, "specs/filters/scope.yaml", {"Lead": predicate}, stored)


def test_a_kept_answer_takes_the_same_records():
    pairs = 0

    @settings(max_examples=220)
    @given(predicates, st.booleans(), pools)
    def look(predicate: Predicate, syncs_when: bool, records: list[Record]) -> None:
        nonlocal pairs
        [rule] = rules_of(holding(CATALOG, filtered(predicate, syncs_when=syncs_when))).values()
        for record in records:
            pairs += 1
            expected = passes(predicate, record, CLOCK)
            stored = {"In_Scope__c": expected if syncs_when else not expected}  # as the flow keeps it
            assert lets_sync(rule, stored) is expected

    look()
    assert pairs >= PAIRS


# ------------------------------------------------------------------ a partition


def parted(cases: Sequence[tuple[str, Predicate]], otherwise: str, *, kept: bool) -> CatalogPartition:
    units = dict(zip((name for name, _ in cases), ("emea", "amer", "apac", "mea"), strict=False))
    spec = PartitionSpec(
        partition="unit",
        why="w",
        objects=("Lead",),
        as_=PartitionFieldSpec(field="Region__c") if kept else None,
        cases={name: CaseSpec(for_=f"ae/{unit}", where="kept elsewhere") for name, unit in units.items()},
        otherwise=otherwise,
    )
    stored = {"Lead": Stored("Lead", "Region__c", "Region_Now__c", ORG.objects["Lead"].fields["Region__c"])} if kept else {}
    return CatalogPartition("unit", spec, "specs/filters/unit.yaml", {"Lead": tuple(resolved(cases, units))}, stored)


def resolved(cases: Sequence[tuple[str, Predicate]], units: dict[str, str]) -> Iterator[Case]:
    taken: list[Predicate] = []
    for name, where in cases:
        yield Case(name, f"ae/{units[name]}", where, All((where, *(Not(one) for one in taken))) if taken else where)
        taken.append(where)


several = st.lists(st.tuples(st.sampled_from(NAMES), predicates), min_size=2, max_size=4, unique_by=lambda one: one[0])


def test_each_unit_takes_the_records_of_its_case_and_no_two_take_one():
    pairs = 0

    @settings(max_examples=110)
    @given(several, st.sampled_from(("blank", *NAMES, "elsewhere")), pools)
    def look(cases: list[tuple[str, Predicate]], otherwise: str, records: list[Record]) -> None:
        nonlocal pairs
        one = parted(cases, otherwise, kept=True)
        rules = rules_of(holding(CATALOG, one))
        assert len(rules) == len(cases)
        for record in records:
            first = next((name for name, where in cases if passes(where, record, CLOCK)), otherwise if otherwise != "blank" else None)
            takes = {unit for unit, rule in rules.items() if lets_sync(rule, {"Region__c": first})}
            assert takes == {case.connector.removeprefix("ae/") for case in one.on["Lead"] if case.name == first}
            pairs += len(rules)

    look()
    assert pairs >= PAIRS


plain = st.one_of(single, single, single, predicates)


def test_a_case_without_a_field_is_a_rule_only_if_it_takes_the_same_records():
    pairs = 0

    @settings(max_examples=400)
    @given(
        st.lists(plain, min_size=1, max_size=3).map(lambda some: list(zip(NAMES, some, strict=False))),
        st.sampled_from(("blank", *NAMES[:4])),
        pools,
    )
    def look(cases: list[tuple[str, Predicate]], otherwise: str, records: list[Record]) -> None:
        nonlocal pairs
        one = parted(cases, otherwise, kept=False)
        for case in one.on["Lead"]:
            found = case_equals(one.on["Lead"], case.name, otherwise, restricted)
            if not isinstance(found, Equals):
                continue
            value = found.value if isinstance(found.value, str) else str(found.value).lower()
            for record in records:
                pairs += 1
                nobody = not any(passes(where, record, CLOCK) for _, where in cases)
                expected = passes(case.takes, record, CLOCK) or (nobody and otherwise == case.name)
                assert lets_sync(Rule("Lead", found.column.name, value), as_held(record)) is expected

    look()
    assert pairs >= PAIRS


def test_records_hold_every_value_that_is_asked_for():
    assert {record["Status"] for record in some(1, 200)} == {*STATUS.values, None}
    assert {held(BLOCKED, Random(seed)) for seed in range(20)} == {True, False, None}  # noqa: S311 - no secret
