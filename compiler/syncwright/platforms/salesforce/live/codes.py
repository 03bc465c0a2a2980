"""Codes that Salesforce answers with, as data: what can be done about each, and where that was read. Knows no request.

Those are listed that can answer what we ask: REST and SOAP requests, logging in, records, Bulk API 2.0 and deployments. Any other code needs
a person who looks; Salesforce has hundreds for products that we never speak to.
"""

from collections.abc import Iterator

from syncwright.records import Struct
from syncwright.target import Remedy

_REST = "developer.salesforce.com: REST API, status codes and error responses"
_API = "developer.salesforce.com: SOAP API, core data types used in API calls (ExceptionCode, StatusCode), and the WSDL's lists of both"
_OAUTH = "help.salesforce.com: OAuth 2.0 authorization errors (remoteaccess_oauth_flow_errors)"
_IDENTITY = "help.salesforce.com: identity URLs (remoteaccess_using_openid)"
_BULK = "developer.salesforce.com: Bulk API 2.0, errors (bulk_api_2_0_errors)"
_BUSY = "help.salesforce.com 000389067: concurrent API requests"
_SETUP = "the WSDL's list of StatusCode; as a lock of the whole setup reported by users (IlluminatedCloud#330)"
_RETRIEVE = "ours: the answer to checkRetrieveStatus without a code"


class Code(Struct, frozen=True):
    """One code. `words`: what it means. `text`: only with this in its message.

    `perhaps`: what was asked for may have been done all the same; None where only the status of the answer tells.
    """

    code: str
    remedy: Remedy
    words: str
    source: str
    perhaps: bool | None = False
    text: str = ""


#: Any code that is not in the table.
UNKNOWN = Code("", "look", "Salesforce refuses with a code that is not known here", "", perhaps=None)

