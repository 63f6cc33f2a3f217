// How many of the cables that answer have each tag, post, country, classification and year.

import { dayOf, spansOf } from "./days.js";
import { pair } from "./lists.js";
import { findDocuments } from "./questions.js";

/** @typedef {import("./index_files.js").IndexFiles} IndexFiles */
/** @typedef {import("./index_files.js").Counts} Counts */
/** @typedef {import("./questions.js").Question} Question */

export const FACETS = /** @type {const} */ (["tag", "post", "country", "classification", "year"]);
const COUNTED = 20_000; // cables whose columns are read to count facets without being asked
const READ = 20; // cables whose texts are read for that, where columns cost more:
const SHOWN = 10; // the texts of so many are read anyway,
const COLUMN = 1 / 500; // of a text is what a cable takes in columns

/** @param {IndexFiles} files */
export const facetsOfRoom = ({ directory }) =>
  /** @type {Record<string, Counts>} */ (Object.fromEntries(FACETS.map((name) => [name, directory.facets[name]])));

/**
 * The codes of a document in each facet.
 * @param {import("./index_files.js").Text} text
 * @returns {Record<string, (string | undefined)[]>}
 */
const codesOf = ({ tags = [], post, country, level, date = "" }) => ({
  tag: [...new Set(tags)],
  post: [post],
  country: [country],
  classification: [level],
  year: [date.slice(0, 4)],
});

/** @param {IndexFiles} files */
const uncounted = ({ directory }, /** @type {string} */ name) =>
  directory.facets[name].map(([code, words]) => /** @type {Counts[0]} */ ([code, words, null]));

/**
 * @param {IndexFiles} files
 * @param {string} name
 * @param {Map<string, number>} counts
 * @returns {Counts}
 */
const counted = ({ directory }, name, counts) =>
  directory.facets[name]
    .filter(([code]) => counts.has(code))
    .map(([code, words]) => [code, words, counts.get(code) ?? 0]);

/**
 * @param {Question} question
 * @param {string} name of a facet
 */
const isNarrowed = ({ chosen, filters }, name) =>
  name === "year" ? Boolean(filters.year?.length) : chosen.some((one) => one.name === name && one.list);

/**
 * The facets of a question that texts answer.
 * @param {IndexFiles} files
 * @param {Question} question
 * @param {import("./index_files.js").Text[] | null} texts all that answer; null when not all are known
 */
export function facetsOfTexts(files, question, texts) {
  const made = FACETS.map((name) => {
    if (!texts || isNarrowed(question, name)) return [name, uncounted(files, name)];
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const text of texts)
      if (!text.kind || text.kind === "cable")
        for (const code of codesOf(text)[name]) if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
    return [name, counted(files, name, counts)];
  });
  return /** @type {Record<string, Counts>} */ (Object.fromEntries(made));
}

/**
 * The facets of a question, counted among found as if nothing were chosen in that facet.
 * @param {IndexFiles} files
 * @param {Question} question
 * @param {Float64Array} found
 * @param {boolean} wanted whether to count what costs the reader much; else such counts are null
 */
export async function countFacets(files, question, found, wanted) {
  const { terms, sets, chosen, filters } = question;
  const asksNothing =
    !terms.length && !sets.length && !chosen.some(({ list }) => list) && !spansOf(files.directory, filters);
  if (asksNothing) return facetsOfRoom(files);
  /** @type {Record<string, Counts>} */
  const made = {};
  for (const name of FACETS) {
    const numbers = isNarrowed(question, name) ? await findDocuments(files, question, name) : found;
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
    const held = blocks.reduce((sum, [, , count]) => sum + count, 0);
    if (cables.length <= READ && cables.length - SHOWN <= held * COLUMN) {
      for (const text of await Promise.all(Array.from(cables, (number) => files.text(number))))
        codesOf(text)[name].forEach(add);
    } else if (!wanted && held > COUNTED) {
      return uncounted(files, name);
    } else {
      for (const block of await Promise.all(blocks.map((block) => files.columns(block)))) {
        const codes = block[name === "country" ? "post" : name];
        pair(cables, block.numbers, (_, y) => {
          for (const code of codes(y)) add(name === "country" ? directory.countries[code] : code);
        });
      }
    }
  }
  return counted(files, name, counts);
}
