// One fact as a card: each value a button that changes it, beside it where it came from.

import { h } from "./dom.js";
import { isEdited, SLOTS } from "./edits.js";
import { say } from "./say.js";
import { showStatus, showValue } from "./values.js";

// `desk` carries out what the buttons ask; `origins` tells where values came from.
export function makeCard(fact, { desk, origins }) {
  const card = h(
    "article",
    {
      class: fact.part_of ? "fact share" : "fact",
      tabindex: "-1",
      "data-id": fact.id,
      "aria-label": titleOf(fact),
    },
    heading(fact, desk),
    slots(fact, desk, origins),
    h("blockquote", {}, fact.evidence.text),
    foot(fact, desk),
  );
  return listening(card, fact, desk);
}

// A card grows when it is chosen. Under a press that would move what is pressed: the click chooses then.
export function listening(entry, fact, desk) {
  const choose = () => desk.choose(fact.id, { focus: false });
  entry.addEventListener("focusin", () => desk.panes.isPressed || choose());
  entry.addEventListener("click", choose);
  entry.addEventListener("pointerenter", () => desk.hover([fact.id]));
  entry.addEventListener("pointerleave", () => desk.hover([]));
  return entry;
}

function titleOf(fact) {
  const who = fact.agents.map((org) => org.name).join("、");
  return [say(`type.${fact.action.type}`), who, fact.evidence.text].filter(Boolean).join("，");
}

function heading(fact, desk) {
  const label = [say(`type.${fact.action.type}`), `“${fact.action.text}”`];
  const mark = h("input", { type: "checkbox", tabindex: "-1", "aria-label": say("mark") });
  mark.addEventListener("click", () => desk.mark(fact.id, mark.checked));
  return h(
    "header",
    {},
    mark,
    h(
      "button",
      {
        type: "button",
        class: "type",
        tabindex: "-1",
        "aria-label": `${label.join(" ")}，${say("edit")}`,
        onclick: () => desk.editFact(fact.id),
      },
      h("b", {}, label[0]),
      ` ${label[1]}`,
    ),
    showStatus(fact.status) ? h("span", { class: `badge ${fact.status}` }, showStatus(fact.status)) : null,
    fact.cumulative ? h("span", { class: "badge" }, say("field.cumulative")) : null,
    fact.part_of
      ? h(
          "button",
          { type: "button", class: "badge link", tabindex: "-1", onclick: () => desk.choose(fact.part_of) },
          say("share"),
        )
      : null,
    isEdited(fact) ? h("span", { class: "badge edited" }, say("origin.editor")) : null,
  );
}

function slots(fact, desk, origins) {
  const list = h("dl", {});
  for (const slot of SLOTS) {
    const values = Array.isArray(fact[slot]) ? fact[slot] : [fact[slot]].filter(Boolean);
    if (!values.length) continue;
    const shown = values.map((value, index) =>
      h("div", {}, valueButton(fact, slot, index, value, desk), ...beside(fact, slot, value, origins)),
    );
    list.append(h("div", { class: "slot" }, h("dt", {}, say(`slot.${slot}`)), h("dd", {}, ...shown)));
  }
  return list;
}

export function valueButton(fact, slot, index, value, desk) {
  const words = showValue(slot, value);
  const label = `${say(`slot.${slot}`)} ${words}，${say("edit")}`;
  const act = () => desk.editValue(fact.id, slot, index);
  return h(
    "button",
    { type: "button", class: `value ${slot}`, tabindex: "-1", "aria-label": label, onclick: act },
    words,
  );
}

function beside(fact, slot, value, origins) {
  const { words, rule } = origins.of(fact, slot, value);
  return [
    words.length ? h("span", { class: "origin" }, words.join(" · ")) : null,
    rule ? h("code", {}, rule) : null,
  ];
}

function foot(fact, desk) {
  const button = (key, act) => h("button", { type: "button", tabindex: "-1", onclick: act }, say(key));
  const rules = fact.rules.map((rule) => h("code", {}, rule));
  const sure = `${say("origin.confidence")} ${Math.round(fact.confidence * 100)}%`;
  return h(
    "footer",
    {},
    h("p", { class: "rules" }, `${say("origin.rules")} `, ...rules, h("span", {}, sure)),
    h(
      "div",
      { class: "acts" },
      button("edit", () => desk.editFact(fact.id)),
      button("add", () => desk.addValue(fact.id)),
      button("split", () => desk.split(fact.id)),
      button("merge", () => desk.merge()),
      button("drop", () => desk.drop(fact.id)),
      button("why", () => desk.why(fact.action.span[0])),
    ),
  );
}
