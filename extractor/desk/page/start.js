// The first screen: paste, open or drop a bulletin, or take up an earlier one.

import { beginWithFile, beginWithText, deleteWork, listWorks } from "./api.js";
import { h, tell } from "./dom.js";
import { askSure } from "./forms.js";
import { say } from "./say.js";
import { isDay } from "./values.js";

const DRAFT = "jianbao.draft";

export async function showStart(stage, open) {
  const area = h("textarea", {
    id: "pasted",
    rows: 12,
    placeholder: say("start.placeholder"),
    value: sessionStorage.getItem(DRAFT) ?? localStorage.getItem(DRAFT) ?? "",
  });
  area.addEventListener("input", () => keepDraft(area.value));
  const file = h("input", { type: "file", id: "file", class: "hidden" });
  const anchor = h("input", {
    type: "text",
    id: "anchor",
    placeholder: "2021-02-05",
    size: 12,
    autocomplete: "off",
  });
  const begin = async (send) => {
    if (anchor.value && !isDay(anchor.value)) return complain(anchor, say("bad.date"));
    tell(say("reading.sending"));
    try {
      const work = await send(anchor.value);
      dropDraft(area.value);
      open(work.id);
    } catch (error) {
      tell(`${say("reading.failed")}：${error.message}`);
    }
  };
  const read = () => {
    if (!area.value.trim()) return complain(area, say("start.empty"));
    return begin((day) => beginWithText(area.value, nameOf(area.value), day));
  };
  const readFile = (chosen) => chosen && begin((day) => beginWithFile(chosen, day));
  file.addEventListener("change", () => readFile(file.files[0]));
  const list = h("ul", { class: "works" });
  const form = h(
    "section",
    { class: "start" },
    h("h2", {}, say("start.title")),
    h("p", { id: "hint" }, say("start.hint")),
    h("label", { for: "pasted" }, say("start.text")),
    area,
    h("p", { class: "anchor" }, h("label", { for: "anchor" }, say("start.anchor")), anchor),
    h(
      "div",
      { class: "buttons" },
      h("button", { type: "button", class: "first", onclick: read }, say("start.go")),
      h("button", { type: "button", onclick: () => file.click() }, say("start.file")),
      file,
    ),
    h("h2", {}, say("start.recent")),
    list,
  );
  file.setAttribute("aria-label", say("start.file"));
  file.tabIndex = -1;
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) read();
  });
  acceptDrops(form, readFile);
  stage.replaceChildren(form);
  area.focus();
  await showWorks(list, open);
}

// Each window keeps its own words; the last words of any outlive all windows.
function keepDraft(words) {
  for (const storage of [sessionStorage, localStorage]) {
    try {
      storage.setItem(DRAFT, words);
    } catch (error) {
      if (error.name !== "QuotaExceededError") throw error;
      storage.removeItem(DRAFT); // too long for the browser: it is kept once it is being read
    }
  }
}

function dropDraft(words) {
  sessionStorage.setItem(DRAFT, "");
  if (localStorage.getItem(DRAFT) === words) localStorage.removeItem(DRAFT);
}

function complain(input, words) {
  input.setAttribute("aria-invalid", "true");
  input.focus();
  tell(words);
}

function nameOf(words) {
  return words.trim().split("\n", 1)[0].slice(0, 40) || say("start.pasted");
}

function acceptDrops(form, readFile) {
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("dropping");
  });
  form.addEventListener("dragleave", () => form.classList.remove("dropping"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("dropping");
    readFile(event.dataTransfer.files[0]);
  });
}

async function showWorks(list, open) {
  const { works } = await listWorks();
  list.replaceChildren(...works.map((work) => entry(work, list, open)));
  if (!works.length) list.append(h("li", {}, say("start.none")));
}

function entry(work, list, open) {
  const remove = async () => {
    if ((await askSure(say("start.delete.sure", { name: work.source }))) === null) return;
    await deleteWork(work.id);
    await showWorks(list, open);
  };
  const when = new Date(work.changed * 1000).toLocaleString(document.documentElement.lang);
  return h(
    "li",
    {},
    h("button", { type: "button", class: "go", onclick: () => open(work.id) }, work.source),
    h(
      "span",
      {},
      [when, work.steps ? say("start.steps", { n: work.steps }) : null].filter(Boolean).join(" · "),
    ),
    h(
      "button",
      {
        type: "button",
        class: "delete",
        "aria-label": say("start.delete", { name: work.source }),
        onclick: remove,
      },
      "×",
    ),
  );
}
