"""What only Marketo Support can do or say, as tickets that can be sent as they are: a page each, drawn from a document."""
