"""Words of the language that other rooms know by heart."""

from typing import Literal

Direction = Literal["two-way", "from-salesforce", "to-salesforce", "hidden"]
Privacy = Literal["none", "contact", "consent", "behaviour", "financial", "special"]
Access = Literal["read", "create", "edit", "delete", "view-all", "modify-all", "view-all-fields"]
