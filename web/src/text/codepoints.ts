// SPDX-License-Identifier: Apache-2.0
// Offsets of readings count Unicode code points; JavaScript counts UTF-16 units. They differ behind any emoji.

/** Cuts a text by code points. Building it walks the text once; a text without surrogates costs nothing. */
export class CodePoints {
  private readonly units: Uint32Array | null;
  readonly length: number;

  constructor(readonly text: string) {
    if (!/[\ud800-\udfff]/.test(text)) {
      this.units = null;
      this.length = text.length;
      return;
    }
    const units = new Uint32Array(text.length + 1);
    let points = 0;
    for (let unit = 0; unit < text.length; ++points) {
      units[points] = unit;
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
    }
    units[points] = text.length;
    this.units = units;
    this.length = points;
  }

  /** The UTF-16 offset of code point `point`; positions outside the text are moved to its ends. */
  unit(point: number): number {
    const within = Math.max(0, Math.min(point, this.length));
    return this.units === null ? within : this.units[within] ?? this.text.length;
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}
