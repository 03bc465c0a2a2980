"""Files that only their owner may read, such as keys."""

import os
import stat

#: The longest file with a secret in it, in bytes.
_LONGEST = 1 << 16


class NotPrivate(Exception):
    """The file cannot be taken as a secret; the message says why, and not what is in it."""


def private(path: str) -> str:
    """The text of a file that only its owner may read or write. A link is followed: tools that hand out keys make links. Raises NotPrivate."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise NotPrivate(f"it cannot be opened: {error.strerror}") from error
    try:
        held = os.fstat(descriptor)
        if not stat.S_ISREG(held.st_mode):
            raise NotPrivate("it is no regular file")
        if held.st_mode & 0o077:
            raise NotPrivate(f"others than its owner may use it (mode {stat.S_IMODE(held.st_mode):04o}); `chmod 600` it")
        if held.st_uid not in (os.geteuid(), 0):
            raise NotPrivate("it belongs to somebody else")
        data = os.read(descriptor, _LONGEST + 1)
    except OSError as error:
        raise NotPrivate(f"it cannot be read: {error.strerror}") from error
    finally:
        os.close(descriptor)
    if len(data) > _LONGEST:
        raise NotPrivate(f"it is longer than {_LONGEST:,} bytes")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise NotPrivate("it is no text") from error
