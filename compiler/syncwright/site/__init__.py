"""The docs site: static pages for a browser, readable from disk, that search and draw without a server."""
