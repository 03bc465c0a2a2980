"""Sync errors by code: what they mean, what people do about it, and where Syncwright looks for the cure. A table; knows no catalog.

Adobe documents no such list for the native sync: its page on sync errors says to search for the message. The codes are Salesforce's, and
Adobe explains them for two sister products whose users write to Salesforce in the same way.
Sources: CONNECT = Adobe's "Salesforce Diagnostics" of Marketo Sales Connect; MEASURE = its "Error Notifications" of Marketo Measure;
OWNER = Marketing Nation, thread 336254; REST = its error codes of the REST API.
"""

from collections.abc import Mapping, Sequence

from syncwright.diagnosis.errors import ErrorKind
from syncwright.diagnosis.salesforce_codes import ACCESS, BOTH, CONNECT, LOAD, MEASURE, RULES, VALUES
from syncwright.facts import Fact
from syncwright.records import replace

REST = "Adobe: REST error codes"

NOTES = (
    Fact("Adobe lists no codes of the native sync; these are Salesforce's, as Adobe explains them for its sister products", BOTH),
    Fact("errors and their messages are kept for five days", "Adobe: Salesforce sync errors"),
)


def _connect(*says: str) -> tuple[Fact, ...]:
    return tuple(Fact(one, CONNECT) for one in says)


def _measure(*says: str) -> tuple[Fact, ...]:
    return tuple(Fact(one, MEASURE) for one in says)


def _both(*says: str) -> tuple[Fact, ...]:
    return tuple(Fact(one, BOTH) for one in says)


_RECONNECT = Fact("disconnect from Salesforce and connect again", CONNECT)

_CONVERTED = ErrorKind(
    "MISSING_CONVERTED_LEAD_PERMISSION",
    "the sync user may not see or edit converted leads",
    _measure("the user lacks the permission to view and edit converted leads"),
    _measure("give it that permission"),
)
#: What a merge says that is to reach Salesforce, by the number of the REST API.
_MERGES = (
    ErrorKind(
        "1076",
        "a merge finds a duplicate in Salesforce",
        (Fact("Salesforce takes the merged person for one that is there", REST),),
        looks=("duplicate-rule",),
        texts=("merge leads call with mergeincrm flag is 4",),
    ),
    ErrorKind(
        "1077",
        "a value is longer than its Salesforce field, at a merge",
        (Fact("the merged person has a value that is too long for its field", REST),),
        (Fact("shorten the value, or merge without Salesforce", REST),),
        ("length",),
        ("merge leads call failed due to `sfdc field` length", "sfdc field length exceeded"),
    ),
    ErrorKind(
        "1078",
        "Salesforce refused a merge",
        (Fact("one of the two is deleted, is neither lead nor contact, or does not pass a filter of the field", REST),),
        texts=("merge leads call failed due to deleted entity",),
    ),
)
_CONNECTION = (
    ErrorKind(
        "API_CURRENTLY_DISABLED",
        "the sync user may not use the API",
        _both("the user lacks the permission to use the API"),
        _both("give it that permission"),
        texts=("api is disabled for this user", "api calls have been disabled"),
        also=("API_DISABLED",),
    ),
    ErrorKind(
        "INVALID_GRANT",
        "Salesforce takes no login from this address",
        _connect("the org lets only some addresses in"),
        _connect("let Marketo's in"),
        texts=("ip restricted",),
    ),
    ErrorKind(
        "EXPIRED_ACCESS",
        "the connection has expired",
        _connect("the token is too old"),
        (_RECONNECT,),
        texts=("expired access/refresh token",),
    ),
    ErrorKind(
        "INACTIVE_USER",
        "the sync user is not active",
        _connect("the Salesforce user was deactivated"),
        (_RECONNECT,),
        texts=("inactive user",),
    ),
    ErrorKind(
        "INACTIVE_ORGANIZATION",
        "the org is not active",
        _connect("the Salesforce org was closed"),
        (_RECONNECT,),
        texts=("inactive organization",),
    ),
    ErrorKind(
        "AUTHENTICATION_FAILURE",
        "the login failed",
        _connect("Salesforce does not take the credentials"),
        (_RECONNECT,),
        texts=("authentication failure",),
    ),
)

#: What Marketo Measure calls the same.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "INVALID_FIELD_FOR_INSERT_UPDATE": ("MISSING_BIZIBLE_CUSTOM_FIELDS_PERMISSIONS",),
    "INSUFFICIENT_ACCESS_OR_READONLY": ("MISSING_OBJECT_WRITE_PERMISSION", "MISSING_PERMISSION"),
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY": ("MISSING_RECORD_OBJECT_PERMISSIONS",),
    "INVALID_FIELD": ("MISSING_FIELD_READ_PERMISSION",),
    "INVALID_TYPE": ("MISSING_OBJECT_READ_PERMISSION",),
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": ("RESTRICT_PICKLIST_VALUES_ENABLED",),
    "REQUIRED_FIELD_MISSING": ("MISSING_REQUIRED_FIELD",),
    "FIELD_CUSTOM_VALIDATION_EXCEPTION": ("RECORD_NONCOMPLIANT_WITH_VALIDATION_RULES",),
    "REQUEST_LIMIT_EXCEEDED": ("API_LIMIT_EXCEEDED",),
    "SERVER_UNAVAILABLE": ("FAILED_WRITE",),
}
#: What is said of Marketo besides.
_BESIDES: Mapping[str, tuple[Fact, ...]] = {
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY": (
        Fact("Marketo cannot change the owner of a contact", "Marketing Nation, thread 336254", certain=False),
    ),
}


def _told(kinds: Sequence[ErrorKind]) -> tuple[ErrorKind, ...]:
    """Salesforce's own codes, with what Marketo adds to them: its campaigns replace values before they are sent."""
    return tuple(
        replace(
            one,
            also=_ALSO.get(one.code, ()),
            causes=(*one.causes, *_BESIDES.get(one.code, ())),
            looks=(*one.looks, "replaced-value") if "restricted-value" in one.looks else one.looks,
        )
        for one in kinds
    )


KINDS = (*_told(ACCESS), _CONVERTED, *_told(VALUES), *_told(RULES), *_MERGES, *_told(LOAD), *_CONNECTION)
CONNECTION = frozenset(kind.code for kind in _CONNECTION)
