"""From what an org lets people do to specs that say so: permission sets and profiles become `grants`, and `sync` where a connector claims a field.

Knows no disk. What it makes is compiled before it is handed out, so that nothing is written which would not check.
"""

from syncwright.adopt.adoption import Adoption, Report, adopt
from syncwright.adopt.given import Given, NotToAdopt, can_be_adopted, given

__all__ = ["Adoption", "Given", "NotToAdopt", "Report", "adopt", "can_be_adopted", "given"]
