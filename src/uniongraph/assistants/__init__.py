"""A release for assistants: a server of the Model Context Protocol that answers with words, addresses and source lines.

Every prepared query is a tool with typed parameters; others run any SPARQL query, search names, describe a thing and read
lines of a document. What is asked goes to the workers of a `server.service.Service`, as it does over HTTP, so the same
limits hold and the same sentences say what is wrong.

The library of the protocol takes a while to import: `serving` alone needs it, once the workers are starting.
"""
