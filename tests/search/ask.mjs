// Asks the index of a built site: node ask.mjs SITE, requests as JSON on standard input, answers as JSON on standard output.
import fs from "node:fs";
import path from "node:path";
import { open } from "../../generator/search/browser/engine.js";
import { IndexError } from "../../generator/search/browser/format.js";

const site = process.argv[2];
globalThis.fetch = async (/** @type {RequestInfo | URL} */ url) => {
  const file = path.join(site, new URL(String(url)).pathname);
  return fs.existsSync(file) ? new Response(fs.readFileSync(file)) : new Response("", { status: 404 });
};
const answers = [];
for (const request of JSON.parse(fs.readFileSync(0, "utf8"))) {
  try {
    answers.push(await (await open("http://room.test/")).search(request));
  } catch (error) {
    answers.push({ error: error instanceof IndexError ? error.kind : String(error) });
  }
}
console.log(JSON.stringify(answers));