_TABLE: tuple[tuple[Remedy, str, str], ...] = (
    (
        "credentials",
        _API,
        """
        INVALID_SESSION_ID                      the session has ended, or the token is not accepted
        INVALID_LOGIN                           the login is not accepted
        INVALID_AUTH_HEADER                     the token is not one that the org reads
        INVALID_CLIENT                          the client is not accepted
        INVALID_OPERATION_WITH_EXPIRED_PASSWORD the password of the user has expired
        INVALID_SSO_GATEWAY_URL                 single sign-on of the org is not set up well
        PASSWORD_LOCKOUT                        the user is locked out after too many logins
        LOGIN_CHALLENGE_ISSUED                  the org asks for a proof that only a person can give
        LOGIN_CHALLENGE_PENDING                 the org waits for a proof that only a person can give
        LOGIN_DURING_RESTRICTED_DOMAIN          the user may not log in from this network
        LOGIN_DURING_RESTRICTED_TIME            the user may not log in at this time of day
        LOGIN_MUST_USE_SECURITY_TOKEN           the login needs a security token
        MUTUAL_AUTHENTICATION_FAILED            the org asks for a certificate of ours
        TXN_SECURITY_NO_ACCESS                  a transaction security policy of the org forbids it
        TXN_SECURITY_TWO_FA_REQUIRED            a transaction security policy of the org asks for a second factor
        TXN_SECURITY_END_A_SESSION              a transaction security policy of the org limits sessions of the user
        TXN_SECURITY_FAIL_CLOSE                 a transaction security policy of the org failed, and forbids it
        CLIENT_NOT_ACCESSIBLE_FOR_USER          the user may not use this client
        API_DISABLED_FOR_ORG                    the user or the org may not use the API
        INSUFFICIENT_ACCESS                     the user may not do this
        INSUFFICIENT_ACCESS_OR_READONLY         the user may not change this
        INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY the user may not use a record that this one refers to
        INSUFFICIENT_ACCESS_APEX_METADATA_DEPLOY the user may not deploy this metadata
        CANNOT_MODIFY_MANAGED_OBJECT            it belongs to a managed package
        CANNOT_DELETE_MANAGED_OBJECT            it belongs to a managed package
        INACTIVE_OWNER_OR_USER                  a user is not active
        SESSION_EXPIRED                         the session has ended
        SESSION_INVALIDATED                     the session was ended
        TRIAL_EXPIRED                           the trial of the org is over
        ORG_ADMIN_LOCKED                        the org is locked by its administrator
        """,
    ),
    (
        "later",
        _API,
        """
        UNABLE_TO_LOCK_ROW                      another change holds the record
        UNABLE_TO_LOCK_RECORD                   another change holds the record
        API_CURRENTLY_DISABLED                  the API is not available for the moment
        FUNCTIONALITY_TEMPORARILY_UNAVAILABLE   it is not available for the moment
        INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE the org takes no changes while it is maintained
        ORG_IN_MAINTENANCE                      the org is being maintained
        ORG_LOCKED                              the org is locked for the moment
        CIRCUIT_BREAKER_OPEN_EXCEPTION          the org protects itself from too many requests
        TERRITORY_REALIGN_IN_PROGRESS           the org is working out its territories
        TOO_MANY_APEX_REQUESTS                  the org runs too much at once
        SSO_SERVICE_DOWN                        single sign-on of the org does not answer
        RECORD_IN_USE_BY_WORKFLOW               a workflow holds the record
        """,
    ),
    ("later", _SETUP, "ALREADY_IN_PROCESS another change of the org's setup, or an approval, is running"),
    ("tomorrow", _REST, "REQUEST_LIMIT_EXCEEDED the org has used up the requests of its day"),
    (
        "fix",
        _API,
        """
        ASSIGNEE_TYPE_REQUIRED                  an assignment lacks the kind of its user
        BAD_REQUEST                             the request is not one that the org takes
        CANNOT_EXECUTE_FLOW_TRIGGER             a flow of the org stops the change
        CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY    a trigger of the org stops the change
        CANNOT_UPDATE_CONVERTED_LEAD            a converted lead cannot be changed
        CUSTOM_ENTITY_OR_FIELD_LIMIT            the org has as many custom fields or objects as it may have
        CUSTOM_FIELD_INDEX_LIMIT_EXCEEDED       the object has as many indexed fields as it may have
        DELETE_FAILED                           it cannot be deleted
        DEPENDENCY_EXISTS                       something else depends on it
        DUPLICATE_DEVELOPER_NAME                the name is taken
        DUPLICATE_VALUE                         it is there already
        DUPLICATES_DETECTED                     a duplicate rule of the org stops the change
        ENTITY_IS_DELETED                       the record has been deleted
        ENTITY_IS_LOCKED                        the record is locked, such as by an approval
        ENTITY_NOT_QUERYABLE                    the object cannot be queried
        EXCEEDED_ID_LIMIT                       there are too many ids in one request
        EXCEEDED_MAX_SIZE_REQUEST               the request is larger than the org takes
        EXCEEDED_MAX_TYPES_LIMIT                there are too many types in one request
        EXCEEDED_QUOTA                          the org has no room for more data
        STORAGE_LIMIT_EXCEEDED                  the org has no room for more data
        FIELD_CUSTOM_VALIDATION_EXCEPTION       a validation rule of the org stops the change
        FIELD_FILTER_VALIDATION_EXCEPTION       a lookup filter of the org stops the change
        FIELD_INTEGRITY_EXCEPTION               a value does not fit with the others
        FUNCTIONALITY_NOT_ENABLED               the org does not have this
        ID_REQUIRED                             an id is missing
        INVALID_CROSS_REFERENCE_KEY             it refers to something that is not there
        INVALID_EMAIL_ADDRESS                   a mail address is none
        INVALID_FIELD                           a field is not there, or the user may not see it
        INVALID_FIELD_FOR_INSERT_UPDATE         a field cannot be written, or the user may not write it
        INVALID_ID_FIELD                        an id does not belong there
        INVALID_OPERATION                       this cannot be done with it
        INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST a value is not in the field's list
        INVALID_QUERY_FILTER_OPERATOR           a query asks for what the field cannot answer
        INVALID_QUERY_LOCATOR                   the page of a query is no longer kept
        INVALID_STATUS_CHANGE                   it cannot become that from what it is
        INVALID_TYPE                            an object is not there, or the user may not see it
        INVALID_TYPE_FOR_OPERATION              this cannot be done with this object
        JSON_PARSER_ERROR                       the request cannot be read
        LICENSE_LIMIT_EXCEEDED                  the org has no more licences for this
        LIMIT_EXCEEDED                          there is more than the org takes
        MALFORMED_ID                            an id is none
        MALFORMED_QUERY                         a query cannot be read
        MISSING_ARGUMENT                        something is missing in the request
        NUMBER_OUTSIDE_VALID_RANGE              a number is out of its range
        QUERY_TOO_COMPLICATED                   a query is more than the org works out
        RECORD_NOT_FOUND                        the record is not there
        REQUIRED_FIELD_MISSING                  a required field is missing
        SELF_REFERENCE_FROM_TRIGGER             a trigger of the org changes what it runs on
        STRING_TOO_LONG                         a text is longer than its field
        UNAVAILABLE_REF                         it refers to something that is not available
        UNSUPPORTED_API_VERSION                 the org does not have this API version
        UNSUPPORTED_DML_OPERATION               this object cannot be changed so
        UNSUPPORTED_MEDIA_TYPE                  the request is of a kind that is not taken there
        XML_PARSER_ERROR                        the request cannot be read
        """,
    ),
    (
        "fix",
        _REST,
        """
        NOT_FOUND                               there is nothing there
        METHOD_NOT_ALLOWED                      this cannot be asked there
        ENTITY_NOT_FOUND                        there is nothing there
        URI_TOO_LONG                            the request's address is longer than is taken
        """,
    ),
    (
        "credentials",
        _OAUTH,
        """
        access_denied                           the app may not act for the user
        inactive_org                            the org is locked, closed or suspended
        inactive_user                           the user is not active
        invalid_app_access                      the user may not use the app
        invalid_assertion_type                  the kind of assertion is not taken
        invalid_client                          the client or its secret is not accepted
        invalid_client_credentials              the client's secret is not accepted
        invalid_client_id                       the client id is not accepted
        invalid_grant                           the org does not accept who we say we are
        invalid_scope                           the app may not ask for that
        redirect_uri_mismatch                   the app is set up for another address
        unauthorized_client                     the app may not log in this way
        unsupported_grant_type                  the org does not take this way to log in
        invalid_request                         the login is not one that the org reads
        """,
    ),
    ("later", _OAUTH, "rate_limit_exceeded there were too many logins"),
    (
        "credentials",
        _IDENTITY,
        """
        Bad_OAuth_Token                         the session has ended, or the token is not accepted
        Missing_OAuth_Token                     no token arrived
        Wrong_Org                               the token is for another org
        HTTPS_Required                          the org is only spoken to over TLS
        Inactive                                the user is not active
        No_Access                               the user may not be seen
        """,
    ),
    (
        "credentials",
        _BULK,
        """
        InvalidSessionId                        the session has ended, or the token is not accepted
        InvalidUser                             the user may not do this, or another user made the job
        FeatureNotEnabled                       the org does not have Bulk API 2.0
        """,
    ),
    (
        "fix",
        _BULK,
        """
        ClientInputError                        the file of records is not one that the org takes
        InvalidBatch                            the batch is not one that the org takes
        InvalidJob                              there is no such job
        InvalidJobState                         the job cannot become that from what it is
        InvalidOperation                        there is no such operation
        InvalidUrl                              there is nothing there
        InvalidXML                              the request cannot be read
        MethodNotAllowed                        this cannot be asked there
        """,
    ),
    ("tomorrow", _BULK, "ExceededQuota the org has used up the jobs of its day"),
)

