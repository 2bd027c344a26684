// What went wrong, said in the server's own sentence, and the line marked that it speaks of.

import { element } from "./elements.js";
import { t } from "./strings.js";

/** The view of a failure, in the place of YASR's own, which guesses at reasons and links elsewhere. */
export class FaultView {
  priority = 20;
  hideFromSelection = true;
  #yasr;

  constructor(yasr) {
    this.#yasr = yasr;
  }

  canHandleResults() {
    return !!this.#yasr.results?.hasError();
  }

  draw() {
    // The parser keeps the exception it was given; its summary is the message alone.
    const { error } = this.#yasr.results;
    const message = error?.message ?? this.#yasr.results.getError()?.text ?? "";
    const heading = [error?.status, error?.title && t(error.title)].filter(Boolean).join(" ");
    this.#yasr.resultsEl.append(
      element(
        "section",
        { className: "own failure", role: "alert" },
        heading ? element("h2", {}, heading) : null,
        element("pre", { lang: /\p{Script=Han}/u.test(message) ? null : "en" }, message),
      ),
    );
  }

  getIcon() {
    return undefined;
  }
}

const marks = new WeakMap();

/** Take back the mark of the last failure. */
export function unmark(yasqe) {
  const line = marks.get(yasqe);
  if (line !== undefined) yasqe.removeLineClass(line, "background", "faulty");
  marks.delete(yasqe);
}

/** Mark the line of the query that a failure speaks of. */
export function mark(yasqe, fault) {
  unmark(yasqe);
  if (!fault.line || fault.line > yasqe.lineCount()) return;
  marks.set(yasqe, yasqe.addLineClass(fault.line - 1, "background", "faulty"));
  yasqe.scrollIntoView({ line: fault.line - 1, ch: Math.max(0, (fault.column ?? 1) - 1) }, 40);
}

/** Have the sign beside a line that is no SPARQL say why as its title: YASQE's own box is in English, and inline styles. */
export function explain(Yasqe) {
  const check = Yasqe.prototype.checkSyntax;
  Yasqe.prototype.checkSyntax = function () {
    check.call(this);
    for (let line = 0; line < this.lineCount() && !this.queryValid; line++) {
      const sign = this.lineInfo(line).gutterMarkers?.gutterErrorBar;
      if (!sign) continue;
      const { errorMsg, possibleCurrent } =
        this.getTokenAt({ line, ch: this.getLine(line).length }, true).state;
      sign.onmouseover = sign.onmouseout = null;
      sign.title = errorMsg
        ? t(errorMsg)
        : `${t("Not SPARQL from here on. Expected")}: ${possibleCurrent.join(" ")}`;
      return;
    }
  };
}
