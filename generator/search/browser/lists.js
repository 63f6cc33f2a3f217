// Lists of documents, each in order of number: what is in both, in any, in none of them, and the best. Pure.

/**
 * The documents that have a word, and how much it tells of each (0 to 3).
 * @typedef {{ numbers: Float64Array, weights: Uint8Array }} List
 */
/** @typedef {{ number: number, score: number }} Ranked */

/**
 * Go through two lists together, and call each with the places of every number that is in both.
 * @param {Float64Array} a
 * @param {Float64Array} b
 * @param {(x: number, y: number) => void} each
 */
export function pair(a, b, each) {
  for (let x = 0, y = 0; x < a.length && y < b.length; ) {
    if (a[x] === b[y]) {
      each(x, y);
      x += 1;
      y += 1;
    } else if (a[x] < b[y]) x += 1;
    else y += 1;
  }
}

/**
 * The numbers that are in a and in b.
 * @param {Float64Array} a
 * @param {Float64Array} b
 */
export function both(a, b) {
  /** @type {number[]} */
  const out = [];
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  if (few.length * 16 >= many.length) {
    pair(few, many, (x) => out.push(few[x]));
    return Float64Array.from(out);
  }
  let low = 0;
  for (const one of few) {
    let high = many.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (many[middle] < one) low = middle + 1;
      else high = middle;
    }
    if (many[low] === one) out.push(one);
  }
  return Float64Array.from(out);
}

/**
 * Lists as one: whatever is in any of them, with its greatest weight.
 * @param {List[]} lists
 * @returns {List}
 */
export function either(lists) {
  const full = lists.filter((one) => one.numbers.length);
  if (full.length === 1) return full[0];
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const { numbers, weights } of full) {
    for (let at = 0; at < numbers.length; at += 1)
      found.set(numbers[at], Math.max(found.get(numbers[at]) ?? 0, weights[at]));
  }
  const numbers = Float64Array.from(found.keys()).sort();
  return { numbers, weights: Uint8Array.from(numbers, (one) => found.get(one) ?? 0) };
}

/**
 * The numbers of a that are not gone.
 * @param {Float64Array} a
 * @param {Float64Array} gone
 */
export function without(a, gone) {
  const taken = new Set(gone);
  return a.filter((one) => !taken.has(one));
}

/**
 * Greatest score first; of equal ones the newest.
 * @param {Ranked} a
 * @param {Ranked} b
 */
export const byScore = (a, b) => b.score - a.score || b.number - a.number;

/**
 * The first of numbers, at most count: by score, or without scores the newest.
 * @param {Float64Array} numbers
 * @param {Float32Array | null} scores
 * @param {number} count
 * @returns {Ranked[]}
 */
export function best(numbers, scores, count) {
  if (!scores)
    return Array.from(numbers.slice(-count))
      .reverse()
      .map((number) => ({ number, score: 0 }));
  /** @type {Ranked[]} */
  let kept = [];
  let least = -Infinity;
  for (let at = numbers.length - 1; at >= 0; at -= 1) {
    if (scores[at] <= least) continue; // of equal ones the newer is there already
    kept.push({ number: numbers[at], score: scores[at] });
    if (kept.length === 2 * count + 8) {
      kept = kept.sort(byScore).slice(0, count);
      least = kept[count - 1].score;
    }
  }
  return kept.sort(byScore).slice(0, count);
}
