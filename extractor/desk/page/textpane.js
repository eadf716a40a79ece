// The text on the left: marks, their joining with facts, and a caret for choosing words without a mouse.

import { h, inSlices, pause } from "./dom.js";
import { Lines } from "./lines.js";
import { keyOf, Marks, placesOf, runsOf } from "./marks.js";

const MOVES = {
  ArrowLeft: ["backward", "character"],
  ArrowRight: ["forward", "character"],
  ArrowUp: ["backward", "line"],
  ArrowDown: ["forward", "line"],
  Home: ["backward", "lineboundary"],
  End: ["forward", "lineboundary"],
};

export class TextPane extends EventTarget {
  constructor(root, offsets) {
    super();
    this.root = root;
    this.offsets = offsets;
    this.lines = new Lines(offsets.text);
    this.marks = new Marks(offsets, this.lines);
    this.stale = new Set(); // lines to be filled anew
    this.runs = new Map(); // key of a span → its elements
    this.keys = new WeakMap(); // element → keys of its spans
    this.lit = [];
    this.root.addEventListener("pointerover", (event) => this.point("hover", event.target));
    this.root.addEventListener("pointerleave", () =>
      this.dispatchEvent(new CustomEvent("hover", { detail: [] })),
    );
    this.root.addEventListener("click", (event) => this.click(event));
    this.root.addEventListener("keydown", (event) => this.move(event));
    const listen = () =>
      this.alive() ? this.selected() : document.removeEventListener("selectionchange", listen);
    document.addEventListener("selectionchange", listen);
  }

  get alive() {
    return () => this.root.isConnected;
  }

  async build() {
    await this.lines.build(this.root, this.alive);
  }

  // Marks what is new since the last time; `alarms` also stand beside their lines.
  async mark(document, zones, alarms) {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const alive = () => this.alive() && turn === this.turn;
    for (const line of (await this.marks.update(document, zones, alarms, alive)) ?? []) this.stale.add(line);
    await pause();
    const fill = ([line, marks]) => {
      this.stale.delete(line);
      this.fill(line, [...marks.values()]);
    };
    await inSlices(this.marks.byLine(this.stale), fill, alive);
  }

  fill(index, marks) {
    const words = this.lines.words[index];
    for (const old of words.children)
      for (const key of this.keys.get(old) ?? []) this.runs.get(key)?.delete(old);
    const { text, starts, ends } = this.lines;
    const runs = runsOf(text, starts[index], ends[index], marks);
    for (const { node, keys } of runs) {
      if (keys.length) this.keys.set(node, keys);
      for (const key of keys) this.runs.set(key, (this.runs.get(key) ?? new Set()).add(node));
    }
    words.replaceChildren(...runs.map((one) => one.node));
  }

  // Puts a button beside the line of each alarm.
  showAlarms(alarms, label, choose) {
    for (const old of this.root.querySelectorAll(".beside")) old.remove();
    for (const alarm of alarms) {
      const words = this.lines.words[this.lines.at(this.offsets.unit(alarm.spans[0][0]))];
      const button = h("button", { class: `beside ${alarm.severity}`, type: "button" }, "!");
      button.setAttribute("aria-label", label(alarm));
      button.title = alarm.message;
      button.addEventListener("click", () => choose(alarm));
      words.after(button);
    }
  }

  // Joins the trigger and slots of one fact, and lays its evidence under them.
  light(fact) {
    for (const element of this.lit) element.classList.remove("on");
    this.lit = fact ? placesOf(fact).flatMap((span) => [...(this.runs.get(keyOf(span)) ?? [])]) : [];
    for (const element of this.lit) element.classList.add("on");
    this.highlight("evidence", fact?.evidence.span ?? null);
  }

  highlight(name, span) {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete(name);
    if (span) CSS.highlights.set(name, new Highlight(this.lines.range(this.units(span))));
  }

  units([start, end]) {
    return [this.offsets.unit(start), this.offsets.unit(end)];
  }

  reveal(span) {
    const line = this.lines.words[this.lines.at(this.offsets.unit(span[0]))].parentElement;
    line.scrollIntoView({ block: "nearest" });
    const { top, height } = this.lines.range(this.units(span)).getBoundingClientRect();
    const pane = this.root.getBoundingClientRect();
    if (top < pane.top || top + height > pane.bottom) this.root.scrollTop += top - pane.top - pane.height / 3;
  }

  point(kind, target) {
    const keys = this.keys.get(target);
    this.dispatchEvent(new CustomEvent(kind, { detail: keys ?? [] }));
  }

  click({ target }) {
    if (getSelection().isCollapsed && this.keys.has(target)) this.point("pick", target);
  }

  // The chosen words as a span of code points, or null.
  selection() {
    const chosen = getSelection();
    if (chosen.rangeCount === 0 || chosen.isCollapsed || !this.root.contains(chosen.anchorNode)) return null;
    const range = chosen.getRangeAt(0);
    const start = this.lines.place(range.startContainer, range.startOffset);
    const end = this.lines.place(range.endContainer, range.endOffset);
    return start === null || end === null ? null : this.trimmed(start, end);
  }

  trimmed(start, end) {
    const words = this.lines.text.slice(start, end);
    const blank = words.length - words.trimStart().length;
    const kept = words.trim().length;
    return kept ? [this.offsets.point(start + blank), this.offsets.point(start + blank + kept)] : null;
  }

  select(span) {
    const range = this.lines.range(this.units(span));
    getSelection().setBaseAndExtent(
      range.startContainer,
      range.startOffset,
      range.endContainer,
      range.endOffset,
    );
    this.reveal(span);
  }

  // Where the caret is, in code points; null where it is not in the text.
  caret() {
    const { focusNode, focusOffset } = getSelection();
    if (!focusNode || !this.root.contains(focusNode)) return null;
    const place = this.lines.place(focusNode, focusOffset);
    return place === null ? null : this.offsets.point(place);
  }

  move(event) {
    const move = MOVES[event.key];
    if (!move || event.altKey || event.metaKey || event.target !== this.root) return;
    event.preventDefault();
    if (this.caret() === null) getSelection().collapse(...this.lines.point(0, false));
    else if (event.ctrlKey && move[1] === "character") this.hop(move[0] === "forward" ? 1 : -1);
    else getSelection().modify(event.shiftKey ? "extend" : "move", ...move);
    const place = this.caret();
    if (place !== null) this.reveal([place, Math.min(place + 1, this.offsets.point(this.offsets.length))]);
  }

  // Selects the next or previous marked words.
  hop(by) {
    const marks = [...this.root.querySelectorAll("mark")];
    const { focusNode } = getSelection();
    const after = marks.findIndex((one) => follows(one, focusNode));
    const here = after < 0 ? marks.length : after;
    const current = marks.findLastIndex((one, index) => index < here && one.contains(focusNode));
    const target = marks[by > 0 ? here : (current < 0 ? here : current) - 1];
    if (!target) return;
    getSelection().selectAllChildren(target);
    this.point("pick", target);
  }

  selected() {
    const place = this.caret();
    const isCaret = place !== null && getSelection().isCollapsed && document.activeElement === this.root;
    this.highlight("caret", isCaret ? [place, place + 1] : null);
    this.dispatchEvent(new CustomEvent("select", { detail: this.selection() }));
  }
}

function follows(element, node) {
  return (
    Boolean(node.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) &&
    !node.contains(element)
  );
}
