"""The command line: the only package that prints.

Every import that takes time stands inside the command that needs it, so that a query starts as fast as its engine.
"""

from uniongraph.cli import asking, gazetteer, giving, keeping, publishing, pushing, reading, site
from uniongraph.cli.frame import main

__all__ = ["asking", "gazetteer", "giving", "keeping", "main", "publishing", "pushing", "reading", "site"]
