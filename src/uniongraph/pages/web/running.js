// Runs a query in the editor's place: YASQE's own way hides what the server says of an error, and throws away what came
// of an answer that broke off.

import { Fault, request, respond } from "./asking.js";
import { t } from "./strings.js";

const TABLE = "application/sparql-results+json";
const STATEMENTS = "application/n-triples";
const CUT = "X-Uniongraph-Truncated";

const isGraph = (yasqe) => ["CONSTRUCT", "DESCRIBE"].includes(yasqe.getQueryType());

/** Have every editor run its query in our way; `after` is told the editor, the query and what came of it. */
export function install(Yasqe, { before, after }) {
  Yasqe.prototype.query = function () {
    this.abortQuery();
    return run(this, before, after);
  };
}

async function run(yasqe, before, after) {
  const begin = performance.now();
  const aborting = new AbortController();
  const query = yasqe.getValue(); // who waits may write on meanwhile
  const asked = request(query, isGraph(yasqe) ? STATEMENTS : TABLE, aborting.signal);
  before(yasqe);
  yasqe.emit("queryBefore");
  yasqe.emit("query", asked, aborting);
  let found;
  try {
    found = await answer(asked);
  } catch (error) {
    if (error.name === "AbortError") return undefined; // the editor has been told by who aborted
    found = error instanceof Fault ? error : new Fault(error.message);
  }
  yasqe.emit("queryResponse", found, Math.round(performance.now() - begin));
  after(yasqe, query, found);
  return found;
}

/** What YASR makes a result of; `cut` says why it is not the whole answer, where it is not. */
async function answer(asked) {
  const response = await respond(asked);
  const { text, isWhole } = await received(response);
  const broken = t(
    "The transfer broke off before the end of the answer: a limit of the server, or the connection.",
  );
  const cut = response.headers.get(CUT) ?? (isWhole ? null : broken);
  const said = isWhole ? text : mended(text, response.headers.get("content-type") ?? "");
  // A browser may throw away what little had come of it.
  if (said === null) throw new Fault(cut, { title: "Not the whole answer" });
  return {
    ok: true,
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
    content: said || "\n", // an empty graph is an answer; YASR takes empty text for none
    cut,
  };
}

async function received(response) {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (const reader = response.body.getReader();;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode(), isWhole: true };
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return { text, isWhole: false };
  }
}

/** As much of an answer that broke off as can be read: whole rows, whole statements; null where there is none. */
function mended(text, type) {
  if (!type.includes("json")) return /^[^]* \.\n/.exec(text)?.[0] ?? null;
  // A row ends with }}; the last of them may be inside a literal, so some earlier ones are tried too.
  for (
    let end = text.lastIndexOf("}}"), tries = 0;
    end > 0 && tries < 9;
    end = text.lastIndexOf("}}", end - 1), tries++
  ) {
    const whole = `${text.slice(0, end + 2)}]}}`;
    try {
      JSON.parse(whole);
      return whole;
    } catch {
      continue;
    }
  }
  return null;
}
