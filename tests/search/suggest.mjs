// The words that a built index offers for misspelled ones: node suggest.mjs SITE, { words, all } as JSON on standard input; for each
// word, what the index offers and what all its stems would, as JSON on standard output.
import fs from "node:fs";
import path from "node:path";
import { open } from "../../generator/search/browser/engine.js";
import { nearestWords } from "../../generator/search/browser/page/spelling.js";

const site = process.argv[2];
globalThis.fetch = async (/** @type {RequestInfo | URL} */ url) =>
  new Response(fs.readFileSync(path.join(site, new URL(String(url)).pathname)));
const { words, all } = JSON.parse(fs.readFileSync(0, "utf8"));
const index = await open("http://room.test/");
const offered = [];
for (const word of words) offered.push([nearestWords(word, await index.alike(word)), nearestWords(word, all)]);
console.log(JSON.stringify(offered));
