"""Sync errors by code: what they mean, what people do about it, and where Syncwright looks for the cure. A table; knows no catalog.

Adobe documents no such list for the native sync: its page on sync errors says to search for the message. The codes are Salesforce's, and
Adobe explains them for two sister products whose users write to Salesforce in the same way.
Sources: CONNECT = Adobe's "Salesforce Diagnostics" of Marketo Sales Connect; MEASURE = its "Error Notifications" of Marketo Measure;
OWNER = Marketing Nation, thread 336254; REST = its error codes of the REST API.
"""

from syncwright.diagnosis.errors import ErrorKind
from syncwright.facts import Fact

CONNECT, MEASURE = "Adobe: Marketo Sales Connect, Salesforce diagnostics", "Adobe: Marketo Measure, error notifications"
REST = "Adobe: REST error codes"
BOTH = f"{CONNECT}; {MEASURE}"

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


_EXEMPT = Fact("leave the sync user out of the rule", MEASURE)
_RETRY = Fact("it is tried again; if it stays, look for a slow or failing trigger", CONNECT)
_RECONNECT = Fact("disconnect from Salesforce and connect again", CONNECT)

_ACCESS = (
    ErrorKind(
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        "the sync user may not edit a field",
        _both("field-level security lets the user not write these fields"),
        _both("let the user read and edit them, through its profile or a permission set"),
        ("field-edit",),
        ("unable to create/update fields", "check the security settings of this field"),
        ("MISSING_BIZIBLE_CUSTOM_FIELDS_PERMISSIONS",),
    ),
    ErrorKind(
        "INSUFFICIENT_ACCESS_OR_READONLY",
        "the sync user may not edit the record",
        _both("the user lacks write access to the record, its object or a field, or that is read-only"),
        _connect("give the user access in Salesforce, or stop what writes there"),
        ("field-edit", "object-access"),
        ("insufficient access rights on object id",),
        ("MISSING_OBJECT_WRITE_PERMISSION", "MISSING_PERMISSION"),
    ),
    ErrorKind(
        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
        "the sync user has no access to a record that this one points to",
        (
            *_both("the user sees neither the parent of the record nor the new owner"),
            Fact("Marketo cannot change the owner of a contact", "Marketing Nation, thread 336254", certain=False),
        ),
        _measure("review what the user may do with every object that takes part"),
        ("owner", "object-access"),
        ("insufficient access rights on cross-reference id",),
        ("MISSING_RECORD_OBJECT_PERMISSIONS",),
    ),
    ErrorKind(
        "INVALID_FIELD",
        "the sync user may not read a field",
        _measure("a field that the sync needs is not readable"),
        _measure("let the user read it"),
        ("field-read",),
        ("no such column",),
        ("MISSING_FIELD_READ_PERMISSION",),
    ),
    ErrorKind(
        "INVALID_TYPE",
        "the sync user may not read an object",
        _connect("the user has no access to an object that is asked for"),
        _connect("let the user read and edit it, or take what needs it out of the sync"),
        ("object-access",),
        ("is not supported. if you are attempting to use a custom object",),
        ("MISSING_OBJECT_READ_PERMISSION",),
    ),
    ErrorKind(
        "MISSING_CONVERTED_LEAD_PERMISSION",
        "the sync user may not see or edit converted leads",
        _measure("the user lacks the permission to view and edit converted leads"),
        _measure("give it that permission"),
    ),
    ErrorKind(
        "INACTIVE_OWNER_OR_USER",
        "the owner of the record is an inactive user",
        _measure("the user may not update records whose owner is inactive"),
        _measure("give it the permission `Update Records with Inactive Owners`, or give the records to somebody else"),
        texts=("operation performed with inactive user",),
    ),
)
_VALUES = (
    ErrorKind(
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
        "a restricted picklist does not take the value",
        _measure("the picklist is restricted to its values, or the record type of the record does not have this one"),
        _measure("lift the restriction, or leave the user out of it"),
        ("restricted-value",),
        ("bad value for restricted picklist field",),
        ("RESTRICT_PICKLIST_VALUES_ENABLED",),
    ),
    ErrorKind(
        "FIELD_INTEGRITY_EXCEPTION",
        "a value does not go with the others, most often a country or a state",
        (
            *_measure("the country or the state is none of those that Salesforce lists"),
            *_connect("old values are held against the lists at each update"),
        ),
        _measure("write the values as Salesforce lists them, or switch the lists of states and countries off"),
        ("geography",),
        ("problem with this country", "problem with this state", "doesn't recognize the state value"),
    ),
    ErrorKind(
        "FIELD_FILTER_VALIDATION_EXCEPTION",
        "a lookup filter does not take the record that is pointed to",
        _both("a lookup points to a record that its filter does not let in, perhaps since long ago"),
        _measure("look for lookup filters on the object"),
        (),
        ("does not exist or does not match filter criteria",),
    ),
    ErrorKind(
        "STRING_TOO_LONG",
        "a value is longer than its field",
        (Fact("the text has more characters than the field takes", "the code is Salesforce's, and in no list of Adobe's", certain=False),),
        looks=("length",),
        texts=("data value too large",),
    ),
    ErrorKind(
        "REQUIRED_FIELD_MISSING",
        "a required field is empty",
        _both("a field that must not be empty is, perhaps since before it was required: each update enforces it"),
        _connect("fill it on the records that lack it"),
        ("required",),
        ("required fields are missing",),
        ("MISSING_REQUIRED_FIELD",),
    ),
)
_RULES = (
    ErrorKind(
        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
        "a validation rule forbids saving the record",
        _both("the record does not meet a rule that this org has made for the object; the message is the org's own"),
        (_EXEMPT, Fact("change the rule, or the data that breaks it", BOTH)),
        ("validation",),
        (),
        ("RECORD_NONCOMPLIANT_WITH_VALIDATION_RULES",),
    ),
    ErrorKind(
        "DUPLICATES_DETECTED",
        "a duplicate rule takes the record for one that is there",
        _measure("a duplicate rule of the org finds another record like it"),
        _measure("have the rule let duplicates pass, or leave the sync user out of it"),
        ("duplicate-rule",),
        ("you're creating a duplicate record", "use one of these records"),
    ),
    ErrorKind(
        "DUPLICATE_VALUE",
        "a unique field has this value on another record",
        _measure("the field takes no value twice"),
        _measure("lift the field's uniqueness, or leave the sync user out of the rule"),
        ("unique",),
        ("duplicate value found",),
    ),
    ErrorKind(
        "ENTITY_IS_LOCKED",
        "the record is locked",
        _both("the record is in an approval process"),
        _measure("end the approval"),
        texts=("entity is locked for editing", "this record is locked"),
    ),
    ErrorKind(
        "CANNOT_UPDATE_CONVERTED_LEAD",
        "the lead was converted",
        _connect("something writes to a lead that is a contact by now"),
        texts=("cannot reference converted lead",),
    ),
    ErrorKind(
        "CANNOT_EXECUTE_FLOW_TRIGGER",
        "a flow of the org failed while the record was saved",
        _measure("a record-triggered flow did not let the record be saved"),
        _measure("look at the flows that run when such a record is saved"),
        outer=True,
    ),
    ErrorKind(
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
        "a trigger failed while the record was saved, or the object may not be written",
        _both("a trigger fails", "the user may not write the object"),
        _both("look at the trigger", "let the user write the object, or stop what writes it"),
        ("object-access",),
        ("apex cpu time limit exceeded", "entity type cannot be updated", "entity type cannot be inserted"),
        outer=True,
    ),
    ErrorKind(
        "UNABLE_TO_LOCK_ROW",
        "something else was saving the record",
        _connect("several writes reach one record at once, perhaps by a trigger"),
        (_RETRY,),
        texts=("unable to obtain exclusive access",),
    ),
    ErrorKind(
        "TXN_SECURITY_NO_ACCESS",
        "a security policy of the org forbids it",
        _connect("a transaction security policy stands against it"),
        _connect("ask the Salesforce admin which one"),
    ),
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
_LOAD = (
    ErrorKind(
        "REQUEST_LIMIT_EXCEEDED",
        "the org's API calls are used up, or too many run at once",
        (
            Fact("all that use the API take more calls together than 24 hours have", BOTH),
            Fact("requests take so long, by triggers, that too many run at once", CONNECT),
        ),
        _connect("buy more calls, or have less use them"),
        texts=("totalrequests limit exceeded", "concurrentrequest", "concurrentperorglongtxn"),
        also=("API_LIMIT_EXCEEDED",),
    ),
    ErrorKind(
        "QUERY_TIMEOUT", "a query ran too long", _connect("a query was stopped"), (_RETRY,), texts=("query request was running too long",)
    ),
    ErrorKind(
        "SERVER_UNAVAILABLE",
        "Salesforce was too busy",
        _connect("Salesforce could not answer in time"),
        (_RETRY,),
        texts=("server too busy",),
        also=("FAILED_WRITE",),
    ),
    ErrorKind(
        "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE",
        "Salesforce is being maintained",
        _connect("the instance takes no writes for now"),
        _connect("wait until it does"),
    ),
    ErrorKind(
        "OPERATION_TOO_LARGE",
        "a query needs a user who sees all data",
        _measure("the user may not query so much"),
        _measure("let it view all data of the object"),
    ),
    ErrorKind(
        "UNKNOWN_EXCEPTION",
        "Salesforce failed by itself",
        _both("Salesforce did not handle an error of its own"),
        _both("open a case there"),
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

KINDS = (*_ACCESS, *_VALUES, *_RULES, *_MERGES, *_LOAD, *_CONNECTION)
CONNECTION = frozenset(kind.code for kind in _CONNECTION)
