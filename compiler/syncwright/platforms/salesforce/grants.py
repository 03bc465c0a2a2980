"""What one user is granted while a permission set is being made."""

from dataclasses import dataclass, field

from syncwright.spec.values import Access
from syncwright.want import Reason


@dataclass(slots=True)
class Grants:
    """What one user is granted so far, with the reasons for each part. `edits` holds the fields that may be edited."""

    objects: dict[tuple[str, Access], tuple[Reason, ...]] = field(default_factory=dict)
    fields: dict[str, tuple[Reason, ...]] = field(default_factory=dict)
    edits: set[str] = field(default_factory=set)
    permissions: dict[str, tuple[Reason, ...]] = field(default_factory=dict)

    def grant(self, name: str, access: Access, reason: Reason) -> None:
        """Access to an object."""
        self.objects[name, access] = (*self.objects.get((name, access), ()), reason)

    def permit(self, permission: str, reason: Reason) -> None:
        """A user permission."""
        self.permissions[permission] = (*self.permissions.get(permission, ()), reason)

    def reads(self, name: str) -> bool:
        """Whether the user can read records of the object."""
        return (name, "read") in self.objects
