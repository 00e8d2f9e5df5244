// SPDX-License-Identifier: Apache-2.0
// Marks that overlap, cut into runs that do not: each run knows all marks that cover it.

export interface Mark {
  start: number;
  end: number;
}

export interface Run<M extends Mark> {
  start: number;
  end: number;
  marks: M[];
}

/** The runs of [start, end) in order; together they cover it whole. Marks outside it are left out. */
export function runs<M extends Mark>(start: number, end: number, marks: readonly M[]): Run<M>[] {
  const inside = marks.filter((m) => m.end > start && m.start < end && m.end > m.start);
  const cuts = new Set<number>([start, end]);
  for (const mark of inside) {
    cuts.add(Math.max(start, mark.start));
    cuts.add(Math.min(end, mark.end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  const result: Run<M>[] = [];
  for (let i = 0; i + 1 < places.length; ++i) {
    const from = places[i]!, to = places[i + 1]!;
    result.push({start: from, end: to, marks: inside.filter((m) => m.start <= from && m.end >= to)});
  }
  return result;
}
