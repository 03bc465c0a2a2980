"""GOV504: something is granted to a sync user, and nobody says why."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.inventory.access import KINDS
from syncwright.rules._fields import listed

RULE = Rule("GOV504", "grant-without-why", "error", __package__)


@RULE.check
def _look(catalog: Catalog) -> Iterator[Finding]:
    for user in catalog.users.values():
        grants = user.spec.grants
        if grants.why is not None:
            continue
        bare = [(kind, name) for kind in KINDS for name, row in sorted(getattr(grants, kind).items()) if row.why is None]
        if bare:
            message = f"nothing says why `{user.name}` is granted {listed([name for _, name in bare])}"
            help_ = "add `why:` to each, or one below `grants:` that holds for all"
            yield RULE(Place(user.path, ("grants", *bare[0]), "key"), message, help=help_)
