"""Chinese award decisions (表彰决定) as a knowledge graph that points at its sources."""

__version__ = "0.1.0"
