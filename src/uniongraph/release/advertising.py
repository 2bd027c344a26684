"""A dataset in the words of schema.org, as search engines for datasets read it: JSON-LD, of the same facts as VoID and DCAT."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from uniongraph.release.cataloguing import DUMPS, KEYWORDS, THEIRS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uniongraph.release.known import Access, Facts
    from uniongraph.release.particulars import Particulars

__all__ = ["advertise"]


def advertise(known: Facts, access: Access | None = None) -> str:
    """Return the description of a dataset as a JSON-LD document; ``access`` is where a server gives it.

    What is not known is left out: the one who made it where nobody was said to publish, dates, where there is no server downloads.
    """
    told: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": known.dataset,
        "name": known.titles[0][0],
        "version": known.version,
    }
    if others := [words for words, _ in known.titles[1:]]:
        told["alternateName"] = others
    if known.about:
        told["description"] = "\n".join(words for words, _ in known.about)
    if known.licence:
        told |= {"license": known.licence, "isAccessibleForFree": True}
        if known.theirs:
            named = " ".join(known.theirs)
            told["copyrightNotice"] = "\n".join(f"{words}: {named}" for words, _ in THEIRS)
    if known.described:
        told |= {"identifier": known.dataset, "keywords": [words for words, _ in KEYWORDS]}
        told["inLanguage"] = ["zh-Hans", "en"]
    if known.particulars:
        told |= _particular(known.particulars, known.space or "")
    if access:
        told |= {"url": access.root, "distribution": list(_downloads(access))}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _particular(found: Particulars, space: str) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if found.years:
        told["temporalCoverage"] = "/".join(dict.fromkeys(found.years))
    if found.places:
        told["spatialCoverage"] = [
            {"@type": "Place", "@id": each.iri, "name": [words for words, _ in each.names]}
            for each in found.places
        ]
    if found.publisher and not found.publisher[0].startswith(f"{space}agent/uniongraph/"):
        body = {"@type": "Organization", "@id": found.publisher[0], "name": found.publisher[1]}
        if found.contact:
            way = found.contact[1]
            body |= {"email": way.removeprefix("mailto:")} if way.startswith("mailto:") else {"url": way}
        told |= {"creator": body, "publisher": body}
    return told


def _downloads(access: Access) -> Iterator[dict[str, str]]:
    for name, form in DUMPS.items():
        yield _download(f"{access.graphs}?format={name}", form.media_type, form.label)
    for name, english, _ in access.tables:
        yield _download(f"{access.root}queries/{name}?format=csv", "text/csv", english)


def _download(url: str, media_type: str, name: str) -> dict[str, str]:
    return {"@type": "DataDownload", "contentUrl": url, "encodingFormat": media_type, "name": name}
