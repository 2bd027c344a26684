"""A release: an immutable folder named by the hash of its content, and a pointer that says which is current.

::

    ROOT/
    ├── current                    the id of the current release, one line
    ├── .lock                      held by the one writer
    └── releases/{id}/
        ├── manifest.json          format, id, tool, base, inputs, shards, texts, counts: same content, same bytes
        ├── shards/{sha256}.nq     canonical sorted N-Quads; releases share by hard link what did not change
        ├── texts/{sha256}.txt     what was read of an original that is no plain text, by the hash of the original
        ├── store/                 the pyoxigraph store loaded from the shards, opened read-only
        ├── void.ttl               the release described in VoID and DCAT-AP 3
        ├── dataset.jsonld         the same for search engines, in the words of schema.org
        ├── particulars.json       what these say besides the manifest: counts by property, links, what is covered
        ├── store.json             size, SHA-256 and time of the store's files; differs from build to build
        └── derived/               made after it was published, may be missing: prepared answers, indexes, the RDF Patch
                                   from the release that was current before (patches/{id}.rdfp)

A release is written aside (``ROOT/.building-*``) and moved into place by one rename; the pointer moves last, so a
build killed at any moment leaves the old release current. The shards are what was published: the store keeps the
values of numbers and not their form or derived type (``"1"^^xsd:positiveInteger`` comes back as ``xsd:integer``).
"""

from uniongraph.release.advertising import advertise
from uniongraph.release.description import describe
from uniongraph.release.differing import Difference, compare, patch, patches
from uniongraph.release.elders import Elders, Former
from uniongraph.release.folder import (
    Release,
    current,
    faults,
    find,
    list_releases,
    open_release,
    read_pointer,
    verify,
)
from uniongraph.release.growth import Growth
from uniongraph.release.keeping import named, prune, use
from uniongraph.release.known import Access, Facts, facts
from uniongraph.release.manifest import FORMAT, Counts, Input, KeptText, Manifest, Shard
from uniongraph.release.particulars import Linkset, Particulars, Place
from uniongraph.release.publication import hold, publish
from uniongraph.release.shards import serialise

__all__ = [
    "FORMAT",
    "Access",
    "Counts",
    "Difference",
    "Elders",
    "Facts",
    "Former",
    "Growth",
    "Input",
    "KeptText",
    "Linkset",
    "Manifest",
    "Particulars",
    "Place",
    "Release",
    "Shard",
    "advertise",
    "compare",
    "current",
    "describe",
    "facts",
    "faults",
    "find",
    "hold",
    "list_releases",
    "named",
    "open_release",
    "patch",
    "patches",
    "prune",
    "publish",
    "read_pointer",
    "serialise",
    "use",
    "verify",
]
