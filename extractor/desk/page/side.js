// What stands beside the facts: the document itself, what reached no fact, and the alarms.

import { h } from "./dom.js";
import { say, sayWarning } from "./say.js";

export function makeHead(document, desk) {
  const parts = [
    say(`kind.${document.kind}`),
    document.number,
    document.date?.start,
    document.issuer?.name,
    document.publisher && `${say("field.publisher")} ${document.publisher}`,
  ];
  return h(
    "div",
    { class: "head" },
    h("h3", {}, document.title ?? document.source),
    h(
      "p",
      {},
      parts.filter(Boolean).join(" · "),
      " ",
      h(
        "button",
        { type: "button", class: "link", onclick: () => desk.acts.editHead() },
        say("edit.document"),
      ),
    ),
    document.warnings.length ? makeWarnings(document.warnings) : null,
  );
}

const FEW = 3;

function makeWarnings(warnings) {
  const lines = warnings.map((warning) => h("li", {}, sayWarning(warning)));
  const summary = h("summary", {}, say("warnings", { n: warnings.length }));
  return h(
    "details",
    { class: "warnings", open: warnings.length <= FEW },
    summary,
    h("ul", { tabindex: "0" }, ...lines),
  );
}

export function makeUnused(one, desk) {
  return entry(desk, one.span, "", h("b", {}, one.text), say(`unused.${one.reason}`));
}

export function makeAlarm(alarm, desk) {
  return entry(
    desk,
    alarm.spans[0],
    alarm.severity,
    h("span", { class: `badge ${alarm.severity}` }, say(`alarm.${alarm.severity}`)),
    alarm.message,
    h("small", {}, alarm.explanation),
    h("code", {}, alarm.id),
  );
}

function entry(desk, span, kind, ...content) {
  const go = h(
    "button",
    { type: "button", class: "go", onclick: () => desk.goTo(span) },
    ...content.slice(0, 2).flatMap((part) => [part, " "]),
  );
  return h("div", { class: `entry ${kind}` }, go, ...content.slice(2));
}
