"""Four ways to be somebody in an org, from variables alone. Knows no plan, and keeps tokens in memory only.

A token goes to one place: the org of the environment. What an answer says about where we are is believed only where it says the same.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from syncwright.files.private import NotPrivate, private
from syncwright.http import BOUNDS, PATIENCE, Again, Clock, Lost, NotReached, Place, Redirected, ask, patiently, tree
from syncwright.platforms.salesforce.live.errors import refusal
from syncwright.platforms.salesforce.live.hosts import org_place, trusted
from syncwright.platforms.salesforce.live.org import OtherOrg
from syncwright.platforms.salesforce.live.session import Session
from syncwright.record_ids import whole_id
from syncwright.records import Struct
from syncwright.secret import NotAKey, Secret, TooShort, assertion
from syncwright.target import TargetError

PREFIX = "SYNCWRIGHT_SALESFORCE_"
#: The variables of each way.
WAYS: Mapping[str, tuple[str, ...]] = {
    "access token": ("ACCESS_TOKEN",),
    "auth URL": ("AUTH_URL",),
    "JWT key": ("CLIENT_ID", "USERNAME", "JWT_KEY_FILE"),
    "sf": ("SF",),
}
#: How an auth URL is written [@salesforce/core, AuthInfo.parseSfdxAuthUrl].
_AUTH_URL = re.compile(r"force://([\w.-]+={0,2}):([\w.-]*={0,2}):([\w.-]+={0,2})@([\w.:-]+)/?", re.ASCII)
_JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
#: How long an assertion holds, in seconds.
_HOLDS = 180


class Way(Struct, frozen=True):
    """How we log in, and the variables that say so, without their prefix."""

    name: str
    values: Mapping[str, str]


def way(variables: Mapping[str, str]) -> Way:
    """The one way that the variables say. Raises TargetError for none, two, or half a one."""
    held = {name: value for names in WAYS.values() for name in names if (value := variables.get(PREFIX + name, "").strip())}
    begun = [name for name, names in WAYS.items() if any(one in held for one in names)]
    if not begun:
        listed = "; or ".join(" and ".join(f"`{PREFIX}{one}`" for one in names) for names in WAYS.values())
        raise _refused(f"no variable says who we are: set {listed}")
    if len(begun) > 1:
        raise _refused(f"variables name {len(begun)} ways to log in ({' and '.join(begun)}): leave one")
    missing = [PREFIX + one for one in WAYS[begun[0]] if one not in held]
    if missing:
        raise _refused(f"to log in with a {begun[0]}, `{missing[0]}` is missing")
    return Way(begun[0], held)


def place_of(instance: str) -> Place:
    """Where an environment's org is. Raises TargetError if that is neither Salesforce's host nor this machine."""
    found = org_place(instance)
    if found is None:
        raise _refused(f"`{instance}` is no host of Salesforce's (`….my.salesforce.com`), and no token goes there")
    return found


def session_of(said: Way, place: Place, org: str, clock: Clock) -> Session:
    """Log in, when a token is asked for first. Not for `sf`, which logs in by itself."""
    match said.name:
        case "access token":
            return Given(place, _secret("ACCESS_TOKEN", said.values["ACCESS_TOKEN"]))
        case "auth URL":
            return Asked(place, org, clock, _refreshing(said.values["AUTH_URL"], place))
        case _:
            return Asked(place, org, clock, _Signing(said.values, place, clock))


class Given:
    """A session with a token that somebody got; there is no way to another."""

    def __init__(self, place: Place, token: Secret) -> None:
        self.place, self._token = place, token

    def token(self) -> Secret:
        return self._token

    def renew(self) -> bool:
        return False


class Asked:
    """A session that asks the org for tokens: at first, and once more after each that it was given and that is no longer accepted."""

    def __init__(self, place: Place, org: str, clock: Clock, form: "_Form") -> None:
        self.place, self.org, self.clock, self.form = place, org, clock, form
        self.patience, self.bounds = PATIENCE, BOUNDS
        self._token: Secret | None = None

    def token(self) -> Secret:
        if self._token is None:
            self._token = patiently(self._ask, self.clock, self.patience)
        return self._token

    def renew(self) -> bool:
        self._token = None
        return True

    def _ask(self) -> Secret:
        """Ask for a token, which changes nothing that anyone would miss."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        host = self.place.host
        try:
            reply = ask(self.place, "POST", "/services/oauth2/token", headers, urlencode(self.form()).encode(), self.bounds)
            refused = refusal(reply, host)
            if refused is not None:
                raise (Again(refused.error, refused.after) if refused.error.remedy == "later" else refused.error)
            return _token(tree(reply), self.place, self.org)
        except NotReached as error:
            failed = TargetError("not-trusted" if error.trust else "not-reached", str(error), "look" if error.trust else "later")
            raise (failed if error.trust else Again(failed)) from error
        except Lost as error:
            raise Again(TargetError("bad-answer", f"{host}: {error}", "later")) from error
        except Redirected as error:
            raise TargetError("redirected", f"{host}: {error}", "look") from error


