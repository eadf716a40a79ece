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
