"""Objects and fields as SFDX source, laid out as Salesforce's tools retrieve it."""

from bench.vocabulary import ADDRESS, Aspect

_FILE = '<?xml version="1.0" encoding="UTF-8"?>\n<{tag} xmlns="http://soap.sforce.com/2006/04/metadata">\n{body}</{tag}>\n'
PROJECT = '{\n  "packageDirectories": [{ "path": "force-app", "default": true }],\n  "sourceApiVersion": "67.0"\n}\n'

#: What the sync user of the specs has besides its own set: nothing is granted by it, and that is known.
PROFILE = _FILE.format(tag="Profile", body="    <custom>false</custom>\n    <userLicense>Salesforce</userLicense>\n")


def object_file(name: str) -> str:
    """A custom object with a text name, or what a tree holds of a standard object."""
    if not name.endswith("__c"):
        return _FILE.format(tag="CustomObject", body="    <enableFeeds>false</enableFeeds>\n    <enableHistory>false</enableHistory>\n")
    label = _label(name)
    body = (
        "    <deploymentStatus>Deployed</deploymentStatus>\n"
        f"    <label>{label}</label>\n"
        "    <nameField>\n"
        f"        <label>{label} Name</label>\n"
        "        <type>Text</type>\n"
        "    </nameField>\n"
        f"    <pluralLabel>{label}s</pluralLabel>\n"
        "    <sharingModel>ReadWrite</sharingModel>\n"
    )
    return _FILE.format(tag="CustomObject", body=body)


def field_file(name: str, aspect: Aspect) -> str:
    """One field. A standard field's file says only what differs from the standard."""
    if aspect is ADDRESS:
        elements = {"trackHistory": "false"}
    else:
        elements = {"externalId": "false", "label": _label(name), "required": "false", "type": aspect.type, **aspect.elements}
    rows = {"fullName": name, **dict(sorted(elements.items()))}
    return _FILE.format(tag="CustomField", body="".join(f"    <{tag}>{text}</{tag}>\n" for tag, text in rows.items()))


def _label(name: str) -> str:
    return name.removesuffix("__c").replace("_", " ")
