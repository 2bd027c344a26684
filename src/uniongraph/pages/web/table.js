// The table of results: things by their labels, in pages, found and put in order by what is seen.

import { element, icon } from "./elements.js";
import { learn } from "./labels.js";
import { n, t } from "./strings.js";
import { irisOf, isNumber, shown, tabled, text } from "./terms.js";

const SIZES = [20, 50, 100, 500];
const MOST_LABELS = 5000; // IRIs whose labels are learnt to search or sort all rows by

export class Table {
  priority = 10;
  label = t("Table");
  #yasr;
  #columns = [];
  #rows = [];
  #view = [];
  #page = 0;
  #size = 50;
  #order = null;
  #sought = "";
  #element = null;

  constructor(yasr) {
    this.#yasr = yasr;
  }

  canHandleResults() {
    return !this.#yasr.results?.hasError() && this.#yasr.results?.getVariables()?.length > 0;
  }

  getIcon() {
    return icon("M0 1h16v14H0zm1 4v3h6V5zm7 0v3h7V5zm-7 4v4h6V9zm7 0v4h7V9z");
  }

  async draw(kept) {
    this.#size = SIZES.includes(kept?.pageSize) ? kept.pageSize : 50;
    const { columns, rows } = tabled(this.#yasr.results) ?? { columns: [], rows: [] };
    this.#columns = columns;
    this.#rows = this.#view = rows;
    this.#page = 0;
    this.#order = null;
    this.#sought = "";
    this.#element = element("div", { className: "own rows" });
    this.#yasr.resultsEl.append(this.#element);
    await this.#fill();
  }

  download(name = "answer") {
    const results = this.#yasr.results;
    const type = results.getContentType() ?? "text/plain";
    const ending = type.includes("json") ? "srj" : "nt";
    return {
      getData: () => results.getOriginalResponseAsString(),
      contentType: type,
      filename: `${name}.${ending}`,
      title: t("Download result"),
    };
  }

  destroy() {
    this.#element?.remove();
    this.#element = null;
  }

  get #visible() {
    return this.#view.slice(this.#page * this.#size, (this.#page + 1) * this.#size);
  }

  // Labels come after the rows: who waits for an answer sees it at once.
  async #fill() {
    const own = this.#element;
    own.replaceChildren(this.#controls(), this.#table(), this.#pager());
    if (await learn(irisOf(this.#visible.flat()))) this.#refresh();
  }

  #refresh() {
    this.#element?.querySelector("table")?.replaceWith(this.#drawTable());
    this.#element?.querySelector("nav")?.replaceWith(this.#pager());
  }

  async #show(page) {
    this.#page = page;
    this.#refresh();
    if (await learn(irisOf(this.#visible.flat()))) this.#refresh();
  }

  #controls() {
    const filter = element("input", {
      type: "search",
      placeholder: t("Filter rows"),
      "aria-label": t("Filter rows"),
      oninput: (event) => this.#seek(event.target.value),
    });
    const sizes = element("select", {
      "aria-label": t("Rows per page"),
      onchange: (event) => this.#resize(Number(event.target.value)),
    }, ...SIZES.map((size) => element("option", { value: size, selected: size === this.#size }, n(size))));
    return element("div", { className: "controls" }, filter, sizes);
  }

  #resize(size) {
    this.#size = size;
    this.#yasr.storePluginConfig("table", { pageSize: size });
    return this.#show(0);
  }

  async #learnAll() {
    const iris = new Set(irisOf(this.#rows.flat()));
    if (iris.size <= MOST_LABELS) await learn(iris);
  }

  async #seek(words) {
    this.#sought = words;
    await this.#learnAll();
    if (this.#sought === words) await this.#arrange();
  }

  async #sort(column) {
    const isTurned = this.#order?.column === column && this.#order.direction === 1;
    this.#order = { column, direction: isTurned ? -1 : 1 };
    await this.#learnAll();
    await this.#arrange();
    this.#element?.querySelectorAll("th button")[column]?.focus();
  }

  #arrange() {
    const wanted = this.#sought.trim().toLowerCase();
    const has = (row) => row.some((term) => text(term).toLowerCase().includes(wanted));
    this.#view = wanted ? this.#rows.filter(has) : [...this.#rows];
    if (this.#order) {
      const { column, direction } = this.#order;
      const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
      const compare = (a, b) =>
        isNumber(a) && isNumber(b) ? Number(a.value) - Number(b.value) : collator.compare(text(a), text(b));
      this.#view.sort((a, b) => direction * compare(a[column], b[column]));
    }
    return this.#show(0);
  }

  #table() {
    // What scrolls sideways can be reached, and scrolled, by keyboard.
    const region = { className: "scroll", role: "region", tabIndex: 0, "aria-label": t("Results") };
    return element("div", region, this.#drawTable());
  }

  #drawTable() {
    const head = this.#columns.map((name, column) => {
      const direction = this.#order?.column === column ? this.#order.direction : 0;
      const sorted = { 1: "ascending", "-1": "descending" }[direction] ?? null;
      const button = element("button", { type: "button", onclick: () => this.#sort(column) }, name);
      return element("th", { scope: "col", "aria-sort": sorted }, button);
    });
    const rows = this.#visible.map((row) =>
      element(
        "tr",
        {},
        ...row.map((term) =>
          element("td", { className: isNumber(term) ? "number" : "" }, term && shown(term))
        ),
      )
    );
    return element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...rows),
    );
  }

  #pager() {
    const [begin, all] = [this.#page * this.#size, this.#view.length];
    const end = Math.min(begin + this.#size, all);
    const turn = (text, page, isThere) =>
      element("button", { type: "button", disabled: !isThere, onclick: () => this.#show(page) }, t(text));
    return element(
      "nav",
      { className: "pager", "aria-label": t("Pages") },
      turn("Previous", this.#page - 1, this.#page > 0),
      element("span", { role: "status" }, all ? `${n(begin + 1)}–${n(end)} / ${n(all)}` : "0"),
      turn("Next", this.#page + 1, end < all),
    );
  }
}
