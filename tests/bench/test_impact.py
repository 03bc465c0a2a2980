"""That the benchmark of `impact` compares like with like; how quickly is judged by `make bench` alone."""

import pytest

from bench import impact
from bench.impact import LIMIT, SIZE, NotAlike, Pairs, compare, laid_out, table, verdicts
from bench.measure import Cost


def pairs(rows: int, ours: float, by_hand: float) -> Pairs:
    return Pairs("csv", rows, [Cost(ours, ours, 100.0)], [Cost(by_hand, by_hand, 90.0)])


def test_both_sides_count_alike_and_a_difference_shows(tmp_path):
    folder = laid_out(tmp_path, 20_000)
    for form in impact.FORMS:
        compare(folder, form)
    header = (folder / "Contact.csv").read_text("utf-8").partition("\n")[0]
    assert header.count(",") == 29
    (folder / "before.yaml").write_text(impact.BEFORE.replace(">= 10", ">= 11"), "utf-8")
    with pytest.raises(NotAlike):
        compare(folder, "csv")


def test_the_limit_holds_for_large_exports_alone():
    assert list(verdicts([pairs(SIZE - 1, 9.0, 1.0)])) == []
    assert [one.met for one in verdicts([pairs(SIZE, LIMIT, 1.0), pairs(SIZE, LIMIT + 0.01, 1.0)])] == [True, False]
    assert "| csv | 5,000,000 | 2.00 | 1.00 | 2.00 | 1.15 | 2.00 | 1.00 | 100 |" in table([pairs(SIZE, 2.0, 1.0)])
