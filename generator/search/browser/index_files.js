// What the files of an index say, each loaded when it is first asked for and kept: lists of words, texts, columns, stems.

import { dayOf } from "./days.js";
import {
  checkOf,
  IndexError,
  isBefore,
  nameOf,
  placeOf,
  readColumns,
  readJson,
  readList,
  readSpelling,
  readWords,
} from "./format.js";
import { cleaned, openStems } from "./stems.js";

/** @typedef {import("./lists.js").List} List */
/** @typedef {{ word: string, prefix?: boolean }} Term */
/** @typedef {[string, string, number | null][]} Counts */
/**
 * The text of a document (generator/search/document.py); a part that is empty is left out.
 * @typedef {{
 *   id: string, url: string, title: string, kind?: string, date?: string, origin?: string, classification?: string,
 *   level?: string, post?: string, country?: string, tags?: string[], specimen?: boolean, beside?: string,
 *   blocks?: [string, string][],
 * }} Text
 */
/**
 * The directory of an index (generator/search/index.py).
 * @typedef {{
 *   stamp: string, first: string, bits: number, base: number, cables: number, held: number, others: number, program: number,
 *   meanings: number, spelling: Record<string, number>, columns: [number, number, number, number][], facets: Record<string, [string, string, number][]>,
 *   countries: Record<string, string>, separators: string[], checks: number[],
 * }} Directory
 */

const PREFIX_FILES = 8; // files of words that the beginning of a word may read
const ROW = 1024; // texts of a folder

export class IndexFiles {
  #files;
  #program;
  #fresh;
  /** @type {Map<string, Promise<any>>} */
  #kept = new Map();

  /**
   * @param {ReturnType<typeof import("./files.js").openFiles>} files
   * @param {Directory} directory
   * @param {Promise<Uint8Array<ArrayBuffer>>} program
   * @param {boolean} fresh whether the server is asked even for what the browser keeps
   */
  constructor(files, directory, program, fresh) {
    this.#files = files;
    this.#program = program;
    this.#fresh = fresh;
    this.directory = directory;
  }

  /**
   * What make() resolves to, made once for a key; after an error made again.
   * @template T
   * @param {string} key
   * @param {() => Promise<T>} make
   * @returns {Promise<T>}
   */
  once(key, make) {
    const known = this.#kept.get(key);
    if (known) return known;
    const made = make();
    this.#kept.set(key, made);
    made.catch(() => this.#kept.delete(key));
    return made;
  }

  /** @param {string} name */
  #load(name) {
    return this.#files(name, { stamp: this.directory.stamp, fresh: this.#fresh });
  }

  /**
   * @param {string} name
   * @param {number} check
   */
  async #checked(name, check) {
    const bytes = await this.#load(name);
    if (checkOf(bytes) !== check) throw new IndexError("stale", `${name} is of another state of the index`);
    return bytes;
  }

  /** @param {number} place */
  #wordsAt(place) {
    const { separators, checks } = this.directory;
    return this.once(`words ${place}`, async () =>
      readWords(await this.#checked(nameOf(separators[place]), checks[place])),
    );
  }

  /**
   * The documents that have a stem.
   * @param {string} stem
   * @returns {Promise<List>}
   */
  async list(stem) {
    const nothing = { numbers: new Float64Array(0), weights: new Uint8Array(0) };
    const place = placeOf(this.directory.separators, stem);
    if (!stem || place < 0) return nothing;
    const word = (await this.#wordsAt(place)).get(stem);
    return word ? this.once(`list ${stem}`, async () => readList(word)) : nothing;
  }

  /**
   * @param {number} number of a document
   * @returns {Promise<Text>}
   */
  text(number) {
    const name = `texts/${Math.floor(number / ROW)}/${number % ROW}.bin`;
    return this.once(name, async () => {
      const text = readJson(await this.#load(name));
      if (dayOf(this.directory, number) !== (text?.date ?? ""))
        throw new IndexError("stale", `${name} is of another state of the index`);
      return text;
    });
  }

  /** @param {Directory["columns"][0]} block */
  columns([start, , , check]) {
    return this.once(`columns ${start}`, async () =>
      readColumns(await this.#checked(`columns/${start}.bin`, check), start),
    );
  }

  /** Pagefind's program: the stem of a word, and which of some stems a word has. */
  stemming() {
    return this.once("stems", async () => {
      const bytes = await this.#program;
      if (checkOf(bytes) !== this.directory.program)
        throw new IndexError("stale", "pagefind.bin is of another state of the index");
      return openStems(bytes);
    });
  }

  /**
   * The stems of a term: one, or of the beginning of a word all that begin so.
   * @param {Term} term
   */
  async stemsOf({ word, prefix }) {
    if (!prefix) return [(await this.stemming()).stem(word)];
    return (await this.beginning(cleaned(word))).map(([stem]) => stem);
  }

  /**
   * The stems that begin so, each with how many documents have it.
   * @param {string} letters
   * @returns {Promise<[string, number][]>}
   */
  async beginning(letters) {
    if (!letters) return [];
    const { separators } = this.directory;
    const first = Math.max(0, placeOf(separators, letters));
    const places = [];
    for (let place = first; place < separators.length && places.length < PREFIX_FILES; place += 1) {
      if (place > first && !separators[place].startsWith(letters) && isBefore(letters, separators[place])) break;
      places.push(place);
    }
    const files = await Promise.all(places.map((place) => this.#wordsAt(place)));
    return files
      .flatMap((words) => [...words])
      .filter(([stem]) => stem.startsWith(letters))
      .map(([stem, { count }]) => [stem, count]);
  }

  /**
   * What each abbreviation can stand for.
   * @returns {Promise<Record<string, string[]>>}
   */
  meanings() {
    return this.once("meanings", async () => readJson(await this.#checked("meanings.bin", this.directory.meanings)));
  }

  /**
   * The frequent stems that begin or end with the letter that a word begins or ends with, each with about how many documents have it.
   * @param {string} word
   * @returns {Promise<[string, number][]>}
   */
  async alike(word) {
    const letters = [...word];
    const names = [`${letters[0]}-`, `-${letters.at(-1)}`];
    const files = await Promise.all(
      names
        .filter((name) => Object.hasOwn(this.directory.spelling, name))
        .map((name) =>
          this.once(`spelling ${name}`, async () =>
            readSpelling(await this.#checked(nameOf(name, "spelling"), this.directory.spelling[name])),
          ),
        ),
    );
    return [...new Map(files.flat())];
  }
}
