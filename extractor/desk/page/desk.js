// One work on the desk: the text on the left, what was read from it on the right.

import { openWork, previewWork, readWork } from "./api.js";
import { Acts } from "./acts.js";
import { makeCard } from "./cards.js";
import { Chunks } from "./chunks.js";
import { h, pause, tell } from "./dom.js";
import { Journal } from "./journal.js";
import { keysOf } from "./marks.js";
import { Offsets } from "./offsets.js";
import { Origins } from "./origin.js";
import { layPanes } from "./panes.js";
import { say, spoken } from "./say.js";
import { makeAlarm, makeHead, makeUnused } from "./side.js";
import { makeRow, makeTable } from "./table.js";
import { TextPane } from "./textpane.js";
import { download } from "./tools.js";

const LONG = 2000; // characters from which the records of the beginning are shown first
const VIEWS = ["cards", "table", "unused", "alarms"];

export class Desk {
  constructor(stage, id) {
    this.id = id;
    this.acts = new Acts(this);
    this.marked = new Set();
    this.view = localStorage.getItem("jianbao.view") === "table" ? "table" : "cards";
    this.panes = layPanes(stage, {
      views: VIEWS,
      show: (view) => this.show(view),
      add: (slot) => this.addSelected(slot),
    });
  }

  get canEdit() {
    return Boolean(this.journal);
  }

  async open() {
    const work = await openWork(this.id);
    document.title = `${work.source} · ${say("app")}`;
    this.offsets = new Offsets(work.text);
    this.text = new TextPane(this.panes.text, this.offsets);
    this.text.addEventListener("hover", ({ detail }) => this.hover(this.factsAt(detail)));
    this.text.addEventListener("pick", ({ detail }) => this.pick(this.factsAt(detail)));
    this.text.addEventListener("select", ({ detail }) =>
      this.panes.showSelection(detail && this.offsets.slice(detail)),
    );
    const clock = this.panes.startClock(work.text.length);
    const preview = work.text.length > LONG ? this.preview() : null;
    try {
      const reading = readWork(this.id);
      await this.text.build();
      const read = await reading;
      await pause(); // a long document takes a while at each of these: the page may answer in between
      this.take(read);
      this.journal = new Journal(this.id, read.document, work.journal);
    } finally {
      clock.stop();
    }
    await preview;
    await pause();
    this.journal.addEventListener("change", () => this.changed());
    this.journal.addEventListener("state", ({ detail }) => this.panes.showState(detail));
    if (this.journal.state) this.panes.showState({ state: this.journal.state, words: "" });
    this.changed();
    tell(say("reading.done", { n: this.document.facts.length }));
  }

  async preview() {
    const reading = await previewWork(this.id);
    if (this.journal || this.reading) return;
    this.origins = new Origins(reading, this.offsets);
    this.render(reading.document, []);
    this.panes.setPreview(true);
  }

  take(reading) {
    this.reading = reading;
    this.origins = new Origins(reading, this.offsets);
    this.panes.setPreview(false);
  }

  get document() {
    return this.journal.document;
  }

  changed() {
    const hadFocus =
      this.panes.list.contains(document.activeElement) || document.activeElement === document.body;
    this.render(this.document, this.reading.alarms[spoken()] ?? []);
    this.text
      .mark(this.document, this.reading.zones, this.alarms)
      .then(() => this.text.light(this.activeFact));
    this.text.showAlarms(
      this.alarms,
      (alarm) => alarm.message,
      () => this.show("alarms"),
    );
    if (this.active && hadFocus) this.choose(this.active);
  }

  get activeFact() {
    return this.shown?.facts.find((fact) => fact.id === this.active);
  }

  render(shown, alarms) {
    this.shown = shown;
    this.alarms = alarms;
    this.panes.showCounts({
      cards: shown.facts.length,
      table: shown.facts.length,
      unused: shown.unused.length,
      alarms: alarms.length,
    });
    this.panes.head.replaceChildren(makeHead(shown, this));
    this.show(this.view);
  }

  show(view) {
    if (view !== this.view || !this.list) this.layList(view);
    const items = { unused: this.shown.unused, alarms: this.alarms }[view] ?? this.shown.facts;
    const empty = { unused: "unused.none", alarms: "alarms.none" }[view] ?? "facts.none";
    this.panes.showNote(items.length ? null : say(empty));
    this.list.show(items);
    this.dress();
  }

  layList(view) {
    this.view = view;
    if (view === "cards" || view === "table") localStorage.setItem("jianbao.view", view);
    this.panes.markView(view);
    this.list?.close();
    const root = view === "table" ? makeTable() : h("div", { class: view });
    this.panes.list.replaceChildren(root);
    const context = {
      desk: this,
      get origins() {
        return this.desk.origins;
      },
    };
    const kinds = {
      cards: { make: (fact) => makeCard(fact, context), height: 180 },
      table: { make: (fact) => makeRow(fact, context), height: 44, tag: "tbody" },
      unused: { make: (one) => makeUnused(one, this), height: 60 },
      alarms: { make: (alarm) => makeAlarm(alarm, this), height: 90 },
    };
    this.list = new Chunks({ root, scroller: this.panes.facts, ...kinds[view], dress: () => this.dress() });
  }

