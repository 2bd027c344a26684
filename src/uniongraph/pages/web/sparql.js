// The query page: YASGUI, taught our data, our languages and our manners. Nothing is asked of any other host.

import { Yasgui } from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./sparql.css";
import { amend, arrangeTabs } from "./access.js";
import { asked, link, show, text } from "./addresses.js";
import { Bars } from "./bars.js";
import * as completion from "./completion.js";
import { downloads } from "./downloads.js";
import { element } from "./elements.js";
import { examples } from "./examples.js";
import { explain, FaultView, mark, unmark } from "./faults.js";
import { Network } from "./network.js";
import * as running from "./running.js";
import { absolute, settings } from "./settings.js";
import { t, translate } from "./strings.js";
import { Table } from "./table.js";

const { Yasqe, Yasr } = Yasgui;
const VIEWS = ["table", "chart", "graph", "response"];
/** The query whose answer each tab shows, by the tab's id; the editor may hold another by now. */
const answered = new Map();

function configure() {
  completion.install(Yasqe);
  explain(Yasqe);
  running.install(Yasqe, { before: begin, after: end });
  Yasr.registerPlugin("table", Table);
  Yasr.registerPlugin("chart", Bars);
  Yasr.registerPlugin("graph", Network);
  Yasr.registerPlugin("error", FaultView);
  Yasr.defaults.pluginOrder = VIEWS;
  Yasgui.Tab.prototype.getShareableLink = function (base) {
    return link(this, text(this), base);
  };
}

/** The tab an editor stands in. */
const tabOf = (yasqe) => yasgui.getTab(yasqe.rootEl.closest(".tabPanel").id);

/** Have the address say what the tab that is seen shows. */
function follows(id) {
  if (id === yasgui.persistentConfig.currentId() && answered.has(id)) {
    show(yasgui.getTab(id), answered.get(id));
  }
}

function begin(yasqe) {
  unmark(yasqe);
  tabOf(yasqe).rootEl.querySelectorAll(".notice, .downloads").forEach((each) => each.remove());
}

function end(yasqe, query, found) {
  const tab = tabOf(yasqe);
  answered.set(tab.getId(), query);
  follows(tab.getId());
  if (found instanceof Error) return mark(yasqe, found);
  const results = tab.getYasr().resultsEl;
  if (found.cut) {
    // What is kept would be taken for whole when the page is opened again.
    tab.getPersistedJson().yasr.response = undefined;
    tab.emit("change", tab, tab.getPersistedJson());
    const notice = element(
      "p",
      { className: "own notice", role: "alert" },
      element("strong", {}, t("Not the whole answer")),
      ` — ${t("The server cut the answer off")}: ${found.cut}`,
    );
    results.before(notice);
  }
  results.before(downloads(query, yasqe.getQueryType()));
  return undefined;
}

/** Open a query in a tab, the one that has it already if any, and run it. */
function open(name, query, view) {
  const ids = yasgui.persistentConfig.getTabs();
  const same = ids.find((id) => text(yasgui.getTab(id)) === query);
  let tab = same && yasgui.getTab(same);
  if (tab) {
    yasgui.selectTabId(same);
  } else {
    tab = yasgui.addTab(true, { ...(name ? { name } : {}), yasqe: { value: query } });
  }
  if (VIEWS.includes(view)) tab.getYasr().selectPlugin(view);
  tab.query().catch(console.warn);
}

function follow() {
  const wanted = asked();
  if (wanted) open(null, wanted.query, wanted.view);
}

configure();
const field = document.querySelector("textarea#query");
const place = document.getElementById("yasgui");
const yasgui = new Yasgui(place, {
  persistenceId: "uniongraph",
  autofocus: false, // who arrives by keyboard or with a screen reader begins at the beginning
  populateFromUrl: false,
  copyEndpointOnNewTab: false,
  tabName: t("Query"),
  contextMenuContainer: place,
  endpointCatalogueOptions: { getData: () => [] },
  requestConfig: { endpoint: absolute(settings.endpoint), method: "POST" },
  yasqe: {
    ...(asked() || !field?.value.trim() ? {} : { value: field.value }),
    screenReaderLabel: t("SPARQL query; Escape leaves the field"),
    resizeable: true,
    editorHeight: "18rem",
  },
  yasr: { prefixes: settings.prefixes },
});

arrangeTabs(yasgui);
yasgui.rootEl.before(examples((name, query) => open(name, query)));
translate(place);
amend(place);
yasgui.on("tabSelect", (_, id) => setTimeout(follows, 0, id)); // it is the current one only after this
yasgui.on("tabChange", (_, tab) => follows(tab.getId())); // another view was chosen
for (const [id, tab] of Object.entries(yasgui._tabs)) {
  if (tab.getPersistedJson().yasr.response) answered.set(id, text(tab));
}
addEventListener("hashchange", follow);
// Only now, when there is something better, does the form give way that works without scripts.
for (const each of document.querySelectorAll("[data-without-script]")) each.hidden = true;
place.hidden = false;
for (const tab of Object.values(yasgui._tabs)) tab.getYasqe()?.refresh();
follow();
