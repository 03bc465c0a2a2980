"""What can be wrong with a file that is to say what fields an instance has."""

from syncwright.diagnostics import Rule

FIELDS_NOT_READ = Rule("MKT768", "fields-not-read", "error", "syncwright.platforms.marketo.pages", adjustable=False)

HELP = "give what `describe2.json` or `describe.json` of the REST API answers, or what Field Management exports, as CSV"
