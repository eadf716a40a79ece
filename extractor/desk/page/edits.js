// What an editor can do to a document, as patches. Nothing here touches the page.

import { sameSpan } from "./journal.js";

export const SLOTS = [
  "agents",
  "recipients",
  "dates",
  "amounts",
  "quantities",
  "documents",
  "object",
  "purpose",
];
export const LAYER = { agents: "orgs", dates: "dates", amounts: "amounts", quantities: "quantities" };
const EDITOR = "editor";

const asPatch = (fact) => ({ layer: "facts", id: fact.id, fact });
const asDrop = (id) => ({ layer: "facts", id, fact: null });

// A fact that a person decided on says so, and is certain.
function settled(fact) {
  return { ...fact, rules: [...new Set([...fact.rules, EDITOR])], confidence: 1 };
}

export function isEdited(fact) {
  return fact.rules.includes(EDITOR);
}

export function changeFact(fact, changes) {
  return [asPatch(settled({ ...fact, ...changes }))];
}

// A value stands at one place of the text, so it changes in all facts that have it, and as a mention.
export function changeValue(document, fact, slot, index, value) {
  if (typeof fact[slot] === "string") return changeFact(fact, { [slot]: value || null });
  const before = fact[slot][index];
  const layer = LAYER[slot];
  if (!layer) return changeFact(fact, { [slot]: fact[slot].with(index, value) });
  const patches = sharing(document, slot, before).map((one) => {
    const values = one[slot].map((other) => (sameSpan(other.span, before.span) ? value : other));
    return asPatch(settled({ ...one, [slot]: values }));
  });
  return [...patches, { layer, span: before.span, mention: value }];
}

// The facts that hold the same mention in the same slot.
export function sharing(document, slot, value) {
  if (!LAYER[slot]) return [];
  return document.facts.filter((fact) => fact[slot].some((other) => sameSpan(other.span, value.span)));
}

export function removeValue(fact, slot, index) {
  const rest = Array.isArray(fact[slot]) ? fact[slot].toSpliced(index, 1) : null;
  return changeFact(fact, { [slot]: rest });
}

export function addValue(document, fact, slot, value) {
  const rest = Array.isArray(fact[slot]) ? [...fact[slot], value] : value;
  const patches = changeFact(fact, { [slot]: rest });
  const layer = LAYER[slot];
  if (!layer || document.mentions[layer].some((one) => sameSpan(one.span, value.span))) return patches;
  const overlapped = document.mentions[layer].filter((one) => overlaps(one.span, value.span));
  const cleared = overlapped.map((one) => ({ layer, span: one.span, mention: null }));
  return [...patches, ...cleared, { layer, span: value.span, mention: value }];
}

function overlaps(one, other) {
  return one[0] < other[1] && other[0] < one[1];
}

// Shares of a dropped fact have no total any more.
export function dropFact(document, fact) {
  return [asDrop(fact.id), ...moveShares(document, [fact.id], null)];
}

function moveShares(document, ids, total) {
  return document.facts
    .filter((one) => ids.includes(one.part_of) && !ids.includes(one.id) && one.id !== total)
    .map((one) => asPatch({ ...one, part_of: total }));
}

export function newFact({ type, trigger, evidence, values = {} }) {
  return settled({
    id: newId(),
    action: { ...trigger, type },
    status: "done",
    agents: [],
    recipients: [],
    dates: [],
    amounts: [],
    quantities: [],
    documents: [],
    object: null,
    purpose: null,
    cumulative: false,
    part_of: null,
    additive: false, // the service reckons it
    additive_reason: null,
    additive_yuan: null,
    ...values,
    evidence,
    rules: [],
    confidence: 1,
  });
}

export const addFact = (fact) => [asPatch(fact)];

// The first fact takes in what the others have; their shares become its own. The sum of a share is in that of
// its total already.
export function mergeFacts(document, facts) {
  const [first, ...others] = facts;
  const all = facts.map((fact) => fact.id);
  const merged = { ...first, cumulative: facts.some((fact) => fact.cumulative) };
  for (const slot of SLOTS) {
    const holders = slot === "amounts" ? facts.filter((fact) => !all.includes(fact.part_of)) : facts;
    if (Array.isArray(first[slot])) merged[slot] = distinct(holders.flatMap((fact) => fact[slot]));
    else merged[slot] = facts.map((fact) => fact[slot]).find(Boolean) ?? null;
  }
  const ids = others.map((fact) => fact.id);
  if (ids.includes(merged.part_of)) merged.part_of = null;
  const span = facts.reduce(
    (all, { evidence }) => [Math.min(all[0], evidence.span[0]), Math.max(all[1], evidence.span[1])],
    first.evidence.span,
  );
  merged.evidence = {
    span,
    text: facts
      .map((fact) => fact.evidence.text)
      .filter(unique)
      .join("；"),
  };
  return [asPatch(settled(merged)), ...ids.map(asDrop), ...moveShares(document, ids, first.id)];
}

const unique = (value, index, all) => all.indexOf(value) === index;

function distinct(values) {
  return values.filter((value, index) => {
    const key = JSON.stringify(value.span ?? value.title);
    return values.findIndex((other) => JSON.stringify(other.span ?? other.title) === key) === index;
  });
}

// The slots by which a fact can be taken apart.
export function splittable(fact) {
  return SLOTS.filter((slot) => Array.isArray(fact[slot]) && fact[slot].length > 1);
}

// One fact for each value of `slot`. Slots with as many values go along, one to one; all else is shared, but
// for a sum, which would count once for each part: only what each of them got (各2万元) is.
export function splitFact(fact, slot) {
  const count = fact[slot].length;
  const paired = splittable(fact).filter((other) => fact[other].length === count);
  return fact[slot].map((_, index) => {
    const part = { ...fact, id: index ? newId() : fact.id };
    if (index) part.amounts = fact.amounts.filter((one) => one.each);
    for (const other of paired) part[other] = [fact[other][index]];
    return asPatch(settled(part));
  });
}

// A total may not be a share of its own share.
export function possibleTotals(document, fact) {
  const byId = new Map(document.facts.map((one) => [one.id, one]));
  const isBelow = (one) => {
    for (let seen = 0; one && seen <= byId.size; seen += 1, one = byId.get(one.part_of)) {
      if (one.id === fact.id) return true;
    }
    return false;
  };
  return document.facts.filter((one) => one.action.type === fact.action.type && !isBelow(one));
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
