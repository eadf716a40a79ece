// A long list of which only the parts near the screen are built.

import { h } from "./dom.js";

const SIZE = 30;

export class Chunks {
  // `make(item)` builds one entry; `height` is a guess in pixels; `tag` holds a chunk (a <tbody> in a table).
  // `scroller` is the pane that scrolls, `dress` is called when entries were built.
  constructor({ root, scroller, make, height, dress, tag = "div" }) {
    this.root = root;
    this.make = make;
    this.height = height;
    this.dress = dress;
    this.tag = tag;
    this.seen = new IntersectionObserver((entries) => this.fillSeen(entries), {
      root: scroller,
      rootMargin: "600px",
    });
  }

  show(items) {
    const before = this.items ?? [];
    this.items = items;
    const count = Math.ceil(items.length / SIZE);
    const old = this.chunks ?? [];
    for (const chunk of old.splice(count)) this.forget(chunk);
    while (old.length < count) old.push(this.append(old.length));
    this.chunks = old;
    for (const [index, chunk] of old.entries()) {
      const [from, to] = [index * SIZE, Math.min((index + 1) * SIZE, items.length)];
      if (chunk.isFilled) this.refill(chunk, before.slice(from, from + SIZE), items.slice(from, to));
      else chunk.element.replaceChildren(this.room(to - from));
    }
  }

  // The room that entries will take once they are built.
  room(count) {
    const inner = h("div", {});
    inner.style.setProperty("height", `${count * this.height}px`);
    return this.tag === "tbody" ? h("tr", {}, h("td", { colspan: 6 }, inner)) : inner;
  }

  append(index) {
    const chunk = { index, element: h(this.tag, { class: "chunk" }), isFilled: false };
    chunk.element.chunk = chunk;
    this.root.append(chunk.element);
    this.seen.observe(chunk.element);
    return chunk;
  }

  forget(chunk) {
    this.seen.unobserve(chunk.element);
    chunk.element.remove();
  }

  fillSeen(entries) {
    for (const entry of entries) if (entry.isIntersecting) this.fill(entry.target.chunk);
    this.dress();
  }

  fill(chunk) {
    if (chunk.isFilled) return;
    chunk.isFilled = true;
    const from = chunk.index * SIZE;
    chunk.element.replaceChildren(...this.items.slice(from, from + SIZE).map((item) => this.make(item)));
  }

  // Builds anew only what is another than before.
  refill(chunk, before, after) {
    const entries = [...chunk.element.children];
    const kept = new Map(before.map((item, index) => [item, entries[index]]));
    chunk.element.replaceChildren(...after.map((item) => kept.get(item) ?? this.make(item)));
  }

  // The entry of an item, built where it was not yet.
  entry(item) {
    const index = this.items.indexOf(item);
    if (index < 0) return null;
    const chunk = this.chunks[Math.floor(index / SIZE)];
    this.fill(chunk);
    return chunk.element.children[index % SIZE];
  }

  close() {
    this.seen.disconnect();
  }
}
