// Terms as the views show them: rows of an answer, whatever its format, and each value as text or as an element.

import { element } from "./elements.js";
import { label } from "./labels.js";
import { place } from "./settings.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(
  ["integer", "decimal", "double", "float", "int", "long", "short", "nonNegativeInteger", "positiveInteger"]
    .map((name) => XSD + name),
);

/** Every view asks for the rows to tell whether it can show them, and large answers take long to read. */
const read = new WeakMap();

/** The columns and rows of an answer; null where it has none (a truth value, an error). */
export function tabled(results) {
  if (!read.has(results)) read.set(results, rowsOf(results));
  return read.get(results);
}

function rowsOf(results) {
  const content = results.getOriginalResponseAsString?.() ?? "";
  // YASR's parser writes over literals with {{…}}, so JSON is read from what was sent.
  const sent = results.getType?.() === "json" && typeof content === "string" ? JSON.parse(content) : null;
  const columns = sent ? sent.head?.vars : results.getVariables();
  const bindings = sent ? sent.results?.bindings : results.getBindings();
  if (!columns?.length || !bindings) return null;
  return { columns, rows: bindings.map((row) => columns.map((name) => row[name] ?? null)) };
}

export const isNumber = (term) => term?.type !== "uri" && NUMBERS.has(term?.datatype);

/** The IRIs among some terms, those inside triple terms too. */
export function irisOf(terms) {
  return terms.flatMap((term) => {
    if (term?.type === "uri") return [term.value];
    if (term?.type === "triple") return irisOf(Object.values(term.value));
    return [];
  });
}

/** A term as text, by which it is also found and put in order. */
export function text(term) {
  if (term === null) return "";
  if (term.type === "uri") return label(term.value).text;
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") {
    const { subject, predicate, object } = term.value;
    return `<<( ${text(subject)} ${text(predicate)} ${text(object)} )>>`;
  }
  return term.value;
}

/** A term as it is shown: a thing by its label, linked to its page, with the IRI as title. */
export function shown(term) {
  if (term?.type !== "uri") {
    const plain = [`${XSD}string`, undefined].includes(term?.datatype);
    const title = term?.["xml:lang"] ?? (plain ? null : term.datatype);
    return element("span", { lang: term?.["xml:lang"] ?? null, title }, text(term));
  }
  const href = place(term.value);
  const called = label(term.value);
  const properties = { title: term.value, lang: called.lang };
  return href
    ? element("a", { ...properties, href, rel: "noreferrer" }, called.text)
    : element("span", properties, called.text);
}
