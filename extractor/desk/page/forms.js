// Dialogs with a form. Each resolves to the values, to "remove", or to null where it was left.

import { h } from "./dom.js";
import { say } from "./say.js";
import { isDay, readDecimal } from "./values.js";

let counted = 0;

const READERS = {
  text: (words) => words.trim() || null,
  decimal: (words) => (words.trim() ? (readDecimal(words) ?? undefined) : null),
  day: (words) => (words.trim() ? (isDay(words.trim()) ? words.trim() : undefined) : null),
};
const COMPLAINTS = { decimal: "bad.decimal", day: "bad.date" };

// `fields`: {name, label, kind: text | long | decimal | day | choice | flag, options, required, list}.
// `check(values)` gives the key of a complaint and the name of its field, or null.
export function askForm({ title, fields, values = {}, note = null, canRemove = false, check = () => null }) {
  return new Promise((resolve) => {
    const inputs = fields.map((field) => inputFor(field, values[field.name]));
    const submit = (event) => {
      event.preventDefault();
      const read = readAll(fields, inputs, check);
      if (read) finish(read);
    };
    const button = (key, act, kind = "button") =>
      h("button", { type: kind, class: kind === "submit" ? "first" : "", onclick: act }, say(key));
    const dialog = h(
      "dialog",
      { class: "form", "aria-label": title },
      h(
        "form",
        { onsubmit: submit, novalidate: true },
        h("h2", {}, title),
        note ? h("p", { class: "note" }, note) : null,
        ...inputs.map((input) => input.row),
        h(
          "div",
          { class: "buttons" },
          button("save", null, "submit"),
          canRemove ? button("remove", () => finish("remove")) : null,
          button("cancel", () => finish(null)),
        ),
      ),
    );
    dialog.addEventListener("keydown", (event) => {
      const sends =
        event.key === "Enter" && (event.target.tagName === "SELECT" || event.ctrlKey || event.metaKey);
      if (sends) submit(event);
    });
    const finish = (result) => {
      dialog.remove();
      resolve(result);
    };
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      finish(null);
    });
    document.body.append(dialog);
    dialog.showModal();
    inputs[0]?.input.focus();
    inputs[0]?.input.select?.();
  });
}

function inputFor(field, value) {
  const id = `field-${(counted += 1)}`;
  const complaint = h("span", { class: "complaint", id: `${id}-bad` });
  const described = { id, "aria-describedby": `${id}-bad` };
  let input;
  if (field.kind === "choice") {
    const options = field.options.map(([name, label]) => h("option", { value: name }, label));
    input = h("select", described, ...options);
    input.value = value ?? "";
  } else if (field.kind === "flag") {
    input = h("input", { ...described, type: "checkbox" });
    input.checked = Boolean(value);
  } else if (field.kind === "long") {
    input = h("textarea", { ...described, rows: 3, value: value ?? "" });
  } else {
    input = h("input", { ...described, type: "text", autocomplete: "off", value: value ?? "" });
  }
  const label = h("label", { for: id }, field.label);
  const row = h("div", { class: `row row-${field.kind}` }, label, input, complaint);
  return { input, row, complaint };
}

function readAll(fields, inputs, check) {
  const read = {};
  let bad = null;
  const complain = (index, key) => {
    inputs[index].complaint.textContent = key ? say(key) : "";
    inputs[index].input.setAttribute("aria-invalid", String(Boolean(key)));
    if (key) bad ??= inputs[index].input;
  };
  for (const [index, field] of fields.entries()) {
    const value = readOne(field, inputs[index].input);
    read[field.name] = value;
    if (value === undefined) complain(index, COMPLAINTS[field.kind]);
    else complain(index, field.required && value === null ? "bad.empty" : null);
  }
  const fault = bad ? null : check(read);
  if (fault)
    complain(
      fields.findIndex((field) => field.name === fault.name),
      fault.key,
    );
  bad?.focus();
  return bad ? null : read;
}

function readOne(field, input) {
  if (field.kind === "flag") return input.checked;
  if (field.kind === "choice") return input.value || null;
  return (READERS[field.kind] ?? READERS.text)(input.value);
}

export function askSure(question) {
  return askForm({ title: question, fields: [], values: {} });
}

// A dialog that only shows something.
export function show(title, ...content) {
  const dialog = h(
    "dialog",
    { class: "show", "aria-label": title },
    h("h2", {}, title),
    ...content,
    h("form", { method: "dialog", class: "buttons" }, h("button", { class: "first" }, say("close"))),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
