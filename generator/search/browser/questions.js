// A request -> the documents that answer it, and how well. The request is described in engine.js.

import { spansOf } from "./days.js";
import { both, either, pair, without } from "./lists.js";
import { cleaned } from "./stems.js";

/** @typedef {import("./index_files.js").IndexFiles} IndexFiles */
/** @typedef {import("./index_files.js").Term} Term */
/** @typedef {import("./index_files.js").Counts} Counts */
/**
 * @typedef {{
 *   tag?: string[], post?: string[], country?: string[], classification?: string[], year?: string[], from?: string, to?: string,
 * }} Filters
 */
/**
 * @typedef {{
 *   all?: Term[], any?: Term[][], none?: Term[], phrases?: Term[][], absent?: Term[][], near?: { terms: Term[], within: number }[],
 *   filters?: Filters, sort?: string, offset?: number, limit?: number, read?: number,
 * }} Request
 */
/** @typedef {Awaited<ReturnType<typeof readRequest>>} Question */

const MARK = "\u001f"; // begins the terms that stand for facets
const EVERY = `${MARK}all:`; // the term of every cable
const CHOSEN = /** @type {const} */ (["post", "country", "classification"]); // facets of which any value will do
const GAIN = [1, 1.4, 1.8, 3]; // what the weight of a word in a cable is worth

/**
 * What a request asks for, with the lists of every term. Terms are places in terms; those before asked are asked for, the rest
 * are not to be there.
 * @param {IndexFiles} files
 * @param {Request} request
 */
export async function readRequest(files, request) {
  const { all = [], any = [], none = [], phrases = [], absent = [], near = [], filters = {} } = request;
  /** @type {Term[]} */
  const terms = [];
  const placeOf = (/** @type {Term} */ term) => {
    const same = terms.findIndex((one) => one.word === term.word && Boolean(one.prefix) === Boolean(term.prefix));
    return same < 0 ? terms.push(term) - 1 : same;
  };
  const must = all.map(placeOf);
  const groups = any.map((list) => list.map(placeOf));
  const runs = phrases.map((list) => list.map(placeOf));
  const close = near.map((one) => ({ terms: one.terms.map(placeOf), within: one.within }));
  const asked = terms.length;
  const never = none.map(placeOf);
  const barred = absent.map((list) => list.map(placeOf));
  const facet = (/** @type {string} */ name, /** @type {string} */ code) =>
    files.list(`${MARK}${name}:${code.split(/\s+/).join(" ")}`);
  // No list waits for another: each is asked for as soon as its stem is known.
  const [said, tags, chosen] = await Promise.all([
    Promise.all(
      terms.map(async (term) => {
        const stems = await files.stemsOf(term);
        return { stems, list: either(await Promise.all(stems.map((stem) => files.list(stem)))) };
      }),
    ),
    Promise.all((filters.tag ?? []).map((code) => facet("tag", code))),
    Promise.all(
      CHOSEN.map(async (name) => {
        const lists = await Promise.all((filters[name] ?? []).map((code) => facet(name, code)));
        return { name, list: lists.length ? either(lists).numbers : null };
      }),
    ),
  ]);
  const stems = said.map((one) => one.stems);
  const lists = said.map((one) => one.list);
  const wanted = [...new Set([...must, ...runs.flat(), ...close.flatMap((one) => one.terms)])];
  const sets = [
    ...wanted.map((place) => lists[place].numbers),
    ...groups.map((group) => either(group.map((place) => lists[place])).numbers),
    ...tags.map((list) => list.numbers),
  ];
  return {
    terms,
    stems,
    lists,
    asked,
    wanted,
    sets,
    runs,
    close,
    barred,
    chosen,
    gone: never.map((place) => lists[place].numbers),
    filters,
  };
}

/**
 * The documents that answer, in order of number.
 * @param {IndexFiles} files
 * @param {Question} question
 * @param {string} apart a facet whose choice is left out of account
 */
export async function findDocuments(files, { sets, chosen, gone, filters }, apart = "") {
  const given = [...sets, ...chosen.flatMap(({ name, list }) => (list && name !== apart ? [list] : []))];
  if (!given.length) given.push((await files.list(EVERY)).numbers);
  given.sort((a, b) => a.length - b.length);
  let found = given[0];
  for (const list of given.slice(1)) found = both(found, list);
  const spans = spansOf(files.directory, apart === "year" ? { ...filters, year: [] } : filters);
  if (spans) found = found.filter((number) => spans.some(([low, high]) => number >= low && number < high));
  for (const list of gone) found = without(found, list);
  return found;
}

/**
 * How much each term of a question tells: the rarer, the more.
 * @param {IndexFiles} files
 * @param {Question} question
 */
export function worthsOf({ directory: { held, others } }, { lists }) {
  return lists.map(({ numbers }) => Math.log(1 + (held + others) / (1 + numbers.length)));
}

/**
 * @param {Question} question
 * @param {Float64Array} found
 * @param {number[]} worths
 */
export function scoresOf({ lists, asked }, found, worths) {
  const scores = new Float32Array(found.length);
  for (let term = 0; term < asked; term += 1) {
    const { numbers, weights } = lists[term];
    pair(found, numbers, (x, y) => {
      scores[x] += worths[term] * GAIN[weights[y]];
    });
  }
  return scores;
}

/**
 * Which terms of a question a cleaned word answers: a function of the word that returns their places.
 * @param {IndexFiles} files
 * @param {Question} question
 * @returns {Promise<(word: string) => number[]>}
 */
export async function matcherOf(files, { terms, stems }) {
  if (!terms.length) return () => [];
  const { matcher } = await files.stemming();
  const plain = terms.map((term, place) => (term.prefix ? "" : stems[place][0]));
  const match = matcher(plain.filter(Boolean));
  const beginnings = terms.map((term) => (term.prefix ? cleaned(term.word) : ""));
  return (word) => {
    const found = match(word);
    const places = [];
    for (let place = 0; place < terms.length; place += 1) {
      if (plain[place] ? found.includes(plain[place]) : beginnings[place] && word.startsWith(beginnings[place]))
        places.push(place);
    }
    return places;
  };
}

/**
 * Whether title and metadata of a document have all words of a question: tags, say, which stand together in no text.
 * @param {Question} question
 * @param {number} number
 */
export const isInHead = ({ wanted, lists }, number) =>
  wanted.every((term) => lists[term].weights[lists[term].numbers.indexOf(number)] === GAIN.length - 1);
