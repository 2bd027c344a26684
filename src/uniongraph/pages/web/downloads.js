// Links to the answer in each format that the service gives, for as long as a query fits into an address.

import { element } from "./elements.js";
import { settings } from "./settings.js";
import { t } from "./strings.js";

const LONGEST = 6000;
const ROWS = [["JSON", "json", "srj"], ["XML", "xml", "srx"], ["CSV", "csv", "csv"], ["TSV", "tsv", "tsv"]];
const STATEMENTS = [["Turtle", "turtle", "ttl"], ["JSON-LD", "jsonld", "jsonld"], [
  "N-Triples",
  "ntriples",
  "nt",
], ["RDF/XML", "rdfxml", "rdf"]];

/** The line of links; empty where the query is too long for one. */
export function downloads(query, form) {
  const formats = ["CONSTRUCT", "DESCRIBE"].includes(form) ? STATEMENTS : ROWS;
  const links = formats.map(([name, format, ending]) => {
    const href = `${settings.endpoint}?${new URLSearchParams({ query, format })}`;
    return href.length > LONGEST ? null : element("a", { href, download: `answer.${ending}` }, name);
  });
  const line = element("p", { className: "own downloads" });
  if (links.every(Boolean)) {
    line.append(t("Download"), ": ", ...links.flatMap((each, at) => (at ? [" · ", each] : [each])));
  }
  return line;
}
