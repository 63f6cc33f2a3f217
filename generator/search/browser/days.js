// Days <-> numbers of documents, which count days from the first of the room (generator/search/numbering.py). Pure.

const DAY = 86_400_000; // milliseconds

/**
 * first: the day from which is counted; bits: how many numbers a day has, as a power of two; base: the first number of a day.
 * @typedef {{ first: string, bits: number, base: number }} Numbering
 */

/**
 * The first number of a day.
 * @param {Numbering} numbering
 * @param {string} day
 */
const numberOf = ({ first, bits, base }, day) =>
  base + Math.round((Date.parse(day) - Date.parse(first)) / DAY) * 2 ** bits;

/**
 * The day of a document, "" for one that has none.
 * @param {Numbering} numbering
 * @param {number} number
 */
export const dayOf = ({ first, bits, base }, number) =>
  number < base
    ? ""
    : new Date(Date.parse(first) + Math.floor((number - base) / 2 ** bits) * DAY).toISOString().slice(0, 10);

/**
 * The stretches of numbers that filters leave, each from its first to behind its last; null when days are not asked for.
 * @param {Numbering} numbering
 * @param {{ year?: string[], from?: string, to?: string }} filters
 * @returns {[number, number][] | null}
 */
export function spansOf(numbering, { year = [], from, to }) {
  const { base, bits } = numbering;
  const after = (/** @type {string} */ day) => numberOf(numbering, day) + 2 ** bits;
  const low = from ? Math.max(base, numberOf(numbering, from)) : to ? base : -Infinity;
  const high = to ? after(to) : Infinity;
  if (!year.length) return from || to ? [[low, high]] : null;
  /** @type {[number, number][]} */
  const spans = year.map((one) => [
    Math.max(base, low, numberOf(numbering, `${one}-01-01`)),
    Math.min(high, after(`${one}-12-31`)),
  ]);
  return spans.sort((a, b) => a[0] - b[0]);
}
