// Completion in the editor: terms by name or by label in either language, prefixes of the service, missing PREFIX lines
// written where a term is picked.

import { element } from "./elements.js";
import { brief, settings, shortened } from "./settings.js";
import { t } from "./strings.js";
import { ready, search } from "./vocabulary.js";

const TYPES = ["a", "rdf:type", "rdfs:domain", "rdfs:range", "rdfs:subClassOf", "owl:equivalentClass"];
const WORD = /[\p{L}\p{N}_:#.-]*$/u;

/** What is typed before the cursor, from where, and which kinds of terms may stand there; null where none may. */
function position(yasqe) {
  const { line, ch } = yasqe.getCursor();
  const before = yasqe.getLine(line).slice(0, ch);
  const inIri = /<([^<>\s]*)$/.exec(before);
  const typed = inIri ? inIri[1] : WORD.exec(before)[0];
  const start = ch - typed.length - (inIri ? 1 : 0);
  if (/[?$@"'\\^<]$/.test(before.slice(0, start)) && !/\^$/.test(before.slice(0, start))) return null;
  const token = yasqe.getTokenAt({ line, ch: start }, true);
  if (["comment", "string"].includes(token.type) || token.state.inLiteral) return null;
  const previous = token.type === "ws" || start === 0 ? yasqe.getPreviousNonWsToken(line, token) : token;
  const { lastProperty, possibleNext, queryType, inPrefixDecl } = (previous ?? token).state;
  if (!queryType || inPrefixDecl || previous?.string.toUpperCase() === "PREFIX") return null;
  if (TYPES.includes(lastProperty) && !possibleNext.includes("a")) {
    return { typed, line, start, ch, kinds: ["class"] };
  }
  const isVerb = ["a", "IRI_REF", "^", "!"].every((each) => possibleNext.includes(each));
  if (isVerb || /[/|^!(]$/.test(before.slice(0, start).trimEnd())) {
    return { typed, line, start, ch, kinds: ["property"] };
  }
  // Elsewhere a bare word is no SPARQL, so whoever writes one may mean either.
  return typed ? { typed, line, start, ch, kinds: ["class", "property"] } : null;
}

/** A term as it is to be written, and the prefix to declare for it where that is missing. */
function written(yasqe, iri) {
  const declared = yasqe.getPrefixesFromQuery();
  const own = shortened(iri, declared);
  if (own) return { text: `${own.name}:${own.local}`, missing: null };
  const common = shortened(iri);
  if (!common || common.name in declared) return { text: `<${iri}>`, missing: null };
  return { text: `${common.name}:${common.local}`, missing: { [common.name]: common.namespace } };
}

function hint(yasqe, place, term) {
  const { text, missing } = written(yasqe, term.iri);
  return {
    text,
    from: { line: place.line, ch: place.start },
    to: { line: place.line, ch: place.ch },
    render(line) {
      line.classList.add("own");
      line.append(
        element("b", {}, brief(term.iri)),
        ...term.names.flatMap(({ text: name, lang }) => [" ", element("span", { lang: lang || null }, name)]),
        " ",
        element("small", {}, t(term.kind)),
      );
    },
    hint(_, __, chosen) {
      yasqe.operation(() => {
        yasqe.replaceRange(chosen.text, chosen.from, chosen.to, "complete");
        if (missing) declare(yasqe, missing);
      });
    },
  };
}

/** Write PREFIX lines before the first of those that are there, or after the comments at the beginning. */
function declare(yasqe, missing) {
  let line = 0;
  while (line < yasqe.lastLine() && /^\s*(#.*)?$/.test(yasqe.getLine(line))) line += 1;
  const lines = Object.entries(missing).map(([name, namespace]) => `PREFIX ${name}: <${namespace}>\n`);
  yasqe.replaceRange(lines.join(""), { line, ch: 0 });
}

const terms = {
  name: "terms",
  autoShow: true,
  bulk: false,
  // Fetched when somebody begins to write, so that they are there when they are wanted.
  onInitialize: (yasqe) => yasqe.on("focus", ready),
  isValidCompletionPosition(yasqe) {
    const place = position(yasqe);
    // By itself the list comes up only over a word: not where a line is begun, nor over the `a` of a type.
    return !!place && (this.isAsked || (place.typed.length > 0 && place.typed !== "a"));
  },
  async get(yasqe) {
    await ready();
    const place = position(yasqe);
    if (!place) return [];
    const found = search(place.typed, place.kinds);
    // What is written in full needs no list over it.
    const isDone = found.length > 0 && written(yasqe, found[0].iri).text === place.typed;
    return isDone ? [] : found.map((term) => ({ place, term }));
  },
  postProcessSuggestion: (_, __, suggested) => suggested,
  postprocessHints: (yasqe, hints) => hints.map(({ text }) => hint(yasqe, text.place, text.term)),
};

/** The prefixes of the service, and the well-known ones of the editor under all other names. */
function prefixes(bundled) {
  return {
    ...bundled,
    persistenceId: null, // a list kept in the browser would outlive a change of the service's
    async get(yasqe) {
      const common = await bundled.get(yasqe);
      const own = Object.entries(settings.prefixes).map(([name, namespace]) => `${name}: <${namespace}>`);
      const names = new Set(Object.keys(settings.prefixes));
      return [...own, ...common.filter((each) => !names.has(each.split(":")[0]))].sort();
    },
  };
}

/** Show what can stand at the cursor, because somebody asked. */
function complete(yasqe) {
  terms.isAsked = true;
  try {
    yasqe.autocomplete();
  } finally {
    terms.isAsked = false;
  }
}

/** Put our completion in the place of YASQE's, which asks a host elsewhere. */
export function install(Yasqe) {
  Yasqe.Autocompleters.prefixes = prefixes(Yasqe.Autocompleters.prefixes);
  Yasqe.registerAutocompleter(terms);
  Yasqe.defaults.autocompleters = ["prefixes", "variables", "terms"];
  // Ctrl-Space switches input methods on many Chinese keyboards.
  Yasqe.defaults.extraKeys["Alt-/"] = complete;
  Yasqe.defaults.extraKeys["Ctrl-Space"] = complete;
}