class _Form:
    """What is sent for a token, made anew each time."""

    def __call__(self) -> dict[str, str]:
        raise NotImplementedError


class _Refreshing(_Form):
    def __init__(self, client: str, secret: Secret | None, refresh: Secret) -> None:
        self.client, self.secret, self.refresh = client, secret, refresh

    def __call__(self) -> dict[str, str]:
        form = {"grant_type": "refresh_token", "client_id": self.client, "refresh_token": self.refresh.reveal()}
        return form if self.secret is None else {**form, "client_secret": self.secret.reveal()}


def _refreshing(url: str, place: Place) -> _Form:
    found = _AUTH_URL.fullmatch(url)
    if found is None:
        raise _refused(f"`{PREFIX}AUTH_URL` is not of the form `force://CLIENT:SECRET:REFRESH@HOST`")
    client, secret, refresh, host = found.groups()
    if org_place(host) != place:
        raise _refused(f"`{PREFIX}AUTH_URL` is for another host than the environment's org, `{place.host}`")
    _secret("AUTH_URL", url)
    return _Refreshing(client, _secret("AUTH_URL", secret) if secret else None, _secret("AUTH_URL", refresh))


class _Signing(_Form):
    """Signs who we are with a key, for three minutes."""

    def __init__(self, values: Mapping[str, str], place: Place, clock: Clock) -> None:
        self.client, self.username, self.audience, self.clock = values["CLIENT_ID"], values["USERNAME"], audience(place), clock
        try:
            self.key = Secret(private(values["JWT_KEY_FILE"]))
        except NotPrivate as error:
            raise _refused(f"`{PREFIX}JWT_KEY_FILE`: {error}") from error
        except TooShort as error:
            raise _refused(f"`{PREFIX}JWT_KEY_FILE` holds no key") from error

    def __call__(self) -> dict[str, str]:
        claims = {"iss": self.client, "sub": self.username, "aud": self.audience, "exp": int(self.clock.now()) + _HOLDS}
        try:
            return {"grant_type": _JWT_GRANT, "assertion": assertion(claims, self.key).reveal()}
        except NotAKey as error:
            raise _refused(f"`{PREFIX}JWT_KEY_FILE` holds no private RSA key in PEM form") from error


def audience(place: Place) -> str:
    """Whom an assertion is for: the login page of sandboxes, or of all others [OAuth 2.0 JWT bearer flow: `aud`]."""
    kind = "test" if re.search(r"\.(sandbox|scratch)\.my\.salesforce\.com\Z", place.host) else "login"
    return f"https://{kind}.salesforce.com"


def _token(said: Any, place: Place, org: str) -> Secret:
    """The token of an answer, which has to be about this org and this place."""
    if not isinstance(said, dict) or not isinstance(said.get("access_token"), str):
        raise TargetError("bad-answer", f"{place.host} answers without a token", "look")
    try:
        token = Secret(said["access_token"])
    except TooShort as error:
        raise TargetError("bad-answer", f"{place.host} answers with a token of a few characters", "look") from error
    if said.get("instance_url") != place.url:
        raise TargetError("other-host", f"the token is for another host than `{place.host}`: name the org's own host as `instance`", "look")
    identity = urlsplit(str(said.get("id", "")))
    ids = re.fullmatch(r"/id/(\w{15,18})/\w{15,18}", identity.path, re.ASCII)
    if not trusted((identity.hostname or "").lower()) or ids is None or identity.scheme not in ("https", place.url.partition(":")[0]):
        raise TargetError("other-host", "the token says who we are on a host that is not Salesforce's", "look")
    if whole_id(ids[1]) != whole_id(org):
        raise OtherOrg(f"the token is for the org `{whole_id(ids[1])}`, and the specs name `{org}`")
    return token


def _secret(name: str, value: str) -> Secret:
    try:
        return Secret(value)
    except TooShort as error:
        raise _refused(f"`{PREFIX}{name}` holds something too short for a secret: {error}") from error


def _refused(says: str) -> TargetError:
    return TargetError("no-credentials", says, "credentials")
