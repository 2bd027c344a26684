// What YASGUI leaves out for those who do not see it or do not use a mouse.

import { t } from "./strings.js";

/** The button for a new tab leaves the list of tabs, where only tabs may stand; returns where tab menus open. */
export function arrangeTabs(yasgui) {
  const tabs = yasgui.tabElements;
  const list = tabs._tabsListEl;
  const bar = document.createElement("div");
  bar.className = "tabBar";
  list.replaceWith(bar);
  bar.append(list, tabs.addTabEl);
  // New tabs are put before this element; without it they come last in their list.
  tabs.addTabEl = undefined;
  list.setAttribute("aria-label", t("Queries"));
}

const NAMES = {
  ".yasr .CodeMirror textarea": "Raw response",
  ".yasqe_sharePopup input": "Link to this query",
  ".tab input": "Rename Tab",
  ".CodeMirror-hints": "Suggestions",
};

function name(root) {
  for (const [selector, title] of Object.entries(NAMES)) {
    for (const each of root.querySelectorAll(`${selector}:not([aria-label])`)) {
      each.setAttribute("aria-label", t(title));
    }
  }
  // What scrolls can be reached by keyboard.
  for (const each of root.querySelectorAll('.CodeMirror-scroll[tabindex="-1"]')) {
    each.tabIndex = 0;
    each.setAttribute("role", "group");
    each.setAttribute("aria-label", t(each.closest(".yasr") ? "Raw response" : "SPARQL query"));
  }
  // How many rows came, and in what time, is told to who does not see it.
  for (const each of root.querySelectorAll(".yasr_response_chip:not([role])")) {
    each.setAttribute("role", "status");
  }
  // YASR gives the same id to the controls of every tab, and says of a plain box what it controls.
  for (const each of root.querySelectorAll("#yasr_plugin_control")) {
    each.removeAttribute("id");
    each.removeAttribute("aria-controls");
  }
  for (const each of root.querySelectorAll(".yasr_btnGroup button")) {
    const isPressed = String(each.classList.contains("selected"));
    if (each.getAttribute("aria-pressed") !== isPressed) each.setAttribute("aria-pressed", isPressed);
    const isOff = each.classList.contains("disabled");
    if (each.disabled !== isOff) each.disabled = isOff;
  }
}

/** Name what has no name, now and whenever it appears. */
export function amend(root) {
  name(root);
  new MutationObserver(() => name(root)).observe(root, {
    subtree: true,
    childList: true,
    attributeFilter: ["class"],
  });
}
