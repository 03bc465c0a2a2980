"""A stand-in of Salesforce: what its documentation says that an org accepts, refuses and answers. No org was asked; it proves nothing of one."""
