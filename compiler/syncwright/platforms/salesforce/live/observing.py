"""What an org holds at some addresses: its metadata by a retrieve of exactly those, what users have by queries. Complete, or a refusal.

A permission set that is taken for all of it and is half of it would be deployed as half of it. So whatever was asked for is there, or the org
says that it is not there, or nothing is planned.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from syncwright.platform import Observed
from syncwright.platforms.salesforce import metadata
from syncwright.platforms.salesforce.live.archive import NotAnArchive, unpacked
from syncwright.platforms.salesforce.live.mdapi import decomposed
from syncwright.platforms.salesforce.live.members import TYPES, Member, file_of, listed, member
from syncwright.platforms.salesforce.live.moments import at
from syncwright.platforms.salesforce.live.org import Org, Retrieved
from syncwright.platforms.salesforce.naming import PROFILE
from syncwright.platforms.salesforce.observe import observe
from syncwright.platforms.salesforce.sharing_xml import named_rules
from syncwright.platforms.salesforce.types import PICKLIST_VALUE
from syncwright.platforms.salesforce.value_moves import parted
from syncwright.records import Struct, replace
from syncwright.resource import Observation
from syncwright.target import TargetError
from syncwright.text import SourceFile
from syncwright.xml import XmlError

#: What a retrieve says of what it does not find. Read in public logs; not documented.
_NOT_FOUND = re.compile(r"Entity of type '([A-Za-z]+)' named '(.+)' cannot be found", re.DOTALL)
#: Everything lies below this folder of the zip.
_ROOT = "unpackaged/"

#: Who changed something last, and when, as the org says it.
Changed = tuple[str, str]


class Fetched(Struct, frozen=True):
    """Files of an org as source, the components that it does not hold, and who changed each component last."""

    sources: tuple[SourceFile, ...]
    absent: frozenset[Member]
    changed: Mapping[Member, Changed]


def retrievable(addresses: Collection[str]) -> list[str]:
    """Those of the addresses that metadata says."""
    return sorted(one for one in addresses if one.partition("/")[0] in (*TYPES, PICKLIST_VALUE))


def fetched(org: Org, addresses: Collection[str], beside: Collection[Member]) -> Fetched:
    """What the org holds at these addresses. `beside`: what a profile has rows of; it shows those of components of the same request alone."""
    wanted = [one for address in retrievable(addresses) for one in _members(address)]
    if not wanted:
        return Fetched((), frozenset(), {})
    more = beside if any(kind == "Profile" for kind, _ in wanted) else ()
    answer = org.retrieve(metadata.package(listed((*wanted, *more)), org.version))
    files = _files(answer, org.host)
    try:
        sources = tuple(decomposed(files))
    except XmlError as error:
        raise TargetError("bad-answer", f"{org.host} answers a retrieve with a file that is no XML: {error}", "look") from error
    absent = _absent(answer, wanted, sources, org.host)
    changed = {(one.type, one.name): (one.by, at(one.at)) for one in answer.components if one.by or one.at}
    return Fetched(sources, absent, changed)


def seen(found: Fetched, addresses: Collection[str], host: str) -> Observed:
    """What these files say of these addresses. A profile is no profile of ours to make, so that one that is missing is a refusal."""
    asked = retrievable(addresses)
    observed = observe(found.sources, asked)
    missing = [one for one in asked if one.startswith(f"{PROFILE}/") and member(one) in found.absent]
    if missing:
        raise TargetError("not-found", f"there is no profile `{missing[0].partition('/')[2]}` in {host}", "fix")
    return replace(
        observed, observation=Observation(observed.observation.resources, observed.observation.complete, observed.observation.absent, host)
    )


def _members(address: str) -> Iterator[Member]:
    """A list that is no field's may be a standard one: then the org says so of the other."""
    yield member(address)
    holder = parted(address)[0]
    if address.startswith(f"{PICKLIST_VALUE}/") and "." not in holder:
        yield "StandardValueSet", holder


def _files(answer: Retrieved, host: str) -> list[SourceFile]:
    try:
        files = unpacked(answer.zip)
    except NotAnArchive as error:
        raise TargetError("bad-answer", f"{host} answers a retrieve with a zip that cannot be used: {error}", "look") from error
    return [SourceFile(path.removeprefix(_ROOT), data) for path, data in sorted(files.items())]


def _absent(answer: Retrieved, wanted: Collection[Member], sources: Collection[SourceFile], host: str) -> frozenset[Member]:
    """What the org says that it does not hold. Raises TargetError for what is neither there nor said to be absent."""
    said = {found.groups() for _, words in answer.messages if (found := _NOT_FOUND.search(words))}
    there = set(_there(sources))
    missing = [one for one in wanted if _key(one) not in there]
    unknown = [one for one in missing if one not in said]
    if unknown:
        kind, name = unknown[0]
        more = f" and {len(unknown) - 1:,} more" if len(unknown) > 1 else ""
        words = f"{host} was asked for {len(wanted):,} components and answers without {kind} `{name}`{more}, and does not say that it is not there"
        raise TargetError("partial-retrieve", words, "look")
    return frozenset(missing)


def _there(sources: Collection[SourceFile]) -> Iterator[tuple[str, str]]:
    """What the files say, each by the file that says it and its name."""
    for source in sources:
        path = source.path.removesuffix("-meta.xml")
        if path.startswith("sharingRules/"):
            yield from ((path.casefold(), name.casefold()) for name in named_rules(source))
        else:
            yield path.casefold(), ""


def _key(one: Member) -> tuple[str, str]:
    kind, name = one
    owner, _, own = name.partition(".")
    if kind == "CustomField":
        return f"objects/{owner}/fields/{own}.field".casefold(), ""
    return (file_of(one).casefold(), own.casefold()) if kind == "SharingCriteriaRule" else (file_of(one).casefold(), "")
