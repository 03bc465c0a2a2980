"""Where people look in Account Engagement, by Salesforce's pages, and the pages that the runbook sends them to. Nothing here has an API."""

from syncwright.runbook.document import Resource

#: As "Create a Person Account" of Salesforce Help has it in the Lightning app. What the view of sync errors is called there, no page says.
SYNC_ERRORS = ("Account Engagement Settings", "Connectors", "Salesforce connector, its sync errors")

_HELP = "https://help.salesforce.com/apex/HTViewHelpDoc?id=mktg.{}.htm"


def _help(title: str, name: str) -> Resource:
    return Resource(f"Salesforce Help: {title}", _HELP.format(name))


RESOURCES = (
    _help("Considerations for Using the Salesforce Connector", "pardot_sf_connector_considerations"),
    _help(
        "Considerations for Accounts That Allow Multiple Prospects with the Same Email Address",
        "pardot_sf_connector_considerations_for_ampsea",
    ),
    _help("Assign Object Permissions to the Connector User", "pardot_sf_connector_setup_add_connector_permissions"),
    _help("Account Engagement Integration User", "pardot_sf_connector_integration_user"),
    _help("Salesforce Connector Settings", "pardot_sf_connector_settings_reference"),
    _help("Account Engagement Business Units", "pardot_sf_connector_pbus_parent"),
    _help("Configure Marketing Data Sharing Rules", "pardot_sf_connector_setup_selective_sync_config"),
    _help("Guidelines for Using Marketing Data Sharing", "pardot_sf_connector_setup_selective_sync_guidelines"),
    _help("Map Salesforce and Account Engagement Custom Fields", "pardot_sf_connector_setup_map_custom_fields"),
    _help("Default Prospect Field Mapping", "pardot_default_prospect_field_mapping"),
    _help("How Sync Behavior Works", "pardot_sync_behavior_works"),
    _help("User Sync Basics", "pardot_sf_connector_setup_user_sync_considerations"),
    _help("Automatically Merge and Delete Prospects", "pardot_sf_connector_merge_delete_setting"),
    Resource("Salesforce Help: Allowing Multiple Prospects with the Same Email Address", None),
    Resource("Salesforce Help: Person Account Syncing with Salesforce", None),
    Resource("Salesforce Help, article 000383961: Advanced Salesforce Syncing Options for Account Engagement", None),
    Resource(
        "Trailhead: Plan your Pardot and Salesforce integration",
        "https://trailhead.salesforce.com/content/learn/modules/pardot-salesforce-integration-for-lightning-app/integrate-pardot-with-salesforce",
    ),
)
