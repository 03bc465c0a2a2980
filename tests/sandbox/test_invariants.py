"""What holds of every package of permission sets, whatever is in it."""

import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox_packages import Clock, deploy, log, object_row, permission_set, read_row
from syncwright.sandbox.salesforce.fields import parsed
from syncwright.sandbox.state import State

#: Some that can be granted and some that cannot.
FIELDS = ["Lead.Email", "Lead.Phone", "Lead.Persona__c", "Contact.Phone", "Lead.Company", "Lead.Nothing__c", "Lead.Is_Mailable__c"]
OBJECTS = ["Lead", "Account", "Contract", "Installed_Base__c", "Service_Visit__c"]
rows = st.tuples(
    st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["true", "false"]), max_size=4),
    st.dictionaries(st.sampled_from(OBJECTS), st.sets(st.sampled_from("CDERVM")), max_size=2),
)
Rows = tuple[dict[str, str], dict[str, set[str]]]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, meridian_file) -> Iterator[State]:
    path = tmp_path_factory.mktemp("invariants") / "state.sqlite"
    shutil.copy(meridian_file, path)
    state = State(path, None, Clock())
    yield state
    state.close()


def inner(said: Rows) -> str:
    return "".join(read_row(*one) for one in said[0].items()) + "".join(object_row(name, *flags) for name, flags in said[1].items())


def granted(state: State) -> set[tuple[str, str]]:
    component = state.component("PermissionSet", "Robot")
    root = parsed(component.body if component else "")
    fields = {(one.get("field"), one.get("editable")) for one in root.all("fieldPermissions")}
    return fields | {
        (one.get("object"), child.tag) for one in root.all("objectPermissions") for child in one.children if child.text == "true"
    }


def wanted(said: Rows) -> set[tuple[str, str]]:
    flags = {"C": "allowCreate", "D": "allowDelete", "E": "allowEdit", "R": "allowRead", "M": "modifyAllRecords", "V": "viewAllRecords"}
    fields = {(name, "false" if name == "Lead.Is_Mailable__c" else editable) for name, editable in said[0].items()}
    return fields | {(name, flags[letter]) for name, letters in said[1].items() for letter in letters}


@given(first=rows, second=rows)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_set_is_all_of_what_was_sent_last_or_what_it_was(shared, first, second):
    for said in (first, second, second):
        before, effects = granted(shared), len(log(shared))
        result = deploy(shared, permission_set(inner(said)))
        assert granted(shared) == (wanted(said) if result["success"] else before)
        changed = [one for one in result["details"]["componentSuccesses"] if one["changed"] and one["componentType"]]
        assert len(log(shared)) - effects == (len(changed) if result["success"] else 0)
    assert not changed or not result["success"], "the second time in a row it finds everything as it is"


@given(said=rows)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_looking_says_what_doing_would_and_changes_nothing(shared, said):
    before, effects = granted(shared), log(shared)
    looked = deploy(shared, permission_set(inner(said)), checkOnly=True)
    assert granted(shared) == before and log(shared) == effects
    done = deploy(shared, permission_set(inner(said)))
    assert (looked["success"], looked["details"]["componentFailures"]) == (
        done["success"],
        [
            {**one, "createdDate": two["createdDate"]}
            for one, two in zip(done["details"]["componentFailures"], looked["details"]["componentFailures"], strict=True)
        ],
    )
