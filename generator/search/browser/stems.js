// Words -> stems, by Pagefind's program, as the build made the stems of the index (generator/search/pagefind/stems.py).
//
// The program tells no stems. It tells in which file of an index a word would stand; so it is given lists of files that part
// the alphabet behind what is known of a stem, and asked again until the stem is whole. The files of a list hold every word
// that there can be: of a word that none holds the program tells those that are like it.

import { isBefore } from "./format.js";

const LIST = 4;
const TEXT = 3;
const END = "\u{10ffff}"; // after every letter
const LONGEST = 60; // letters of a stem that the index keeps
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const encoder = new TextEncoder();
const decoder = new TextDecoder();

// A word as Pagefind's own script puts it: in small letters, without signs, without accents.
/** @param {string} word */
export function cleaned(word) {
  const plain = word
    .replace(/[\p{Pd}\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}\p{S}]/gu, "")
    .toLocaleLowerCase()
    .replace(/\s+/g, "");
  return plain.normalize("NFD").replace(/\p{M}/gu, "");
}

// The last text before another, nearly.
/** @param {string} text */
function lastBefore(text) {
  const letters = [...text];
  const last = ((letters.pop() ?? "\0").codePointAt(0) ?? 0) - 1;
  return (
    letters.join("") + (last < 0 ? "" : String.fromCodePoint(last >= 0xd800 && last < 0xe000 ? 0xd7ff : last) + END)
  );
}

// The list that Pagefind's program opens an index with, in CBOR: version, pages, files (first word, last word, name),
// filters, sorts, fields.
/** @param {[string, string][]} files */
function indexOf(files) {
  /** @type {number[]} */
  const out = [];
  const head = (/** @type {number} */ kind, /** @type {number} */ size) => {
    if (size < 24) out.push((kind << 5) | size);
    else if (size < 256) out.push((kind << 5) | 24, size);
    else out.push((kind << 5) | 25, size >> 8, size & 255);
  };
  const text = (/** @type {string} */ words) => {
    const bytes = encoder.encode(words);
    head(TEXT, bytes.length);
    out.push(...bytes);
  };
  head(LIST, 6);
  text("");
  head(LIST, 0);
  head(LIST, files.length);
  files.forEach(([first, last], place) => {
    head(LIST, 3);
    text(first);
    text(last);
    text(String(place));
  });
  for (let rest = 0; rest < 3; rest += 1) head(LIST, 0);
  return Uint8Array.from(out);
}

/**
 * @param {BufferSource} bytes Pagefind's program
 */
export async function openStems(bytes) {
  /** @type {any} */
  let wasm;
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./pagefind_web_bg.js": {
      __wbindgen_init_externref_table() {
        const table = wasm.__wbindgen_externrefs;
        const place = table.grow(4);
        [undefined, undefined, null, true, false].forEach((value, at) => {
          table.set(at && place + at - 1, value);
        });
      },
    },
  });
  wasm = instance.exports;
  wasm.__wbindgen_start();

  // What the program is given stands in its memory: place and length.
  /**
   * @param {string | Uint8Array} data
   * @returns {[number, number]}
   */
  function pass(data) {
    const given = typeof data === "string" ? encoder.encode(data) : data;
    const place = wasm.__wbindgen_malloc(given.length, 1) >>> 0;
    new Uint8Array(wasm.memory.buffer).set(given, place);
    return [place, given.length];
  }

  // asked(word) -> the places of the files in which the stem of a word, or the word as it is, would stand.
  /** @param {[string, string][]} files */
  function ask(files) {
    const index = wasm.init_pagefind(...pass(indexOf(files))) >>> 0;
    if (!index) throw new Error("no index");
    return (/** @type {string} */ word) => {
      /** @type {[number, number]} */
      const [place, length] = wasm.request_indexes(index, ...pass(word));
      const told = decoder.decode(new Uint8Array(wasm.memory.buffer, place >>> 0, length));
      wasm.__wbindgen_free(place, length, 1);
      return /** @type {number[]} */ (JSON.parse(told).map(Number));
    };
  }

  /** @param {string} word */
  function stemOf(word) {
    const letters = [...new Set([...word, ...LETTERS])].sort((a, b) => (isBefore(a, b) ? -1 : 1));
    const written = [...word];
    let known = "";
    for (let length = 0; length <= Math.min(written.length + LETTERS.length, LONGEST); length += 1) {
      /** @type {[string, string][]} */
      const ways = letters.map((letter) => [known + letter, known + letter + END]);
      const found = ask([[known, known], ...ways, ["", lastBefore(known)], [known + END + END, END + END]])(word);
      // The word itself is told of too, beside its stem: where it leads elsewhere, that is not the stem's way.
      const own = word.startsWith(known) ? (length < written.length ? letters.indexOf(written[length]) + 1 : 0) : -1;
      const open = found.filter((place) => place <= letters.length);
      const way = open.find((place) => place !== own) ?? open[0];
      if (way === undefined) return word; // none of these letters
      if (way === 0) return known;
      known += letters[way - 1];
    }
    return known;
  }

  /** @type {Map<string, string>} */
  const stems = new Map();
  /** @param {string} word */
  function stem(word) {
    const plain = cleaned(word);
    const made = stems.get(plain) ?? (plain && [...stemOf(plain)].slice(0, LONGEST).join(""));
    stems.set(plain, made);
    return made;
  }

  // matcher(stems)(plain) -> those of the stems that a cleaned word has. The first letters of a word are in its stem.
  /** @param {string[]} stems */
  function matcher(stems) {
    const wanted = [...new Set(stems)].sort((one, other) => (isBefore(one, other) ? -1 : 1));
    /** @type {[string, string][]} */
    const between = wanted.map((one, place) => [
      `${one}\0`,
      place + 1 < wanted.length ? lastBefore(wanted[place + 1]) : END + END,
    ]);
    const asked = ask([
      ...wanted.map((one) => /** @type {[string, string]} */ ([one, one])),
      ["", lastBefore(wanted[0] || END)],
      ...between,
    ]);
    /** @type {Map<string, string[]>} */
    const known = new Map();
    const beginnings = [...new Set(wanted.map((one) => one.slice(0, one.length > 4 ? 3 : 1)))];
    return (/** @type {string} */ plain) => {
      if (!beginnings.some((beginning) => plain.startsWith(beginning))) return [];
      const has = known.get(plain) ?? asked(plain).flatMap((place) => wanted[place] ?? []);
      known.set(plain, has);
      return has;
    };
  }

  return { stem, matcher };
}
