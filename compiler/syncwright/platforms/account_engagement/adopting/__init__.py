"""What an Account Engagement account says of its custom fields, from answers of its API, and which fields of Salesforce those are."""
