"""Both sides in one type system: what a Salesforce type is in Marketo, and what is lost between the two."""
