// Where a value came from, in words: what stands in the text, and what gave the rest.

import { keyOf } from "./marks.js";
import { say } from "./say.js";
import { showValue } from "./values.js";

export class Origins {
  constructor({ origins, document }, offsets) {
    this.anchor = document.date?.text;
    this.byPlace = new Map(origins.map((one) => [keyOf(one.span), one]));
    this.offsets = offsets;
  }

  // The words beside a value of a fact, and the id of the pattern that found it (or null).
  of(fact, slot, value) {
    if (typeof value === "string" || !value.span) return { words: [], rule: null };
    const found = this.byPlace.get(keyOf(value.span));
    const words = [];
    if (showValue(slot, value) !== value.text) words.push(`“${value.text}”`);
    if (slot === "dates") words.push(...this.ofDate(value));
    else if (found?.basis) words.push(say("origin.basis", { text: this.words(found.basis) }));
    if (isOutside(value.span, fact.evidence.span)) words.push(say("origin.outside", { text: value.text }));
    return { words, rule: found?.rule ?? null };
  }

  ofDate(date) {
    if (!date.start) return [say("origin.open")];
    const by = say(`origin.${date.resolved_by === "none" ? "editor" : date.resolved_by}`);
    const basis = date.resolved_from
      ? this.words(date.resolved_from)
      : date.resolved_by === "anchor" && this.anchor;
    const words = [basis ? `${by}“${basis}”` : by];
    if (date.role !== "on") words.push(say(`role.${date.role}`));
    return words;
  }

  words(span) {
    return this.offsets.slice(span).replace(/\s+/g, "");
  }
}

function isOutside(span, evidence) {
  return span[0] < evidence[0] || evidence[1] < span[1];
}
