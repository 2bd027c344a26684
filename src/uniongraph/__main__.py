"""``python -m uniongraph`` is the command line."""

from uniongraph.cli import main

main(prog_name="uniongraph")
