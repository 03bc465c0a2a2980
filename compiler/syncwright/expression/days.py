"""A day as a span of time: what a comparison with it means for something that is more exact. Knows no notation."""

from collections.abc import Mapping
from typing import Literal

from syncwright.expression.normal import Operator

#: An operator on the beginning of the day itself (0) or of the day after it (1).
Bound = tuple[Literal["<", ">="], int]

#: Each comparison with a day by its bounds: all of them have to hold, but for `!=` one is enough.
BOUNDS: Mapping[Operator, tuple[Bound, ...]] = {
    "=": ((">=", 0), ("<", 1)),
    "!=": (("<", 0), (">=", 1)),
    "<": (("<", 0),),
    "<=": (("<", 1),),
    ">": ((">=", 1),),
    ">=": ((">=", 0),),
}
