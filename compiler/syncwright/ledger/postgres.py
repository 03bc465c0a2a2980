"""A ledger in a schema of a PostgreSQL database, for people who share it.

The lock is one of the session that writes: whoever loses the session has lost both, and each statement that writes asks for the lock again.
"""

import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, ColumnElement, Connection, Engine, NullPool, create_engine, delete, event, insert, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, ProgrammingError, SQLAlchemyError
from sqlalchemy.schema import CreateSchema

from syncwright.ledger.database import begin
from syncwright.ledger.model import FIRST, Busy, Damaged, Holder, LedgerError, LockLost, Missing, NotWritten, Record, Unusable
from syncwright.ledger.opening import SCHEMA, shown
from syncwright.ledger.processes import UNKNOWN, seems_lost
from syncwright.ledger.tables import HOLDERS

#: Seconds that whoever has just taken the lock is given to write its words.
_WORDS = 1.0

#: A commit is durable when it returns; a session that waits for a system is not ended for that; one whose machine is gone is, within a minute.
_SETTINGS = {
    "synchronous_commit": "on",
    "lock_timeout": "5s",
    "idle_session_timeout": "0",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
#: Those of them that the server knows; older ones know fewer.
_SET = "SELECT set_config(name, value, false) FROM (VALUES {}) AS wanted (name, value) JOIN pg_settings AS known USING (name)".format(  # noqa: S608
    ", ".join(f"('{name}', '{value}')" for name, value in _SETTINGS.items())
)
_SCHEMAS = "pg_namespace WHERE nspname = :schema"
_LOCK = """
    FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (classid::bigint << 32 | objid::bigint) = :key
"""


class SessionLock:
    """The lock of a session, and its connection, which is the one that writes."""

    def __init__(self, connection: Connection, key: int, session: int) -> None:
        self.connection, self._key, self._session = connection, key, session

    @property
    def held(self) -> ColumnElement[bool]:
        return text(f"EXISTS (SELECT 1 {_LOCK} AND pid = pg_backend_pid())").bindparams(key=self._key)

    def ours(self) -> None:
        if self.connection.closed or self.connection.invalidated:
            raise LockLost(
                "the connection to the database is lost, and the lock with it", "run it again: what was begun is looked up first"
            )

    def release(self) -> None:
        if self.connection.closed:
            return
        try:
            if not self.connection.invalidated:
                self.connection.execute(delete(HOLDERS).where(HOLDERS.c.session == self._session))
                self.connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": self._key})
        except SQLAlchemyError:
            pass  # the session is gone, and the lock with it
        finally:
            self.connection.close()


class PostgresStore:
    """A schema of a database."""

    def __init__(self, url: str) -> None:
        self._url, self.schema = address(url)
        self.where = shown(url)
        plain = create_engine(self._url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 10})
        event.listen(plain, "connect", _settle)
        self.engine: Engine = plain.execution_options(schema_translate_map={None: self.schema})
        # Locks are of a database, so that the schema is enough to tell them apart.
        self._key = int.from_bytes(sha256(f"syncwright ledger {self.schema}".encode()).digest()[:8]) >> 1

    def lock(self, holder: Holder) -> SessionLock:
        connection = self.engine.connect()
        try:
            session = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            own = HOLDERS.c.session == session
            # The words first: whoever finds the lock held finds them, however long they take to be written.
            connection.execute(delete(HOLDERS).where(own))
            words = {"who": holder.who, "host": holder.host, "pid": holder.pid, "since": holder.since}
            connection.execute(insert(HOLDERS).values(**words, session=session))
            try:
                self._take(connection)
            except Busy:
                connection.execute(delete(HOLDERS).where(own))
                raise
            connection.execute(delete(HOLDERS).where(text("session NOT IN (SELECT pid FROM pg_stat_activity)")))
        except BaseException:
            connection.close()
            raise
        return SessionLock(connection, self._key, session)

    def _take(self, connection: Connection) -> None:
        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key}).scalar_one():
            raise Busy(self.holder())

    def holder(self) -> Holder | None:
        until = monotonic() + _WORDS
        with self.engine.connect() as connection:
            while True:
                session = self._session(connection)
                if session is None:
                    return None
                found = self._words(connection, session)
                if found is not None:
                    return seems_lost(found, socket.gethostname())
                if monotonic() > until:
                    return UNKNOWN
                sleep(0.01)

    def _words(self, connection: Connection, session: int) -> Holder | None:
        try:
            found = connection.execute(select(HOLDERS).where(HOLDERS.c.session == session)).one_or_none()
        except ProgrammingError:  # who makes a ledger has no table yet to say so in
            return None
        return Holder(found.who, found.host, found.pid, found.since) if found is not None else None

    def _session(self, connection: Connection) -> int | None:
        found: int | None = connection.execute(text(f"SELECT pid {_LOCK}"), {"key": self._key}).scalar_one_or_none()
        return found

    def take_away(self) -> None:
        """End the session that holds the lock; then it writes nothing any more."""
        with self.engine.connect() as connection:
            session = self._session(connection)
            if session is not None:
                connection.execute(text("SELECT pg_terminate_backend(:session, 5000)"), {"session": session})

    def sound(self, connection: Connection) -> None:
        """The server sees to that."""

    def reached(self, record: Record) -> None:
        """Nothing is kept apart from the database: what puts it back puts all of it back."""

    def goes_as_far(self, records: list[Record]) -> None:
        """Nothing is known apart from the database."""

    def failed(self, error: DBAPIError, writing: bool) -> LedgerError:
        return meaning(error, writing)

    @contextmanager
    def alone(self, holder: Holder) -> Iterator[None]:  # noqa: ARG002 - there may be no table that its words could stand in
        """Hold the lock while the ledger is made or made anew."""
        with self._connected(writing=True) as connection:
            self._take(connection)
            yield

    def make_room(self) -> None:
        """The database is there, or cannot be reached."""

    def look(self) -> None:
        if not self.there():
            raise Missing(f"there is no ledger at {self.where}", FIRST)

    def there(self) -> bool:
        """Whether there is a ledger. Raises Unusable if what is written would not last."""
        with self._connected(writing=False) as connection:
            lasting = connection.execute(text("SELECT current_setting('fsync'), current_setting('full_page_writes')")).one()
            if tuple(lasting) != ("on", "on"):
                off = "fsync" if lasting[0] != "on" else "full_page_writes"
                raise Unusable(f"the server runs with `{off} = off`: what is written would not survive a crash", f"set `{off} = on`")
            return self._count(connection, "pg_tables WHERE schemaname = :schema")

    def _count(self, connection: Connection, of: str) -> bool:
        return bool(connection.execute(text(f"SELECT count(*) FROM {of}"), {"schema": self.schema}).scalar_one())  # noqa: S608 - our own words

    def make(self, first: Record) -> None:
        with self._connected(writing=True) as connection, self._whole() as making:
            if not self._count(connection, _SCHEMAS):  # its user may have no right to make one that is there
                making.execute(CreateSchema(self.schema))
            begin(making, [first])

    def remake(self, records: Sequence[Record], stamp: str) -> str:
        kept = f"{self.schema}_{stamp}"
        with self._connected(writing=True) as connection, self._whole() as making:
            old = self._count(connection, _SCHEMAS)
            if old:
                making.execute(text(f'ALTER SCHEMA "{self.schema}" RENAME TO "{kept}"'))
            making.execute(CreateSchema(self.schema))
            begin(making, records)
        return f"schema {kept}" if old else ""

    @contextmanager
    def _connected(self, *, writing: bool) -> Iterator[Connection]:
        try:
            with self.engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise meaning(error, writing) from error

    @contextmanager
    def _whole(self) -> Iterator[Connection]:
        """A connection all of whose statements are done when it ends, or none."""
        with self.engine.execution_options(isolation_level="READ COMMITTED").begin() as connection:
            yield connection


