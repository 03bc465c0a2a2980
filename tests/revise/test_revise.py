"""Owners' edits of a dictionary: exactly what was edited is in the specs then, comments stay, and what cannot be taken is named."""

import csv
import tempfile
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from docs.test_dictionary import ESTATE, EXTRA
from sheets.test_read import as_xlsx
from small_estate import FILES, compiled, org
from small_estate import told as said_of
from syncwright.compile import Compilation
from syncwright.docs import xlsx
from syncwright.docs.columns import EDITED
from syncwright.docs.csv import safe
from syncwright.docs.dictionary import dictionary, pieces, tables
from syncwright.files import Tree
from syncwright.revise import Revised, Told, revise, told
from syncwright.sheets import read_sheet
from syncwright.text import SourceFile

#: The estate of the dictionary's tests, with comments and every shape that an entry can have.
NOTES = """\
# whom we ask
object: Account
owner: crm
why: companies
for: [marketo]
defaults: {sync: from-salesforce, why: segments, pii: none}
fields:
  # the plain one
  Name: {pii: contact}   # of people, at times
  Industry:
  Website:
    why: >
      the programme for
      partners reads it
    # asked in spring
    reviewed: 2026-04-01
    used_by:
      - report A   # monthly
      - report B
  Phone: {used_by: report C, basis: consent}
"""
FULL = {**ESTATE, "objects/account.yaml": NOTES}
HELD = org(EXTRA)


def estate(files=FULL) -> tuple[Compilation, Tree]:
    compilation = compiled(files, HELD)
    assert not compilation.failed, said_of(compilation)
    texts = {name: text for name, text in {**FILES, **files}.items() if text is not None}
    return compilation, Tree([SourceFile(f"specs/{name}", text.encode()) for name, text in sorted(texts.items())])


NOW, SPECS = estate()
BASE = told(NOW)


def again(tree: Tree) -> Compilation:
    return compiled({source.path.removeprefix("specs/"): source.text for source in tree.sources}, HELD)


def exported() -> list[list[str]]:
    """The dictionary as CSV, read by nothing of ours."""
    data = next(one.data for one in dictionary(NOW.catalog, pieces(NOW.catalog, NOW.seen())) if one.path.endswith(".csv"))
    return list(csv.reader(StringIO(data.decode(), newline="")))


ROWS = exported()
AT = {name: index for index, name in enumerate(ROWS[0])}


def edited(edits: dict[tuple[str, str], str], rows=ROWS) -> list[list[str]]:
    """The sheet with other texts in some cells, by `Object.Field` and column."""
    new = [list(row) for row in rows]
    by_name = {f"{row[0]}.{row[1]}": row for row in new}
    for (field, column), text in edits.items():
        by_name[field][AT[column]] = text
    return new


def back(rows, base: Told | None = None, now=(NOW, SPECS)) -> Revised:
    out = StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return revise(read_sheet(SourceFile("back.csv", out.getvalue().encode())), now[1], now[0], base, again)


def change(field: str, column: str, text: str) -> Revised:
    return back(edited({(field, column): text}))


def account(revised: Revised) -> list[str]:
    """Lines of the account's file that are new."""
    old = NOTES.splitlines()
    return [line for line in revised.files["specs/objects/account.yaml"].splitlines() if line not in old]


def refusals(revised: Revised) -> list[str]:
    assert revised.stopped and not revised.files
    return [one.message for one in revised.findings]


# ------------------------------------------------------------------ what was edited, and nothing else


def test_a_dictionary_that_nobody_edited_changes_nothing():
    assert (back(ROWS).edits, back(ROWS).files) == ((), {})


