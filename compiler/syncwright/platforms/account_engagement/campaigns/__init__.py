"""Connected campaigns: campaigns of Salesforce that a business unit has as its own."""
