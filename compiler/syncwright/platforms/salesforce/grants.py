"""What one user is granted while a permission set is being made."""

from syncwright.platforms.salesforce.facts import Stand
from syncwright.records import Struct
from syncwright.spec.words import Access
from syncwright.want import Reason


class Grants(Struct):
    """What one user is granted so far, with the reasons for each part. `edits` holds the fields that may be edited."""

    objects: dict[tuple[str, Access], tuple[Reason, ...]] = {}
    fields: dict[str, tuple[Reason, ...]] = {}
    edits: set[str] = set()
    permissions: dict[str, tuple[Reason, ...]] = {}
    #: What is granted as a whole, by kind and name: how, and why.
    elements: dict[str, dict[str, tuple[str, tuple[Reason, ...]]]] = {}
    #: Objects of fields that are wanted and need no grant of their own, as whoever sees the object sees them.
    reached: dict[str, Reason] = {}

    def grant(self, name: str, access: Access, reason: Reason) -> None:
        """Access to an object."""
        self.objects[name, access] = (*self.objects.get((name, access), ()), reason)

    def permit(self, permission: str, reason: Reason) -> None:
        """A user permission."""
        self.permissions[permission] = (*self.permissions.get(permission, ()), reason)

    def stand(self, stands: Stand, reason: Reason) -> None:
        """What stands for an access to an object without permissions of its own."""
        if isinstance(stands, str):
            self.permit(stands, reason)
        else:
            self.grant(*stands, reason)

    def holds(self, stands: Stand) -> bool:
        """Whether it is granted already."""
        return stands in (self.permissions if isinstance(stands, str) else self.objects)

    def copy(self) -> "Grants":
        """The same, to see what closing it would add to objects and user permissions. The rest is shared."""
        return Grants(dict(self.objects), self.fields, self.edits, dict(self.permissions), self.elements, self.reached)
