// The words of the page, in Chinese or English.

let table = {};
let language = localStorage.getItem("jianbao.language") === "en" ? "en" : "zh";

export async function loadWords() {
  table = await (await fetch("/page/words.json")).json();
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export function say(key, values = {}) {
  const words = table[language][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// A warning of a record, which is English, in the language of the page.
export function sayWarning(warning) {
  for (const [key, pattern] of warnings()) {
    const match = pattern.exec(warning);
    if (match) return say(key, match.groups);
  }
  return warning;
}

let known;

// Compiled once: a long text has hundreds of warnings.
function warnings() {
  known ??= Object.entries(table.en)
    .filter(([key]) => key.startsWith("warning."))
    .map(([key, words]) => [key, pattern(words)]);
  return known;
}

function pattern(words) {
  const literal = words.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replace(/\{(\w+)\}/g, "(?<$1>.+)")}$`, "s");
}

export function spoken() {
  return language;
}

export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("jianbao.language", language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export function sayAll(root) {
  for (const element of root.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
}
