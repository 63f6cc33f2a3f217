// Answers questions from the index that the build made (docs/explanation/search.md). Knows nothing of the page that shows
// the answers, and nothing of what people type: that is query.js.
//
// The files of this folder are modules for tests; the site has all of them in one script, search/engine.js, which sets
// globalThis.Search to what they export, so that it also runs from a disk, where browsers load no modules.
//
//   const index = await Search.open(root);       root: address of the room's root, with a slash at its end
//
// An Index has
//   cables                 how many cables the room holds
//   facets                 of the whole room: { tag, post, country, classification, year }, each [[value, words, count], ...];
//                          value is what a filter takes, words the name for people ("" for none)
//   stems(words)           -> Promise<string[]>: of each word its stem, "" for a word that is never indexed ("--")
//   count(request)         -> Promise<{ count, pages }> of its Result; without phrases and nearness no text is read for it
//   alike(word)            -> Promise<[[stem, count], ...]>: frequent stems with its first letter or with its last, for spelling
//   meanings()             -> Promise<{ abbreviation: string[] }>: what each can stand for
//   surface(stem)          -> Promise<string>: how a cable of the room writes a stem ("Netanyahu"), "" when none does
//   search(request)        -> Promise<Result>
//   counts(request)        -> Promise<facets>: the counts of a request whose Result left them out
//
// A term is { word, prefix }: a word as typed (it is cut, stemmed and freed of accents here), or with prefix the beginning
// of words.
//
// A request (all parts may be missing):
//   all: [term]            cables have every one
//   any: [[term]]          and of each list one at least
//   none: [term]           and none of these
//   phrases: [[term]]      and say these words one after another
//   absent: [[term]]       and do not say these one after another
//   near: [{ terms: [term], within: n }]   and say these words, in any order, within so many words of one another
//   filters: { tag: [], post: [], country: [], classification: [], year: [], from: "2007-01-25", to: "" }
//                          several tags: all of them; of the others: any of them; days are inclusive
//   sort: "relevance" | "date"            by date: newest first
//   offset, limit          which hits come with their texts (0 and 10 when missing)
//   read                   the words of so many candidates may be read (27 when missing); see checked
//
// A Result:
//   count                  how many cables, notes and pages are found. Exact, but for phrases and nearness in large answers
//   checked                null, or of a request with phrases, absent or near { read, of }: the words of so many candidates were read;
//                          count and hits are of these. The rest is read where a greater number is asked for
//   pages                  how many of count are notes and pages of the room
//   hits                   [{ number, kind, id, url, title, date, origin, classification, specimen, excerpt, marks, anchor }]
//     kind                 "cable" | "note" | "page"; a note has the id and address of its cable
//     url                  address of the page, absolute
//     date                 "2007-01-25" or ""
//     excerpt, marks       a piece of the text, and [[start, end], ...] of the words found in it, in characters
//     anchor               the paragraph that says most of the words ("p4"), "" for none
//   facets                 as above, counted among the hits as if nothing were chosen in that facet; a count is null where
//                          counting would cost the reader too much: counts(request) counts them, but for phrases and nearness
//
// A file that is missing, damaged, or of another state of the index than the rest is asked for once more from the server;
// then the question rejects with an IndexError, and what was loaded is forgotten. So call open() for each question: it
// returns what is open, and begins anew after an error.

import { countFacets, facetsOfRoom, facetsOfTexts } from "./facets.js";
import { openFiles } from "./files.js";
import { IndexError, readDirectory } from "./format.js";
import { IndexFiles } from "./index_files.js";
import { best, byScore } from "./lists.js";
import { findDocuments, isInHead, matcherOf, readRequest, scoresOf, worthsOf } from "./questions.js";
import { cleaned } from "./stems.js";
import { excerptOf, read, saysPhrase, spanOf } from "./texts.js";

/** @typedef {import("./index_files.js").Text} Text */
/** @typedef {import("./index_files.js").Term} Term */
/** @typedef {import("./index_files.js").Counts} Counts */
/** @typedef {import("./lists.js").Ranked} Ranked */
/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./questions.js").Request} Request */
/** @typedef {ReturnType<typeof read> & { number: number, text: Text, title: import("./texts.js").Said[] }} Reading */

