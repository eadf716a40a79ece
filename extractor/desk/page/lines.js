// The text as lines: one block each, very long ones cut after a sentence. All places are in UTF-16 units.

import { h, inSlices } from "./dom.js";

const LONGEST = 1500;
const STRETCH = 40; // lines that are laid out together, once they are near the screen
const GUESS = { line: 40, letters: 36 }; // pixels of a line, letters in it

export class Lines {
  constructor(text) {
    this.text = text;
    this.starts = [];
    this.ends = [];
    for (const match of text.matchAll(/[^\n]*(?:\n|$)/g)) {
      if (match.index < text.length)
        this.cut(match.index, match.index + match[0].replace(/\r?\n$/, "").length);
    }
    this.words = [];
  }

  cut(start, end) {
    while (end - start > LONGEST) {
      const stop = Math.max(this.text.lastIndexOf("。", start + LONGEST - 1), start + LONGEST / 2);
      this.push(start, stop + 1);
      start = stop + 1;
    }
    this.push(start, end);
  }

  push(start, end) {
    this.starts.push(start);
    this.ends.push(end);
  }

  async build(root, alive) {
    const firsts = [...this.starts.keys()].filter((index) => index % STRETCH === 0);
    await inSlices(firsts, (first) => root.append(this.stretch(first)), alive);
  }

  stretch(first) {
    const stretch = h("div", { class: "stretch" });
    let height = 0;
    for (let index = first; index < Math.min(first + STRETCH, this.starts.length); index += 1) {
      const words = h("span", { class: "words" }, this.text.slice(this.starts[index], this.ends[index]));
      const isBlank = !words.textContent.trim();
      this.words.push(words);
      stretch.append(h("div", { class: isBlank ? "line blank" : "line" }, words));
      height += isBlank ? GUESS.line / 4 : GUESS.line * Math.ceil(words.textContent.length / GUESS.letters);
    }
    stretch.style.setProperty("contain-intrinsic-block-size", `auto ${height}px`);
    return stretch;
  }

  // The last line that begins at or before a place.
  at(place) {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= place) low = middle;
      else high = middle;
    }
    return low;
  }

  // The DOM range of a span; its lines must have been built.
  range([start, end]) {
    const range = document.createRange();
    range.setStart(...this.point(start, false));
    range.setEnd(...this.point(end, true));
    return range;
  }

  point(place, isEnd) {
    let index = this.at(place);
    if (isEnd && place === this.starts[index] && index > 0) index -= 1;
    let rest = Math.min(place, this.ends[index]) - this.starts[index];
    const walker = document.createTreeWalker(this.words[index], NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && rest > node.length) {
      rest -= node.length;
      node = walker.nextNode() ?? node;
    }
    return node ? [node, rest] : [this.words[index], 0];
  }

  // The place of a point of the DOM, or null where it lies outside the text.
  place(node, offset) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const words = element.closest(".line")?.querySelector(".words");
    const index = this.words.indexOf(words);
    if (!words || index < 0) return null;
    const range = document.createRange();
    range.selectNodeContents(words);
    if (!words.contains(node)) return this.ends[index];
    range.setEnd(node, offset);
    return this.starts[index] + range.toString().length;
  }
}
