// Stems by Pagefind's program in a browser: node stem.mjs PROGRAM, words as JSON on standard input, stems on standard output.
import fs from "node:fs";
import zlib from "node:zlib";
import { openStems } from "../../generator/search/browser/stems.js";

const { stem } = await openStems(zlib.gunzipSync(fs.readFileSync(process.argv[2])));
console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, "utf8")).map(stem)));
