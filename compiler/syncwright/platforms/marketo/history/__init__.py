"""What Marketo tells of its sync afterwards: the export of Sync Status, and the table of backlogs that somebody typed off the screen."""
