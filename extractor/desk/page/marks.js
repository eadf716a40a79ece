// Which stretches of the text are marked, and how a line is cut into runs of one kind each.

import { h, inSlices, pause } from "./dom.js";
import { SLOTS } from "./edits.js";

const LAYERS = ["dates", "amounts", "quantities", "orgs"];
const KINDS = {
  agents: "orgs",
  recipients: "party",
  dates: "dates",
  amounts: "amounts",
  quantities: "quantities",
};

export const keyOf = ([start, end]) => `${start}-${end}`;

// All places of a fact that can be joined: its trigger and the values of its slots.
export function placesOf(fact) {
  const values = SLOTS.flatMap((slot) => (Array.isArray(fact[slot]) ? fact[slot] : []));
  return [fact.action.span, ...values.map((value) => value.span).filter(Boolean)];
}

const known = new WeakMap(); // fact → keys of its places

export function keysOf(fact) {
  if (!known.has(fact)) known.set(fact, new Set(placesOf(fact).map(keyOf)));
  return known.get(fact);
}

// The marks of a document. A record that stays gives the same mark objects again, so that what changed shows.
export class Marks {
  constructor(offsets, lines) {
    this.offsets = offsets;
    this.lines = lines;
    this.made = new WeakMap();
    this.all = new Set();
  }

  // Takes over a document, in slices, and gives the lines that look other than before; null where `alive` said
  // no on the way.
  async update(document, zones, alarms, alive) {
    const next = new Set();
    const add = ([record, marksOf]) => {
      if (!this.made.has(record))
        this.made.set(
          record,
          marksOf(record).map(([span, kind]) => this.mark(span, kind)),
        );
      for (const mark of this.made.get(record)) next.add(mark);
    };
    await inSlices(sources(document, zones, alarms), add, alive);
    await pause();
    if (!alive()) return null;
    const changed = new Set();
    const differ = (mark, other) => {
      if (!other.has(mark)) for (let line = mark.first; line <= mark.last; line += 1) changed.add(line);
    };
    for (const mark of next) differ(mark, this.all);
    for (const mark of this.all) differ(mark, next);
    this.all = next;
    return changed;
  }

  mark(span, kind) {
    const [start, end] = [this.offsets.unit(span[0]), this.offsets.unit(span[1])];
    return {
      start,
      end,
      kind,
      key: keyOf(span),
      first: this.lines.at(start),
      last: this.lines.at(Math.max(start, end - 1)),
    };
  }

  // The marks of each of `lines`, each kind once at one place.
  byLine(lines) {
    const found = new Map([...lines].map((line) => [line, new Map()]));
    for (const mark of this.all) {
      for (let line = mark.first; line <= mark.last; line += 1)
        found.get(line)?.set(mark.kind + mark.key, mark);
    }
    return found;
  }
}

// Every record that is marked in the text, each with what gives its places and kinds.
function* sources(document, zones, alarms) {
  for (const layer of LAYERS)
    for (const one of document.mentions[layer]) yield [one, () => [[one.span, layer]]];
  for (const fact of document.facts) yield [fact, marksOfFact];
  for (const one of document.unused) yield [one, () => [[one.span, "unused"]]];
  for (const zone of zones) yield [zone, () => [[zone.span, `zone ${zone.kind}`]]];
  for (const alarm of alarms)
    yield [alarm, () => alarm.spans.map((span) => [span, `alarm ${alarm.severity}`])];
}

function marksOfFact(fact) {
  const values = Object.entries(KINDS).flatMap(([slot, kind]) =>
    fact[slot].map((value) => [value.span, kind]),
  );
  return [[fact.action.span, "trigger"], ...values];
}

// The runs of one line: text where nothing is marked, else a <mark> (or a plain span for a zone).
export function runsOf(text, start, end, marks) {
  const edges = new Set([start, end]);
  for (const mark of marks) {
    if (mark.start > start) edges.add(mark.start);
    if (mark.end < end) edges.add(mark.end);
  }
  const places = [...edges].sort((one, other) => one - other);
  const runs = [];
  for (let index = 0; index + 1 < places.length; index += 1) {
    const [from, to] = [places[index], places[index + 1]];
    const over = marks.filter((mark) => mark.start <= from && to <= mark.end);
    runs.push({ node: run(text.slice(from, to), over), keys: over.map((mark) => mark.key) });
  }
  return runs;
}

function run(words, over) {
  if (!over.length) return document.createTextNode(words);
  const kinds = [...new Set(over.map((mark) => mark.kind))];
  const isMark = kinds.some((kind) => !kind.startsWith("zone"));
  return h(isMark ? "mark" : "span", { class: kinds.join(" ") }, words);
}
