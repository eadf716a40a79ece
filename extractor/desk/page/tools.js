// The buttons of the bar.

import { exportPath, saveLabels } from "./api.js";
import { h, tell } from "./dom.js";
import { showKeys } from "./keys.js";
import { say, switchLanguage } from "./say.js";

const EXPORTS = ["records", "csv", "html", "labels", "corpus"];

export function layTools(root, { desk, leave, refresh }) {
  const button = (key, act, extra = {}) =>
    h("button", { type: "button", "data-act": key, onclick: act, ...extra }, say(key));
  const language = button(
    "language",
    () => {
      switchLanguage();
      refresh();
    },
    {
      lang: say("language") === "English" ? "en" : "zh-CN",
      "aria-label": `${say("language")}（${say("language.label")}）`,
    },
  );
  if (!desk) return root.replaceChildren(language);
  root.replaceChildren(
    button("pane.switch", () => desk.switchPane(), { class: "narrow" }),
    button("new", leave),
    button("undo", () => desk.undo()),
    button("redo", () => desk.redo()),
    exportMenu(desk, button),
    button("keys", showKeys),
    language,
  );
}

function exportMenu(desk, button) {
  const links = EXPORTS.map((as) => button(`export.${as}`, () => choose(() => desk.save(as))));
  const save = button("export.save", () => choose(() => keepLabels(desk)));
  const menu = h("details", { class: "menu" }, h("summary", {}, say("export")), h("div", {}, ...links, save));
  const choose = (act) => {
    menu.open = false;
    act();
  };
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  return menu;
}

async function keepLabels(desk) {
  await desk.settled();
  tell(say("labels.saved", await saveLabels(desk.id)));
}

export function download(id, as) {
  const link = h("a", { href: exportPath(id, as), download: "" });
  document.body.append(link);
  link.click();
  link.remove();
}
