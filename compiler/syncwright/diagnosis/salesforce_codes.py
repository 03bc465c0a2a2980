"""Salesforce's codes of what it refuses to save or to read: what each means, what people do about it, and where to look for the cure. A table.

They are the same whoever writes to Salesforce; which of them a platform's sync shows is that platform's to say. Knows no platform and no catalog.
Adobe explains them for two products whose users write to Salesforce: CONNECT = its "Salesforce Diagnostics" of Marketo Sales Connect;
MEASURE = its "Error Notifications" of Marketo Measure.
"""

from collections.abc import Mapping

from syncwright.diagnosis.errors import ErrorKind
from syncwright.facts import Fact

CONNECT, MEASURE = "Adobe: Marketo Sales Connect, Salesforce diagnostics", "Adobe: Marketo Measure, error notifications"
BOTH = f"{CONNECT}; {MEASURE}"


def _connect(*says: str) -> tuple[Fact, ...]:
    return tuple(Fact(one, CONNECT) for one in says)


def _measure(*says: str) -> tuple[Fact, ...]:
    return tuple(Fact(one, MEASURE) for one in says)


def _both(*says: str) -> tuple[Fact, ...]:
    return tuple(Fact(one, BOTH) for one in says)


_EXEMPT = Fact("leave the sync user out of the rule", MEASURE)
_RETRY = Fact("it is tried again; if it stays, look for a slow or failing trigger", CONNECT)

#: What the user who writes may not do.
ACCESS = (
    ErrorKind(
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        "the sync user may not edit a field",
        _both("field-level security lets the user not write these fields"),
        _both("let the user read and edit them, through its profile or a permission set"),
        ("field-edit",),
        ("unable to create/update fields", "check the security settings of this field"),
    ),
    ErrorKind(
        "INSUFFICIENT_ACCESS_OR_READONLY",
        "the sync user may not edit the record",
        _both("the user lacks write access to the record, its object or a field, or that is read-only"),
        _connect("give the user access in Salesforce, or stop what writes there"),
        ("field-edit", "object-access"),
        ("insufficient access rights on object id",),
    ),
    ErrorKind(
        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
        "the sync user has no access to a record that this one points to",
        _both("the user sees neither the parent of the record nor the new owner"),
        _measure("review what the user may do with every object that takes part"),
        ("owner", "object-access"),
        ("insufficient access rights on cross-reference id",),
    ),
    ErrorKind(
        "INVALID_FIELD",
        "the sync user may not read a field",
        _measure("a field that the sync needs is not readable"),
        _measure("let the user read it"),
        ("field-read",),
        ("no such column",),
    ),
    ErrorKind(
        "INVALID_TYPE",
        "the sync user may not read an object",
        _connect("the user has no access to an object that is asked for"),
        _connect("let the user read and edit it, or take what needs it out of the sync"),
        ("object-access",),
        ("is not supported. if you are attempting to use a custom object",),
    ),
)

#: What a record holds.
VALUES = (
    ErrorKind(
        "INACTIVE_OWNER_OR_USER",
        "the owner of the record is an inactive user",
        _measure("the user may not update records whose owner is inactive"),
        _measure("give it the permission `Update Records with Inactive Owners`, or give the records to somebody else"),
        texts=("operation performed with inactive user",),
    ),
    ErrorKind(
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
        "a restricted picklist does not take the value",
        _measure("the picklist is restricted to its values, or the record type of the record does not have this one"),
        _measure("lift the restriction, or leave the user out of it"),
        ("restricted-value",),
        ("bad value for restricted picklist field",),
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
    ),
)

#: What forbids saving it.
RULES = (
    ErrorKind(
        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
        "a validation rule forbids saving the record",
        _both("the record does not meet a rule that this org has made for the object; the message is the org's own"),
        (_EXEMPT, Fact("change the rule, or the data that breaks it", BOTH)),
        ("validation",),
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

#: What keeps Salesforce from answering.
LOAD = (
    ErrorKind(
        "REQUEST_LIMIT_EXCEEDED",
        "the org's API calls are used up, or too many run at once",
        (
            Fact("all that use the API take more calls together than 24 hours have", BOTH),
            Fact("requests take so long, by triggers, that too many run at once", CONNECT),
        ),
        _connect("buy more calls, or have less use them"),
        texts=("totalrequests limit exceeded", "concurrentrequest", "concurrentperorglongtxn"),
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

CODES: Mapping[str, ErrorKind] = {kind.code: kind for kind in (*ACCESS, *VALUES, *RULES, *LOAD)}
