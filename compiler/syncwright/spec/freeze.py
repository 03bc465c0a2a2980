"""The models of the language as source of lean structs: what pydantic checks, without importing pydantic.

`compiled.py` files are made by this and never edited. A struct takes what its model takes and refuses what it refuses; it says neither
where nor why. What it refuses is given to the model, which explains. A test holds the two to each other.
"""

import inspect
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import ModuleType, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BaseModel, BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from syncwright.spec import convert, values
from syncwright.spec.base import Said, Spec

_HEAD = '''"""The models of {module} as lean structs, for the good path. Made by `make generated`; never edited."""

# mypy: ignore-errors

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from {module} import *
else:
    from datetime import date
    from typing import Annotated, ClassVar, Literal

    from syncwright.records import Bounds, Struct, settle
    from syncwright.spec import convert
    from syncwright.spec.convert import NOTHING
'''


@dataclass(slots=True)
class _Writer:
    """Writes one module: named text types once, then a class for each model."""

    texts: dict[str, str] = field(default_factory=dict)
    classes: list[str] = field(default_factory=list)

    def text(self, bounds: StringConstraints) -> str:
        """The name of a text type with these bounds."""
        said = [f"min_length={bounds.min_length}"] if bounds.min_length else []
        said += [f"max_length={bounds.max_length}"] if bounds.max_length else []
        # Python's `$` also matches before a line feed at the end, Rust's does not.
        said += [f"pattern={str(bounds.pattern).removesuffix('$')!r} r'\\Z'"] if bounds.pattern else []
        return self.texts.setdefault(", ".join(said), f"_Text{len(self.texts)}")


def compiled(module: ModuleType, others: Sequence[ModuleType] = ()) -> bytes:
    """Source of the structs for every model that `module` defines, and those of `others` before it."""
    writer = _Writer()
    modules = (*others, module)
    names = ", ".join(one.__name__ for one in modules)
    for one in modules:
        for model in vars(one).values():
            if isinstance(model, type) and issubclass(model, BaseModel) and model.__module__ == one.__name__ and model is not Said:
                writer.classes.append(_class(writer, model))
    head = _HEAD.format(module=module.__name__)
    head = head.replace(f"The models of {module.__name__}", f"The models of {names}")
    imports = "".join(f"    from {one.__name__} import *\n" for one in modules)
    head = head.replace(f"    from {module.__name__} import *\n", imports)
    if module.__name__.startswith("syncwright.platforms."):
        head += "    from syncwright.spec.compiled import ConnectorSpec\n"
    texts = "".join(f"    {name} = Annotated[str, Bounds({bounds})]\n" for bounds, name in writer.texts.items())
    body = "\n\n".join(textwrap.indent(one, "    ") for one in writer.classes)
    return f"{head}\n{texts}\n{body}".encode()


def _class(writer: _Writer, model: type[BaseModel]) -> str:
    base = next((b.__name__ for b in model.__bases__ if b not in (Said, Spec)), "Struct")
    inherited: dict[str, FieldInfo] = {} if base == "Struct" else vars(model.__bases__[0])["__pydantic_fields__"]
    hints = get_type_hints(model, include_extras=True)
    fields = {name: info for name, info in model.model_fields.items() if name not in inherited}
    renames = {name: info.alias for name, info in fields.items() if info.alias}
    options = "frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False" + (f", rename={renames!r}" if renames else "")
    # A build remembers specs of fields by the thousand, and no more of them than they say.
    options += ", omit_defaults=True" if model.__module__ == "syncwright.spec.object" else ""
    lines = [f"class {model.__name__}({base}, {options}):"]
    lines.append(f'    model: ClassVar[str] = "{model.__module__}:{model.__name__}"')
    lines += [f"    {name}: {_type(writer, _with_bounds(hints[name], info))}{_default(info)}" for name, info in fields.items()]
    steps = [step for name, info in model.model_fields.items() for step in _steps(name, hints[name])]
    if steps:
        lines += ["", "    def __post_init__(self):", *(f"        {step}" for step in steps)]
    for name, method in vars(model).items():
        if inspect.isfunction(method) and not name.startswith("_"):
            lines += ["", textwrap.indent(textwrap.dedent(inspect.getsource(method)), "    ").rstrip()]
    return "\n".join(lines) + "\n"


