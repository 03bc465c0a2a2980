"""Which hosts are Salesforce's. Asked before a token leaves."""

from syncwright.http import LOOPBACK, Place, place

#: Endings of host names, each a whole label or more [developer.salesforce.com: allowlist the domains of My Domain].
ENDINGS = (".salesforce.com", ".force.com")


def org_place(instance: str) -> Place | None:
    """The place of an org by its spec's `instance`; None if that is neither Salesforce's host nor this machine."""
    found = place(instance)
    return found if found is not None and trusted(found.host) else None


def trusted(host: str) -> bool:
    """Whether a host is Salesforce's, or this machine."""
    return host in LOOPBACK or (host.endswith(ENDINGS) and host.isascii())
