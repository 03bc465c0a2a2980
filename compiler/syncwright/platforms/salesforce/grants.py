"""What one user is granted while a permission set is being made."""

from syncwright.platforms.salesforce.facts import STANDS_FOR, Stand
from syncwright.records import Struct
from syncwright.spec.words import Access
from syncwright.want import Reason

#: With these a user reads every object. Field-level security still holds.
_SEE_ALL = ("ViewAllData", "ModifyAllData")


class Grants(Struct):
    """What one user is granted so far, with the reasons for each part. `edits` holds the fields that may be edited."""

    objects: dict[tuple[str, Access], tuple[Reason, ...]] = {}
    fields: dict[str, tuple[Reason, ...]] = {}
    edits: set[str] = set()
    permissions: dict[str, tuple[Reason, ...]] = {}
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

    def sees(self, name: str) -> bool:
        """Whether the user sees records of the object, by whatever gives that."""
        if name == "User" or (name, "read") in self.objects or not self.permissions.keys().isdisjoint(_SEE_ALL):
            return True
        stands = STANDS_FOR.get(name, {}).get("read")
        return stands in self.permissions or stands in self.objects
