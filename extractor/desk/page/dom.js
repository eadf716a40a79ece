// Elements from plain values. Text is always set as text, never as markup.

export function h(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// Runs `each` over the items in slices that leave the page time to answer; stops when `alive` says no.
export async function inSlices(items, each, alive = () => true) {
  let begun = performance.now();
  for (const item of items) {
    if (!alive()) return;
    each(item);
    if (performance.now() - begun > 12) {
      await pause();
      begun = performance.now();
    }
  }
}

// Lets the page answer before the next piece of work. Frames would stand still in a tab behind others.
export const pause = () => new Promise((done) => setTimeout(done));

let told = 0;

// One line for the eye and for screen readers.
export function tell(words) {
  const status = document.getElementById("status");
  status.textContent = words;
  status.classList.add("shown");
  clearTimeout(told);
  told = setTimeout(() => status.classList.remove("shown"), 4000);
}
