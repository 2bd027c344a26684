// The prepared queries as examples: a menu with a filter, fetched when it is first opened.

import { element } from "./elements.js";
import { absolute, isChinese, settings } from "./settings.js";
import { t } from "./strings.js";

const [own, other] = isChinese ? ["zh", "en"] : ["en", "zh"];
const LANGUAGES = { zh: "zh-Hans", en: "en" };

/** The menu; `choose` is given the title and the text of the query that was picked. */
export function examples(choose) {
  const filter = element("input", {
    type: "search",
    placeholder: t("Filter examples"),
    "aria-label": t("Filter examples"),
  });
  const list = element("ul", {});
  const menu = element(
    "details",
    { className: "own examples" },
    element("summary", {}, t("Example queries")),
    element("div", {}, filter, list),
  );
  let queries = null;
  const show = () =>
    fill(list, queries ?? [], filter.value, (query) => {
      menu.open = false;
      return pick(query, choose);
    });
  menu.addEventListener("toggle", async () => {
    if (!menu.open) return;
    filter.focus();
    if (queries) return;
    try {
      queries = await listed();
      show();
    } catch {
      list.replaceChildren(element("li", { role: "alert" }, t("The examples cannot be had.")));
    }
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  filter.addEventListener("input", show);
  return menu;
}

async function listed() {
  const response = await fetch(absolute(settings.queries), { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()).queries;
}

const words = ({ name, summary, description, tags }) =>
  [name, ...Object.values(summary), ...Object.values(description), ...tags].join("\n").toLowerCase();

function fill(list, queries, sought, choose) {
  const wanted = sought.toLowerCase().split(/\s+/);
  const found = queries.filter((query) => wanted.every((word) => words(query).includes(word)));
  const items = found.map((query) =>
    element(
      "li",
      {},
      element(
        "button",
        { type: "button", title: query.description[own], onclick: () => choose(query) },
        element("span", { lang: LANGUAGES[own] }, query.summary[own]),
        " ",
        element("small", { lang: LANGUAGES[other] }, query.summary[other]),
      ),
    )
  );
  list.replaceChildren(...(items.length ? items : [element("li", {}, t("No example has these words."))]));
}

async function pick(query, choose) {
  const response = await fetch(absolute(query.source));
  // The header of the file is for the service; what it says of the query is one line here.
  const text = (await response.text()).replace(/^(#\+.*\n)+/, "");
  choose(query.summary[own], `# ${query.summary[own]}\n${text}`);
}
