"""Making links: our things beside those of a target, as a sheet of candidates that people judge.

::

    target = targets.from_file(Path("districts.csv"), targets.Choice(namespace="https://example.org/division/"))
    filled = candidates.gather(release, target, "place")
    sheets.rendered(filled)

A target is a table, RDF, a SPARQL endpoint or a Reconciliation service (`targets`). What may be one with what is found
by `matching` and said with its features (`proposing`), written to a sheet and read back (`sheets`); a judgement goes into
the ledger (`judging`, `links`). Nothing is linked here.
"""
