"""What whoever asks may do, as UserPermissionAccess says it."""

import pytest

from sandbox_server import served
from syncwright.platforms.salesforce.live.doctor import NEEDS
from syncwright.target import TargetError


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with served(tmp_path_factory.mktemp("org"), source=None) as one:
        yield one


def test_an_administrator_may_do_all_of_it(server):
    names = ", ".join(f"Permissions{name}" for need in NEEDS for name in need.any_of[:1])
    (row,) = server.org().query(f"SELECT {names} FROM UserPermissionAccess")
    assert {name for name, value in row.items() if value is True} == {f"Permissions{need.any_of[0]}" for need in NEEDS}


def test_what_is_no_permission_is_no_column(server):
    with pytest.raises(TargetError) as caught:
        server.org().query("SELECT Nope FROM UserPermissionAccess")
    assert caught.value.code == "INVALID_FIELD"
