// How values are shown and read.

import { say } from "./say.js";

const SIGNS = { approx: "≈", more_than: ">", less_than: "<", at_least: "≥", at_most: "≤", vague: "~" };

export function showValue(slot, value) {
  if (typeof value === "string") return value;
  if (slot === "dates") return showDate(value);
  if (slot === "amounts") return showAmount(value);
  if (slot === "quantities") return showQuantity(value);
  if (slot === "documents") return `《${value.title}》${value.number ?? ""}`;
  return value.name;
}

function showDate({ text, start, end, granularity, time }) {
  if (!start) return text;
  if (start === end || !end) return time ? `${start} ${time}` : start;
  if (granularity === "month") return start.slice(0, 7);
  if (granularity === "year") return start.slice(0, 4);
  return `${start} — ${end}`;
}

function showAmount({ text, yuan, min_yuan, max_yuan, mod, per, each, currency }) {
  const unit = currency === "CNY" ? "元" : ` ${currency}`;
  let sum = text;
  if (min_yuan || max_yuan) sum = `${grouped(min_yuan ?? "")}–${grouped(max_yuan ?? "")}${unit}`;
  else if (yuan) sum = `${SIGNS[mod] ?? ""}${grouped(yuan)}${unit}`;
  return `${each ? "各" : ""}${sum}${per ? `/${per}` : ""}`;
}

function showQuantity({ value, unit, item, mod, per, each }) {
  const count = `${SIGNS[mod] ?? ""}${grouped(value)}${unit}${item ?? ""}`;
  return `${each ? "各" : ""}${count}${per ? `/${per}` : ""}`;
}

function grouped(digits) {
  const [whole, rest] = digits.split(".");
  const marked = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest ? `${marked}.${rest}` : marked;
}

// 3,500,000 · 350万 · 1.2亿 → the exact decimal string, or null.
export function readDecimal(words) {
  const match = /^(-?)(\d[\d,]*)(?:\.(\d+))?\s*([千万亿]?)元?$/.exec(words.normalize("NFKC").trim());
  if (!match) return null;
  const [, sign, whole, rest = "", unit] = match;
  return sign + shifted(whole.replaceAll(",", ""), rest, { "": 0, 千: 3, 万: 4, 亿: 8 }[unit]);
}

export function wanyuan(yuan) {
  const sign = yuan.startsWith("-") ? "-" : "";
  const [whole, rest = ""] = yuan.replace("-", "").split(".");
  return sign + shifted(whole, rest, -4);
}

// Moves the point `places` to the right, in digits, so that nothing is rounded.
function shifted(whole, rest, places) {
  const digits = places < 0 ? whole.padStart(1 - places, "0") + rest : whole + rest.padEnd(places, "0");
  const point = (places < 0 ? Math.max(whole.length, 1 - places) : whole.length) + places;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const after = digits.slice(point).replace(/0+$/, "");
  return after ? `${before}.${after}` : before;
}

export function isDay(words) {
  if (!/^\d{4}-\d\d-\d\d$/.test(words)) return false;
  const day = new Date(`${words}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(words);
}

export function showStatus(status) {
  return status === "done" ? "" : say(`status.${status}`);
}
