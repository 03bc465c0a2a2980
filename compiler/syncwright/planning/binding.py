"""What a plan is bound to besides what each touched resource held (`plan/digests.py`): what the specs mean, and what it is made for."""

import hashlib

from syncwright.catalog import Catalog
from syncwright.catalog.meaning import meaning_hash
from syncwright.plan.digests import digest
from syncwright.planning.sides import Wanted


def specs_hash(catalog: Catalog, want: Wanted) -> str:
    """What the specs mean and want, as a hash: moving, reordering or re-wrapping them changes nothing of it."""
    whole = hashlib.sha256(meaning_hash(catalog).encode())
    for address in sorted(want.resources):
        whole.update(f"{address} {digest(want.resources[address])}\n".encode())
    return whole.hexdigest()


def identity(catalog: Catalog, folder: str | None) -> dict[str, str]:
    """What a plan is made for: the org, the connectors' places, and the folder if it is for one."""
    environment = catalog.environment.spec
    found = {"org": environment.salesforce.org, "instance": environment.salesforce.instance}
    for name, place in environment.connectors.items():
        found[f"connector/{name}"] = place if isinstance(place, str) else place.munchkin or place.business_unit or ""
    return found | ({"folder": folder} if folder is not None else {})
