"""The words of a made-up ferry company, and the kinds of field it has. Knows no file format."""

from dataclasses import dataclass, field
from typing import Literal

Direction = Literal["two-way", "from-salesforce", "hidden"]


@dataclass(frozen=True, slots=True)
class Aspect:
    """A kind of field: how its name ends, what it is in Salesforce, and its privacy class. A formula is never synced."""

    word: str
    type: str
    elements: dict[str, str] = field(default_factory=dict)
    pii: str = "none"

    @property
    def formula(self) -> bool:
        return "formula" in self.elements


ASPECTS = (
    Aspect("Date", "Date"),
    Aspect("Changed_At", "DateTime", pii="behaviour"),
    Aspect("Count", "Number", {"precision": "6", "scale": "0"}),
    Aspect("Weight", "Number", {"precision": "12", "scale": "3"}),
    Aspect("Fare", "Currency", {"precision": "16", "scale": "2"}, "financial"),
    Aspect("Share", "Percent", {"precision": "5", "scale": "2"}),
    Aspect("Code", "Text", {"length": "24"}),
    Aspect("Name", "Text", {"length": "120"}, "contact"),
    Aspect("Link", "Url"),
    Aspect("Mail", "Email", {}, "contact"),
    Aspect("Phone", "Phone", {}, "contact"),
    Aspect("Remark", "TextArea"),
    Aspect("Notes", "LongTextArea", {"length": "8000", "visibleLines": "4"}, "contact"),
    Aspect("Wanted", "Checkbox", {"defaultValue": "false"}, "behaviour"),
    Aspect("Agreed", "Checkbox", {"defaultValue": "false"}, "consent"),
    Aspect("Lead_Time", "Number", {"formula": "TODAY() - DATEVALUE(CreatedDate)", "precision": "18", "scale": "0"}),
)

#: What a compound address is called on the two standard objects; its parts are named in the spec.
ADDRESS = Aspect("Address", "")

SUBJECTS = (
    "Outbound Return Cabin Berth Lounge Vehicle Trailer Motorcycle Bicycle Caravan Container Pallet Pet Wheelchair Infant Group Coach Driver "
    "Harbour Quay Terminal Gate Check_In Boarding Crossing Night_Sailing Day_Trip Upgrade Delay Rebooking Refund Voucher Deposit Insurance "
    "Meal Breakfast Buffet Shuttle Parking Luggage Season_Pass Loyalty Referral Survey Complaint Newsletter Charter Excursion Freight Customs"
).split()
THINGS = (
    "Booking Cabin Berth Vehicle Trailer Route Terminal Voucher Loyalty Excursion Meal Invoice Refund Charter Freight Pass Group Agent Claim Survey"
).split()
EVENTS = "Request Change Offer Check Review Record Plan Note Visit Quote".split()

OWNERS = {"marketing-ops": "Marketing operations", "revops": "Revenue operations", "crm-admins": "CRM admins", "privacy": "Data protection"}
PORTS = "Holmsund Vaasa Turku Kapellskar Visby Oskarshamn Ystad Swinoujscie Rostock Gedser Travemunde Liepaja".split()
PROGRAMMES = (
    "Boarding Reminder",
    "Winter Sailings",
    "Cabin Upgrade",
    "Freight Newsletter",
    "Win Back",
    "Harbour Change",
    "Season Pass Renewal",
    "Day Trip Offers",
    "After The Crossing",
)

#: Reasons as people give them. `{port}`, `{programme}` and `{subject}` are filled in; none needs quotes.
SHORT = (
    "picks the sailing in the offer mail",
    "token of the boarding mail",
    "segments travellers of {port}",
    "starts the programme {programme}",
    "ends the programme {programme}",
    "the desk in {port} sorts its calls by it",
    "keeps {subject} travellers out of the wrong list",
    "counted in the weekly {subject} report",
)
HIDDEN = ("a number of the booking desk that no mail shows", "moves every night although the record does not change")
OBJECT = ("the programme {programme} writes about it", "travellers of {port} are sorted by it", "the {subject} mails depend on it")
COLON = (
    "{programme}: who travels with {subject} gets the mail from {port} a day earlier",
    "asked by the desk in {port}: the {subject} list was wrong twice without it",
    "two uses: the programme {programme}, and the {subject} report on Mondays",
)
_COMPARES = (
    "The programme {programme} compares it with the sailing before and writes only to travellers for whom the {subject} part of the journey has "
    "changed, since every other mail from {port} was marked as unwanted last summer."
)
_WAITS = (
    "When the ferry from {port} is late, the desk has to reach everybody with {subject} on board within ten minutes; the programme {programme} "
    "reads this field, waits for the answer of the harbour, and then sends one message and no second one."
)
LONG = (_COMPARES, _WAITS)
COMMENTS = ("# agreed with the desk in {port}", "# also in the {subject} report", "# see the minutes of {programme}")
