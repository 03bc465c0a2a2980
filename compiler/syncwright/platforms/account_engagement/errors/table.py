"""Errors of Account Engagement's sync and of its API: what they mean, what people do about it, and where Syncwright looks. A table; knows no catalog.

No list of the texts that its sync shows was found. Those of Salesforce's codes are there because it is Salesforce that refuses to save a record; that
Account Engagement shows them as they are is not documented, and the product says so.
Sources: KB = the former knowledge base, by number of the article; API = its API's page of error codes; BLOG, NOTE = third parties.
"""

from collections.abc import Mapping

from syncwright.diagnosis.errors import ErrorKind, Look
from syncwright.diagnosis.salesforce_codes import BOTH, CODES, CONNECT
from syncwright.facts import Fact
from syncwright.platforms.account_engagement.connection import editions
from syncwright.platforms.account_engagement.connection import facts as of_connection
from syncwright.records import replace

KB_DELETE, KB_TYPES = "help.pardot.com, article 2128039 of 2016", "help.pardot.com, article 2126816 of 2016"
API = of_connection.CODES
CONNECTOR_USER = "Salesforce Help: Add permissions to the connector user"
LIMITS = editions.CALLS.source
BLOG, NOTE = "fact-marketing.jp: Pardot and Salesforce sync", "note.com: n840901db9f0b"

NOTES = (
    Fact(
        "no list of what its sync shows was found: the texts of which each is told are those that some page quotes",
        "their absence from Salesforce Help",
    ),
    Fact(
        "it is Salesforce that refuses to save a record, and its codes are told here; whether Account Engagement shows them as they are is not documented",
        "their absence from Salesforce Help",
    ),
    Fact(
        "what a code of Salesforce's means is told as Adobe explains it for two products of its own whose users write to Salesforce as well",
        BOTH,
    ),
    of_connection.STANDING_ERRORS,
)


def _blog(*says: str) -> tuple[Fact, ...]:
    return tuple(Fact(one, BLOG, certain=False) for one in says)


def _api(*says: str) -> tuple[Fact, ...]:
    return tuple(Fact(one, API) for one in says)


def _calls() -> str:
    return ", ".join(f"{number:,} in {name.capitalize()}" for name, number in editions.CALLS_A_DAY.items())


#: What is told of these codes besides, as causes and as fixes.
_CAUSES: Mapping[str, tuple[Fact, ...]] = {
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": (
        Fact("a field of type Text takes anything from Salesforce, and a picklist does not take anything back", KB_TYPES),
        *_blog("the type of the field in Account Engagement is the wrong one"),
    ),
    "FIELD_CUSTOM_VALIDATION_EXCEPTION": _blog("a validation rule, or a field that is required, came later than the mapping"),
}
_FIXES: Mapping[str, tuple[Fact, ...]] = {
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": (
        Fact("have the values on both sides the same to the letter, in case and in spaces before and after", KB_TYPES),
    ),
    "FIELD_CUSTOM_VALIDATION_EXCEPTION": _blog("fill the field in Account Engagement, or leave the connector's user out of the rule"),
    "DUPLICATES_DETECTED": _blog("change the duplicate rule, or leave the connector's user out of it"),
}
#: What Adobe's products do about it by themselves, of which nothing is known here.
_THEIRS: Mapping[str, tuple[Fact, ...]] = {"UNABLE_TO_LOCK_ROW": (Fact("look for a slow or failing trigger", CONNECT),)}
#: Salesforce's codes for what it does not save, in the order of the page.
_SAVING = (
    "INVALID_FIELD_FOR_INSERT_UPDATE",
    "INSUFFICIENT_ACCESS_OR_READONLY",
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
    "INACTIVE_OWNER_OR_USER",
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
    "FIELD_INTEGRITY_EXCEPTION",
    "FIELD_FILTER_VALIDATION_EXCEPTION",
    "STRING_TOO_LONG",
    "REQUIRED_FIELD_MISSING",
    "FIELD_CUSTOM_VALIDATION_EXCEPTION",
    "DUPLICATES_DETECTED",
    "DUPLICATE_VALUE",
    "ENTITY_IS_LOCKED",
    "CANNOT_UPDATE_CONVERTED_LEAD",
    "CANNOT_EXECUTE_FLOW_TRIGGER",
    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
    "UNABLE_TO_LOCK_ROW",
    "REQUEST_LIMIT_EXCEEDED",
)
#: Looks for campaigns of ours that change values or owners, which Account Engagement has not.
_NOT_HERE: tuple[Look, ...] = ("geography", "owner")


