// The address of the page holds the query that was run last: it can be copied, kept and sent, and going back leaves.

import { settings } from "./settings.js";

const LONGEST = 8000; // characters that every browser and mailer leaves alone

const view = (tab) => tab.getPersistedJson().yasr.settings.selectedPlugin;

/** The text that stands in a tab's editor, drawn or not. */
export const text = (tab) => tab.getYasqe()?.getValue() ?? tab.getPersistedJson().yasqe.value;

/** The address that opens a query in a tab's view, and runs it. */
export function link(tab, query = text(tab), base = location.href) {
  const said = new URLSearchParams({ query });
  if (view(tab) && view(tab) !== "table") said.set("view", view(tab));
  const address = new URL(base);
  address.search = settings.chosen ? `lang=${settings.chosen}` : "";
  address.hash = said;
  return address.href;
}

/** What the address of the page asks for: from a link to a query, or from the form that works without scripts. */
export function asked() {
  const said = new URLSearchParams(location.hash.slice(1));
  const sent = new URLSearchParams(location.search);
  const query = said.get("query") ?? sent.get("query");
  return query?.trim() ? { query, view: said.get("view") } : null;
}

/** Put the query of which a tab shows the answer into the address, in the place of what is there: no step back leads to it. */
export function show(tab, query) {
  const address = link(tab, query);
  history.replaceState(history.state, "", address.length <= LONGEST ? address : address.split("#")[0]);
}
