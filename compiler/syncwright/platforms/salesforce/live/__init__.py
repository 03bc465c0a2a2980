"""A Salesforce org as it is now: asked, and changed, through its own interfaces."""
