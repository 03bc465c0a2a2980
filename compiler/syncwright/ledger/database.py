"""A ledger in a database: one code path, whichever database it is. What differs is asked of a Store; see `sqlite.py` and `postgres.py`."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Engine, and_, insert, literal, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from syncwright.ledger.chain import linked
from syncwright.ledger.credentials import credential
from syncwright.ledger.model import FORMAT, Damaged, Holder, Kind, LedgerError, LockLost, NotWritten, Record, Unusable
from syncwright.ledger.reading import verified
from syncwright.ledger.tables import ABOUT, RECORDS, TABLES, record, row


class Lock(Protocol):
    """A lock that was taken. `connection` is the only one that writes; `held` is part of every statement that does."""

    connection: Connection

    @property
    def held(self) -> ColumnElement[bool]:
        """Whether it is ours yet, for the database to decide in the statement that writes."""
        ...

    def ours(self) -> None:
        """See that it is ours yet, as far as can be seen from here. Raises LockLost."""
        ...

    def release(self) -> None:
        """Give it back."""
        ...


class Store(Protocol):
    """What databases differ in. `where`: the place, without a password. Connections of `engine` commit each statement by itself."""

    where: str
    engine: Engine

    def make_room(self) -> None:
        """Make the place that a ledger needs."""
        ...

    def look(self) -> None:
        """See that a ledger is there and fit to be opened. Raises Missing, Unusable and Damaged."""
        ...

    def there(self) -> bool:
        """Whether there is anything of its name."""
        ...

    def make(self, first: Record) -> None:
        """Make it with its first record, whole or not at all; nothing if there is one by now. Raises NotWritten."""
        ...

    def lock(self, holder: Holder) -> Lock:
        """Take the lock. Raises Busy."""
        ...

    def holder(self) -> Holder | None:
        """Who holds the lock now."""
        ...

    def sound(self, connection: Connection) -> None:
        """See that the database itself is whole. Raises Damaged."""
        ...

    def reached(self, record: Record) -> None:
        """Note how far the ledger goes, once a record is durable."""
        ...

    def goes_as_far(self, records: list[Record]) -> None:
        """See that the ledger goes as far as was noted. Raises Damaged."""
        ...

    def take_away(self) -> None:
        """Take the lock from whoever holds it."""
        ...

    def alone(self, holder: Holder) -> AbstractContextManager[None]:
        """Hold the lock while the ledger is made anew, whatever state it is in. Raises Busy."""
        ...

    def remake(self, records: Sequence[Record], stamp: str) -> str:
        """Make it anew with these records, whole or not at all, and keep the old one under another name, which is returned."""
        ...

    def failed(self, error: DBAPIError, writing: bool) -> LedgerError:
        """What an error of the database means."""
        ...


class SqlLedger:
    """An open ledger."""

    def __init__(self, store: Store) -> None:
        self.where, self._store = store.where, store
        with self._reading() as connection:
            self._known_format(connection)

    def records(self, plan: str | None = None) -> Iterator[Record]:
        """All records in order, or those of one plan. Hashes are not looked at."""
        query = select(RECORDS).order_by(RECORDS.c.number)
        with self._reading() as connection:
            # All at once: as long as a cursor is open nobody can write.
            rows = connection.execute(query if plan is None else query.where(RECORDS.c.plan == plan)).all()
        for place, cells in enumerate(rows, 1):
            yield record(cells, place)

    def verify(self) -> list[Record]:
        """All records, once the database is known to be whole, each fits the one before, and the last is as late as was noted. Raises Damaged."""
        with self._reading() as connection:
            self._store.sound(connection)
        records = list(self.records())
        verified(records)
        self._store.goes_as_far(records)
        return records

    def hold(self, who: str, host: str, pid: int, now: str) -> "SqlHold":
        """Take the lock, at once or not at all, and only on a ledger that holds together."""
        with _meaning(self._store, writing=True):
            lock = self._store.lock(Holder(who, host, pid, now))
        try:
            return SqlHold(self._store, lock, self.verify()[-1])
        except BaseException:
            lock.release()
            raise

    def unlock(self, holder_id: str, who: str, host: str, pid: int, now: str) -> Holder:
        """Take the lock from a holder that is gone, and say so in a record, after which it can write nothing. Raises Unusable and Busy.

        What it has asked of a system before is not taken back by this.
        """
        holder = self.holder()
        if holder is None:
            raise Unusable("nobody holds the lock")
        if holder.id != holder_id:
            raise Unusable(f"the lock is held by {holder}, whose id is `{holder.id}`")
        if holder.host == host and not holder.lost:
            raise Unusable(f"{holder} still runs, on this machine", f"end it, and the lock is free: kill {holder.pid}")
        with _meaning(self._store, writing=True):
            self._store.take_away()
        hold = self.hold(who, host, pid, now)
        try:
            hold.append("unlocked", at=now, by=f"{who}@{host}", body={"holder": str(holder)})
        finally:
            hold.release()
        return holder

    def holder(self) -> Holder | None:
        """Who holds the lock now."""
        with _meaning(self._store, writing=False):
            return self._store.holder()

    def close(self) -> None:
        """Let go of what is open."""
        self._store.engine.dispose()

    def _known_format(self, connection: Connection) -> None:
        found = connection.execute(select(ABOUT.c.format)).scalars().all()
        if len(found) != 1 or not isinstance(found[0], int):
            raise Damaged("it does not say of which format it is")
        if found[0] > FORMAT:
            raise Unusable(
                f"it is of format {found[0]}, and this version knows formats up to {FORMAT}",
                "use the version that wrote it, or a later one",
            )

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _meaning(self._store, writing=False), self._store.engine.connect() as connection:
            yield connection


@contextmanager
def _meaning(store: Store, *, writing: bool) -> Iterator[None]:
    """Errors of the database, as what they mean."""
    try:
        yield
    except IntegrityError as error:  # two records of one number
        raise LockLost("somebody else has written to it in the meantime", "look who did: `syncwright ledger show`") from error
    except DBAPIError as error:
        raise store.failed(error, writing) from error
    except UnicodeDecodeError as error:  # of a text in the database, or of an error's own words that quote one
        raise Damaged("it holds bytes that are no text") from error


class SqlHold:
    """The lock on a ledger, and the record that the next one follows."""

    def __init__(self, store: Store, lock: Lock, head: Record) -> None:
        self._store, self._lock, self._head = store, lock, head
        self._over = ""

    def append(self, kind: Kind, *, at: str, by: str, plan: str = "", step: str = "", body: Mapping[str, str] | None = None) -> Record:
        """Write a record; when this returns it survives a crash of the machine.

        A text in it that looks like a token or a password is not written: NotWritten is raised, and the hold is good for other records.
        After any other error it is good for nothing any more: nobody knows what of it has reached the disk.
        """
        if self._over:
            raise NotWritten(self._over, "start again: what was begun is looked up first")
        found = credential([by, plan, step, *(body or {}), *(body or {}).values()])
        if found:
            raise NotWritten(
                f"a `{kind}` record has what looks like {found} in it, and a ledger keeps no secret",
                "this is a bug of ours; please report it",
            )
        after = linked(self._head, kind, at=at, by=by, plan=plan, step=step, body=body or {})
        try:
            self._write(after)
        except BaseException:
            self._over = "an earlier record could not be written"
            raise
        self._head = after
        self._store.reached(after)
        return after

    def _write(self, after: Record) -> None:
        self._lock.ours()
        statement = following(after, self._lock.held)
        with _meaning(self._store, writing=True):
            written = self._lock.connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount
        if written != 1:
            raise LockLost("the lock is gone, or somebody else has written to it in the meantime", "look who did: `syncwright ledger show`")

    def release(self) -> None:
        """Give the lock back. Doing so twice does nothing."""
        self._over = self._over or "the lock was given back"
        self._lock.release()


def following(after: Record, held: ColumnElement[bool]) -> Any:
    """The statement that writes a record, if the last one is still the one that it follows and the lock is held. One statement: all or nothing."""
    cells = row(after)
    last = select(RECORDS.c.hash).order_by(RECORDS.c.number.desc()).limit(1).scalar_subquery()
    values = select(*(literal(cells[column.name], column.type) for column in RECORDS.c)).where(and_(last == after.before, held))
    return insert(RECORDS).from_select([column.name for column in RECORDS.c], values)


def begin(connection: Connection, records: Sequence[Record]) -> None:
    """Make the tables of a ledger, with the records that it begins with. Whoever calls sees to it that all of it is there or nothing."""
    TABLES.create_all(connection, checkfirst=False)
    connection.execute(insert(ABOUT).values(format=FORMAT))
    connection.execute(insert(RECORDS), [row(one) for one in records])
