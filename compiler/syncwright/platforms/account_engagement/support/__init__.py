"""What is asked of Salesforce Support for a business unit, as requests that a person sends: several prospects of one address, person accounts, blanks."""
