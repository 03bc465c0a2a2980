"""What people do on a platform by hand, each task with what proves it and how to attest it: the tasks, the document, the page. Knows no platform."""
