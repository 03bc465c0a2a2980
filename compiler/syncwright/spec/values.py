"""Text to values, in one place. A spec holds text alone; these types say which text is meant and what it becomes.

Each type also says what an editor may find there: editors type scalars (`67.0` is a number to them), we do not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler, StringConstraints, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError

from syncwright.limits import SPECS
from syncwright.spec import convert
from syncwright.spec.convert import NotThat
from syncwright.spec.words import Access, Direction, Privacy

__all__ = [
    "NOTHING",
    "Access",
    "Address",
    "ApiName",
    "ApiVersion",
    "Bool",
    "BusinessUnitId",
    "CampaignName",
    "Clock",
    "Contact",
    "CountryCode",
    "Day",
    "Description",
    "Direction",
    "Duration",
    "EachOnce",
    "FieldPath",
    "Folder",
    "Handle",
    "Host",
    "Label",
    "Link",
    "Many",
    "Maybe",
    "Munchkin",
    "Name",
    "OneOrMore",
    "OrgId",
    "Privacy",
    "Rate",
    "ScoreChange",
    "Text",
    "Whole",
    "Zone",
]

T = TypeVar("T")

#: What an editor makes of a scalar that is text to us.
SCALAR = ["string", "number", "boolean", "null"]
#: The same, where the text cannot be taken for a number, `true` or `null`.
WORDS = "string"
#: The same, where it cannot be taken for a number.
LETTERS = ["string", "boolean", "null"]

#: What a pattern asks for, completing the sentence "this is not ...".
SHAPES: dict[str, str] = {}


def _text(pattern: str | None, what: str, longest: int = SPECS.scalar, **editor: Any) -> Any:
    """Text that matches `pattern` from end to end. The pattern is of the plain kind that Rust, Python and JavaScript share."""
    schema: dict[str, Any] = {"type": SCALAR, "maxLength": longest, "errorMessage": f"this is not {what}", **editor}
    if pattern is None:
        return [StringConstraints(min_length=1, max_length=longest), WithJsonSchema(schema | {"minLength": 1})]
    whole = f"^(?:{pattern})$"
    SHAPES[whole] = what
    return [StringConstraints(pattern=whole, max_length=longest), WithJsonSchema(schema | {"pattern": whole})]


def _annotated(base: Any, extras: list[Any]) -> Any:
    for extra in extras:
        base = Annotated[base, extra]
    return base


Text = _annotated(str, _text(None, "text"))
#: Longest label and description of a permission set, in characters: PermissionSet in the Metadata API Developer Guide.
Label = _annotated(str, _text(None, "a label of at most 80 characters", 80))
#: Longest name of a campaign, in characters: Campaign in the Salesforce Object Reference.
CampaignName = _annotated(str, _text(None, "a campaign's name of at most 80 characters", 80))
Description = _annotated(str, _text(None, "a description of at most 255 characters", 255))
Name = _annotated(str, _text(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", "a name: lower-case letters and digits, joined by `-` or `_`", 80))
Address = _annotated(
    str, _text(r"[a-z0-9]+(?:[-_][a-z0-9]+)*(?:/[a-z0-9]+(?:[-_][a-z0-9]+)*)?", "a connector, such as `marketo` or `ae/emea`", 160)
)
ApiName = _annotated(
    str,
    _text(r"[A-Za-z][A-Za-z0-9]*(?:_{1,2}[A-Za-z0-9]+)*", "an API name: letters, digits and underscores, first a letter", 80, type=LETTERS),
)
FieldPath = _annotated(
    str, _text(r"[A-Za-z][A-Za-z0-9_]*\.[A-Za-z][A-Za-z0-9_]*", "an object and a field, such as `Account.Type`", 160, type=WORDS)
)
Contact = _annotated(str, _text(r"[^@\s]+@[^@\s]+", "an e-mail address", 254, type=WORDS))
Handle = _annotated(str, _text(r"@[A-Za-z0-9-]+(?:/[A-Za-z0-9._-]+)?", "a GitHub handle, such as `@team` or `@org/team`", 120, type=WORDS))
Munchkin = _annotated(str, _text(r"[0-9]{3}-[A-Z]{3}-[0-9]{3}", "a Munchkin id, such as `123-ABC-456`", type=WORDS))
#: Of the characters of a link alone, so that it is one wherever it is written.
Link = _annotated(str, _text(r"https://[A-Za-z0-9._~:/?#@!$&+,;=%-]+", "a link that begins with `https://`", 2000, type=WORDS))
_LABEL = "[a-z0-9]+(?:-{1,2}[a-z0-9]+)*"
Host = _annotated(
    str,
    _text(
        rf"(?:{_LABEL}(?:\.{_LABEL})*\.[a-z]+|(?:127\.0\.0\.1|localhost)(?::[1-9][0-9]{{0,4}})?)",
        "a host name and nothing more, such as `mycompany.my.salesforce.com`",
        253,
        type=WORDS,
    ),
)
Zone = _annotated(str, _text(r"[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*", "a time zone, such as `Europe/Berlin`", 64, type=LETTERS))
ApiVersion = _annotated(
    str,
    _text(
        r"[4-9][0-9]\.0|[1-9][0-9][0-9]\.0",
        "a Salesforce API version of 40.0 or later, such as `67.0`",
        type=["string", "number"],
        minimum=40,
        maximum=999,
        multipleOf=1,
    ),
)
Rate = _annotated(
    str, _text(r"(?:0|[1-9][0-9]{0,5})(?:\.[0-9]{1,6})?", "a number, such as `6` or `0.5`", 13, type=["string", "number"], minimum=0)
)
CountryCode = _annotated(str, _text(r"[A-Z]{2}", "a country's code of two letters, such as `US`", type=["string", "boolean"]))
Clock = _annotated(str, _text(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", "a time of the day, such as `02:00`", type=WORDS))
ScoreChange = _annotated(
    str,
    _text(r"[+-][0-9]{1,9}|=-?[0-9]{1,9}", "a change of a score: `+5` adds, `-5` takes away, `=5` sets", type=["string", "number"]),
)
Folder = _annotated(
    str,
    _text(
        r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*", "a folder below the specs, such as `inventory/production`", 200
    ),
)


def _converted(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A conversion of ours as one of pydantic's, under its own name."""

    @wraps(convert)
    def converted(value: Any) -> Any:
        try:
            return convert(value)
        except NotThat as error:
            raise PydanticCustomError(error.kind, _SAID[error.kind], {"what": error.what}) from error

    return converted


