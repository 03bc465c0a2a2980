"""What the user of an Account Engagement connector may do in Salesforce, what that shows to the users of Account Engagement, and what stands in its way."""
