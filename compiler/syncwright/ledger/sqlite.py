"""A ledger in a file, by SQLite.

With a rollback journal that is truncated, and `synchronous=FULL`, a commit is on the disk when it returns, and between commits the file is all
there is: a copy of it is a whole ledger. See decision 0025.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import ColumnElement, Connection, Engine, NullPool, create_engine, true
from sqlalchemy.exc import DBAPIError

from syncwright.ledger import file_lock, reached
from syncwright.ledger.database import begin
from syncwright.ledger.model import Damaged, Holder, LedgerError, Missing, NotWritten, Record, Unusable
from syncwright.ledger.private import check_file, check_folder, make_file, make_folder, sync_file, sync_folder

#: Marks the file as a ledger of ours: "SYNC" as four bytes.
_MARK = 0x53594E43
#: Seconds that a reader and a writer wait for each other.
_PATIENCE = 10.0
#: What SQLite may leave beside a file.
TAILS = ("-journal", "-wal", "-shm")


class SqliteLock:
    """The lock of the file, and the connection that writes under it."""

    def __init__(self, lock: file_lock.FileLock, connection: Connection) -> None:
        self._lock, self.connection = lock, connection

    @property
    def held(self) -> ColumnElement[bool]:
        """The database knows nothing of it; whoever takes the lock away writes a record first, so that none of ours can follow."""
        return true()

    def ours(self) -> None:
        self._lock.ours()

    def release(self) -> None:
        self.connection.close()
        self._lock.release()


class SqliteStore:
    """A file, with its lock and its head beside it."""

    def __init__(self, path: Path) -> None:
        self.path, self.where = path, str(path)
        self.lock_file, self._head = path.with_name(path.name + ".lock"), path.with_name(path.name + ".head")
        self.engine = engine(path)

    def make_room(self) -> None:
        make_folder(self.path.parent)
        check_folder(self.path.parent)

    def look(self) -> None:
        try:
            check_folder(self.path.parent)
            found = check_file(self.path)
        except Missing:
            reached.gone(reached.noted(self._head), self._says)
            raise
        if found.st_size == 0:
            raise Damaged("the file is empty")

    def there(self) -> bool:
        return os.path.lexists(self.path)

    def make(self, first: Record) -> None:
        made(self.path, first)

    def lock(self, holder: Holder) -> SqliteLock:
        lock = file_lock.take(self.lock_file, holder)
        try:
            return SqliteLock(lock, self.engine.connect())
        except BaseException:
            lock.release()
            raise

    def holder(self) -> Holder | None:
        return file_lock.who_holds(self.lock_file) if file_lock.held(self.lock_file) else None

    def sound(self, connection: Connection) -> None:
        found = connection.exec_driver_sql("PRAGMA integrity_check(3)").scalars().all()
        if found != ["ok"]:
            raise Damaged(f"the file is damaged: {'; '.join(str(one) for one in found)}")

    def reached(self, record: Record) -> None:
        reached.note(self._head, record)

    def goes_as_far(self, records: list[Record]) -> None:
        reached.goes_as_far(records, reached.noted(self._head), self._says)

    @property
    def _says(self) -> str:
        return f"as `{self._head.name}` beside it says"

    def take_away(self) -> None:
        try:
            file_lock.take_away(self.lock_file)
        except OSError as error:
            raise NotWritten(f"the lock `{self.lock_file}` cannot be taken away: {error.strerror}") from error

    @contextmanager
    def alone(self, holder: Holder) -> Iterator[None]:
        lock = file_lock.take(self.lock_file, holder)
        try:
            yield
        finally:
            lock.release()

    def remake(self, records: Sequence[Record], stamp: str) -> str:
        kept = remade(self.path, records, stamp)
        reached.note(self._head, records[-1])
        return str(kept) if kept.exists() else ""

    def failed(self, error: DBAPIError, writing: bool) -> LedgerError:
        return meaning(error.orig, writing)


def meaning(error: BaseException | None, writing: bool) -> LedgerError:
    """What an error of SQLite means."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    says = str(error)
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return (NotWritten if writing else Unusable)(f"it is in use by another program: {says}", "end that program, and run this again")
    if primary == sqlite3.SQLITE_NOTADB:
        return Damaged("it is not a ledger: the file is not of SQLite")
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR, None):
        return Damaged(f"the file is damaged: {says}")
    if writing:
        return NotWritten(f"nothing can be written: {says}", "see to the disk: whether it is full, read-only or failing")
    return Unusable(f"it cannot be read: {says}", "see to the disk, and to whose file it is")


