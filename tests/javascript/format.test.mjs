// The files of the index as Python writes them (tests/search/fixtures.json), read by the browser's half.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import {
  checkOf,
  IndexError,
  isBefore,
  nameOf,
  placeOf,
  readColumns,
  readDirectory,
  readList,
  readSpelling,
  readWords,
} from "../../generator/search/browser/format.js";

const cases = JSON.parse(fs.readFileSync(new URL("../search/fixtures.json", import.meta.url), "utf8"));
/** @param {string} hex */
const bytes = (hex) => new Uint8Array(Buffer.from(hex, "hex"));

test("a file of words says what was written", () => {
  const said = [...readWords(bytes(cases.words.file))].map(([stem, word]) => {
    const { numbers, weights } = readList(word);
    return [stem, word.count, Array.from(numbers, (number, place) => [number, weights[place]])];
  });
  assert.deepEqual(said, cases.words.says);
});

test("a directory says where files of words begin, and their checks", () => {
  const { stamp, separators, checks } = readDirectory(bytes(cases.directory.file));
  assert.deepEqual(
    { stamp, separators, checks },
    { stamp: "0123456789ab", separators: cases.directory.separators, checks: cases.directory.checks },
  );
});

test("columns say the facets of each cable", () => {
  const told = readColumns(bytes(cases.columns.file), cases.columns.start);
  const said = Array.from(told.numbers, (number, place) => [
    number,
    told.tag(place),
    told.post(place)[0] ?? "",
    told.classification(place)[0] ?? "",
  ]);
  assert.deepEqual(said, cases.columns.says);
});

test("a file for spelling says stems and counts", () => {
  for (const one of Object.values(cases.spelling)) assert.deepEqual(readSpelling(bytes(one.file)), one.says);
});

test("names and checks are those of the build", () => {
  for (const [separator, name] of cases.names) assert.equal(nameOf(separator), name);
  for (const [data, check] of cases.checks) assert.equal(checkOf(bytes(data)), check);
});

test("a word is in the last file that does not begin after it", () => {
  const separators = ["", "b", "ca"];
  assert.deepEqual(
    ["a", "b", "bz", "c", "ca", "zz"].map((word) => placeOf(separators, word)),
    [0, 1, 1, 1, 2, 2],
  );
  assert.ok(isBefore("\uffee", "\u{10400}"));
});

test("what is cut short is damaged, another version is unknown", () => {
  for (const [read, { file }] of /** @type {[Function, any][]} */ ([
    [readWords, cases.words],
    [readDirectory, cases.directory],
    [readSpelling, cases.spelling["h-"]],
  ])) {
    assert.throws(
      () => read(bytes(file).subarray(0, -1)),
      (error) => error instanceof IndexError && error.kind === "damaged",
    );
  }
  const other = new TextEncoder().encode('{"version":999}\n\0');
  assert.throws(
    () => readDirectory(other),
    (error) => error instanceof IndexError && error.kind === "unknown",
  );
});
