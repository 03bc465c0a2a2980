"""How one logs in: JWT bearer, refresh token, who am I, and the end of a session. Knows users and sessions, no metadata.

Error codes and descriptions are those that users of Salesforce report; nobody documents all of them.
"""

import json
import secrets
from base64 import urlsafe_b64decode
from typing import Any
from urllib.parse import parse_qs

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from cryptography.x509 import load_pem_x509_certificate

from syncwright.sandbox.asked import Answer, Asked, Route
from syncwright.sandbox.state import State, stamp

JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
#: A JWT may be valid for this long at most, in seconds; Salesforce asks for five minutes, and clocks differ.
LONGEST = 600
LOGIN_HOSTS = ("https://login.salesforce.com", "https://test.salesforce.com")


class _Denied(Exception):
    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.answer = Answer({"error": error, "error_description": description}, 400)


def token(state: State, asked: Asked) -> Answer:
    """A new access token, for one of the two grants that work without a person."""
    try:
        user = _granted(state, asked, _form(asked))
    except _Denied as denied:
        return denied.answer
    return Answer(
        {
            "access_token": state.open_session(user),
            "scope": "api web refresh_token",
            "instance_url": asked.base,
            "id": _identity_url(state, asked, user),
            "token_type": "Bearer",
            "issued_at": str(int(state.now() * 1000)),
        }
    )


def _granted(state: State, asked: Asked, form: dict[str, str]) -> str:
    match form.get("grant_type"):
        case "refresh_token":
            return _by_refresh_token(state, form)
        case grant if grant == JWT_BEARER:
            return _by_assertion(state, asked, form.get("assertion", ""))
        case _:
            raise _Denied("unsupported_grant_type", "grant type not supported")


def refresh_token(state: State, user: str) -> str:
    """The refresh token of a user: always the same one, until it is revoked."""
    kept = state.db.execute("SELECT key FROM settings WHERE key LIKE 'refresh/%' AND value = ?", (user,)).fetchone()
    if kept is not None:
        return str(kept["key"]).partition("/")[2]
    made = f"5Aep{secrets.token_hex(24)}"
    state.keep(f"refresh/{made}", user)
    return made


def _by_refresh_token(state: State, form: dict[str, str]) -> str:
    if not form.get("client_id"):
        raise _Denied("invalid_client_id", "client identifier invalid")
    user = state.setting(f"refresh/{form.get('refresh_token', '')}")
    if not user:
        raise _Denied("invalid_grant", "expired access/refresh token")
    return user


def _by_assertion(state: State, asked: Asked, assertion: str) -> str:
    claims = _claims(state, assertion)
    if not claims.get("iss"):
        raise _Denied("invalid_client_id", "client identifier invalid")
    if str(claims.get("aud", "")).rstrip("/") not in {*LOGIN_HOSTS, asked.base}:
        raise _Denied("invalid_grant", "audience is invalid")
    expires = claims.get("exp")
    if not isinstance(expires, int | float) or not 0 < expires - state.now() <= LONGEST:
        raise _Denied("invalid_grant", "assertion is not within its validity window")
    user = user_named(state, str(claims.get("sub", "")))
    if user is None or not user.get("IsActive"):
        raise _Denied("invalid_grant", "user hasn't approved this consumer")
    return str(user["Id"])


def _claims(state: State, assertion: str) -> dict[str, Any]:
    """What a JWT says, once its signature is that of the key that this stand-in was started with."""
    head, _, rest = assertion.partition(".")
    body, _, signature = rest.partition(".")
    try:
        header, claims = json.loads(_decoded(head)), json.loads(_decoded(body))
        if not isinstance(claims, dict) or header.get("alg") != "RS256" or state.knobs.jwt_key is None:
            raise _Denied("invalid_grant", "invalid assertion")
        public_key(state.knobs.jwt_key).verify(_decoded(signature), f"{head}.{body}".encode(), PKCS1v15(), SHA256())
    except (ValueError, AttributeError, InvalidSignature):
        raise _Denied("invalid_grant", "invalid assertion") from None
    return claims


def _decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def public_key(pem: bytes) -> RSAPublicKey:
    """The RSA key of a certificate or of a public key in PEM. Raises ValueError for any other."""
    key = load_pem_x509_certificate(pem).public_key() if b"CERTIFICATE" in pem else load_pem_public_key(pem)
    if not isinstance(key, RSAPublicKey):
        raise ValueError("it is no RSA key")  # noqa: TRY004 - what is wrong is the file's content
    return key


def user_named(state: State, username: str) -> dict[str, Any] | None:
    """The user of this name, whatever its case."""
    return next((one for one in state.records("User", fresh=True) if str(one.get("Username", "")).lower() == username.lower()), None)


def userinfo(state: State, asked: Asked) -> Answer:
    """Who the session belongs to, in the words of OpenID."""
    user = state.record("User", asked.user, fresh=True) or {}
    rest = f"{asked.base}/services/data/v{{version}}/"
    return Answer(
        {
            "sub": _identity_url(state, asked, asked.user),
            "user_id": asked.user,
            "organization_id": state.org_id,
            "preferred_username": user.get("Username"),
            "nickname": user.get("Alias"),
            "name": user.get("Name"),
            "email": user.get("Email"),
            "email_verified": True,
            "zoneinfo": user.get("TimeZoneSidKey"),
            "active": user.get("IsActive"),
            "user_type": "STANDARD",
            "language": user.get("LanguageLocaleKey"),
            "locale": user.get("LocaleSidKey"),
            "utcOffset": 0,
            "updated_at": stamp(state.now()),
            "urls": {
                "metadata": f"{asked.base}/services/Soap/m/{{version}}/{state.org_id[:15]}",
                "rest": rest,
                "sobjects": f"{rest}sobjects/",
                "query": f"{rest}query/",
                "tooling_rest": f"{rest}tooling/",
                "custom_domain": asked.base,
            },
        }
    )


def revoke(state: State, asked: Asked) -> Answer:
    """End a session, or what new ones are made from."""
    wanted = _form(asked).get("token") or asked.query.get("token", "")
    state.end_session(wanted)
    state.db.execute("DELETE FROM settings WHERE key = ?", (f"refresh/{wanted}",))
    return Answer()


def _identity_url(state: State, asked: Asked, user: str) -> str:
    return f"{asked.base}/id/{state.org_id}/{user}"


def _form(asked: Asked) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(asked.body.decode("utf-8", "replace")).items()}


ROUTES = [
    Route("POST", "/services/oauth2/token", token, session=False),
    Route("GET", "/services/oauth2/userinfo", userinfo),
    Route("POST", "/services/oauth2/userinfo", userinfo),
    Route("POST", "/services/oauth2/revoke", revoke, session=False),
    Route("GET", "/id/{org}/{user}", userinfo),
]
