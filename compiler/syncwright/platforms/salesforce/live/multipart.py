"""Several parts as one body, as `multipart/form-data`."""

from collections.abc import Sequence
from hashlib import sha256

from syncwright.platforms.salesforce.live.org import Part


def multipart_body(parts: Sequence[Part]) -> tuple[str, bytes]:
    """The media type and the body. The boundary comes from the parts: the same parts, the same bytes."""
    boundary = "syncwright-" + sha256(b"\0".join(part.data for part in parts)).hexdigest()
    body = bytearray()
    for part in parts:
        assert boundary.encode() not in part.data, "no part holds the hash of itself"
        file = f'; filename="{part.filename}"' if part.filename else ""
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{part.name}"{file}\r\nContent-Type: {part.media}\r\n\r\n'.encode()
        body += part.data + b"\r\n"
    body += f"--{boundary}--\r\n".encode()
    return f"multipart/form-data; boundary={boundary}", bytes(body)
