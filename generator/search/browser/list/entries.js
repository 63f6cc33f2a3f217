// Finds what a room tells of a cable by its identifier alone, in the files that the build made (generator/pages/data/entries.py).
// They are scripts, because from a disk a browser reads nothing else.

/**
 * date is "2007-04-25" or ""; tags are code and words; caveat is a sentence on how the text was made, or "".
 * @typedef {{
 *   id: string, address: string, title: string, date: string, author: string, origin: string, classification: string,
 *   tags: [string, string][], caveat: string, specimen: boolean,
 * }} Entry
 */
/**
 * What is told of an identifier: null when the room does not hold it, undefined when that could not be looked up.
 * @typedef {Entry | null | undefined} Found
 */
/**
 * The same; a cable that is not held and that cables of the room cite is "cited".
 * @typedef {Found | "cited"} Known
 */

const AT_ONCE = 16; // files that are loaded at the same time

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** @param {string} text */
export function crc32(text) {
  let value = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/**
 * Which of the files has an identifier.
 * @param {string} id
 * @param {number} files a power of two
 */
export const fileOf = (id, files) => crc32(id) & (files - 1);

/**
 * @param {any[]} row as the build writes it: all parts, or the identifier alone of a cable that is cited and not held
 * @returns {Entry | "cited"}
 */
export const entryOf = (row) => (row.length === 1 ? "cited" : heldEntry(row));

/**
 * @param {any[]} row
 * @returns {Entry}
 */
function heldEntry([id, address, title, date, author, origin, classification, tags, caveat, specimen]) {
  return { id, address, title, date, author, origin, classification, tags, caveat, specimen };
}

/**
 * Load a script, which is all that a page can read of a site on a disk.
 * @param {string} url
 * @returns {Promise<boolean>} whether it was loaded
 */
export function loaded(url) {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = url;
    for (const type of ["load", "error"]) {
      script.addEventListener(type, () => {
        script.remove();
        resolve(type === "load");
      });
    }
    document.head.append(script);
  });
}

/**
 * @param {URL} root of the room
 * @param {number} files how many there are
 * @returns {(ids: string[]) => Promise<Map<string, Known>>}
 */
export function openEntries(root, files) {
  /** @type {Map<number, Promise<Map<string, Entry | "cited"> | undefined>>} */
  const kept = new Map();

  /** @param {number} number */
  async function read(number) {
    if (!(await loaded(new URL(`list/entries/${number}.js`, root).href))) {
      kept.delete(number); // it may be there the next time
      return undefined;
    }
    const rows = globalThis.ListEntries?.[number];
    return Array.isArray(rows) ? new Map(rows.map((row) => [row[0], entryOf(row)])) : undefined;
  }

  return async (ids) => {
    const numbers = [...new Set(ids.map((id) => fileOf(id, files)))];
    /** @type {Map<number, Map<string, Entry | "cited"> | undefined>} */
    const found = new Map();
    const next = async () => {
      for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) {
        if (!kept.has(number)) kept.set(number, read(number));
        found.set(number, await kept.get(number));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    return new Map(
      ids.map((id) => {
        const file = found.get(fileOf(id, files));
        return [id, file && (file.get(id) ?? null)];
      }),
    );
  };
}