def test_rows_and_columns_may_be_left_out_and_stand_in_any_order():
    keep = [AT[name] for name in ("why", "field", "object")]
    rows = [[row[at] for at in keep] for row in [ROWS[0], *ROWS[:0:-1]]]
    assert back(rows).edits == ()
    one = back([["field", "why", "object"], ["Phone", "calls", "Account"]])
    assert account(one) == ["  Phone: {used_by: report C, basis: consent, why: calls}"]


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff;"), min_size=1, max_size=40).filter(
    str.strip
)
TEXT = st.one_of(
    WORDS, st.sampled_from(["=1+1", "'=1", "@x", "a: b", "# no", "- x", "a\nb", "{x}", "no", "null", "2026-01-01", "'", '"', "%", "\tx"])
)
VALUES = {
    "why": TEXT.map(str.strip),
    "owner": st.sampled_from(["ops", "crm"]),
    "pii": st.sampled_from(["none", "contact", "consent", "behaviour", "financial", "special"]),
    "basis": TEXT.map(str.strip),
    "reviewed": st.dates().map(str),
    "used_by": st.lists(WORDS.map(lambda text: " ".join(text.split())).filter(bool), min_size=1, max_size=3, unique=True).map("; ".join),
}
#: Fields that are one entry alone, so that any edits of them go together.
ALONE = sorted(name for name in BASE.rows if name.startswith("Account.") or name in ("Lead.Days__c", "Lead.New__c", "Lead.Region__c"))
EDITS = st.dictionaries(
    st.sampled_from([(field, column) for field in ALONE for column in EDITED]), st.none(), min_size=1, max_size=6
).flatmap(lambda cells: st.fixed_dictionaries({cell: VALUES[cell[1]] for cell in cells}))


def is_now(cell: str, wanted: str, column: str) -> bool:
    return sorted(cell.split("; ")) == sorted(wanted.split("; ")) if column == "used_by" else cell == wanted