const FOLDER = "search/data/";
const LIMIT = 10; // hits that come with their texts
const NEAR = 20; // of the best hits it is looked how near their words are
const READ = 27; // texts that are read for the first page of a phrase: with all else 40 files

/** @type {Map<string, Promise<Index>>} */
const opened = new Map(); // by root

/**
 * See above.
 * @param {string} root
 */
export function open(root) {
  const known = opened.get(root);
  if (known) return known;
  const made = load(root, false).catch((error) => {
    if (!(error instanceof IndexError)) throw error;
    return load(root, true); // what the browser kept may be of another state than what the server has
  });
  opened.set(root, made);
  made.catch(() => opened.delete(root));
  return made;
}

/**
 * @param {string} root
 * @param {boolean} fresh
 */
async function load(root, fresh) {
  const files = openFiles(new URL(FOLDER, root).href);
  const program = files("pagefind.bin", { fresh });
  program.catch(() => {}); // told to whoever asks for stems
  const directory = readDirectory(await files("directory.bin", { fresh }));
  return new Index(root, new IndexFiles(files, directory, program, fresh), fresh);
}

class Index {
  #root;
  #files;
  #fresh;

  /**
   * @param {string} root
   * @param {IndexFiles} files
   * @param {boolean} fresh
   */
  constructor(root, files, fresh) {
    this.#root = root;
    this.#files = files;
    this.#fresh = fresh;
    this.cables = files.directory.held;
    this.facets = facetsOfRoom(files);
  }

  /**
   * What work() resolves to; after an error of the index once more, everything asked anew, then not again.
   * @template T
   * @param {(index: Index, files: IndexFiles) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async #sound(work) {
    try {
      return await work(this, this.#files);
    } catch (error) {
      if (!(error instanceof IndexError)) throw error;
      opened.delete(this.#root);
      if (this.#fresh) throw error;
      const again = await load(this.#root, true);
      const result = await work(again, again.#files);
      opened.set(this.#root, Promise.resolve(again));
      return result;
    }
  }

  /** @param {string[]} words */
  stems(words) {
    return this.#sound(async (_, files) => words.map((await files.stemming()).stem));
  }

  meanings() {
    return this.#sound((_, files) => files.meanings());
  }

  /** @param {string} word */
  alike(word) {
    return this.#sound((_, files) => files.alike(word));
  }

