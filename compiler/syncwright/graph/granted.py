"""Who is granted what, as the specs ask for it: the wants of an object and its fields, worked out when the object is asked about."""

from collections.abc import Callable, Iterable, Iterator

from syncwright.catalog.model import Catalog
from syncwright.graph.model import Edge
from syncwright.records import Struct
from syncwright.want import Reason, Want, WantField, WantObject

#: After so many objects it is cheaper to ask for all at once: what users are granted besides is gone through each time.
_PATIENCE = 16

#: The wants of a catalog.
Wants = Callable[[Catalog], Iterable[Want]]


class Asked(Struct, frozen=True, gc=False):
    """What is asked for one user on an object or a field, and by whom."""

    user: str
    access: tuple[str, ...]
    reason: Reason


class Granted:
    """Wants by object, and by the id of the object or field they are about."""

    def __init__(self, catalog: Catalog, wants: Wants) -> None:
        self._catalog = catalog
        self._wants = wants
        self._by_object: dict[str, dict[str, list[Asked]]] = {}
        self._complete = False

    def _asked(self, catalog: Catalog) -> Iterator[WantField | WantObject]:
        return _granting(self._catalog, self._wants(catalog))

    def of(self, node_id: str) -> list[Asked]:
        """What is asked on one object or field."""
        return self.on(node_id.partition(".")[0]).get(node_id, [])

    def on(self, owner: str) -> dict[str, list[Asked]]:
        """What is asked on an object and its fields, by id. Only that object's specs are read: an object asks for its own fields."""
        found = self._by_object.get(owner)
        if found is None:
            found = {}
            if len(self._by_object) >= _PATIENCE:
                found = self.all().get(owner, {})
            elif not self._complete:
                alone = {owner: self._catalog.objects[owner]} if owner in self._catalog.objects else {}
                found = _by_object(self._asked(self._catalog.of(alone))).get(owner, {})
            self._by_object[owner] = found
        return found

    def all(self) -> dict[str, dict[str, list[Asked]]]:
        """Everything that is asked, by object and id."""
        if not self._complete:
            self._by_object = _by_object(self._asked(self._catalog))
            self._complete = True
        return self._by_object

    def besides(self) -> Iterator[str]:
        """Ids of objects and fields that are granted and that no spec of an object names."""
        objects = self._catalog.objects
        for want in self._asked(self._catalog):
            if isinstance(want, WantField):
                if want.object not in objects or want.field not in objects[want.object].fields:
                    yield f"{want.object}.{want.field}"
            elif want.object not in objects:
                yield want.object

    def edges(self, node_id: str, asked: list[Asked]) -> Iterator[Edge]:
        """One edge a user, with the accesses that are asked together and the place of the first."""
        users = [one.user for one in asked]
        for user in users if len(users) < 2 else dict.fromkeys(users):
            if user in self._catalog.users:
                own = asked if len(users) < 2 else [one for one in asked if one.user == user]
                words = dict.fromkeys(word for one in own for word in one.access)
                access = "edit" if "." in node_id and "edit" in words else " ".join(words)
                yield Edge(node_id, "grant", f"sync_user:{user}", access, own[0].reason.place)


def _granting(catalog: Catalog, wants: Iterable[Want]) -> Iterator[WantField | WantObject]:
    """Wants of objects and fields that are granted. Of a user that was adopted, what connectors ask for by themselves is not."""
    kept = {name for name, user in catalog.users.items() if user.spec.preset == "adopted"}
    for want in wants:
        if isinstance(want, WantField | WantObject) and (want.user not in kept or _kept(want)):
            yield want


def _kept(want: WantField | WantObject) -> bool:
    """Whether a user that was adopted has it: by its own grants, or because a field's spec gives a direction."""
    where = want.reason.keys[:1]
    return where == ("grants",) or (where == ("fields",) and isinstance(want, WantField))


def _by_object(wants: Iterable[WantField | WantObject]) -> dict[str, dict[str, list[Asked]]]:
    found: dict[str, dict[str, list[Asked]]] = {}
    for want in wants:
        if isinstance(want, WantField):
            asked, node_id = Asked(want.user, ("edit",) if want.edit else ("read",), want.reason), f"{want.object}.{want.field}"
        else:
            asked, node_id = Asked(want.user, want.access, want.reason), want.object
        found.setdefault(want.object, {}).setdefault(node_id, []).append(asked)
    return found