def address(url: str) -> tuple[URL, str]:
    """Where to connect to, and the schema. Raises Unusable."""
    try:
        whole = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise Unusable("the ledger's URL cannot be read", "write it as `postgresql://user@host/database?schema=name`") from error
    schema = whole.query.get("schema", SCHEMA)
    if not isinstance(schema, str) or not re.fullmatch(r"[a-z_][a-z0-9_-]{0,39}", schema) or schema == "public":
        raise Unusable(
            "the name of the ledger's schema has something else than small letters, digits, `_` and `-`, is longer than 40, or is `public`",
            "give it a schema of its own: `?schema=production`",
        )
    return whole.set(drivername="postgresql+psycopg").difference_update_query(["schema"]), schema


def _settle(connection: Any, _record: object) -> None:
    """Say how a session is to behave. Not in the connection's options, which poolers between us and the server refuse."""
    with connection.cursor() as cursor:
        cursor.execute(_SET)
    connection.commit()


def meaning(error: DBAPIError, writing: bool) -> LedgerError:
    """What an error of PostgreSQL means."""
    state: Any = getattr(error.orig, "sqlstate", None) or ""
    says = str(error.orig).strip().partition("\n")[0]
    if state.startswith("XX00"):
        return Damaged(f"the database is damaged: {says}", help="look into the server's log, and put a good copy of the database back")
    if state in ("42P01", "42703", "3F000"):
        return Damaged(f"it is not a ledger: {says}")
    if not state or state.startswith(("08", "57P")):
        if writing:
            return LockLost(
                f"the connection to the database is lost, and the lock with it: {says}", "run it again: what was begun is looked up first"
            )
        return Unusable(f"the database cannot be reached: {says}", "see to the address, the network and the credentials")
    if writing:
        return NotWritten(f"nothing can be written: {says}", "see to the database: whether its disk is full, or it takes no writes")
    return Unusable(f"it cannot be read: {says}", "see to the database, and to what its user may read")
