"""Names of user permissions: the `Permissions...` fields of the PermissionSet object, API 67.0, and more seen in public files.

Which of them an org has depends on its features, so a name missing here is a warning.
"""

from functools import cache

from syncwright.files.package import data


@cache
def user_permissions() -> frozenset[str]:
    """API names of the known user permissions."""
    return frozenset(data(__package__, "user_permissions.txt").decode("ascii").split())
