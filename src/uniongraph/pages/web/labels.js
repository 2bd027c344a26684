// Labels of things, asked for when they are to be seen and kept while the page is open.

import { anywhere, isIri, select } from "./asking.js";
import { brief, isChinese } from "./settings.js";

const BATCH = 200;
// Properties that name things, the best first: our data has the first, data of others may have any.
const NAMING = [
  "http://www.w3.org/2004/02/skos/core#prefLabel",
  "http://www.w3.org/2000/01/rdf-schema#label",
  "http://purl.org/dc/terms/title",
  "https://schema.org/name",
  "http://schema.org/name",
  "http://xmlns.com/foaf/0.1/name",
];

/** @type {Map<string, {text: string, lang: string | null} | null>} */
const known = new Map();

/** How well a language suits the reader: the less, the better. */
function distance(lang) {
  if (!lang) return 2;
  const isOwn = lang.toLowerCase().startsWith(isChinese ? "zh" : "en");
  if (isOwn) return /^zh-hans|^en$/i.test(lang) ? 0 : 1;
  return /^(zh|en)\b/i.test(lang) ? 3 : 4;
}

function best(rows) {
  const order = (row) => distance(row.label["xml:lang"]) * NAMING.length + NAMING.indexOf(row.by.value);
  const chosen = rows.reduce((one, other) => (order(other) < order(one) ? other : one));
  return { text: chosen.label.value, lang: chosen.label["xml:lang"] ?? null };
}

async function fetchLabels(iris) {
  const rows = await select(`SELECT ?iri ?by ?label WHERE {
    VALUES ?by { ${NAMING.map((each) => `<${each}>`).join(" ")} }
    VALUES ?iri { ${iris.map((each) => `<${each}>`).join(" ")} }
    ${anywhere("?iri ?by ?label")} FILTER isLiteral(?label)
  }`);
  for (const [iri, found] of Map.groupBy(rows, (row) => row.iri.value)) known.set(iri, best(found));
}

/** Learn the labels of some IRIs; returns whether there was any to learn. A server that does not answer leaves IRIs. */
export async function learn(iris) {
  const wanted = [...new Set(iris)].filter((iri) => !known.has(iri) && isIri(iri));
  for (let begin = 0; begin < wanted.length; begin += BATCH) {
    const batch = wanted.slice(begin, begin + BATCH);
    for (const iri of batch) known.set(iri, null);
    try {
      await fetchLabels(batch);
    } catch {
      for (const iri of batch) known.delete(iri);
      return false;
    }
  }
  return wanted.length > 0;
}

/** What an IRI is called as far as that is known, else the IRI in short. */
export const label = (iri) => known.get(iri) ?? { text: brief(iri), lang: null };
