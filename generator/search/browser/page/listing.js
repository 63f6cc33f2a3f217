// The list of results of one question: parts one after another, filled as far as the reader asks.

import { make } from "./dom.js";
import { hitItem } from "./results.js";

/** @typedef {import("./answer.js").Index} Index */
/** @typedef {import("./answer.js").Part} Part */
/** @typedef {import("./answer.js").Counts} Counts */

const PAGE = 10; // results that come at once
const MORE = 200; // texts that are read on for a phrase: some 600 kB

export class Listing {
  /** @type {Index} */
  #index;
  /** @type {(Part & { have: number, done: boolean, begun: boolean })[]} */
  #parts;
  #oldest;
  /** @type {string} */
  #words;
  /** @type {Set<string>} */
  #shown;

  /**
   * @param {Index} index
   * @param {Part[]} parts
   * @param {{ oldest: boolean, words: string, above: string[] }} options oldest first; the words that opened pages mark; the
   *   addresses of results that stand above the list
   */
  constructor(index, parts, { oldest, words, above }) {
    this.#index = index;
    this.#parts = parts.map((part) => ({ ...part, have: 0, done: candidatesOf(part) === 0, begun: false }));
    this.#oldest = oldest;
    this.#words = words;
    this.#shown = new Set(above);
  }

  /** Whether there are results that are not shown yet. */
  get hasMore() {
    return this.#parts.some((part) => !part.done);
  }

  /** The parts with their results as far as they were read. */
  get parts() {
    return this.#parts;
  }

  /** How many results were given out. */
  get length() {
    return this.#shown.size;
  }

  /**
   * The next items, at most so many, with a line before those of a part that says what it is.
   * @param {number} count
   * @returns {Promise<HTMLLIElement[]>}
   */
  async next(count = PAGE) {
    const items = [];
    let left = count;
    for (const part of this.#parts) {
      while (!part.done && left > 0) {
        const first = part.have === 0;
        const wanted = Math.min(left, PAGE);
        const hits = await this.#hits(part, wanted);
        if (first && hits.length && part.said && part !== this.#parts.find((one) => one.result.count > 0)) {
          items.push(make("li", { class: "said" }, `${part.said}:`));
        }
        for (const hit of hits) {
          if (this.#shown.has(hit.url)) continue; // it says all of it, and stands above
          this.#shown.add(hit.url);
          items.push(hitItem(hit, this.#words));
          left -= 1;
        }
        if (part.result.checked && hits.length < wanted) break; // the rest is read when the reader asks for more
      }
    }
    return items;
  }

  /**
   * The next hits of a part.
   * @param {Part & { have: number, done: boolean, begun: boolean }} part
   * @param {number} most at most PAGE
   */
  async #hits(part, most) {
    const { request, result } = part;
    if (result.checked) return this.#readOn(part, most);
    const all = result.count;
    const limit = Math.min(most, all - part.have);
    const isLoaded = part.have === 0 && limit <= result.hits.length && !this.#oldest;
    let hits = isLoaded ? result.hits.slice(0, limit) : [];
    if (!isLoaded && this.#oldest) {
      const found = await this.#index.search({ ...request, offset: all - part.have - limit, limit });
      hits = found.hits.slice(0, limit).reverse();
    } else if (!isLoaded)
      hits = (await this.#index.search({ ...request, offset: part.have, limit })).hits.slice(0, limit);
    part.have += hits.length;
    part.done = !hits.length || part.have >= all;
    return hits;
  }

  /**
   * The next hits of a part that has phrases: of the texts that were read, and then of more of them, but not at first.
   * @param {Part & { have: number, done: boolean, begun: boolean }} part
   * @param {number} limit
   */
  async #readOn(part, limit) {
    let read = part.result.checked?.read ?? 0;
    let { hits } = part.result;
    const search = async () => {
      part.request = { ...part.request, read };
      part.result = await this.#index.search({ ...part.request, offset: part.have, limit });
      hits = part.result.hits;
    };
    if (part.begun) await search();
    if (part.begun && !hits.length && read < candidatesOf(part)) {
      read += MORE;
      await search();
    }
    hits = hits.slice(0, limit);
    part.begun = true;
    part.have += hits.length;
    part.done = hits.length < limit && read >= candidatesOf(part);
    return hits;
  }
}

/**
 * How many documents of a part may answer: all that were found, or those of which only the texts tell.
 * @param {Part} part
 */
const candidatesOf = ({ result }) => (result.checked ? result.checked.of : result.count);

/**
 * The counts of several parts as one. A part that says most has all that say all of it.
 * @param {Part[]} parts
 * @param {Record<string, Counts>[]} facets of each
 */
export function sumOf(parts, facets) {
  const most = parts.findIndex((part) => part.most);
  if (most >= 0) return facets[most];
  /** @type {Record<string, Counts>} */
  const sums = {};
  for (const name of Object.keys(facets[0] ?? {})) {
    /** @type {Map<string, Counts[number]>} */
    const values = new Map();
    for (const one of facets) {
      for (const [code, words, count] of one[name] ?? []) {
        const known = values.get(code);
        values.set(code, [
          code,
          words,
          known ? (count === null || known[2] === null ? null : known[2] + count) : count,
        ]);
      }
    }
    sums[name] = [...values.values()];
  }
  return sums;
}