  /** @param {Request} request */
  count(request) {
    return this.#sound(async (index, files) => {
      const question = await readRequest(files, request);
      if (isRead(question)) return index.#search(request);
      const found = await findDocuments(files, question);
      return { count: found.length, pages: pagesIn(files, found) };
    });
  }

  /** @param {string} stem */
  surface(stem) {
    return this.#sound(async (_, files) => {
      const { numbers } = await files.list(stem);
      const { matcher } = await files.stemming();
      const has = matcher([stem]);
      for (const number of Array.from(numbers.slice(-3)).reverse()) {
        const text = await files.text(number);
        const parts = [text.title, text.beside ?? "", ...(text.blocks ?? []).map(([, block]) => block)];
        const words = parts.flatMap((part) => part.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);
        const found = words.filter((word) => has(cleaned(word)).length);
        const usual = found.find((word) => !/^\p{Lu}{2,}$/u.test(word)) ?? found[0];
        if (usual) return usual;
      }
      return "";
    });
  }

  /** @param {Request} request */
  counts(request) {
    return this.#sound(async (index, files) => {
      const question = await readRequest(files, request);
      if (isRead(question)) return (await index.#search(request)).facets;
      return countFacets(files, question, await findDocuments(files, question), true);
    });
  }

  /** @param {Request} request */
  search(request) {
    return this.#sound((index) => index.#search(request));
  }

  /** @param {Request} request */
  async #search(request) {
    const files = this.#files;
    const { offset = 0, limit = LIMIT } = request;
    const question = await readRequest(files, request);
    const found = await findDocuments(files, question);
    const ranked = request.sort !== "date" && question.asked > 0;
    const worths = worthsOf(files, question);
    const scores = ranked ? scoresOf(question, found, worths) : null;
    const match = await matcherOf(files, question);
    const reading = (/** @type {Ranked} */ hit) =>
      files.once(`read ${hit.number} ${JSON.stringify(question.terms)}`, async () => {
        const text = await files.text(hit.number);
        return {
          number: hit.number,
          text,
          title: read([["", text.title ?? ""]], match).said,
          ...read(text.blocks ?? [], match),
        };
      });

    /** @type {Ranked[]} */
    let hits;
    let count = found.length;
    let pages = pagesIn(files, found);
    let checked = null;
    /** @type {Promise<Record<string, Counts>>} */
    let facets;
    if (isRead(question)) {
      const needed = Math.min(found.length, Math.max(request.read ?? READ, 2 * (offset + limit)));
      const candidates = best(found, scores, needed);
      const texts = await Promise.all(candidates.map(reading));
      const kept = candidates.filter((_, place) => says(question, texts[place]));
      count = kept.length;
      pages = kept.filter((hit) => hit.number < files.directory.cables).length;
      checked = { read: needed, of: found.length };
      hits = kept.slice(offset, offset + limit);
      const all = needed === found.length;
      facets = Promise.all(all ? kept.map((hit) => files.text(hit.number)) : []).then((said) =>
        facetsOfTexts(files, question, all ? said : null),
      );
    } else {
      // Asked for now, so that columns do not wait for texts.
      facets = countFacets(files, question, found, false);
      facets.catch(() => {}); // told below
      const isNear = ranked && question.wanted.length > 1 && offset < NEAR;
      const candidates = best(found, scores, Math.max(offset + limit, isNear ? NEAR : 0));
      if (isNear) {
        const texts = await Promise.all(candidates.slice(0, NEAR).map(reading));
        const most = worths.reduce((sum, one) => sum + one, 0);
        texts.forEach((text, place) => {
          const distance = isInHead(question, text.number) ? 1 : distanceIn(question, text);
          candidates[place].score += (2 * most) / distance;
        });
        candidates.splice(0, NEAR, ...candidates.slice(0, NEAR).sort(byScore));
      }
      hits = candidates.slice(offset, offset + limit);
    }
    const shown = await Promise.all(
      hits.map(async (hit) => this.#hit(hit, asked(question, await reading(hit)), worths)),
    );
    return { count, checked, pages, hits: shown, facets: await facets };
  }

  /**
   * @param {Ranked} hit
   * @param {Reading} reading
   * @param {number[]} worths
   */
  #hit({ number }, reading, worths) {
    const { text } = reading;
    return {
      number,
      kind: text.kind || "cable",
      id: text.id,
      url: new URL(text.url, this.#root).href,
      title: text.title,
      date: text.date || "",
      origin: text.origin || "",
      classification: text.classification || "",
      specimen: Boolean(text.specimen),
      ...excerptOf(reading, worths),
    };
  }
}

/**
 * How many documents are notes and pages of the room, which come first.
 * @param {IndexFiles} files
 * @param {Float64Array} found
 */
const pagesIn = ({ directory }, found) => found.filter((number) => number < directory.cables).length;

/**
 * Whether only texts tell what answers a question: lists have no positions.
 * @param {Question} question
 */
const isRead = ({ runs, close, barred }) => runs.length > 0 || close.length > 0 || barred.length > 0;

/**
 * Whether a document says every phrase of a question and none that it shall not, and the words that shall be near one another so near.
 * @param {Question} question
 * @param {Reading} reading
 */
function says({ runs, close, barred }, { said, title }) {
  const saysOne = (/** @type {number[]} */ terms) => saysPhrase(said, terms) || saysPhrase(title, terms);
  return (
    runs.every(saysOne) &&
    !barred.some(saysOne) &&
    close.every(({ terms, within }) => Math.min(spanOf(said, terms), spanOf(title, terms)) <= within)
  );
}

/**
 * What a document says of the words that are asked for, without those of phrases that it shall not say.
 * @param {Question} question
 * @param {Reading} reading
 */
const asked = (question, reading) => ({ ...reading, said: reading.said.filter(({ term }) => term < question.asked) });

/**
 * How far apart a document says the words of a question: 1 with one other word among them or none, Infinity not at all.
 * @param {Question} question
 * @param {Reading} reading
 */
function distanceIn({ wanted }, { said, title }) {
  return Math.max(1, Math.min(spanOf(said, wanted), spanOf(title, wanted)) - wanted.length + 2);
}
