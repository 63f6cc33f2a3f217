// Pagefind's program beside the search page (generator/output/search/worker.py). It stands with the index, because
// whoever runs WebAssembly in a worker needs the policy that comes with its script. The first message, { engine }, names
// the script that asks the program; the second, { index, ... }, is what it opens. Every other is { id, method, args } and
// is answered by { id, result }, { id, error } or, before that, { id, part }.
"use strict";

const SIGNATURE = 12; // bytes at the beginning of Pagefind's files
const LIST = 4;
const TEXT = 3;
const NUMBER = 0;
const ENDING = 3; // letters that the stem of a word may lack,
const STEM = 4; // which is at least so long
const MORE = 2; // files that may hold the words which begin with another
const encoder = new TextEncoder();
const decoder = new TextDecoder();
let wasm;

async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.url} ${answer.status}`);
  const bytes = await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  const { instance } = await WebAssembly.instantiate(bytes.slice(SIGNATURE), {
    "./pagefind_web_bg.js": {
      __wbindgen_init_externref_table() {
        const table = wasm.__wbindgen_externrefs;
        const place = table.grow(4);
        [undefined, undefined, null, true, false].forEach((value, at) => table.set(at && place + at - 1, value));
      },
    },
  });
  wasm = instance.exports;
  wasm.__wbindgen_start();
}

// What the program is given stands in its memory: place and length.
function pass(data) {
  const bytes = typeof data === "string" ? encoder.encode(data) : data;
  const place = wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
  new Uint8Array(wasm.memory.buffer).set(bytes, place);
  return [place, bytes.length];
}

function taken([place, length]) {
  const told = decoder.decode(new Uint8Array(wasm.memory.buffer, place >>> 0, length));
  wasm.__wbindgen_free(place, length, 1);
  return JSON.parse(told);
}

// Numbers, texts and lists in CBOR, put behind one another.
class Cbor {
  constructor() {
    this.bytes = new Uint8Array(1 << 16);
    this.end = 0;
  }

  room(more) {
    if (this.end + more <= this.bytes.length) return;
    const larger = new Uint8Array(2 * (this.end + more));
    larger.set(this.bytes);
    this.bytes = larger;
  }

  head(kind, size) {
    this.room(5);
    const width = size < 24 ? 0 : size < 256 ? 1 : size < 65536 ? 2 : 4;
    this.bytes[this.end++] = (kind << 5) | (width === 0 ? size : width === 1 ? 24 : width === 2 ? 25 : 26);
    for (let at = width - 1; at >= 0; at -= 1) this.bytes[this.end++] = (size >>> (8 * at)) & 255;
  }

  text(text) {
    const bytes = encoder.encode(text);
    this.head(TEXT, bytes.length);
    this.room(bytes.length);
    this.bytes.set(bytes, this.end);
    this.end += bytes.length;
  }

  // A number written out as text, as names of pages and files are: there are thousands.
  name(number) {
    let length = 1;
    for (let ten = 10; number >= ten; ten *= 10) length += 1;
    this.head(TEXT, length);
    this.room(length);
    for (let at = length - 1, left = number; at >= 0; at -= 1, left = Math.floor(left / 10)) this.bytes[this.end + at] = 48 + (left % 10);
    this.end += length;
  }
}

// The list that Pagefind's program opens an index with: version, pages, files of words, filters, sorts, fields.
function listOf(counts, starts, fields) {
  const made = new Cbor();
  made.head(LIST, 6);
  made.text("");
  made.head(LIST, counts.length);
  for (let row = 0; row < counts.length; row += 1) {
    made.head(LIST, 2);
    made.name(row);
    made.head(NUMBER, counts[row]);
  }
  made.head(LIST, starts.length);
  for (let number = 0; number < starts.length; number += 1) {
    made.head(LIST, 3);
    made.text(starts[number]);
    made.text(lastBefore(starts[number + 1]));
    made.name(number);
  }
  made.head(LIST, 0);
  made.head(LIST, 0);
  made.head(LIST, fields.length);
  for (const field of fields) made.text(field);
  return made.bytes.subarray(0, made.end);
}

// The words of one shard. Its pages are named by their number, as are its files.
class Words {
  // counts: of the words of each page; starts: the first word of each file; fields: as Pagefind lists them.
  constructor(counts, starts, fields) {
    this.starts = starts;
    this.at = wasm.init_pagefind(...pass(listOf(counts, starts, fields))) >>> 0;
    if (!this.at) throw new Error("an index that Pagefind cannot open");
  }

  // The numbers of the files in which the words of a question stand; outside quotes also of the next ones, while words
  // stand there that begin alike: Pagefind finds those of them that are loaded.
  files(question) {
    const { exact, plain } = asked(question);
    const numbers = new Set();
    for (const word of plain.split(" ").filter(Boolean)) {
      const beginning = word.slice(0, Math.max(STEM, word.length - ENDING));
      for (const own of taken(wasm.request_indexes(this.at, ...pass(word))).map(Number)) {
        numbers.add(own);
        for (let next = own + 1; !exact && next <= own + MORE && this.starts[next]?.startsWith(beginning); next += 1) numbers.add(next);
      }
    }
    return [...numbers];
  }

  add(bytes) {
    this.at = wasm.load_index_chunk(this.at, ...pass(bytes.subarray(SIGNATURE))) >>> 0;
    if (!this.at) throw new Error("words that Pagefind cannot read");
  }

  // The pages that have the words, whose files must be there: { row, score, places }, the places as Pagefind writes them.
  search(question) {
    const { exact, written, plain } = asked(question);
    if (!plain) return [];
    const { results } = taken(wasm.search(this.at, ...pass(plain), ...pass(written), ...pass("{}"), ...pass(""), exact, false));
    return results.map((one) => ({ row: Number(one.p), score: one.s, places: one.l }));
  }
}

// The last text before another, nearly.
function lastBefore(text) {
  if (text === undefined) return "\u{10ffff}";
  const letters = [...text];
  const last = letters.pop().codePointAt(0) - 1;
  return letters.join("") + String.fromCodePoint(last >= 0xd800 && last < 0xe000 ? 0xd7ff : last) + "\u{10ffff}";
}

// A question as Pagefind's own script puts it.
function asked(question) {
  const exact = /^\s*".+"\s*$/.test(question);
  const written = question.replace(/[\p{Pd}\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}]/gu, "").toLocaleLowerCase().replace(/\s+/g, " ").trim();
  return { exact, written, plain: written.normalize("NFD").replace(/\p{M}/gu, "") };
}

const opened = {};
opened.promise = new Promise((resolve, reject) => Object.assign(opened, { resolve, reject }));
opened.promise.catch(() => {}); // told to whoever asks

let asking;

async function open({ index, folder, base }) {
  const loaded = load(new URL(`${index.runtime}/wasm.en.pagefind`, folder));
  loaded.catch(() => {}); // told to whoever opens an index
  const program = { open: async (...list) => (await loaded, new Words(...list)) };
  return (await asking).open({ index, folder, base, program });
}

addEventListener("message", async ({ data: { engine, index, folder, base, id, method, args } }) => {
  if (engine) {
    asking = import(engine);
    asking.catch(() => {}); // told to whoever asks
    return;
  }
  if (index) {
    open({ index, folder, base }).then(opened.resolve, opened.reject);
    return;
  }
  try {
    const result = await (await opened.promise)[method](...args, (part) => postMessage({ id, part }));
    postMessage({ id, result });
  } catch (error) {
    postMessage({ id, error: String(error?.message || error) });
  }
});
