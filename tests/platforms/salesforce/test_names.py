"""What a user's permission set is called, labelled and described as, for every name that a user may have."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_estate import FILES, clean, compiled, found, permission_set, rows, told, user, xml
from syncwright.platforms.salesforce.naming import set_name

USER = st.from_regex(r"[a-z0-9]+([-_][a-z0-9]+)*", fullmatch=True).filter(lambda name: len(name) <= 80)


def lawful(name: str) -> bool:
    """Salesforce's rule for the API name of a permission set."""
    return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name)) and len(name) <= 80 and "__" not in name and not name.endswith("_")


@pytest.mark.parametrize(
    ("user_name", "name"),
    [
        ("marketo-sync", "Marketo_Sync"),
        ("ae_integration", "Ae_Integration"),
        ("sync2b", "Sync2b"),
        ("2nd-user", "User_2nd_User"),
        ("7", "User_7"),
        ("a", "A"),
        ("x" * 80, "X" + "x" * 79),
        ("9" * 80, "User_" + "9" * 75),
        ("9" * 74 + "-ab", "User_" + "9" * 74),
    ],
)
def test_a_permission_set_is_named_after_its_user(user_name, name):
    assert lawful(name)
    assert set_name(user_name) == name


@given(USER)
def test_the_name_of_every_user_makes_a_lawful_name(name):
    assert lawful(set_name(name))


def test_two_users_of_one_name_are_a_finding_at_both():
    compilation = compiled({**user(name="a-b"), **user(name="a_b")})
    assert found(compilation) == [("SFC607", "users/a_b.yaml:1:12")], told(compilation)
    [other] = compilation.diagnostics[0].related
    assert (other.path, other.span.start.line) == ("specs/users/a-b.yaml", 1)
    assert "`a_b` and `a-b` would both get the permission set `A_B`" in compilation.diagnostics[0].message


def test_two_users_whose_names_are_cut_to_one_are_a_finding():
    compilation = compiled({**user(name="9" * 78), **user(name="9" * 79)})
    assert [rule for rule, _ in found(compilation)] == ["SFC607"]


def test_a_set_that_the_user_has_already_is_a_finding():
    compilation = compiled(user(more="with: [Other, Marketo_Sync]\n"))
    assert ("SFC607", "users/marketo-sync.yaml:3:15") in found(compilation)


@pytest.mark.parametrize("name", ["a", "marketo-sync", "x" * 80, "9" * 80, "-".join("ab" * 13)])
@pytest.mark.parametrize("estate", ["t", "e" * 80])
def test_label_and_description_fit(name, estate):
    files = {"estate.yaml": FILES["estate.yaml"].replace("tiny", estate, 1), **user("permissions: {ApiEnabled: {why: w}}", name)}
    said = rows(xml(permission_set(clean(files), set_name(name))))
    [label], [description] = said["label"], said["description"]
    assert 0 < len(label[""]) <= 80
    assert 0 < len(description[""]) <= 255
    assert name in description[""]


def test_sets_stand_in_order_of_their_names():
    compilation = clean(
        {
            **user("permissions: {ApiEnabled: {why: w}}", "a-z"),
            **user("permissions: {ApiEnabled: {why: w}}", "a0"),
            "connectors/marketo.yaml": None,
        }
    )
    assert [one.name for one in compilation.resources] == ["A0", "A_Z"]
