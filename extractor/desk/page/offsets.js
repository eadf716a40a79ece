// Records count code points, the browser counts UTF-16 units. They differ only after rare characters.

export class Offsets {
  constructor(text) {
    this.text = text;
    this.length = text.length;
    this.rare = [];
    for (const match of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) this.rare.push(match.index);
  }

  // Code points → units: each rare character before the place adds one.
  unit(point) {
    let low = 0;
    let high = this.rare.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.rare[middle] - middle < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }

  point(unit) {
    let low = 0;
    let high = this.rare.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.rare[middle] < unit) low = middle + 1;
      else high = middle;
    }
    return unit - low;
  }

  slice([start, end]) {
    return this.text.slice(this.unit(start), this.unit(end));
  }

  find(words, from = 0) {
    const at = this.text.indexOf(words, this.unit(from));
    return at < 0 ? null : [this.point(at), this.point(at + words.length)];
  }
}
