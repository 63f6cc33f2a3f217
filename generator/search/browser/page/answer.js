// A question and an index -> answers: what says all of it, what says another spelling or name, and, when little does, what
// says most of it. Knows the index by its interface alone (engine.js) and nothing of the page.
import { counted } from "../counted.js";
import { say } from "../words.js";
import { listOf } from "./dom.js";
import { termsOf } from "./question/plain.js";
import { nearestWords, shortened } from "./spelling.js";

/** @typedef {import("./question/query.js").Item} Item */
/** @typedef {import("./question/query.js").Question} Question */
/** @typedef {import("./question/query.js").Term} Term */
/** @typedef {{ all: Term[], any: Term[][], none: Term[], phrases: Term[][], absent: Term[][], near: { terms: Term[], within: number }[] }} Words */
/** @typedef {{ tag: string[], post: string[], country: string[], classification: string[], year: string[], from: string, to: string }} Filters */
/** @typedef {Words & { filters: Filters, sort: string, offset?: number, limit?: number, read?: number }} Request */
/** @typedef {[string, string, number | null][]} Counts */
/** @typedef {{ count: number, pages?: number }} Counted */
/** @typedef {Counted & { checked: { read: number, of: number } | null, hits: any[], facets: Record<string, Counts> }} Result */
/**
 * What of an index is asked here; engine.js says more.
 * @typedef {{
 *   cables: number, count: (request: Partial<Request>) => Promise<Counted>, alike: (word: string) => Promise<[string, number][]>,
 *   meanings: () => Promise<Record<string, string[]>>, stems: (words: string[]) => Promise<string[]>, surface: (stem: string) => Promise<string>,
 *   search: (request: Partial<Request>) => Promise<Result>,
 * }} Index
 */
/**
 * Results that belong together: request finds them, result is its first page, said is what makes them different from the
 * results of the question as it stands ("" for those). most: they say most of the question, and those that say all of it are
 * among them.
 * @typedef {{ request: Request, result: Result, said: string, most?: boolean }} Part
 */
/**
 * parts have no cable in common, but for one that says most; notes are sentences on how the question was read;
 * unknown are words that nothing says, each with the nearest words that something says.
 * @typedef {{ parts: Part[], notes: string[], unknown: { word: string, nearest: string[] }[] }} Answer
 */

const LITTLE = 3; // results; when there are fewer it is looked for what says most
const ENDING = 4; // letters that the index may have cut off a word
// How many documents say something: cables, and only where no cable does notes and pages too.
const MEASURES = [
  (/** @type {Counted} */ { count, pages = 0 }) => count - pages,
  (/** @type {Counted} */ { count }) => count,
];
const LOOKED = 24; // words of a long text that are tried together
const NAMED = 7; // words that a sentence names
const MEANINGS = 3; // meanings of one abbreviation that are looked for

/**
 * Ask an index.
 * @param {Index} index
 * @param {Question} question
 * @param {{ filters: Filters, sort: string }} choices
 * @param {string[][]} spellings of one name each
 * @returns {Promise<Answer>}
 */
export async function answer(index, question, choices, spellings) {
  const joined = joinSpellings(question, spellings);
  /** @type {string[]} */
  const notes = [];
  const whole = toRequests(joined.must, question, choices);
  const [others, ...results] = await Promise.all([
    otherNames(index, joined.must, question, choices),
    ...whole.map((request) => index.search(request)),
  ]);
  /** @type {Part[]} */
  let parts = whole.map((request, at) => ({ request, result: results[at], said: "" }));
  for (const names of joined.groups) {
    const counts = await Promise.all(names.map((word) => frequencyOf(index, word)));
    const other = names.filter((_, at) => at > 0 && counts[at]);
    if (other.length)
      notes.push(say("Spellings of one name are joined: {names}.", { names: listOf([names[0], ...other]) }));
  }
  parts.push(...others);
  parts = parts.filter((part, at) => at === 0 || part.result.count > 0);
  const count = parts.reduce((sum, part) => sum + part.result.count, 0);
  /** @type {{ word: string, nearest: string[] }[]} */
  let unknown = [];
  if (count < LITTLE && joined.must.length) {
    const known = await Promise.all(
      joined.must.map(async (group) => {
        const words = group.length > 1 ? { any: [group.map(({ terms }) => terms[0])] } : { all: group[0].terms };
        return (await index.count(words)).count;
      }),
    );
    const lacking = joined.must.filter((_, at) => !known[at]).map((group) => group[0]);
    // Of a pasted letter many words are unknown here, and none of them matters; nor do those of a reference without a year.
    const said = question.cables.length || question.undated.length ? [] : lacking;
    unknown = await Promise.all(
      said
        .filter((item) => !item.phrase)
        .map(async (item) => ({ word: item.written, nearest: await nearestOf(index, item) })),
    );
    const most = joined.must.length > 1 ? await saysMost(index, joined.must, known, question, choices, parts) : null;
    if (most)
      parts.push({ request: most.request, result: most.result, said: sentenceOn(most.kept, count), most: true });
  }
  return { parts, notes, unknown };
}

