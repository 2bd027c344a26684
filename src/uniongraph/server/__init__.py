"""The release on the web: a SPARQL endpoint and a page for each prepared query."""

from uniongraph.server import app, serving

__all__ = ["app", "serving"]
