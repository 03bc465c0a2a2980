"""Both sides in one type system: what a Salesforce type is in Account Engagement, and what is lost between the two."""