_SAID: dict[str, Any] = {
    "shape": "this is not {what}",
    "checksum": "the last three characters of this id should be `{what}`",
    "twice": "`{what}` stands here twice",
}


def _id(prefix: str, check: Callable[[str], str], what: str) -> Any:
    shape = f"{prefix}[A-Za-z0-9]{{{15 - len(prefix)}}}(?:[A-Z0-5]{{3}})?"
    schema = {"type": WORDS, "pattern": f"^{shape}$", "errorMessage": f"this is not {what}"}
    return Annotated[str, AfterValidator(_converted(check)), WithJsonSchema(schema)]


OrgId = _id("00D", convert.org_id, "an org id: `00D` and 12 or 15 more characters")
BusinessUnitId = _id("0Uv", convert.business_unit_id, "a business unit id: `0Uv` and 12 or 15 more characters")

_WHOLE = {"type": ["integer", "string"], "pattern": r"^-?(?:0|[1-9][0-9]{0,17})$", "errorMessage": "this is not a whole number"}
_DAY = {
    "type": WORDS,
    "pattern": r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$",
    "errorMessage": "this is not a date, such as `2026-03-31`",
}
Whole = Annotated[int, BeforeValidator(_converted(convert.whole)), WithJsonSchema(_WHOLE)]
Bool = Annotated[bool, BeforeValidator(_converted(convert.yes_no)), WithJsonSchema({"enum": [True, False, "true", "false"]})]
Day = Annotated[date, BeforeValidator(_converted(convert.day)), WithJsonSchema(_DAY)]
Duration = _annotated(
    str,
    _text(r"[1-9][0-9]{0,3} (?:minute|hour|day|week|month|year)s?", "a length of time, such as `2 days` or `12 months`", 20, type=WORDS),
)


#: Default of a mapping that is left out.
NOTHING: Any = convert.NOTHING


@dataclass(frozen=True, slots=True)
class _InEditors:
    """What an editor may find there, made of the type's own schema. Means nothing to validation."""

    found: Callable[[dict[str, Any]], list[dict[str, Any]]]

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": self.found(handler(core))}


def as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) and value else value


def _one_or_many(many: dict[str, Any]) -> list[dict[str, Any]]:
    return [many["items"], {"type": "array", "items": many["items"], "minItems": 1}]


#: One or more; a single one may be written without brackets.
OneOrMore = Annotated[tuple[T, ...], BeforeValidator(as_list), Field(strict=False, min_length=1), _InEditors(_one_or_many)]


#: Says that nothing stands twice in a list.
EachOnce = AfterValidator(_converted(convert.each_once))
#: A list, kept as a tuple.
Many = Annotated[tuple[T, ...], Field(strict=False)]


def nothing(value: Any) -> Any:
    return {} if value == "" else value


_NOTHING = {"type": ["null", "string"], "maxLength": 0}
#: A mapping that may be left empty: `City:` says as much as `City: {}`.
Maybe = Annotated[T, BeforeValidator(nothing), _InEditors(lambda some: [some, _NOTHING])]
