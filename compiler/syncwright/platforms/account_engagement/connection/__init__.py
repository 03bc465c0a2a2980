"""The Salesforce connector itself: its version, edition, units, user and settings; which way to sync to choose; how fast it goes and what moves while it is paused."""
