"""How a name is spelled. Salesforce takes no notice of case: files that people wrote differ in it, and a spec holds no two keys that differ in nothing else."""

from collections.abc import Iterable, Mapping

from syncwright.catalog.meant import has_field
from syncwright.inventory import Org
from syncwright.syntax.tree import fold


class Names:
    """One spelling for each name: that of the spec, else that of the org, else the first one met."""

    def __init__(self, org: Org, held: Mapping[str, Iterable[str]]) -> None:
        self.org = org
        self.known: dict[str, dict[str, str]] = {kind: {fold(name): name for name in names} for kind, names in held.items()}
        self.objects = {fold(name): name for name in org.objects}
        self.fields: dict[str, dict[str, str]] = {}

    def spelled(self, kind: str, name: str) -> str:
        """The one spelling of a name."""
        known = self.known.setdefault(kind, {})
        folded = fold(name)
        if folded not in known:
            known[folded] = self._in_org(kind, name)
        return known[folded]

    def _in_org(self, kind: str, name: str) -> str:
        if kind == "objects":
            return self.objects.get(fold(name), name)
        owner, dot, field = name.partition(".")
        if kind != "fields" or has_field(self.org, owner, field):
            return name
        owner = self.objects.get(fold(owner), owner)
        if owner not in self.org.objects:
            return owner + dot + field
        if owner not in self.fields:
            self.fields[owner] = {fold(one): one for one in self.org.objects[owner].fields}
        return owner + dot + self.fields[owner].get(fold(field), field)
