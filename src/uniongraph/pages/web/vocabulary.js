// Classes and properties to write queries with: those of the ontology and those in use, with their labels, from our own
// endpoint. What the data declares is there at once; what it uses undeclared takes a walk over all of it, and comes later.

import { anywhere, select } from "./asking.js";
import { brief, isChinese } from "./settings.js";

const RDFS = "http://www.w3.org/2000/01/rdf-schema#";
const SKOS = "http://www.w3.org/2004/02/skos/core#";
const NAMING = [`${RDFS}label`, `${SKOS}prefLabel`];
// What a term is found by besides its names: people look for words that only its definition has.
const TELLING = [`${SKOS}altLabel`, `${SKOS}definition`, `${RDFS}comment`];
const CLASSES = ["http://www.w3.org/2002/07/owl#Class", `${RDFS}Class`];
const PROPERTIES = ["http://www.w3.org/1999/02/22-rdf-syntax-ns#Property"].concat(
  ["ObjectProperty", "DatatypeProperty", "AnnotationProperty"].map((name) =>
    `http://www.w3.org/2002/07/owl#${name}`
  ),
);
const MOST = 5000; // terms of one kind
const PATIENCE = 1500; // milliseconds that a writer waits for a list

const list = (iris) => iris.map((iri) => `<${iri}>`).join(" ");
const LABELS = `OPTIONAL { VALUES ?by { ${list([...NAMING, ...TELLING])} } ${anywhere("?term ?by ?label")} }`;
const declared = (kinds) =>
  `SELECT ?term ?by ?label WHERE { VALUES ?kind { ${list(kinds)} } ${
    anywhere("?term a ?kind")
  } FILTER isIRI(?term) ${LABELS} } LIMIT ${MOST * 8}`;
const used = (pattern) =>
  `SELECT ?term ?by ?label WHERE { { SELECT DISTINCT ?term WHERE { ${
    anywhere(pattern)
  } FILTER isIRI(?term) } LIMIT ${MOST} } ${LABELS} }`;

/** @typedef {{iri: string, kind: "class" | "property", names: {text: string, lang: string}[], said: Set<string>}} Term */

/** @type {Map<string, Term>} */
const terms = new Map();
let begun = null;

function add(kind, rows) {
  for (const { term, by, label } of rows) {
    const key = `${kind} ${term.value}`;
    if (!terms.has(key)) terms.set(key, { iri: term.value, kind, names: [], said: new Set() });
    const found = terms.get(key);
    if (!label) continue;
    found.said.add(label.value.toLowerCase());
    const isNew = NAMING.includes(by.value) && !found.names.some((each) => each.text === label.value);
    if (isNew) found.names.push({ text: label.value, lang: label["xml:lang"] ?? "" });
    found.names.sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
  }
}

const isOwn = ({ lang }) => lang.startsWith(isChinese ? "zh" : "en");

async function gather(kind, query) {
  try {
    add(kind, await select(query));
  } catch {
    // Too much to walk over for this server: what is known already has to do.
  }
}

/** Begin to fetch the terms, once; the promise is kept when all are there, or after a while those that are declared. */
export function ready() {
  begun ??= fetchTerms();
  return begun;
}

async function fetchTerms() {
  await Promise.all([gather("class", declared(CLASSES)), gather("property", declared(PROPERTIES))]);
  const all = gather("class", used("[] a ?term")).then(() => gather("property", used("?s ?term ?o")));
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}

/** How well a term answers what is typed: the less, the better; Infinity where it does not. */
function distance(term, typed) {
  const local = term.iri.slice(Math.max(term.iri.lastIndexOf("#"), term.iri.lastIndexOf("/")) + 1)
    .toLowerCase();
  const written = brief(term.iri).toLowerCase();
  const names = term.names.map((each) => each.text.toLowerCase());
  if (local === typed || written === typed || names.includes(typed)) return 0;
  if (typed.includes("/")) return term.iri.toLowerCase().startsWith(typed) ? 1 : Infinity;
  if (local.startsWith(typed) || written.startsWith(typed)) return 1;
  if (names.some((each) => each.startsWith(typed))) return 2;
  if (local.includes(typed) || names.some((each) => each.includes(typed))) return 3;
  return [...term.said].some((each) => each.includes(typed)) ? 4 : Infinity;
}

/** The terms of some kinds that fit what is typed (a name, a label in any language, the beginning of an IRI), best first. */
export function search(typed, kinds, most = 60) {
  const wanted = typed.toLowerCase();
  return [...terms.values()]
    .filter((term) => kinds.includes(term.kind))
    .map((term) => ({ term, away: distance(term, wanted) }))
    .filter(({ away }) => away < Infinity)
    .sort((a, b) => a.away - b.away || a.term.iri.localeCompare(b.term.iri))
    .slice(0, most)
    .map(({ term }) => term);
}
