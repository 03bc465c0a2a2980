"""Sync errors of Account Engagement: what is known of each, and what only its connector's specs can say."""
