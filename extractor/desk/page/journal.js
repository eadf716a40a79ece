// The state of a work: what the extractor read, and the editor's steps on top. A step is kept in the browser
// until the service says that it is on the disk.

import { sendStep } from "./api.js";

const RETRY = 3000;
const RECKONED = ["additive", "additive_reason", "additive_yuan"];

export class Journal extends EventTarget {
  constructor(id, base, steps) {
    super();
    this.id = id;
    this.base = base;
    this.steps = [...steps];
    this.kept = steps.length;
    this.takeUpPending();
    this.replay();
  }

  get key() {
    return `jianbao.pending.${this.id}`;
  }

  // What an earlier page had not yet sent, or not heard to be kept. Another window may have been faster: then
  // these steps stand on facts that are no longer so.
  takeUpPending() {
    const pending = JSON.parse(localStorage.getItem(this.key) ?? "null");
    if (pending === null) return;
    const since = this.steps.slice(pending.from);
    const sent = pending.steps.slice(0, since.length);
    const fits = pending.from <= this.kept && sent.every((step, index) => isKeptAs(step, since[index]));
    if (fits) this.steps.push(...pending.steps.slice(since.length));
    this.keepPending();
    if (!fits) this.report("conflict");
    else if (this.kept < this.steps.length) this.send();
  }

  edit(patches) {
    this.take({ kind: "edit", patches });
  }

  // True where there was something to undo; so for redo.
  undo() {
    return this.done.length > 0 && this.take({ kind: "undo" });
  }

  redo() {
    return this.undone.length > 0 && this.take({ kind: "redo" });
  }

  take(step) {
    if (this.isBehind) {
      this.report("conflict");
      return false;
    }
    this.steps.push(step);
    this.keepPending();
    this.replay();
    this.dispatchEvent(new Event("change"));
    this.send();
    return true;
  }

  replay() {
    this.done = [];
    this.undone = [];
    for (const step of this.steps) {
      if (step.kind === "edit") {
        this.done.push(step);
        this.undone = [];
      } else {
        const [from, to] = step.kind === "undo" ? [this.done, this.undone] : [this.undone, this.done];
        if (from.length) to.push(from.pop());
      }
    }
    this.document = this.done.flatMap((edit) => edit.patches).reduce(patched, this.base);
  }

  keepPending() {
    const pending = { from: this.kept, steps: this.steps.slice(this.kept) };
    if (pending.steps.length) localStorage.setItem(this.key, JSON.stringify(pending));
    else localStorage.removeItem(this.key);
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    try {
      while (this.kept < this.steps.length) {
        this.report("saving");
        await sendStep(this.id, this.kept, this.steps[this.kept]);
        this.kept += 1;
        this.keepPending();
      }
      this.report("saved");
    } catch (error) {
      if (error.status === 409) {
        this.isBehind = true;
        this.takeBack("conflict");
      } else if (error.status === 422) this.takeBack("refused", error.message);
      else {
        this.report("unsaved");
        setTimeout(() => this.send(), RETRY);
      }
    } finally {
      this.sending = false;
    }
  }

  // The service will never take this step: it and those after it are taken back, and the editor is told why.
  takeBack(state, words = "") {
    this.steps.length = this.kept;
    this.keepPending();
    this.replay();
    this.dispatchEvent(new Event("change"));
    this.report(state, words);
  }

  report(state, words = "") {
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state, words } }));
  }
}

// Whether the service would keep `sent` as `kept`: it adds what is missing, and reckons what sums take in.
function isKeptAs(sent, kept) {
  if (sent === null || typeof sent !== "object") return sent === kept;
  if (kept === null || typeof kept !== "object") return false;
  if (Array.isArray(sent) && sent.length !== kept.length) return false;
  return Object.keys(sent).every((name) => RECKONED.includes(name) || isKeptAs(sent[name], kept[name]));
}

// A document with one patch on it. The service replays the same in the same way.
export function patched(document, patch) {
  if (patch.layer === "head") return { ...document, ...patch.head };
  if (patch.layer === "facts") return { ...document, facts: withFact(document.facts, patch) };
  const layer = withMention(document.mentions[patch.layer], patch);
  return { ...document, mentions: { ...document.mentions, [patch.layer]: layer } };
}

function withFact(facts, { id, fact }) {
  if (fact === null) return facts.filter((one) => one.id !== id);
  if (facts.some((one) => one.id === id)) return facts.map((one) => (one.id === id ? fact : one));
  return inserted(facts, fact, (one) => one.evidence.span[0]);
}

function withMention(mentions, { span, mention }) {
  const kept = mentions.filter((one) => !sameSpan(one.span, span));
  return mention === null ? kept : inserted(kept, mention, (one) => one.span[0]);
}

function inserted(items, item, start) {
  const index = items.findIndex((one) => start(one) > start(item));
  return index < 0 ? [...items, item] : items.toSpliced(index, 0, item);
}

export function sameSpan(one, other) {
  return one[0] === other[0] && one[1] === other[1];
}
