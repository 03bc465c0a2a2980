"""Whether Account Engagement would sync one record of Salesforce with each business unit, or make a record of a prospect, and which way values go."""
