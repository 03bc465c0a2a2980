"""Moments in a column of an export, in a form that nobody has documented: the one form that fits all of them, or a question."""

from collections.abc import Sequence
from datetime import datetime

#: Forms that are tried besides ISO 8601, as strptime has them.
FORMS = tuple(
    f"{day} {hour}"
    for day in ("%m/%d/%Y", "%d/%m/%Y", "%m/%d/%y", "%d/%m/%y", "%b %d, %Y", "%d.%m.%Y", "%Y/%m/%d")
    for hour in ("%I:%M %p", "%I:%M:%S %p", "%H:%M", "%H:%M:%S")
)


class NoForm(Exception):
    """No form fits all moments, or several do and say different things. `index`: of the first moment that shows it."""

    def __init__(self, index: int, says: str) -> None:
        super().__init__(says)
        self.index = index
        self.says = says


def moments(texts: Sequence[str], form: str | None = None) -> list[datetime]:
    """All of them, without their zone, which is the same for a whole export. `form`: as strptime has it, where somebody says it. Raises NoForm."""
    if form is not None:
        return [_in(form, text, index) for index, text in enumerate(texts)]
    try:
        return [_plain(datetime.fromisoformat(text)) for text in texts]
    except ValueError:
        pass
    fitting = [found for one in FORMS if (found := _all(one, texts)) is not None]
    different = {tuple(found) for found in fitting}
    if len(different) == 1:
        return fitting[0]
    if different:
        index = next(i for i in range(len(texts)) if len({found[i] for found in fitting}) > 1)
        raise NoForm(index, f"`{texts[index]}` can be read in {len(different)} ways: which number is the month is not said")
    index = next((i for i in range(len(texts)) if all(_all(one, texts[i : i + 1]) is None for one in FORMS)), 0)
    raise NoForm(index, f"`{texts[index]}` is no moment that can be read" if texts[index] else "a moment is missing")


def _in(form: str, text: str, index: int) -> datetime:
    try:
        return _plain(datetime.strptime(text, form))  # noqa: DTZ007 - the zone is that of the export, and only distances count
    except ValueError as error:
        raise NoForm(index, f"`{text}` is no moment of the form `{form}`") from error


def _all(form: str, texts: Sequence[str]) -> list[datetime] | None:
    try:
        return [_plain(datetime.strptime(text, form)) for text in texts]  # noqa: DTZ007 - as above
    except ValueError:
        return None


def _plain(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
