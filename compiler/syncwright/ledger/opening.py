"""Opens a ledger, in a file or in a PostgreSQL database, and makes it if that is asked for. Databases are imported when they are needed."""

import getpass
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from syncwright.ledger.chain import linked
from syncwright.ledger.model import FORMAT, Busy, Holder, LedgerError, Missing, Record, Unusable
from syncwright.ledger.reading import used
from syncwright.records import compact

if TYPE_CHECKING:
    from syncwright.ledger.database import SqlLedger, Store

#: The schema of a database, if the URL's `schema` names no other.
SCHEMA = "syncwright"
_URLS = ("postgresql://", "postgres://", "postgresql+psycopg://")
#: Seconds that somebody else is given to make a ledger that we were about to make.
_MAKING = 2.0


def in_database(where: str) -> bool:
    """Whether it names a database; else it names a file."""
    return where.startswith(_URLS)


def shown(where: str) -> str:
    """A ledger's place, for people: of a URL only what is no secret."""
    if not in_database(where):
        return where
    try:
        parts = urlsplit(where)
        said = dict(parse_qsl(parts.query))
        port = f":{parts.port}" if parts.port else ""
        return f"postgresql://{parts.hostname or said.get('host', 'localhost')}{port}{parts.path} (schema `{said.get('schema', SCHEMA)}`)"
    except ValueError:
        return "a database whose URL cannot be read"


def who() -> tuple[str, str, int]:
    """Who runs this: user, host, process."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = str(os.getuid())
    return user, socket.gethostname(), os.getpid()


def moment() -> str:
    """Now: UTC, ISO, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def open_ledger(where: str, *, create: Mapping[str, str] | None) -> "SqlLedger":
    """The ledger at a path or a `postgresql://` URL. `create`: what its first record says if there is none yet and one may be made.

    Raises Missing if there is none and `create` is None; Unusable, Damaged, NotWritten; Busy if somebody else is just making it.
    """
    with _installed(where):
        from syncwright.ledger.database import SqlLedger

        store = _store(where)
        try:
            store.look()
        except Missing:
            if create is None:
                raise
            _make(store, create)
            store.look()
        return SqlLedger(store)


def _make(store: "Store", create: Mapping[str, str]) -> None:
    """Make a ledger, unless somebody else makes it in the meantime."""
    store.make_room()
    until = monotonic() + _MAKING
    while not store.there():
        try:
            with store.alone(_us()):
                if not store.there():
                    store.make(first(create))
        except Busy:
            if monotonic() > until:
                raise
            sleep(0.02)


def first(body: Mapping[str, str]) -> Record:
    """The record that a ledger begins with. `lineage`: tells it from every other."""
    user, host, _ = who()
    said = {"lineage": token_hex(16), **body, "format": str(FORMAT)}
    return linked(None, "opened", at=moment(), by=f"{user}@{host}", plan="", step="", body=said)


def rebuild(where: str, create: Mapping[str, str], taken: Mapping[str, str]) -> str:
    """Make a ledger anew, whatever state it is in. Says where the old one is kept; empty if there was none.

    `create` as in `open_ledger`; `taken`: what its second record says of what is ours, as that of a `rebased` one does. Plans that the old one knows, as far as it can be read, stay used. Raises Busy, Unusable, NotWritten.
    """
    with _installed(where):
        store, holder = _store(where), _us()
        store.make_room()
        with store.alone(holder):
            body = {**taken, "used": compact(sorted(_used(where))).decode()}
            begun = first(create)
            kept = datetime.now(UTC).strftime("%Y%m%d_%H%M%S")
            by = f"{holder.who}@{holder.host}"
            anew = linked(begun, "rebuilt", at=holder.since, by=by, plan="", step="", body={**body, "from": kept})
            return store.remake([begun, anew], kept)


def _used(where: str) -> set[str]:
    """Plans that a damaged ledger knows, as far as it can be read."""
    found: set[str] = set()
    with suppress(LedgerError):
        for record in open_ledger(where, create=None).records():
            found |= {record.plan} - {""} | used(record)
    return found


def _store(where: str) -> "Store":
    if in_database(where):
        from syncwright.ledger.postgres import PostgresStore

        return PostgresStore(where)
    from syncwright.ledger.sqlite import SqliteStore

    return SqliteStore(Path(where))


def _us() -> Holder:
    return Holder(*who(), moment())


@contextmanager
def _installed(where: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        extra = "postgres" if in_database(where) else "live"
        raise Unusable(f"`{error.name}` is not installed, which ledgers need", f"pip install 'syncwright[{extra}]'") from error