/**
 * Requests whose results together are those of a question, and have none in common. Alternatives that are phrases need one
 * request each, because the index joins single words only.
 * @param {Item[][]} must of each list of spellings one
 * @param {Question} question
 * @param {{ filters: Filters, sort: string }} choices
 * @returns {Request[]}
 */
function toRequests(must, question, choices) {
  /** @type {Request} */
  const base = { all: [], any: [], none: [], phrases: [], absent: [], near: question.near, ...choices };
  for (const group of must) add(base, group);
  for (const { terms } of question.none) {
    if (terms.length > 1) base.absent.push(terms);
    else base.none.push(...terms);
  }
  let requests = [base];
  for (const group of question.any) {
    const words = group.filter((item) => item.terms.length === 1);
    const phrases = group.filter((item) => item.terms.length > 1);
    requests = requests.flatMap((request) => [
      ...(words.length ? [{ ...request, any: [...request.any, words.map((item) => item.terms[0])] }] : []),
      ...phrases.map((item) => ({
        ...request,
        phrases: [...request.phrases, item.terms],
        none: [...request.none, ...words.map((word) => word.terms[0])],
      })),
    ]);
  }
  return requests;
}

/**
 * @param {Words} request is added to
 * @param {Item[]} group an item, or spellings of one word
 */
function add(request, group) {
  const [item] = group;
  if (group.length > 1) request.any.push(group.map((one) => one.terms[0]));
  else if (item.phrase && item.terms.length > 1) request.phrases.push(item.terms);
  else request.all.push(...item.terms);
}

/**
 * Each word with the other spellings of the name that it is; groups are the names for which there are others.
 * @param {Question} question
 * @param {string[][]} spellings
 */
function joinSpellings(question, spellings) {
  const lists = new Map(spellings.flatMap((list) => list.map((one) => [plain(one), list])));
  /** @type {string[][]} */
  const groups = [];
  const must = question.must.map((item) => {
    const last = plain(item.written).replace(/^(?:al|el)-/, "");
    const list = item.phrase || item.terms[0].prefix ? null : (lists.get(plain(item.written)) ?? lists.get(last));
    if (!list) return [item];
    const others = list.filter((one) => plain(one) !== plain(item.written));
    groups.push([item.written, ...others]);
    return [item, ...others.map((word) => ({ terms: [{ word, prefix: false }], phrase: false, written: word }))];
  });
  return { must, groups };
}

/**
 * Results that say what an abbreviation of the question stands for and not the abbreviation; or the other way round.
 * @param {Index} index
 * @param {Item[][]} must
 * @param {Question} question
 * @param {{ filters: Filters, sort: string }} choices
 * @returns {Promise<Part[]>}
 */
async function otherNames(index, must, question, choices) {
  if (question.any.length) return []; // alternatives beside an abbreviation: its meaning is not looked for
  const isLoaded = must.length > 1 || must.some(([item]) => item.phrase || /\p{Lu}.*[\p{Lu}\d]/u.test(item.written));
  const meanings = isLoaded ? await index.meanings() : {};
  /** @type {{ kept: Item[][], phrase: Term[] | null, word: Term | null, none: Term[], said: string }[]} */
  const found = [];
  must.forEach(([item], at) => {
    const term = item.written;
    if (item.phrase || item.terms[0].prefix || !Object.hasOwn(meanings, term)) return;
    const kept = must.filter((_, other) => other !== at);
    const before = [item.terms[0]];
    for (const meaning of meanings[term].slice(0, MEANINGS)) {
      const phrase = termsOf(meaning);
      if (phrase.length > 1)
        found.push({
          kept,
          phrase,
          word: null,
          none: before,
          said: say("{term} stands for “{meaning}”", { term, meaning }),
        });
    }
  });
  const said = must.map(([item]) =>
    item.phrase && must.length > 1 ? "" : plain(item.terms.map(({ word }) => word).join(" ")),
  );
  const text = said.join(" ");
  for (const [term, all] of text.includes(" ") ? Object.entries(meanings) : []) {
    const meaning = all.find((one) => telling(one) === telling(text));
    if (!meaning) continue;
    const words = termsOf(meaning);
    const counts = await Promise.all(words.map(({ word }) => frequencyOf(index, word)));
    const rarest = words[counts.indexOf(Math.min(...counts))];
    found.push({
      kept: [],
      phrase: null,
      word: { word: term, prefix: false },
      none: [rarest],
      said: say("“{meaning}” is {term} for short", { meaning, term }),
    });
  }
  const parts = [];
  for (const one of found) {
    const [request] = toRequests(one.kept, question, choices);
    request.none = [...request.none, ...one.none];
    if (one.phrase) request.phrases.push(one.phrase);
    if (one.word) request.all.push(one.word);
    parts.push({ request, result: await index.search(request), said: one.said });
  }
  return parts;
}