#: What may have been done although the answer is an error, and what a message tells that its code does not.
_OTHERS = (
    Code("REQUEST_LIMIT_EXCEEDED", "later", "the org answers too many long requests at once", _BUSY, text="Concurrent"),
    Code("SERVER_UNAVAILABLE", "later", "the org is not available for the moment", _API, perhaps=True),
    Code("REQUEST_RUNNING_TOO_LONG", "later", "the org did not end the request in time", _API, perhaps=True),
    Code("QUERY_TIMEOUT", "later", "the org did not end the query in time", _API, perhaps=True),
    Code("Timeout", "later", "the org did not end the request in time", _BULK, perhaps=True),
    Code("UNKNOWN_EXCEPTION", "look", "the org failed, and does not say at what", _API, perhaps=True),
    Code("INTERNAL_SERVER_ERROR", "look", "the org failed, and does not say at what", _API, perhaps=True),
    Code("INTERNAL_ERROR", "look", "the org failed, and does not say at what", _API, perhaps=True),
    Code("FAILED_EXECUTION_WITH_UNKNOWN_ERROR", "look", "the org failed, and does not say at what", _API, perhaps=True),
    Code("PENDING_COMMIT", "look", "the org has not ended a change yet", _API, perhaps=True),
    Code("Unknown", "look", "the org failed, and does not say at what", _BULK, perhaps=True),
    Code("RETRIEVE_FAILED", "look", "the org did not end a retrieve well", _RETRIEVE),
)


def _rows() -> Iterator[Code]:
    for remedy, source, text in _TABLE:
        for line in filter(None, map(str.strip, text.splitlines())):
            code, _, words = line.partition(" ")
            yield Code(code, remedy, words.strip(), source)
    yield from _OTHERS


CODES: tuple[Code, ...] = tuple(_rows())
_BY_CODE: dict[str, list[Code]] = {}
for _row in CODES:
    _BY_CODE.setdefault(_row.code, []).append(_row)


def code_of(code: str, message: str) -> Code:
    """The row of a code: the one whose text is in the message before the one for any message; UNKNOWN if there is none."""
    rows = _BY_CODE.get(code, ())
    return next((row for row in rows if row.text and row.text in message), next((row for row in rows if not row.text), UNKNOWN))
