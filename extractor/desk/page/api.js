// The service, from the side of the page. A refusal becomes an Error whose message says what and what to do.

export class Refused extends Error {
  constructor(status, fault) {
    super([fault.where, fault.what, fault.remedy && `（${fault.remedy}）`].filter(Boolean).join(" "));
    this.status = status;
  }
}

async function ask(path, options = {}) {
  const response = await fetch(path, { credentials: "same-origin", ...options });
  if (response.ok) return response;
  let fault = { what: response.statusText };
  try {
    fault = await response.json();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refused(response.status, fault);
}

const json = async (path, options) => (await ask(path, options)).json();

const post = (path, value) =>
  json(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value),
  });

export const listWorks = () => json("/works");
export const openWork = (id) => json(`/works/${id}`);
export const deleteWork = (id) => ask(`/works/${id}`, { method: "DELETE" });
export const readWork = (id) => json(`/works/${id}/reading`);
export const previewWork = (id) => json(`/works/${id}/preview`);
export const explain = (id, at) => json(`/works/${id}/explain?at=${at}`);
export const sendStep = (id, number, step) => post(`/works/${id}/steps`, { number, step });
export const saveLabels = (id) => json(`/works/${id}/labels`, { method: "POST" });
export const exportPath = (id, as) => `/works/${id}/export?as=${as}`;

export function beginWithText(text, source, anchor) {
  return post("/works", { text, source, anchor: anchor || null });
}

export function beginWithFile(file, anchor) {
  const query = new URLSearchParams({ source: file.name });
  if (anchor) query.set("anchor", anchor);
  return json(`/works?${query}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: file,
  });
}
