"""Templates into text: jinja2's home. Templates come from the package alone, never from what a user writes."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment


@cache
def _environment(package: str, folder: str, *, escaped: bool = False) -> Environment:
    loader = PackageLoader(package, folder)
    # Of text, whoever renders escapes for the format at hand; in HTML everything that is no template is text. Block tags take their whole line.
    made = Environment if escaped else SandboxedEnvironment
    return made(
        loader=loader, autoescape=escaped, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )


def templates(package: str, folder: str) -> tuple[str, ...]:
    """Names of the templates in a package's folder, sorted."""
    return tuple(sorted(_environment(package, folder).list_templates()))


def render(package: str, folder: str, template: str, /, **values: object) -> str:
    """One template with values. A value that a template names and nobody gives is an error of ours."""
    return _environment(package, folder).get_template(template).render(values)


def html(package: str, folder: str, template: str, /, **values: object) -> str:
    """One template as HTML: every value is escaped, whatever it holds. No sandbox, as at 100,000 fields it costs more than the page."""
    return _environment(package, folder, escaped=True).get_template(template).render(values)