  get showsFacts() {
    return this.view === "cards" || this.view === "table";
  }

  // The classes and tab stops that hang on what is chosen and marked.
  dress() {
    for (const entry of this.panes.list.querySelectorAll(".fact")) {
      const { id } = entry.dataset;
      const isActive = id === this.active;
      entry.classList.toggle("active", isActive);
      entry.classList.toggle("marked", this.marked.has(id));
      if (isActive === entry.wasActive && this.marked.has(id) === entry.wasMarked) continue;
      [entry.wasActive, entry.wasMarked] = [isActive, this.marked.has(id)];
      entry.tabIndex = isActive ? 0 : -1;
      for (const inner of entry.querySelectorAll("button, input")) inner.tabIndex = isActive ? 0 : -1;
      const box = entry.querySelector("input[type=checkbox]");
      if (box) box.checked = this.marked.has(id);
    }
    if (this.showsFacts && !this.activeFact)
      this.panes.list.querySelector(".fact")?.setAttribute("tabindex", "0");
  }

  choose(id, { focus = true, reveal = true } = {}) {
    const isNew = this.active !== id;
    this.active = id;
    const fact = this.activeFact;
    if (!fact) return;
    if (focus && !this.showsFacts) this.show("cards");
    if (focus) {
      const entry = this.list.entry(fact);
      entry.focus({ preventScroll: true });
      entry.scrollIntoView({ block: "nearest" });
    }
    this.dress();
    if (isNew || focus) this.text.light(fact);
    if (isNew && reveal) this.text.reveal(fact.evidence.span);
  }

  hover(ids) {
    const fact = (ids.length && this.shown?.facts.find((one) => one.id === ids[0])) || this.activeFact;
    this.text.light(fact);
    for (const entry of this.panes.list.querySelectorAll(".fact.hover")) entry.classList.remove("hover");
    for (const id of ids)
      this.panes.list.querySelector(`[data-id="${CSS.escape(id)}"]`)?.classList.add("hover");
  }

  // A click in the text: the fact there; clicked again, the next one.
  pick(ids) {
    if (!ids.length) return;
    this.choose(ids[(ids.indexOf(this.active) + 1) % ids.length], {
      focus: document.activeElement !== this.panes.text,
      reveal: false,
    });
    if (this.showsFacts) this.list.entry(this.activeFact)?.scrollIntoView({ block: "nearest" });
  }

  factsAt(keys) {
    if (!keys.length || !this.shown) return [];
    return this.shown.facts
      .filter((fact) => keys.some((key) => keysOf(fact).has(key)))
      .map((fact) => fact.id);
  }

  step(by) {
    const { facts } = this.document;
    const index = facts.findIndex((fact) => fact.id === this.active);
    const next = facts[Math.min(facts.length - 1, Math.max(0, index < 0 ? 0 : index + by))];
    if (next) this.choose(next.id);
  }

  mark(id, on) {
    if (!id) return;
    if (on) this.marked.add(id);
    else this.marked.delete(id);
    this.dress();
  }

  clearMarks() {
    this.marked.clear();
  }

  goTo(span) {
    this.focusPane("text");
    this.text.select(span);
  }

  focusPane(name) {
    this.panes.choosePane(name);
    if (name === "text") this.panes.text.focus();
    else if (this.activeFact) this.choose(this.active);
    else this.step(0);
  }

  switchPane() {
    this.panes.choosePane(this.panes.pane === "text" ? "facts" : "text");
  }

  switchView() {
    this.show(this.view === "cards" ? "table" : "cards");
    if (this.active) this.choose(this.active);
  }

  holds(target) {
    return this.panes.text.contains(target) || this.panes.facts.contains(target) || target === document.body;
  }

  editFact = (id) => this.canEdit && this.acts.fact(id) && this.acts.editFact(id);
  editValue = (id, slot, index) => this.canEdit && this.acts.editValue(id, slot, index);
  addValue = (id, slot) => this.canEdit && this.acts.addValue(id, slot);
  drop = (id) => this.canEdit && this.acts.fact(id) && this.acts.drop(id);
  split = (id) => this.canEdit && this.acts.fact(id) && this.acts.split(id);
  merge = () => this.acts.merge(this.marked);
  newFact = () => this.canEdit && this.acts.newFact();
  why = (at) => this.acts.why(at);
  whyHere = () =>
    this.why(this.text.selection()?.[0] ?? this.text.caret() ?? this.activeFact?.action.span[0] ?? 0);
  addSelected = (slot) => (slot === "fact" ? this.newFact() : this.addValue(this.active, slot));

  undo() {
    tell(say(this.canEdit && this.journal.undo() ? "said.undone" : "said.nothing"));
  }

  redo() {
    tell(say(this.canEdit && this.journal.redo() ? "said.redone" : "said.noredo"));
  }

  // Resolves once the service has all steps.
  async settled() {
    while (this.journal.kept < this.journal.steps.length) {
      await new Promise((done) => this.journal.addEventListener("state", done, { once: true }));
    }
  }

  async save(as) {
    if (!this.canEdit) return;
    await this.settled();
    download(this.id, as);
  }
}
