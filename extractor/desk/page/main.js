// The page: the start screen, or the work that the address names.

import { Desk } from "./desk.js";
import { tell } from "./dom.js";
import { listenForKeys } from "./keys.js";
import { loadWords, say, sayAll } from "./say.js";
import { showStart } from "./start.js";
import { layTools } from "./tools.js";

const stage = document.getElementById("stage");
const tools = document.getElementById("tools");
let keys = null;

async function refresh() {
  sayAll(document);
  document.getElementById("doing").textContent = "";
  if (keys) document.removeEventListener("keydown", keys);
  keys = null;
  const id = location.hash.slice(1);
  if (!/^[0-9a-f]{16}$/.test(id)) {
    document.title = say("app");
    layTools(tools, { desk: null, refresh });
    await showStart(stage, (work) => (location.hash = work));
    return;
  }
  const desk = new Desk(stage, id);
  layTools(tools, { desk, refresh, leave: () => (location.hash = "") });
  keys = listenForKeys(desk);
  document.addEventListener("keydown", keys);
  await desk.open();
}

function showFault(error) {
  tell(`${say("reading.failed")}：${error.message}`);
}

await loadWords();
window.addEventListener("hashchange", () => refresh().catch(showFault));
window.addEventListener("unhandledrejection", ({ reason }) => showFault(reason));
refresh().catch(showFault);
