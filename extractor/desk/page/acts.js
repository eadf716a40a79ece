// What the editor does, each act through its dialog to one step of the journal.

import { explain } from "./api.js";
import { h, tell } from "./dom.js";
import * as edits from "./edits.js";
import { askForm, show } from "./forms.js";
import { say } from "./say.js";
import { begun, choice, faultOf, fieldsOf, flag, KINDS, made, STATUSES, text, TYPES } from "./slots.js";

export class Acts {
  constructor(desk) {
    this.desk = desk;
  }

  get document() {
    return this.desk.journal.document;
  }

  fact(id) {
    return this.document.facts.find((fact) => fact.id === id);
  }

  take(patches, words, id) {
    this.desk.journal.edit(patches);
    tell(words);
    if (id) this.desk.choose(id);
  }

  async editValue(id, slot, index) {
    const fact = this.fact(id);
    const before = Array.isArray(fact[slot]) ? fact[slot][index] : fact[slot];
    const shared = typeof before === "string" ? 0 : edits.sharing(this.document, slot, before).length;
    const values = await askForm({
      title: say("edit.title", { slot: say(`slot.${slot}`) }),
      note: shared > 1 ? say("edit.shared", { n: shared }) : null,
      fields: fieldsOf(slot),
      values: typeof before === "string" ? { [slot]: before } : before,
      canRemove: true,
      check: (read) => faultOf(slot, read),
    });
    if (values === null) return;
    const patches =
      values === "remove"
        ? edits.removeValue(fact, slot, index)
        : edits.changeValue(this.document, fact, slot, index, made(slot, before, values));
    this.take(patches, say("said.changed"), id);
  }

  async editFact(id) {
    const fact = this.fact(id);
    const totals = edits
      .possibleTotals(this.document, fact)
      .map((one) => [one.id, one.evidence.text.slice(0, 30)]);
    const none = ["", say("none")];
    const values = await askForm({
      title: say("edit.fact"),
      fields: [
        choice("type", "type", TYPES),
        choice("status", "status", STATUSES),
        flag("cumulative"),
        { ...choice("part_of", "", [], [none, ...totals]) },
        text("object"),
        text("purpose"),
      ],
      values: { ...fact, type: fact.action.type, part_of: fact.part_of ?? "" },
    });
    if (values === null) return;
    const { type, ...rest } = values;
    this.take(edits.changeFact(fact, { ...rest, action: { ...fact.action, type } }), say("said.changed"), id);
  }

  async editHead() {
    const { mentions, facts, unused, warnings, ...head } = this.document;
    const values = await askForm({
      title: say("edit.document"),
      fields: [
        text("title"),
        choice("kind", "kind", KINDS),
        text("number"),
        text("issuer"),
        text("publisher"),
        { ...text("date"), kind: "day" },
      ],
      values: { ...head, issuer: head.issuer?.name, date: head.date?.start },
    });
    if (values === null) return;
    const span = [0, 0];
    const issuer = values.issuer && {
      ...(head.issuer ?? begun("agents", values.issuer, span, {})),
      name: values.issuer,
    };
    const day = head.date ?? begun("dates", values.date ?? "", span, {});
    const date = values.date && { ...day, start: values.date, end: values.date, granularity: "day" };
    this.take([{ layer: "head", head: { ...head, ...values, issuer, date } }], say("said.changed"));
  }

  drop(id) {
    const { facts } = this.document;
    const index = facts.findIndex((fact) => fact.id === id);
    const next = facts[index + 1] ?? facts[index - 1];
    this.take(edits.dropFact(this.document, facts[index]), say("said.dropped"), next?.id);
  }

  async split(id) {
    const fact = this.fact(id);
    const slots = edits.splittable(fact);
    if (!slots.length) return tell(say("split.no"));
    const options = slots.map((slot) => [
      slot,
      say("split.by", { slot: say(`slot.${slot}`), n: fact[slot].length }),
    ]);
    const first = slots.includes("amounts") ? "amounts" : slots[0];
    const values = await askForm({
      title: say("split.title"),
      fields: [{ name: "by", kind: "choice", label: say("split"), options }],
      values: { by: first },
    });
    if (values !== null) {
      this.take(edits.splitFact(fact, values.by), say("said.split", { n: fact[values.by].length }), id);
    }
  }

  merge(ids) {
    const facts = this.document.facts.filter((fact) => ids.has(fact.id));
    if (facts.length < 2) return tell(say("merge.no"));
    this.desk.clearMarks();
    this.take(edits.mergeFacts(this.document, facts), say("said.merged"), facts[0].id);
  }

