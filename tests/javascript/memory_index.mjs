// An index of a few texts in memory, with the interface of engine.js: it scans them. Stems lose their endings.

/** @param {string} word */
const stem = (word) =>
  word
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/(?<=...)(?:ing|ed|es|s)$/, "");

/** @param {string} text */
const stemsOf = (text) =>
  text
    .split(/[\s-]+/)
    .map(stem)
    .filter(Boolean);

/**
 * @param {Record<string, string>} texts by identifier
 * @param {Record<string, string[]>} meanings of abbreviations
 */
export function memoryIndex(texts, meanings = {}) {
  const documents = Object.entries(texts).map(([id, text], number) => ({ number, id, text, stems: stemsOf(text) }));
  /** @type {any} */
  const says = (/** @type {any} */ one, /** @type {any} */ { word, prefix }) =>
    one.stems.some((/** @type {string} */ other) =>
      prefix ? other.startsWith(word.toLowerCase()) : other === stem(word),
    );
  const runs = (/** @type {any} */ one, /** @type {any[]} */ terms) =>
    one.stems.some((/** @type {string} */ _, /** @type {number} */ at) =>
      terms.every((term, step) => one.stems[at + step] === stem(term.word)),
    );
  return {
    /** @type {any[]} */
    asked: [],
    /** @param {any} request */
    async search(request) {
      this.asked.push(request);
      const { all = [], any = [], none = [], phrases = [], absent = [], near = [] } = request;
      const hits = documents.filter(
        (one) =>
          all.every((/** @type {any} */ term) => says(one, term)) &&
          any.every((/** @type {any[]} */ group) => group.some((term) => says(one, term))) &&
          !none.some((/** @type {any} */ term) => says(one, term)) &&
          !absent.some((/** @type {any[]} */ terms) => runs(one, terms)) &&
          phrases.every((/** @type {any[]} */ terms) => runs(one, terms)) &&
          near.every((/** @type {any} */ { terms }) => terms.every((/** @type {any} */ term) => says(one, term))),
      );
      return { count: hits.length, checked: null, hits, facets: {} };
    },
    cables: documents.length,
    async meanings() {
      return meanings;
    },
    /** @param {any} request */
    count(request) {
      return this.search(request);
    },
    /** @returns {Promise<[string, number][]>} */
    async alike() {
      const counts = new Map();
      for (const one of documents) for (const word of new Set(one.stems)) counts.set(word, (counts.get(word) ?? 0) + 1);
      return [...counts];
    },
    /** @param {string[]} words */
    async stems(words) {
      return words.map(stem);
    },
    /** @param {string} wanted */
    async surface(wanted) {
      return documents.flatMap((one) => one.text.split(/[\s.,]+/)).find((word) => stem(word) === wanted) ?? "";
    },
  };
}