def engine(path: Path) -> Engine:
    """Connections to a file that is there; each is made when it is needed, and none is kept."""
    address = f"file:{quote(str(path.absolute()))}?mode=rw"
    return create_engine("sqlite://", creator=lambda: connect(address), poolclass=NullPool, isolation_level="AUTOCOMMIT")


def connect(address: str) -> sqlite3.Connection:
    """A connection whose commits are on the disk when they return."""
    connection = sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)
    try:
        for setting in ("trusted_schema=OFF", "cell_size_check=ON", "synchronous=FULL", "fullfsync=ON"):
            connection.execute(f"PRAGMA {setting}")
        _own_mark(connection)
        _own_journal(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _own_mark(connection: sqlite3.Connection) -> None:
    found: Any = connection.execute("PRAGMA application_id").fetchone()
    if found != (_MARK,):
        raise sqlite3.DatabaseError("it is not marked as a ledger")


def _own_journal(connection: sqlite3.Connection) -> None:
    found: Any = connection.execute("PRAGMA journal_mode=TRUNCATE").fetchone()
    if found != ("truncate",):
        raise sqlite3.DatabaseError(f"its journal is `{found[0]}`, and no other can be set")


def made(path: Path, first: Record) -> None:
    """Make a ledger with its first record, whole, and under its name only then; nothing if there is one by now. Raises NotWritten."""
    fresh = _fresh(path, [first])
    try:
        # Unlike a rename this fails if there is anything of that name.
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        sync_folder(path.parent)
    except OSError as error:
        raise NotWritten(f"`{path}` cannot be made: {error.strerror}") from error
    finally:
        _leave(fresh)


def remade(path: Path, records: Sequence[Record], stamp: str) -> Path:
    """Make a ledger anew and keep the old one beside it. At every moment there is one or the other. Raises NotWritten."""
    fresh, kept = _fresh(path, records), path.with_name(f"{path.name}.{stamp}")
    try:
        with suppress(FileNotFoundError):
            kept.hardlink_to(path)
        for tail in TAILS:
            _move_tail(path.with_name(path.name + tail), kept.with_name(kept.name + tail))
        sync_folder(path.parent)
        fresh.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise NotWritten(f"`{path}` cannot be made anew: {error.strerror}", f"the old one is there, or kept as `{kept}`") from error
    finally:
        _leave(fresh)
    return kept


def _move_tail(tail: Path, kept: Path) -> None:
    """What belongs to the old file must not be taken for the new one's. An empty one says nothing."""
    with suppress(FileNotFoundError):
        if tail.stat().st_size:
            tail.rename(kept)
        else:
            tail.unlink()


def _fresh(path: Path, records: Sequence[Record]) -> Path:
    """A whole ledger in a file beside the one that it is to be. Whoever makes it holds the lock. Raises NotWritten."""
    fresh = path.with_name(path.name + ".new")
    try:
        _clear(fresh)  # of somebody who was killed
        make_file(fresh)
        with closing(sqlite3.connect(fresh)) as marking:
            marking.execute(f"PRAGMA application_id={_MARK}")
        with engine(fresh).connect() as connection:
            connection.exec_driver_sql("PRAGMA synchronous=OFF")  # it has no name yet, and is synced whole before it gets one
            begin(connection, records)
        sync_file(fresh)
    except DBAPIError as error:
        _leave(fresh)
        raise meaning(error.orig, writing=True) from error
    except (OSError, sqlite3.Error) as error:
        _leave(fresh)
        raise NotWritten(f"`{fresh}` cannot be made: {error}", "see to the disk: whether it is full, read-only or failing") from error
    return fresh


def _leave(fresh: Path) -> None:
    """Clear away what was made; what cannot be is cleared away by whoever makes the next one."""
    with suppress(OSError):
        _clear(fresh)


def _clear(fresh: Path) -> None:
    for tail in ("", *TAILS):
        fresh.with_name(fresh.name + tail).unlink(missing_ok=True)
