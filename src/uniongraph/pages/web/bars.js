// Bars for a result that has something to name and a number. What draws them is fetched when they are first wanted.

import { colours, element, icon } from "./elements.js";
import { learn } from "./labels.js";
import { n, t } from "./strings.js";
import { irisOf, isNumber, tabled, text } from "./terms.js";

const MOST = 60; // bars that can still be read

/** Columns whose values are all numbers, and those that are not; the numbers of a code ("310104") name something. */
function kinds({ columns, rows }) {
  const filled = columns.map((_, at) => rows.map((row) => row[at]).filter(Boolean));
  const numeric = columns.map((_, at) => filled[at].length > 0 && filled[at].every(isNumber));
  const all = columns.map((_, at) => at).filter((at) => filled[at].length > 0);
  return { values: all.filter((at) => numeric[at]), names: all.filter((at) => !numeric[at]) };
}

/** The first column that reads like words; codes of digits only name something where nothing else does. */
function naming({ rows }, names) {
  const reads = (at) => rows.some((row) => row[at] && !/^[\d\s.-]*$/.test(row[at].value));
  return names.find(reads) ?? names[0];
}

export class Bars {
  priority = 5;
  label = t("Chart");
  #yasr;
  #chart = null;

  constructor(yasr) {
    this.#yasr = yasr;
  }

  canHandleResults() {
    if (!this.#yasr.results || this.#yasr.results.hasError()) return false;
    const found = tabled(this.#yasr.results);
    if (!found) return false;
    const { names, values } = kinds(found);
    return names.length > 0 && values.length > 0;
  }

  getIcon() {
    return icon("M1 1h2v14H1zm3 2h8v3H4zm0 4h11v3H4zm0 4h5v3H4z");
  }

  async draw() {
    const found = tabled(this.#yasr.results);
    const { names, values } = kinds(found);
    const chosen = { name: naming(found, names), value: values[0] };
    const canvas = element("canvas", { role: "img" });
    const frame = element("div", { className: "frame" }, canvas);
    const note = element("p", { className: "note" });
    const redraw = () => this.#bars(found, chosen, { canvas, frame, note });
    const pick = (key, columns, title) =>
      element(
        "label",
        {},
        `${t(title)} `,
        element(
          "select",
          {
            onchange: (event) => {
              chosen[key] = Number(event.target.value);
              redraw();
            },
          },
          ...columns.map((at) =>
            element("option", { value: at, selected: at === chosen[key] }, found.columns[at])
          ),
        ),
      );
    const picks = element(
      "div",
      { className: "controls" },
      pick("name", names, "Names"),
      pick("value", values, "Values"),
    );
    this.#yasr.resultsEl.append(element("div", { className: "own bars" }, picks, frame, note));
    await redraw();
  }

  download(name = "chart") {
    return {
      getData: () => this.#chart?.toBase64Image() ?? "",
      filename: `${name}.png`,
      contentType: "image/png",
      title: t("Download result"),
    };
  }

  destroy() {
    this.#chart?.destroy();
    this.#chart = null;
  }

  async #bars({ columns, rows }, { name, value }, { canvas, frame, note }) {
    const drawn = rows.filter((row) => row[value]).slice(0, MOST);
    const [{ bars }] = await Promise.all([
      import("./bars-drawing.js"),
      learn(irisOf(drawn.map((row) => row[name]))),
    ]);
    if (!canvas.isConnected) return; // another view was chosen meanwhile
    this.destroy();
    const names = drawn.map((row) => text(row[name]));
    const values = drawn.map((row) => Number(row[value].value));
    frame.style.height = `${names.length * 24 + 60}px`;
    const said = names.slice(0, 10).map((each, at) => `${each} ${n(values[at])}`).join(", ");
    canvas.setAttribute(
      "aria-label",
      `${columns[value]} / ${columns[name]}: ${said}${names.length > 10 ? " …" : ""}`,
    );
    note.textContent = drawn.length < rows.length ? `${n(drawn.length)} / ${n(rows.length)}` : "";
    this.#chart = bars(canvas, { names, values, title: columns[value], colour: colours(frame) });
  }
}
