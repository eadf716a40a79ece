// Which fields each kind of value has, how a form shows them, and what they make.

import { say } from "./say.js";
import { wanyuan } from "./values.js";

const ORGS = [
  "union",
  "party",
  "government",
  "enterprise",
  "hospital",
  "school",
  "media",
  "association",
  "other",
];
const ROLES = ["on", "during", "since", "until", "as_of", "deadline"];
const GRAINS = ["day", "month", "quarter", "year", "period", "festival", "vague", "recurring"];
const MODS = ["exact", "approx", "more_than", "less_than", "at_least", "at_most", "range", "vague"];
const CASH = ["cash", "in_kind", "price"];
export const STATUSES = ["done", "planned", "required", "negated"];
export const KINDS = ["notice", "news", "briefing", "report", "appeal", "announcement", "chronicle", "other"];
export const TYPES = [
  "allocate",
  "raise",
  "spend",
  "donate",
  "give",
  "visit",
  "purchase",
  "waive",
  "lend",
  "compensate",
  "aid",
  "defend",
  "employ",
  "train",
  "compete",
  "host",
  "deploy",
  "issue",
  "meet",
  "establish",
  "launch",
  "publicize",
  "commend",
  "inspect",
  "elect",
  "sign",
  "report",
  "enroll",
  "protect",
  "receive",
  "propose",
  "produce",
  "other",
];

export const text = (name, required = false) => ({
  name,
  kind: "text",
  label: say(`field.${name}`),
  required,
});
const decimal = (name, required = false) => ({ ...text(name, required), kind: "decimal" });
const day = (name) => ({ ...text(name), kind: "day" });
export const flag = (name) => ({ ...text(name), kind: "flag" });

export function choice(name, group, options, extra = []) {
  const labelled = options.map((option) => [option, say(`${group}.${option}`)]);
  return { ...text(name), kind: "choice", options: [...extra, ...labelled] };
}

export function fieldsOf(slot) {
  switch (slot) {
    case "agents":
      return [text("name", true), choice("type", "org", ORGS), flag("collective")];
    case "recipients":
      return [text("name", true), choice("type", "org", [...ORGS, "people"])];
    case "dates":
      return [
        day("start"),
        day("end"),
        choice("role", "role", ROLES),
        choice("granularity", "granularity", GRAINS),
      ];
    case "amounts":
      return [
        decimal("yuan"),
        choice("mod", "mod", MODS),
        decimal("min_yuan"),
        decimal("max_yuan"),
        text("per"),
        flag("each"),
        choice("kind", "cash", CASH),
        text("currency", true),
      ];
    case "quantities":
      return [
        decimal("value", true),
        text("unit", true),
        text("item"),
        choice("mod", "mod", MODS),
        text("per"),
        flag("each"),
      ];
    case "documents":
      return [text("title", true), text("number")];
    default:
      return [{ ...text(slot, true), label: say(`slot.${slot}`) }];
  }
}

// A complaint about values that do not go together, or null.
export function faultOf(slot, values) {
  if (slot !== "dates") return null;
  if (values.start && values.end && values.end < values.start) return { name: "end", key: "bad.order" };
  return null;
}

// The record that the form's values make, on top of `before`.
export function made(slot, before, values) {
  if (typeof before === "string") return values[slot];
  const record = { ...before, ...values };
  if (slot === "amounts") record.wanyuan = values.yuan === null ? null : wanyuan(values.yuan);
  if (slot === "dates") {
    record.end = values.end ?? values.start;
    record.resolved_by = values.start && before.resolved_by === "none" ? "context" : before.resolved_by;
  }
  if ("confidence" in record) record.confidence = 1;
  return record;
}

// What a value begins as when words are chosen for it: the mention that stands there, or little.
export function begun(slot, words, span, mentions) {
  const layer = { agents: "orgs", recipients: "orgs" }[slot] ?? slot;
  const found = (mentions[layer] ?? []).find((one) => one.span[0] === span[0] && one.span[1] === span[1]);
  const clean = words.replace(/\s+/g, "");
  const place = { text: clean, span };
  switch (slot) {
    case "agents":
      return found ?? { ...place, name: clean, type: guessed(clean), region: null, collective: false };
    case "recipients": {
      const { name, type } = found ?? { name: clean, type: guessed(clean, "people") };
      return { ...place, name, type };
    }
    case "dates":
      return (
        found ?? {
          ...place,
          start: null,
          end: null,
          granularity: "day",
          role: "on",
          mod: null,
          resolved_by: "none",
          resolved_from: null,
          time: null,
          confidence: 1,
        }
      );
    case "amounts":
      return (
        found ?? {
          ...place,
          yuan: null,
          wanyuan: null,
          min_yuan: null,
          max_yuan: null,
          mod: "exact",
          per: null,
          each: false,
          kind: "cash",
          currency: "CNY",
          confidence: 1,
        }
      );
    case "quantities":
      return found ?? { ...place, value: "", unit: "", item: null, mod: "exact", per: null, each: false };
    case "documents":
      return { title: clean.replace(/^《|》$/g, ""), number: null };
    default:
      return clean;
  }
}

function guessed(name, otherwise = "other") {
  if (/工会|总工会|省总|市总|县总|区总/.test(name)) return "union";
  if (/公司|集团|厂$/.test(name)) return "enterprise";
  if (/医院|卫生院/.test(name)) return "hospital";
  return otherwise;
}