def in_csv(edits: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """The same as they stand in a CSV, where `'` before what a spreadsheet would calculate is none of the text."""
    return {cell: safe(text) if cell[1] in ("why", "basis", "used_by") else text for cell, text in edits.items()}


@settings(max_examples=120)
@given(EDITS)
def test_export_edit_import_gives_exactly_the_edit(edits):
    revised = back(edited(in_csv(edits)))
    assert not revised.findings and not revised.after.failed, said_of(revised.after)
    after = told(revised.after)
    for field, row in after.rows.items():
        for name, (at, _) in after.columns.items():
            wanted = edits.get((field, name))
            if wanted is not None:
                assert is_now(row[at], wanted.strip(), name)
            elif name != "owner_title":
                assert row[at] == BASE.rows[field][at]
    for path, text in revised.files.items():
        assert [line.partition("#")[2] for line in text.splitlines() if "# asked" in line or "# whom" in line or "# the plain" in line] == (
            [" whom we ask", " the plain one", " asked in spring"] if path.endswith("account.yaml") else []
        )


@settings(max_examples=25)
@given(EDITS)
def test_a_workbook_gives_the_same_edits_as_csv(edits):
    columns, rows = tables(NOW.catalog, NOW.seen())
    out = BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        xlsx.write(out, columns, rows, {}, folder)
    cells = CalamineWorkbook.from_object(BytesIO(out.getvalue())).get_sheet_by_name("dictionary").to_python(skip_empty_area=False)
    new = as_xlsx(edited(edits, [[str(cell) for cell in row] for row in cells]))
    revised = revise(read_sheet(SourceFile("back.xlsx", new)), SPECS, NOW, None, again)
    assert revised.files == back(edited(in_csv(edits))).files


def test_what_is_handed_in_again_changes_nothing():
    rows = edited({("Account.Website", "used_by"): "report B; mails", ("Account.Name", "why"): "=1+1"})
    revised = back(rows)
    tree = Tree([SourceFile(one.path, revised.files[one.path].encode()) if one.path in revised.files else one for one in SPECS.sources])
    assert back(rows, now=(revised.after, tree)).edits == ()


# ------------------------------------------------------------------ where it is written


def test_what_the_file_says_for_all_is_said_on_the_field_that_differs():
    revised = change("Account.Industry", "why", "the valve programme")
    assert account(revised) == ["  Industry: {why: the valve programme}"]
    assert "defaults: {sync: from-salesforce, why: segments, pii: none}" in revised.files["specs/objects/account.yaml"]


def test_a_text_is_replaced_where_it_stands_and_comments_stay():
    revised = change("Account.Website", "why", "partners")
    text = revised.files["specs/objects/account.yaml"]
    assert text == NOTES.replace(">\n      the programme for\n      partners reads it", "partners")


def test_an_emptied_cell_takes_the_entry_out():
    assert account(change("Account.Phone", "basis", "")) == ["  Phone: {used_by: report C}"]
    assert account(change("Account.Phone", "used_by", "")) == ["  Phone: {basis: consent}"]
    gone = change("Account.Website", "reviewed", "").files["specs/objects/account.yaml"]
    assert gone == NOTES.replace("    reviewed: 2026-04-01\n", "")


def test_items_of_a_list_come_and_go_and_the_others_keep_their_comments():
    assert account(change("Account.Website", "used_by", "report A; mails")) == ["      - mails"]
    assert "- report A   # monthly" in change("Account.Website", "used_by", "mails; report A").files["specs/objects/account.yaml"]
    assert account(change("Account.Phone", "used_by", "report C; mails")) == ["  Phone: {used_by: [report C, mails], basis: consent}"]
    assert account(change("Account.Phone", "used_by", "mails; calls")) == ["  Phone: {used_by: [mails, calls], basis: consent}"]
    assert account(change("Account.Phone", "used_by", "mails")) == ["  Phone: {used_by: mails, basis: consent}"]


def test_another_order_of_a_list_is_no_edit():
    assert change("Account.Website", "used_by", "report B; report A").edits == ()


def test_one_entry_of_two_objects_changes_for_both_and_says_so():
    revised = back([["object", "field", "why"], ["Lead", "Email", "the key"]])
    assert list(revised.files) == ["specs/objects/people.yaml"]
    assert revised.notes == ("`why` of `Contact.Email` changes too: it is the entry `Email` of specs/objects/people.yaml",)
    both = back(edited({("Lead.Email", "why"): "the key", ("Contact.Email", "why"): "the key"}))
    assert (both.files, both.notes) == (revised.files, ())


# ------------------------------------------------------------------ what is refused


def test_two_rows_of_one_entry_that_disagree_are_refused():
    revised = back(edited({("Lead.Email", "why"): "one", ("Contact.Email", "why"): "other"}))
    rows = {f"{row[0]}.{row[1]}": number for number, row in enumerate(ROWS, 1)}
    lead, contact = (f"`{name}` (row {rows[name]})" for name in ("Lead.Email", "Contact.Email"))
    assert refusals(revised) == [f"`why` of {contact} differs from that of {lead}, and both are one entry of specs/objects/people.yaml"]
    # One that was left as it was disagrees, too: handed in again, it would be an edit back.
    left = change("Lead.Email", "why", "the key")
    assert refusals(left) == [f"`why` of {lead} differs from that of {contact}, and both are one entry of specs/objects/people.yaml"]


@pytest.mark.parametrize("column", [name for name in ROWS[0] if name not in EDITED and name not in ("object", "field")])
def test_no_other_column_can_be_changed(column):
    row = next(number for number, row in enumerate(ROWS, 1) if row[:2] == ["Account", "Website"])
    (said,) = refusals(change("Account.Website", column, "another"))
    assert said.startswith(f"`{column}` of `Account.Website` cannot be changed here: this says `another`, the dictionary ")
    assert said.endswith(f" (row {row})")


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        ("pii", "contakt", "`pii` of `Account.Website` cannot be `contakt`: this is no privacy class"),
        ("owner", "op", "`owner` of `Account.Website` cannot be `op`: the estate has no such owner"),
        ("reviewed", "1/2/2026", "`reviewed` of `Account.Website` cannot be `1/2/2026`: this is not a date, such as `2026-03-31`"),
        ("reviewed", "2026-02-30", "`reviewed` of `Account.Website` cannot be `2026-02-30`: this is not a date, such as `2026-03-31`"),
        ("why", "a\x07b", "`why` of `Account.Website` cannot be `a\x07b`: no spec can hold U+0007 control character"),
        ("basis", "x" * 8001, f"`basis` of `Account.Website` cannot be `{'x' * 59}…`: it is 8,001 characters long"),
        ("owner", "", "`owner` of `Account.Website` cannot be empty: `crm` stands in specs/objects/account.yaml for all its fields"),
        ("why", "", "`why` of `Account.Website` cannot be empty: `segments` stands in specs/objects/account.yaml for all its fields"),
    ],
)
def test_what_a_column_cannot_hold_is_refused_with_its_cell(column, text, message):
    (said,) = refusals(change("Account.Website", column, text))
    assert said.rpartition(" (row ")[0] == message


