// A reading list in storage and in an address: whatever stands there is read, or left out, and never fails.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, idsOfAddress, readKept, writtenKept } from "../../generator/search/browser/list/stored.js";

/** @type {[string, string, string[]][]} */
const ADDRESSES = [
  ["identifiers in their order", "#09MADRID440,07ASTANA1061", ["09MADRID440", "07ASTANA1061"]],
  ["small letters", "#07astana1061", ["07ASTANA1061"]],
  ["one that stands twice", "#07ASTANA1061,07ASTANA1061", ["07ASTANA1061"]],
  ["nothing", "", []],
  ["commas alone", "#,,", []],
  ["what is no identifier", "#Nota%20verbale,%3Cb%3E", ["Nota verbale", "<b>"]],
  ["a damaged escape", "#%E0%A4%A,07ASTANA1061", ["%E0%A4%A", "07ASTANA1061"]],
  ["controls and marks of direction", "#07AST%00ANA%E2%80%AE1061", ["07AST ANA 1061"]],
];
for (const [name, hash, ids] of ADDRESSES) {
  test(`an address with ${name} is read`, () => assert.deepEqual(idsOfAddress(hash), ids));
}

test("an address that was written is read back", () => {
  const ids = ["07ASTANA1061", "a,b", "%2C", "Ünsal 3", "<script>"];
  assert.deepEqual(idsOfAddress(addressOf(ids)), ids);
});

test("a text of any length is cut to what an identifier can be", () => {
  assert.equal(idsOfAddress(`#${"A".repeat(100_000)}`)[0].length, 80);
});

test("ten thousand identifiers are read at once", () => {
  const ids = Array.from({ length: 10_000 }, (_, at) => `09VENSK${at + 1}`);
  const start = performance.now();
  assert.deepEqual(idsOfAddress(addressOf(ids)), ids);
  assert.ok(performance.now() - start < 2_000);
});

/** @type {[string, string | null, { id: string, note: string }[]][]} */
const STORED = [
  ["nothing", null, []],
  ["no JSON", "{", []],
  ["no list", '{"id":"07ASTANA1061"}', []],
  ["null", "null", []],
  [
    "a list with things that are none of its",
    '[["07ASTANA1061","a note"],5,["09MADRID440"],null,[7],["09MADRID440","again"],["08VENSK41",{"x":1}]]',
    [
      { id: "07ASTANA1061", note: "a note" },
      { id: "09MADRID440", note: "" },
      { id: "08VENSK41", note: "" },
    ],
  ],
];
for (const [name, text, list] of STORED) {
  test(`of ${name} in storage, what is a list is read`, () => assert.deepEqual(readKept(text), list));
}

test("a list that was written is read back", () => {
  const list = [
    { id: "07ASTANA1061", note: "“Compare” \n <b> \u2028" },
    { id: "09MADRID440", note: "" },
  ];
  assert.deepEqual(readKept(writtenKept(list)), list);
});
