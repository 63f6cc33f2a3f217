// For tests/pages/test_exports.py: a list, as rows of entries with notes, in all formats. Reads JSON and writes JSON.
import { readFileSync } from "node:fs";
import { entryOf } from "../../generator/search/browser/list/entries.js";
import { FORMATS } from "../../generator/search/browser/list/formats.js";

const { room, items } = JSON.parse(readFileSync(0, "utf8"));
const list = items.map((/** @type {any} */ one) => ({ ...one, entry: one.entry && entryOf(one.entry) }));
process.stdout.write(JSON.stringify(Object.fromEntries(FORMATS.map(({ name, write }) => [name, write(list, room)]))));
