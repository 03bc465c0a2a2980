"""What people write in English for a country or a state and no standard lists: older names, abbreviations with points, parts for the whole."""

from collections.abc import Mapping

#: By ISO 3166-1 code.
COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "AE": ("UAE", "U.A.E.", "Emirates"),
    "BA": ("Bosnia", "Bosnia-Herzegovina", "Bosnia & Herzegovina"),
    "BN": ("Brunei",),
    "CD": ("DR Congo", "DRC", "Democratic Republic of the Congo"),
    "CG": ("Congo-Brazzaville", "Republic of Congo"),
    "CI": ("Ivory Coast",),
    "CZ": ("Czech Republic",),
    "FK": ("Falkland Islands",),
    "FM": ("Micronesia",),
    "GB": ("UK", "U.K.", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    "IE": ("Republic of Ireland", "Eire"),
    "KR": ("Korea", "Republic of Korea", "S. Korea"),
    "MK": ("Macedonia",),
    "MM": ("Burma",),
    "NL": ("Holland", "The Netherlands"),
    "PS": ("Palestinian Territories",),
    "RU": ("Russia",),
    "SH": ("Saint Helena",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey", "Turkiye"),
    "TT": ("Trinidad & Tobago", "Trinidad"),
    "US": ("U.S.", "U.S.A.", "U.S", "United States of America", "The United States", "America"),
    "VA": ("Vatican", "Vatican City"),
    "VG": ("British Virgin Islands",),
    "VI": ("US Virgin Islands", "U.S. Virgin Islands"),
    "XK": ("Republic of Kosovo",),
}

#: By ISO 3166-2 code.
STATES: Mapping[str, tuple[str, ...]] = {
    "AU-ACT": ("A.C.T.",),
    "AU-NSW": ("N.S.W.",),
    "CA-BC": ("B.C.",),
    "CA-NL": ("Newfoundland", "Labrador"),
    "CA-PE": ("P.E.I.", "PEI"),
    "CA-QC": ("Québec", "PQ"),
    "CA-YT": ("Yukon Territory",),
    "IN-OD": ("Orissa", "OR"),
    "IN-TN": ("Tamilnadu",),
    "IN-UK": ("Uttaranchal", "UT"),
    "MX-CMX": ("CDMX", "Mexico City", "Distrito Federal", "DF"),
    "US-DC": ("D.C.", "Washington DC", "Washington, DC", "Washington D.C.", "Washington, D.C."),
}
