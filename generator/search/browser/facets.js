// How many of the cables that answer have each tag, post, country, classification and year.

import { dayOf, spansOf } from "./days.js";
import { pair } from "./lists.js";
import { findDocuments } from "./questions.js";

/** @typedef {import("./index_files.js").IndexFiles} IndexFiles */
/** @typedef {import("./index_files.js").Counts} Counts */
/** @typedef {import("./questions.js").Question} Question */

export const FACETS = /** @type {const} */ (["tag", "post", "country", "classification", "year"]);
const COUNTED = 20_000; // cables whose columns are read to count facets without being asked
const READ = 10; // cables whose texts are read for that

/** @param {IndexFiles} files */
export const facetsOfRoom = ({ directory }) =>
  /** @type {Record<string, Counts>} */ (Object.fromEntries(FACETS.map((name) => [name, directory.facets[name]])));

/**
 * The facets of a question, counted among found as if nothing were chosen in that facet.
 * @param {IndexFiles} files
 * @param {Question} question
 * @param {Float64Array} found
 * @param {boolean} wanted whether to count what costs the reader much; else such counts are null
 */
export async function countFacets(files, question, found, wanted) {
  const { terms, sets, chosen, filters } = question;
  const narrowed = (/** @type {string} */ name) =>
    name === "year" ? Boolean(filters.year?.length) : chosen.some((one) => one.name === name && one.list);
  const asksNothing =
    !terms.length && !sets.length && !chosen.some(({ list }) => list) && !spansOf(files.directory, filters);
  if (asksNothing) return facetsOfRoom(files);
  /** @type {Record<string, Counts>} */
  const made = {};
  for (const name of FACETS) {
    const numbers = narrowed(name) ? await findDocuments(files, question, name) : found;
    made[name] = await countsOf(files, name, numbers, wanted);
  }
  return made;
}

/**
 * @param {IndexFiles} files
 * @param {typeof FACETS[number]} name
 * @param {Float64Array} numbers
 * @param {boolean} wanted
 * @returns {Promise<Counts>}
 */
async function countsOf(files, name, numbers, wanted) {
  const { directory } = files;
  /** @type {Map<string, number>} */
  const counts = new Map();
  const add = (/** @type {string | undefined} */ code) => code && counts.set(code, (counts.get(code) ?? 0) + 1);
  const cables = numbers.filter((number) => number >= directory.cables);
  if (name === "year") {
    for (const number of cables) add(dayOf(directory, number).slice(0, 4));
  } else {
    const blocks = directory.columns.filter(([start, end]) => cables.some((number) => number >= start && number < end));
    if (!wanted && blocks.reduce((sum, [, , count]) => sum + count, 0) > COUNTED) {
      if (cables.length > READ) return directory.facets[name].map(([code, words]) => [code, words, null]);
      for (const text of await Promise.all(Array.from(cables, (number) => files.text(number)))) {
        const own = {
          tag: [...new Set(text.tags ?? [])],
          post: [text.post],
          country: [text.country],
          classification: [text.level],
        };
        own[name].forEach(add);
      }
    } else {
      for (const block of await Promise.all(blocks.map((block) => files.columns(block)))) {
        const codes = block[name === "country" ? "post" : name];
        pair(cables, block.numbers, (_, y) => {
          for (const code of codes(y)) add(name === "country" ? directory.countries[code] : code);
        });
      }
    }
  }
  return directory.facets[name]
    .filter(([code]) => counts.has(code))
    .map(([code, words]) => [code, words, counts.get(code) ?? 0]);
}
