"""What Salesforce does for plans, in one value."""

from syncwright.platform import Planning
from syncwright.platforms.salesforce.access import access
from syncwright.platforms.salesforce.hazards import hazards
from syncwright.platforms.salesforce.observe import files, observe
from syncwright.platforms.salesforce.retired import beside, held, removed
from syncwright.platforms.salesforce.steps import steps
from syncwright.platforms.salesforce.types import TYPES, needs
from syncwright.platforms.salesforce.users import users
from syncwright.platforms.salesforce.value_moves import settled
from syncwright.platforms.salesforce.written import written

PLANNING = Planning(
    types=TYPES,
    needs=needs,
    users=users,
    beside=beside,
    removed=removed,
    held=held,
    files=files,
    observe=observe,
    access=access,
    hazards=hazards,
    settled=settled,
    steps=steps,
    written=written,
)
