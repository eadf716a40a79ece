// Keys: one letter for each act, in the text and in the records. They can be switched off.

import { h } from "./dom.js";
import { show } from "./forms.js";
import { say } from "./say.js";

const ADDING = {
  a: "agents",
  r: "recipients",
  d: "dates",
  m: "amounts",
  q: "quantities",
  p: "documents",
  o: "object",
  u: "purpose",
};
const SETTING = "jianbao.single-keys";

const LIST = [
  ["j / k", "k.next"],
  ["e", "k.edit"],
  ["x", "k.drop"],
  ["␣", "k.mark"],
  ["g", "k.merge"],
  ["s", "k.split"],
  ["n", "k.fact"],
  ["+", "k.add"],
  ["a r d m q p o u", "k.slots"],
  ["w", "k.why"],
  ["Ctrl Z / Ctrl ⇧ Z", "k.undo"],
  ["Ctrl S", "k.save"],
  ["1 / 2", "k.panes"],
  ["v", "k.view"],
  ["← → ↑ ↓", "k.caret"],
  ["Ctrl → / Ctrl ←", "k.mention"],
  ["?", "k.keys"],
];

const isSingle = () => localStorage.getItem(SETTING) !== "off";

export function listenForKeys(desk) {
  const acts = {
    j: () => desk.step(1),
    k: () => desk.step(-1),
    e: () => desk.editFact(desk.active),
    x: () => desk.drop(desk.active),
    " ": () => desk.mark(desk.active, !desk.marked.has(desk.active)),
    g: () => desk.merge(),
    s: () => desk.split(desk.active),
    n: () => desk.newFact(),
    "+": () => desk.addValue(desk.active),
    w: () => desk.whyHere(),
    v: () => desk.switchView(),
    1: () => desk.focusPane("text"),
    2: () => desk.focusPane("facts"),
    "?": showKeys,
  };
  for (const [key, slot] of Object.entries(ADDING)) acts[key] = () => desk.addValue(desk.active, slot);
  return (event) => {
    const act = event.ctrlKey || event.metaKey ? withControl(event, desk) : single(event, acts, desk);
    if (!act) return;
    event.preventDefault();
    act();
  };
}

function withControl(event, desk) {
  if (document.querySelector("dialog[open]") || isTyping(event.target)) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? () => desk.redo() : () => desk.undo();
  if (key === "y") return () => desk.redo();
  if (key === "s") return () => desk.save("records");
  return null;
}

function single(event, acts, desk) {
  if (!isSingle() || event.altKey || document.querySelector("dialog[open]") || isTyping(event.target))
    return null;
  if (!desk.holds(event.target) || !desk.canEdit) return null;
  const isPress = event.key === " " && ["BUTTON", "INPUT"].includes(event.target.tagName);
  return isPress ? null : acts[event.key];
}

function isTyping(target) {
  return target.matches("textarea, select, input:not([type=checkbox])");
}

export function showKeys() {
  const rows = LIST.map(([keys, key]) =>
    h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, keys)), h("td", {}, say(key))),
  );
  const box = h("input", { type: "checkbox" });
  box.checked = isSingle();
  box.addEventListener("change", () => localStorage.setItem(SETTING, box.checked ? "on" : "off"));
  show(
    say("keys.title"),
    h("p", {}, say("keys.where")),
    h("table", { class: "keys" }, h("tbody", {}, ...rows)),
    h("label", {}, box, ` ${say("keys.single")}`),
  );
}
