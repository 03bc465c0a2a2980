"""Styles, scripts and the picture of the site, as pages load them."""
