// Questions to our own endpoint, and what can be wrong with the answers.

import { absolute, settings } from "./settings.js";
import { t } from "./strings.js";

const FAILURE = "application/problem+json;q=0.5";

/** What went wrong with a query: a sentence, and the place in the query where there is one (both count from 1). */
export class Fault extends Error {
  constructor(message, { status = null, title = null } = {}) {
    super(message);
    this.status = status;
    this.title = title;
    const place = /^query:(\d+):(?: [a-z ]+ at column (\d+))?/.exec(message);
    this.line = place ? Number(place[1]) : null;
    this.column = place?.[2] ? Number(place[2]) : null;
  }
}

/** A request for the answer to a query, by POST: no query is too long for that. */
export function request(query, accept, signal) {
  return new Request(absolute(settings.endpoint), {
    method: "POST",
    headers: { Accept: `${accept}, ${FAILURE}` },
    body: new URLSearchParams({ query }),
    signal,
  });
}

/** The response to a request; raises Fault with the server's own sentence where it refuses. */
export async function respond(asked) {
  let response;
  try {
    response = await fetch(asked);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Fault(t("The server cannot be reached."));
  }
  if (response.ok) return response;
  const text = await response.text();
  try {
    const said = JSON.parse(text);
    throw new Fault(said.detail ?? text, { status: response.status, title: said.title });
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(text || response.statusText, { status: response.status });
  }
}

/** The rows of a SELECT, each an object of terms by variable. */
export async function select(query) {
  const response = await respond(request(query, "application/sparql-results+json"));
  return (await response.json()).results.bindings;
}

/** A pattern that finds what stands in any graph, whatever this service's default graph holds. */
export const anywhere = (
  pattern,
) => (settings.union ? pattern : `{ ${pattern} } UNION { GRAPH ?graph { ${pattern} } }`);

/** Whether a text may stand between < and > in a query. */
export const isIri = (text) => /^[a-z][a-z0-9+.-]*:[^\p{Cc}\s<>"{}|^`\\]*$/iu.test(text);