/**
 * The most telling words of a question that something says together, the rarer the more telling: from each word on, the next
 * rarest are added that lose nothing; where something says all of it, from the rarest word alone. null when nothing says more than one that says all of it.
 * @param {Index} index
 * @param {Item[][]} must
 * @param {number[]} known how many say each
 * @param {Question} question
 * @param {{ filters: Filters, sort: string }} choices
 * @param {Part[]} parts what says all of it
 */
async function saysMost(index, must, known, question, choices, parts) {
  const ordered = must.map((group, at) => ({ group, at, count: known[at] })).filter((one) => one.count > 0);
  ordered.sort((a, b) => a.count - b.count || a.at - b.at);
  ordered.splice(LOOKED);
  const requestOf = (/** @type {typeof ordered} */ kept) =>
    toRequests(
      kept.map((one) => one.group),
      question,
      choices,
    )[0];
  /** @type {typeof ordered} */
  let best = [];
  let most = 0;
  for (const measure of MEASURES) {
    const whole = parts.reduce((sum, { result }) => sum + measure(result), 0);
    const tried = new Set();
    for (const first of whole ? ordered.slice(0, 1) : ordered) {
      if (tried.has(first)) continue;
      const kept = [];
      for (const one of new Set([first, ...ordered])) {
        if (measure(await index.count(requestOf([...kept, one]))) > whole) kept.push(one);
        else if (one === first) break;
      }
      for (const one of kept) tried.add(one);
      const told = kept.reduce((sum, one) => sum + Math.log(1 + index.cables / one.count), 0);
      if (told > most) [best, most] = [kept, told];
    }
    if (best.length) break;
  }
  if (!best.length) return null;
  const request = requestOf(best);
  const kept = [...best].sort((a, b) => a.at - b.at).map((one) => one.group[0].written);
  return { request, result: await index.search(request), kept };
}

/**
 * @param {string[]} kept
 * @param {number} count how many say all of the question
 */
function sentenceOn(kept, count) {
  const named = kept.slice(0, NAMED).map(shortened);
  const more = kept.length - named.length;
  const words = listOf(more ? [...named, say("{count} more", { count: more })] : named);
  if (!count) return say("No cable says all of it; these say {words}", { words });
  return counted(count, "One says all of it; these say {words}", "{count} say all of it; these say {words}", { words });
}

/**
 * @param {Index} index
 * @param {string} word
 */
const frequencyOf = async (index, word, prefix = false) => (await index.count({ all: [{ word, prefix }] })).count;

/**
 * The words of the room that are nearest to one that it has not, as its cables write them. Of the beginning of a word it is a
 * shorter beginning: the index keeps words without their endings.
 * @param {Index} index
 * @param {Item} item
 */
async function nearestOf(index, { written: word, terms: [term] }) {
  if (term.prefix) {
    for (let length = term.word.length - 1; length >= Math.max(3, term.word.length - ENDING); length -= 1) {
      const beginning = term.word.slice(0, length);
      if (await frequencyOf(index, beginning, true)) return [`${beginning}*`];
    }
    return [];
  }
  const parts = termsOf(word.replaceAll("-", " "));
  if (parts.length > 1 && (await index.count({ all: parts })).count) return [`"${word.replaceAll("-", " ")}"`];
  if (word.length > 2 && (await frequencyOf(index, word, true))) return [`${word}*`];
  const [stem] = await index.stems([word]);
  const wanted = stem || plain(word);
  const stems = nearestWords(wanted, await index.alike(wanted));
  const written = await Promise.all(stems.map((one) => index.surface(one)));
  return [...new Set(written.filter(Boolean))];
}

/** @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'").toLowerCase();

/**
 * The words of a text but for the small ones, in small letters: "trafficking in persons" and "trafficking persons" are alike.
 * @param {string} text
 */
const telling = (text) =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word && !/^(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with)$/.test(word))
    .join(" ");