def test_rows_that_are_nobodys_and_rows_that_stand_twice_are_refused():
    head, first = ROWS[0], ROWS[1]
    strange = ["Account", "Websit", *[""] * (len(head) - 2)]
    revised = back([head, first, strange, first])
    assert refusals(revised) == [
        "the dictionary has no field `Account.Websit` (row 3)",
        f"`{first[0]}.{first[1]}` stands in row 4 and in row 2",
    ]
    assert revised.findings[0].help.startswith("did you mean `Account.Website`?")


def test_columns_that_are_nobodys_are_refused():
    assert refusals(back([["object", "field", "wy"], ["Account", "Website", "x"]])) == ["the dictionary has no column `wy` (row 1)"]
    assert refusals(back([["object", "field", "why", "why"], ["Account", "Website", "x", "y"]])) == [
        "there are two columns `why` (row 1)",
        # The first of them is read all the same: all that is wrong is said at once.
    ]


def test_a_list_whose_items_cannot_be_told_apart_is_refused():
    files = {**FULL, "objects/account.yaml": NOTES.replace("report C", '"report C; weekly"')}
    compilation, tree = estate(files)
    rows = [["object", "field", "used_by"], ["Account", "Phone", "report C; weekly; mails"]]
    assert back([rows[0], ["Account", "Phone", "report C; weekly"]], now=(compilation, tree)).edits == ()
    assert refusals(back(rows, now=(compilation, tree)))[0].startswith("`used_by` of `Account.Phone` has an item with a `;` in it")


def test_a_text_that_was_cut_cannot_be_edited_and_need_not_be():
    long = "x" * 40_000
    base = Told(BASE.columns, {**BASE.rows, "Account.Phone": tuple(long if name == "why" else text for name, text in zip(BASE.columns, BASE.rows["Account.Phone"], strict=True))})  # fmt: skip
    cut = xlsx.fitted(long)

    def handed(text):
        data = as_xlsx([["object", "field", "why"], ["Account", "Phone", text]])
        return revise(read_sheet(SourceFile("back.xlsx", data)), SPECS, NOW, base, again)

    assert handed(cut).edits == ()
    assert refusals(handed(cut[:-5])) == ["`why` of `Account.Phone` is longer than a cell, and its end was cut (cell C2)"]


def test_an_edit_that_breaks_a_rule_stops_everything():
    revised = change("Lead.Days__c", "why", "")
    assert revised.stopped
    assert [one.rule.id for one in revised.after.diagnostics if one.severity == "error"] == ["GOV501"], said_of(revised.after)


# ------------------------------------------------------------------ specs that went on since the export


def test_what_changed_in_the_specs_meanwhile_stays():
    files = {**FULL, "objects/account.yaml": NOTES.replace("report C", "report D").replace("Industry:\n", "Industry: {sync: hidden}\n")}
    later = estate(files)
    rows = edited({("Account.Phone", "why"): "calls"})
    assert any("`marketo.direction` of `Account.Industry`" in one for one in refusals(back(rows, now=later)))
    revised = back(rows, base=BASE, now=later)
    assert [(one.field, one.column) for one in revised.edits] == [("Account.Phone", "why")]
    assert "  Phone: {used_by: report D, basis: consent, why: calls}\n" in revised.files["specs/objects/account.yaml"]


def test_what_was_changed_on_both_sides_is_refused_unless_it_is_the_same():
    later = estate({**FULL, "objects/account.yaml": NOTES.replace("why: segments", "why: audiences")})
    rows = edited({("Account.Phone", "why"): "calls"})
    (said,) = refusals(back(rows, base=BASE, now=later))
    assert said.startswith("`why` of `Account.Phone` was changed here and in the specs, where it now says `audiences`")
    assert back(edited({("Account.Phone", "why"): "audiences"}), base=BASE, now=later).edits == ()


def test_a_field_that_is_gone_is_named():
    later = estate({**FULL, "objects/account.yaml": NOTES.replace("  Phone: {used_by: report C, basis: consent}\n", "")})
    row = next(number for number, row in enumerate(ROWS, 1) if row[:2] == ["Account", "Phone"])
    assert refusals(back(ROWS, base=BASE, now=later)) == [f"the specs no longer name `Account.Phone` (row {row})"]
