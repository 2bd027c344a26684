// The graph of a CONSTRUCT or DESCRIBE: things as nodes, statements between them as arrows. What draws it is fetched when
// it is first wanted.

import { colours, element, icon } from "./elements.js";
import { label, learn } from "./labels.js";
import { n, t } from "./strings.js";
import { irisOf, shown, tabled, text } from "./terms.js";

const MOST = 400; // nodes that can still be told apart
const isNode = (term) => term.type === "uri" || term.type === "bnode";
const key = (term) => `${term.type} ${term.value}`;

/** A name that fits under a node: the end tells one IRI from the next, the beginning one title. */
function short(name) {
  if (name.length <= 30) return name;
  return name.includes("/") ? `…${name.slice(-22)}` : `${name.slice(0, 29)}…`;
}

/** Nodes and arrows of some statements; what a literal says stands with its subject. */
function drawn(statements) {
  const nodes = new Map();
  const arrows = [];
  let left = 0;
  const node = (term) => {
    if (!nodes.has(key(term))) nodes.set(key(term), { id: key(term), term, facts: [] });
    return nodes.get(key(term));
  };
  for (const [subject, predicate, object] of statements) {
    const wanted = [subject, ...(isNode(object) ? [object] : [])].filter((term) => !nodes.has(key(term)));
    if (nodes.size + wanted.length > MOST) {
      left += 1;
      continue;
    }
    const from = node(subject);
    if (isNode(object)) arrows.push({ source: from.id, target: node(object).id, predicate });
    from.facts.push([predicate, object]);
  }
  return { nodes: [...nodes.values()], arrows, left };
}

export class Network {
  priority = 4;
  label = t("Graph");
  #yasr;
  #drawing = null;

  constructor(yasr) {
    this.#yasr = yasr;
  }

  // N-Triples are what running.js asks for where the answer is a graph.
  canHandleResults() {
    const results = this.#yasr.results;
    return !!results && !results.hasError() && results.getType() === "ttl" &&
      results.getBindings()?.length > 0;
  }

  getIcon() {
    return icon(
      "M3 1a2.5 2.5 0 0 1 2.4 3.2l3 2a2.5 2.5 0 0 1 2-.9l.7-1.4a2.2 2.2 0 1 1 1.5.7l-.7 1.3a2.5 2.5 0 0 1-2 4.4l-3 2.4a2.4 2.4 0 1 1-1-1.3l3-2.3a2.5 2.5 0 0 1-.3-1.7l-3-2A2.5 2.5 0 1 1 3 1z",
    );
  }

  async draw() {
    const found = drawn(tabled(this.#yasr.results).rows);
    const canvas = element("div", { className: "frame", role: "img", "aria-label": this.#summary(found) });
    const facts = element("div", { className: "facts", role: "status" }, t("Nothing is picked."));
    const buttons = [["+", "Zoom in", 1.25], ["−", "Zoom out", 0.8], ["⤢", "Fit", 0]].map((
      [sign, title, by],
    ) =>
      element("button", {
        type: "button",
        title: t(title),
        "aria-label": t(title),
        onclick: () => this.#drawing?.zoom(by),
      }, sign)
    );
    const note = found.left ? `${n(found.nodes.length)} / ${n(found.nodes.length + found.left)}` : "";
    const controls = element(
      "div",
      { className: "controls" },
      ...buttons,
      element("span", { className: "note" }, note),
    );
    this.#yasr.resultsEl.append(element("div", { className: "own network" }, controls, canvas, facts));
    const terms = [...found.nodes.map((each) => each.term), ...found.arrows.map((each) => each.predicate)];
    const [{ network }] = await Promise.all([import("./network-drawing.js"), learn(irisOf(terms))]);
    if (!canvas.isConnected) return; // another view was chosen meanwhile
    this.destroy();
    this.#drawing = network(canvas, {
      nodes: found.nodes.map(({ id, term }) => ({ id, name: short(text(term)) })),
      arrows: found.arrows.map(({ source, target, predicate }) => ({
        source,
        target,
        name: text(predicate),
      })),
      colour: colours(canvas),
      pick: (id) => this.#pick(facts, found.nodes.find((each) => each.id === id)),
    });
  }

  download(name = "graph") {
    return {
      getData: () => this.#drawing?.picture() ?? "",
      filename: `${name}.png`,
      contentType: "image/png",
      title: t("Download result"),
    };
  }

  destroy() {
    this.#drawing?.destroy();
    this.#drawing = null;
  }

  #summary({ nodes, arrows }) {
    return `${t("Graph")}: ${n(nodes.length)} ● ${n(arrows.length)} →`;
  }

  async #pick(facts, node) {
    if (!node) return facts.replaceChildren(t("Nothing is picked."));
    await learn(irisOf(node.facts.flat()));
    const said = node.facts.map(([predicate, object]) => [
      element("dt", { lang: label(predicate.value).lang, title: predicate.value }, text(predicate)),
      element("dd", {}, shown(object)),
    ]);
    return facts.replaceChildren(element("p", {}, shown(node.term)), element("dl", {}, ...said.flat()));
  }
}
