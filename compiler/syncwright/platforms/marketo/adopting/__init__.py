"""What a Marketo instance says of its fields, read from files that people hand in, and which fields of Salesforce those are."""
