// The frame of the desk: two panes, the tabs of the right one, the bar of the chosen words.

import { h } from "./dom.js";
import { SLOTS } from "./edits.js";
import { say } from "./say.js";

export function layPanes(stage, { views, show, add }) {
  const text = h("div", { class: "text", tabindex: "0", role: "document", "aria-label": say("pane.text") });
  const words = h("span", { class: "chosen" });
  const choosing = ["fact", ...SLOTS].map((slot) => {
    const key = slot === "fact" ? "add.fact" : `slot.${slot}`;
    // The selection must outlive the press.
    return h(
      "button",
      { type: "button", onpointerdown: (event) => event.preventDefault(), onclick: () => add(slot) },
      say(key),
    );
  });
  const selection = h(
    "div",
    { class: "selection", role: "toolbar", "aria-label": say("add") },
    words,
    ...choosing,
  );
  selection.hidden = true;
  const tabs = views.map((view) =>
    h(
      "button",
      { type: "button", "data-view": view, "aria-pressed": "false", onclick: () => show(view) },
      say(`pane.${view}`),
    ),
  );
  const head = h("div", {});
  const note = h("p", { class: "note" });
  const list = h("div", { class: "list" });
  const facts = h(
    "section",
    { class: "facts", id: "facts", tabindex: "-1", "aria-label": say("pane.facts") },
    head,
    h("div", { class: "tabs", role: "group", "aria-label": say("pane.facts") }, ...tabs),
    note,
    list,
  );
  const left = h("section", { class: "left", "aria-label": say("pane.text") }, text, selection);
  const frame = h("div", { class: "panes", "data-pane": "text" }, left, facts);
  stage.replaceChildren(frame);
  return new Panes({ frame, text, facts, head, note, list, tabs, selection, words });
}

class Panes {
  constructor(parts) {
    Object.assign(this, parts);
    this.note.hidden = true;
    this.doing = document.getElementById("doing");
    this.isPressed = false;
    for (const kind of ["pointerdown", "pointerup", "pointercancel"]) {
      this.frame.addEventListener(kind, () => (this.isPressed = kind === "pointerdown"), { capture: true });
    }
  }

  get pane() {
    return this.frame.dataset.pane;
  }

  choosePane(name) {
    this.frame.dataset.pane = name;
  }

  markView(view) {
    for (const tab of this.tabs) tab.setAttribute("aria-pressed", String(tab.dataset.view === view));
  }

  showCounts(counts) {
    for (const tab of this.tabs) {
      const { view } = tab.dataset;
      tab.replaceChildren(say(`pane.${view}`), h("small", {}, ` ${counts[view]}`));
    }
  }

  showNote(words) {
    if (this.isPreview) words = say("reading.preview");
    this.note.hidden = words === null;
    this.note.textContent = words ?? "";
  }

  setPreview(on) {
    this.isPreview = on;
    this.frame.classList.toggle("preview", on);
    if (on) this.showNote(null);
  }

  showSelection(words) {
    this.selection.hidden = words === null || words === "";
    this.words.textContent = words
      ? say("selection", { text: words.length > 24 ? `${words.slice(0, 24)}…` : words })
      : "";
  }

  // Where the steps are: on the disk, on the way, or only in the browser.
  showState({ state, words }) {
    this.doing.dataset.state = state;
    this.doing.textContent = state === "refused" ? words : say(state);
  }

  startClock(characters) {
    const begun = performance.now();
    const tick = () => {
      const s = Math.round((performance.now() - begun) / 1000);
      this.doing.textContent = say("reading", { n: characters.toLocaleString(), s });
    };
    tick();
    const timer = setInterval(tick, 1000);
    return {
      stop: () => {
        clearInterval(timer);
        this.doing.textContent = "";
      },
    };
  }
}
