// The files of the index, read: docs/explanation/search.md describes them, generator/search/format.py and columns.py write
// them. Bytes in, values out; a file that is not whole throws an IndexError.

export const VERSION = 3;
const WEIGHTS = 4;
const decoder = new TextDecoder("utf-8", { fatal: true });

// What is wrong with the index. kind: "missing", "damaged", "stale" (of another state than the rest) or "unknown" (another version).
export class IndexError extends Error {
  /**
   * @param {string} kind
   * @param {string} message
   */
  constructor(kind, message) {
    super(message);
    this.name = "IndexError";
    this.kind = kind;
  }
}

// Where it is damaged, the trace of the error tells.
const damaged = () => new IndexError("damaged", "the index is damaged");

// Reads numbers of seven bits a byte, the lowest first, and texts of which the beginning is shared with the one before.
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
    this.word = new Uint8Array(0);
  }

  /** @returns {number} */
  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      if (this.at >= this.bytes.length) throw damaged();
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  /**
   * @param {number} count
   * @returns {number[]}
   */
  numbers(count) {
    return Array.from({ length: count }, () => this.number());
  }

  /** @returns {string} */
  text() {
    const shared = this.number();
    const length = this.number();
    if (shared > this.word.length || this.at + length > this.bytes.length) throw damaged();
    const word = new Uint8Array(shared + length);
    word.set(this.word.subarray(0, shared));
    word.set(this.bytes.subarray(this.at, this.at + length), shared);
    this.at += length;
    this.word = word;
    try {
      return decoder.decode(word);
    } catch {
      throw damaged();
    }
  }
}

/**
 * @param {Uint8Array} bytes
 * @returns {[any, Reader]} the first line, and what follows
 */
function headOf(bytes) {
  const end = bytes.indexOf(10);
  if (end < 0) throw damaged();
  return [readJson(bytes.subarray(0, end)), new Reader(bytes, end + 1)];
}

/** @param {Uint8Array} bytes */
export function readJson(bytes) {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    throw damaged();
  }
}

// { ...the first line, separators, checks }: of each file of words where it begins, and two bytes that tell its state.
/** @param {Uint8Array} bytes */
export function readDirectory(bytes) {
  const [head, reader] = headOf(bytes);
  if (head.version !== VERSION) throw new IndexError("unknown", `an index of version ${head.version}`);
  const count = reader.number();
  const separators = Array.from({ length: count }, () => reader.text());
  if (reader.at + 2 * count !== bytes.length) throw damaged();
  const checks = separators.map((_, place) => bytes[reader.at + 2 * place] | (bytes[reader.at + 2 * place + 1] << 8));
  return { ...head, separators, checks };
}

// Of each stem { count, data }: how many documents have it, and its list as written.
/**
 * @param {Uint8Array} bytes
 * @returns {Map<string, { count: number, data: Uint8Array }>}
 */
export function readWords(bytes) {
  const reader = new Reader(bytes);
  /** @type {[string, number, number][]} */
  const heads = Array.from({ length: reader.number() }, () => [reader.text(), reader.number(), reader.number()]);
  let at = reader.at;
  const words = new Map(
    heads.map(([stem, count, length]) => {
      at += length;
      return [stem, { count, data: bytes.subarray(at - length, at) }];
    }),
  );
  if (at !== bytes.length) throw damaged();
  return words;
}

// { numbers, weights }: the documents of a list, in order, and how much the word tells of each (0 to 3).
/** @param {{ count: number, data: Uint8Array }} list */
export function readList({ count, data }) {
  const numbers = new Float64Array(count);
  const weights = new Uint8Array(count);
  const reader = new Reader(data);
  let before = 0;
  for (let place = 0; place < count; place += 1) {
    const value = before * WEIGHTS + reader.number();
    before = Math.floor(value / WEIGHTS);
    numbers[place] = before;
    weights[place] = value % WEIGHTS;
  }
  if (reader.at !== data.length) throw damaged();
  return { numbers, weights };
}

// The columns of a stretch of cables: { numbers, facets }, facets of each { codes, of(place) -> codes of the cable there }.
/**
 * @param {Uint8Array} bytes
 * @param {number} start
 */
export function readColumns(bytes, start) {
  const [head, reader] = headOf(bytes);
  const { count } = head;
  let at = start;
  const numbers = Float64Array.from({ length: count }, () => (at += reader.number()));
  const posts = reader.numbers(count);
  const levels = reader.numbers(count);
  /** @type {string[][]} */
  const tags = Array.from({ length: count }, () => []);
  for (const tag of head.tag) {
    let place = 0;
    for (let left = reader.number(); left > 0; left -= 1) {
      place += reader.number();
      if (place >= count) throw damaged();
      tags[place].push(tag);
    }
  }
  if (reader.at !== bytes.length) throw damaged();
  return {
    numbers,
    /** @param {number} place */
    tag: (place) => tags[place],
    /** @param {number} place */
    post: (place) => (posts[place] ? [head.post[posts[place] - 1]] : []),
    /** @param {number} place */
    classification: (place) => (levels[place] ? [head.classification[levels[place] - 1]] : []),
  };
}

// [[stem, count], ...] in order of stem.
/**
 * @param {Uint8Array} bytes
 * @returns {[string, number][]}
 */
export function readSpelling(bytes) {
  const reader = new Reader(bytes);
  /** @type {[string, number][]} */
  const words = Array.from({ length: reader.number() }, () => [reader.text(), reader.number()]);
  if (reader.at !== bytes.length) throw damaged();
  return words;
}

/**
 * The name of the file of words that begins at a separator, or of what is named so in another folder.
 * @param {string} separator
 */
export function nameOf(separator, folder = "words") {
  const hex = [...new TextEncoder().encode(separator)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${folder}/${hex || "0"}.bin`;
}

// Words are in order of their code points, which JavaScript's own order is not beyond U+FFFF.
/**
 * @param {string} one
 * @param {string} other
 */
export function isBefore(one, other) {
  const a = one[Symbol.iterator]();
  const b = other[Symbol.iterator]();
  for (;;) {
    const x = a.next();
    const y = b.next();
    if (x.done || y.done) return Boolean(x.done) && !y.done;
    if (x.value !== y.value) return (x.value.codePointAt(0) ?? 0) < (y.value.codePointAt(0) ?? 0);
  }
}

// The place of the last separator that does not come after a word.
/**
 * @param {string[]} separators
 * @param {string} word
 */
export function placeOf(separators, word) {
  let low = 0;
  let high = separators.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(word, separators[middle])) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

// The two bytes by which the directory tells a file from another state of it: of its CRC-32.
/** @param {Uint8Array} bytes */
export function checkOf(bytes) {
  let value = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1) value = TABLE[(value ^ bytes[at]) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) & 0xffff;
}