def _with_bounds(hint: Any, info: FieldInfo) -> Any:
    shortest = next((m.min_length for m in info.metadata if type(m).__name__ == "MinLen"), None)
    return Annotated[hint, FieldInfo(min_length=shortest)] if shortest and get_origin(hint) is dict else hint


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return ""
    if info.default is convert.NOTHING:
        return " = NOTHING"
    if isinstance(info.default, BaseModel):
        return f" = {type(info.default).__name__}()"
    return f" = {info.default!r}"


def _type(writer: _Writer, hint: Any) -> str:
    """A type as source. What a conversion makes of text is text here; `_steps` converts it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated(writer, arguments[0], arguments[1:])
    if origin in (Union, UnionType):
        return " | ".join(_type(writer, one) for one in arguments)
    if origin is Literal:
        return f"Literal[{', '.join(map(repr, arguments))}]"
    if origin is dict:
        return f"dict[{_type(writer, arguments[0])}, {_type(writer, arguments[1])}]"
    if origin is tuple:
        return f"tuple[{_type(writer, arguments[0])}, ...]"
    if hint is NoneType:
        return "None"
    assert hint is str or issubclass(hint, BaseModel), f"{hint} has no lean form"
    return str(hint.__name__)


def _annotated(writer: _Writer, base: Any, metadata: Sequence[Any]) -> str:
    match _conversion(metadata):
        case convert.whole:
            return "str"
        case convert.yes_no:
            return 'Literal["true", "false"]'
        case convert.day:
            return "date"
        case values.as_list:
            one = get_args(base)[0]
            return f"{_type(writer, one)} | Annotated[{_type(writer, base)}, Bounds(min_length=1)]"
        case values.nothing:
            return f'{_type(writer, base)} | Literal[""]'
    bounds = next((m for m in metadata if isinstance(m, StringConstraints)), None)
    if bounds is not None:
        return writer.text(bounds)
    shortest = next((_shortest(m) for m in metadata if isinstance(m, FieldInfo) and _shortest(m)), None)
    inner = _type(writer, base)
    return f"Annotated[{inner}, Bounds(min_length={shortest})]" if shortest else inner


def _shortest(info: FieldInfo) -> int | None:
    return next((m.min_length for m in info.metadata if type(m).__name__ == "MinLen"), None)


def _conversion(metadata: Sequence[Any]) -> Callable[..., Any] | None:
    """The conversion of ours among a type's metadata."""
    for one in metadata:
        if isinstance(one, (BeforeValidator, AfterValidator)):
            found: Callable[..., Any] = inspect.unwrap(one.func)
            return found
    return None


def _steps(name: str, hint: Any) -> Iterator[str]:
    """Statements that turn the text of one key into its value."""
    if get_origin(hint) in (Union, UnionType):
        for one in get_args(hint):
            yield from _steps(name, one)
    elif get_origin(hint) is Annotated:
        base, *metadata = get_args(hint)
        made = _conversion(metadata)
        if made is values.as_list:
            yield f"if type(self.{name}) is str: settle(self, {name!r}, (self.{name},))"
            if any(isinstance(one, AfterValidator) and inspect.unwrap(one.func) is convert.each_once for one in metadata):
                yield f"convert.each_once(self.{name})"
        elif made in (convert.whole, convert.yes_no):
            assert made is not None, "None is in no tuple of functions"
            yield f"if type(self.{name}) is str: settle(self, {name!r}, convert.{made.__name__}(self.{name}))"
        elif made is not None and made is not convert.day:
            constant = next(key for key, value in vars(convert).items() if value is made)
            yield f"if self.{name} is not None: convert.{constant}(self.{name})"
        else:
            yield from _steps(name, base)
    elif get_origin(hint) is tuple and _conversion(get_args(get_args(hint)[0])[1:]) is convert.whole:
        yield f"settle(self, {name!r}, tuple(map(convert.whole, self.{name})))"
    elif get_origin(hint) is dict:
        value = get_args(hint)[1]
        if get_origin(value) is Annotated and _conversion(get_args(value)[1:]) is values.nothing:
            empty = f"{get_args(value)[0].__name__}()"
            yield f'if self.{name} and "" in self.{name}.values(): settle(self, {name!r}, {{k: {empty} if v == "" else v for k, v in self.{name}.items()}})'