def _saving(code: str) -> ErrorKind:
    """One of Salesforce's codes, with what is told of it and Account Engagement."""
    kind = CODES[code]
    looks = tuple(look for look in kind.looks if look not in _NOT_HERE)
    fixes = (*_THEIRS.get(code, kind.fixes), *_FIXES.get(code, ()))
    return replace(kind, looks=looks, causes=(*kind.causes, *_CAUSES.get(code, ())), fixes=fixes)


#: Codes of Salesforce's that Adobe's pages do not explain.
_UNEXPLAINED = (
    ErrorKind(
        "INVALID_EMAIL_ADDRESS",
        "Salesforce does not take the e-mail address",
        (Fact("the address has a form that Salesforce does not take", "the code's own name", certain=False),),
        texts=("invalid email address",),
    ),
    ErrorKind(
        "INVALID_CROSS_REFERENCE_KEY",
        "a record that this one points to is not there, or cannot be seen",
        (
            Fact(
                "a lookup holds the id of a record that is gone, of another object, or not shared with the user",
                "salto.io; deploforce.com",
                certain=False,
            ),
        ),
        looks=("object-access",),
        texts=("invalid cross reference id",),
    ),
    ErrorKind(
        "ENTITY_IS_DELETED",
        "the record was deleted",
        (Fact("something refers to a record that was deleted", "Salesforce: status codes, as a third party quotes them", certain=False),),
        texts=("entity is deleted",),
    ),
)
#: What it says itself.
_OWN = (
    ErrorKind(
        "Deleted from CRM",
        "the lead or contact of the prospect was deleted in Salesforce",
        (
            Fact("the prospect was archived and marked as `[[crm_deleted]]`, so that it does not sync again", KB_DELETE),
            Fact("somebody syncs it by hand all the same", KB_DELETE),
        ),
        (Fact("undelete the record in Salesforce, which takes the prospect out of the archive, or have the mark taken away", KB_DELETE),),
        texts=("has previously been deleted in your crm", "deleted from crm:", "[[crm_deleted]]"),
    ),
    ErrorKind(
        "lacks recommended permissions",
        "the connector's user may not do what the connector is to do",
        (
            Fact("a page of connectors shows it with a list of what is missing, most often a field", NOTE, certain=False),
            Fact("a new custom field is visible to nobody until somebody grants it, the integration user included", NOTE, certain=False),
        ),
        (Fact("grant what the page lists; objects and fields are those of the table for connector users", CONNECTOR_USER),),
        texts=("recommended permissions",),
    ),
)
_AGAIN = _api("ask again; if it stays, ask Support")
#: What its API answers, by number: of the connector, of campaigns, of units, and of calls.
_ANSWERS = (
    ErrorKind(
        "37",
        "accounts and opportunities are Salesforce's while there is a connector",
        _api("something writes a prospect account or an opportunity that Salesforce holds"),
        _api("change it in Salesforce"),
        texts=("a salesforce connector was detected",),
    ),
    ErrorKind(
        "66",
        "too many requests at once",
        (editions.AT_ONCE,),
        (Fact("have fewer at a time", LIMITS),),
    ),
    ErrorKind(
        "119",
        "the connection to Salesforce could not be renewed",
        _api("no refresh token of the Salesforce connector could be made"),
        _AGAIN,
        texts=("unable to create refresh tokens for salesforce connector",),
    ),
    ErrorKind(
        "120",
        "the connector is not verified",
        _api("the Salesforce connector could not be verified"),
        _AGAIN,
        texts=("unable to verify salesforce connector",),
    ),
    ErrorKind(
        "121",
        "prospects could not be synced",
        _api("the sync of prospects with Salesforce failed"),
        _AGAIN,
        texts=("unable to sync prospect with salesforce",),
    ),
    ErrorKind(
        "122",
        "the calls of the day are used up",
        (Fact(f"a business unit has so many calls a day: {_calls()}", LIMITS), editions.NO_API_IN_GROWTH),
        _api("wait for the next day"),
        texts=("daily api rate limit met",),
    ),
    ErrorKind(
        "128",
        "campaigns come from Salesforce",
        _api("Connected Campaigns is on, so that none can be made in Account Engagement"),
        _api("make it in Salesforce"),
        texts=("cannot create campaigns",),
    ),
    ErrorKind(
        "129",
        "name and cost of a campaign come from Salesforce",
        _api("neither can be changed through the API"),
        _api("change them in Salesforce"),
        texts=("cannot modify campaign name or cost",),
    ),
    ErrorKind(
        "132",
        "the prospect is in the recycle bin",
        _api("an archived prospect can be neither read nor changed"),
        _api("take it out of the recycle bin"),
        texts=("prospect is archived",),
    ),
    ErrorKind(
        "181",
        "a header is missing",
        _api("each call names its business unit, and this one names none"),
        texts=("a required header is missing",),
    ),
    ErrorKind(
        "184",
        "the access token is not taken",
        _api("it has expired, lacks the scope `pardot_api`, or its user is none of the business unit"),
        texts=("access_token is invalid, unknown, or malformed",),
    ),
    ErrorKind(
        "201",
        "there is no such business unit at this host",
        _api("the id is wrong, the unit is not active, or the host is that of another kind of org"),
        _api("see that id and host are those of the environment"),
        texts=("business unit specified in pardot-business-unit-id header not found or inactive",),
    ),
    ErrorKind(
        "202",
        "the calls of a minute are used up, or a query took too long",
        _api("a query ran too long"),
        _api("ask for less at once, or later"),
        texts=("minute rate limit met",),
    ),
    ErrorKind(
        "209",
        "a query filters by too many fields",
        _api("a query filters by 3 fields at most"),
        _api("filter by fewer"),
        texts=("too many fields have filters",),
    ),
    ErrorKind(
        "218",
        "Connected Campaigns is off",
        _api("the business unit does not have it on, and a campaign is to be connected"),
        _api("switch it on"),
        texts=("connected campaigns is not enabled",),
    ),
    ErrorKind(
        "233",
        "no connector is verified",
        _api("the business unit has no verified Salesforce connector"),
        _api("verify the connector"),
        texts=("there is not a verified salesforce connector",),
    ),
    ErrorKind(
        "234",
        "the connector has version 1",
        (*_api("what was asked for needs version 2"), of_connection.INTEGRATION_NEEDS_2),
        _api("update the connector to version 2"),
        texts=("a v2 salesforce connector is required",),
    ),
    ErrorKind(
        "235",
        "the connector is paused, or runs, already",
        _api("it was asked to be what it is"),
        _api("do not ask again"),
        texts=("the salesforce connector is already in the desired state",),
    ),
    ErrorKind(
        "239",
        "the file of a program was changed",
        _api("an Engagement Studio program can only be carried over as it was downloaded"),
        _api("download it again"),
        texts=("file has been altered after initial download",),
    ),
)

KINDS = (*(_saving(code) for code in _SAVING), *_UNEXPLAINED, *_OWN, *_ANSWERS)