  // Adds the chosen words, or words that the editor types, to a fact.
  async addValue(id, slot = null) {
    const fact = this.fact(id);
    if (!fact) return tell(say("said.nofact"));
    const span = this.desk.text.selection();
    if (slot && !span) return tell(say("said.noselection"));
    const place = slot ? { slot, span } : await this.askPlace(span, fact);
    if (!place) return;
    const before = begun(place.slot, this.desk.offsets.slice(place.span), place.span, this.document.mentions);
    const values = await askForm({
      title: `${say("add.title")}：${say(`slot.${place.slot}`)}`,
      fields: fieldsOf(place.slot),
      values: typeof before === "string" ? { [place.slot]: before } : before,
      check: (read) => faultOf(place.slot, read),
    });
    if (values === null) return;
    const value = made(place.slot, before, values);
    this.take(edits.addValue(this.document, fact, place.slot, value), say("said.added"), id);
  }

  async askPlace(span, fact) {
    const { offsets } = this.desk;
    const options = edits.SLOTS.map((slot) => [slot, say(`slot.${slot}`)]);
    const find = (words) => offsets.find(words, fact.evidence.span[0]) ?? offsets.find(words);
    const values = await askForm({
      title: say("add.title"),
      fields: [
        { name: "slot", kind: "choice", label: say("add.slot"), options },
        { name: "words", kind: "text", label: say("add.words"), required: true },
      ],
      values: { slot: "agents", words: span ? offsets.slice(span) : "" },
      check: (read) => (find(read.words) ? null : { name: "words", key: "bad.words" }),
    });
    if (values === null) return null;
    const chosen = span && offsets.slice(span).trim() === values.words ? span : find(values.words);
    return { slot: values.slot, span: chosen };
  }

  // A new fact: the chosen words are its evidence, or its trigger where they are few.
  async newFact() {
    const { offsets } = this.desk;
    const chosen = this.desk.text.selection();
    const { trigger, evidence } = chosen ? guessPlaces(offsets, chosen) : { trigger: "", evidence: "" };
    const within = (words) =>
      offsets.find(words, chosen ? sentenceOf(offsets, chosen)[0] : 0) ?? offsets.find(words);
    const values = await askForm({
      title: say("fact.title"),
      fields: [
        choice("type", "type", TYPES),
        { name: "trigger", kind: "text", label: say("fact.trigger"), required: true },
        { name: "evidence", kind: "long", label: say("fact.evidence"), required: true },
        choice("status", "status", STATUSES),
      ],
      values: { type: "allocate", status: "done", trigger, evidence },
      check: (read) => {
        if (!within(read.evidence)) return { name: "evidence", key: "bad.words" };
        return read.evidence.includes(read.trigger) ? null : { name: "trigger", key: "bad.trigger" };
      },
    });
    if (values === null) return;
    const place = within(values.evidence);
    const fact = edits.newFact({
      type: values.type,
      trigger: { text: values.trigger, span: offsets.find(values.trigger, place[0]) },
      evidence: { text: values.evidence.replace(/\s+/g, ""), span: place },
      values: { ...inside(this.document.mentions, place), status: values.status },
    });
    this.take(edits.addFact(fact), say("said.added"), fact.id);
  }

  async why(at) {
    const { lines } = await explain(this.desk.id, at);
    show(say("why.title"), h("pre", { tabindex: "0" }, lines.join("\n")));
  }
}

const FEW = 6;

function guessPlaces(offsets, span) {
  const words = offsets.slice(span);
  if (words.length > FEW) return { trigger: "", evidence: words };
  return { trigger: words, evidence: offsets.slice(sentenceOf(offsets, span)) };
}

// The sentence around a span: to the marks that end sentences, or to the ends of the line.
function sentenceOf(offsets, [start, end]) {
  const { text } = offsets;
  let first = offsets.unit(start);
  let last = offsets.unit(end);
  while (first > 0 && !"。！？\n".includes(text[first - 1])) first -= 1;
  while (last < text.length && !"。！？\n".includes(text[last])) last += 1;
  const blank = text.slice(first, last).length - text.slice(first, last).trimStart().length;
  return [offsets.point(first + blank), offsets.point(last)];
}

// The values that stand in the evidence of a new fact: the first body acts, the others receive.
function inside(mentions, [start, end]) {
  const within = (one) => start <= one.span[0] && one.span[1] <= end;
  const [agent, ...others] = mentions.orgs.filter(within);
  return {
    agents: agent ? [agent] : [],
    recipients: others.map(({ text: words, span, name, type }) => ({ text: words, span, name, type })),
    dates: mentions.dates.filter(within),
    amounts: mentions.amounts.filter(within),
    quantities: mentions.quantities.filter(within),
  };
}
