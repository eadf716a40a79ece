// One fact as a row.

import { listening, valueButton } from "./cards.js";
import { h } from "./dom.js";
import { say } from "./say.js";
import { showStatus } from "./values.js";

const COLUMNS = {
  dates: ["dates"],
  agents: ["agents"],
  recipients: ["recipients"],
  sums: ["amounts", "quantities"],
  things: ["documents", "object", "purpose"],
};

export function makeTable() {
  const names = ["type", ...Object.keys(COLUMNS)];
  const heads = names.map((name) => h("th", { scope: "col" }, say(`column.${name}`)));
  return h("table", {}, h("thead", {}, h("tr", {}, ...heads)));
}

export function makeRow(fact, { desk }) {
  const type = h(
    "button",
    { type: "button", class: "type", tabindex: "-1", onclick: () => desk.editFact(fact.id) },
    say(`type.${fact.action.type}`),
  );
  const state = showStatus(fact.status);
  const first = h(
    "th",
    { scope: "row" },
    type,
    state ? h("span", { class: `badge ${fact.status}` }, state) : null,
  );
  const cells = Object.values(COLUMNS).map((slots) =>
    h("td", {}, ...slots.flatMap((slot) => buttons(fact, slot, desk))),
  );
  const row = h(
    "tr",
    { class: fact.part_of ? "fact share" : "fact", tabindex: "-1", "data-id": fact.id },
    first,
    ...cells,
  );
  return listening(row, fact, desk);
}

function buttons(fact, slot, desk) {
  const values = Array.isArray(fact[slot]) ? fact[slot] : [fact[slot]].filter(Boolean);
  return values.map((value, index) => valueButton(fact, slot, index, value, desk));
}
