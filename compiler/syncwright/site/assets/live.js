// In a site that is served while specs are written: the page is loaded anew when the site was made anew.
new EventSource("/changes").onmessage = () => location.reload();
